"""Read an .xlsx: its sheets in order, each the lines above its table and the table, merged cells repeated."""

import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from xuntu.extractors.readers.excel.cells import Formats, Value, format_value, read_formats
from xuntu.extractors.readers.excel.parts import Element, children, open_part, shown_text
from xuntu.extractors.readers.page import Block, Page
from xuntu.extractors.readers.size import refuse_heavy
from xuntu.extractors.readers.tabular import to_table
from xuntu.ontology import LEDGER_SHEET, DocumentError, Note

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
# a sheet may be formatted down to its last row and out to its last column
_MOST_COLUMNS, _MOST_CELLS = 200, 300_000
_DAMAGE = (zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, EOFError, KeyError, OSError, RuntimeError, ValueError)


def read_xlsx(data: bytes, name: str) -> Page:
    """Return the tables of a workbook; raises DocumentError where it is damaged."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            refuse_heavy(archive, name)
            return _read_workbook(archive, name)
    except _DAMAGE as error:
        raise DocumentError(f"{name}：Excel 文件已损坏（{error}）。请重新下载，或用 Excel 打开修复后另存。") from error


def _read_workbook(archive: zipfile.ZipFile, name: str) -> Page:
    workbook = open_part(archive, "xl/workbook.xml")
    if workbook is None:
        raise ValueError("没有工作簿")
    places = find_places(archive)
    formats = read_formats(workbook, open_part(archive, "xl/styles.xml"))
    strings = [shown_text(each) for each in children(open_part(archive, "xl/sharedStrings.xml"), "si")]
    blocks: list[Block] = []
    hidden: list[str] = []
    for sheet in children(next(children(workbook, "sheets"), None), "sheet"):
        if sheet.get("state", "visible") != "visible":
            if sheet.get("name") == LEDGER_SHEET:
                raise DocumentError(
                    f"{name}：是巡图写出的整改台账，不当作文件读。填写后请用 xuntu ledger --import 导入。"
                )
            hidden.append(sheet.get("name") or "")
            continue
        root = open_part(archive, places.get(sheet.get(_RELATION) or "", ""))
        blocks += to_table(_rows(root, strings, formats)) if root is not None else ()
    notes = (Note("reading", f"没有读隐藏的工作表：{'、'.join(hidden)}"),) if hidden else ()
    return Page(tuple(blocks), notes=notes)


def find_places(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return where in the package each related part lies."""
    relations = open_part(archive, "xl/_rels/workbook.xml.rels")
    return {
        relation.get("Id") or "": posixpath.normpath(posixpath.join("/xl", relation.get("Target") or "")).lstrip("/")
        for relation in (relations if relations is not None else ())
    }


def _rows(sheet: Element, strings: list[str], formats: Formats) -> list[list[str]]:
    places: dict[tuple[int, int], str] = {}
    for row, column, value in _cells(next(children(sheet, "sheetData"), None), strings):
        text = format_value(value, formats)
        if text and column < _MOST_COLUMNS and len(places) < _MOST_CELLS:
            places[row, column] = text
    _repeat_merged(places, sheet)
    rows = sorted({row for row, _ in places})
    width = max((column for _, column in places), default=-1) + 1
    return [[places.get((row, column), "") for column in range(width)] for row in rows]


def _cells(rows: Element | None, strings: list[str]) -> Iterator[tuple[int, int, Value]]:
    """Yield each filled cell with its row and column, counted from 0; a cell may leave out where it stands."""
    row_at = -1
    for row in children(rows, "row"):
        row_at = int(row.get("r") or row_at + 2) - 1
        column = -1
        for cell in children(row, "c"):
            place = _REFERENCE.fullmatch(cell.get("r") or "")
            column = to_column(place[1]) if place else column + 1
            if len(cell):  # the others are only formatted
                yield row_at, column, to_value(cell, strings)


def to_value(cell: Element, strings: list[str]) -> Value:
    """Return a cell as stored; *strings* are those that the sheets share."""
    kind = cell.get("t", "n")
    style = int(cell.get("s") or 0)
    if kind == "inlineStr":
        return Value("".join(shown_text(each) for each in children(cell, "is")), "text", style)
    raw = "".join(each.text or "" for each in children(cell, "v"))
    if kind == "s":
        return Value(strings[int(raw)] if raw.isdecimal() and int(raw) < len(strings) else "", "text", style)
    return Value(raw, "number" if kind == "n" else "text", style)


def to_column(letters: str) -> int:
    """Return the place of a column, from 0, by its letters.

    >>> to_column("A"), to_column("AA")
    (0, 26)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _repeat_merged(places: dict[tuple[int, int], str], sheet: Element) -> None:
    """Put the text of a merged cell into every cell that it covers and that a table can have."""
    last = max((row for row, _ in places), default=-1)
    for merge in children(next(children(sheet, "mergeCells"), None), "mergeCell"):
        corners = [_REFERENCE.fullmatch(corner) for corner in (merge.get("ref") or "").split(":")]
        if len(corners) != 2 or corners[0] is None or corners[1] is None:
            continue
        (left, top), (right, bottom) = ((to_column(c[1]), int(c[2]) - 1) for c in (corners[0], corners[1]))
        text = places.get((top, left))
        for row in range(top, min(bottom, last) + 1) if text else ():
            for column in range(left, min(right, _MOST_COLUMNS - 1) + 1):
                if len(places) < _MOST_CELLS:
                    places.setdefault((row, column), text or "")
