"""Read an .xlsx as its cells, sheet by sheet, hidden ones too: what a program wrote and people changed.

Unlike ``workbook``, nothing is made of the cells, and sheets are read as a stream: a ledger may have far more cells
than a document.
"""

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Final, TypeAlias, cast

from lxml import etree

from xuntu.extractors.readers.excel.cells import Formats, format_value, read_formats
from xuntu.extractors.readers.excel.parts import Element, children, open_part, shown_text
from xuntu.extractors.readers.excel.workbook import find_places, to_column, to_value
from xuntu.ontology import DocumentError

Cells: TypeAlias = Mapping[tuple[int, int], str]
"""What the filled cells of a sheet show, by row and column, counted from 0."""

_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_REFERENCE: Final = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_MOST_BYTES: Final = 1_000_000_000
_MOST_CELLS: Final = 5_000_000
_DAMAGE: Final = (
    zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, EOFError, KeyError, OSError, RuntimeError, ValueError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sheets:
    """The sheets of a workbook by name; ``modified`` is when it was saved last, as it says itself (ISO)."""

    cells: Mapping[str, Cells]
    modified: str | None


def read_sheets(data: bytes, name: str, wanted: Callable[[str], bool]) -> Sheets:
    """Return the sheets of a workbook whose names are *wanted*; raises DocumentError where it is damaged."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            if sum(part.file_size for part in archive.infolist()) > _MOST_BYTES:
                raise DocumentError(f"{name}：解压后过大，不像正常的 Excel 文件。请用 xuntu ledger 重新导出。")
            return Sheets(_read(archive, name, wanted), _read_modified(archive))
    except _DAMAGE as error:
        raise DocumentError(f"{name}：不是 .xlsx 文件，或已损坏（{error}）。请用 Excel、WPS 另存为 .xlsx。") from error


def _read(archive: zipfile.ZipFile, name: str, wanted: Callable[[str], bool]) -> dict[str, Cells]:
    workbook = open_part(archive, "xl/workbook.xml")
    if workbook is None:
        raise ValueError("没有工作簿")
    formats, places = read_formats(workbook, open_part(archive, "xl/styles.xml")), find_places(archive)
    strings = [shown_text(each) for each in _elements(archive, "xl/sharedStrings.xml", "si")]
    found: dict[str, Cells] = {}
    for sheet in children(next(children(workbook, "sheets"), None), "sheet"):
        called, part = sheet.get("name") or "", places.get(sheet.get(_RELATION) or "", "")
        if wanted(called) and part in archive.NameToInfo:
            found[called] = dict(_cells(archive, part, name, strings=strings, formats=formats))
    return found


def _cells(
    archive: zipfile.ZipFile, part: str, name: str, *, strings: list[str], formats: Formats
) -> Iterator[tuple[tuple[int, int], str]]:
    row_at, count = -1, 0
    for row in _elements(archive, part, "row"):
        row_at, column = int(row.get("r") or row_at + 2) - 1, -1
        for cell in children(row, "c"):
            place = _REFERENCE.fullmatch(cell.get("r") or "")
            column = to_column(place[1]) if place else column + 1
            text = format_value(to_value(cell, strings), formats) if len(cell) else ""
            if text:
                count += 1
                yield (row_at, column), text
        if count > _MOST_CELLS:
            raise DocumentError(f"{name}：单元格太多，不像正常的台账。请用 xuntu ledger 重新导出。")


def _elements(archive: zipfile.ZipFile, part: str, tag: str) -> Iterator[Element]:
    """Yield the elements of a part called *tag*, each let go when the next is read; entities are left alone."""
    if part not in archive.NameToInfo:
        return
    with archive.open(part) as file:
        events = etree.iterparse(
            file, tag=f"{{*}}{tag}", resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False
        )
        for _, element in events:
            yield cast("Element", element)
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]


def _read_modified(archive: zipfile.ZipFile) -> str | None:
    return next((each.text for each in children(open_part(archive, "docProps/core.xml"), "modified")), None)
