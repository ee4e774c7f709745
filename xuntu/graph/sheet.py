"""Excel sheets that print well: wrapped text, rows as high as their text, nothing cut off.

Every text is written as text: nothing that a document says can become a formula or a link. A cell that does not fit
into the highest row that Excel has, or is longer than a cell may be, goes on in a row of its own below.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from itertools import zip_longest
from typing import Any, Final, TypeAlias

Cell: TypeAlias = str | int | float

_BODY_FONT: Final = "仿宋"
_HEAD_FONT: Final = "黑体"
_TITLE_FONT: Final = "方正小标宋简体"
_MADE_ON: Final = datetime(2000, 1, 1)  # a fixed day: the same graph gives the same bytes
_LINE_POINTS: Final = 14.5
_MOST_LINES: Final = 27  # a row is at most 409 points high
_A3: Final = 8
_CONTINUED: Final = "（续）"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, its width in half-width characters, and the words its cells may be chosen from."""

    head: str
    width: int
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Band:
    """A line across the whole sheet that says what the lines below belong to; ``level`` 1 is the outermost."""

    text: str
    level: int


Line: TypeAlias = Sequence[Cell] | Band


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: the name on its tab, its title, its columns and its lines."""

    name: str
    title: str
    columns: tuple[Column, ...]
    lines: Sequence[Line]


def to_workbook(sheets: Iterable[Sheet]) -> bytes:
    """Return the sheets as the bytes of an Excel workbook; the same sheets give the same bytes."""
    from xlsxwriter import Workbook

    output = BytesIO()
    book = Workbook(output, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": _MADE_ON, "author": "", "comments": ""})
    looks = _looks(book)
    for sheet in sheets:
        _write(book.add_worksheet(sheet.name), sheet, looks)
    book.close()
    return output.getvalue()


def wrap_text(text: str, width: int) -> list[tuple[str, bool]]:
    r"""Return the lines in which *text* shows in a column, each with whether a paragraph begins there.

    >>> wrap_text("整改措施三条\n完成", 8)
    [('整改措施', True), ('三条', False), ('完成', True)]
    """
    lines: list[tuple[str, bool]] = []
    for paragraph in text.split("\n"):
        line, used, begins = "", 0, True
        for mark in paragraph:
            room = 2 if unicodedata.east_asian_width(mark) in "WFA" else 1
            if line and used + room > width:
                lines.append((line, begins))
                line, used, begins = "", 0, False
            line, used = line + mark, used + room
        lines.append((line, begins))
    return lines


def split_text(text: str, width: int, *, most: int = _MOST_LINES) -> list[str]:
    """Return *text* in pieces that show in at most *most* lines of a column each; joined they are the text again.

    >>> split_text("一、二、三、四", 4, most=2)
    ['一、二、', '三、四']
    """
    lines = wrap_text(text, width)
    pieces: list[str] = []
    for start in range(0, len(lines), most):
        part = lines[start : start + most]
        joined = "".join(f"\n{line}" if begins and index else line for index, (line, begins) in enumerate(part))
        pieces.append(joined)
    return pieces


def _looks(book: Any) -> dict[str, Any]:
    body = {"font_name": _BODY_FONT, "font_size": 10.5, "text_wrap": True, "valign": "top", "border": 1}
    middle = {**body, "align": "center", "valign": "vcenter"}
    head = {**middle, "font_name": _HEAD_FONT, "font_size": 11, "bg_color": "#E9E4DA"}
    band = {**body, "font_name": _HEAD_FONT, "font_size": 11, "valign": "vcenter"}
    looks = {
        "title": {"font_name": _TITLE_FONT, "font_size": 20, "align": "center", "valign": "vcenter"},
        "head": head,
        "band1": {**band, "bg_color": "#F3DAD7"},
        "band2": {**band, "bg_color": "#FBF3E2"},
        "text": body,
        "number": middle,
        "closed": {"font_color": "#1E7B3A"},
        "open": {"font_color": "#B3261E", "bold": True},
    }
    return {name: book.add_format(look) for name, look in looks.items()}


def _write(page: Any, sheet: Sheet, looks: dict[str, Any]) -> None:
    last = len(sheet.columns) - 1
    page.merge_range(0, 0, 0, last, "", looks["title"])
    page.write_string(0, 0, sheet.title, looks["title"])
    page.set_row(0, 34)
    page.set_row(1, 24)
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width)
        page.write_string(1, place, column.head, looks["head"])
    row = 2
    for line in sheet.lines:
        row += (
            _write_band(page, row, last, line, looks)
            if isinstance(line, Band)
            else _write_line(page, row, sheet, line, looks)
        )
    _offer_choices(page, sheet, row, looks)
    page.freeze_panes(2, 2 if last > 8 else 0)
    page.repeat_rows(0, 1)
    page.set_landscape()
    page.set_paper(_A3)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.fit_to_pages(1, 0)
    page.set_footer("&C第 &P 页，共 &N 页")


def _write_band(page: Any, row: int, last: int, band: Band, looks: dict[str, Any]) -> int:
    look = looks[f"band{band.level}"]
    page.merge_range(row, 0, row, last, "", look)
    page.write_string(row, 0, band.text, look)
    page.set_row(row, 22)
    return 1


def _write_line(page: Any, row: int, sheet: Sheet, line: Sequence[Cell], looks: dict[str, Any]) -> int:
    """Write one line, in as many rows as its longest cell needs, and return how many."""
    cells = [
        split_text(cell, column.width - 1) if isinstance(cell, str) else [cell]
        for cell, column in zip(line, sheet.columns, strict=True)
    ]
    rows = list(zip_longest(*cells, fillvalue=""))
    for index, parts in enumerate(rows):
        marked = (f"{line[0]}{_CONTINUED}", *parts[1:]) if index else parts
        for place, part in enumerate(marked):
            _write_cell(page, row + index, place, part, looks["number" if place == 0 else "text"])
        page.set_row(row + index, _height(parts, sheet.columns))
    return len(rows)


def _write_cell(page: Any, row: int, place: int, cell: Cell, look: Any) -> None:
    if cell == "":
        page.write_blank(row, place, None, look)
    elif isinstance(cell, str):
        page.write_string(row, place, cell, look)
    else:
        page.write_number(row, place, cell, look)


def _height(parts: Sequence[Cell], columns: Sequence[Column]) -> float:
    lines = (len(wrap_text(str(part), column.width - 1)) for part, column in zip(parts, columns, strict=True))
    return max(lines) * _LINE_POINTS + 6


def _offer_choices(page: Any, sheet: Sheet, end: int, looks: dict[str, Any]) -> None:
    for place, column in enumerate(sheet.columns):
        if column.choices and end > 2:
            page.data_validation(2, place, end - 1, place, {"validate": "list", "source": list(column.choices)})
            for value, look in ((column.choices[0], "closed"), (column.choices[-1], "open")):
                page.conditional_format(
                    2, place, end - 1, place,
                    {"type": "cell", "criteria": "==", "value": f'"{value}"', "format": looks[look]},
                )  # fmt: skip
