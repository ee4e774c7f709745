"""Inspections by time, and the units of a round."""

from collections.abc import Iterable, Iterator
from typing import Final

from xuntu.graph.profiles import InspectionRow
from xuntu.reports.material import Material
from xuntu.reports.model import Block, Column, Section, Text, table, text
from xuntu.reports.wording import say_list, say_span

_MOST: Final = 200
_HISTORY: Final = (
    Column("时间", 15), Column("巡视巡察", 22), Column("轮次、类型", 21), Column("反馈", 12, "day"),
    Column("通报", 12, "day"), Column("问题", 6, "right"), Column("未办结", 8, "right"), Column("反复", 6, "right"),
)  # fmt: skip
_UNITS: Final = (
    Column("单位", 27), Column("组", 15), Column("时间", 15), Column("反馈", 12, "day"), Column("通报", 12, "day"),
    Column("问题", 6, "right"), Column("未办结", 8, "right"), Column("反复", 6, "right"),
)  # fmt: skip


def tell_inspections(material: Material) -> Section:
    """Return the inspections of a unit, one line each, in the order of time."""
    rows = tuple(_tell(row) for row in material.inspections[-_MOST:])
    blocks: list[Block] = [table(_HISTORY, rows)] if rows else [text("所读文件中没有这个单位的巡视巡察。")]
    if any(not row.tally.findings for row in material.inspections):
        blocks.append(text("问题数为空的，所读文件只提到有这次巡视巡察，没有它的反馈或整改通报。", tone="soft"))
    return Section("history", "历次巡视巡察", tuple(blocks))


def _tell(row: InspectionRow) -> tuple[Text, ...]:
    who = say_list(named.label for named in (*row.bodies, *row.teams)[-1:])
    return (
        text(_when(row), row.quote),
        text(say_list(filter(None, (row.label.partition("（")[0], who if who not in row.label else None)))),
        text("；".join(filter(None, (say_list(named.label for named in row.rounds), _kind(row))))),
        text(row.feedback),
        *_counts(row),
    )


def _when(row: InspectionRow) -> str:
    return " 至 ".join(filter(None, (row.start, row.end))) or row.feedback or "时间未载明"


def _kind(row: InspectionRow) -> str:
    kinds = say_list(kind for kind in row.kinds if kind not in ("巡视", "巡察"))
    return f"{kinds}（{row.subject}）" if row.subject and kinds else kinds or (row.subject or "")


def _counts(row: InspectionRow) -> Iterator[Text]:
    yield text(next((report.issued for report in row.reports if report.issued), None))
    told = (row.tally.findings, row.tally.open, row.tally.recurring) if row.tally.findings else ()
    yield from (text(f"{number:,}") for number in told) if told else (text(""), text(""), text(""))


def tell_units(material: Material) -> Section:
    """Return the units of a round, one line each: those with most findings first."""
    ordered = sorted(
        material.inspections,
        key=lambda row: (-row.tally.findings, say_list(unit.label for unit in row.units), row.iri),
    )
    rows = tuple(_tell_unit(row) for row in ordered[:_MOST])
    left = len(ordered) - len(rows)
    rest = f"另有 {left} 个未列出，见 xuntu query coverage" if left else None
    blocks: list[Block] = [table(_UNITS, rows, rest)] if rows else [text("所读文件中没有这一轮的巡视巡察。")]
    without = sum(not row.tally.findings for row in ordered)
    if without:
        blocks.append(text(f"其中 {without} 个单位的反馈或整改通报不在所读文件之中，问题数为空。", tone="soft"))
    return Section("units", "被巡单位", tuple(blocks))


def _tell_unit(row: InspectionRow) -> tuple[Text, ...]:
    return (
        text(say_list(unit.label for unit in row.units) or row.label, row.quote),
        text(say_list(team.label for team in row.teams)),
        text(" 至 ".join(filter(None, (row.start, row.end)))),
        text(row.feedback),
        *_counts(row),
    )


def span_of(rows: Iterable[InspectionRow]) -> str:
    """Return the period from the first to the last day of some inspections."""
    told = list(rows)
    starts = sorted(row.start for row in told if row.start)
    ends = sorted(row.end for row in told if row.end)
    return say_span(starts[0] if starts else None, ends[-1] if ends else None)
