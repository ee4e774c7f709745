"""What stands around a unit: what it was, what is above and below it, and its peers, with what was found in them."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from xuntu.graph.legend import Language
from xuntu.graph.profiles.facts import Named, read_facts, read_inward, read_names
from xuntu.graph.profiles.findings import Found, read_found
from xuntu.graph.profiles.inspections import Tally
from xuntu.graph.profiles.rounds import describe_round
from xuntu.graph.profiles.units import UnitProfile, list_below
from xuntu.graph.store import Store
from xuntu.ontology import XT

_MOST_PEERS: Final = 60


@dataclass(frozen=True, slots=True)
class Relative:
    """A unit beside another: ``relation`` is 前身, 后身, 上级 or 下级, as seen from the other."""

    relation: str
    unit: Named
    tally: Tally
    open: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """A problem type that peers have: in how many of them, with how many findings, and how many ``own`` ones."""

    type: Named
    units: int
    findings: int
    own: int


@dataclass(frozen=True, slots=True)
class Peers:
    """Units to compare one with, what they are (``basis``), and the problem types of two or more of them."""

    basis: str
    units: tuple[Named, ...]
    types: tuple[Shared, ...]


def list_relatives(store: Store, unit: UnitProfile, language: Language = "zh") -> tuple[Relative, ...]:
    """Return what *unit* was and became, what is above and below it: those in which something was found."""
    around = [
        *(("前身", named.iri) for named, _ in unit.predecessors),
        *(("后身", named.iri) for named, _ in unit.successors),
        *(("上级", named.iri) for named in unit.parents),
        *(("下级", row.iri) for row in unit.children if row.tally.findings),
    ]
    found: defaultdict[str, list[Found]] = defaultdict(list)
    for each in read_found(store, units=[iri for _, iri in around]):
        found[each.unit].append(each)
    again = _again(store, [each.finding for one in found.values() for each in one])
    names = read_names(store, found, language)
    return tuple(
        Relative(
            relation,
            Named(iri, names[iri]),
            Tally(
                len(found[iri]),
                sum(each.is_open for each in found[iri]),
                sum(each.finding in again for each in found[iri]),
            ),
            tuple(each.finding for each in found[iri] if each.is_open),
        )
        for relation, iri in dict.fromkeys(around)
        if iri in found and iri != unit.iri
    )


def _again(store: Store, findings: Iterable[str]) -> set[str]:
    return {finding for _, _, finding in read_inward(store, findings, XT.recurringFinding)}


def list_peers(store: Store, unit: UnitProfile, language: Language = "zh") -> Peers:
    """Return the peers of *unit*: those of its latest round with others in it; else those of its kind beside it."""
    for row in reversed(unit.inspections):
        for told in row.rounds:
            round_ = describe_round(store, told.iri, language)
            others = {named for each in round_.inspections for named in each.units} if round_ else set[Named]()
            found = [each for each in round_.found if each.unit != unit.iri] if round_ else []
            peers = sorted(
                (named for named in others if named.iri in {each.unit for each in found}), key=lambda one: one.label
            )[:_MOST_PEERS]
            if peers:
                return _compare(store, unit, f"同轮次（{told.label}）的单位", peers, found=found, language=language)
    siblings = _siblings(store, unit, language)
    found = list(read_found(store, units=[named.iri for named in siblings]))
    peers = [named for named in siblings if named.iri in {each.unit for each in found}]
    return _compare(store, unit, "同一上级、同一级别的单位", peers, found=found, language=language)


def _siblings(store: Store, unit: UnitProfile, language: Language) -> list[Named]:
    """Return the units beside *unit*: below the same one and of the same level."""
    if not unit.parents:
        return []
    return [
        Named(row.iri, row.name)
        for row in list_below(store, unit.parents[0].iri, language)
        if row.iri != unit.iri and row.level == unit.level and row.tally.findings
    ][:_MOST_PEERS]


def _compare(
    store: Store, unit: UnitProfile, basis: str, peers: list[Named], *, found: list[Found], language: Language
) -> Peers:
    wanted = {named.iri for named in peers}
    of_peers = {each.finding: each.unit for each in found if each.unit in wanted}
    own = {each.finding for each in unit.found}
    typed = read_types(store, [*of_peers, *own])
    where: defaultdict[str, set[str]] = defaultdict(set)
    often: Counter[str] = Counter()
    mine: Counter[str] = Counter()
    for finding, types in typed.items():
        for each in types:
            if finding in own:
                mine[each] += 1
            if finding in of_peers:
                often[each] += 1
                where[each].add(of_peers[finding])
    least = 2 if len(peers) > 1 else 1
    names = read_names(store, where, language)
    shared = [
        Shared(Named(each, names[each]), len(where[each]), often[each], mine[each])
        for each in where
        if len(where[each]) >= least
    ]
    shared.sort(key=lambda one: (-one.units, -one.findings, one.type.iri))
    return Peers(basis, tuple(peers), tuple(shared))


def read_types(store: Store, findings: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the problem types of *findings*, as they were assigned."""
    facts = read_facts(store, findings, XT.problemType)
    return {finding: facts.all(finding, XT.problemType) for finding in facts.things()}
