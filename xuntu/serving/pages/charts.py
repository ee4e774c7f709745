"""Which picture fits an answer: columns by year, bars by status, type, unit and the like."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from markupsafe import Markup

from xuntu.graph import Value
from xuntu.serving.pages.drawing import bars, columns, number
from xuntu.serving.pages.tables import Head, Table, is_link, to_text
from xuntu.serving.pages.templates import say

_YEARS: Final = ("year",)
_KINDS: Final = (
    "status", "verdict", "check", "agree", "kind", "kinds", "sanction", "direction", "measureType", "relation", "event",
    "type", "frame", "facet", "level", "deadline", "basis", "round", "division", "place", "unit", "org", "title",
    "theme", "team", "report",
)  # fmt: skip
"""Columns by which rows may be put together, those first that say most in the fewest words."""
_NO_AMOUNTS: Final = ("number", "no", "start", "end", "score", "year", "firstYear", "lastYear", "steps")
_SHARES: Final = ("pct", "mean", "days", "daysOld")
"""Beginnings of columns whose values cannot be added up."""
_MOST: Final = 15


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture: what it shows, the drawing, and what is not in it: a bar of all the rest would dwarf the others."""

    title: str
    drawing: Markup
    note: str = ""


def choose_charts(table: Table) -> list[Chart]:
    """Return the pictures that fit an answer: one over the years and one over a kind, where there are such columns."""
    shown = [head for head in table.heads if not is_link(head.name)]
    amount = next((head for head in shown if head.number and head.name not in _NO_AMOUNTS), None)
    charts = [
        _draw(table, label, amount)
        for label in (_find_label(table, _YEARS, amount), _find_label(table, _KINDS, amount))
        if label is not None
    ]
    return [chart for chart in charts if chart is not None]


def _find_label(table: Table, names: Sequence[str], amount: Head | None) -> Head | None:
    """Return the column to put rows together by: the first that has few values, or each but once beside a number."""
    for name in names:
        head = next((head for head in table.heads if head.name == name), None)
        if head is not None and head is not amount:
            values = table.rows.column(name)
            several = len(set(values))
            if several > 1 and (several < len(values) or amount is not None):
                return head
    return None


def _draw(table: Table, label: Head, amount: Head | None) -> Chart | None:
    unstated = say("question_unstated", table.language)
    labels = [to_text(value, label.name) or unstated for value in table.rows.column(label.name)]
    unique = len(set(labels)) == len(labels)
    if amount is not None and amount.name.startswith(_SHARES) and not unique:
        amount = None
    amounts = table.rows.column(amount.name) if amount else (1,) * len(labels)
    if amount is None and unique:
        return None
    sums: dict[str, float] = {}
    for name, value in zip(labels, amounts, strict=True):
        sums[name] = sums.get(name, 0) + _number(value)
    if len(sums) < 2 or not any(sums.values()):
        return None
    counted = amount.label if amount else say("question_rows", table.language)
    title = say("question_by", table.language).format(amount=counted, label=label.label)
    if label.name in _YEARS:
        return Chart(title, columns([(name, sums[name]) for name in sorted(sums)], title=title, width=520))
    ranked = sorted(sums.items(), key=lambda pair: -pair[1])
    rest = ranked[_MOST:]
    others = say("question_others", table.language).format(
        number=len(rest), sum=number(sum(value for _, value in rest))
    )
    return Chart(title, bars(ranked[:_MOST], title=title, width=520), others if rest else "")


def _number(value: Value) -> float:
    return float(value) if isinstance(value, int | Decimal) else 0.0
