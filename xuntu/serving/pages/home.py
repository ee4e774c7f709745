"""The first page: what is in the graph, what recurs, what needs a look, and what may be asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from xuntu.graph import Overview, find_question, load_questions, read_overview
from xuntu.serving.pages.drawing import columns
from xuntu.serving.pages.page import Asked, Page
from xuntu.serving.pages.templates import say, show

if TYPE_CHECKING:
    from xuntu.graph import Language
    from xuntu.serving.tasks import Reading

_STATUSES: Final = (
    ("完成", "s-done"), ("基本完成", "s-mostly"), ("阶段性完成", "s-stage"), ("长期坚持", "s-lasting"),
    ("正在整改", "s-ongoing"), ("未完成", "s-undone"),
)  # fmt: skip
_OPEN: Final = ("正在整改", "未完成", "阶段性完成", "长期坚持", "基本完成")
_EXAMPLES: Final = ("recurring", "common-problems", "open-findings", "largest-recoveries", "unit-history", "policies")
_TILES: Final = (
    ("documents", "documents", "/documents"), ("inspected", "units", "/units"), ("rounds", "rounds", "/rounds"),
    ("inspections", "inspections", "/questions/who"), ("findings", "findings", "/questions/findings"),
    ("recurring", "recurring", "/questions/recurring"), ("measures", "measures", "/questions/measures-by-type"),
    ("policies", "policies", "/policies"),
)  # fmt: skip
_YEARS: Final = 12


@dataclass(frozen=True, slots=True)
class Share:
    """A status with how many findings have it, its colour, and where its part of the bar lies, per cent."""

    word: str
    number: int
    colour: str
    start: float
    share: float


def show_home(reading: "Reading", asked: Asked) -> Page:
    """Return the first page."""
    overview = reading.memory.recall("overview", lambda: read_overview(reading.store))
    language = asked.language
    still_open = sum(overview.statuses.get(word, 0) for word in _OPEN)
    return show(
        "home.html",
        asked,
        overview=overview,
        tiles=[(_name_tile(name, language), overview.counts.get(what, 0), path) for name, what, path in _TILES],
        statuses=share_statuses(overview),
        years=_draw_years(overview.years[-_YEARS:], language),
        still_open=still_open,
        notes=overview.counts.get("notes", 0),
        examples=[find_question(name) for name in _EXAMPLES],
        questions=len(load_questions()),
    )


def share_statuses(overview: Overview) -> list[Share]:
    """Return the statuses in their order, each with its share of all."""
    told = [(word, overview.statuses.get(word, 0), colour) for word, colour in _STATUSES]
    whole = sum(number for _, number, _ in told)
    shares: list[Share] = []
    before = 0
    for word, number, colour in told:
        if number:
            shares.append(Share(word, number, colour, round(100 * before / whole, 2), round(100 * number / whole, 2)))
        before += number
    return shares


def _draw_years(years: Sequence[tuple[str, int]], language: "Language") -> Markup:
    return columns(years, title=say("home_years", language), width=560)


def _name_tile(name: str, language: "Language") -> str:
    key = name if name in ("documents", "rounds", "policies") else f"home_{name}"
    return say(key, language)
