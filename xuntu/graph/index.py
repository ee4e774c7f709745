"""The index of a store: which documents it holds, from which files, where their shards lie and what they add up to.

It is a SQLite file, so that a store of a million documents is opened, asked and changed without reading all of it. What
it tells can be had again from the packs, but for the folders in which files lay.
"""

import hashlib
import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from xuntu.graph.counts import Counts
from xuntu.graph.packs import Header, Place
from xuntu.graph.quads import merge_sorted, split_lines
from xuntu.graph.store import TABLES
from xuntu.ontology import StoreError

_CHANGES: Final = "changes"
_PACK: Final = "sha256, names, version, counts, pack, start, size, shared_start, shared_size"
_SCHEMA: Final = f"""
CREATE TABLE IF NOT EXISTS documents (key TEXT PRIMARY KEY, {_PACK}) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS documents_by_place ON documents (pack, start);
CREATE TABLE IF NOT EXISTS drafts (key TEXT PRIMARY KEY, {_PACK}) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS sources (place TEXT PRIMARY KEY, key TEXT, name TEXT) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS sources_by_key ON sources (key);
CREATE TABLE IF NOT EXISTS authority (line TEXT PRIMARY KEY, n INTEGER) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS totals (what TEXT, kind TEXT, n INTEGER, PRIMARY KEY (what, kind)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS notes (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TEMP TABLE given (place TEXT PRIMARY KEY, key TEXT, sha256 TEXT, name TEXT) WITHOUT ROWID;
CREATE INDEX temp.given_by_key ON given (key);
CREATE TEMP TABLE unreadable (place TEXT PRIMARY KEY) WITHOUT ROWID;
"""


DIGESTS: Final = 1 << 256
"""How many digests there are."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One document in the index of a store: whose shard it is, and where it lies."""

    header: Header
    place: Place | None


class Index:
    """The index of the store at a place, or of a store in memory; a context manager that closes it.

    Nothing is kept before ``commit``, and nothing can be where it is not *writable*.
    """

    def __init__(self, place: Path | None = None, *, writable: bool = True) -> None:
        path = (place / TABLES).resolve().as_uri() if place else ":memory:"
        try:
            self._base = sqlite3.connect(
                path if writable or not place else f"{path}?mode=ro", isolation_level=None, uri=True
            )
            if writable:
                self._base.executescript(_SCHEMA)
            self._base.execute("BEGIN")
        except sqlite3.Error as error:
            raise StoreError(f"{place}：索引打不开（{error}）；请用 xuntu load 由分片重新建库") from error

    def commit(self) -> None:
        """Keep everything that was said since the last time."""
        self._base.execute("COMMIT")
        self._base.execute("BEGIN")

    def close(self) -> None:
        """Release the file; what was not committed is gone."""
        self._base.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    # What is there.

    def entry(self, key: str, *, draft: bool = False) -> Entry | None:
        """Return a document of the store, or its shard that was read but is not in the store yet."""
        row = self._base.execute(_DRAFT if draft else _DOCUMENT, (key,)).fetchone()
        return _entry(row) if row else None

    def entries(self) -> Iterator[Entry]:
        """Yield every document of the store, by key."""
        # a cursor of its own for each stretch: what is done meanwhile does not disturb it
        last = ""
        while rows := self._base.execute(_NEXT, (last,)).fetchall():
            yield from map(_entry, rows)
            last = _entry(rows[-1]).header.key

    def tellings(self) -> dict[str, str]:
        """Return, by the digest of each document, words that change with what it tells, as quickly as it goes."""
        rows = self._base.execute("SELECT sha256, version || ' ' || counts || ' ' || names FROM documents")
        return dict(rows.fetchall())

    def total(self, what: str) -> dict[str, int]:
        """Return the sums of *what* by kind: ``documents``, ``findings``, ``notes``, ``report``, ``status``."""
        rows = self._base.execute("SELECT kind, n FROM totals WHERE what = ? AND n <> 0 ORDER BY kind", (what,))
        return dict(rows.fetchall())

    def units(self) -> int:
        """Return how many units were inspected."""
        (number,) = self._base.execute("SELECT count(*) FROM totals WHERE what = 'unit' AND n <> 0").fetchone()
        return int(number)

    def quads(self) -> int:
        """Return how many quads the graphs of documents, and what follows from them, hold."""
        (number,) = self._base.execute("SELECT total(json_extract(counts, '$.quads')) FROM documents").fetchone()
        derived = self._base.execute("SELECT value FROM notes WHERE name LIKE 'http%' AND value LIKE '% %'").fetchall()
        return int(number) + sum(int(value.split()[0]) for (value,) in derived)

    def keys(self, most: int) -> list[str]:
        """Return the keys of some documents, *most* of them, in their order."""
        return [str(key) for (key,) in self._base.execute("SELECT key FROM documents ORDER BY key LIMIT ?", (most,))]

    def __len__(self) -> int:
        return self.total("documents").get("", 0)

    def note(self, name: str) -> str:
        """Return what was noted under a name, ``""`` for nothing."""
        row = self._base.execute("SELECT value FROM notes WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def set_note(self, name: str, value: str) -> None:
        """Note something under a name: the digest of a graph, how far a build is."""
        self._base.execute("INSERT OR REPLACE INTO notes VALUES (?, ?)", (name, value))

    def count_change(self) -> None:
        """Note that the store holds something else once this is committed: whoever has read it may look again."""
        self.set_note(_CHANGES, str(self.changes() + 1))

    def changes(self) -> int:
        """Return how often the store was changed."""
        return int(self.note(_CHANGES) or "0")

    # What is given, and what follows from it.

    def give(self, sources: Iterable[tuple[str, str, str]]) -> None:
        """Take the place, digest and name of files to build from; what was given before is forgotten.

        Raises ``StoreError`` where one cannot be told from another document of the store.
        """
        self._base.execute("DELETE FROM given")
        self._base.execute("DELETE FROM unreadable")
        rows = ((place, sha256[:16], sha256, name) for place, sha256, name in sources)
        self._base.executemany("INSERT OR REPLACE INTO given VALUES (?, ?, ?, ?)", rows)
        if alike := self._base.execute(_ALIKE).fetchone():
            raise StoreError(f"{alike[0]}：与另一文件的摘要前16位相同；请分两个库")

    def cannot_read(self, places: Iterable[str]) -> None:
        """Leave what the files at *places* would replace as it is."""
        each = [(place,) for place in places]
        self._base.executemany("INSERT OR REPLACE INTO unreadable VALUES (?)", each)
        self._base.executemany("DELETE FROM given WHERE place = ?", each)

    def places(self, key: str) -> list[str]:
        """Return the places given of a document."""
        return [place for (place,) in self._base.execute("SELECT place FROM given WHERE key = ?", (key,))]

    def sources(self, key: str) -> dict[str, str]:
        """Return the places and names of the files of a document of the store."""
        return dict(self._base.execute("SELECT place, name FROM sources WHERE key = ?", (key,)).fetchall())

    def touched(self, *, prune: bool) -> set[str]:
        """Return the keys of documents that gain or lose a place or a name."""
        found = self._base.execute(_MOVED).fetchall()
        if prune:
            found += self._base.execute(_PRUNED).fetchall()
        return {str(key) for row in found for key in row if key is not None}

    def sources_after(self, key: str, *, prune: bool) -> dict[str, str]:
        """Return the places and names that a document has once what was given holds."""
        rows = self._base.execute(_LOST if prune else _KEPT, (key,)).fetchall()
        given = self._base.execute("SELECT place, name FROM given WHERE key = ?", (key,)).fetchall()
        return dict(rows) | dict(given)

    def unread(self, version: str) -> set[str]:
        """Return the keys of what was given that no document has, or one of another *version*."""
        rows = self._base.execute(
            "SELECT DISTINCT given.key FROM given LEFT JOIN documents USING (key) "
            "WHERE documents.key IS NULL OR documents.version <> ?",
            (version,),
        )
        return {str(key) for (key,) in rows}

    # What changes.

    def put_draft(self, header: Header, place: Place | None) -> None:
        """Note a shard that was read and packed, so that it is not read again should the build be killed."""
        counts = json.dumps(asdict(header.counts), ensure_ascii=False)
        names = json.dumps(header.names, ensure_ascii=False)
        where = (place.pack, place.start, place.size, place.shared_start, place.shared_size) if place else (None,) * 5
        row = (header.key, header.sha256, names, header.version, counts, *where)
        self._base.execute(_PUT, row)

    def take_draft(self, key: str) -> None:
        """Make a draft a document of the store, in the place of what was there under its key."""
        self.drop(key)
        self._base.execute("INSERT INTO documents SELECT * FROM drafts WHERE key = ?", (key,))
        self._base.execute("DELETE FROM drafts WHERE key = ?", (key,))
        entry = self.entry(key)
        assert entry  # noqa: S101 (a draft is there)
        self._add(entry, 1)

    def drop(self, key: str) -> None:
        """Take a document out."""
        if entry := self.entry(key):
            self._add(entry, -1)
            self._base.execute("DELETE FROM documents WHERE key = ?", (key,))
            self._base.execute("DELETE FROM sources WHERE key = ?", (key,))

    def set_sources(self, key: str, sources: Mapping[str, str]) -> None:
        """Say at which places, under which names, a document lies."""
        self._base.execute("DELETE FROM sources WHERE key = ?", (key,))
        rows = [(place, key, name) for place, name in sources.items()]
        self._base.executemany("INSERT OR REPLACE INTO sources VALUES (?, ?, ?)", rows)

    def has_drafts(self) -> bool:
        """Tell whether there are shards that were read and are not in the store."""
        return self._base.execute("SELECT 1 FROM drafts LIMIT 1").fetchone() is not None

    def drop_drafts(self) -> None:
        """Forget what was read and not used."""
        self._base.execute("DELETE FROM drafts")

    def move(self, key: str, place: Place) -> None:
        """Say that a document's shard lies elsewhere now."""
        self._base.execute(
            "UPDATE documents SET pack = ?, start = ?, size = ?, shared_start = ?, shared_size = ? WHERE key = ?",
            (place.pack, place.start, place.size, place.shared_start, place.shared_size, key),
        )

    # The packs.

    def ends(self) -> tuple[int, int, int]:
        """Return the number of the last pack, and where the last shard known ends in both of its files."""
        last = "SELECT pack, start + size, shared_start + shared_size FROM {} ORDER BY pack DESC, start DESC LIMIT 1"
        found = [self._base.execute(last.format(table)).fetchone() for table in ("documents", "drafts")]
        number, own, shared = max((row for row in found if row and row[0]), default=(1, 0, 0))
        return number, own, shared

    def packed(self) -> int:
        """Return how many bytes the shards of the store's documents have."""
        return self.total("bytes").get("", 0)

    # The authority graph: each line that documents say of shared entities, and how many say it.

    def count_lines(self, lines: Mapping[str, int]) -> None:
        """Add to the numbers of documents that say each of *lines* (which may be negative)."""
        rows = sorted((line, n) for line, n in lines.items() if n)
        self._base.executemany(
            "INSERT INTO authority VALUES (?, ?) ON CONFLICT (line) DO UPDATE SET n = n + excluded.n", rows
        )
        gone = [(line,) for line, n in rows if n < 0]
        self._base.executemany("DELETE FROM authority WHERE line = ? AND n = 0", gone)

    def change_authority(self, lines: Mapping[str, int]) -> tuple[list[str], list[str]]:
        """Count *lines* and return those that the authority graph loses and gains by it."""
        subjects = sorted({line.split(" ", 1)[0] for line, n in lines.items() if n})
        before = {line for subject in subjects for line in self._merged(subject)}
        self.count_lines(lines)
        after = {line for subject in subjects for line in self._merged(subject)}
        return sorted(before - after), sorted(after - before)

    def authority(self) -> Iterator[str]:
        """Return the lines of the authority graph: all that documents say, with one name for each entity."""
        rows = self._base.execute("SELECT line FROM authority ORDER BY line")
        return merge_sorted(line for (line,) in rows)

    def _merged(self, subject: str) -> list[str]:
        bounds = (f"{subject} ", f"{subject}!")
        rows = self._base.execute("SELECT line FROM authority WHERE line >= ? AND line < ? ORDER BY line", bounds)
        return list(merge_sorted(line for (line,) in rows))

    def _add(self, entry: Entry, times: int) -> None:
        totals = entry.header.counts.to_totals() + Counter({("bytes", ""): entry.place.size if entry.place else 0})
        rows = [(*name, times * n) for name, n in totals.items()]
        self._base.executemany(
            "INSERT INTO totals VALUES (?, ?, ?) ON CONFLICT (what, kind) DO UPDATE SET n = n + excluded.n", rows
        )


_DOCUMENT = f"SELECT {_PACK} FROM documents WHERE key = ?"  # noqa: S608 (our own words)
_DRAFT = f"SELECT {_PACK} FROM drafts WHERE key = ?"  # noqa: S608
_NEXT = f"SELECT {_PACK} FROM documents WHERE key > ? ORDER BY key LIMIT 1000"  # noqa: S608
_PUT = "INSERT OR REPLACE INTO drafts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_ALIKE = """
SELECT min(name) FROM given GROUP BY key HAVING min(sha256) <> max(sha256)
UNION ALL SELECT given.name FROM given JOIN documents USING (key) WHERE given.sha256 <> documents.sha256"""
_MOVED = """
SELECT given.key, sources.key FROM given LEFT JOIN sources USING (place)
WHERE sources.key IS NOT given.key OR sources.name IS NOT given.name"""
_PRUNED = """
SELECT key FROM sources
WHERE place NOT IN (SELECT place FROM given) AND place NOT IN (SELECT place FROM unreadable)"""
_KEPT = "SELECT place, name FROM sources WHERE key = ? AND place NOT IN (SELECT place FROM given)"
_LOST = "SELECT place, name FROM sources WHERE key = ? AND place IN (SELECT place FROM unreadable)"


def digest(text: str) -> str:
    """Return the SHA-256 of a text, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def digest_lines(lines: Iterable[str]) -> int:
    """Return the sum of the digests of lines, which changes by what is added and taken away, in whatever order.

    >>> (digest_lines(["a", "b"]) - digest_lines(["b"])) % DIGESTS == digest_lines(["a"])
    True
    """
    return sum(int.from_bytes(hashlib.sha256(line.encode()).digest()) for line in lines) % DIGESTS


def tally(shared: Iterable[str]) -> Counter[str]:
    """Return how many documents say each line, given what each says of shared entities."""
    return Counter(f"{line}\n" for text in shared for line in split_lines(text))


def _entry(row: tuple[str, str, str, str, int | None, int, int, int, int]) -> Entry:
    sha256, names, version, counts, pack, *where = row
    place = None if pack is None else Place(pack, *where)
    return Entry(Header(sha256, tuple(json.loads(names)), version, Counts.of(json.loads(counts))), place)
