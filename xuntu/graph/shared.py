"""The graphs that all documents share, written where they changed: vocabulary, authority, links and manifest."""

from collections.abc import Iterable, Iterator
from typing import Final

from xuntu.graph.index import Entry, Index, digest
from xuntu.graph.link import link_with, read_authority
from xuntu.graph.quads.literals import iri, number
from xuntu.graph.store import Store
from xuntu.graph.vocabulary import load_vocabulary
from xuntu.ontology import GRAPH, PROV, VOID, document_graph_iri, document_iri

_PIECE = 30_000_000
_SIZES: Final = "sizes"


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
    size = _load(store, index.authority())
    inferred, warnings = link_with(store, read_authority(authority))
    store.load([inferred])
    index.set_note(GRAPH.inferred, digest(inferred))
    index.set_note(_SIZES, f"{size} {inferred.count(chr(10))}")
    _load(store, (line for entry in index.entries() for line in manifest_of(entry)))
    store.load(["".join(_sizes(index))])
    return warnings


def renew_shared(store: Store, index: Index, authority: str, grown: int) -> tuple[str, ...]:
    """Bring the shared graphs of a store up to date after its documents and its authority graph were changed.

    *grown* is by how many lines the authority graph grew. Return as ``load_shared`` does.
    """
    for graph, text in load_vocabulary().items():
        if index.note(graph) != digest(text):
            store.replace(graph, text)
            index.set_note(graph, digest(text))
    inferred, warnings = link_with(store, read_authority(authority))
    before = _sizes(index)
    removed, added = list[str](), list[str]()
    if index.note(GRAPH.inferred) != digest(inferred):
        old, new = (
            set(store.nquads(GRAPH.inferred)),
            {f"{line}\n" for line in inferred.removesuffix("\n").split("\n") if line},
        )
        removed, added = sorted(old - new), sorted(new - old)
        index.set_note(GRAPH.inferred, digest(inferred))
    size = int((index.note(_SIZES) or "0").split()[0]) + grown
    index.set_note(_SIZES, f"{size} {inferred.count(chr(10))}")
    after = _sizes(index)
    store.change(documents={}, removed=[*removed, *(set(before) - set(after))], added=[*added, *after])
    return warnings


def manifest_of(entry: Entry) -> Iterator[str]:
    """Yield what the manifest says of a document's graph; no time of day, so that builds are equal."""
    graph, document = document_graph_iri(entry.header.sha256), document_iri(entry.header.sha256)
    yield f"<{graph}> <{PROV.wasDerivedFrom}> {iri(document)} <{GRAPH.manifest}> .\n"
    yield f"<{graph}> <{VOID.triples}> {number(entry.quads)} <{GRAPH.manifest}> .\n"


def _sizes(index: Index) -> list[str]:
    told = zip((GRAPH.authority, GRAPH.inferred), index.note(_SIZES).split(), strict=False)
    return [f"<{graph}> <{VOID.triples}> {number(int(size))} <{GRAPH.manifest}> .\n" for graph, size in told]


def _load(store: Store, lines: Iterable[str]) -> int:
    """Load lines in pieces that are worth a bulk load, and return how many they were."""
    waiting, size, number_of = list[str](), 0, 0
    for line in lines:
        waiting.append(line)
        number_of += 1
        size += len(line)
        if size >= _PIECE:
            store.load(["".join(waiting)])
            waiting, size = [], 0
    if waiting:
        store.load(["".join(waiting)])
    return number_of
