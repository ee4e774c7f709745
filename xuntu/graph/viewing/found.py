"""What was found in which unit: one row for each finding, which maps of many units are counted from."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from xuntu.graph.network import Network
from xuntu.graph.viewing.links import Links

_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_DATED_BY: Final = ("start_date", "feedback_date", "end_date", "year", "label")


@dataclass(frozen=True, slots=True)
class Found:
    """A finding, the unit and the inspection it was found in, its problem types, and the year (``None``: not said)."""

    finding: str
    unit: str
    inspection: str
    types: tuple[str, ...]
    year: int | None


@dataclass(frozen=True, slots=True)
class Tally:
    """How much was found in one unit: all findings, those not yet closed, those that came back."""

    findings: int = 0
    open: int = 0
    recurring: int = 0


def list_found(graph: Network, links: Links) -> list[Found]:
    """Return every finding of an inspected unit, in the order of the network; not what is only mentioned."""
    return list(_find(graph, links))


def _find(graph: Network, links: Links) -> Iterator[Found]:
    for finding, inspections in links.pairs("foundIn").items():
        if graph.nodes[finding]["type"] != "finding":
            continue
        for inspection in inspections[:1]:
            facts = graph.nodes[inspection]
            if not facts.get("by_mention") and (units := links.of(inspection, "inspects")):
                types = tuple(dict.fromkeys(links.of(finding, "problemType")))
                yield Found(finding, units[0], inspection, types, year_of(facts))


def year_of(facts: Mapping[str, object]) -> int | None:
    """Return the year of an inspection: when it began, else when it told what it found, else what its name says.

    >>> year_of({"label": "市委巡察县财政局（2021）", "feedback_date": "2022-01-05"}), year_of({"label": "上轮巡察"})
    (2022, None)
    """
    told = (_YEAR.search(str(facts[key])) for key in _DATED_BY if key in facts)
    return next((int(year[0]) for year in told if year), None)


def count_units(graph: Network, links: Links, found: list[Found], closed: set[str]) -> dict[str, Tally]:
    """Return a tally for every inspected unit, those with most findings first.

    A unit that was inspected and where nothing was found counts as such. *closed* are the labels of closed statuses.
    """
    again = {finding for findings in links.pairs("recurringFinding").values() for finding in findings}
    inspected = [
        unit
        for inspection, units in links.pairs("inspects").items()
        if not graph.nodes[inspection].get("by_mention")
        for unit in units
    ]
    counts = {unit: [0, 0, 0] for unit in inspected}
    for one in found:
        status = graph.nodes[one.finding].get("status")
        count = counts[one.unit]
        count[0] += 1
        count[1] += status is not None and status not in closed
        count[2] += one.finding in again
    ranked = sorted(counts.items(), key=lambda of: -of[1][0])
    return {unit: Tally(*count) for unit, count in ranked}


def list_closed(graph: Network, links: Links) -> set[str]:
    """Return the labels of the statuses under 已办结."""
    return {
        str(graph.nodes[status]["label"])
        for status, above in links.pairs("broader").items()
        if any(one.endswith("/status-closed") for one in above)
    }


def list_above(graph: Network, links: Links, kind: str, relation: str) -> dict[str, str]:
    """Return what stands directly above each node of *kind*: the first that does not lead round to the node itself.

    A unit may be told under two bodies, one of them told more exactly: the one that itself has one above it wins.
    """
    above: dict[str, str] = {}
    for node, superiors in links.pairs(relation).items():
        if graph.nodes[node]["type"] != kind:
            continue
        ranked = sorted(superiors, key=lambda one: (graph.nodes[one]["type"] != kind, not links.of(one, relation)))
        for superior in ranked:
            if graph.nodes[superior]["type"] == kind and not _leads_to(above, superior, node):
                above[node] = superior
                break
    return above


def _leads_to(above: Mapping[str, str], node: str, goal: str) -> bool:
    while node != goal and node in above:
        node = above[node]
    return node == goal
