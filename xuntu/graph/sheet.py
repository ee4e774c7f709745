"""Excel sheets that print well: wrapped text, rows as high as their text, nothing cut off.

Every text is written as text: nothing that a document says can become a formula or a link. A cell that does not fit
into the highest row that Excel has, or is longer than a cell may be, goes on in a row of its own below. Rows are
written as they come and kept in temporary files, so that memory does not grow with them.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from itertools import zip_longest
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Final, Self, TypeAlias

from xuntu.graph.network import clean_text
from xuntu.ontology import StoreError

Cell: TypeAlias = str | int | float

_BODY_FONT: Final = "仿宋"
_HEAD_FONT: Final = "黑体"
_TITLE_FONT: Final = "方正小标宋简体"
_MADE_ON: Final = datetime(2000, 1, 1)  # a fixed day: the same graph gives the same bytes
_LINE_POINTS: Final = 15.5  # what a line takes where 仿宋 is not installed and another font stands for it
_MOST_LINES: Final = 26  # a row is at most 409 points high
_NARROW: Final = 12
_MOST_ROWS: Final = 1_048_576
_A3: Final = 8
_CONTINUED: Final = "（续）"
_HEADS: Final = 2
_REPEATED: Final = 2


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, its width in half-width characters, and the words its cells may be chosen from.

    Cells that are ``marked`` turn red while the cell of the same row in the column called so says 逾期. What is
    ``hidden`` is there for the program: it moves with its row when people sort.
    """

    head: str
    width: int
    choices: tuple[str, ...] = ()
    hidden: bool = False
    marked: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """A line across the whole sheet that says what the lines below belong to; ``level`` 1 is the outermost."""

    text: str
    level: int


Line: TypeAlias = Sequence[Cell] | Band


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: the name on its tab, its title, its columns, and how many pages wide it is printed."""

    name: str
    title: str
    columns: tuple[Column, ...]
    pages: int = 1


class Book:
    """A workbook being written; a context manager. The same lines give the same bytes."""

    def __init__(self) -> None:
        from xlsxwriter import Workbook

        self._output, self._rows = BytesIO(), TemporaryDirectory(prefix="xuntu-", ignore_cleanup_errors=True)
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._book: Any = Workbook(self._output, options | {"tmpdir": self._rows.name})
        self._book.set_properties({"created": _MADE_ON, "author": "", "comments": ""})
        self._looks = _looks(self._book)
        self._pages: list[Page] = []

    def add(self, sheet: Sheet) -> "Page":
        """Begin a sheet, to the right of the others."""
        page = Page(self._book.add_worksheet(sheet.name), sheet, self._looks)
        self._pages.append(page)
        return page

    def hide(self, name: str) -> "Plain":
        """Begin a sheet that Excel shows nobody: what the program wants to know when the workbook comes back."""
        return Plain(self._book.add_worksheet(name))

    def to_bytes(self) -> bytes:
        """Finish all sheets and return the workbook."""
        for page in self._pages:
            page.finish()
        self._pages.clear()
        self._book.close()
        return self._output.getvalue()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._rows.cleanup()


class Plain:
    """A very hidden sheet of bare rows."""

    def __init__(self, page: Any) -> None:
        self._page, self._row = page, 0
        page.very_hidden()

    def write(self, line: Sequence[str]) -> None:
        """Write a row below the others."""
        for place, cell in enumerate(line):
            self._page.write_string(self._row, place, clean_text(cell))
        self._row += 1


class Page:
    """A sheet being written, line by line."""

    def __init__(self, page: Any, sheet: Sheet, looks: dict[str, Any]) -> None:
        self._page, self._sheet, self._looks, self._row = page, sheet, looks, _HEADS
        self._shown = [place for place, column in enumerate(sheet.columns) if not column.hidden]
        self._begin()

    @property
    def row(self) -> int:
        """The number that Excel gives to the next row."""
        return self._row + 1

    def write(self, line: Line) -> None:
        """Write a line, in as many rows as its longest cell needs."""
        if isinstance(line, Band):
            self._write_band(line)
        else:
            self._write_line([clean_text(cell) if isinstance(cell, str) else cell for cell in line])

    def finish(self) -> None:
        """Offer choices and filters for what was written, and set the paper."""
        page, last = self._page, max(self._shown)
        self._offer_choices()
        self._mark()
        page.autofilter(1, 0, max(self._row - 1, _HEADS - 1), last)
        page.print_area(0, 0, max(self._row - 1, _HEADS - 1), last)
        page.freeze_panes(_HEADS, _REPEATED if last > 8 else 0)
        page.repeat_rows(0, 1)
        if self._sheet.pages > 1:
            page.repeat_columns(0, _REPEATED - 1)
        page.set_landscape()
        page.set_paper(_A3)
        page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        page.fit_to_pages(self._sheet.pages, 0)
        page.set_footer("&L&A&C第 &P 页，共 &N 页")

    def _begin(self) -> None:
        page, looks, last = self._page, self._looks, max(self._shown)
        page.set_row(0, 34)
        if self._sheet.pages == 1:
            page.merge_range(0, 0, 0, last, "", looks["title"])
            page.write_string(0, 0, self._sheet.title, looks["title"])
        else:  # beside the columns that stand on every page, so that it is told once and whole
            page.write_string(0, _REPEATED, self._sheet.title, looks["left"])
        page.set_row(1, 24)
        for place, column in enumerate(self._sheet.columns):
            page.set_column(place, place, column.width, None, {"hidden": column.hidden})
            page.write_string(1, place, column.head, looks["head"])

    def _write_band(self, band: Band) -> None:
        self._make_room(1)
        look = self._looks[f"band{band.level}"]
        self._page.set_row(self._row, 22)
        for place in self._shown:  # not merged, so that people can sort: the text runs on over empty cells
            self._page.write_blank(self._row, place, None, look)
        self._page.write_string(self._row, 0, clean_text(band.text).replace("\n", " "), look)
        self._row += 1

    def _write_line(self, line: Sequence[Cell]) -> None:
        columns = self._sheet.columns
        cells = [_pieces(cell, column.width - 1) for cell, column in zip(line, columns, strict=True)]
        rows = list(zip_longest(*cells, fillvalue=("", 1)))
        self._make_room(len(rows))
        for index, parts in enumerate(rows):
            self._page.set_row(self._row, max(lines for _, lines in parts) * _LINE_POINTS + 6)
            for place, (part, _) in enumerate(parts):
                self._write_cell(place, self._continue(place, line[place], index) if index else part, part)
            self._row += 1

    def _continue(self, place: int, whole: Cell, index: int) -> Cell | None:
        """Return what a row that goes on says of the line that it belongs to; ``None`` where it says its own part."""
        if self._sheet.columns[place].hidden:
            return f"{whole}/{index}" if whole else ""
        return f"{whole}{_CONTINUED}" if place == 0 else None

    def _write_cell(self, place: int, told: Cell | None, part: Cell) -> None:
        cell = part if told is None else told
        is_short = place == 0 or not isinstance(cell, str) or self._sheet.columns[place].width <= _NARROW
        look = self._looks["number" if is_short else "text"]
        if cell == "":
            self._page.write_blank(self._row, place, None, look)
        elif isinstance(cell, str):
            self._page.write_string(self._row, place, cell, look)
        else:
            self._page.write_number(self._row, place, cell, look)

    def _make_room(self, rows: int) -> None:
        if self._row + rows > _MOST_ROWS:
            raise StoreError(
                f"工作表“{self._sheet.name}”超过 Excel 的 {_MOST_ROWS} 行；请用 --unit、--round、--status 分开导出"
            )

    def _offer_choices(self) -> None:
        for place, column in enumerate(self._sheet.columns):
            if column.choices and self._row > _HEADS:
                where = (_HEADS, place, self._row - 1, place)
                self._page.data_validation(
                    *where,
                    {
                        "validate": "list",
                        "source": list(column.choices),
                        "error_title": column.head,
                        "error_message": f"请从列表中选：{'、'.join(column.choices)}",
                    },
                )
                for value, look in ((column.choices[0], "closed"), (column.choices[-1], "open")):
                    told = {"type": "cell", "criteria": "==", "value": f'"{value}"', "format": self._looks[look]}
                    self._page.conditional_format(*where, told)

    def _mark(self) -> None:
        """Turn cells red that are overdue, as long as the status of their row is not changed to the first choice."""
        from xlsxwriter.utility import xl_col_to_name

        places = {column.head: place for place, column in enumerate(self._sheet.columns)}
        chosen = next((column for column in self._sheet.columns if column.choices), None)
        for place, column in enumerate(self._sheet.columns):
            if not column.marked or self._row <= _HEADS:
                continue
            tests = [f'${xl_col_to_name(places[column.marked])}{_HEADS + 1}="逾期"']
            if chosen:
                tests.append(f'${xl_col_to_name(places[chosen.head])}{_HEADS + 1}<>"{chosen.choices[0]}"')
            told = {"type": "formula", "criteria": f"=AND({','.join(tests)})", "format": self._looks["open"]}
            self._page.conditional_format(_HEADS, place, self._row - 1, place, told)


class _Rooms(dict[str, int]):
    """How many half-width characters each character takes."""

    def __missing__(self, mark: str) -> int:
        self[mark] = 2 if unicodedata.east_asian_width(mark) in "WFA" else 1
        return self[mark]


_ROOMS: Final = _Rooms()


def wrap_text(text: str, width: int) -> list[tuple[str, bool]]:
    r"""Return the lines in which *text* shows in a column, each with whether a paragraph begins there.

    >>> wrap_text("整改措施三条\n完成", 8)
    [('整改措施', True), ('三条', False), ('完成', True)]
    """
    lines: list[tuple[str, bool]] = []
    for paragraph in text.split("\n"):
        if 2 * len(paragraph) <= width:
            lines.append((paragraph, True))
            continue
        start, used, begins = 0, 0, True
        for place, mark in enumerate(paragraph):
            room = _ROOMS[mark]
            if place > start and used + room > width:
                lines.append((paragraph[start:place], begins))
                start, used, begins = place, 0, False
            used += room
        lines.append((paragraph[start:], begins))
    return lines


def split_text(text: str, width: int, *, most: int = _MOST_LINES) -> list[str]:
    """Return *text* in pieces that show in at most *most* lines of a column each; joined they are the text again.

    >>> split_text("一、二、三、四", 4, most=2)
    ['一、二、', '三、四']
    """
    return [piece for piece, _ in _split(text, width, most)]


def _pieces(cell: Cell, width: int) -> list[tuple[Cell, int]]:
    """Return a cell in pieces, each with the number of lines that it shows."""
    return [*_split(cell, width, _MOST_LINES)] if isinstance(cell, str) else [(cell, 1)]


def _split(text: str, width: int, most: int) -> list[tuple[str, int]]:
    lines = wrap_text(text, width)
    pieces: list[tuple[str, int]] = []
    for start in range(0, len(lines), most):
        part = lines[start : start + most]
        joined = "".join(f"\n{line}" if begins and index else line for index, (line, begins) in enumerate(part))
        pieces.append((joined, len(part)))
    return pieces


def _looks(book: Any) -> dict[str, Any]:
    body = {"font_name": _BODY_FONT, "font_size": 10.5, "text_wrap": True, "valign": "top", "border": 1}
    middle = {**body, "align": "center", "valign": "vcenter"}
    head = {**middle, "font_name": _HEAD_FONT, "font_size": 11, "bg_color": "#E9E4DA"}
    band = {"font_name": _HEAD_FONT, "font_size": 11, "valign": "vcenter", "top": 1, "bottom": 1}
    looks = {
        "title": {"font_name": _TITLE_FONT, "font_size": 20, "align": "center", "valign": "vcenter"},
        "left": {"font_name": _TITLE_FONT, "font_size": 20, "valign": "vcenter"},
        "head": head,
        "band1": {**band, "bg_color": "#F3DAD7"},
        "band2": {**band, "bg_color": "#FBF3E2"},
        "text": body,
        "number": middle,
        "closed": {"font_color": "#1E7B3A"},
        "open": {"font_color": "#B3261E", "bold": True},
    }
    return {name: book.add_format(look) for name, look in looks.items()}
