"""What the scripts of a page draw from: rows, chains and answers with nodes by their number, and where it opens."""

from collections.abc import Mapping
from typing import Final

from xuntu.graph.network import Network
from xuntu.graph.viewing.chains import Chain, list_chains
from xuntu.graph.viewing.focus import Part
from xuntu.graph.viewing.found import Tally, count_units, list_above, list_closed, list_found
from xuntu.graph.viewing.links import Links
from xuntu.graph.viewing.policies import list_answers

_BASE: Final = "https://w3id.org/xuntu/"

Order = Mapping[str, int]


def to_pictures(part: Part, links: Links, order: Order) -> dict[str, object]:
    """Return the data of all pictures of *part*; *order* numbers the nodes.

    ``tab`` and ``at`` say which picture is opened and where, ``start`` the node in the middle of the network.
    """
    graph = part.graph
    found, closed = list_found(graph, links), list_closed(graph, links)
    tallies = count_units(graph, links, found, closed)
    start = _start(part, tallies)
    return {
        "tab": part.tab,
        "at": short(part.node or (start if part.tab == "graph" else "")),
        "start": order.get(start, 0),
        "closed": sorted(closed),
        "units": [[order[unit], t.findings, t.open, t.recurring] for unit, t in tallies.items()],
        "found": [
            [order[one.finding], order[one.unit], order[one.inspection], [order[each] for each in one.types], one.year]
            for one in found
        ],
        "above": _above(graph, links, order),
        "chains": [_chain(chain, order) for chain in list_chains(graph, links)],
        "answers": [
            [order[one.policy], order[one.by], one.relation, [order[finding] for finding in one.findings]]
            for one in list_answers(graph, links)
        ],
    }


def short(node: str) -> str:
    """Return the name of a node in a page.

    >>> short("https://w3id.org/xuntu/id/unit/水务局")
    'id/unit/水务局'
    """
    return node.removeprefix(_BASE)


def _start(part: Part, tallies: Mapping[str, Tally]) -> str:
    """Return the most telling node: what is asked for, else the unit with most recurring findings, else most found."""
    best = max(tallies, key=lambda unit: (tallies[unit].recurring, tallies[unit].findings), default="")
    return part.node or best


def _above(graph: Network, links: Links, order: Order) -> list[list[int]]:
    """Return pairs of a unit, type or division and the one above it."""
    pairs = {
        **list_above(graph, links, "unit", "subOrganizationOf"),
        **list_above(graph, links, "problem_type", "broader"),
        **list_above(graph, links, "division", "containedInPlace"),
    }
    return [[order[one], order[above]] for one, above in pairs.items()]


def _chain(chain: Chain, order: Order) -> dict[str, object]:
    findings = [order[one] for one in chain.findings]
    place = {finding: index for index, finding in enumerate(chain.findings)}
    return {
        "findings": findings,
        "inspections": [order.get(one, -1) for one in chain.inspections],
        "ties": [[place[tie.earlier], place[tie.later], order[tie.recurrence], tie.score] for tie in chain.ties],
    }
