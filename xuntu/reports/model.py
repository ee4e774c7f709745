"""A report before it is laid out: sections of paragraphs, tables, bars and pairs, each text with what proves it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias

from xuntu.graph.profiles import PassagePlace, Quote
from xuntu.ontology import clean

Tone: TypeAlias = Literal["plain", "strong", "soft", "bad"]
Align: TypeAlias = Literal["left", "right", "day"]

_NUMERALS: Final = "零一二三四五六七八九十"
_NO_XML: Final = re.compile("[\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Text:
    """Words with the passages that prove them; ``tone`` says how they are set."""

    words: str
    quotes: tuple[Quote, ...] = ()
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within a section; writers number them （一）（二）."""

    words: str


@dataclass(frozen=True, slots=True)
class Tiles:
    """A few figures that are seen first: the number, and what it counts."""

    tiles: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its name, its share of the width, how its text is set; a day is not broken."""

    name: str
    share: int
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows below a head; ``rest`` says what was left out."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Text, ...], ...]
    rest: str | None = None


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars below each other, each made of as many values as there are ``series``: names with the class of a colour."""

    title: str
    series: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts side by side, the earlier on the left, with what is said of both."""

    earlier: Text
    earlier_head: str
    later: Text
    later_head: str
    basis: Text


Block: TypeAlias = Text | Heading | Tiles | Table | Bars | Pair


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report: ``key`` is its place in a page."""

    key: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A numbered source: where its words stand."""

    number: int
    quote: Quote
    place: PassagePlace


@dataclass(frozen=True, slots=True)
class Report:
    """A report: whom it is about, what it was made from, its sections and its sources."""

    title: str
    subtitle: str
    about: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    notes: tuple[Note, ...] = ()

    def numbers(self) -> dict[str, int]:
        """Return the number of every passage that is cited."""
        return {note.quote.iri: note.number for note in self.notes}


def text(value: object, *quotes: Quote | None, tone: Tone = "plain") -> Text:
    r"""Return a value as words without what is not to be seen, with the passages that are told.

    >>> text("三公\x1b经费").words, text(None).words
    ('三公经费', '')
    """
    words = "" if value is None else _NO_XML.sub("", clean(value))
    return Text(words, tuple(dict.fromkeys(quote for quote in quotes if quote is not None)), tone)


def table(columns: tuple[Column, ...], rows: tuple[tuple[Text, ...], ...], rest: str | None = None) -> Table:
    """Return a table without the columns that are empty in every row; the widest takes their width.

    >>> [column.name for column in table((Column("甲", 50), Column("乙", 50)), ((text("1"), text("")),)).columns]
    ['甲']
    """
    kept = [place for place in range(len(columns)) if any(row[place].words for row in rows)]
    given = sum(column.share for place, column in enumerate(columns) if place not in kept)
    widest = max(kept, key=lambda place: columns[place].share, default=0)
    shown = tuple(replace(columns[at], share=columns[at].share + given * (at == widest)) for at in kept)
    return Table(shown, tuple(tuple(row[at] for at in kept) for row in rows), rest)


def texts_of(sections: Iterable[Section]) -> Iterator[Text]:
    """Yield the texts of *sections* in the order in which they are read."""
    for section in sections:
        for block in section.blocks:
            match block:
                case Text():
                    yield block
                case Table():
                    yield from (cell for row in block.rows for cell in row)
                case Pair():
                    yield from (block.earlier, block.later, block.basis)
                case _:
                    pass


def numeral(number: int) -> str:
    """Return a number below a hundred as headings of official documents have it.

    >>> [numeral(one) for one in (3, 10, 12, 20)]
    ['三', '十', '十二', '二十']
    """
    tens, ones = divmod(number, 10)
    return f"{_NUMERALS[tens] if tens > 1 else ''}{'十' if tens else ''}{_NUMERALS[ones] if ones or not tens else ''}"
