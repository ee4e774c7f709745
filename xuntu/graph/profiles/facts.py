"""What the graph says of some things, read in one go: what profiles are made from."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Generic, TypeVar
from urllib.parse import unquote

from xuntu.graph.asking import ask_own
from xuntu.graph.legend import Language
from xuntu.graph.rows import Value
from xuntu.graph.sparql import Iri
from xuntu.graph.store import Store
from xuntu.ontology import DCTERMS, OA, RDFS, SKOS, XT

_BATCH: Final = 300
_RANK: Final = {SKOS.prefLabel: 0, RDFS.label: 1, DCTERMS.title: 2, XT.fileName: 3}

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Named:
    """A thing and what it is called."""

    iri: str
    label: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage of a document (``iri`` tells which and where) and its words."""

    iri: str
    words: str
    start: int = 0


@dataclass(frozen=True, slots=True)
class Listing(Generic[T]):
    """Some rows of a longer list: those from *start* on, of *total*."""

    rows: tuple[T, ...]
    start: int
    total: int


class Facts:
    """What is said of some things, each value once, in a fixed order."""

    def __init__(self, rows: Iterable[Sequence[Value]] = ()) -> None:
        said: defaultdict[str, defaultdict[str, dict[Value, None]]] = defaultdict(lambda: defaultdict(dict))
        for thing, name, value in rows:
            said[str(thing)][str(name)][value] = None
        self._said = said

    def __contains__(self, thing: object) -> bool:
        return thing in self._said

    def things(self) -> tuple[str, ...]:
        """Return the things that something is said of, in the order of their IRIs."""
        return tuple(sorted(self._said))

    def all(self, thing: str, *properties: str) -> tuple[str, ...]:
        """Return the values of some properties as text, sorted; nothing for a thing that nothing is said of.

        >>> Facts([("a", "p", 2), ("a", "q", "x")]).all("a", "p", "q")
        ('2', 'x')
        """
        if thing not in self._said:
            return ()
        said = self._said[thing]
        return tuple(sorted({str(value) for name in properties if name in said for value in said[name]}))

    def first(self, thing: str, *properties: str) -> str | None:
        """Return the first of the values, or ``None``."""
        return next(iter(self.all(thing, *properties)), None)

    def number(self, thing: str, name: str) -> int | Decimal | None:
        """Return the value of a property as a number, or ``None`` where there is none or it is not a number."""
        told = self._said[thing][name] if thing in self._said and name in self._said[thing] else {}
        return next((value for value in told if isinstance(value, int | Decimal)), None)

    def add(self, other: "Facts") -> "Facts":
        """Take in what *other* holds, and return all."""
        for thing, name, value in other.rows():
            self._said[thing][name][value] = None
        return self

    def rows(self) -> Iterator[tuple[str, str, Value]]:
        """Yield what is said: thing, property, value."""
        for thing, said in self._said.items():
            for name, values in said.items():
                yield from ((thing, name, value) for value in values)


def read_facts(store: Store, things: Iterable[str | None], *properties: str) -> Facts:
    """Return what is said of *things*, or what some *properties* say of them."""
    named = tuple(map(Iri, properties)) or None
    return Facts(
        row
        for batch in _batches(things)
        for row in ask_own(store, "pages/facts", {"thing": batch, "property": named}).rows
    )


def read_inward(store: Store, things: Iterable[str | None], *properties: str) -> list[tuple[str, str, str]]:
    """Return what points to *things* by some *properties*: source, property, thing, in the order of their IRIs."""
    named = tuple(map(Iri, properties))
    return sorted(
        (str(source), str(name), str(thing))
        for batch in _batches(things)
        for source, name, thing in ask_own(store, "pages/inward", {"thing": batch, "property": named}).rows
    )


def read_names(store: Store, things: Iterable[str | None], language: Language = "zh") -> dict[str, str]:
    """Return what *things* are called, in *language* where they have a name in it; else by the end of their IRI."""
    wanted = sorted({thing for thing in things if thing})
    found: dict[str, tuple[bool, int, str]] = {}
    for batch in _batches(wanted):
        for thing, name, label, told in ask_own(store, "pages/names", {"thing": batch}).rows:
            rank = (bool(told) and told != language, _RANK[str(name)], str(label))
            found[str(thing)] = min(found.get(str(thing), rank), rank)
    return {thing: found[thing][2] if thing in found else tail_of(thing) for thing in wanted}


def to_named(names: dict[str, str], things: Iterable[str | None]) -> tuple[Named, ...]:
    """Return *things* with their names, by name."""
    found = {thing: names.get(thing) or tail_of(thing) for thing in things if thing}
    return tuple(Named(thing, found[thing]) for thing in sorted(found, key=lambda thing: (found[thing], thing)))


def read_quotes(store: Store, facts: Facts, things: Iterable[str]) -> dict[str, tuple[Quote, ...]]:
    """Return the passages that prove what *facts* say of *things*, in the order of documents and places."""
    wanted = list(things)
    passages = {passage for thing in wanted for passage in facts.all(thing, XT.evidence)}
    told = read_facts(store, passages, OA.exact, OA.start)
    return {thing: quotes_of(told, facts.all(thing, XT.evidence)) for thing in wanted}


def quotes_of(told: Facts, passages: Iterable[str]) -> tuple[Quote, ...]:
    """Return *passages* with their words, in the order of documents and places."""
    found = [
        Quote(passage, told.first(passage, OA.exact) or "", int(told.number(passage, OA.start) or 0))
        for passage in passages
    ]
    return tuple(sorted(found, key=lambda quote: (quote.iri.partition("#")[0], quote.start, quote.iri)))


def tail_of(iri: str) -> str:
    """Return the end of an IRI, to stand where there is no name.

    >>> tail_of("https://w3id.org/xuntu/ns#Finding"), tail_of("https://w3id.org/xuntu/id/unit/%E5%8E%BF/")
    ('Finding', '县')
    """
    return unquote(iri.rstrip("/#").rpartition("#")[2].rpartition("/")[2]) or iri


def document_of(thing: str) -> str:
    """Return the document that a thing was read from, by its IRI.

    >>> document_of("https://w3id.org/xuntu/id/doc/b53b1a1ddbc4075a/r0/f1")
    'https://w3id.org/xuntu/id/doc/b53b1a1ddbc4075a'
    """
    head, mark, tail = thing.partition("/doc/")
    return f"{head}{mark}{tail.partition('/')[0].partition('#')[0]}"


def _batches(things: Iterable[str | None]) -> Iterable[tuple[Iri, ...]]:
    wanted = sorted({Iri(thing) for thing in things if thing})
    return (tuple(wanted[start : start + _BATCH]) for start in range(0, len(wanted), _BATCH))
