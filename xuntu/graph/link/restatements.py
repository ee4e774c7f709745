"""The same problem told twice: in the feedback and the report on it, in a main report and its annex."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from xuntu.graph.link.chains import Groups
from xuntu.graph.link.likeness import Block, best_of, load_model
from xuntu.graph.link.told import Told
from xuntu.graph.link.visits import Visit, Visits, are_companions


@dataclass(frozen=True, slots=True)
class Restatement:
    """Two findings of one inspection, or of one tour of a team, that tell one problem; ``score`` from 0 to 1."""

    one: Told
    other: Told
    score: float
    best: bool


def find_restatements(told: Iterable[Told], visits: Visits) -> list[Restatement]:
    """Return the pairs of findings in different reports that tell one problem."""
    by_visit: defaultdict[str, list[Told]] = defaultdict(list)
    for each in told:
        visit = visits.of(each.inspection)
        if visit and not each.listed:
            by_visit[visit.iri].append(each)
    return [pair for tour in _tours(visits, by_visit) for pair in _compare(tour)]


def choose_canonical(told: Mapping[str, Told], restatements: Iterable[Restatement]) -> dict[str, str]:
    """Return the fullest account of each finding that is told more than once, by pairs that are each other's best.

    >>> Restatement.__slots__
    ('one', 'other', 'score', 'best')
    """
    groups = Groups()
    for pair in restatements:
        if pair.best:
            groups.join(pair.one.iri, pair.other.iri)
    chosen: dict[str, str] = {}
    for members in groups.members().values():
        fullest = max(members, key=lambda iri: (_fullness(told[iri]), iri))
        chosen.update(dict.fromkeys(members, fullest))
    return chosen


def _tours(visits: Visits, by_visit: Mapping[str, list[Told]]) -> Iterator[list[Told]]:
    """Yield the findings of one inspection, or of inspections that one team made on one tour."""
    groups = Groups()
    by_start: defaultdict[tuple[str, int | None], list[Visit]] = defaultdict(list)
    for iri in sorted(by_visit):
        visit = visits.by_iri[iri]
        by_start[visit.start, visit.team].append(visit)
    for together in by_start.values():
        for one, other in combinations(together, 2):
            if _share_a_document(by_visit[one.iri], by_visit[other.iri]) and are_companions(one, other):
                groups.join(one.iri, other.iri)
    tours: defaultdict[str, list[Told]] = defaultdict(list)
    for iri in sorted(by_visit):
        tours[groups.first(iri)] += by_visit[iri]
    yield from tours.values()


def _share_a_document(one: Iterable[Told], other: Iterable[Told]) -> bool:
    return bool({each.document for each in one} & {each.document for each in other})


def _compare(tour: list[Told]) -> Iterator[Restatement]:
    if len({each.report for each in tour}) < 2:
        return
    block, model = Block(tour), load_model()
    least = min(model.restates, model.restates_best)
    pairs: dict[tuple[str, str], float] = {}
    reports = defaultdict[str, set[str]](set)
    for each in tour:
        reports[each.report].add(each.iri)
    for one in block.told.values():
        others = set(block.told) - reports[one.report]
        for other in block.partners(one, others):
            if one.iri < other.iri or (other.iri, one.iri) not in pairs:
                pairs[min(one.iri, other.iri), max(one.iri, other.iri)] = block.judge(one, other)
    near = [(one, other, score) for (one, other), score in sorted(pairs.items()) if score >= least]
    best: set[tuple[str, str]] = set()
    for reports_compared in combinations(sorted(reports), 2):
        between = [pair for pair in near if {_report(pair[0]), _report(pair[1])} == set(reports_compared)]
        best |= {(left, right) for left, right, _ in best_of(between)}
    for left, right, score in near:
        is_best = (left, right) in best
        if score >= (model.restates_best if is_best else model.restates):
            yield Restatement(block.told[left], block.told[right], to_share(score), is_best)


def to_share(odds: float) -> float:
    """Return a logarithm of odds as a probability; nothing inferred is certain.

    >>> to_share(0), to_share(50)
    (0.5, 0.99)
    """
    return min(1 / (1 + math.exp(-max(odds, -700))), 0.99)


def _report(finding: str) -> str:
    return finding.rpartition("/")[0]


def _fullness(told: Told) -> int:
    return len(told.statement) + len(told.deeds)
