"""Read a .docx: its paragraphs and tables in order, text boxes, content controls, tracked insertions."""

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

import docx
from docx.opc.exceptions import OpcError
from docx.opc.part import Part
from lxml import etree

from xuntu.extractors.readers.grid import Cell, to_grid
from xuntu.extractors.readers.page import Block, Page
from xuntu.extractors.readers.size import refuse_heavy
from xuntu.extractors.readers.word.markup import Element, number_at, w
from xuntu.extractors.readers.word.numbering import Numbering, read_numbering
from xuntu.ontology import DocumentError

# a notice unpacks to some 100 kB; a bomb to gigabytes
_MOST_UNPACKED = 400_000_000
_BREAKS = {w("br"): "\n", w("cr"): "\n", w("tab"): " ", w("noBreakHyphen"): "-", w("ptab"): " "}
# deleted text, pinyin over characters, field codes, notes of the author; the fallback repeats what stands beside it
_SKIPPED = frozenset(
    (
        *map(w, ("del", "moveFrom", "rt", "instrText", "pPr", "sectPr", "tblPr", "trPr", "tcPr", "sdtPr")),
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    )
)
_HOLDERS = frozenset(map(w, ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")))
_DAMAGE = (
    OpcError, zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, EOFError, KeyError, OSError, RuntimeError,
    ValueError,
)  # fmt: skip


def read_docx(data: bytes, name: str) -> Page:
    """Return the page of a Word document; raises DocumentError where it is damaged."""
    try:
        return _read_package(data, name)
    except _DAMAGE as error:
        raise DocumentError(f"{name}：Word 文件已损坏（{error}）。请重新下载，或用 Word 打开修复后另存。") from error


def _read_package(data: bytes, name: str) -> Page:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        refuse_heavy(archive, name)
        if sum(part.file_size for part in archive.infolist()) > _MOST_UNPACKED:
            raise DocumentError(f"{name}：解压后过大，不像正常的 Word 文件。请用 Word 打开，另存为新文件后再读。")
    body, numbering, styles = _open_parts(data)
    return Page(tuple(_read_blocks(body, read_numbering(numbering, styles))))


def _open_parts(data: bytes) -> tuple[Element, Element | None, Element | None]:
    """Return the body, the lists and the styles of the document."""
    try:
        part = docx.Document(BytesIO(data)).part
        body = part.element.find(w("body"))
        numbering, styles = _related(part, "numbering"), _related(part, "styles")
    except (AttributeError, TypeError) as error:  # python-docx goes on with parts that it did not find
        raise ValueError("内部结构不完整") from error
    if body is None:
        raise ValueError("没有正文")
    return body, numbering, styles


def _related(part: Part, kind: str) -> Element | None:
    for relation in part.rels.values():
        if relation.reltype.endswith(f"/{kind}") and not relation.is_external:
            return etree.fromstring(relation.target_part.blob, etree.XMLParser(resolve_entities=False))
    return None


def _read_blocks(holder: Element, numbering: Numbering) -> Iterator[Block]:
    for child in holder:
        if child.tag == w("p"):
            yield from _read_paragraph(child, numbering)
        elif child.tag == w("tbl"):
            yield from _read_table(child, numbering)
        elif child.tag in _HOLDERS:
            yield from _read_blocks(child, numbering)


def _read_paragraph(paragraph: Element, numbering: Numbering) -> Iterator[Block]:
    boxes: list[Element] = []
    text = "".join(_texts(paragraph, boxes)).strip()
    if text:
        label = numbering.label(paragraph)
        apart = " " if label[-1:].isascii() and label and text[0].isascii() and text[0].isalnum() else ""
        yield label + apart + text
    for box in boxes:
        yield from _read_blocks(box, numbering)


def _texts(parent: Element, boxes: list[Element]) -> Iterator[str]:
    """Yield the pieces of text below *parent*; text boxes anchored there are put into *boxes*."""
    for child in parent:
        if child.tag == w("t"):
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield _BREAKS[child.tag]
        elif child.tag == w("txbxContent"):
            boxes.append(child)
        elif child.tag not in _SKIPPED and not _is_hidden(child):
            yield from _texts(child, boxes)


def _is_hidden(run: Element) -> bool:
    vanish = run.find(f"{w('rPr')}/{w('vanish')}")
    return vanish is not None and vanish.get(w("val")) not in ("0", "false")


def _read_table(table: Element, numbering: Numbering) -> Iterator[Block]:
    rows = [list(_children(row, "tc")) for row in _children(table, "tr")]
    blocks = [[list(_read_blocks(cell, numbering)) for cell in row] for row in rows]
    grid = to_grid(
        [
            [
                Cell(_cell_text(cell_blocks), _down(rows, y, column), _across(cell))
                for (column, cell), cell_blocks in zip(_placed(row), blocks[y], strict=True)
                if not _goes_on(cell)
            ]
            for y, row in enumerate(rows)
        ]
    )
    if grid:
        yield grid
        return
    for row in blocks:
        for cell in row:
            yield from cell


def _children(parent: Element, name: str) -> Iterator[Element]:
    for child in parent:
        if child.tag == w(name):
            yield child
        elif child.tag in _HOLDERS:
            yield from _children(child, name)


def _cell_text(blocks: list[Block]) -> str:
    return " ".join(block if isinstance(block, str) else " ".join(map(" ".join, block.rows)) for block in blocks)


def _across(cell: Element) -> int:
    return max(1, number_at(cell, "tcPr", "gridSpan") or 1)


def _goes_on(cell: Element) -> bool:
    """Return whether *cell* is the lower part of a vertically merged one."""
    merge = cell.find(f"{w('tcPr')}/{w('vMerge')}")
    return merge is not None and merge.get(w("val")) != "restart"


def _placed(row: list[Element]) -> Iterator[tuple[int, Element]]:
    """Yield the column and the element of each cell."""
    column = 0
    for cell in row:
        yield column, cell
        column += _across(cell)


def _down(rows: list[list[Element]], y: int, column: int) -> int:
    """Return how many rows the cell that begins in row *y* at *column* covers."""
    down = 1
    for row in rows[y + 1 :]:
        if not any(at == column and _goes_on(cell) for at, cell in _placed(row)):
            break
        down += 1
    return down
