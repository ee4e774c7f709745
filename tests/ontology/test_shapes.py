"""The shapes: a small graph keeps them all, and each break of it is caught, with its severity."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

import pyoxigraph
import pytest
import rdflib

from xuntu.ontology import PREFIXES, read_turtle

VALID = Path(__file__).with_name("valid.ttl")
BREAKS = [line.split("\t") for line in VALID.with_name("breaks.tsv").read_text(encoding="utf-8").splitlines()[1:]]
PREFIXED = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
SH = rdflib.Namespace(PREFIXES["sh"])


@pytest.fixture(scope="module")
def shapes() -> rdflib.Graph:
    """Return the shapes."""
    return rdflib.Graph().parse(data=read_turtle("shapes"), format="turtle")


@pytest.fixture(scope="module")
def valid() -> rdflib.Graph:
    """Return the valid graph with the concepts that it points to."""
    graph = rdflib.Graph().parse(VALID)
    for name in ("concepts", "problems"):
        graph.parse(data=read_turtle(name), format="turtle")
    return graph


@pytest.fixture
def data(valid: rdflib.Graph) -> rdflib.Graph:
    """Return a copy of the valid graph."""
    return rdflib.Graph() + valid


def severities(data: rdflib.Graph, shapes: rdflib.Graph, shape: str | None = None) -> set[str]:
    """Return the severities of all results, of one shape where it is named."""
    import pyshacl

    used = (shape, "label", "oneLabel", "evidence") if shape else ()  # the last three are used by other shapes
    named = [f"https://w3id.org/xuntu/shapes#{name}" for name in used] or None
    validate = cast("Callable[..., tuple[bool, rdflib.Graph, str]]", pyshacl.validate)
    _, results, _ = validate(data, shacl_graph=shapes, inference="none", use_shapes=named)
    return {str(severity).removeprefix(SH) for severity in results.objects(None, SH.resultSeverity)}


@pytest.mark.slow
def test_the_valid_graph_keeps_every_rule(data: rdflib.Graph, shapes: rdflib.Graph) -> None:
    """Nothing is reported on it, not even as information."""
    assert severities(data, shapes) == set()


@pytest.mark.slow
def test_shapes_are_shapes(shapes: rdflib.Graph) -> None:
    """The shapes keep the shapes of SHACL itself."""
    import pyshacl

    validate = cast("Callable[..., tuple[bool, rdflib.Graph, str]]", pyshacl.validate)
    assert validate(rdflib.Graph(), shacl_graph=shapes, meta_shacl=True)[0]


def test_constraints_can_be_run_once_for_all(shapes: rdflib.Graph) -> None:
    """Asked with $this open, no constraint finds anything in the valid graph, as a fast validator does it."""
    store = pyoxigraph.Store()
    store.load(path=VALID)
    for name in ("xuntu", "concepts", "problems"):
        store.load(read_turtle(name), format=pyoxigraph.RdfFormat.TURTLE)
    for select in shapes.objects(None, SH.select):
        assert list(cast("pyoxigraph.QuerySolutions", store.query(PREFIXED + str(select)))) == [], select


def test_every_class_of_the_valid_graph_has_a_shape(shapes: rdflib.Graph) -> None:
    """Whatever the fixture holds is held to a rule, so that a mutation of it can be caught."""
    targets = set(shapes.objects(None, SH.targetClass))
    assert set(rdflib.Graph().parse(VALID).objects(None, rdflib.RDF.type)) <= targets


def rules() -> list[tuple[str, str]]:
    """Return every SPARQL constraint with the name of its shape."""
    graph = rdflib.Graph().parse(data=read_turtle("shapes"), format="turtle")
    pairs = [(shape, graph.value(rule, SH.select)) for shape, rule in graph.subject_objects(SH.sparql)]
    return sorted((str(shape).partition("#")[2], str(select)) for shape, select in pairs)


@pytest.mark.parametrize(("shape", "select"), rules(), ids=lambda text: text if text.isalpha() else "rule")
def test_every_rule_bites_when_run_once_for_all(shape: str, select: str) -> None:
    """Asked of the whole store, as the product asks it, each constraint finds one of the breaks of its shape."""
    found = False
    for _, _, change in (line for line in BREAKS if line[0] == shape):
        store = pyoxigraph.Store()
        store.load(path=VALID)
        for name in ("concepts", "problems"):
            store.load(read_turtle(name), format=pyoxigraph.RdfFormat.TURTLE)
        store.update(PREFIXED + change)
        found |= bool(list(cast("pyoxigraph.QuerySolutions", store.query(PREFIXED + select))))
    assert found


@pytest.mark.slow
@pytest.mark.parametrize(("shape", "severity", "change"), BREAKS)
def test_a_break_is_caught(data: rdflib.Graph, shapes: rdflib.Graph, shape: str, severity: str, change: str) -> None:
    """The shape that guards a rule reports its break, as what it is."""
    data.update(PREFIXED + change)
    assert severity in severities(data, shapes, shape)
