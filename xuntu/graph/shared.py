"""The graphs that all documents share, written where they changed: vocabulary, authority, links and manifest."""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import Final

from xuntu.graph.index import Entry, Index, digest
from xuntu.graph.link import link_with, read_authority
from xuntu.graph.quads.literals import iri, number, plain
from xuntu.graph.store import Store
from xuntu.graph.vocabulary import load_vocabulary
from xuntu.ontology import GRAPH, PROV, SCHEMA, VOID, document_graph_iri, document_iri

_PIECE = 30_000_000
_SIZES: Final = "sizes"
_SHARED: Final = (GRAPH.vocabulary, GRAPH.taxonomy, GRAPH.authority, GRAPH.inferred)


def is_stale(index: Index) -> bool:
    """Tell whether a store without changed documents still has to be written.

    It has where its vocabulary is another than ours, and where its links were never finished.
    """
    graphs = load_vocabulary()
    return any(index.note(graph) != digest(text) for graph, text in graphs.items()) or not index.note(GRAPH.inferred)


def load_shared(store: Store, index: Index, authority: str) -> tuple[str, ...]:
    """Fill the shared graphs of a new engine from the index and the documents that it holds already.

    *authority* is the text of the store's authority file; what it says that could not be applied is returned.
    """
    for graph, text in load_vocabulary().items():
        store.load([text])
        index.set_note(graph, digest(text))
    size, version = _load(store, index.authority())
    index.set_note(GRAPH.authority, version)
    inferred, warnings = link_with(store, read_authority(authority))
    store.load([inferred])
    index.set_note(GRAPH.inferred, digest(inferred))
    index.set_note(_SIZES, f"{size} {inferred.count(chr(10))}")
    _load(store, (line for entry in index.entries() for line in manifest_of(entry)))
    store.load(["".join(_sizes(index))])
    return warnings


def renew_shared(
    store: Store, index: Index, authority: str, lost: Sequence[str], gained: Sequence[str]
) -> tuple[str, ...]:
    """Bring the shared graphs of a store up to date after its documents and its authority graph were changed.

    *lost* and *gained* are lines of the authority graph. Return as ``load_shared`` does.
    """
    before = _said(store)
    index.set_note(GRAPH.authority, change_version(index.note(GRAPH.authority), lost, gained))
    for graph, text in load_vocabulary().items():
        if index.note(graph) != digest(text):
            store.replace(graph, text)
            index.set_note(graph, digest(text))
    inferred, warnings = link_with(store, read_authority(authority))
    removed, added = list[str](), list[str]()
    if index.note(GRAPH.inferred) != digest(inferred):
        old, new = (
            set(store.nquads(GRAPH.inferred)),
            {f"{line}\n" for line in inferred.removesuffix("\n").split("\n") if line},
        )
        removed, added = sorted(old - new), sorted(new - old)
        index.set_note(GRAPH.inferred, digest(inferred))
    size = int((index.note(_SIZES) or "0").split()[0]) + len(gained) - len(lost)
    index.set_note(_SIZES, f"{size} {inferred.count(chr(10))}")
    after = _sizes(index)
    store.change(documents={}, removed=[*removed, *(set(before) - set(after))], added=[*added, *after])
    return warnings


def manifest_of(entry: Entry) -> Iterator[str]:
    """Yield what the manifest says of a document's graph; no time of day, so that builds are equal."""
    graph, document = document_graph_iri(entry.header.sha256), document_iri(entry.header.sha256)
    yield f"<{graph}> <{PROV.wasDerivedFrom}> {iri(document)} <{GRAPH.manifest}> .\n"
    yield f"<{graph}> <{VOID.triples}> {number(entry.quads)} <{GRAPH.manifest}> .\n"
    yield f"<{graph}> <{SCHEMA.version}> {plain(entry.header.counts.digest)} <{GRAPH.manifest}> .\n"


def change_version(version: str, lost: Iterable[str], gained: Iterable[str]) -> str:
    """Return the version of a set of lines after some were lost and others gained: the sum of their digests.

    >>> change_version(change_version("", [], ["甲", "乙"]), ["甲"], []) == change_version("", [], ["乙"])
    True
    """
    total = int(version or "0", 16) + sum(map(_number, gained)) - sum(map(_number, lost))
    return f"{total % (1 << 256):064x}"


def _number(line: str) -> int:
    return int.from_bytes(sha256(line.encode()).digest())


def _sizes(index: Index) -> list[str]:
    """Return what the manifest says of the shared graphs: how large they are, and in which version."""
    versions = [(graph, index.note(graph)) for graph in _SHARED]
    lines = [f"<{graph}> <{SCHEMA.version}> {plain(at)} <{GRAPH.manifest}> .\n" for graph, at in versions if at]
    told = zip((GRAPH.authority, GRAPH.inferred), index.note(_SIZES).split(), strict=False)
    return lines + [f"<{graph}> <{VOID.triples}> {number(int(size))} <{GRAPH.manifest}> .\n" for graph, size in told]


def _said(store: Store) -> list[str]:
    """Return what the store's manifest says of the shared graphs, though a build was killed after it was written."""
    shared = " ".join(map(iri, _SHARED))
    rows = store.query(f"SELECT ?g ?p ?o {{ VALUES ?g {{ {shared} }} GRAPH <{GRAPH.manifest}> {{ ?g ?p ?o }} }}").rows
    values = [(graph, told, number(o) if isinstance(o, int) else plain(str(o))) for graph, told, o in rows]
    return [f"<{graph}> <{told}> {value} <{GRAPH.manifest}> .\n" for graph, told, value in values]


def _load(store: Store, lines: Iterable[str]) -> tuple[int, str]:
    """Load lines in pieces that are worth a bulk load, and return how many they were, and their version."""
    waiting, size, number_of, version = list[str](), 0, 0, ""
    for line in lines:
        waiting.append(line)
        number_of += 1
        size += len(line)
        if size >= _PIECE:
            store.load(["".join(waiting)])
            version = change_version(version, [], waiting)
            waiting, size = [], 0
    if waiting:
        store.load(["".join(waiting)])
    return number_of, change_version(version, [], waiting)
