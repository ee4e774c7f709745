"""Bringing a server up to date with a store: graphs that differ are sent, graphs that are gone are dropped.

The manifest graph of either side says which digest every graph has. Before a graph is sent, the server's manifest says
that it is being sent (an empty digest), and after it, which digest it has: what was cut off is sent again.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import ExitStack
from dataclasses import dataclass
from queue import SimpleQueue
from typing import TYPE_CHECKING, Final, TypeAlias

from xuntu.graph.index import digest
from xuntu.graph.quads.literals import plain
from xuntu.graph.remote.access import Access, find_addresses
from xuntu.graph.store import Store, triple_of
from xuntu.ontology import GRAPH, GRAPH_NAMESPACE, SCHEMA, StoreError

if TYPE_CHECKING:
    from xuntu.graph.remote.writer import Writer

Progress: TypeAlias = Callable[[int, int, str], None]

_BATCH: Final = 1_000_000
_MOST: Final = 200
_DOCUMENT: Final = f"{GRAPH_NAMESPACE}doc/"
_DIGESTS: Final = f"SELECT ?g ?digest {{ GRAPH <{GRAPH.manifest}> {{ ?g <{SCHEMA.sha256}> ?digest }} }}"


@dataclass(frozen=True, slots=True)
class Pushed:
    """What a push did: how many graphs were sent, dropped and left as they were, and how much text was sent."""

    sent: int
    dropped: int
    unchanged: int
    characters: int


@dataclass(frozen=True, slots=True)
class Batch:
    """Graphs to send at once: their triples, and what the manifest says of them, as N-Triples lines."""

    graphs: Mapping[str, list[str]]
    entries: list[str]

    def __len__(self) -> int:
        """Return the number of characters."""
        return sum(len(line) for lines in self.graphs.values() for line in lines)


def push(store: Store, access: Access, *, progress: Progress | None = None) -> Pushed:
    """Make the server hold what *store* holds, and return what was done; what else the server holds stays.

    Every graph is replaced whole. A push that was cut off, at any place, is completed by the next one. *progress* is
    called before each batch with how many graphs are done, how many there are to send, and the batch's first graph.
    Raises ``StoreError`` for a store without documents, and where the server refuses.
    """
    from xuntu.graph.remote.http import Session
    from xuntu.graph.remote.server import Server
    from xuntu.graph.remote.writer import Writer

    wanted, entries = _read_manifest(store)
    if not any(graph.startswith(_DOCUMENT) for graph in wanted):
        raise StoreError("库是空的，没有推送；请先用 xuntu build 读入文件")
    with ExitStack() as stack:
        sessions = [stack.enter_context(Session(access)) for _ in range(access.connections)]
        known = _gather(Server(sessions[0], access).digests())
        addresses = find_addresses(access, sessions[0].software)
        protocol = access.protocol or ("gsp" if sessions[0].software.startswith("Virtuoso") else "update")
        # Two graphs that are put at a time by the Graph Store Protocol wait for each other's locks.
        writers = [Writer(each, addresses, protocol) for each in sessions[: 1 if protocol == "gsp" else None]]
        changed = [graph for graph, found in wanted.items() if known.get(graph) != {found}]
        dropped = sorted(set(known) - set(wanted))
        size = _send_all(_batches(store, changed, entries), writers, len(changed), progress)
        for start in range(0, len(dropped), _MOST):
            writers[0].drop(dropped[start : start + _MOST])
    return Pushed(len(changed), len(dropped), len(wanted) - len(changed), size)


def _read_manifest(store: Store) -> tuple[dict[str, str], dict[str, list[str]]]:
    """Return the digest of every graph of *store*, and what its manifest says of it, by graph in a fixed order.

    What was built before digests were kept is digested now.
    """
    entries: defaultdict[str, list[str]] = defaultdict(list)
    for line in store.nquads(GRAPH.manifest):
        entries[line[1 : line.index(">")]].append(triple_of(line))
    found = {str(graph): str(text) for graph, text in store.query(_DIGESTS).rows}
    for graph in store.graphs():
        if graph != GRAPH.manifest and graph not in found:
            found[graph] = digest("".join(store.nquads(graph)))
            entries[graph].append(f"<{graph}> <{SCHEMA.sha256}> {plain(found[graph])} .\n")
    return dict(sorted(found.items())), entries


def _gather(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    digests: defaultdict[str, set[str]] = defaultdict(set)
    for graph, found in pairs:
        digests[graph].add(found)
    return digests


def _batches(store: Store, graphs: Iterable[str], entries: Mapping[str, list[str]]) -> Iterator[Batch]:
    """Yield the graphs, several at a time while they are small."""
    waiting: dict[str, list[str]] = {}
    size = 0
    for graph in graphs:
        waiting[graph] = _triples(store, graph)
        size += sum(map(len, waiting[graph]))
        if size >= _BATCH or len(waiting) >= _MOST:
            yield _batch(waiting, entries)
            waiting, size = {}, 0
    if waiting:
        yield _batch(waiting, entries)


def _batch(graphs: Mapping[str, list[str]], entries: Mapping[str, list[str]]) -> Batch:
    return Batch(graphs, [line for graph in graphs for line in entries[graph]])


def _triples(store: Store, graph: str) -> list[str]:
    """Return what is sent of a graph: its N-Triples lines, sorted."""
    return [triple_of(line) for line in store.nquads(graph)]


def _send_all(batches: Iterable[Batch], writers: "list[Writer]", total: int, progress: Progress | None) -> int:
    """Send the batches, each by a writer that is free, and return how many characters they had.

    Not more are read ahead than there are writers. After an error no further batch is begun.
    """
    free: SimpleQueue[Writer] = SimpleQueue()
    for writer in writers:
        free.put(writer)
    done = size = 0
    under_way: set[Future[None]] = set()

    def send(batch: Batch) -> None:
        writer = free.get()
        try:
            writer.send(batch)
        finally:
            free.put(writer)

    with ThreadPoolExecutor(len(writers)) as pool:
        for batch in batches:
            if progress:
                progress(done, total, next(iter(batch.graphs)))
            under_way.add(pool.submit(send, batch))
            done, size = done + len(batch.graphs), size + len(batch)
            if len(under_way) > len(writers):
                finished, under_way = wait(under_way, return_when=FIRST_COMPLETED)
                for future in finished:
                    future.result()
        for future in under_way:
            future.result()
    return size
