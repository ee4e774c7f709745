"""What was read: a document, places in its text, and what a reader has to say about them."""

from dataclasses import dataclass
from typing import Final, Literal

YearSource = Literal["period_start", "period", "feedback", "publication", "round", "sentence", "caller"]
"""Whence the year of a date without one was taken."""


LEDGER_SHEET: Final = "_xuntu"
"""The hidden sheet by which a ledger that xuntu wrote is known again; it is no document."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A half-open range of a document's text, in code points."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the characters that the passage covers.

        >>> Passage(2, 4).of("针对问题")
        '问题'
        """
        return text[self.start : self.end]

    def holds(self, other: "Passage") -> bool:
        """Tell whether *other* begins inside of the passage.

        >>> Passage(2, 9).holds(Passage(4, 12)), Passage(2, 9).holds(Passage(9, 12))
        (True, False)
        """
        return self.start <= other.start < self.end


@dataclass(frozen=True, slots=True)
class Wording:
    """Words of a document and the place where they stand.

    ``text`` may differ from ``passage.of(document.text)`` in white space only.
    """

    text: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class Date:
    """A day, month or year as an ISO string (``2021-08-31``, ``2021-08``, ``2021``; ``04-19`` without its year).

    ``inferred`` is true where a part, mostly the year, was taken from elsewhere in the text; ``year_from`` says where:
    the day on which the period began, the period, the feedback, an earlier day of the sentence, or the caller.
    """

    iso: str
    passage: Passage | None = None
    inferred: bool = False
    year_from: YearSource | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A gap, a contradiction, a guess or a skipped region: a fact about the reading, not an error.

    ``stage`` is the stage that noticed it (``"reading"``, ``"cleaning"``, ``"header"``, ``"outline"``,
    ``"declared"``, ``"measures"`` …); ``passage`` is ``None`` where the note is about the whole.
    """

    stage: str
    message: str
    passage: Passage | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a document: its rows of cells, each cell a passage of the text."""

    passage: Passage
    rows: tuple[tuple[Passage, ...], ...]


@dataclass(frozen=True, slots=True)
class Document:
    """One source file as read: its cleaned text is the reference of every passage.

    ``title``, ``publisher`` and ``published`` (ISO date) come from the page's metadata, outside
    of the text, and are ``None`` where the page has none.
    """

    name: str
    sha256: str
    media_type: str
    text: str
    tables: tuple[Table, ...] = ()
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    notes: tuple[Note, ...] = ()
