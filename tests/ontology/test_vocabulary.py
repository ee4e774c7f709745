"""The Turtle files: two parsers agree, and the usual pitfalls of an ontology are absent."""

import re
from collections import Counter
from typing import cast

import pyoxigraph
import pytest
import rdflib
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS
from rdflib.term import Node

from xuntu.ontology import NAMESPACE, PREFIXES, TURTLE_NAMES, TurtleName, read_turtle

OWN = (NAMESPACE, PREFIXES["xtc"])


def graph(*names: TurtleName) -> rdflib.Graph:
    """Return the union of some of the files."""
    union = rdflib.Graph()
    for name in names:
        union.parse(data=read_turtle(name), format="turtle")
    return union


def languages(graph: rdflib.Graph, subject: Node, predicate: Node) -> list[str]:
    """Return the languages in which something is said, sorted."""
    texts = graph.objects(subject, predicate)
    return sorted(str(text.language) for text in texts if isinstance(text, rdflib.Literal))


def terms() -> list[Node]:
    """Return the classes and properties of the vocabulary."""
    return [term for term in graph("xuntu").subjects(RDF.type, unique=True) if str(term).startswith(NAMESPACE)]


@pytest.mark.parametrize("name", TURTLE_NAMES)
def test_two_parsers_agree(name: TurtleName) -> None:
    """Both rdflib and pyoxigraph read the same number of triples, none of them by mistake."""
    triples = set(pyoxigraph.parse(read_turtle(name), format=pyoxigraph.RdfFormat.TURTLE))
    assert len(graph(name)) == len(triples) > 700


@pytest.mark.parametrize("predicate", [RDFS.label, SKOS.definition])
def test_terms_speak_two_languages(predicate: rdflib.URIRef) -> None:
    """Every term has exactly one label and one definition in Chinese and in English."""
    vocabulary = graph("xuntu")
    assert [term for term in terms() if languages(vocabulary, term, predicate) != ["en", "zh"]] == []


def test_labels_tell_terms_apart() -> None:
    """No two classes and no two properties have the same label in one language."""
    vocabulary = graph("xuntu")
    for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty):
        labels = [
            label for term in vocabulary.subjects(RDF.type, kind) for label in vocabulary.objects(term, RDFS.label)
        ]
        assert [label for label, times in Counter(labels).items() if times > 1] == []


def test_terms_are_declared_and_defined_here() -> None:
    """Every term says which ontology defines it and is a class, an object property or a datatype property."""
    vocabulary = graph("xuntu")
    kinds = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty}
    for term in terms():
        assert list(vocabulary.objects(term, RDFS.isDefinedBy)) == [rdflib.URIRef("https://w3id.org/xuntu/ns")]
        assert len(kinds & set(vocabulary.objects(term, RDF.type))) == 1


def test_names_follow_one_habit() -> None:
    """Classes begin with a capital, properties with a small letter; names are ASCII."""
    vocabulary = graph("xuntu")
    for term in terms():
        pattern = "[A-Z][A-Za-z0-9]*" if (term, RDF.type, OWL.Class) in vocabulary else "[a-z][A-Za-z0-9]*"
        assert re.fullmatch(pattern, str(term).removeprefix(NAMESPACE))


def test_domains_and_ranges_are_declared_classes() -> None:
    """What a property connects is declared: an own or reused class, or a datatype."""
    vocabulary = graph("xuntu")
    declared = set(vocabulary.subjects(RDF.type, OWL.Class))
    includes = rdflib.Namespace("https://schema.org/")
    for predicate in (RDFS.domain, RDFS.range, includes.domainIncludes, includes.rangeIncludes, RDFS.subClassOf):
        for each in vocabulary.objects(None, predicate):
            assert each in declared or str(each).startswith(PREFIXES["xsd"]), each


def test_superproperties_are_of_the_same_kind() -> None:
    """An object property stands under object properties only, a datatype property under its like."""
    vocabulary = graph("xuntu")
    for kind in (OWL.ObjectProperty, OWL.DatatypeProperty):
        for each in vocabulary.subjects(RDF.type, kind):
            for above in vocabulary.objects(each, RDFS.subPropertyOf):
                assert (above, RDF.type, kind) in vocabulary, (each, above)


def test_the_ontology_names_its_licence() -> None:
    """A reader of the file alone learns the licence."""
    vocabulary, ontology = graph("xuntu"), rdflib.URIRef("https://w3id.org/xuntu/ns")
    assert str(vocabulary.value(ontology, DCTERMS.license)) == "https://www.apache.org/licenses/LICENSE-2.0"


@pytest.mark.parametrize("name", ["concepts", "problems", "shapes"])
def test_no_undeclared_term_is_used(name: TurtleName) -> None:
    """Concepts, taxonomy and shapes use only terms and concepts that are declared, in queries as well."""
    declared = {str(each) for each in graph("xuntu", "concepts", "problems").subjects(RDF.type)}
    triples = graph(name)
    used = {str(node) for triple in triples for node in triple if isinstance(node, rdflib.URIRef)}
    texts = " ".join(str(node) for node in triples.objects() if isinstance(node, rdflib.Literal))
    for prefix, local in re.findall(r"\b(xt|xtc):([A-Za-z][\w-]*)", texts):
        used.add(PREFIXES[prefix] + local)
    assert {iri for iri in used if iri.startswith(OWN) and iri not in declared} == set()


def test_constraints_are_standard_sparql() -> None:
    """Every sh:select parses and, asked once for all, finds nothing in an empty store."""
    prefixes = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
    selects = list(graph("shapes").objects(None, rdflib.URIRef(PREFIXES["sh"] + "select")))
    store = pyoxigraph.Store()
    for select in selects:
        assert list(cast("pyoxigraph.QuerySolutions", store.query(prefixes + str(select)))) == []
    assert len(selects) > 20
