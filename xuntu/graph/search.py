"""What a store has on some words: names first, then texts, by the index that ``wordbook`` writes."""

import sqlite3
from collections.abc import Generator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

from xuntu.graph.asking import ask_own
from xuntu.graph.characters import BREAK, Piece, fold, mark, read_terms, snip
from xuntu.graph.overview import Overview
from xuntu.graph.store import Store
from xuntu.graph.wordbook import KINDS, ROOM, ThingKind
from xuntu.ontology import StoreError

_MOST_RANKED: Final = 20_000
"""Of more than these none is nearer than another: they come in the order in which they were read."""
_LAST: Final = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found: its name, what it belongs to, and what stands around the words, these marked.

    There is no snippet where the name has the words, unless it is a text that says more.
    """

    kind: ThingKind
    iri: str
    label: tuple[Piece, ...]
    about: str
    snippet: tuple[Piece, ...]


def count_words(path: Path, text: str) -> dict[ThingKind, int]:
    """Return how many things of each kind have all words of *text*; kinds that have none are left out."""
    terms = read_terms(text)
    with _open(path) as base:
        found = base.execute(_COUNT, (_match(terms),)).fetchall() if terms else []
    return {KINDS[place]: number for place, number in found}


def find_words(
    path: Path,
    text: str,
    *,
    kinds: Sequence[ThingKind] = KINDS,
    limit: int = 50,
    offset: int = 0,
    counts: Mapping[ThingKind, int] | None = None,
) -> list[Hit]:
    """Return the things that have all words of *text*, kind by kind; those called just so first, then the likest.

    What is in quotes is found as it stands; *counts* are those of ``count_words``, where they are known. Raises
    ``StoreError`` where the index cannot be read.
    """
    terms = read_terms(text)
    if not terms:
        return []
    hits: list[Hit] = []
    counts = count_words(path, text) if counts is None else counts
    with _open(path) as base:
        for kind in kinds:
            number = counts.get(kind, 0)
            if offset >= number:
                offset -= number
            elif len(hits) < limit:
                query = _RANKED if number <= _MOST_RANKED else _UNRANKED
                least = KINDS.index(kind) * ROOM
                told = (fold(text), _match(terms), least, least + ROOM, limit - len(hits), offset)
                hits += [_hit(kind, terms, row) for row in base.execute(query, told)]
                offset = 0
    return hits


def recall_overview(path: Path) -> Overview:
    """Return the overview of the store whose words these are, as it was when they were written."""
    with _open(path) as base:
        (told,) = base.execute("SELECT told FROM overview").fetchone()
    return Overview.of(told)


def suggest_names(path: Path, text: str, *, kinds: Sequence[ThingKind], limit: int = 20) -> list[str]:
    """Return the names of things that are called so, or have a name that begins so, or one that has these words."""
    names: dict[str, None] = {}
    wanted = fold(text)
    with _open(path) as base:
        for kind in kinds:
            least = KINDS.index(kind) * ROOM
            found = base.execute(_BEGINNING, (wanted, wanted + _LAST, least, least + ROOM, limit)).fetchall()
            names |= dict.fromkeys(str(label) for (label,) in found)
    if len(names) < limit and wanted:
        hits = find_words(path, text, kinds=kinds, limit=limit)
        names |= dict.fromkeys("".join(piece for piece, _ in hit.label) for hit in hits)
    return list(names)[:limit]


def find_near(path: Path, text: str, *, limit: int = 5) -> list[str]:
    """Return the names that have most in common with *text*, for who has mistyped one."""
    folded = fold(text)[:40]
    pairs = {f'"{one} {two}"' for one, two in pairwise(folded)}
    if not pairs:
        return []
    with _open(path) as base:
        found = base.execute(_NEAR, (" OR ".join(sorted(pairs)), KINDS.index("document") * ROOM, limit)).fetchall()
    return list(dict.fromkeys(str(label) for (label,) in found))


def find_named(store: Store, text: str, *, limit: int = 50) -> list[Hit]:
    """Return the units, rounds, teams and policies whose name begins so, by the store itself: where no index is yet."""
    wanted = text.strip()
    if not wanted:
        return []
    rows = ask_own(store, "pages/beginning", {"wanted": wanted}).rows
    terms = (fold(wanted),)
    order = {kind: place for place, kind in enumerate(KINDS)}
    hits = [Hit(_kind_of(str(of)), str(thing), tuple(mark(str(name), terms)), "", ()) for thing, of, name in rows]
    return sorted(hits, key=lambda hit: (order[hit.kind], sum(len(piece) for piece, _ in hit.label)))[:limit]


def _kind_of(name: str) -> ThingKind:
    return next(kind for kind in KINDS if kind == name)


def _match(terms: Sequence[str]) -> str:
    """Return the full-text query for *terms*, each a phrase of its characters: nothing in them is an operator."""
    return " AND ".join(f'"{" ".join(term)}"' for term in terms)


def _hit(kind: ThingKind, terms: Sequence[str], row: tuple[str, str, str, str]) -> Hit:
    iri, label, about, text = row
    named = tuple(mark(label, terms))
    if any(hit for _, hit in named) and BREAK in text and kind not in ("finding", "measure"):
        return Hit(kind, iri, named, about, ())
    words = next((part for part in text.split(BREAK) if part != label and any(hit for _, hit in mark(part, terms))), "")
    rest = snip(words, terms) if words and fold(words) != fold(label) else []
    return Hit(kind, iri, named, about, tuple(rest))


@contextmanager
def _open(path: Path) -> Generator[sqlite3.Connection, None, None]:
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as base:
            yield base
    except sqlite3.Error as error:
        raise StoreError(f"{path}：索引读不出来（{error}）；请重新启动，索引会重建") from error


_COUNT = f"SELECT rowid / {ROOM}, count(*) FROM words WHERE words MATCH ? GROUP BY 1"  # noqa: S608 (our own number)
_FOUND = """
SELECT iri, label, about, things.text FROM words JOIN things ON things.row = words.rowid
LEFT JOIN names ON names.name = ? AND names.row = words.rowid
WHERE words MATCH ? AND words.rowid BETWEEN ? AND ? ORDER BY names.row IS NULL, {} LIMIT ? OFFSET ?"""
_RANKED = _FOUND.format("bm25(words), words.rowid")
_UNRANKED = _FOUND.format("words.rowid")
_BEGINNING = """
SELECT DISTINCT label FROM names JOIN things USING (row)
WHERE name >= ? AND name < ? AND names.row BETWEEN ? AND ? ORDER BY length(name), name LIMIT ?"""
_NEAR = """
SELECT label FROM words JOIN things ON things.row = words.rowid
WHERE words MATCH ? AND words.rowid < ? ORDER BY bm25(words), words.rowid LIMIT ?"""
