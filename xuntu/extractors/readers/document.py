"""From a page to the document that everything else points into: cleaned, assembled, with its notes."""

import hashlib
from collections.abc import Iterator
from itertools import groupby

from xuntu.extractors.cleaning import (
    Damage,
    Furniture,
    Restored,
    find_damage,
    find_furniture,
    find_garbled,
    is_spun,
    mend,
    restore,
    to_lines,
    unwrap,
)
from xuntu.extractors.readers.choice import READERS
from xuntu.extractors.readers.media import find_media_type
from xuntu.extractors.readers.page import Block, Grid
from xuntu.extractors.readers.size import MOST_CHARACTERS, refuse_beyond
from xuntu.ontology import Document, DocumentError, Note, Passage, Table


def read_document(data: bytes, name: str) -> Document:
    r"""Return the document that *data*, the content of the file *name*, holds.

    Raises DocumentError where it is empty, damaged, encrypted or of a kind that no reader takes.

    >>> read_document("首页>公告\r\n中 共 某 县 县 委\r\n".encode(), "a.txt").text
    '中共某县县委'
    """
    media_type = find_media_type(data, name)
    page = READERS[media_type](data, name)
    raw = "\n".join(_raw_texts(page.blocks))
    refuse_beyond(len(raw), MOST_CHARACTERS, name)
    damage = find_damage(raw)
    lines, grids, laid = _lay_out(page.blocks, damage)
    furniture = find_furniture(lines)
    left_out = {*furniture.lines, *furniture.spam, *range(len(lines))[furniture.tail or len(lines) :]}
    text = "\n".join(line for index, line in enumerate(lines) if index not in left_out)
    if not text:
        raise DocumentError(f"{name}：没有读到文字。请确认文件内容完整，不是只有图片或空白。")
    garbled = [Note("cleaning", "此处有乱码，未作修复", passage) for passage in find_garbled(text, damage)]
    return Document(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=media_type,
        text=text,
        tables=tuple(_place_tables(lines, grids, left_out)),
        title=_one_line(page.title, damage),
        publisher=_one_line(page.publisher, damage),
        published=page.published,
        notes=(*page.notes, *_note_cleaning(lines, damage, furniture), *laid, *garbled, *_note_spun(text)),
    )


def _raw_texts(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Grid):
            yield from ("\t".join(row) for row in block.rows)
        else:
            yield block


def _lay_out(blocks: tuple[Block, ...], damage: Damage) -> tuple[list[str], list[range], list[Note]]:
    """Return the mended lines, a table's row being a line with tabs, the ranges of lines that are tables, and notes."""
    lines: list[str] = []
    grids: list[range] = []
    notes: list[Note] = []
    for is_text, group in groupby(blocks, key=lambda block: isinstance(block, str)):
        if is_text:
            mended = restore(mend("\n".join(str(block) for block in group), damage), damage)
            unwrapped, width = unwrap(mended.text)
            notes += _note_restored(mended, width)
            lines += to_lines(unwrapped)
            continue
        for grid in group:
            rows = list(_row_lines(grid, damage)) if isinstance(grid, Grid) else []
            grids.append(range(len(lines), len(lines) + len(rows)))
            lines += rows
    return lines, grids, notes


def _row_lines(grid: Grid, damage: Damage) -> Iterator[str]:
    flat = "\n".join("\t".join(" ".join(cell.split()) for cell in row) for row in grid.rows)
    for line in restore(mend(flat, damage), damage).text.split("\n"):
        if line.strip():
            yield "\t".join(cell.strip() for cell in line.split("\t"))


def _place_tables(lines: list[str], grids: list[range], left_out: set[int]) -> Iterator[Table]:
    starts: list[int] = []
    position = 0
    for index, line in enumerate(lines):
        starts.append(position)
        if index not in left_out:
            position += len(line) + 1
    for grid in grids:
        rows = [tuple(_cells(lines[index], starts[index])) for index in grid if index not in left_out]
        if rows:
            yield Table(Passage(rows[0][0].start, rows[-1][-1].end), tuple(rows))


def _cells(line: str, start: int) -> Iterator[Passage]:
    for cell in line.split("\t"):
        yield Passage(start, start + len(cell))
        start += len(cell) + 1


def _one_line(text: str | None, damage: Damage) -> str | None:
    return " ".join(restore(mend(text, damage), damage).text.split()) or None if text else None


def _note_cleaning(lines: list[str], damage: Damage, furniture: Furniture) -> Iterator[Note]:
    if damage.annotations:
        yield Note("cleaning", f"去掉拼音注音 {damage.annotations} 处")
    if damage.traditional:
        yield Note("cleaning", "原文是繁体字，已转为简体")
    for what, dropped in (("网页附件", furniture.lines), ("广告", furniture.spam)):
        if dropped:
            yield Note("cleaning", f"略去{what} {len(dropped)} 行，如“{_short(lines[dropped[0]])}”")
    if furniture.tail is not None:
        count = len(lines) - furniture.tail
        yield Note("cleaning", f"略去文末导航 {count} 行，自“{_short(lines[furniture.tail])}”起")


def _note_restored(mended: Restored, width: int | None) -> Iterator[Note]:
    if mended.signs:
        yield Note("cleaning", f"按上下文复原乱码 {mended.signs} 处")
    if mended.regional:
        yield Note("cleaning", f"港台用词改为通行写法 {mended.regional} 处")
    if width:
        yield Note("cleaning", f"原文每行约 {width} 字即折行，已连成段落")


def _note_spun(text: str) -> Iterator[Note]:
    if is_spun(text):
        yield Note("cleaning", "疑为机器改写，内容不可信")


def _short(line: str) -> str:
    return line if len(line) <= 20 else line[:20] + "…"
