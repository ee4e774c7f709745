"""Ruled tables: the lines drawn on the page give the cells, the text layer what stands in them."""

import logging
import struct
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

import pdfplumber
from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException
from pypdfium2 import PdfPage, PdfTextPage, raw

from xuntu.extractors.readers.grid import Cell, to_grid
from xuntu.extractors.readers.page import Grid
from xuntu.extractors.readers.pdf.lines import Box
from xuntu.extractors.readers.pdf.paragraphs import join_text

# what pdfminer raises on files that pdfium still reads
UNREADABLE = (
    PDFException, PSException, PdfminerException, MalformedPDFException, struct.error, ArithmeticError, AssertionError,
    AttributeError, LookupError, RecursionError, TypeError, ValueError,
)  # fmt: skip
# a table of two rows and two columns has six rules
_FEWEST_RULES = 4
_SAME_EDGE = 2.0
_SENTENCE_END = "。；;！？!?"


@dataclass(frozen=True, slots=True)
class PlacedGrid:
    """A table and where it stands on its page."""

    grid: Grid
    box: Box


def has_rules(page: PdfPage) -> bool:
    """Return whether enough is drawn on *page* for a table."""
    drawn = page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH,), max_depth=3)
    return sum(1 for _, _ in zip(range(_FEWEST_RULES), drawn, strict=False)) >= _FEWEST_RULES


def find_tables(data: bytes, pages: Sequence[int]) -> Iterator[tuple[int, list[Box]]]:
    """Yield each of the *pages* with the cells of one of its tables, as often as it has tables.

    Raises one of ``UNREADABLE`` where the file is broken.
    """
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    with pdfplumber.open(BytesIO(data)) as document:
        for number in pages:
            page = document.pages[number]
            base = page.mediabox[1] + page.height
            for table in page.find_tables():
                yield number, [Box(x0, base - bottom, x1, base - top) for x0, top, x1, bottom in table.cells]
            page.close()


def to_placed_grid(cells: Sequence[Box], layer: PdfTextPage) -> PlacedGrid | None:
    """Return the table that the *cells* make with the text under them, ``None`` where it is none."""
    columns = _edges([edge for cell in cells for edge in (cell.left, cell.right)])
    rows = _edges([-edge for cell in cells for edge in (cell.top, cell.bottom)])
    texts = [[""] * (len(columns) - 1) for _ in rows[1:]]
    for cell in cells:
        text = _text_in(cell, layer)
        for y in range(_nearest(rows, -cell.top), _nearest(rows, -cell.bottom)):
            for x in range(_nearest(columns, cell.left), _nearest(columns, cell.right)):
                texts[y][x] = text
    grid = to_grid([[Cell(text) for text in row] for row in texts])
    if grid is None:
        return None
    return PlacedGrid(grid, Box(columns[0], -rows[-1], columns[-1], -rows[0]))


def _edges(values: list[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _SAME_EDGE:
            edges.append(value)
    return edges


def _nearest(edges: list[float], value: float) -> int:
    return min(bisect_left(edges, value - _SAME_EDGE), len(edges) - 1)


def _text_in(cell: Box, layer: PdfTextPage) -> str:
    text = ""
    for line in layer.get_text_bounded(cell.left, cell.bottom, cell.right, cell.top).splitlines():
        part = line.strip()
        text = f"{text} {part}" if text and text[-1] in _SENTENCE_END else join_text(text, part)
    return text.strip()
