"""The lines of a page with their places, in points from its lower left corner."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from pypdfium2 import PdfTextPage, raw


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page."""

    left: float
    bottom: float
    right: float
    top: float

    def holds(self, other: "Box") -> bool:
        """Return whether the middle of *other* lies inside."""
        x, y = (other.left + other.right) / 2, (other.bottom + other.top) / 2
        return self.left <= x <= self.right and self.bottom <= y <= self.top


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text; ``size`` is that of its first character, ``page`` counts from 0."""

    text: str
    box: Box
    size: float
    page: int


def find_lines(layer: PdfTextPage, page: int) -> Iterator[Line]:
    """Yield the lines of a text *layer* in its order, blank ones left out."""
    text: str = layer.get_text_range()
    last = layer.count_chars() - 1
    start = 0
    for line in text.split("\r\n"):
        end = start + len(line) - 1
        if line.strip():
            first_sign = next(at for at in count(start) if not text[at].isspace())
            last_sign = next(at for at in count(end, -1) if not text[at].isspace())
            one, other = (layer.get_charbox(min(at, last), loose=True) for at in (first_sign, last_sign))
            box = Box(one[0], min(one[1], other[1]), other[2], max(one[3], other[3]))
            size: float = raw.FPDFText_GetFontSize(layer.raw, min(first_sign, last))
            yield Line(line.strip(), box, size, page)
        start = end + 3


def is_beyond(line: Line, height: float, share: float) -> bool:
    """Return whether *line* lies in the upper or lower *share* of a page of that *height*."""
    return line.box.bottom > height * (1 - share) or line.box.top < height * share
