"""JSON-LD framed by document: one object for each, with its reports, inspections, findings and measures inside.

What a document says is all there, once; of what it only links to (units, teams, types …) the name is told.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import BinaryIO, Final

from xuntu.graph.asking import ask_of
from xuntu.graph.exports.jsonld import Node, read_context, term_of, to_json, to_node, write_context
from xuntu.graph.exports.statements import Statement, read_statement
from xuntu.graph.store import Store
from xuntu.ontology import DCTERMS, OA, RDF, SCHEMA, XT

_DOCUMENTS: Final = "/graph/doc/"
_INSIDE: Final = (  # what points to a thing, of which class, and the key below which it is put
    (DCTERMS.isPartOf, XT.Report, "reports"),
    (DCTERMS.isPartOf, XT.Note, "notes"),
    (SCHEMA.observationAbout, None, "figures"),
    (XT.foundIn, None, "findings"),
    (XT.addresses, None, "measures"),
    (XT.statusOf, None, "statuses"),
    (XT.recurringFinding, None, "recurrences"),
)
_UPWARD: Final = frozenset((DCTERMS.isPartOf, XT.foundIn, XT.addresses, XT.statusOf, XT.withinFinding, OA.hasSource))


def write_frames(store: Store, output: BinaryIO) -> None:
    """Write the documents as one object of JSON-LD, in the order of their IRIs."""
    output.write(f'{{"@context": {write_context()},\n"@graph": ['.encode())
    for place, frame in enumerate(read_frames(store)):
        output.write(f"{',' if place else ''}\n{to_json(frame)}".encode())
    output.write(b"]}\n")


def write_lines(store: Store, output: BinaryIO) -> None:
    """Write each document as a line of JSON with its context, so that each line can be read alone."""
    context = json.dumps(read_context(), ensure_ascii=False, separators=(",", ":"))
    for frame in read_frames(store):
        output.write(f'{{"@context": {context}, {to_json(frame)[1:]}\n'.encode())


def read_frames(store: Store) -> Iterator[Node]:
    """Yield each document as a tree of objects."""
    for graph in store.graphs():
        if _DOCUMENTS in graph:
            said = [read_statement(line) for line in store.nquads(graph)]
            yield from _Frame(store, said).trees()


class _Frame:
    """What one document says, on its way into a tree.

    Things of the document are put inside once and named by their IRI elsewhere; passages, and what is only named, are
    put wherever they are linked to.
    """

    def __init__(self, store: Store, said: list[Statement]) -> None:
        whole = _read(store, "closure/authority", said)
        self._said = _by_subject([*said, *(one for one in whole if one not in set(said))])
        self._named = _by_subject(_read(store, "closure/called", [*said, *whole]))
        self._named = {thing: told for thing, told in self._named.items() if thing not in self._said}
        self._inward: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for one in said:
            if one.is_link:
                self._inward[one.value, one.predicate].append(one.subject)
        self._left = dict.fromkeys(self._said)

    def trees(self) -> Iterator[Node]:
        """Yield the document; what hangs on nothing is listed beside it under ``@included``."""
        for document in [thing for thing in self._said if self._is(thing, XT.Document)]:
            tree = self._tree(document)
            rest = [self._tree(thing) for thing in list(self._left) if thing in self._left]
            yield {**tree, "@included": rest} if rest else tree

    def _tree(self, thing: str, above: tuple[str, str] | None = None) -> Node:
        self._left.pop(thing, None)
        said = [one for one in self._said[thing] if (one.predicate, one.value) != above]
        inside = {one: inner for one in said if (inner := self._inside(one)) is not None}
        node = to_node(thing, [one for one in said if one not in inside])
        for one, inner in inside.items():
            _put(node, term_of(one.predicate).key, inner)
        for predicate, kind, key in _INSIDE:
            hanging = [inner for inner in self._inward[thing, predicate] if kind is None or self._is(inner, kind)]
            trees = [self._tree(inner, (predicate, thing)) for inner in hanging if inner in self._left]
            if trees:
                node[key] = trees
        return node

    def _inside(self, one: Statement) -> Node | None:
        """Return the object that is put in the place of a link; ``None`` where the IRI stays."""
        if not one.is_link or one.predicate in _UPWARD or one.predicate == RDF.type:
            return None
        if one.value in self._named:
            return to_node(one.value, self._named[one.value])
        if one.value in self._left or self._is(one.value, XT.Passage):
            return self._tree(one.value)
        return None

    def _is(self, thing: str, kind: str) -> bool:
        return any(one.predicate == RDF.type and one.value == kind for one in self._said.get(thing, ()))


def _read(store: Store, query: str, said: Iterable[Statement]) -> list[Statement]:
    """Return what a query tells of all that is linked to, sorted."""
    linked = {one.value for one in said if one.is_link and one.predicate != RDF.type and ":" in one.value}
    told = (read_statement(f"{' '.join(row[:3])} .") for row in ask_of(store, query, linked))
    return sorted(
        (one for one in told if one.language != "en"),
        key=lambda one: (one.subject, one.predicate, one.value, one.language),
    )


def _put(node: Node, key: str, inner: Node) -> None:
    there = node.setdefault(key, [])
    if isinstance(there, list):
        there.append(inner)
    else:
        node[key] = [there, inner]


def _by_subject(said: Iterable[Statement]) -> dict[str, list[Statement]]:
    found: dict[str, list[Statement]] = {}
    for one in said:
        found.setdefault(one.subject, []).append(one)
    return found
