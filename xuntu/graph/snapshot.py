"""The store as it is now, to be read while builds change it: a copy that shares its files and so costs no time."""

import hashlib
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryFile
from time import sleep
from typing import Final

from xuntu.graph.index import Index
from xuntu.graph.store import SHARDS, TABLES, Store, read_index, write_index
from xuntu.graph.undo import has_broken_off
from xuntu.ontology import StoreError

_IDENTITY: Final = "IDENTITY"  # of RocksDB: another one for each engine that is made
_PAGES: Final = 4096  # of SQLite at a time, so that a build that wants to write waits for moments only
_TRIES: Final = 5
_PAUSE: Final = 0.2
_PIECE: Final = 1 << 24


def read_state(place: Path) -> str:
    """Return words that are others as soon as a build has finished changing the store; a fraction of a millisecond.

    Raises ``StoreError`` where there is no store, and while a build is changing it or has broken off.
    """
    if has_broken_off(place):
        raise StoreError(f"{place}：正在写入，或上次建库中断；请等它写完，或重新运行 xuntu build")
    told = read_index(place)
    try:
        identity = (place / str(told["engine"]) / _IDENTITY).read_bytes()
    except OSError as error:
        raise StoreError(f"{place}：读不出库（{error.strerror}）；可由 {SHARDS}/ 重新建库") from error
    with Index(place, writable=False) as index:
        changes = index.changes()
    return hashlib.sha256(repr((sorted(told.items()), identity, changes)).encode()).hexdigest()[:32]


def take_snapshot(place: Path, into: Path) -> str:
    """Copy the store at *place* into the new directory *into*, to be opened by ``Store.open``; return its state.

    Engine and packs are linked where the system can, and copied elsewhere; the index is copied. A build may be reading
    documents meanwhile. Raises ``StoreError`` where there is no store, and while a build is changing it.
    """
    for tries in range(_TRIES):
        before = read_state(place)
        try:
            _copy(place, into, link=tries < _TRIES - 1)
            if read_state(place) == before:
                return before
        except StoreError:  # its files are others by now
            if tries == _TRIES - 1:
                raise
        shutil.rmtree(into, ignore_errors=True)
        sleep(_PAUSE)
    raise StoreError(f"{place}：一直在变，留不下一份不变的；请等建库结束后再试")


def write_copy(store: Store, place: Path) -> None:
    """Write all quads of a store, one in memory or at a server, to a new store on disk at *place*."""
    with Store.create(place) as copy, TemporaryFile() as text:
        store.dump(text, "nq")
        text.seek(0)
        while lines := text.readlines(_PIECE):
            copy.load([b"".join(lines)])
        copy.flush()
    Index(place).close()


def _copy(place: Path, into: Path, *, link: bool) -> None:
    told = read_index(place)
    files = str(told["engine"])
    try:
        (into / SHARDS).mkdir(parents=True)
        write_index(into, told)
        copy_engine = _link_engine if link else _copy_engine
        copy_engine(place, into / files)
        for path in (place / SHARDS).iterdir():
            _link(path, into / SHARDS / path.name)
        _copy_table(place / TABLES, into / TABLES)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"{into}：不能留存库的副本（{error}）；请检查目录权限和磁盘空间") from error


def _link_engine(place: Path, into: Path) -> None:
    with Store.open(place) as store:
        store.back_up(into)


def _copy_engine(place: Path, into: Path) -> None:
    """Copy the files of an engine of another user, to which links may be forbidden; it opens only where it is whole."""
    shutil.copytree(place / into.name, into, ignore=shutil.ignore_patterns("LOCK", "LOG*"))
    Store.open(into.parent).close()


def _link(path: Path, link: Path) -> None:
    try:
        os.link(path, link)
    except OSError:
        shutil.copy2(path, link)


def _copy_table(path: Path, copy: Path) -> None:
    with (
        closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as here,
        closing(sqlite3.connect(copy)) as there,
    ):
        there.execute("PRAGMA synchronous = OFF")
        here.backup(there, pages=_PAGES, sleep=0)
