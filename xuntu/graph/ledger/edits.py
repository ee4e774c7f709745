"""What people changed in a ledger: its rows found again by their codes and compared with how they were written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Final, TypeAlias

from xuntu.graph.ledger.columns import (
    CLOSED_HEAD,
    CODE,
    FULL_NAME,
    LEDGER_NAME,
    PROGRESS_HEAD,
    PROOF_HEAD,
    STATUS_HEAD,
    STATUSES,
)
from xuntu.graph.ledger.days import read_day
from xuntu.graph.ledger.stamp import Stamp, digest_text, read_stamps
from xuntu.graph.network import clean_text
from xuntu.ontology import LEDGER_SHEET, QueryError

Cells: TypeAlias = Mapping[tuple[int, int], str]

SHEETS: Final = (LEDGER_NAME, FULL_NAME)
"""The sheets that are taken back; the others only show."""
_MOST_HEADS: Final = 10
_TOLD: Final = 20


@dataclass(frozen=True, slots=True)
class Change:
    """What one cell says now: its sheet and reference (``台账!J5``), and its words; a day is an ISO one."""

    place: str
    text: str


@dataclass(slots=True)
class Edit:
    """What people changed of one problem: changes by the head of their column, beside how it was written."""

    stamp: Stamp
    changes: dict[str, Change] = field(default_factory=dict[str, Change])


@dataclass(slots=True)
class Edits:
    """What people changed in a workbook, by code; ``faults`` have to be mended, ``strays`` are left alone."""

    found: dict[str, Edit] = field(default_factory=dict[str, Edit])
    faults: list[str] = field(default_factory=list[str])
    strays: list[str] = field(default_factory=list[str])


@dataclass(slots=True)
class _Row:
    """A row of a sheet with those that it goes on in: the number of the first, and its cells by the head."""

    number: int
    parts: dict[int, dict[str, str]] = field(default_factory=dict[int, dict[str, str]])

    def text(self, head: str) -> str:
        return "".join(self.parts[part].get(head, "") for part in sorted(self.parts))


def read_edits(sheets: Mapping[str, Cells], name: str) -> Edits:
    """Return what people changed in the workbook *name*; raises ``QueryError`` where it is no ledger of ours."""
    stamps = read_stamps(sheets.get(LEDGER_SHEET, {}))
    if stamps is None:
        raise QueryError(
            f"{name}：不是 xuntu ledger 写出的台账（缺隐藏的工作表 {LEDGER_SHEET}）；"
            "请在导出的文件里修改，不要复制到新文件"
        )
    edits = Edits()
    for sheet in SHEETS:
        if sheet in sheets:
            _read_sheet(sheets[sheet], sheet, stamps, edits)
    if not any(sheet in sheets for sheet in SHEETS):
        edits.faults.append(f"工作簿里没有“{'”或“'.join(SHEETS)}”这张表；请不要改表名")
    return edits


def _read_sheet(cells: Cells, sheet: str, stamps: Mapping[str, Stamp], edits: Edits) -> None:
    heads = _find_heads(cells)
    if heads is None:
        edits.faults.append(
            f"{sheet}：找不到表头（要有“{STATUS_HEAD}”和隐藏的“{CODE}”两列）；请不要改表头、删去隐藏的列"
        )
        return
    top, columns = heads
    rows: dict[str, _Row] = {}
    for number, told in _rows(cells, top, columns):
        code, _, part = told.get(CODE, "").partition("/")
        if code not in stamps:
            if code or any(told.get(head) for head in (STATUS_HEAD, PROGRESS_HEAD, PROOF_HEAD, CLOSED_HEAD)):
                edits.strays.append(f"{sheet} 第 {number + 1} 行：不是导出时就有的行")
            continue
        row = rows.setdefault(code, _Row(number))
        place = int(part) if part.isdecimal() else 0
        if place in row.parts and row.parts[place] != told:
            edits.faults.append(
                f"{sheet} 第 {number + 1} 行：与第 {row.number + 1} 行是同一问题，写的却不同；请删去一行"
            )
        row.parts.setdefault(place, told)
        row.number = number if place == 0 else row.number
    for code, row in rows.items():
        for head, text in _changed(row, sheet, stamps[code], columns, edits):
            _note(edits, code, stamps[code], head, Change(f"{sheet}!{_letters(columns[head])}{row.number + 1}", text))


def _find_heads(cells: Cells) -> tuple[int, dict[str, int]] | None:
    """Return the row of the heads and the column of each, wherever people moved them."""
    rows: dict[int, dict[str, int]] = {}
    for (row, column), text in cells.items():
        if row < _MOST_HEADS:
            rows.setdefault(row, {}).setdefault("".join(text.split()), column)
    return next(((row, rows[row]) for row in sorted(rows) if {CODE, STATUS_HEAD} <= rows[row].keys()), None)


def _rows(cells: Cells, top: int, columns: Mapping[str, int]) -> Iterator[tuple[int, dict[str, str]]]:
    heads = {
        columns[head]: head for head in (CODE, STATUS_HEAD, PROGRESS_HEAD, PROOF_HEAD, CLOSED_HEAD) if head in columns
    }
    rows: dict[int, dict[str, str]] = {}
    for (row, column), text in cells.items():
        if row > top and column in heads:
            rows.setdefault(row, {})[heads[column]] = clean_text(text).strip()
    yield from sorted(rows.items())


def _changed(
    row: _Row, sheet: str, stamp: Stamp, columns: Mapping[str, int], edits: Edits
) -> Iterator[tuple[str, str]]:
    """Yield the heads of the cells that are not as they were written, with what they say now."""
    place = f"{sheet} 第 {row.number + 1} 行"
    status = row.parts[min(row.parts)].get(STATUS_HEAD, "")
    if status != stamp.status:
        if status in STATUSES:
            yield STATUS_HEAD, status
        else:
            edits.faults.append(_refuse_status(f"{sheet}!{_letters(columns[STATUS_HEAD])}{row.number + 1}", status))
    for head, before in ((PROGRESS_HEAD, stamp.progress), (PROOF_HEAD, stamp.proof)):
        text = row.text(head)
        if head in columns and text and digest_text(text) != before:
            yield head, text
        elif head in columns and before and not text:
            edits.strays.append(f"{place}：“{head}”清空了；库里原有的不删")
    closed = row.parts[min(row.parts)].get(CLOSED_HEAD, "")
    day = read_day(closed)
    if closed and day is None:
        where = f"{sheet}!{_letters(columns[CLOSED_HEAD])}{row.number + 1}"
        edits.faults.append(f"{where}：销号日期“{closed[:20]}”不是日期；请写成 2024-12-31")
    elif day and day.isoformat() != stamp.closed:
        yield CLOSED_HEAD, day.isoformat()


def _note(edits: Edits, code: str, stamp: Stamp, head: str, change: Change) -> None:
    edit = edits.found.setdefault(code, Edit(stamp))
    other = edit.changes.setdefault(head, change)
    if other.text != change.text:
        edits.faults.append(f"{other.place} 与 {change.place}：同一问题的“{head}”改得不同；请改成一样，或只改一处")


def _refuse_status(place: str, status: str) -> str:
    if not status:
        return f"{place}：整改状态清空了；请从列表中选一个：{'、'.join(STATUSES)}"
    near = get_close_matches(status, STATUSES, n=1, cutoff=0.3)
    hint = f"是不是“{near[0]}”？" if near else ""
    return f"{place}：整改状态“{status[:_TOLD]}”不在列表中；{hint}可写 {'、'.join(STATUSES)}"


def _letters(column: int) -> str:
    """Return the letters of a column counted from 0.

    >>> _letters(0), _letters(27)
    ('A', 'AB')
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
