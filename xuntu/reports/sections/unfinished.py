"""What is not finished, and what is past the day for which it was promised."""

from datetime import date
from typing import Final

from xuntu.graph import Value
from xuntu.graph.profiles import Found
from xuntu.reports.material import Material
from xuntu.reports.model import Block, Column, Heading, Section, Text, table, text
from xuntu.reports.wording import say_day, say_list, to_date

_MOST: Final = 120
_OPEN: Final = (
    Column("编号", 12), Column("问题", 38), Column("状态", 12), Column("报告日期", 12, "day"), Column("时限", 12),
    Column("责任单位、职务", 14),
)  # fmt: skip
_OVERDUE: Final = (
    Column("编号", 12), Column("问题", 23), Column("承诺", 20), Column("时限", 12, "day"), Column("状态", 12),
    Column("到期后又被发现", 19), Column("逾期", 9, "right"),
)  # fmt: skip


def tell_unfinished(material: Material) -> Section:
    """Return what is overdue as of the day of the report, then what else is unfinished."""
    day = f"截至{say_day(material.today.isoformat())}，" if material.today else ""
    if not material.open:
        return Section("unfinished", "未办结与逾期", (text(f"{day}没有报告为未办结的问题。"),))
    blocks: list[Block] = [Heading(f"已过时限（{len(material.overdue)} 个）")]
    blocks.append(
        table(_OVERDUE, tuple(_tell_overdue(material, line) for line in material.overdue[:_MOST]))
        if material.overdue
        else text(f"{day}没有写明时限且已过时限的问题。")
    )
    late = {str(line["finding_iri"]) for line in material.overdue}
    others = [each for each in material.open if each.finding not in late]
    if others:
        blocks.append(Heading(f"{'其他' if late else ''}未办结（{len(others)} 个）"))
        left = max(len(others) - _MOST, 0)
        rest = f"另有 {left} 个未列出，见 xuntu query open-findings" if left else None
        blocks.append(table(_OPEN, tuple(_tell_open(material, each) for each in others[:_MOST]), rest))
    return Section("unfinished", "未办结与逾期", tuple(blocks))


def _tell_open(material: Material, each: Found) -> tuple[Text, ...]:
    row = material.row(each.finding)
    if row is None:
        return (text(""),) * len(_OPEN)
    return (
        text(material.label(row.iri)),
        text(row.statement, row.quote),
        text(row.status_label, tone="bad" if row.status == "undone" else "plain"),
        text(row.day),
        text(row.deadline),
        text(say_list(named.label for named in row.responsible)),
    )


def _tell_overdue(material: Material, line: dict[str, Value]) -> tuple[Text, ...]:
    row = material.row(str(line["finding_iri"]))
    return (
        text(material.label(row.iri) if row else line["number"]),
        text(row.statement if row else line["finding"], row.quote if row else None),
        text(line["promise"]),
        text(line["due"]),
        text(row.status_label if row else line["status"]),
        text(line["again"]),
        text(_late(material.today, to_date(str(line["due"] or ""))), tone="bad"),
    )


def _late(today: date | None, due: date | None) -> str:
    return f"{(today - due).days:,} 天" if today and due and today > due else "已逾期"
