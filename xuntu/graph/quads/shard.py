"""The quads of one document as text: those of its own graph and those of the entities it shares with others."""

from dataclasses import dataclass

from xuntu.graph.quads.literals import iri, number, plain
from xuntu.ontology import (
    GRAPH,
    OA,
    RDF,
    XT,
    Document,
    Passage,
    accountable_name,
    document_graph_iri,
    document_iri,
    passage_iri,
)


@dataclass(frozen=True, slots=True)
class Shard:
    """The canonical text of one document's quads, each once, in an order of its own.

    ``own`` is the document's named graph ``graph`` as one block of TriG that is SPARQL's ``INSERT DATA`` too, ``quads``
    how many it holds; ``shared`` are the lines that the document has in the authority graph, as N-Quads.
    """

    document: str
    graph: str
    own: str
    shared: str
    quads: int


class Draft:
    """Quads of one document while they are being gathered; saying a thing twice says it once."""

    def __init__(self, document: Document) -> None:
        self.text = document.text
        self.document = document_iri(document.sha256)
        self._graph = document_graph_iri(document.sha256)
        self._own: set[str] = set()
        self._shared: set[str] = set()
        self.places: dict[str, str] = {}
        """The report's own place at each level (省, 市, 县, 区), for bodies that are named by their level alone."""

    def place_of(self, name: str) -> str | None:
        """Return the report's own place at the level that *name* begins with (市财政局)."""
        return self.places.get(accountable_name(name)[:1])

    def say(self, subject: str, predicate: str, value: str) -> None:
        """Add a statement of this document; *value* is a term of ``literals``."""
        self._own.add(f"<{subject}> <{predicate}> {value} .\n")

    def say_type(self, subject: str, kind: str) -> None:
        """Add that *subject* is of the class *kind*."""
        self.say(subject, RDF.type, iri(kind))

    def say_evidence(self, subject: str, passage: Passage | None, predicate: str = XT.evidence) -> None:
        """Add the passage that supports *subject*; nothing for ``None`` and for an empty passage."""
        if passage is None or passage.start >= passage.end:
            return
        place = passage_iri(self.document, passage.start, passage.end)
        self.say(subject, predicate, iri(place))
        self.say_type(place, XT.Passage)
        self.say(place, OA.hasSource, iri(self.document))
        self.say(place, OA.start, number(passage.start))
        self.say(place, OA.end, number(passage.end))
        self.say(place, OA.exact, plain(passage.of(self.text)))

    def share(self, subject: str, predicate: str, value: str) -> None:
        """Add a statement that identifies an entity which other documents may name too."""
        self._shared.add(f"<{subject}> <{predicate}> {value} <{GRAPH.authority}> .\n")

    def share_type(self, subject: str, kind: str) -> None:
        """Add that the shared *subject* is of the class *kind*."""
        self.share(subject, RDF.type, iri(kind))

    def to_shard(self) -> Shard:
        """Return what was gathered, in its canonical order."""
        own = "".join([f"GRAPH <{self._graph}> {{\n", *sorted(self._own), "}\n"])
        return Shard(self.document, self._graph, own, "".join(sorted(self._shared)), len(self._own))
