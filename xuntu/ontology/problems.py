"""The taxonomy of problem types and the frames of inspection, read from their tables.

Triggers are the words by which a text shows a problem type; in SKOS (``problems.ttl``) they are the altLabels.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem type; ``broader`` is the code of the type above it, ``None`` for those at the top."""

    code: str
    label_zh: str
    label_en: str
    triggers: tuple[str, ...]
    broader: str | None
    definition_zh: str
    definition_en: str


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame of inspection or a part of one; ``related`` are codes of problem types that stand under it."""

    code: str
    label_zh: str
    label_en: str
    triggers: tuple[str, ...]
    broader: str | None
    note: str | None
    definition_zh: str
    definition_en: str
    related: tuple[str, ...]


@cache
def load_problems() -> tuple[Problem, ...]:
    """Return the problem types in the order of their table.

    >>> load_problems()[0].code, load_problems()[0].label_zh
    ('C01', '政治建设、理论武装与意识形态')
    """
    return tuple(
        Problem(
            code=row["code"],
            label_zh=row["label_zh"],
            label_en=row["label_en"],
            triggers=_words(row["triggers"]),
            broader=row["broader"] or None,
            definition_zh=row["definition_zh"],
            definition_en=row["definition_en"],
        )
        for row in _rows("problems.csv")
    )


@cache
def load_frames() -> tuple[Frame, ...]:
    """Return the frames of inspection in the order of their table.

    >>> [frame.label_zh for frame in load_frames() if frame.broader == "F1"][2]
    '落实三：组织路线'
    """
    return tuple(
        Frame(
            code=row["code"],
            label_zh=row["label_zh"],
            label_en=row["label_en"],
            triggers=_words(row["triggers"]),
            broader=row["broader"] or None,
            note=row["note"] or None,
            definition_zh=row["definition_zh"],
            definition_en=row["definition_en"],
            related=_words(row["related"]),
        )
        for row in _rows("frames.csv")
    )


def _words(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def _rows(table: str) -> Iterator[dict[str, str]]:
    with (_HERE / table).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)
