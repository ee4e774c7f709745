"""Pages without a text layer: whether there is something to see, and what is recognised of it."""

from collections.abc import Sequence
from dataclasses import replace

from pypdfium2 import PdfPage

from xuntu.extractors.readers.pdf.lines import Box, Line
from xuntu.extractors.readers.pdf.ocr import LONGEST_SIDE, recognise


def is_drawn(page: PdfPage) -> bool:
    """Return whether anything stands on *page*."""
    return next(iter(page.get_objects(max_depth=1)), None) is not None


def read_scan(page: PdfPage, number: int) -> tuple[list[Line], float]:
    """Return the lines that are recognised on *page*, in points as those of a text layer, and how sure they are."""
    scale = LONGEST_SIDE / max(page.get_width(), page.get_height(), 1.0)
    bitmap = page.render(scale=scale)
    lines, sure = recognise(bitmap.to_pil(), number)
    bitmap.close()
    return [_scaled(line, 1 / scale) for line in lines], sure


def _scaled(line: Line, by: float) -> Line:
    box = line.box
    return replace(line, box=Box(box.left * by, box.bottom * by, box.right * by, box.top * by), size=line.size * by)


def to_ranges(numbers: Sequence[int]) -> str:
    """Return ascending *numbers* in few words.

    >>> to_ranges([1, 2, 3, 7, 9, 10])
    '1–3、7、9–10'
    """
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and number == ranges[-1][-1] + 1:
            ranges[-1] = [ranges[-1][0], number]
        else:
            ranges.append([number])
    return "、".join("–".join(map(str, each)) for each in ranges)
