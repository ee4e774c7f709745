"""The graphs that all documents share, written where they changed: vocabulary, authority, links and manifest."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from xuntu.graph.index import DIGESTS, Entry, Index, digest, digest_lines
from xuntu.graph.quads.literals import iri, number, plain
from xuntu.graph.rules import digest_rules
from xuntu.graph.store import Store
from xuntu.graph.vocabulary import load_vocabulary
from xuntu.ontology import GRAPH, PROV, SCHEMA, VOID, document_graph_iri, document_iri

if TYPE_CHECKING:
    from xuntu.graph.link import Delta

_PIECE = 30_000_000
_MEMORY = "links.sqlite"
_RULES = "rules"
_LINE_BY_LINE = (GRAPH.authority, GRAPH.inferred)


def is_stale(index: Index) -> bool:
    """Tell whether a store without changed documents still has to be written.

    It has where its vocabulary is another than ours, where other rules made its links, or they were never finished.
    """
    if index.note(_RULES) != digest_rules() or not index.note(GRAPH.inferred):
        return True
    return any(index.note(graph) != digest(text) for graph, text in load_vocabulary().items())


def load_shared(
    store: Store, index: Index, authority: str, *, place: Path | None = None, jobs: int = 1
) -> tuple[str, ...]:
    """Fill the shared graphs of a new engine from the index and the documents that it holds already.

    *authority* is the text of the store's authority file; what it says that could not be applied is returned. *place*
    is the folder of the store, where it is remembered how links were made; *jobs* processes make them.
    """
    for graph, text in load_vocabulary().items():
        store.load([text])
        index.set_note(graph, digest(text))
    index.set_note(GRAPH.authority, "")
    for lines in _in_pieces(index.authority()):
        store.load(["".join(lines)])
        _note_change(index, GRAPH.authority, [], lines)
    with _Linker(store, index, place) as linker:
        delta = linker.relink(authority, jobs)
        for lines in _in_pieces(linker.memory.lines()):
            store.load(["".join(lines)])
        linker.keep(delta)
    for lines in _in_pieces(line for entry in index.entries() for line in manifest_of(entry)):
        store.load(["".join(lines)])
    store.load(["".join(_manifest_of_shared(index))])
    return delta.warnings


def renew_shared(
    store: Store,
    index: Index,
    authority: str,
    removed: Sequence[str],
    added: Sequence[str],
    *,
    place: Path,
    jobs: int = 1,
) -> tuple[str, ...]:
    """Bring the shared graphs of a store up to date after its documents and its authority graph were changed.

    *removed* and *added* are the lines by which the authority graph changed. The rest is as in ``load_shared``.
    """
    before = _manifest_of_shared(index)
    for graph, text in load_vocabulary().items():
        if index.note(graph) != digest(text):
            store.replace(graph, text)
            index.set_note(graph, digest(text))
    _note_change(index, GRAPH.authority, removed, added)
    with _Linker(store, index, place) as linker:
        delta = linker.relink(authority, jobs)
        lost, gained = delta.removed, delta.added
        if delta.whole:
            old, new = set(store.nquads(GRAPH.inferred)), set(linker.memory.lines())
            lost, gained = sorted(old - new), sorted(new - old)
        linker.keep(delta)
        after = _manifest_of_shared(index)
        store.change(removed=[*lost, *(set(before) - set(after))], added=[*gained, *after])
    return delta.warnings


class _Linker:
    """Links the documents of a store anew as far as they have changed; a context manager that closes its memory."""

    def __init__(self, store: Store, index: Index, place: Path | None) -> None:
        from xuntu.graph.link import Memory

        self._store, self._index = store, index
        self.memory = Memory(place / _MEMORY if place else ":memory:")

    def relink(self, authority: str, jobs: int) -> "Delta":
        from xuntu.graph.link import read_authority, relink

        documents = {document_iri(sha256): told for sha256, told in self._index.tellings().items()}
        state = self._index.note(GRAPH.inferred).rpartition(" ")[2]
        return relink(self._store, self.memory, documents, read_authority(authority), state=state, jobs=jobs)

    def keep(self, delta: "Delta") -> None:
        """Remember what was linked, and note how large the inferred graph is and what its digest is."""
        self._index.set_note(GRAPH.inferred, f"{delta.size} {delta.state}")
        self._index.set_note(_RULES, digest_rules())
        self.memory.commit()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.memory.__exit__(kind, error, at)


def forget_links(store: Store, index: Index) -> None:
    """Empty the inferred graph, and let the manifest say of shared graphs what the index says."""
    store.replace(GRAPH.inferred, "")
    index.set_note(GRAPH.inferred, "")
    shared = tuple(f"<{graph}> " for graph in (*load_vocabulary(), *_LINE_BY_LINE))
    said = [line for line in store.nquads(GRAPH.manifest) if line.startswith(shared)]
    store.change(removed=said, added=_manifest_of_shared(index))


def manifest_of(entry: Entry) -> Iterator[str]:
    """Yield what the manifest says of a document's graph; no time of day, so that builds are equal."""
    graph, document = document_graph_iri(entry.header.sha256), document_iri(entry.header.sha256)
    yield f"<{graph}> <{PROV.wasDerivedFrom}> {iri(document)} <{GRAPH.manifest}> .\n"
    yield f"<{graph}> <{VOID.triples}> {number(entry.header.counts.quads)} <{GRAPH.manifest}> .\n"
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
