"""From cells with spans to a table of equal rows, or to the finding that the table only lays out the page."""

from collections.abc import Sequence
from dataclasses import dataclass

from xuntu.extractors.readers.page import Grid

# a table whose one cell holds most of the text is there for the layout
_LAYOUT_SHARE, _LAYOUT_CHARACTERS = 0.7, 200
# what a spanning cell may cover, how long a text is repeated in the cells it covers, how many cells a table may have
_LONGEST_SPAN, _LONGEST_REPEATED, _MOST_PLACES = 200, 500, 500_000


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as marked up: its text and how many rows and columns it covers."""

    text: str
    down: int = 1
    across: int = 1


def to_grid(rows: Sequence[Sequence[Cell]]) -> Grid | None:
    """Return the table with every cell repeated where it spans, ``None`` where it is no table of facts.

    >>> to_grid([[Cell("问题", down=2), Cell("整改")], [Cell("完成")]])
    Grid(rows=(('问题', '整改'), ('问题', '完成')))
    >>> to_grid([[Cell("只有一格")]]) is None
    True
    """
    sizes = [len(cell.text) for row in rows for cell in row]
    longest = max(sizes, default=0)
    if longest > _LAYOUT_CHARACTERS and longest > _LAYOUT_SHARE * sum(sizes):
        return None
    places = _spread(rows)
    width = max((x for _, x in places), default=-1) + 1
    if width < 2 or width * len(rows) > _MOST_PLACES:
        return None
    grid = [tuple(places.get((y, x), "") for x in range(width)) for y in range(len(rows))]
    filled = tuple(row for row in grid if any(row))
    columns = sum(1 for column in zip(*filled, strict=True) if any(column))
    return Grid(filled) if columns > 1 and len(filled) > 1 else None


def _spread(rows: Sequence[Sequence[Cell]]) -> dict[tuple[int, int], str]:
    places: dict[tuple[int, int], str] = {}
    for y, row in enumerate(rows):
        x = 0
        for cell in row:
            while (y, x) in places:
                x += 1
            repeated = cell.text if len(cell.text) <= _LONGEST_REPEATED else ""
            down, across = min(cell.down, _LONGEST_SPAN, len(rows) - y), min(cell.across, _LONGEST_SPAN)
            if len(places) + down * across > _MOST_PLACES:
                down, across = 1, 1
            for dy in range(down):
                for dx in range(across):
                    places.setdefault((y + dy, x + dx), repeated)
            places[y, x] = cell.text
            x += across
    return places
