"""The same problem told twice: in the feedback and the report on it, in a main report and its annex."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from xuntu.graph.link.chains import Groups
from xuntu.graph.link.likeness import Block, best_of, load_model
from xuntu.graph.link.told import Told


@dataclass(frozen=True, slots=True)
class Restatement:
    """Two findings of one inspection, or of one tour of a team, that tell one problem; ``score`` from 0 to 1."""

    one: Told
    other: Told
    score: float
    best: bool


@dataclass(frozen=True, slots=True)
class Tour:
    """What is told of one inspection, or of inspections that one team made on one tour.

    ``visits`` maps the IRI of every inspection as told to the one that it is.
    """

    told: tuple[Told, ...]
    visits: Mapping[str, str]


def find_restatements(tour: Tour) -> list[Restatement]:
    """Return the pairs of findings in different reports of a tour that tell one problem."""
    return list(_compare([each for each in tour.told if not each.listed], tour.visits))


def choose_canonical(told: Mapping[str, Told], restatements: Iterable[Restatement]) -> dict[str, str]:
    """Return the fullest account of each finding that is told more than once, by pairs that are each other's best."""
    groups = Groups()
    for pair in restatements:
        if pair.best:
            groups.join(pair.one.iri, pair.other.iri)
    chosen: dict[str, str] = {}
    for members in groups.members().values():
        fullest = max(members, key=lambda iri: (_fullness(told[iri]), iri))
        chosen.update(dict.fromkeys(members, fullest))
    return chosen


def _compare(tour: list[Told], visits: Mapping[str, str]) -> Iterator[Restatement]:
    """Yield what two reports of a tour tell both; of two units' reports only what stands out from all else."""
    reports: defaultdict[str, set[str]] = defaultdict(set)
    for each in tour:
        reports[each.report].add(each.iri)
    if len(reports) < 2:
        return
    block, model = Block(tour), load_model()
    for left, right in combinations(sorted(reports), 2):
        scores = _scores(block, reports[left], reports[right])
        rivals = _Rivals(scores)
        best = {(one, other) for one, other, _ in best_of([(*pair, score) for pair, score in scores.items()])}
        for (one, other), score in sorted(scores.items()):
            told = block.told[one], block.told[other]
            is_best = (one, other) in best
            if visits[told[0].inspection] != visits[told[1].inspection]:
                least = model.restates_companion if left.endswith("/r0") else model.restates_companion + _ANNEXES
                sure = block.is_specific(*told) and score + _MARGIN * rivals.standing_out((one, other)) >= least
            else:
                sure = score >= (model.restates_best if is_best else model.restates)
            if sure:
                yield Restatement(*told, to_share(score), is_best)


_MARGIN = 0.5
_ANNEXES = 2.0  # an annex tells what the main report tells, seldom what another annex does
_MOST_OUT = 4.0


def _scores(block: Block, ours: set[str], theirs: set[str]) -> dict[tuple[str, str], float]:
    """Return the odds of the likeliest partners of each finding of two reports, by pair."""
    scores: dict[tuple[str, str], float] = {}
    for own, others, turned in ((ours, theirs, False), (theirs, ours, True)):
        for told, other in block.partners([block.told[iri] for iri in sorted(own)], others):
            pair = (other.iri, told.iri) if turned else (told.iri, other.iri)
            if pair not in scores:
                scores[pair] = block.judge(told, other)
    return scores


class _Rivals:
    """The two best pairs of each finding of a side, by which it is told how far one stands out from the next."""

    def __init__(self, scores: Mapping[tuple[str, str], float]) -> None:
        self._scores = scores
        self._best: tuple[dict[str, list[float]], dict[str, list[float]]] = ({}, {})
        for pair, score in scores.items():
            for best, finding in zip(self._best, pair, strict=True):
                best[finding] = sorted((*best.get(finding, ()), score), reverse=True)[:2]

    def standing_out(self, pair: tuple[str, str]) -> float:
        """Return by how much the odds of *pair* are above those of the next partner of either of its findings."""
        score = self._scores[pair]
        margins = [score - self._rest(best[finding], score) for best, finding in zip(self._best, pair, strict=True)]
        return min(max(margins), _MOST_OUT)

    @staticmethod
    def _rest(best: list[float], score: float) -> float:
        if len(best) == 1:
            return -_MOST_OUT
        return best[1] if score == best[0] else best[0]


def to_share(odds: float) -> float:
    """Return a logarithm of odds as a probability; nothing inferred is certain.

    >>> to_share(0), to_share(50)
    (0.5, 0.99)
    """
    return min(1 / (1 + math.exp(-max(odds, -700))), 0.99)


def _fullness(told: Told) -> int:
    return len(told.statement) + len(told.deeds)
