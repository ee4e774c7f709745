"""Tables in plain text: cells parted by tabs, as they are pasted from Excel, and files of comma-parted values."""

import csv
import re
from collections.abc import Iterator
from io import StringIO

from xuntu.extractors.lexicons import alternatives, load_words
from xuntu.extractors.readers.encoding import decode
from xuntu.extractors.readers.page import Block, Grid, Page
from xuntu.extractors.readers.size import MOST_BYTES_OF_TEXT, refuse_beyond
from xuntu.ontology import DocumentError

_FEWEST_CELLS = 3
# what heads a column: a few characters, no sentence, not only a number
_HEAD_CELL = re.compile(r"(?=.*[^\d\s.,%年月日-])[^。；;！？!?]{1,20}")
_HEAD_WORD = re.compile(alternatives(load_words("furniture")["tables"]["heads"]))
# what parts the cells shows in the first lines, whose cells are heads without commas of their own
_DELIMITERS, _LINES_OF_HEAD = "\t,;，", 3
# a pasted cell that holds line breaks stands in quotation marks; so many lines it may have
_MOST_LINES_OF_A_CELL = 60


def read_csv(data: bytes, name: str) -> Page:
    """Return the table of a file whose cells are parted by commas, tabs or semicolons; a title above it is text."""
    refuse_beyond(len(data), MOST_BYTES_OF_TEXT, name)
    text, notes = decode(data, name)
    head = text.splitlines()[:_LINES_OF_HEAD]
    delimiter = next((each for each in _DELIMITERS if any(each in line for line in head)), ",")
    try:
        rows = list(csv.reader(StringIO(text.replace("\0", ""), newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise DocumentError(f"{name}：CSV 文件读不出（{error}）。请用 Excel 打开，另存为 .xlsx 后再读。") from error
    return Page(tuple(to_table(rows)), notes=notes)


def to_table(rows: list[list[str]]) -> Iterator[Block]:
    """Yield the lines above a table and its rows as wide as the widest; rows of nothing are left out.

    >>> list(to_table([["整改台账", ""], ["序号", "问题"], ["1", "学习不深"], []]))
    ['整改台账', Grid(rows=(('序号', '问题'), ('1', '学习不深')))]
    """
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    start = next((at for at, row in enumerate(filled) if len(_distinct(row)) > 1), len(filled))
    yield from (next(cell for cell in row if cell.strip()) for row in filled[:start])
    end = len(filled) - next((at for at, row in enumerate(reversed(filled)) if len(_distinct(row)) > 1), 0)
    table = filled[start : max(end, start)]
    width = max((at + 1 for row in table for at, cell in enumerate(row) if cell.strip()), default=0)
    if table:
        yield Grid(tuple((*row[:width], *[""] * (width - len(row))) for row in table))
    yield from (next(cell for cell in row if cell.strip()) for row in filled[max(end, start) :])


def _distinct(row: list[str]) -> set[str]:
    return {cell.strip() for cell in row} - {""}


def find_tables(text: str) -> Iterator[Block]:
    r"""Yield *text* in pieces: lines, and tables where a head row and rows of as many cells stand one below another.

    >>> list(find_tables("台账\n序号\t问题\t状态\n1\t学习不深\t完成\n以上"))
    ['台账', Grid(rows=(('序号', '问题', '状态'), ('1', '学习不深', '完成'))), '以上']
    """
    lines = text.splitlines()
    waiting: list[str] = []
    at = 0
    while at < len(lines):
        rows, after = _rows_from(lines, at) if _is_head(lines[at]) else ([], at)
        if len(rows) > 1:
            yield from ["\n".join(waiting)] if waiting else []
            waiting = []
            yield Grid(tuple(rows))
            at = after
        else:
            waiting.append(lines[at])
            at += 1
    if waiting:
        yield "\n".join(waiting)


def _is_head(line: str) -> bool:
    cells = line.split("\t")
    are_heads = len(cells) >= _FEWEST_CELLS and all(_HEAD_CELL.fullmatch(cell.strip()) for cell in cells)
    return are_heads and bool(_HEAD_WORD.search(line))


def _rows_from(lines: list[str], start: int) -> tuple[list[tuple[str, ...]], int]:
    """Return the rows of the table that begins at line *start*, and the line after it."""
    width = lines[start].count("\t") + 1
    rows: list[tuple[str, ...]] = []
    at = start
    while at < len(lines):
        row, after = _row_at(lines, at, width)
        if row is None:
            break
        rows.append(row)
        at = after
    return rows, at


def _row_at(lines: list[str], at: int, width: int) -> tuple[tuple[str, ...] | None, int]:
    """Return the row of *width* cells at line *at*, a quoted cell running over as many lines as it does."""
    line = lines[at]
    if line.count("\t") == width - 1 and not _is_open(line):
        return tuple(map(_unquoted, line.split("\t"))), at + 1
    for after in range(at + 1, min(at + _MOST_LINES_OF_A_CELL, len(lines)) if _is_open(line) else at + 1):
        line = f"{line}\n{lines[after]}"
        if line.count("\t") >= width - 1 and not _is_open(line):
            cells = next(csv.reader(StringIO(line, newline=""), delimiter="\t"))
            return (tuple(cells), after + 1) if len(cells) == width else (None, at)
    return None, at


def _is_open(line: str) -> bool:
    """Return whether a cell that begins with a quotation mark has not ended."""
    last = line.rsplit('\t"', 1)[-1] if '\t"' in line else line.removeprefix('"') if line.startswith('"') else ""
    return ('\t"' in line or line.startswith('"')) and last.count('"') % 2 == 0


def _unquoted(cell: str) -> str:
    is_quoted = len(cell) > 1 and cell[0] == cell[-1] == '"'
    return cell[1:-1].replace('""', '"') if is_quoted else cell
