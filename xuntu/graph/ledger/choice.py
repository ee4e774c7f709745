"""Which problems a ledger lists, and in which order."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Final

from xuntu.graph.asking import ask_own
from xuntu.graph.ledger.days import last_day
from xuntu.graph.profiles.facts import read_facts, read_names
from xuntu.graph.profiles.findings import order_of
from xuntu.graph.queries import find_question, read_slots
from xuntu.graph.sparql import Slot
from xuntu.graph.store import Store
from xuntu.ontology import SCHEMA, XT, QueryError

_NAMED: Final = {"unit": ("u", "单位"), "round": ("i", "轮次")}


@dataclass(frozen=True, slots=True)
class Filters:
    """What a ledger is narrowed to: unit, round, status and problem type, as questions understand them."""

    unit: str | None = None
    round: str | None = None
    status: str | None = None
    type: str | None = None

    def to_parameters(self) -> dict[str, str]:
        """Return what is told as parameters of a question."""
        told = {"unit": self.unit, "round": self.round, "status": self.status, "type": self.type}
        return {name: value for name, value in told.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Chosen:
    """A problem of a ledger: the finding (IRI), the unit if one is known, the inspection that found it."""

    finding: str
    unit: str | None
    inspection: str


def choose(store: Store, filters: Filters) -> list[Chosen]:
    """Return the problems that *filters* leave, by unit, then inspection, then in the order of the text.

    What several documents tell of one problem is one. Raises ``QueryError`` for a unit or round that is not in the
    graph, and for a status or type that does not exist.
    """
    slots = read_slots(store, find_question("findings"), filters.to_parameters())
    _refuse_unknown(store, filters, slots)
    rows = ask_own(store, "facts/ledger-findings").rows
    found = {
        Chosen(str(finding), None if unit is None else str(unit), str(inspection))
        for finding, unit, inspection, status in rows
        if _fits(slots, "u", unit) and _fits(slots, "i", inspection) and _fits(slots, "st", status)
    }
    if slots.get("t") is not None:
        typed = {str(row[0]) for row in ask_own(store, "facts/ledger-typed", {"t": slots["t"]}).rows}
        found = {each for each in found if each.finding in typed}
    return _in_order(store, found)


def find_last_day(store: Store) -> date | None:
    """Return the latest day on which the graph says that something was told: the day a ledger is of, by itself."""
    days = [last_day(str(day)) for (day,) in ask_own(store, "facts/ledger-days").rows]
    return max(filter(None, days), default=None)


def _fits(slots: Mapping[str, Slot], name: str, value: object) -> bool:
    slot = slots.get(name)
    return slot is None or (isinstance(slot, tuple) and value in slot)


def _refuse_unknown(store: Store, filters: Filters, slots: Mapping[str, Slot]) -> None:
    for name, (slot, called) in _NAMED.items():
        told = filters.to_parameters().get(name)
        if told is None or slots.get(slot) != ():
            continue
        known = sorted({str(label) for (label,) in ask_own(store, f"facts/ledger-{name}s").rows})
        near = get_close_matches(told, known, n=3, cutoff=0.3) or known[:8]
        raise QueryError(f"图里没有{called}“{told}”；图里的{called}有：{'、'.join(near) or '一个也没有'}")


def _in_order(store: Store, found: set[Chosen]) -> list[Chosen]:
    units = read_names(store, {each.unit for each in found})
    inspections = {each.inspection for each in found}
    facts = read_facts(store, inspections, SCHEMA.startDate, XT.feedbackDate)
    began = {
        each: facts.first(each, SCHEMA.startDate) or facts.first(each, XT.feedbackDate) or "" for each in inspections
    }
    return sorted(
        found,
        key=lambda each: (
            units[each.unit] if each.unit else "\uffff",
            began[each.inspection],
            each.inspection,
            order_of(each.finding),
        ),
    )
