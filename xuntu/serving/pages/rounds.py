"""Rounds: the list of them, and the page of one."""

from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from xuntu.graph.profiles import RoundProfile, describe_round, list_round_rows, read_finding_rows
from xuntu.ontology import clean
from xuntu.serving.pages.drawing import bars
from xuntu.serving.pages.links import is_ours, to_path
from xuntu.serving.pages.missing import show_missing
from xuntu.serving.pages.page import Asked, Page, redirect
from xuntu.serving.pages.paging import SIZE, page_of, start_of
from xuntu.serving.pages.templates import say, show
from xuntu.serving.pages.units import draw_statuses

if TYPE_CHECKING:
    from xuntu.serving.tasks import Reading

_ROUNDS: Final = 25
_MOST: Final = 12


def show_rounds(reading: "Reading", asked: Asked) -> Page:
    """Return the list of rounds."""
    start = start_of(asked, size=_ROUNDS)
    listing = list_round_rows(reading.store, words=asked.get("q"), start=start, size=_ROUNDS, language=asked.language)
    return show("rounds.html", asked, rows=listing.rows, paging=page_of(asked, listing.total, size=_ROUNDS))


def show_round(reading: "Reading", asked: Asked) -> Page:
    """Return the page of a round."""
    one = describe_round(reading.store, asked.get("iri"), asked.language) if is_ours(asked.get("iri")) else None
    if one is None:
        return show_missing(asked)
    if one.iri != asked.get("iri"):
        return redirect(to_path(one.iri, asked.root))
    page = [each.finding for each in one.found][start_of(asked) : start_of(asked) + SIZE]
    return show(
        "round.html",
        asked,
        round=one,
        open=sum(each.is_open for each in one.found),
        again=sum(row.tally.recurring for row in one.inspections),
        teams=sorted({team.label: team for row in one.inspections for team in row.teams}.items()),
        findings=read_finding_rows(reading.store, page, asked.language),
        paging=page_of(asked, len(one.found)),
        statuses=draw_statuses(one.found, one.inspections, asked),
        types=_draw_types(one, asked),
    )


def _draw_types(one: RoundProfile, asked: Asked) -> Markup:
    most = [(clean(kind.label), number) for kind, number in one.types[:_MOST]]
    return bars(most, title=say("things_types_most", asked.language), width=520) if most else Markup("")
