"""The text of a document cut at the ends of its marks, so that marks may lie within and across each other."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from typing import Final, Literal

from xuntu.graph.profiles import Mark

_FAR: Final = 1 << 60


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands next in a line: the ``open`` of a mark, some ``text``, or the ``close`` of the mark opened last.

    ``is_first`` tells the first piece of a mark from those in which it goes on, past a line's end or another mark's.
    """

    what: Literal["open", "text", "close"]
    text: str = ""
    mark: Mark | None = None
    is_first: bool = False


def cut_lines(text: str, marks: Iterable[Mark]) -> Iterator[tuple[Piece, ...]]:
    """Yield the lines of a text, each with its line feed, as pieces in which every mark that is opened is closed.

    >>> [one.what for one in next(cut_lines("追缴资金", [Mark(0, 2, "追缴", ())]))]
    ['open', 'text', 'close', 'text']
    """
    waiting = [
        (min(each.start, len(text)), -min(each.end, len(text)), place, each, True) for place, each in enumerate(marks)
    ]
    heapify(waiting)
    start = 0
    for line in text.splitlines(keepends=True) or [""]:
        end = start + len(line)
        is_last = end == len(text)
        yield tuple(_cut(text, start, end, waiting=waiting, is_last=is_last))
        start = end


_Waiting = list[tuple[int, int, int, Mark, bool]]


def _cut(text: str, start: int, end: int, *, waiting: _Waiting, is_last: bool) -> Iterator[Piece]:
    """Yield the pieces of ``text[start:end]``; what goes on after it, or past a mark around it, waits again."""
    ends: list[int] = []
    at = start
    while True:
        is_due = bool(waiting) and (waiting[0][0] < end or (is_last and waiting[0][0] <= end))
        opening = waiting[0][0] if is_due else _FAR
        closing = ends[-1] if ends else _FAR
        until = min(opening, closing, end)
        if until > at:
            yield Piece("text", text[at:until])
            at = until
        if closing <= opening and closing <= end:
            ends.pop()
            yield Piece("close")
        elif opening < _FAR:
            _, last, place, mark, is_first = heappop(waiting)
            limit = ends[-1] if ends else end
            if -last > limit:
                heappush(waiting, (limit, last, place, mark, False))
            ends.append(min(-last, limit))
            yield Piece("open", mark=mark, is_first=is_first)
        else:
            return
