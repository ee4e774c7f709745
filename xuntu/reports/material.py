"""What a report is made from: the findings of a unit or a round with all that became of them, read once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from xuntu.graph import Store, Value, ask
from xuntu.graph.profiles import (
    DeclaredRow,
    Deed,
    FindingRow,
    Found,
    InspectionRow,
    Outcome,
    Recurrence,
    RoundProfile,
    UnitProfile,
    read_declared_of,
    read_deeds,
    read_finding_rows,
    read_outcomes_of,
    read_recurrences,
)
from xuntu.reports.wording import to_date

STATUSES: Final = (
    ("done", "完成"), ("mostly", "基本完成"), ("stage", "阶段性完成"), ("lasting", "长期坚持"), ("ongoing", "正在整改"),
    ("undone", "未完成"), ("none", "未载明"),
)  # fmt: skip
"""The statuses in their order, and ``none`` for findings without."""


@dataclass(frozen=True)
class Material:
    """The findings of one unit or one round; ``today`` is the day by which they are judged, where one is known."""

    store: Store
    inspections: tuple[InspectionRow, ...]
    found: tuple[Found, ...]
    recurrences: tuple[Recurrence, ...]
    outcomes: tuple[tuple[str, Outcome], ...]
    declared: tuple[DeclaredRow, ...]
    deeds: tuple[Deed, ...]
    rows: dict[str, FindingRow]
    overdue: tuple[dict[str, Value], ...]
    today: date | None

    @cached_property
    def own(self) -> frozenset[str]:
        """The findings that the report is about."""
        return frozenset(each.finding for each in self.found)

    @cached_property
    def open(self) -> tuple[Found, ...]:
        """The findings with a status that is not done."""
        return tuple(each for each in self.found if each.is_open)

    @cached_property
    def again(self) -> tuple[Recurrence, ...]:
        """The recurrences whose later finding is one of its own, each pair once."""
        return tuple(link for link in self.recurrences if link.later in self.own)

    def row(self, finding: str) -> FindingRow | None:
        """Return a finding with its words; ``None`` where the graph only mentions it."""
        return self.rows.get(finding)

    def label(self, finding: str) -> str:
        """Return by what a finding is called in a table: the year of its inspection and its number."""
        row = self.rows.get(finding)
        return "" if row is None else label_of(row)


def read_of_unit(store: Store, unit: UnitProfile, today: date | None) -> Material:
    """Return what a report on *unit* is made from."""
    return _read(store, unit.inspections, unit.found, unit.recurrences, named=("unit", unit.name), today=today)


def read_of_round(store: Store, told: RoundProfile, today: date | None) -> Material:
    """Return what a report on a round is made from."""
    recurrences = read_recurrences(store, [each.finding for each in told.found])
    return _read(store, told.inspections, told.found, recurrences, named=("round", told.name), today=today)


def label_of(row: FindingRow) -> str:
    """Return by what a finding is called: the year of its inspection and its number, as 2021-22 or 2023-问题7."""
    return "-".join(filter(None, (row.year, row.number)))


def _read(
    store: Store,
    inspections: tuple[InspectionRow, ...],
    found: tuple[Found, ...],
    recurrences: tuple[Recurrence, ...],
    *,
    named: tuple[str, str],
    today: date | None,
) -> Material:
    own = [each.finding for each in found]
    ends = {end for link in recurrences for end in (link.later, link.earlier)}
    rows = read_finding_rows(store, [*own, *sorted(ends - set(own))])
    day = today or find_latest(inspections, rows[: len(own)])
    return Material(
        store,
        inspections,
        found,
        recurrences,
        read_outcomes_of(store, own),
        read_declared_of(store, [report.iri for row in inspections for report in row.reports]),
        read_deeds(store, own),
        {row.iri: row for row in rows},
        _read_overdue(store, found, named, day),
        day,
    )


def _read_overdue(
    store: Store, found: Sequence[Found], named: tuple[str, str], day: date | None
) -> tuple[dict[str, Value], ...]:
    """Return what is overdue of the findings, one line for each; the question asks by name, so others are left out."""
    wanted = {each.finding for each in found if each.is_open}
    if not wanted:
        return ()
    told = {named[0]: named[1]} if day is None else {named[0]: named[1], "today": day}
    lines = {str(line["finding_iri"]): line for line in reversed(ask(store, "overdue", limit=None, **told).to_dicts())}
    return tuple(lines[each.finding] for each in found if each.finding in lines)


def find_latest(inspections: Iterable[InspectionRow], rows: Iterable[FindingRow]) -> date | None:
    """Return the latest day that is told of inspections, reports and statuses; no clock is asked."""
    days = [
        *(day for row in inspections for day in (row.start, row.end, row.feedback)),
        *(report.issued for row in inspections for report in row.reports),
        *(row.day for row in rows),
    ]
    return max((day for told in days if (day := to_date(told))), default=None)
