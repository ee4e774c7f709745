"""The record tree that a variation writes out: a notice, its groups, their problems, what was done about each."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Policy:
    """A document in 《》 (marks kept) and what its clause does to it: made, revised, drafted or cited."""

    title: str
    role: str


@dataclass(frozen=True, slots=True)
class Measure:
    """One step taken: ``text`` is one sentence without its full stop, ``title`` a few words that may head it."""

    title: str
    text: str
    policies: tuple[Policy, ...] = ()


@dataclass(frozen=True, slots=True)
class Status:
    """How far a problem is rectified, in the words of the notice and in the normal form."""

    printed: str
    normal: str


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem: ``statement`` without its full stop, ``detail`` the sentences that may follow it."""

    statement: str
    measures: tuple[Measure, ...]
    status: Status | None = None
    detail: str = ""
    leader: str | None = None
    unit: str | None = None
    deadline: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Problems under one heading: ``aspect`` names a field (…方面), ``deficiency`` a lack."""

    aspect: str
    deficiency: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Inspection:
    """Who inspected what, when: ``team`` as printed, ``kind`` 巡视 or 巡察."""

    kind: str
    inspector: str
    team: str
    unit: str
    short: str
    start: date
    end: date
    feedback: date
    types: tuple[str, ...] = ()
    subject: str | None = None
    term: str | None = None
    ordinal: int | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """A rectification notice as records."""

    inspection: Inspection
    published: date
    groups: tuple[Group, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return the problems of all groups, in order."""
        return tuple(problem for group in self.groups for problem in group.problems)
