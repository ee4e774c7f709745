"""OWL reasoning finds no contradiction in the vocabulary, in what a builder writes, and beside the anchors."""

from pathlib import Path

import owlrl  # type: ignore[import-untyped]  # ships no types
import pytest
import rdflib

import xuntu
from xuntu.ontology import GRAPH, PREFIXES, read_turtle

HERE = Path(__file__).parent
EXAMPLES = HERE.parents[1] / "examples" / "documents"
PREFIXED = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())

CONTRADICTIONS = {
    "a finding that is a measure": "xtid:odd a xt:Finding , xt:Measure .",
    "a finding in which something is found": "xtid:odd a xt:Finding . xtid:other xt:foundIn xtid:odd .",
    "evidence that is an inspection": "xtid:odd a xt:Inspection . xtid:other xt:evidence xtid:odd .",
    "a unit that is in force": "xtid:odd a xt:Unit . xtid:measure xt:issues xtid:odd .",
    "a figure that is declared and effected": "xtid:odd a xt:IndicatorValue , xt:DeclaredFigure .",
    "an inspection derived from a text (PROV)": "xtid:odd a xt:Inspection ; prov:wasDerivedFrom xtid:text .",
    "a unit that is the change of one (ORG)": "xtid:odd a xt:Unit . xtid:odd org:originalOrganization xtid:unit .",
}


def contradictions(*turtle: str) -> list[str]:
    """Return what the OWL 2 RL rules find contradictory in vocabulary, valid graph, anchors and *turtle*."""
    graph = rdflib.Graph().parse(data=read_turtle("xuntu"), format="turtle")
    graph.parse(HERE / "valid.ttl").parse(HERE / "anchors.ttl")
    for each in turtle:
        graph.parse(data=PREFIXED + each, format="turtle")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return [
        str(message)
        for error in graph.subjects(
            rdflib.RDF.type, rdflib.URIRef("http://www.daml.org/2002/03/agents/agent-ont#ErrorMessage")
        )
        for message in graph.objects(error)
        if isinstance(message, rdflib.Literal)
    ]


@pytest.mark.slow
def test_what_a_build_writes_is_consistent() -> None:
    """Two reports on one unit, with what is inferred from both, contradict neither the vocabulary nor the anchors."""
    with xuntu.build([EXAMPLES / "05-hospital-2019.pdf", EXAMPLES / "13-hospital-2023.txt"]) as graph:
        lines = [line for line in graph.store.nquads() if f"<{GRAPH.taxonomy}>" not in line]
    assert contradictions("".join(f"{line.rsplit(' ', 2)[0]} .\n" for line in lines)) == []


@pytest.mark.slow
def test_the_vocabulary_is_consistent() -> None:
    """Vocabulary, a graph that uses all of it, and the axioms of ORG, PROV-O and Web Annotation agree."""
    assert contradictions() == []


@pytest.mark.slow
@pytest.mark.parametrize("claim", CONTRADICTIONS.values(), ids=CONTRADICTIONS)
def test_a_contradiction_is_found(claim: str) -> None:
    """What cannot be is noticed, within our own classes and across those of the anchors."""
    assert contradictions(claim) != []
