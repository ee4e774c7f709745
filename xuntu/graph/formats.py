"""Rows as CSV, JSON and Excel. What comes from a document stays text: no cell becomes a formula or a link."""

import csv
import io
import json
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import BinaryIO, Final, TypeVar
from unicodedata import east_asian_width

from xuntu.graph.rows import Rows, Value

Cell = TypeVar("Cell", bound=str | int | float | Decimal | None)

_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")
_LONGEST_CELL: Final = 32_767
_WIDEST_COLUMN: Final = 60
_EPOCH: Final = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)  # no clock: same rows, same bytes


def write_csv(rows: Rows, output: BinaryIO, *, mark: bool = False) -> None:
    """Write *rows* as UTF-8 CSV; with a byte order *mark* Excel reads the characters rightly.

    A text that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    text = io.TextIOWrapper(output, encoding="utf-8-sig" if mark else "utf-8", newline="")
    writer = csv.writer(text, lineterminator="\r\n" if mark else "\n")
    writer.writerow(rows.columns)
    writer.writerows([as_text_cell(value) for value in row] for row in rows.rows)
    text.detach()


def write_json(rows: Rows, output: BinaryIO) -> None:
    """Write *rows* as one JSON list of objects, keyed by column; numbers are numbers."""
    output.write((json.dumps(rows.to_dicts(), ensure_ascii=False, indent=1, default=_to_number) + "\n").encode())


def write_jsonl(rows: Rows, output: BinaryIO) -> None:
    """Write *rows* as JSON Lines: an object a row, as ``write_json`` makes them."""
    for row in rows.to_dicts():
        output.write((json.dumps(row, ensure_ascii=False, default=_to_number) + "\n").encode())


def write_xlsx(rows: Rows, output: BinaryIO) -> None:
    """Write *rows* as an Excel workbook of one sheet with a fixed heading and a filter."""
    from xlsxwriter import Workbook

    paper = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(paper, options) as book:
        book.set_properties({"created": _EPOCH})
        sheet = book.add_worksheet("xuntu")
        heading = book.add_format({"bold": True, "bottom": 1})
        body = book.add_format({"text_wrap": True, "valign": "top"})
        sheet.write_row(0, 0, rows.columns, heading)
        for place, row in enumerate(rows.rows, start=1):
            for column, value in enumerate(row):
                sheet.write(place, column, _as_cell(value), body)
        for column, name in enumerate(rows.columns):
            sheet.set_column(column, column, _width([name, *(row[column] for row in rows.rows[:200])]))
        sheet.freeze_panes(1, 0)
        if rows.columns:
            sheet.autofilter(0, 0, max(1, len(rows)), len(rows.columns) - 1)
    output.write(paper.getvalue())


ROW_FORMATS: Final[dict[str, Callable[[Rows, BinaryIO], None]]] = {
    "csv": write_csv,
    "json": write_json,
    "jsonl": write_jsonl,
    "xlsx": write_xlsx,
}
"""A writer of rows for each format that is not a table on the terminal."""


def to_bytes(rows: Rows, form: str, *, mark: bool = False) -> bytes:
    """Return *rows* in the format *form*, one of ``ROW_FORMATS``; *mark* is for CSV files that Excel will open."""
    paper = io.BytesIO()
    if form == "csv":
        write_csv(rows, paper, mark=mark)
    else:
        ROW_FORMATS[form](rows, paper)
    return paper.getvalue()


def as_text_cell(value: Cell) -> Cell | str:
    """Return a cell of a CSV file; a text that a spreadsheet would take for a formula gets an apostrophe before it.

    >>> as_text_cell("=1+1"), as_text_cell(-1)
    ("'=1+1", -1)
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_STARTS) else value


def _as_cell(value: Value) -> str | int | float | bool | None:
    if isinstance(value, Decimal):
        return _to_number(value)
    return value[:_LONGEST_CELL] if isinstance(value, str) else value


def _to_number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _width(values: list[Value]) -> int:
    lines = (line for value in values if value is not None for line in str(value).splitlines())
    wide = (sum(2 if east_asian_width(mark) in "WF" else 1 for mark in line) for line in lines)
    return min(_WIDEST_COLUMN, max(wide, default=0) + 2)
