"""A store by its place: a directory, or the address of a server."""

import logging
import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from xuntu.graph.remote.access import find_access, is_address, mask
from xuntu.graph.store import Store
from xuntu.ontology import StoreError

if TYPE_CHECKING:
    from xuntu.graph.remote.server import Server

_LOG = logging.getLogger(__name__)

_MOST_COPIED: Final = 5_000_000


def open_store(place: str | os.PathLike[str], environment: Mapping[str, str]) -> Store:
    """Return the store at *place*, for reading; the *environment* tells as whom a server is entered.

    A server that does not answer as the embedded engine does is read into memory and asked there.
    Raises ``StoreError`` where there is no store, and where it is too large for that.
    """
    if not isinstance(place, str) or not is_address(place):
        return Store.open(place)
    from xuntu.graph.remote.http import Session
    from xuntu.graph.remote.server import Server

    access = find_access(place, environment)
    server = Server(Session(access), access)
    return Store(server, writable=False) if server.can_answer() else _copy(server, mask(place))


def _copy(server: "Server", place: str) -> Store:
    """Return a copy in memory of what a server holds of ours, graph by graph."""
    size = len(server)
    reason = "它看不到各命名图的并集，或不懂 LATERAL，直接问会答错"
    if size > _MOST_COPIED:
        raise StoreError(
            f"{place}：{reason}；有 {size} 条，读进内存又太多（上限 {_MOST_COPIED}）；"
            "请换一种服务器，或用 xuntu export 的 N-Quads 建一个（见文档“更大的库”）"
        )
    _LOG.warning("%s：%s；先把 %d 条读进内存再问", place, reason, size)
    source = Store(server, writable=False)
    copy = Store.in_memory()
    for graph in source.graphs():
        copy.load(["".join(source.nquads(graph))])
    return copy
