"""What was linked before, part by part, in one SQLite file: rebuildable at any time, and never needed to be right.

A part is a tour, a lineage, a document, or one of the lists of the rest: its lines, the digest of all that they follow
from, and what they mean for other parts. The file is told by its *state* (a sum over all lines, in no order) to belong
to an inferred graph.
"""

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from hashlib import blake2b
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from xuntu.graph.quads import split_lines
from xuntu.ontology import StoreError

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS part (
  kind TEXT, key TEXT, digest TEXT, meaning TEXT, lines BLOB, PRIMARY KEY (kind, key)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS document (iri TEXT PRIMARY KEY, digest TEXT, outline TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS note (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
"""
_ROOM: Final = 1 << 128


@dataclass(slots=True)
class Delta:
    """How the inferred graph changes: lines to take away and lines to add, each sorted.

    Where it is ``whole``, nothing was known before: the lines of the memory are the graph. ``state`` tells the graph
    after the change, ``size`` how many lines it has; ``warnings`` what of the authority file could not be applied.
    """

    removed: list[str]
    added: list[str]
    state: str
    size: int
    whole: bool = False
    warnings: tuple[str, ...] = ()


class Memory:
    r"""The parts that were linked before; a context manager.

    What is put in lasts from ``commit`` on, to be called after the store has taken the change.

    >>> with Memory() as memory:
    ...     memory.put("tour", "a", "digest", ["<a> <b> <c> <g> .\n"], [])
    ...     list(memory.lines()), memory.delta().size
    (['<a> <b> <c> <g> .\n'], 1)
    """

    def __init__(self, place: str | PathLike[str] = ":memory:") -> None:
        self._engine = _open(place)
        self._removed: set[str] = set()
        self._added: set[str] = set()
        self._follows_changes = True
        self._sum, self._size = int(self.note("state") or "0", 16), int(self.note("size") or "0")

    @property
    def state(self) -> str:
        """The sum over all lines, in hexadecimal."""
        return f"{self._sum:032x}"

    def forget(self) -> None:
        """Drop all parts: what comes is the whole graph, and its lines are not kept twice."""
        for table in ("part", "document", "note"):
            self._engine.execute(f"DELETE FROM {table}")  # noqa: S608, one of three
        self._sum = self._size = 0
        self._follows_changes = False

    def digests(self, kind: str) -> dict[str, str]:
        """Return the digests of all parts of a kind by their keys."""
        return dict(self._engine.execute("SELECT key, digest FROM part WHERE kind = ?", (kind,)))

    def meanings(self, kind: str) -> Iterator[tuple[str, object]]:
        """Yield what the parts of a kind mean for others, by their keys."""
        for key, meaning in self._engine.execute("SELECT key, meaning FROM part WHERE kind = ?", (kind,)):
            yield key, json.loads(meaning)

    def put(self, kind: str, key: str, digest: str, lines: Iterable[str], meaning: object) -> None:
        """Keep a part in the place of what it was before."""
        new = set(lines)
        self._change(self._lines_of(kind, key), new)
        text = zlib.compress("".join(sorted(new)).encode(), 1)
        row = (kind, key, digest, json.dumps(meaning, ensure_ascii=False), text)
        self._engine.execute("INSERT OR REPLACE INTO part VALUES (?, ?, ?, ?, ?)", row)

    def drop(self, kind: str, key: str) -> None:
        """Forget a part."""
        self._change(self._lines_of(kind, key), set())
        self._engine.execute("DELETE FROM part WHERE kind = ? AND key = ?", (kind, key))

    def outlines(self) -> Iterator[tuple[str, str, str]]:
        """Yield every document with its digest and its outline as text."""
        yield from self._engine.execute("SELECT iri, digest, outline FROM document")

    def put_outline(self, document: str, digest: str, outline: str) -> None:
        """Keep the outline of a document."""
        self._engine.execute("INSERT OR REPLACE INTO document VALUES (?, ?, ?)", (document, digest, outline))

    def drop_outline(self, document: str) -> None:
        """Forget the outline of a document."""
        self._engine.execute("DELETE FROM document WHERE iri = ?", (document,))

    def note(self, name: str) -> str:
        """Return a value that was kept by name, ``""`` where there is none."""
        row = self._engine.execute("SELECT value FROM note WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def set_note(self, name: str, value: str) -> None:
        """Keep a value by name."""
        self._engine.execute("INSERT OR REPLACE INTO note VALUES (?, ?)", (name, value))

    def lines(self) -> Iterator[str]:
        """Yield the lines of all parts, a part at a time."""
        for (packed,) in self._engine.execute("SELECT lines FROM part ORDER BY kind, key"):
            yield from _unpacked(packed)

    def delta(self, warnings: tuple[str, ...] = ()) -> Delta:
        """Return how the graph changed since the last commit."""
        moved = self._removed & self._added
        removed, added = sorted(self._removed - moved), sorted(self._added - moved)
        return Delta(removed, added, self.state, self._size, not self._follows_changes, warnings)

    def commit(self) -> None:
        """Make what was put in last."""
        self.set_note("state", self.state)
        self.set_note("size", str(self._size))
        self._engine.commit()
        self._removed, self._added, self._follows_changes = set(), set(), True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        with closing(self._engine):
            self._engine.rollback()

    def _lines_of(self, kind: str, key: str) -> set[str]:
        row = self._engine.execute("SELECT lines FROM part WHERE kind = ? AND key = ?", (kind, key)).fetchone()
        return set(_unpacked(row[0])) if row else set()

    def _change(self, old: set[str], new: set[str]) -> None:
        gone, come = old - new, new - old
        self._sum = (self._sum + sum(map(_digest, come)) - sum(map(_digest, gone))) % _ROOM
        self._size += len(come) - len(gone)
        if self._follows_changes:
            self._removed |= gone
            self._added |= come


def _open(place: str | PathLike[str]) -> sqlite3.Connection:
    """Open the file; one that is damaged is begun anew, as all in it can be made again."""
    try:
        return _begin(place)
    except sqlite3.OperationalError as error:
        raise StoreError(f"{place}：打不开（{error}）；请等正在写库的进程结束，或检查目录权限") from error
    except sqlite3.DatabaseError:
        Path(place).unlink()
        return _begin(place)


def _begin(place: str | PathLike[str]) -> sqlite3.Connection:
    engine = sqlite3.connect(place)
    try:
        engine.executescript(_SCHEMA)
    except sqlite3.Error:
        engine.close()
        raise
    return engine


def _unpacked(packed: bytes) -> list[str]:
    return [f"{line}\n" for line in split_lines(zlib.decompress(packed).decode())]


def _digest(line: str) -> int:
    return int.from_bytes(blake2b(line.encode(), digest_size=16).digest())
