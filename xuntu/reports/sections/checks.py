"""Counts that reports declare of themselves, beside what was read."""

from typing import Final

from xuntu.graph.profiles import DeclaredRow
from xuntu.reports.material import Material
from xuntu.reports.model import Block, Column, Section, Table, Text, text
from xuntu.reports.wording import say_number

_MOST: Final = 120
_COLUMNS: Final = (
    Column("通报", 42), Column("自报", 18), Column("数", 12, "right"), Column("读出", 10, "right"), Column("结果", 14),
)  # fmt: skip


def tell_declared(material: Material) -> Section:
    """Return declared counts: those that differ first, then the others in the order of the reports."""
    rows = sorted(material.declared, key=lambda row: row.agrees is not False)
    if not rows:
        return Section("declared", "自报数与读出数", (text("各份通报没有写明总数。"),))
    wrong = sum(row.agrees is False for row in rows)
    same = sum(row.agrees is True for row in rows)
    left = max(len(rows) - _MOST, 0)
    rest = f"另有 {left} 处未列出，见 xuntu query declared" if left else None
    blocks: list[Block] = [
        text(f"通报写明的总数共 {len(rows)} 处：与读出的一致 {same} 处，不一致 {wrong} 处，其余没有可比的数。"),
        Table(_COLUMNS, tuple(_tell(row) for row in rows[:_MOST]), rest),
    ]
    if wrong:
        blocks.append(text("不一致的，可能是通报自己前后不合，也可能是没有读全，须看原文。", tone="soft"))
    return Section("declared", "自报数与读出数", tuple(blocks))


def _tell(row: DeclaredRow) -> tuple[Text, ...]:
    value = "" if row.value is None else f"{say_number(row.value)}{row.unit or ''}"
    return (
        text(row.title),
        text(f"{row.what}{f'（{row.under}）' if row.under else ''}", row.quote),
        text(value),
        text("" if row.extracted is None else row.extracted),
        text(
            {True: "一致", False: "不一致", None: "不核对"}[row.agrees],
            tone={True: "plain", False: "bad", None: "soft"}[row.agrees],  # type: ignore[arg-type]  # mypy widens the values
        ),
    )
