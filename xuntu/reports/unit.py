"""The report on a unit: what an inspector takes into it before the next inspection."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from xuntu.graph import Store
from xuntu.graph.profiles import UnitProfile, describe_unit, find_unit, list_peers, list_relatives
from xuntu.ontology import QueryError
from xuntu.reports.material import Material, read_of_unit
from xuntu.reports.model import Report, Section, Text, Tiles, text
from xuntu.reports.noting import to_report
from xuntu.reports.sections import (
    tell_declared,
    tell_findings,
    tell_inspections,
    tell_outcomes,
    tell_peers,
    tell_policies,
    tell_recurrences,
    tell_relatives,
    tell_statuses,
    tell_types,
    tell_unfinished,
)
from xuntu.reports.summary import say_found, say_money_and_people, say_types, to_tiles
from xuntu.reports.wording import say_day, say_list, say_span


def report_on_unit(store: Store, name: str, *, today: date | None = None) -> Report:
    """Return the report on the unit that is called *name*, as of *today*, else of the latest day that is told.

    Raises QueryError where no unit, or more than one, is called so.
    """
    unit = describe_unit(store, find_unit(store, name))
    if unit is None:
        raise QueryError(f"“{name}”不是单位；报告可以写一个单位（--unit）或一个轮次（--round）")
    material = read_of_unit(store, unit, today)
    sections = (
        Section("summary", "概要", (text(_summarise(unit, material)), *_tiles(material))),
        tell_inspections(material),
        tell_statuses(material),
        tell_types(material),
        tell_recurrences(material),
        tell_unfinished(material),
        tell_outcomes(material),
        tell_policies(material),
        tell_peers(list_peers(store, unit)),
        tell_relatives(store, list_relatives(store, unit)),
        tell_declared(material),
        tell_findings(material),
    )
    return to_report(
        store,
        title=f"{text(unit.name).words}巡前画像",
        subtitle="历次巡视巡察、整改和反复问题",
        about=tuple(_about(unit, material)),
        sections=sections,
    )


def _about(unit: UnitProfile, material: Material) -> Iterator[tuple[str, str]]:
    names = dict.fromkeys(name for alias in unit.aliases for name in (alias.name, *alias.called) if name != unit.name)
    yield "单位", unit.name
    if names:
        yield "又称", say_list(names)
    if unit.level or unit.parents:
        yield "级别、上级", say_list(filter(None, (unit.level, *(parent.label for parent in unit.parents[:2]))))
    if material.today:
        yield "截至", say_day(material.today.isoformat())


def _tiles(material: Material) -> tuple[Tiles | Text, ...]:
    inspected = sum(bool(row.tally.findings) for row in material.inspections)
    return (Tiles(((f"{inspected}", "次有问题记载"), *to_tiles(material))),) if material.found else ()


def _summarise(unit: UnitProfile, material: Material) -> str:
    if not material.inspections:
        return f"所读文件没有写到对{unit.name}的巡视巡察。"
    levels = Counter(row.level for row in material.inspections if row.level)
    told = say_list(f"{level}{number}次" for level, number in sorted(levels.items(), key=lambda each: -each[1]))
    last = material.inspections[-1]
    round_ = f"（{last.rounds[0].label}）" if last.rounds else ""
    when = say_span(last.start, last.end) or (f"{say_day(last.feedback)}反馈" if last.feedback else "时间未载明")
    teams = say_list(team.label for team in last.teams)
    what = f"由{teams}进行的{_role(last.kinds)}" if teams else f"的{last.label.partition('（')[0]}"
    return "".join(
        (
            f"所读文件记载对{unit.name}的巡视巡察{len(material.inspections)}次{f'（{told}）' if told else ''}，",
            f"最近一次是{when}{what}{round_}。",
            say_found(material),
            say_types(material),
            say_money_and_people(material),
        )
    )


def _role(kinds: tuple[str, ...]) -> str:
    others = [kind for kind in kinds if kind not in ("巡视", "巡察")]
    return f"{say_list(others)}{next((kind for kind in kinds if kind in ('巡视', '巡察')), '巡视巡察')}"
