"""One inspection, told in launch, feedback, report and look-back: which accounts are of one, and what followed what."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import TypeVar

from xuntu.graph.link.told import Account, Round
from xuntu.graph.link.units import Units
from xuntu.ontology import XTC, to_number

Value = TypeVar("Value")

_TEAM_NUMBER = re.compile(r"第?([一二三四五六七八九十百\d]+)(?:[^一二三四五六七八九十百\d]{0,6})组")
_ROLES = frozenset({XTC.kind_xunshi, XTC.kind_xuncha, XTC.kind_audit, XTC.kind_ducha, XTC.kind_dudao})
_LOOKBACK = frozenset({XTC.kind_lookback, XTC.kind_lookback_rectification})
_STARTS_APART = 31  # days: two accounts of one inspection may begin it with the meeting or with the announcement
_FEEDBACKS_APART = 31
_NEXT_VISIT = 330  # days: sooner than that no committee sends a team to the same unit again, but to look back


@dataclass(frozen=True)
class Visit:
    """One inspection; what its accounts tell of it, the best known of each.

    ``unit`` is canonical, ``""`` where the inspection is of no one unit, as with an audit of a whole budget.
    """

    iri: str
    unit: str
    accounts: tuple[Account, ...]
    rounds: tuple[Round, ...] = ()

    @cached_property
    def level(self) -> str | None:
        """The level of the committee that sent the team."""
        return _first(account.level for account in self.accounts)

    @cached_property
    def kinds(self) -> frozenset[str]:
        """All kinds that its accounts name."""
        return frozenset().union(*(account.kinds for account in self.accounts))

    @cached_property
    def looks_back(self) -> bool:
        """Whether it looks back on the rectification of an earlier one."""
        return bool(self.kinds & _LOOKBACK)

    @cached_property
    def role(self) -> frozenset[str]:
        """巡视, 巡察, audit and the like."""
        return self.kinds & _ROLES

    @cached_property
    def team(self) -> int | None:
        """The number of the team."""
        return _first(_team_number(account.team) for account in self.accounts)

    @cached_property
    def start(self) -> str:
        """The first day as an ISO date, as far as it is known."""
        return _longest(account.start for account in self.accounts)

    @cached_property
    def end(self) -> str:
        """The last day."""
        return _longest(account.end for account in self.accounts)

    @cached_property
    def feedback(self) -> str:
        """The day of feedback."""
        return _longest(account.feedback for account in self.accounts)

    @cached_property
    def when(self) -> str:
        """When it was, to put inspections in order: its start, or else the first day known of it."""
        issued = min((account.issued for account in self.accounts if account.issued), default="")
        year = _first(str(each.year) for each in self.rounds if each.year) or ""
        return self.start or self.feedback or year or issued

    @cached_property
    def years(self) -> frozenset[str]:
        """The years that a mention of it may name: those of its start, its feedback and its round."""
        rounds = {str(each.year) for each in self.rounds if each.year}
        known = {day[:4] for day in (self.start, self.end, self.feedback) if day} | rounds
        return frozenset(known or {self.when[:4]} - {""})


@dataclass(frozen=True)
class Visits:
    """All inspections with a unit, by IRI; ``of_account`` maps the IRI of every account to its inspection."""

    by_iri: Mapping[str, Visit]
    of_account: Mapping[str, str]
    same_rounds: tuple[tuple[str, str], ...] = ()
    inferred_rounds: tuple[tuple[str, str], ...] = ()

    def of(self, account: str) -> Visit | None:
        """Return the inspection that an account is of."""
        return self.by_iri.get(self.of_account.get(account, ""))

    @cached_property
    def by_unit(self) -> Mapping[str, tuple[Visit, ...]]:
        """The inspections of each canonical unit, in order of time; those without any date come first."""
        groups: defaultdict[str, list[Visit]] = defaultdict(list)
        for visit in sorted(self.by_iri.values(), key=lambda visit: (visit.when, visit.iri)):
            groups[visit.unit].append(visit)
        return {unit: tuple(groups[unit]) for unit in sorted(groups)}


def find_visits(accounts: Iterable[Account], rounds: Mapping[str, Round], units: Units) -> Visits:
    """Return the inspections that *accounts* are of, each with the round that is told or follows from another."""
    by_unit: defaultdict[str, list[Visit]] = defaultdict(list)
    for account in sorted(accounts, key=lambda account: account.iri):
        unit = units.of(account.unit) if account.unit else ""
        by_unit[unit].append(Visit(account.iri, unit, (account,), _rounds_of((account,), rounds)))
    found: dict[str, Visit] = {}
    for unit in sorted(by_unit):
        for members in _unite(by_unit[unit]) if unit else ([visit] for visit in by_unit[unit]):
            told = tuple(account for member in members for account in member.accounts)
            first = max(members, key=_fullness)
            found[first.iri] = Visit(first.iri, unit, told, _rounds_of(told, rounds))
    of_account = {account.iri: visit.iri for visit in found.values() for account in visit.accounts}
    return Visits(found, of_account, tuple(_same_rounds(found.values())), tuple(_infer_rounds(found.values(), units)))


def is_before(earlier: Visit, later: Visit) -> bool:
    """Tell whether one inspection is known to be earlier than another that is not the same.

    >>> old, new = (Visit(day, "", (Account(day, "", start=day),)) for day in ("2018-03", "2020-08-24"))
    >>> is_before(old, new), is_before(new, old), is_before(old, old)
    (True, False, False)
    """
    one, other = earlier.when, later.when
    if not one or not other:
        return False
    size = min(len(one), len(other))
    return one[:size] < other[:size]


def are_companions(one: Visit, other: Visit) -> bool:
    """Tell whether two inspections that one document tells, of two units, were one tour of one team.

    >>> main = Visit("a", "city", (Account("a", "city", team="市委第五巡察组", start="2020-08-17"),))
    >>> annex = Visit("b", "bureau", (Account("b", "bureau", team="市委第五巡察组", feedback="2020-12-10"),))
    >>> are_companions(main, annex), are_companions(main, main)
    (True, False)
    """
    if one.unit == other.unit or one.level != other.level or one.team is None or one.team != other.team:
        return False
    return not _apart(one.start, other.start, _STARTS_APART) and not _apart(
        one.feedback, other.feedback, _FEEDBACKS_APART
    )


def say_follow_ups(visits: Visits, units: Units) -> Iterator[tuple[str, str]]:
    """Yield each inspection with the one before it: of its unit or of one that its unit carries on, by one level."""
    for visit in visits.by_iri.values():
        before = [
            other
            for unit in sorted(units.lineage(visit.unit))
            for other in visits.by_unit.get(unit, ())
            if is_before(other, visit) and (other.level == visit.level or None in {other.level, visit.level})
        ]
        if before:
            latest = max(before, key=lambda other: (other.when, other.iri))
            yield visit.iri, latest.iri


def _unite(visits: Sequence[Visit]) -> Iterator[list[Visit]]:
    """Yield the groups of accounts of one unit that are of one inspection; none of a group contradicts another."""
    groups: list[list[Visit]] = []
    for visit in sorted(visits, key=lambda visit: (-len(visit.start), visit.when, visit.iri)):
        fitting = [
            group
            for group in groups
            if not any(_contradict(visit, other) for other in group) and any(_agree(visit, other) for other in group)
        ]
        if len(fitting) == 1:
            fitting[0].append(visit)
        else:
            groups.append([visit])  # where two would do, it is neither
    yield from groups


def _contradict(one: Visit, other: Visit) -> bool:
    """Tell whether what is known of both cannot be of one inspection."""
    return (
        _differ(one.level, other.level)
        or _differ(one.team, other.team)
        or bool(one.role and other.role and not one.role & other.role)
        or any(_are_other_rounds(left, right) for left in one.rounds for right in other.rounds)
        or _apart(one.start, other.start, _STARTS_APART)
        or _apart(one.feedback, other.feedback, _FEEDBACKS_APART)
        or (one.looks_back != other.looks_back and not _on_one_day(one, other))
    )


def _agree(one: Visit, other: Visit) -> bool:
    """Tell whether something speaks for one inspection: round, start, feedback, or days near to each other."""
    if any(_is_one_round(left, right) for left in one.rounds for right in other.rounds) or _on_one_day(one, other):
        return True
    left, right = _span(one), _span(other)
    if left is None or right is None:
        return False
    (low, end), (high, _) = sorted((left, right))
    return (high - end).days <= _NEXT_VISIT and (high - low).days <= 2 * _NEXT_VISIT


def _on_one_day(one: Visit, other: Visit) -> bool:
    pairs = ((one.start, other.start), (one.feedback, other.feedback))
    return any(left == right and len(left) > len("2024") for left, right in pairs)


def _is_one_round(one: Round, other: Round) -> bool:
    return one.iri == other.iri or (
        one.ordinal is not None and one.ordinal == other.ordinal and one.term is not None and one.term == other.term
    )


def _are_other_rounds(one: Round, other: Round) -> bool:
    return any(
        left is not None and right is not None and left != right
        for left, right in ((one.ordinal, other.ordinal), (one.term, other.term), (one.year, other.year))
    )


def _same_rounds(visits: Iterable[Visit]) -> Iterator[tuple[str, str]]:
    """Yield rounds (one, the fuller one) that are one since one inspection is told as of both."""
    for visit in visits:
        named = sorted({each.iri: each for each in visit.rounds}.values(), key=_fullness_of_round)
        for less, more in pairwise(named):
            yield less.iri, more.iri


def _infer_rounds(visits: Iterable[Visit], units: Units) -> Iterator[tuple[str, str]]:
    """Yield inspections whose own account tells no round, with that which another tells.

    Where none tells it, it is the one of another inspection that the same committee began and ended on one day.
    """
    known: defaultdict[tuple[str, str, str], set[str]] = defaultdict(set)
    open_visits: list[tuple[str, tuple[str, str, str]]] = []
    for visit in visits:
        own = next((account for account in visit.accounts if account.iri == visit.iri), None)
        if visit.rounds and own and own.round is None:
            yield visit.iri, max(visit.rounds, key=_fullness_of_round).iri  # as another account of it tells
        body = _first(account.body for account in visit.accounts)
        if not body or len(visit.start) < len("2024-03-01") or not visit.end:
            continue
        key = (units.of(body), visit.start, visit.end)
        if visit.rounds:
            known[key].add(max(visit.rounds, key=_fullness_of_round).iri)
        else:
            open_visits.append((visit.iri, key))
    for iri, key in open_visits:
        if len(known[key]) == 1:
            yield iri, next(iter(known[key]))


def _rounds_of(accounts: Iterable[Account], rounds: Mapping[str, Round]) -> tuple[Round, ...]:
    return tuple(
        rounds[iri] for iri in sorted({account.round for account in accounts if account.round}) if iri in rounds
    )


def _fullness(visit: Visit) -> tuple[int, int, str]:
    return len(visit.start), len(visit.feedback), visit.iri


def _fullness_of_round(of: Round) -> tuple[bool, bool, bool, str]:
    return of.term is not None, of.ordinal is not None, of.launcher is not None, of.iri


def _span(visit: Visit) -> tuple[date, date] | None:
    days = [day for account in visit.accounts for day in (account.start, account.end, account.feedback, account.issued)]
    known = sorted(_to_date(day) for day in days if len(day) > len("2024"))
    return (known[0], known[-1]) if known else None


def _apart(one: str, other: str, days: int) -> bool:
    """Tell whether two days, months or years are known to be more than *days* apart.

    >>> _apart("2018-03-15", "2018-03", 31), _apart("2018-03", "2018-07-13", 31), _apart("", "2018", 31)
    (False, True, False)
    """
    if not one or not other or one[: len(other)] == other[: len(one)]:
        return False
    if min(len(one), len(other)) == len("2024"):
        return one[:4] != other[:4]
    return abs((_to_date(one) - _to_date(other)).days) > days


def _to_date(day: str) -> date:
    return date.fromisoformat((day + "-01-01")[:10] if len(day) == len("2024") else (day + "-01")[:10])


def _differ(one: object, other: object) -> bool:
    return one is not None and other is not None and one != other


def _team_number(team: str | None) -> int | None:
    """Return the number of a team in its name.

    >>> [_team_number(name) for name in ("市委第三巡察组", "市委第四提级巡察组", "市委巡察第八组", "市委巡察组", None)]
    [3, 4, 8, None, None]
    """
    found = _TEAM_NUMBER.search(team or "")
    return to_number(found[1]) if found else None


def _first(values: Iterable[Value | None]) -> Value | None:
    return next((value for value in values if value is not None), None)


def _longest(days: Iterable[str]) -> str:
    return max(days, key=lambda day: (len(day), [-ord(c) for c in day]), default="")
