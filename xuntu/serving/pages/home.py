"""The first page: what is in the graph, what recurs, what needs a look, and what may be asked."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from xuntu.graph import Overview, find_question, load_questions, read_overview
from xuntu.serving.pages.drawing import bars, columns, frame, measure
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
        statuses=draw_statuses(overview, language) if overview.statuses else None,
        years=_draw_years(overview.years[-_YEARS:], language),
        types=bars(
            [(each.label, each.number) for each in overview.types], title=say("home_types", language), width=560
        ),
        still_open=still_open,
        notes=overview.counts.get("notes", 0),
        examples=[find_question(name) for name in _EXAMPLES],
        questions=len(load_questions()),
    )


def draw_statuses(overview: Overview, language: "Language") -> Markup:
    """Return one bar of all statuses, each as long as its share, with a legend of words and numbers."""
    width, tall = 560, 22
    told = [(word, overview.statuses.get(word, 0), colour) for word, colour in _STATUSES]
    told = [each for each in told if each[1]]
    whole = sum(number for _, number, _ in told) or 1
    lines: list[Markup] = []
    x = left = 0.0
    low = tall + 22
    for word, number, colour in told:
        long = width * number / whole
        label = f"{word} {number:,}"
        if left + measure(label) + 20 > width:
            left, low = 0.0, low + 20
        lines.append(_BAR.format(x=round(x, 1), long=round(long, 1), tall=tall, colour=colour, label=label))
        lines.append(
            _KEY.format(x=round(left, 1), after=round(left + 15, 1), y=low, up=low - 10, colour=colour, label=label)
        )
        x += long
        left += measure(label) + 28
    return frame(lines, title=say("home_status_bar", language), size=(width, low + 6))


_BAR: Final = Markup(
    '<rect x="{x}" y="0" width="{long}" height="{tall}" class="bar {colour}"><title>{label}</title></rect>'
)
_KEY: Final = Markup(
    '<rect x="{x}" y="{up}" width="11" height="11" class="bar {colour}"/><text x="{after}" y="{y}">{label}</text>'
)


def _draw_years(years: Sequence[tuple[str, int]], language: "Language") -> Markup:
    return columns(years, title=say("home_years", language), width=560)


def _name_tile(name: str, language: "Language") -> str:
    key = name if name in ("documents", "rounds", "policies") else f"home_{name}"
    return say(key, language)
