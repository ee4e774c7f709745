"""A term that was published stays: releases are compared, and every file says which version it is of."""

import re
from pathlib import Path

import pytest
import rdflib
from rdflib import OWL, RDF, SKOS

from tests.ontology.release import RELEASES, published, terms
from xuntu.ontology import NAMESPACE, VERSION, read_turtle

ONTOLOGY = rdflib.URIRef("https://w3id.org/xuntu/ns")
SHAPES = rdflib.URIRef("https://w3id.org/xuntu/shapes")
REPLACED = rdflib.URIRef("http://purl.org/dc/terms/isReplacedBy")


def lost(graph: rdflib.Graph, earlier: set[str]) -> set[str]:
    """Return the terms of an earlier release that are gone, or that are given up without saying what to use instead."""
    kept = terms(graph)
    given_up = {str(term) for term in graph.subjects(OWL.deprecated)}
    replaced = {str(term) for term in graph.subjects(REPLACED)}
    return {term for term in earlier if term not in kept or term in given_up - replaced}


@pytest.mark.parametrize("release", sorted(RELEASES.glob("*.txt")), ids=lambda path: str(path.stem))
def test_no_published_term_is_lost(release: Path) -> None:
    """A term that goes stays declared, as owl:deprecated, with dcterms:isReplacedBy naming what to use instead."""
    assert lost(published(), set(release.read_text(encoding="utf-8").split())) == set()


def test_a_lost_term_is_noticed() -> None:
    """Taken out, or given up without a successor, it is told; given up with one, it is not."""
    graph, stage = published(), rdflib.URIRef(NAMESPACE + "stage")
    earlier = terms(graph)
    graph.add((stage, OWL.deprecated, rdflib.Literal(True)))
    assert lost(graph, earlier) == {str(stage)}
    graph.add((stage, REPLACED, rdflib.URIRef(NAMESPACE + "message")))
    assert lost(graph, earlier) == set()
    graph.remove((stage, None, None))
    assert lost(graph, earlier) == {str(stage)}


def test_new_terms_make_a_new_version() -> None:
    """Where there are terms that the last list has not, the version is a later one than that list's."""
    last = max(RELEASES.glob("*.txt"), key=lambda path: [int(part) for part in path.stem.split(".")])
    if terms(published()) != set(last.read_text(encoding="utf-8").split()):
        assert [int(part) for part in VERSION.split(".")] > [int(part) for part in last.stem.split(".")]


def test_every_file_is_of_one_version() -> None:
    """Vocabulary, shapes and each concept scheme name the same version, the first two with an IRI of it."""
    graph = published().parse(data=read_turtle("shapes"), format="turtle")
    versions = {str(version) for version in graph.objects(None, OWL.versionInfo)}
    schemes = set(graph.subjects(RDF.type, SKOS.ConceptScheme))
    assert versions == {VERSION}
    assert schemes <= set(graph.subjects(OWL.versionInfo))
    assert str(graph.value(ONTOLOGY, OWL.versionIRI)) == f"{ONTOLOGY}/{VERSION}"
    assert str(graph.value(SHAPES, OWL.versionIRI)) == f"{SHAPES}/{VERSION}"


def test_the_version_before_is_one_whose_terms_are_kept() -> None:
    """owl:priorVersion names a release whose list of terms stands here."""
    prior = str(published().value(ONTOLOGY, OWL.priorVersion))
    assert (RELEASES / f"{prior.rpartition('/')[2]}.txt").exists()


def test_every_release_says_what_changed() -> None:
    """Each listed release, and this one, has a change note in both languages that begins with its number."""
    notes = list(published().objects(ONTOLOGY, SKOS.changeNote))
    told = {(str(note.language), re.split("[:：]", str(note))[0]) for note in notes if isinstance(note, rdflib.Literal)}
    releases = {VERSION, *(path.stem for path in RELEASES.glob("*.txt"))}
    assert told == {(language, release) for language in ("zh", "en") for release in releases}
