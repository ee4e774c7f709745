"""What is sent to a server to put graphs there: SPARQL updates, or graphs by the Graph Store Protocol."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from xuntu.graph.remote.access import Addresses, Protocol, mask
from xuntu.graph.remote.http import Reply, Request, Session
from xuntu.ontology import GRAPH, SCHEMA, StoreError

if TYPE_CHECKING:
    from xuntu.graph.remote.pushing import Batch

_UPDATE: Final = "application/sparql-update; charset=utf-8"
_TURTLE: Final = "text/turtle; charset=utf-8"
_LARGEST: Final = 32_000_000
_SMALLEST: Final = 16_000


class Writer:
    """Puts graphs on a server, through one session."""

    def __init__(self, session: Session, addresses: Addresses, protocol: Protocol) -> None:
        self._session = session
        self._addresses = addresses
        self._protocol = protocol
        self._largest = _LARGEST

    def send(self, batch: "Batch") -> None:
        """Replace the graphs of a batch, and say so in the manifest last."""
        if self._protocol == "gsp":
            self._update(_announce(batch.graphs))
            for graph, lines in batch.graphs.items():
                self._put(graph, "".join(lines))
            self._update(_confirm(batch))
            return
        while not self._send_by_update(batch):
            if self._largest < _SMALLEST:
                raise StoreError(f"{mask(self._addresses.update)}：服务器连很小的请求也不收（413）；请放宽它的请求上限")

    def drop(self, graphs: Iterable[str]) -> None:
        """Remove graphs and what the manifest says of them."""
        names = list(graphs)
        self._update(";\n".join([*_announce_each(names), *map(_drop, names), *map(_forget, names)]))

    def _send_by_update(self, batch: "Batch") -> bool:
        """Replace the graphs by one update, or by several where that is too large; tell whether it was not too large.

        One update is one transaction, on servers that have them.
        """
        bodies = list(_updates(batch, self._largest))
        for body in bodies:
            if self._post(body).status == 413:
                self._largest = min(self._largest, max(map(len, bodies))) // 2
                return False
        return True

    def _update(self, text: str) -> None:
        if self._post(text.encode()).status == 413:
            raise StoreError(f"{mask(self._addresses.update)}：服务器不收这么大的请求（413）；请放宽它的请求上限")

    def _post(self, body: bytes) -> Reply:
        reply = self._session.send(Request("POST", self._addresses.update, body, _UPDATE))
        if reply.status == 400:
            raise StoreError(f"{mask(self._addresses.update)}：服务器不接受这次写入：{reply.words}")
        return reply

    def _put(self, graph: str, turtle: str) -> None:
        request = Request("PUT", self._addresses.data, turtle.encode(), _TURTLE, parameters={"graph": graph})
        reply = self._session.send(request)
        if reply.status in (400, 413):
            raise StoreError(f"{mask(self._addresses.data)}：服务器不收图 {graph}（{reply.status}）：{reply.words}")


def _updates(batch: "Batch", largest: int) -> Iterator[bytes]:
    """Yield the updates that replace the graphs of a batch: one, if it is not larger than *largest* bytes."""
    begin, drops = _announce(batch.graphs), [_drop(graph) for graph in batch.graphs]
    inserts = [_insert(graph, "".join(lines)) for graph, lines in batch.graphs.items() if lines]
    whole = ";\n".join([begin, *drops, *inserts, _confirm(batch)]).encode()
    if len(whole) <= largest:
        yield whole
        return
    yield ";\n".join([begin, *drops]).encode()
    for graph, lines in batch.graphs.items():
        for part in _parts(lines, largest):
            yield _insert(graph, part).encode()
    yield _confirm(batch).encode()


def _parts(lines: Iterable[str], largest: int) -> Iterator[str]:
    """Yield the lines in texts of about three quarters of *largest* bytes; a line that is longer stands alone."""
    waiting: list[str] = []
    size = 0
    for line in lines:
        length = len(line.encode())
        if waiting and size + length > largest * 3 // 4:
            yield "".join(waiting)
            waiting, size = [], 0
        waiting.append(line)
        size += length
    if waiting:
        yield "".join(waiting)


def _announce(graphs: Iterable[str]) -> str:
    """Return the update by which the manifest says that graphs are being sent."""
    return ";\n".join(_announce_each(graphs))


def _announce_each(graphs: Iterable[str]) -> list[str]:
    names = list(graphs)
    return [*map(_forget, names), _insert(GRAPH.manifest, "".join(map(_sending, names)))]


def _confirm(batch: "Batch") -> str:
    """Return the update by which the manifest says that graphs have been sent."""
    sending = "".join(map(_sending, batch.graphs))
    return f"DELETE DATA {{ GRAPH <{GRAPH.manifest}> {{\n{sending}}} }};\n" + _insert(
        GRAPH.manifest, "".join(batch.entries)
    )


def _sending(graph: str) -> str:
    return f'<{graph}> <{SCHEMA.sha256}> "" .\n'


def _forget(graph: str) -> str:
    return f"DELETE WHERE {{ GRAPH <{GRAPH.manifest}> {{ <{graph}> ?p ?o }} }}"


def _drop(graph: str) -> str:
    return f"DROP SILENT GRAPH <{graph}>"


def _insert(graph: str, triples: str) -> str:
    return f"INSERT DATA {{ GRAPH <{graph}> {{\n{triples}}} }}"
