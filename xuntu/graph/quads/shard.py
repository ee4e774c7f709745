"""The quads of one document as text: those of its own graph and those of the entities it shares with others."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from xuntu.graph.quads.literals import iri
from xuntu.graph.quads.trig import HEADER, quoted, sound
from xuntu.ontology import (
    GRAPH,
    RDF,
    Document,
    Passage,
    accountable_name,
    document_graph_iri,
    document_iri,
)

_NEXT = ";\n\t"
_OF_PASSAGE = 5  # quads


@dataclass(frozen=True, slots=True)
class Shard:
    """The canonical text of one document's quads, each once, in an order that its content gives.

    ``own`` is the document's named graph ``graph`` as one block of TriG that is SPARQL's ``INSERT DATA`` too, ``quads``
    how many it holds; ``shared`` are the lines that the document has in the authority graph, as N-Quads. ``units`` are
    the IRIs of the units that its inspections examine; those that are only cited as examined before are not.
    """

    document: str
    graph: str
    own: str
    shared: str
    quads: int
    units: tuple[str, ...] = ()


class Draft:
    """Quads of one document while they are being gathered; saying a thing twice says it once."""

    def __init__(self, document: Document) -> None:
        self.text = sound(document.text)
        self.document = document_iri(document.sha256)
        self._graph = document_graph_iri(document.sha256)
        self._place = f"<{self.document}#char="
        self._source = f"oa:hasSource <{self.document}>;\n\toa:start"
        self._own: defaultdict[str, set[str]] = defaultdict(set)
        self._told: dict[str, Sequence[str]] = {}
        self._passages: dict[tuple[int, int], str] = {}
        self._shared: set[str] = set()
        self.inspected: set[str] = set()
        """The units that inspections of the document examine, and those that cited ones did (``cited``)."""
        self.cited: set[str] = set()
        self.places: dict[str, str] = {}
        """The report's own place at each level (省, 市, 县, 区), for bodies that are named by their level alone."""
        self.known: dict[object, str] = {}
        """The IRI of each shared entity that the report has told already, by what it is known from."""

    def settle(self, places: tuple[str, ...]) -> None:
        """Turn to a report with these places of its own."""
        self.places = {place[-1]: place for place in reversed(places)}
        self.known.clear()

    def know(self, told: object, place: str) -> str:
        """Remember that *told* is the shared entity *place* (an IRI), within this report, and return it."""
        self.known[told] = place
        return place

    def place_of(self, name: str) -> str | None:
        """Return the report's own place at the level that *name* begins with (市财政局)."""
        return self.places.get(accountable_name(name)[:1])

    def say(self, subject: str, *statements: str) -> None:
        """Add statements of this document about *subject*: predicates and objects, as ``trig`` writes them.

        Statements that always stand next to each other in the order may be given as one, as they will be written.
        """
        self._own[subject].update(statements)

    def tell(self, subject: str, *statements: str) -> None:
        """Add all that is said of *subject*, in the order in which it is written."""
        if subject in self._told:
            self.say(subject, *statements)
        self._told.setdefault(subject, statements)

    def say_evidence(self, subject: str, passage: Passage | None) -> None:
        """Add the passage that supports *subject*; nothing for ``None`` and for an empty passage."""
        if evidence := self.evidence(passage):
            self._own[subject].update(evidence)

    def evidence(self, passage: Passage | None) -> tuple[str, ...]:
        """Return the statement that names the passage, none for ``None`` and for an empty one, and add the passage."""
        if passage is None or passage.start >= passage.end:
            return ()
        span = passage.start, passage.end
        place = f"{self._place}{passage.start},{passage.end}>"  # as passage_iri makes it
        if span not in self._passages:
            words = quoted(self.text[passage.start : passage.end])
            self._passages[span] = (
                f"{place} a xt:Passage;\n\toa:end {passage.end};\n\toa:exact {words};\n\t"
                f"{self._source} {passage.start} .\n"
            )
        return (f"xt:evidence {place}",)

    def share(self, subject: str, predicate: str, value: str) -> None:
        """Add a statement that identifies an entity which other documents may name too; *value* is of ``literals``."""
        self._shared.add(f"<{subject}> <{predicate}> {value} <{GRAPH.authority}> .\n")

    def share_type(self, subject: str, kind: str) -> None:
        """Add that the shared *subject* is of the class *kind*."""
        self.share(subject, RDF.type, iri(kind))

    def to_shard(self) -> Shard:
        """Return what was gathered, ordered by subject, with the passages last, as they follow in the text."""
        told = self._told | {
            subject: sorted(said.union(self._told.get(subject, ()))) for subject, said in self._own.items()
        }
        own = sound("".join([f"<{subject}> {_NEXT.join(told[subject])} .\n" for subject in sorted(told)]))
        passages = "".join([self._passages[span] for span in sorted(self._passages)])
        return Shard(
            self.document,
            self._graph,
            f"{HEADER}GRAPH <{self._graph}> {{\n{own}{passages}}}\n",
            "".join(sorted(self._shared)),
            own.count("\n") + _OF_PASSAGE * len(self._passages),  # each statement ends a line; no literal holds one
            tuple(sorted(self.inspected - self.cited)),
        )
