"""Read a PDF: pages to lines, lines to paragraphs, ruled tables in their places."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from pypdfium2 import PdfDocument, PdfiumError

from xuntu.extractors.readers.page import Block, Grid, Page
from xuntu.extractors.readers.pdf.lines import Box, Line, find_lines, is_beyond
from xuntu.extractors.readers.pdf.paragraphs import find_layout, join_lines
from xuntu.extractors.readers.pdf.tables import UNREADABLE, PlacedGrid, find_tables, has_rules, to_placed_grid
from xuntu.ontology import DocumentError, Note

_PAGE_NUMBER = re.compile(r"[-—–－·\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:[,，\s/]*共?\s*\d{1,4}\s*页?)?[-—–－·\s]*")
_DIGITS = re.compile(r"\d+")
# page numbers and running heads stand in the outer part of a page; a head runs over so many pages
_MARGIN, _PAGES_OF_A_HEAD = 0.12, 3


def read_pdf(data: bytes, name: str) -> Page:
    """Return the page of a PDF; raises DocumentError where it is damaged, encrypted or has no text layer."""
    try:
        document = PdfDocument(data)
    except PdfiumError as error:
        if "password" in str(error).lower():
            raise DocumentError(f"{name}：PDF 加了密码。请用阅读器去掉密码，另存后再读。") from error
        raise DocumentError(f"{name}：PDF 已损坏（{error}）。请重新下载或重新导出。") from error
    try:
        return _read_pages(document, data, name)
    except PdfiumError as error:
        raise DocumentError(f"{name}：PDF 已损坏（{error}）。请重新下载或重新导出。") from error
    finally:
        document.close()


def _read_pages(document: PdfDocument, data: bytes, name: str) -> Page:
    pages = [list(find_lines(page.get_textpage(), number)) for number, page in enumerate(document)]
    heights = [page.get_height() for page in document]
    if not any(pages):
        raise DocumentError(f"{name}：PDF 里没有文字层，像是扫描件。请先作文字识别（OCR），存为 .txt 后再读。")
    empty = [str(number + 1) for number, lines in enumerate(pages) if not lines]
    notes = [Note("reading", f"第 {'、'.join(empty)} 页没有文字层，没有读")] if empty else []
    pages, dropped = _without_margins(pages, heights)
    if dropped:
        notes.append(Note("cleaning", f"略去页码和页眉页脚 {dropped} 行"))
    ruled = [number for number, page in enumerate(document) if has_rules(page)]
    try:
        tables = list(find_tables(data, ruled)) if ruled else []
    except UNREADABLE as error:
        tables = []
        notes.append(Note("reading", f"表格没有识别，按文字读取（{type(error).__name__}）"))
    grids = _place_tables(document, tables)
    blocks = tuple(_merge_tables(_to_blocks(pages, grids)))
    return Page(blocks, notes=tuple(notes))


def _without_margins(pages: list[list[Line]], heights: Sequence[float]) -> tuple[list[list[Line]], int]:
    """Return the pages without page numbers and running heads, and how many lines these were."""
    outer = [
        [line for line in lines if is_beyond(line, height, _MARGIN)]
        for lines, height in zip(pages, heights, strict=True)
    ]
    heads = Counter(key for lines in outer for key in {_DIGITS.sub("0", line.text) for line in lines})
    needed = max(_PAGES_OF_A_HEAD, len(pages) // 2)
    dropped = {
        line
        for lines in outer
        for line in lines
        if _PAGE_NUMBER.fullmatch(line.text) or heads[_DIGITS.sub("0", line.text)] >= needed
    }
    return [[line for line in lines if line not in dropped] for lines in pages], len(dropped)


def _place_tables(document: PdfDocument, tables: Sequence[tuple[int, list[Box]]]) -> dict[int, list[PlacedGrid]]:
    """Return the tables by page, with the text in their cells."""
    grids: dict[int, list[PlacedGrid]] = {}
    for number, cells in tables:
        placed = to_placed_grid(cells, document[number].get_textpage())
        if placed:
            grids.setdefault(number, []).append(placed)
    return grids


def _to_blocks(pages: list[list[Line]], grids: dict[int, list[PlacedGrid]]) -> Iterator[Block]:
    """Yield paragraphs, which may run over pages, and tables in the order of the pages."""
    if not any(pages):
        return
    free = [line for lines in pages for line in lines if not _holder(line.box, grids.get(line.page, []))]
    layout = find_layout(free or [line for lines in pages for line in lines])
    waiting: list[Line] = []
    for number, lines in enumerate(pages):
        rest = list(grids.get(number, []))
        for line in lines:
            placed = _holder(line.box, grids.get(number, []))
            if placed is None:
                waiting.append(line)
            elif placed in rest:
                yield from join_lines(waiting, layout)
                waiting = []
                rest.remove(placed)
                yield placed.grid
    yield from join_lines(waiting, layout)


def _holder(box: Box, grids: list[PlacedGrid]) -> PlacedGrid | None:
    return next((placed for placed in grids if placed.box.holds(box)), None)


def _merge_tables(blocks: Iterator[Block]) -> Iterator[Block]:
    """Yield the blocks with tables that a page break parted as one; a head repeated on the new page is dropped."""
    open_grid: Grid | None = None
    for block in blocks:
        if isinstance(block, Grid) and open_grid and len(block.rows[0]) == len(open_grid.rows[0]):
            more = block.rows[1:] if block.rows[0] == open_grid.rows[0] else block.rows
            open_grid = Grid(open_grid.rows + more)
            continue
        if open_grid:
            yield open_grid
        open_grid = block if isinstance(block, Grid) else None
        if open_grid is None:
            yield block
    if open_grid:
        yield open_grid
