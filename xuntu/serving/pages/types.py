"""Problem types: the tree of them, and the page of one."""

from typing import TYPE_CHECKING

from markupsafe import Markup

from xuntu.graph.profiles import TypeProfile, describe_type, list_type_rows, read_finding_rows
from xuntu.ontology import clean
from xuntu.serving.pages.drawing import Series, bars, stacks
from xuntu.serving.pages.links import is_ours
from xuntu.serving.pages.missing import show_missing
from xuntu.serving.pages.page import Asked, Page
from xuntu.serving.pages.paging import SIZE, page_of, start_of
from xuntu.serving.pages.templates import say, show
from xuntu.serving.pages.units import STATUSES

if TYPE_CHECKING:
    from xuntu.serving.tasks import Reading


def show_types(reading: "Reading", asked: Asked) -> Page:
    """Return the tree of problem types."""
    return show("types.html", asked, rows=list_type_rows(reading.store, asked.language))


def show_type(reading: "Reading", asked: Asked) -> Page:
    """Return the page of a problem type."""
    one = describe_type(reading.store, asked.get("iri"), asked.language) if is_ours(asked.get("iri")) else None
    if one is None:
        return show_missing(asked)
    page = one.findings[start_of(asked) : start_of(asked) + SIZE]
    statuses = {
        status: sum(counts[status] for _, counts in one.years)
        for status in STATUSES
        if any(counts[status] for _, counts in one.years)
    }
    return show(
        "type.html",
        asked,
        type=one,
        statuses=statuses,
        findings=read_finding_rows(reading.store, page, asked.language),
        paging=page_of(asked, len(one.findings)),
        years=_draw_years(one, asked),
        units=bars(
            [(clean(unit.label), number) for unit, number in one.units[:12]],
            title=say("things_units_most", asked.language),
            width=520,
        )
        if one.units
        else Markup(""),
    )


def _draw_years(one: TypeProfile, asked: Asked) -> Markup:
    names = [year or "?" for year, _ in one.years]
    series = [
        Series(
            say(f"things_status_{status}", asked.language), [counts[status] for _, counts in one.years], f"s-{status}"
        )
        for status in STATUSES
        if any(counts[status] for _, counts in one.years)
    ]
    if not series:
        return Markup("")
    title = say("things_years", asked.language)
    return stacks(names, series, title=title, description=say("things_years_described", asked.language), width=520)
