"""All findings, inspection by inspection, as an appendix."""

from typing import Final

from xuntu.graph.profiles import FindingRow
from xuntu.reports.material import Material
from xuntu.reports.model import Block, Column, Heading, Section, Text, table, text
from xuntu.reports.wording import say_list

_MOST: Final = 400
_COLUMNS: Final = (Column("编号", 9), Column("问题", 55), Column("类型", 22), Column("状态", 14))


def tell_findings(material: Material) -> Section:
    """Return every finding with its type and status, the latest inspection first."""
    blocks: list[Block] = []
    left = _MOST
    for inspection in reversed(material.inspections):
        rows = [
            row
            for each in material.found
            if each.inspection == inspection.iri and (row := material.row(each.finding)) is not None
        ]
        if rows and left > 0:
            blocks += [Heading(text(inspection.label).words), table(_COLUMNS, tuple(map(_tell, rows[:left])))]
            left -= len(rows)
    if left < 0:
        blocks.append(text(f"另有 {-left} 个问题未列出，见 xuntu query findings", tone="soft"))
    return Section("findings", "历次问题", tuple(blocks) or (text("没有问题。"),))


def _tell(row: FindingRow) -> tuple[Text, ...]:
    return (
        text(row.number),
        text(row.statement, row.quote),
        text(say_list(kind.label for kind in row.types)),
        text(row.status_label or "未载明", tone="bad" if row.status == "undone" else "plain" if row.status else "soft"),
    )
