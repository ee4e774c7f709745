"""Units before, above and below the one that the report is about."""

from collections.abc import Sequence
from typing import Final

from xuntu.graph import Store
from xuntu.graph.profiles import Relative, read_finding_rows
from xuntu.reports.material import label_of
from xuntu.reports.model import Block, Column, Heading, Section, Table, text

_MOST: Final = 30
_COLUMNS: Final = (
    Column("关系", 12), Column("单位", 46), Column("问题", 14, "right"), Column("未办结", 14, "right"),
    Column("反复", 14, "right"),
)  # fmt: skip
_OPEN: Final = (Column("单位", 24), Column("编号", 12), Column("问题", 52), Column("状态", 13))


def tell_relatives(store: Store, relatives: Sequence[Relative]) -> Section:
    """Return what was found in the units around, and what of it is unfinished."""
    if not relatives:
        return Section("relatives", "前身与上下级单位", (text("所读文件中没有它的前身、上级、下级单位的问题。"),))
    rows = tuple(
        (
            text(one.relation),
            text(one.unit.label),
            *(text(number) for number in (one.tally.findings, one.tally.open, one.tally.recurring)),
        )
        for one in relatives[:_MOST]
    )
    blocks: list[Block] = [Table(_COLUMNS, rows)]
    still = [finding for one in relatives if one.relation != "上级" for finding in one.open]
    if still:
        found = read_finding_rows(store, still[:_MOST])
        blocks.append(Heading(f"前身、下级单位未办结的问题（{len(still)} 个）"))
        left = len(still) - len(found)
        blocks.append(
            Table(
                _OPEN,
                tuple(
                    (
                        text(row.unit.label if row.unit else ""),
                        text(label_of(row)),
                        text(row.statement, row.quote),
                        text(row.status_label),
                    )
                    for row in found
                ),
                f"另有 {left} 个未列出，见 xuntu query before-entering" if left else None,
            )
        )
    return Section("relatives", "前身与上下级单位", tuple(blocks))
