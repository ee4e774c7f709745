"""Text in columns of a terminal, where a Chinese character takes two."""

from collections.abc import Iterator
from typing import Final
from unicodedata import combining, east_asian_width

# What may not begin a line hangs at the end of the one before.
_HANGING: Final = frozenset("，。、；：？！”’）》」』】…,.;:?!)]}")


def measure(text: str) -> int:
    """Return how many columns *text* takes.

    >>> measure("水务局abc")
    9
    """
    return sum(0 if combining(mark) else 2 if east_asian_width(mark) in "WF" else 1 for mark in text)


def wrap(text: str, width: int) -> Iterator[str]:
    """Yield *text* in lines of at most *width* columns, save a punctuation mark that hangs over; ``""`` is one line.

    Chinese breaks anywhere but before its punctuation; a run of Latin letters and digits stays whole where it fits.

    >>> list(wrap("理论学习不深入，不系统。共3500万元", 14))
    ['理论学习不深入，', '不系统。共3500', '万元']
    """
    for paragraph in text.split("\n"):
        line = ""
        for word in _split(paragraph):
            if line and measure(line + word) > width and word not in _HANGING:
                yield line.rstrip()
                line = word.lstrip()
            else:
                line += word
            while measure(line) > width + 2:
                cut = _fit(line, width)
                yield line[:cut]
                line = line[cut:]
        yield line.rstrip()


def _split(text: str) -> Iterator[str]:
    """Yield Latin words and numbers whole, and every other mark alone."""
    word = ""
    for mark in text:
        if mark.isascii() and not mark.isspace() and mark not in _HANGING:
            word += mark
            continue
        if word:
            yield word
            word = ""
        yield mark
    if word:
        yield word


def _fit(text: str, width: int) -> int:
    used = 0
    for place, mark in enumerate(text):
        used += measure(mark)
        if used > width:
            return max(1, place)
    return len(text)
