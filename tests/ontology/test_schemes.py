"""The concept schemes keep the integrity conditions of SKOS (S9, S13, S14, S27, S46) and the habits of the house."""

from collections import Counter

import pytest
import rdflib
from rdflib import RDF, SKOS
from rdflib.term import Node

from xuntu.ontology import SCHEME, TurtleName, load_frames, problem_iri, read_turtle


def graph(*names: TurtleName) -> rdflib.Graph:
    """Return the union of some of the files."""
    union = rdflib.Graph()
    for name in names:
        union.parse(data=read_turtle(name), format="turtle")
    return union


@pytest.fixture(scope="module")
def skos() -> rdflib.Graph:
    """Return the fixed lists and the taxonomy."""
    return graph("concepts", "problems")


def languages(graph: rdflib.Graph, subject: Node, predicate: Node) -> list[str]:
    """Return the languages in which something is said, sorted."""
    texts = graph.objects(subject, predicate)
    return sorted(str(text.language) for text in texts if isinstance(text, rdflib.Literal))


def concepts(graph: rdflib.Graph) -> list[Node]:
    """Return every concept."""
    return list(graph.subjects(RDF.type, SKOS.Concept))


def everything_above(graph: rdflib.Graph, concept: Node) -> set[Node]:
    """Return all concepts above one, at any distance."""
    return {
        each for above in graph.objects(concept, SKOS.broader) for each in graph.transitive_objects(above, SKOS.broader)
    }


def test_no_concept_is_a_scheme(skos: rdflib.Graph) -> None:
    """Concepts and concept schemes are disjoint (S9)."""
    assert set(concepts(skos)).isdisjoint(skos.subjects(RDF.type, SKOS.ConceptScheme))


def test_every_concept_is_in_one_scheme_that_exists(skos: rdflib.Graph) -> None:
    """No concept floats outside of its list, and none is in two."""
    schemes = set(skos.subjects(RDF.type, SKOS.ConceptScheme))
    for concept in concepts(skos):
        [scheme] = skos.objects(concept, SKOS.inScheme)
        assert scheme in schemes, concept


def test_labels_and_definitions_speak_two_languages(skos: rdflib.Graph) -> None:
    """Each concept and scheme has one preferred label a language (S14) and a definition, in Chinese and English."""
    for each in [*concepts(skos), *skos.subjects(RDF.type, SKOS.ConceptScheme)]:
        assert languages(skos, each, SKOS.prefLabel) == ["en", "zh"], each
        assert languages(skos, each, SKOS.definition) == ["en", "zh"], each


def test_a_label_is_preferred_or_another_one(skos: rdflib.Graph) -> None:
    """A preferred label is no altLabel of the same concept (S13)."""
    for concept in concepts(skos):
        assert set(skos.objects(concept, SKOS.prefLabel)).isdisjoint(skos.objects(concept, SKOS.altLabel)), concept


def test_a_preferred_label_names_one_concept_of_its_scheme(skos: rdflib.Graph) -> None:
    """In one scheme and language no two concepts are called the same."""
    labels = Counter(
        (skos.value(one, SKOS.inScheme), label) for one in concepts(skos) for label in skos.objects(one, SKOS.prefLabel)
    )
    assert [label for label, times in labels.items() if times > 1] == []


def test_a_word_of_a_fixed_list_names_one_concept() -> None:
    """In the fixed lists, other labels are as telling as the preferred ones: the reader maps words by them."""
    fixed = graph("concepts")
    labels = Counter(
        (fixed.value(concept, SKOS.inScheme), label)
        for concept in concepts(fixed)
        for predicate in (SKOS.prefLabel, SKOS.altLabel)
        for label in fixed.objects(concept, predicate)
    )
    assert [key for key, times in labels.items() if times > 1] == []


def test_a_concept_is_at_the_top_or_under_another(skos: rdflib.Graph) -> None:
    """It is a top concept of its scheme, or has broader ones in the same scheme, never both."""
    for concept in concepts(skos):
        scheme = skos.value(concept, SKOS.inScheme)
        above = list(skos.objects(concept, SKOS.broader))
        assert bool(above) != ((concept, SKOS.topConceptOf, scheme) in skos), concept
        assert all(skos.value(each, SKOS.inScheme) == scheme for each in above), concept


def test_no_concept_is_above_itself(skos: rdflib.Graph) -> None:
    """The hierarchies have no cycle."""
    assert [concept for concept in concepts(skos) if concept in everything_above(skos, concept)] == []


def test_what_is_related_is_not_above(skos: rdflib.Graph) -> None:
    """skos:related is disjoint from being above at any distance (S27)."""
    for one, other in skos.subject_objects(SKOS.related):
        assert other not in everything_above(skos, one), one
        assert one not in everything_above(skos, other), one


def test_exact_matches_are_no_other_matches(skos: rdflib.Graph) -> None:
    """skos:exactMatch is disjoint from broadMatch and relatedMatch (S46)."""
    exact = set(skos.subject_objects(SKOS.exactMatch))
    assert exact.isdisjoint({*skos.subject_objects(SKOS.relatedMatch), *skos.subject_objects(SKOS.broadMatch)})


def test_a_notation_names_one_concept(skos: rdflib.Graph) -> None:
    """Every problem type and frame has a code, and no two of a scheme have the same."""
    codes = Counter((skos.value(one, SKOS.inScheme), code) for one, code in skos.subject_objects(SKOS.notation))
    assert [code for code, times in codes.items() if times > 1] == []
    with_codes = {
        one for one in concepts(skos) if str(skos.value(one, SKOS.inScheme)) in {SCHEME.problem, SCHEME.frame}
    }
    assert with_codes == set(skos.subjects(SKOS.notation))


def test_the_two_axes_lead_to_each_other(skos: rdflib.Graph) -> None:
    """A frame and the problem types under it are relatedMatch of each other, written on both sides."""
    frames = set(skos.subjects(SKOS.inScheme, rdflib.URIRef(SCHEME.frame)))
    types = set(skos.subjects(SKOS.inScheme, rdflib.URIRef(SCHEME.problem)))
    there = {(frame, each) for frame in frames for each in skos.objects(frame, SKOS.relatedMatch)}
    back = {(frame, each) for each in types for frame in skos.objects(each, SKOS.relatedMatch)}
    assert there == back
    assert {each for _, each in there} <= types
    assert len(there) == sum(len(frame.related) for frame in load_frames())


def test_every_top_problem_type_stands_under_a_frame(skos: rdflib.Graph) -> None:
    """The crosswalk leaves out none of the fifteen."""
    tops = {problem_iri(f"C{number:02}") for number in range(1, 16)}
    related = {str(each) for each in skos.objects(None, SKOS.relatedMatch)}
    assert tops - related == set()
