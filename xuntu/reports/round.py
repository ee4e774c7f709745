"""The report on a round: its units, what they have in common, what came back, what is unfinished."""

from collections.abc import Iterator
from datetime import date

from xuntu.graph import Store
from xuntu.graph.profiles import RoundProfile, describe_round, find_round
from xuntu.ontology import QueryError
from xuntu.reports.material import Material, read_of_round
from xuntu.reports.model import Report, Section, Tiles, text
from xuntu.reports.noting import to_report
from xuntu.reports.sections import (
    tell_declared,
    tell_findings,
    tell_outcomes,
    tell_policies,
    tell_recurrences,
    tell_shared,
    tell_statuses,
    tell_types,
    tell_unfinished,
    tell_units,
)
from xuntu.reports.sections.history import span_of
from xuntu.reports.summary import say_found, say_money_and_people, say_types, to_tiles
from xuntu.reports.wording import say_day, say_list


def report_on_round(store: Store, name: str, *, today: date | None = None) -> Report:
    """Return the report on the round that is called *name*, as of *today*, else of the latest day that is told.

    Raises QueryError where no round, or more than one, is called so.
    """
    told = describe_round(store, find_round(store, name))
    if told is None:
        raise QueryError(f"“{name}”不是轮次；报告可以写一个单位（--unit）或一个轮次（--round）")
    material = read_of_round(store, told, today)
    tiles = Tiles(((f"{_inspected(material)}", "个单位有记载"), *to_tiles(material)))
    sections = (
        Section("summary", "概要", (text(_summarise(told, material)), *((tiles,) if material.found else ()))),
        tell_units(material),
        tell_shared(material),
        tell_types(material),
        tell_statuses(material),
        tell_recurrences(material),
        tell_unfinished(material),
        tell_outcomes(material),
        tell_policies(material),
        tell_declared(material),
        tell_findings(material),
    )
    return to_report(
        store,
        title=f"{text(told.name).words}情况汇编",
        subtitle="被巡单位、共性问题、整改和反复",
        about=tuple(_about(told, material)),
        sections=sections,
    )


def _inspected(material: Material) -> int:
    return len({each.unit for each in material.found})


def _about(told: RoundProfile, material: Material) -> Iterator[tuple[str, str]]:
    yield "轮次", told.name
    if told.aliases:
        yield "又称", say_list(told.aliases, 6)
    if told.bodies:
        yield "派出", say_list(body.label for body in told.bodies)
    if when := span_of(material.inspections):
        yield "时间", when
    if material.today:
        yield "截至", say_day(material.today.isoformat())


def _summarise(told: RoundProfile, material: Material) -> str:
    units = {unit.iri for row in material.inspections for unit in row.units}
    when = span_of(material.inspections)
    return "".join(
        (
            f"所读文件记载{told.name}巡了{len(units)}个单位{f'（{when}）' if when else ''}，",
            f"其中{_inspected(material)}个有问题记载。",
            say_found(material),
            say_types(material),
            say_money_and_people(material),
        )
    )
