"""Problems through the rounds: findings that came back, joined into chains."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from xuntu.graph.network import Network
from xuntu.graph.viewing.found import year_of
from xuntu.graph.viewing.links import Links


@dataclass(frozen=True, slots=True)
class Tie:
    """That a later finding takes up an earlier one: told by *recurrence*; ``None`` for *score* where it is stated."""

    earlier: str
    later: str
    recurrence: str
    score: float | None


@dataclass(frozen=True, slots=True)
class Chain:
    """Findings that are joined by ties, each with the inspection and the year in which it stands, in order of time."""

    findings: tuple[str, ...]
    inspections: tuple[str, ...]
    ties: tuple[Tie, ...]

    @property
    def length(self) -> int:
        """In how many inspections the problem was met."""
        return len(set(self.inspections))


def list_chains(graph: Network, links: Links) -> list[Chain]:
    """Return the chains, the longest first."""
    ties = _list_ties(graph, links)
    groups = _groups((tie.earlier, tie.later) for tie in ties)
    of: dict[str, list[Tie]] = defaultdict(list)
    for tie in ties:
        of[groups[tie.earlier]].append(tie)
    place = {node: index for index, node in enumerate(graph)}
    chains = [_to_chain(graph, links, tied, place) for tied in of.values()]
    return sorted(chains, key=lambda one: (-one.length, -len(one.findings), place[one.findings[0]]))


def _list_ties(graph: Network, links: Links) -> list[Tie]:
    """Return the ties; of several that tell the same, one that is stated, else the surest."""
    best: dict[tuple[str, str], Tie] = {}
    for recurrence, later in links.pairs("recurringFinding").items():
        score = graph.nodes[recurrence].get("score")
        for finding in later:
            for prior in links.of(recurrence, "priorFinding"):
                tie = Tie(prior, finding, recurrence, None if score is None else float(str(score)))
                key = min(prior, finding), max(prior, finding)
                if key not in best or _sureness(tie) > _sureness(best[key]):
                    best[key] = tie
    return list(best.values())


def _sureness(tie: Tie) -> float:
    return 2 if tie.score is None else tie.score


def _groups(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return one name for all that is joined, by each member."""
    of: dict[str, str] = {}

    def root(node: str) -> str:
        while of.setdefault(node, node) != node:
            of[node] = of[of[node]]
            node = of[node]
        return node

    for one, other in pairs:
        of[root(one)] = root(other)
    return {node: root(node) for node in list(of)}


def _to_chain(graph: Network, links: Links, ties: list[Tie], place: dict[str, int]) -> Chain:
    members = {finding for tie in ties for finding in (tie.earlier, tie.later)}
    inspection = {finding: _inspection_of(links, finding) for finding in members}
    dates = {finding: _date_of(graph, inspection[finding]) for finding in members}
    for _ in members:  # an undated one stands just before the first that takes it up
        for tie in ties:
            if not dates[tie.earlier] and dates[tie.later]:
                dates[tie.earlier] = dates[tie.later] + "<"
    order = sorted(members, key=lambda one: (*_moment(dates[one]), place.get(inspection[one], 0), place[one]))
    ordered = sorted(ties, key=lambda tie: (order.index(tie.earlier), order.index(tie.later)))
    return Chain(tuple(order), tuple(inspection[one] for one in order), tuple(ordered))


def _moment(date: str) -> tuple[str, int]:
    return date.rstrip("<"), -date.count("<")


def _inspection_of(links: Links, finding: str) -> str:
    """Return the inspection of a finding: the one that is known, where the one told of is said to be the same."""
    told = next(iter(links.of(finding, "foundIn")), "")
    return next(iter(links.of(told, "exactMatch")), told)


def _date_of(graph: Network, inspection: str) -> str:
    facts = graph.nodes[inspection] if inspection in graph else {}
    return str(facts.get("start_date") or year_of(facts) or "")
