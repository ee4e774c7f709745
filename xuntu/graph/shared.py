"""The graphs that all documents share, written where they changed: vocabulary, authority, links and manifest."""

from collections.abc import Iterable, Iterator, Sequence

from xuntu.graph.index import DIGESTS, Entry, Index, digest, digest_lines
from xuntu.graph.quads.literals import iri, number, plain
from xuntu.graph.store import Store
from xuntu.graph.vocabulary import load_vocabulary
from xuntu.ontology import GRAPH, PROV, SCHEMA, VOID, document_graph_iri, document_iri

_PIECE = 30_000_000
_LINE_BY_LINE = (GRAPH.authority, GRAPH.inferred)


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
    for graph in _LINE_BY_LINE:
        index.set_note(graph, "")
    for lines in _in_pieces(index.authority()):
        store.load(["".join(lines)])
        _note_change(index, GRAPH.authority, [], lines)
    inferred, warnings = _link(store, authority)
    store.load([inferred])
    _note_change(index, GRAPH.inferred, [], _lines(inferred))
    for lines in _in_pieces(line for entry in index.entries() for line in manifest_of(entry)):
        store.load(["".join(lines)])
    store.load(["".join(_manifest_of_shared(index))])
    return warnings


def renew_shared(
    store: Store, index: Index, authority: str, removed: Sequence[str], added: Sequence[str]
) -> tuple[str, ...]:
    """Bring the shared graphs of a store up to date after its documents and its authority graph were changed.

    *removed* and *added* are the lines by which the authority graph changed. Return as ``load_shared`` does.
    """
    before = _manifest_of_shared(index)
    for graph, text in load_vocabulary().items():
        if index.note(graph) != digest(text):
            store.replace(graph, text)
            index.set_note(graph, digest(text))
    _note_change(index, GRAPH.authority, removed, added)
    inferred, warnings = _link(store, authority)
    old, new = set(store.nquads(GRAPH.inferred)), set(_lines(inferred))
    lost, gained = sorted(old - new), sorted(new - old)
    _note_change(index, GRAPH.inferred, lost, gained)
    after = _manifest_of_shared(index)
    store.change(removed=[*lost, *(set(before) - set(after))], added=[*gained, *after])
    return warnings


def forget_links(store: Store, index: Index) -> None:
    """Empty the inferred graph, and let the manifest say of shared graphs what the index says."""
    store.replace(GRAPH.inferred, "")
    index.set_note(GRAPH.inferred, "")
    shared = tuple(f"<{graph}> " for graph in (*load_vocabulary(), *_LINE_BY_LINE))
    said = [line for line in store.nquads(GRAPH.manifest) if line.startswith(shared)]
    store.change(removed=said, added=_manifest_of_shared(index))


def _link(store: Store, authority: str) -> tuple[str, tuple[str, ...]]:
    from xuntu.graph.link import link_with, read_authority

    return link_with(store, read_authority(authority))


def manifest_of(entry: Entry) -> Iterator[str]:
    """Yield what the manifest says of a document's graph; no time of day, so that builds are equal."""
    graph, document = document_graph_iri(entry.header.sha256), document_iri(entry.header.sha256)
    yield f"<{graph}> <{PROV.wasDerivedFrom}> {iri(document)} <{GRAPH.manifest}> .\n"
    yield f"<{graph}> <{VOID.triples}> {number(entry.quads)} <{GRAPH.manifest}> .\n"
    yield f"<{graph}> <{SCHEMA.sha256}> {plain(entry.header.counts.digest)} <{GRAPH.manifest}> .\n"


def _manifest_of_shared(index: Index) -> list[str]:
    """Return what the manifest says of the shared graphs: digests, and how large those are that change.

    The digest of a graph that changes line by line is the sum of those of its lines.
    """
    said = [(graph, SCHEMA.sha256, plain(index.note(graph))) for graph in load_vocabulary() if index.note(graph)]
    for graph in _LINE_BY_LINE:
        if told := index.note(graph):
            size, total = told.split()
            said += [(graph, VOID.triples, number(int(size))), (graph, SCHEMA.sha256, plain(total))]
    return [f"<{graph}> <{predicate}> {value} <{GRAPH.manifest}> .\n" for graph, predicate, value in said]


def _note_change(index: Index, graph: str, removed: Sequence[str], added: Sequence[str]) -> None:
    """Note how large a graph is and what its digest is, once lines have left it and come to it."""
    size, total = (index.note(graph) or "0 0").split()
    after = (int(total, 16) + digest_lines(added) - digest_lines(removed)) % DIGESTS
    index.set_note(graph, f"{int(size) + len(added) - len(removed)} {after:064x}")


def _lines(text: str) -> list[str]:
    return [f"{line}\n" for line in text.removesuffix("\n").split("\n")] if text else []


def _in_pieces(lines: Iterable[str]) -> Iterator[list[str]]:
    """Yield lines in pieces that are worth a bulk load."""
    waiting, size = list[str](), 0
    for line in lines:
        waiting.append(line)
        size += len(line)
        if size >= _PIECE:
            yield waiting
            waiting, size = [], 0
    if waiting:
        yield waiting
