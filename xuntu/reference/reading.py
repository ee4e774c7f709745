"""The Turtle files of the ontology as records."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import cast

from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, Namespace
from rdflib.term import Node

from xuntu.ontology import NAMESPACE, VERSION, TurtleName, read_turtle
from xuntu.reference.model import Concept, Kind, Model, Scheme, Term, Words
from xuntu.reference.names import Names
from xuntu.reference.shapes import read_shapes

_ONTOLOGY = URIRef(NAMESPACE.removesuffix("#"))
_SCHEMA = Namespace("https://schema.org/")
_KINDS: dict[Kind, URIRef] = {
    "class": OWL.Class,
    "relation": OWL.ObjectProperty,
    "value": OWL.DatatypeProperty,
}


@cache
def load_model() -> Model:
    """Return the ontology that ships with the program.

    >>> load_model().term("xt:Finding").label
    Words(zh='反馈问题', en='finding')
    """
    graph = _parse("xuntu", "concepts", "problems")
    names = Names(graph)
    return Model(
        version=VERSION,
        title=_words(graph, _ONTOLOGY, DCTERMS.title),
        description=_words(graph, _ONTOLOGY, DCTERMS.description),
        licence=str(graph.value(_ONTOLOGY, DCTERMS.license)),
        changes=tuple(_read_changes(graph)),
        terms=tuple(_read_terms(graph, names)),
        reused=tuple(_read_reused(graph, names)),
        schemes=tuple(_read_schemes(graph, names)),
        shapes=tuple(read_shapes(_parse("shapes"))),
    )


def _parse(*files: TurtleName) -> Graph:
    graph = Graph(bind_namespaces="none")
    for name in files:
        graph.parse(data=read_turtle(name), format="turtle")
    return graph


def _order(name: TurtleName) -> dict[str, int]:
    """Return the place of every subject in the file, by its short name."""
    text = read_turtle(name).decode()
    return {found[1]: place for place, found in enumerate(re.finditer(r"^(\w+:[\w.-]+) a ", text, re.MULTILINE))}


def _read_terms(graph: Graph, names: Names) -> Iterator[Term]:
    order = _order("xuntu")
    own: dict[Node, Kind] = {
        term: kind for kind, of in _KINDS.items() for term in graph.subjects(RDF.type, of) if _is_own(term)
    }
    for term in sorted(own, key=lambda each: order[names.short(each)]):
        predicate = RDFS.subClassOf if own[term] == "class" else RDFS.subPropertyOf
        yield Term(
            name=names.short(term),
            iri=str(term),
            kind=own[term],
            label=_words(graph, term, RDFS.label),
            definition=_words(graph, term, SKOS.definition),
            above=names.all(graph.objects(term, predicate)),
            near=names.all(graph.objects(term, SKOS.closeMatch)),
            domain=_connected(graph, names, term, (RDFS.domain, _SCHEMA.domainIncludes)),
            range=_connected(graph, names, term, (RDFS.range, _SCHEMA.rangeIncludes)),
        )


def _connected(graph: Graph, names: Names, term: Node, predicates: Iterable[URIRef]) -> tuple[str, ...]:
    return tuple(name for predicate in predicates for name in names.all(graph.objects(term, predicate)))


def _read_reused(graph: Graph, names: Names) -> Iterator[str]:
    declared = {term for of in _KINDS.values() for term in graph.subjects(RDF.type, of)}
    return iter(sorted(names.short(term) for term in declared if isinstance(term, URIRef) and not _is_own(term)))


def _read_changes(graph: Graph) -> Iterator[tuple[str, Words]]:
    notes: dict[str, dict[str, str]] = {}
    for note in graph.objects(_ONTOLOGY, SKOS.changeNote):
        release, _, text = str(note).replace("：", ":", 1).partition(":")
        notes.setdefault(release, {})[str(cast("Literal", note).language)] = text.strip()
    for release in sorted(notes, key=lambda each: [int(part) for part in each.split(".")], reverse=True):
        yield release, Words(notes[release]["zh"], notes[release]["en"])


def _read_schemes(graph: Graph, names: Names) -> Iterator[Scheme]:
    order = _order("problems") | {name: 1000 + place for name, place in _order("concepts").items()}
    schemes = sorted(graph.subjects(RDF.type, SKOS.ConceptScheme), key=lambda each: order[names.short(each)])
    for scheme in schemes:
        tops = list(graph.subjects(SKOS.topConceptOf, scheme))
        yield Scheme(
            name=names.short(scheme),
            iri=str(scheme),
            label=_words(graph, scheme, SKOS.prefLabel),
            definition=_words(graph, scheme, SKOS.definition),
            version=str(graph.value(scheme, OWL.versionInfo)),
            concepts=tuple({each.name: each for each in _read_concepts(graph, names, tops, order)}.values()),
        )


def _read_concepts(
    graph: Graph, names: Names, of: Iterable[Node], order: dict[str, int], depth: int = 0
) -> Iterator[Concept]:
    """Yield concepts in the order of the file, each followed by those below it."""
    for concept in sorted(of, key=lambda each: order[names.short(each)]):
        code, note = graph.value(concept, SKOS.notation), graph.value(concept, SKOS.scopeNote)
        yield Concept(
            name=names.short(concept),
            iri=str(concept),
            scheme=names.short(cast("Node", graph.value(concept, SKOS.inScheme))),
            code=None if code is None else str(code),
            label=_words(graph, concept, SKOS.prefLabel),
            others=tuple(sorted(str(word) for word in graph.objects(concept, SKOS.altLabel))),
            definition=_words(graph, concept, SKOS.definition),
            note=None if note is None else str(note),
            broader=names.all(graph.objects(concept, SKOS.broader)),
            depth=depth,
            near=names.all(graph.objects(concept, SKOS.closeMatch)),
            related=names.all(graph.objects(concept, SKOS.relatedMatch)),
        )
        yield from _read_concepts(graph, names, graph.subjects(SKOS.broader, concept), order, depth + 1)


def _words(graph: Graph, subject: Node, predicate: Node) -> Words:
    told = {str(text.language): str(text) for text in graph.objects(subject, predicate) if isinstance(text, Literal)}
    return Words(told["zh"], told["en"])


def _is_own(term: Node) -> bool:
    return str(term).startswith(NAMESPACE)
