"""Pictures of pages to lines of text, by the extra ``ocr``: the one door to rapidocr, which works without a network."""

import importlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any, Final

from xuntu.extractors.readers.pdf.lines import Box, Line

if TYPE_CHECKING:
    from PIL.Image import Image

HOW_TO_INSTALL: Final = (
    "请装上文字识别：pip install 'xuntu[ocr]'；或先用别的软件识别（OCR），存为 .txt 或带文字层的 PDF 后再读。"
)
LONGEST_SIDE: Final = 2000
"""Pixels of a page as it is recognised: an A4 page at some 170 to the inch."""
MOST_PAGES: Final = 300
"""So many pages of a document are recognised; one takes seconds."""

# lines of one size differ so much in the height of their boxes; boxes of one row overlap so much
_SAME_SIZE, _SAME_ROW = 0.3, 0.5


def is_installed() -> bool:
    """Return whether pictures can be recognised."""
    return find_spec("rapidocr") is not None


def recognise(image: "Image", page: int) -> tuple[list[Line], float]:
    """Return the lines of a picture of *page* from top to bottom, in pixels from its lower left, and how sure they are.

    The lines of running text are given one size, so that paragraphs can be told as in a text layer.
    """
    import numpy

    found = _engine()(numpy.asarray(image.convert("RGB"))[:, :, ::-1])
    if found.txts is None:
        return [], 0.0
    lines = [
        _line(corners, text, image.height, page) for corners, text in zip(found.boxes, found.txts, strict=True) if text
    ]
    return list(_even(list(join_rows(lines)))), float(sum(found.scores) / max(len(found.scores), 1))


@cache
def _engine() -> Any:
    rapidocr = importlib.import_module("rapidocr")
    return rapidocr.RapidOCR(params={"Global.log_level": "critical"})


def _line(corners: Any, text: str, height: int, page: int) -> Line:
    xs, ys = [float(x) for x, _ in corners], [height - float(y) for _, y in corners]
    return Line(text.strip(), Box(min(xs), min(ys), max(xs), max(ys)), max(ys) - min(ys), page)


def join_rows(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield rows from top to bottom; what stands side by side is one line with a space between."""
    row: list[Line] = []
    for line in sorted(lines, key=lambda line: (-line.box.top, line.box.left)):
        if row and not _is_beside(row[-1], line):
            yield _joined(row)
            row = []
        row.append(line)
    if row:
        yield _joined(row)


def _is_beside(one: Line, other: Line) -> bool:
    shared = min(one.box.top, other.box.top) - max(one.box.bottom, other.box.bottom)
    return shared > _SAME_ROW * min(one.size, other.size)


def _joined(row: Sequence[Line]) -> Line:
    parts = sorted(row, key=lambda line: line.box.left)
    text = parts[0].text
    for one, other in pairwise(parts):
        text += (" " if other.box.left - one.box.right > one.size / 2 else "") + other.text
    boxes = [line.box for line in parts]
    box = Box(
        boxes[0].left, min(box.bottom for box in boxes), max(box.right for box in boxes), max(box.top for box in boxes)
    )
    return Line(text, box, median(line.size for line in parts), parts[0].page)


def _even(lines: Sequence[Line]) -> Iterator[Line]:
    usual = median(line.size for line in lines) if lines else 0.0
    for line in lines:
        yield replace(line, size=usual) if abs(line.size - usual) < _SAME_SIZE * usual else line
