"""Units: the list of them, and the page of one."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final, cast, get_args

from markupsafe import Markup

from xuntu.graph.profiles import (
    FindingRow,
    Found,
    InspectionRow,
    Outcome,
    Recurrence,
    UnitOrder,
    UnitProfile,
    describe_unit,
    list_unit_rows,
    read_finding_rows,
)
from xuntu.ontology import clean
from xuntu.serving.pages.courses import Column, Line, Point, Span, draw_chains, draw_spans
from xuntu.serving.pages.drawing import Series, bars, number, stacks
from xuntu.serving.pages.links import is_ours, to_path
from xuntu.serving.pages.missing import show_missing
from xuntu.serving.pages.page import Asked, Page, redirect
from xuntu.serving.pages.paging import SIZE, page_of, start_of
from xuntu.serving.pages.templates import say, show

if TYPE_CHECKING:
    from xuntu.serving.tasks import Reading

STATUSES: Final = ("done", "mostly", "stage", "lasting", "ongoing", "undone", "none")
"""The statuses in their order, and ``none`` for findings without."""
_MOST_POINTS: Final = 60
_MOST_COLUMNS: Final = 8


@dataclass(frozen=True, slots=True)
class Sum:
    """Results of one kind added up."""

    kind: str
    type: str
    unit: str | None
    value: int | Decimal | None
    times: int


def show_units(reading: "Reading", asked: Asked) -> Page:
    """Return the list of units."""
    told = asked.get("order", "findings")
    order = cast("UnitOrder", told if told in get_args(UnitOrder) else "findings")
    listing = list_unit_rows(
        reading.store,
        words=asked.get("q"),
        order=order,
        every=bool(asked.get("every")),
        start=start_of(asked),
        language=asked.language,
    )
    return show(
        "units.html",
        asked,
        rows=listing.rows,
        paging=page_of(asked, listing.total),
        order=order,
        orders=get_args(UnitOrder),
    )


def show_unit(reading: "Reading", asked: Asked) -> Page:
    """Return the page of a unit; that of its canonical unit where the IRI is of one of its names."""
    unit = describe_unit(reading.store, asked.get("iri"), asked.language) if is_ours(asked.get("iri")) else None
    if unit is None:
        return show_missing(asked)
    if unit.iri != asked.get("iri"):
        return redirect(to_path(unit.iri, asked.root))
    chosen = asked.get("inspection")
    of_one = [each.finding for each in unit.found if not chosen or each.inspection == chosen]
    page = of_one[start_of(asked) : start_of(asked) + SIZE]
    ends = {end for link in unit.recurrences for end in (link.later, link.earlier)}
    every = read_finding_rows(reading.store, [*page, *sorted(ends - set(page))], asked.language)
    rows = {row.iri: row for row in every}
    return show(
        "unit.html",
        asked,
        unit=unit,
        findings=[rows[finding] for finding in page if finding in rows],
        paging=page_of(asked, len(of_one)),
        chosen=chosen,
        rows=rows,
        recurrences=sorted(unit.recurrences, key=lambda link: _when(rows, link)),
        open=sum(each.is_open for each in unit.found),
        again=len({link.later for link in unit.recurrences if _is_own(link, unit)}),
        line=_draw_line(unit, asked),
        statuses=draw_statuses(unit.found, unit.inspections, asked),
        types=_draw_types(rows.values(), asked) if len(of_one) <= SIZE else Markup(""),
        chains=_draw_recurrences(unit, rows, asked),
        sums=add_up(outcome for _, outcome in unit.outcomes),
        grouped=number,
    )


def _when(rows: dict[str, FindingRow], link: Recurrence) -> tuple[str, str, int]:
    row = rows.get(link.later)
    return (
        (row.year or "", row.quote.iri.partition("#")[0] if row.quote else "", row.quote.start if row.quote else 0)
        if row
        else ("", "", 0)
    )


def _is_own(link: Recurrence, unit: UnitProfile) -> bool:
    return link.later in {each.finding for each in unit.found}


def add_up(outcomes: Iterable[Outcome]) -> list[Sum]:
    """Return results added up by kind, type and unit of measure; what states no value only counts."""
    found: defaultdict[tuple[str, str, str | None], list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        found[outcome.kind, outcome.type, outcome.unit].append(outcome)
    order = ("money", "sanction", "meeting", "figure")
    return [
        Sum(
            kind,
            name,
            unit,
            sum(values) if (values := [each.value for each in found[key] if each.value is not None]) else None,
            len(found[key]),
        )
        for key in sorted(found, key=lambda key: (order.index(key[0]), key[1], key[2] or ""))
        for kind, name, unit in [key]
    ]


def label_of(inspection: InspectionRow) -> str:
    """Return a short name of an inspection: year, team, round."""
    who = [one.label for one in (*inspection.teams, *inspection.bodies)][:1]
    return " ".join([*filter(None, [inspection.year]), *who] if who else [inspection.label])


def _draw_line(unit: UnitProfile, asked: Asked) -> Markup:
    spans = [
        Span(
            clean(f"{label_of(one)} · {one.tally.findings} {say('things_findings', asked.language)}"),
            to_path(one.iri, asked.root),
            one.start,
            one.end,
            one.feedback,
            tuple(report.issued for report in one.reports if report.issued),
            clean(
                "；".join([one.label, *(each.label for each in one.rounds), *(report.title for report in one.reports)])
            ),
        )
        for one in unit.inspections
    ]
    return draw_spans(
        spans,
        title=say("things_line", asked.language),
        description=say("things_line_described", asked.language),
        names={
            "inspection": say("things_inspection", asked.language),
            "feedback": say("things_feedback", asked.language),
            "report": say("things_published", asked.language),
        },
    )


def draw_statuses(found: Iterable[Found], inspections: Iterable[InspectionRow], asked: Asked) -> Markup:
    """Return columns of statuses, year by year of the inspections."""
    years = {one.iri: one.year or "?" for one in inspections}
    counts: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    for each in found:
        counts[years.get(each.inspection, "?")][each.status or "none"] += 1
    names = sorted(counts)
    series = [
        Series(say(f"things_status_{status}", asked.language), [counts[name][status] for name in names], f"s-{status}")
        for status in STATUSES
        if any(counts[name][status] for name in names)
    ]
    if not series:
        return Markup("")
    return stacks(
        names,
        series,
        title=say("things_statuses", asked.language),
        description=say("things_statuses_described", asked.language),
        width=520,
    )


def _draw_types(rows: Iterable[FindingRow], asked: Asked) -> Markup:
    counts: defaultdict[str, int] = defaultdict(int)
    for row in rows:
        for kind in row.types:
            counts[clean(kind.label)] += 1
    most = sorted(counts.items(), key=lambda each: (-each[1], each[0]))[:10]
    return bars(most, title=say("things_types_most", asked.language), width=520) if most else Markup("")


def _draw_recurrences(unit: UnitProfile, rows: dict[str, FindingRow], asked: Asked) -> Markup:
    """Return the inspections as columns and the recurrences between them; only what recurs where there are many."""
    ends = {end for link in unit.recurrences for end in (link.later, link.earlier)}
    if not ends:
        return Markup("")
    columns: list[Column] = []
    mentioned = [link for link in unit.recurrences if link.told]
    if mentioned:
        told = {link.earlier: link.told.label for link in mentioned if link.told}
        points = [
            Point(key, clean(told[key]), clean(f"{told[key]}：{_said(rows, key)}"), to_path(key, asked.root))
            for key in told
        ]
        columns.append(Column(say("things_by_mention", asked.language), tuple(points[:_MOST_POINTS])))
    for one in unit.inspections[-_MOST_COLUMNS:]:
        own = [each.finding for each in unit.found if each.inspection == one.iri]
        shown = (
            own
            if len(own) <= _MOST_POINTS and all(each in rows for each in own)
            else [each for each in own if each in ends]
        )
        points = [
            Point(
                key,
                clean(rows[key].number or rows[key].label),
                clean(_said(rows, key)),
                to_path(key, asked.root),
            )
            for key in shown[:_MOST_POINTS]
            if key in rows
        ]
        if points:
            columns.append(Column(clean(f"{label_of(one)}（{one.tally.findings}）"), tuple(points)))
    lines = [
        Line(
            link.earlier,
            link.later,
            link.is_stated,
            clean(f"{link.kind}：{_said(rows, link.earlier)} → {_said(rows, link.later)}"),
        )
        for link in unit.recurrences
    ]
    return draw_chains(
        columns,
        lines,
        title=say("things_recurrences", asked.language),
        description=say("things_recurrences_described", asked.language),
    )


def _said(rows: dict[str, FindingRow], key: str) -> str:
    return rows[key].statement if key in rows else ""
