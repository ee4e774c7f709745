"""Findings counted: by type and year, by status and inspection."""

from collections import Counter, defaultdict
from typing import Final

from xuntu.graph.profiles import Named, count_statuses
from xuntu.reports.material import STATUSES, Material
from xuntu.reports.model import Bars, Block, Column, Section, Table, text
from xuntu.reports.wording import say_list

_MOST_TYPES: Final = 12
_MOST_YEARS: Final = 6
_MOST_LINES: Final = 40


def count_types(material: Material) -> list[tuple[Named, Counter[str]]]:
    """Return how many findings have which type, by year; the most frequent first."""
    years: defaultdict[Named, Counter[str]] = defaultdict(Counter)
    for finding in sorted(material.own):
        row = material.row(finding)
        for kind in row.types if row else ():
            years[kind][row.year or "未载明" if row else ""] += 1
    return sorted(years.items(), key=lambda each: (-each[1].total(), each[0].iri))


def tell_types(material: Material) -> Section:
    """Return how often each problem type was found, as bars and by year."""
    counted = count_types(material)
    if not counted:
        return Section("types", "问题类型", (text("没有问题可归类。"),))
    shown = counted[:_MOST_TYPES]
    years = sorted({year for _, counts in counted for year in counts})[-_MOST_YEARS:]
    bars = Bars("各类问题数", (("问题数", "c1"),), tuple((kind.label, (counts.total(),)) for kind, counts in shown))
    blocks: list[Block] = [bars]
    if len(years) > 1:
        named = (f"{year}年" if year.isdigit() else year for year in years)
        columns = (
            Column("代码", 10),
            Column("问题类型", 40),
            *(Column(year, 9, "right") for year in named),
            Column("合计", 8, "right"),
        )
        rows = tuple(
            (
                text(kind.iri.rpartition("problem-")[2]),
                text(kind.label),
                *(text(counts[year] or "") for year in years),
                text(counts.total(), tone="strong"),
            )
            for kind, counts in shown
        )
        left = len(counted) - len(shown)
        blocks.append(Table(columns, rows, f"另有 {left} 类未列出" if left else None))
    blocks.append(text("一个问题可以归入几类，各类之和可以多于问题数。", tone="soft"))
    return Section("types", "问题类型", tuple(blocks))


def tell_statuses(material: Material) -> Section:
    """Return how far findings are rectified, by inspection (of a round: by unit), as bars and as a table."""
    lines = _lines(material)
    if not lines:
        return Section("statuses", "整改状态", (text("没有问题。"),))
    used = [(key, name) for key, name in STATUSES if any(counts[key] for _, counts in lines)]
    shown = lines[:_MOST_LINES]
    bars = Bars(
        "问题，按整改状态",
        tuple((name, f"s-{key}") for key, name in used),
        tuple((label, tuple(counts[key] for key, _ in used)) for label, counts in shown),
    )
    columns = (
        Column("单位" if _is_of_units(material) else "巡视巡察", 34),
        *(Column(name, 2 * len(name) + 2, "right") for _, name in used),
        Column("合计", 6, "right"),
    )
    sums = Counter[str]()
    for _, counts in lines:
        sums += counts
    rows = [
        (text(label), *(text(counts[key] or "") for key, _ in used), text(counts.total())) for label, counts in shown
    ]
    if len(lines) > 1:
        rows.append(
            (
                text("合计", tone="strong"),
                *(text(sums[key], tone="strong") for key, _ in used),
                text(sums.total(), tone="strong"),
            )
        )
    left = len(lines) - len(shown)
    return Section(
        "statuses",
        "整改状态",
        (
            bars,
            Table(columns, tuple(rows), f"另有 {left} 行未列出" if left else None),
            text("状态是单位自报的，取最近一次；“未载明”是通报没有写明。", tone="soft"),
        ),
    )


def _lines(material: Material) -> list[tuple[str, Counter[str]]]:
    found = {row.iri: [each for each in material.found if each.inspection == row.iri] for row in material.inspections}
    by_unit = _is_of_units(material)
    return [
        (
            (say_list(unit.label for unit in row.units) if by_unit else None) or row.label,
            count_statuses(found[row.iri]),
        )
        for row in material.inspections
        if found[row.iri]
    ]


def _is_of_units(material: Material) -> bool:
    """Tell whether there are several units, so that a line is called by its unit."""
    return len({unit for row in material.inspections for unit in row.units}) > 1
