"""What was found before: problems that a later inspection found again, stated by a text or inferred from wording."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from xuntu.graph.link.likeness import Block, best_of, load_model
from xuntu.graph.link.references import Pair
from xuntu.graph.link.restatements import to_share
from xuntu.graph.link.stated import Resolved, resolve
from xuntu.graph.link.told import Stated, Told
from xuntu.graph.link.units import Units
from xuntu.graph.link.visits import Visit, Visits, is_before


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A finding and the earlier one that it repeats; ``score`` is the probability, of inferred ones."""

    later: Told
    earlier: Told
    score: float

    @property
    def pair(self) -> Pair:
        """The IRIs of both."""
        return self.later.iri, self.earlier.iri


@dataclass(frozen=True, slots=True)
class Recurrences:
    """The stated recurrences whose earlier inspection is known, those inferred from wording, those a person confirmed.

    ``candidates`` come near to the threshold: a person may accept or refuse them.
    """

    resolved: tuple[Resolved, ...]
    inferred: tuple[Recurrence, ...]
    candidates: tuple[Recurrence, ...] = ()
    confirmed: tuple[Recurrence, ...] = ()


@dataclass(frozen=True, slots=True)
class Family:
    """The findings of units that carry each other on, with those of the units right above one of them."""

    own: tuple[Told, ...]
    above: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Lineage:
    """All that the recurrences of some units follow from: the pure function's argument, the same in any process.

    ``families`` are several where each is above the other. ``stated`` are the recurrences that the texts state of
    their own findings, ``visits`` and ``units`` what is known of the inspections and units that may be meant.
    *canonical* names the fullest account of a finding that is told twice; ``accepted`` and ``refused`` are pairs
    (later, earlier) that a person judged.
    """

    families: tuple[Family, ...]
    stated: tuple[Stated, ...]
    visits: Visits
    units: Units
    canonical: Mapping[str, str]
    accepted: Set[Pair] = frozenset()
    refused: Set[Pair] = frozenset()


def find_recurrences(lineage: Lineage) -> Recurrences:
    """Return the recurrences among the findings of each unit, of those it carries on, and of the unit above it."""
    resolved: list[Resolved] = []
    inferred: list[Recurrence] = []
    candidates: list[Recurrence] = []
    by_finding: defaultdict[str, list[Stated]] = defaultdict(list)
    for stated in lineage.stated:
        by_finding[stated.finding].append(stated)
    for family in lineage.families:
        found = _Comparison(family, lineage)
        stated_here = list(found.resolve(by_finding))
        resolved += stated_here
        sure, unsure = found.infer(stated_here)
        inferred += sure
        candidates += unsure
    judged = lineage.accepted | lineage.refused
    return Recurrences(
        _once(each for each in resolved if not _is_refused(each, lineage.refused)),
        _best_each(each for each in inferred if each.pair not in judged),
        _best_each(each for each in candidates if each.pair not in judged),
    )


def _is_refused(resolved: Resolved, refused: Set[Pair]) -> bool:
    return resolved.earlier is not None and (resolved.later.iri, resolved.earlier.iri) in refused


def unit_of(told: Told, visits: Visits) -> str:
    """Return the unit that a finding is of: the one that it concerns, or else the inspected one; ``""`` for none."""
    visit = visits.of(told.inspection)
    return told.unit or (visit.unit if visit else "")


class _Comparison:
    """The findings of one lineage, compared with each other and with those of the units above."""

    def __init__(self, family: Family, lineage: Lineage) -> None:
        self._block = Block([*family.own, *family.above])
        self._home = {each.iri for each in family.own}
        self._visits, self._units, self._canonical = lineage.visits, lineage.units, lineage.canonical
        self._unit = {each.iri: unit_of(each, lineage.visits) for each in self._block.told.values()}
        self._distances: dict[tuple[str, str], float] = {}
        self._by_visit: defaultdict[str, list[Told]] = defaultdict(list)
        for each in self._block.told.values():
            self._by_visit[self._visit(each).iri].append(each)

    def resolve(self, by_finding: Mapping[str, list[Stated]]) -> Iterator[Resolved]:
        """Yield what the texts state of earlier findings, as far as the earlier inspection is known."""
        for each in self._block.told.values():
            if each.iri in by_finding and each.iri in self._home:
                now = self._visit(each)
                yield from resolve(
                    by_finding[each.iri], each, now, self._block, self._by_visit, self._visits, self._units
                )

    def infer(self, resolved: Iterable[Resolved]) -> tuple[list[Recurrence], list[Recurrence]]:
        """Return the recurrences that follow from wording, and the pairs that come near to one."""
        model = load_model()
        stated = {(self._one(each.later.iri), self._one(each.earlier.iri)) for each in resolved if each.earlier}
        settled = {
            (later, self._visit(self._block.told[earlier]).iri)
            for later, earlier in stated
            if earlier in self._block.told
        }
        between: defaultdict[tuple[str, str], list[tuple[str, str, float]]] = defaultdict(list)
        own = [each for each in self._block.told.values() if self._one(each.iri) == each.iri and not each.listed]

        def least(later: Told, earlier: Told) -> float:
            return model.recurs - _NEAR + self._distance(earlier, later)

        before = _Before(own, self._may_repeat, self._visits)
        for group in before.groups():
            visit = self._visit(group[0])
            for later, earlier in self._likest(group, before.of(group[0]), least):
                old = self._visit(earlier)
                if (later.iri, old.iri) not in settled:
                    score = self._block.judge(later, earlier) - self._distance(earlier, later)
                    # no pair below those that a person may want to look at could take a partner from one above
                    if score >= model.recurs - _NEAR:
                        between[visit.iri, old.iri].append((later.iri, earlier.iri, score))
        sure, unsure = list[Recurrence](), list[Recurrence]()
        for pairs in between.values():
            for one, other, score in best_of(pairs):
                found = Recurrence(self._block.told[one], self._block.told[other], to_share(score))
                if score >= model.recurs:
                    sure.append(found)
                elif score >= model.recurs - _NEAR:
                    unsure.append(found)
        return sure, unsure

    def _likest(
        self, group: Sequence[Told], among: set[str], least: Callable[[Told, Told], float]
    ) -> Iterator[tuple[Told, Told]]:
        """Yield the findings of a group with their likeliest partners; one of the two is of this lineage itself."""
        at_home = [each for each in group if each.iri in self._home]
        away = [each for each in group if each.iri not in self._home]
        for told, others in ((at_home, among), (away, among & self._home)):
            if told and others:
                yield from self._block.partners(told, others, least)

    def _may_repeat(self, earlier: Told, later: Told) -> bool:
        old, visit = self._visit(earlier), self._visit(later)
        if old.iri == visit.iri or earlier.document == later.document or not is_before(old, visit):
            return False
        one, other = self._unit[earlier.iri], self._unit[later.iri]
        return self._units.of(one) in self._units.lineage(other) or self._are_kin(one, other)

    def _distance(self, earlier: Told, later: Told) -> float:
        """Return how much more must speak for a recurrence between a unit and the one above it."""
        pair = (self._unit[earlier.iri], self._unit[later.iri])
        if pair not in self._distances:
            near = self._units.of(pair[0]) in self._units.lineage(pair[1])
            self._distances[pair] = 0.0 if near else load_model().kin
        return self._distances[pair]

    def _are_kin(self, one: str, other: str) -> bool:
        left, right = self._units.of(one), self._units.of(other)
        return self._units.parent.get(left) == right or self._units.parent.get(right) == left

    def _visit(self, told: Told) -> Visit:
        return self._visits.by_iri[self._visits.of_account[told.inspection]]

    def _one(self, finding: str) -> str:
        return self._canonical.get(finding, finding)


class _Before:
    """The findings that each may repeat: the same for all findings of one document, inspection and unit."""

    def __init__(self, told: Iterable[Told], may_repeat: Callable[[Told, Told], bool], visits: Visits) -> None:
        self._may_repeat, self._visits = may_repeat, visits
        self._groups: defaultdict[tuple[str, str, str], list[Told]] = defaultdict(list)
        self._found: dict[tuple[str, str, str], set[str]] = {}
        for each in told:
            self._groups[self._key(each)].append(each)

    def groups(self) -> Iterable[list[Told]]:
        """Return the findings of each document, inspection and unit."""
        return self._groups.values()

    def of(self, later: Told) -> set[str]:
        """Return the findings that one may repeat."""
        key = self._key(later)
        if key not in self._found:
            before = (group for group in self._groups.values() if self._may_repeat(group[0], later))
            self._found[key] = {each.iri for group in before for each in group}
        return self._found[key]

    def _key(self, told: Told) -> tuple[str, str, str]:
        return told.document, self._visits.of_account[told.inspection], unit_of(told, self._visits)


_NEAR = 2.0  # in logarithms of odds: how far below the threshold a person may still want to look


def _once(resolved: Iterable[Resolved]) -> tuple[Resolved, ...]:
    """Return each statement once: a finding of a unit above stands in the blocks of all units below it."""
    best: dict[tuple[str, str], Resolved] = {}
    for each in resolved:
        key = (each.later.iri, each.stated.prior)
        if key not in best or (each.earlier is not None and best[key].earlier is None):
            best[key] = each
    return tuple(best[key] for key in sorted(best))


def _best_each(found: Iterable[Recurrence]) -> tuple[Recurrence, ...]:
    """Return the recurrences in order, each pair once."""
    pairs = {(each.later.iri, each.earlier.iri): each for each in found}
    return tuple(pairs[key] for key in sorted(pairs))
