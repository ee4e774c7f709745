"""An answer as a table to read: heads in words, IRIs as links, filtered, sorted, a page at a time."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from xuntu.graph import Language, Question, Rows, Value
from xuntu.serving.pages.forms import name_of, speak

SIZES: Final = (50, 100, 500)
_LINKS: Final = ("iri", "_iri", "_iris")
_UNSHOWN: Final = ("start", "end", "file")
"""Columns that say where a sentence stands: beside a link to it they are left to downloads."""
_NUMBER: Final = re.compile(r"\d+")
_LONG: Final = 18
_TINY: Final = 10
"""Characters of what is set in one line."""
_MOST_LINKS: Final = 6


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column: its name, what it is called, all that is said of it, what stands below."""

    name: str
    label: str
    meaning: str
    number: bool = False
    width: str = "short"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a row leads: what these things are, the first of them, and how many more there are."""

    label: str
    iris: tuple[str, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A row as it is shown: its cells, and the things that stand behind them."""

    cells: tuple[str, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """By which column a table is sorted, and which way."""

    column: str = ""
    falling: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """An answer with the heads of its columns in one language; columns of IRIs are among them, but not shown."""

    rows: Rows
    heads: tuple[Head, ...]
    language: Language

    @classmethod
    def of(cls, question: Question, rows: Rows, language: Language) -> "Table":
        """Return the answer to a question as a table."""
        meanings = {column.name: column.meaning for column in question.columns}
        heads = (
            _make_head(name, meanings.get(name, name), [row[place] for row in rows.rows], language)
            for place, name in enumerate(rows.columns)
        )
        return cls(rows, tuple(heads), language)

    @property
    def shown(self) -> list[Head]:
        """The heads of the columns that are shown."""
        return [self.heads[place] for place in self._places()]

    def filter(self, words: str) -> "Table":
        """Return the rows that have each of *words* in one of the cells that are shown."""
        wanted = _plain(words).split()
        if not wanted:
            return self
        places = self._places()
        kept = tuple(
            row
            for row in self.rows.rows
            if all(word in text for text in (_plain("\n".join(to_text(row[at]) for at in places)),) for word in wanted)
        )
        return replace(self, rows=Rows(self.rows.columns, kept))

    def sort(self, order: Order) -> "Table":
        """Return the rows in order: numbers as numbers, text as it is read; of equal ones the order stays."""
        if order.column not in self.rows.columns:
            return self
        place = self.rows.columns.index(order.column)
        told = [row for row in self.rows.rows if row[place] is not None]
        blank = [row for row in self.rows.rows if row[place] is None]
        told.sort(key=lambda row: rank(row[place]), reverse=order.falling)
        return replace(self, rows=Rows(self.rows.columns, (*told, *blank)))

    def page(self, number: int, size: int) -> list[Line]:
        """Return the lines of a page; the first is 1."""
        places = self._places()
        start = (max(number, 1) - 1) * size
        return [self._line(row, places) for row in self.rows.rows[start : start + size]]

    def in_words(self) -> Rows:
        """Return the rows with the heads in words, each of another name."""
        columns: list[str] = []
        for head in self.heads:
            columns.append(head.label if head.label not in columns else f"{head.label}（{head.name}）")
        return Rows(tuple(columns), self.rows.rows)

    def links(self, most: int) -> list[str]:
        """Return the first IRIs that the rows stand for."""
        found = (iri for row in self.rows.rows for iri in self._iris(row))
        links: dict[str, None] = {}
        for iri in found:
            links[iri] = None
            if len(links) == most:
                break
        return list(links)

    def _places(self) -> list[int]:
        linked = any(is_link(head.name) for head in self.heads)
        return [
            place
            for place, head in enumerate(self.heads)
            if not is_link(head.name) and not (linked and head.name in _UNSHOWN)
        ]

    def _line(self, row: Sequence[Value], places: Sequence[int]) -> Line:
        linked = [
            (head, to_text(value).split())
            for head, value in zip(self.heads, row, strict=True)
            if is_link(head.name) and value is not None
        ]
        sources = (
            Source(_name_source(head, self.language), tuple(iris[:_MOST_LINKS]), max(len(iris) - _MOST_LINKS, 0))
            for head, iris in linked
        )
        return Line(tuple(to_text(row[place], self.heads[place].name) for place in places), tuple(sources))

    def _iris(self, row: Sequence[Value]) -> list[str]:
        cells = [value for head, value in zip(self.heads, row, strict=True) if is_link(head.name)]
        return [iri for value in cells for iri in to_text(value).split()]


def is_link(column: str) -> bool:
    """Tell whether a column holds IRIs.

    >>> is_link("finding_iris"), is_link("iri"), is_link("unit")
    (True, True, False)
    """
    return column.endswith(_LINKS) and (column == "iri" or "_" in column)


def to_text(value: Value, column: str = "") -> str:
    """Return a value as it is read: numbers with their thousands apart, but years and what numbers things.

    >>> to_text(Decimal("1234.50"), "yuan"), to_text(2021, "year"), to_text(None)
    ('1,234.5', '2021', '')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, str):
        return value
    text = f"{value:,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(",", "") if not column or column.lower().endswith(("year", "number", "start", "end")) else text


def rank(value: Value) -> tuple[int, list[tuple[int, int | Decimal, bytes]]]:
    """Return what stands for a value where rows are sorted: numbers in text as numbers, Chinese by its sounds.

    The order of GB 18030 is that of pinyin for the 3,755 most common characters.

    >>> sorted(["问题12", "安全", "问题3", "财务"], key=rank)
    ['安全', '财务', '问题3', '问题12']
    """
    if isinstance(value, int | Decimal):
        return (0, [(0, value, b"")])
    parts: list[tuple[int, int | Decimal, bytes]] = []
    last = 0
    text = to_text(value)
    for digits in _NUMBER.finditer(text):
        if digits.start() > last:
            parts.append((1, 0, text[last : digits.start()].encode("gb18030", "replace")))
        parts.append((0, int(digits[0][:400]), b""))
        last = digits.end()
    if last < len(text):
        parts.append((1, 0, text[last:].encode("gb18030", "replace")))
    return (1, parts)


def _make_head(name: str, meaning: str, values: Sequence[Value], language: Language) -> Head:
    known = [value for value in values if value is not None]
    number = bool(known) and all(isinstance(value, int | Decimal) and not isinstance(value, bool) for value in known)
    longest = max((len(value) for value in known if isinstance(value, str)), default=0)
    width = "number" if number else "tiny" if longest <= _TINY else "long" if longest > _LONG else "short"
    return Head(name, name_of(meaning, language), speak(meaning, language), number, width)


def _name_source(head: Head, language: Language) -> str:
    """Return what links of a column are called, such as 问题."""
    label = head.label
    for noise in ("的 IRI", "IRI of the ", "IRIs of the ", "IRI of ", "IRIs of ", "各次", "各"):
        label = label.replace(noise, "")
    return label.strip() or ("原文" if language == "zh" else "source")


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
