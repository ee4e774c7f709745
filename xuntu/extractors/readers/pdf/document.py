"""Read a PDF: pages to lines, lines to paragraphs, ruled tables in their places."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from pypdfium2 import PdfDocument, PdfiumError

from xuntu.extractors.readers.page import Block, Grid, Page
from xuntu.extractors.readers.pdf.lines import Box, Line, find_lines, is_beyond
from xuntu.extractors.readers.pdf.ocr import HOW_TO_INSTALL, MOST_PAGES, is_installed
from xuntu.extractors.readers.pdf.paragraphs import find_layout, join_lines
from xuntu.extractors.readers.pdf.scans import is_drawn, read_scan, to_ranges
from xuntu.extractors.readers.pdf.tables import UNREADABLE, PlacedGrid, find_tables, has_rules, to_placed_grid
from xuntu.extractors.readers.size import MOST_CHARACTERS, refuse_beyond
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
    pages, heights, scanned = _read_layers(document, name)
    notes = list(_read_scanned(document, pages, scanned)) if is_installed() else []
    if not any(pages):
        raise DocumentError(f"{name}：{_why_empty(scanned)}")
    empty = [number + 1 for number, lines in enumerate(pages) if not lines]
    if empty:
        way_out = "" if is_installed() or not scanned else f"；{HOW_TO_INSTALL}"
        notes.append(Note("reading", f"第 {to_ranges(empty)} 页没有文字层，没有读{way_out}"))
    pages, dropped = _without_margins(pages, heights)
    if dropped:
        notes.append(Note("cleaning", f"略去页码和页眉页脚 {dropped} 行"))
    ruled = [number for number, lines in enumerate(pages) if lines and number not in scanned]
    ruled = [number for number in ruled if has_rules(document[number])]
    try:
        tables = list(find_tables(data, ruled)) if ruled else []
    except UNREADABLE as error:
        tables = []
        notes.append(Note("reading", f"表格没有识别，按文字读取（{type(error).__name__}）"))
    grids = _place_tables(document, tables)
    blocks = tuple(_merge_tables(_to_blocks(pages, grids)))
    return Page(blocks, notes=tuple(notes))


def _read_layers(document: PdfDocument, name: str) -> tuple[list[list[Line]], list[float], list[int]]:
    """Return the lines and the height of each page, and which pages show something but have no text layer."""
    pages: list[list[Line]] = []
    heights: list[float] = []
    scanned: list[int] = []
    size = 0
    for number in range(len(document)):
        page = document[number]
        pages.append(list(find_lines(page.get_textpage(), number)))
        heights.append(page.get_height())
        if not pages[-1] and is_drawn(page):
            scanned.append(number)
        page.close()
        size += sum(len(line.text) for line in pages[-1])
        refuse_beyond(size, MOST_CHARACTERS, name)
    return pages, heights, scanned


def _read_scanned(document: PdfDocument, pages: list[list[Line]], scanned: Sequence[int]) -> Iterator[Note]:
    """Put into *pages* what is recognised of the *scanned* ones and yield a note on each."""
    for number in scanned[:MOST_PAGES]:
        pages[number], sure = read_scan(document[number], number)
        if pages[number]:
            yield Note("reading", f"第 {number + 1} 页是图片，由文字识别（OCR）读出，平均置信度 {sure:.2f}；请核对原件")


def _why_empty(scanned: Sequence[int]) -> str:
    if not scanned:
        return "PDF 里没有文字，都是空白页。请确认文件完整。"
    if is_installed():
        return "PDF 里没有文字层，图片里也没有认出文字。请确认是文件的扫描件，方向端正、字迹清楚。"
    return f"PDF 里没有文字层，像是扫描件。{HOW_TO_INSTALL}"


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
