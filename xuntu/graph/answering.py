"""Answers to SPARQL of others, in the formats of the standards: written by the engine, bounded, streamed."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import IO, Final, Literal, TypeAlias, cast

import pyoxigraph as ox

from xuntu.graph.cutting import Cut, Cutter, Full, Sink, Table
from xuntu.graph.sparql import check_limits, form_of, has_dataset, is_update
from xuntu.graph.store import ALL, Selection, Store, explained
from xuntu.graph.tokens import resolve
from xuntu.ontology import PREFIXES, QueryError

Graph: TypeAlias = Literal["ttl", "nt", "jsonld", "rdf", "trig", "nq"]
Syntax: TypeAlias = Table | Graph

_TABLES: Final[dict[Table, ox.QueryResultsFormat]] = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
_GRAPHS: Final[dict[Graph, ox.RdfFormat]] = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
    "trig": ox.RdfFormat.TRIG,
    "nq": ox.RdfFormat.N_QUADS,
}
_MARKS: Final[dict[Graph, str]] = {
    **dict.fromkeys(("ttl", "nt", "trig", "nq"), "# truncated: {}\n"),
    "rdf": "<!-- truncated: {} -->\n",
    "jsonld": "",
}
_BUFFER: Final = 1 << 14


@dataclass(frozen=True, slots=True)
class Sparql:
    """A query of others that the engine may read: its text, its form, and its dataset; ``None`` is that of FROM."""

    text: str
    form: str
    selection: Selection | None = ALL


def read_sparql(text: str, selection: Selection | None = None) -> Sparql:
    """Return a query; raises ``QueryError`` where it is none, breaks the limits, or asks another server.

    A *selection* counts in the place of FROM; with neither, the default graph is the union of all graphs.

    >>> read_sparql("PREFIX a: <http://a/> ASK { ?s ?p ?o }").form
    'ASK'
    """
    plain = resolve(text)
    check_limits(plain)
    if is_update(plain):
        raise QueryError("这是更新（INSERT、DELETE 等），不是查询；此处只能查询")
    return Sparql(plain, form_of(plain), selection or (None if has_dataset(plain) else ALL))


def answer(store: Store, asked: Sparql, syntax: Syntax, sink: Sink, *, rows: int, size: int) -> Cut | None:
    """Write the answer to a query, and return what it was cut by.

    At most *rows* rows or triples and about *size* bytes; what is cut is whole in its format, and says so where that
    has room for it. Raises ``QueryError`` with line and column where the text does not parse.
    """
    with explained():
        results = store.results(asked.text, asked.selection)
        if isinstance(results, ox.QueryBoolean):
            sink.write(cast("bytes", results.serialize(format=_TABLES[cast("Table", syntax)])))
            return None
        if isinstance(results, ox.QuerySolutions):
            return _write_rows(results, cast("Table", syntax), sink, rows=rows, size=size)
        triples = results if asked.form == "CONSTRUCT" else _distinct(results)
        return write_triples(triples, syntax, sink, rows=rows, size=size)


def write_triples(triples: Iterable[ox.Triple], syntax: Syntax, sink: Sink, *, rows: int, size: int) -> Cut | None:
    """Write triples with the usual prefixes, and return what they were cut by."""
    form = _GRAPHS[cast("Graph", syntax)]
    counted = _Counted(sink)
    bounded = _Bounded(triples, counted, rows=rows, size=size)
    ox.serialize(iter(bounded), cast("IO[bytes]", counted), form, prefixes=PREFIXES)
    if bounded.cut:
        counted.write(_MARKS[cast("Graph", syntax)].format(bounded.cut).encode())
    counted.flush()
    return bounded.cut


def parse_triples(turtle: str) -> list[ox.Triple]:
    """Return the triples of a Turtle text."""
    return [quad.triple for quad in ox.parse(turtle, ox.RdfFormat.TURTLE)]


def find_place(error: QueryError) -> tuple[int, int] | None:
    """Return line and column of what does not parse, counted from one; ``None`` where that is not what is wrong."""
    place = re.match(r"error at (\d+):(\d+):", str(error.__cause__))
    return (int(place[1]), int(place[2])) if place else None


def _write_rows(results: ox.QuerySolutions, table: Table, sink: Sink, *, rows: int, size: int) -> Cut | None:
    cutter = Cutter(sink, table, rows=rows, size=size)
    with suppress(Full):
        results.serialize(cast("IO[bytes]", cutter), _TABLES[table])
    cutter.close()
    return cutter.cut


def _distinct(triples: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    """Yield each triple once: the engine gives it once for each graph that holds it, but for CONSTRUCT."""
    seen: set[ox.Triple] = set()
    for triple in triples:
        if triple not in seen:
            seen.add(triple)
            yield triple


class _Bounded:
    """Triples until there are too many, or too much of them has been written."""

    def __init__(self, triples: Iterable[ox.Triple], counted: "_Counted", *, rows: int, size: int) -> None:
        self._triples, self._counted, self._rows, self._size = triples, counted, rows, size
        self.cut: Cut | None = None

    def __iter__(self) -> Iterator[ox.Triple]:
        for number, triple in enumerate(self._triples):
            if number >= self._rows or self._counted.size > self._size:
                self.cut = "rows" if number >= self._rows else "bytes"
                return
            yield triple


class _Counted:
    """A file that counts what is written, and hands it on in larger pieces."""

    def __init__(self, sink: Sink) -> None:
        self._sink, self._parts, self._held = sink, list[bytes](), 0
        self.size = 0

    def write(self, piece: bytes, /) -> int:
        """Take a piece."""
        self._parts.append(bytes(piece))
        self._held += len(piece)
        self.size += len(piece)
        if self._held >= _BUFFER * 4:
            self.flush()
        return len(piece)

    def flush(self) -> None:
        """Hand on what was taken."""
        if self._parts:
            self._sink.write(b"".join(self._parts))
            self._parts, self._held = [], 0
