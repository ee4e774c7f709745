"""What a document reports: notices, inspections, rounds, organisations, dates and declared counts."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from xuntu.ontology.document import Date, Document, Note, Passage, Wording
from xuntu.ontology.finding import Finding

ReportKind = Literal[
    "rectification_report",
    "launch_notice",
    "feedback_notice",
    "audit_rectification",
    "environment_inspection_rectification",
    "news",
    "other",
]
Level = Literal["central", "province", "city", "county", "unit"]
DeclaredKind = Literal[
    "categories", "aspects", "problems", "completed", "measures", "rules_made", "completion_rate",
    "special_actions", "teams", "units",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Period:
    """From when to when an inspection worked; an end that is not stated is ``None``."""

    start: Date | None
    end: Date | None
    passage: Passage | None = None


@dataclass(frozen=True, slots=True)
class Organisation:
    """A body by its full name as resolved, with the names the document uses for it.

    ``division`` is the GB/T 2260 code of the place it belongs to; ``place`` the place that the document
    gives to a name without one (市财政局: which city's); ``parent`` the name of the body above it where the
    text says so.
    """

    name: str
    also: tuple[str, ...] = ()
    division: str | None = None
    parent: str | None = None
    passage: Passage | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Round:
    """A round of inspections: ``term`` as printed (``十二届``), the rest as numbers."""

    term: str | None = None
    ordinal: int | None = None
    year: int | None = None
    batch: int | None = None
    passage: Passage | None = None


@dataclass(frozen=True, slots=True)
class Assignment:
    """A part of a round: which team (if named) inspects which units, in which way, and when it fed back to them.

    ``period`` is that of the part where it has one of its own.
    """

    units: tuple[Organisation, ...]
    team: str | None = None
    types: tuple[str, ...] = ()
    subject: str | None = None
    passage: Passage | None = None
    feedback: Date | None = None
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Inspection:
    """One team examining one unit (or, in a launch notice, a round of them) over one period.

    ``body`` is the committee that sends the team, as the document names it (``省委``); ``body_place`` the place
    (or the university, the group) whose committee it is, where the document tells it, ``body_division`` its code;
    ``types`` are words of the genre without 巡视/巡察 (``常规``, ``专项``, ``提级``, ``延伸``, ``回头看`` …).
    """

    units: tuple[Organisation, ...] = ()
    body: str | None = None
    body_division: str | None = None
    body_place: str | None = None
    team: str | None = None
    role: Literal["巡视", "巡察", "督察", "督导", "审计"] | None = None
    level: Level | None = None
    round: Round | None = None
    types: tuple[str, ...] = ()
    subject: str | None = None
    period: Period | None = None
    feedback: Date | None = None
    assignments: tuple[Assignment, ...] = ()
    passage: Passage | None = None


@dataclass(frozen=True, slots=True)
class Declared:
    """A count that the document states about itself.

    ``about`` is the heading it counts under where it is not the whole report; ``as_of`` the day it
    was true where the text gives one; ``value`` of ``completion_rate`` is in per cent.
    """

    kind: DeclaredKind
    value: Decimal
    unit: str
    passage: Passage
    about: str | None = None
    as_of: Date | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit and what it measures, outside of any finding (projects, cases, people)."""

    value: Decimal
    unit: str
    what: str | None
    passage: Passage


@dataclass(frozen=True, slots=True)
class Succession:
    """What a text says of bodies that carry others on: ``new`` from ``old``, by names as full as they are told.

    ``kind``: ``renamed``, ``merged`` (several old ones became a new one), ``absorbed`` (an old one became part of one
    that goes on), ``split`` (one became several).
    """

    kind: Literal["renamed", "merged", "absorbed", "split"]
    old: tuple[str, ...]
    new: tuple[str, ...]
    passage: Passage
    date: Date | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A separately signed notice within a document, about one inspection or round.

    ``places`` are those that the document itself belongs to, one a level (省, 市, 县, 区): 市财政局 is that 市's.
    ``bodies`` are those that its text names, each by every form in which it does (``also``): 原市农业局, 我局, 市委.
    """

    kind: ReportKind
    passage: Passage
    title: Wording | None = None
    issuer: Organisation | None = None
    publisher: Organisation | None = None
    published: Date | None = None
    inspection: Inspection | None = None
    declared: tuple[Declared, ...] = ()
    findings: tuple[Finding, ...] = ()
    policy_documents: tuple[Wording, ...] = ()
    figures: tuple[Figure, ...] = ()
    notes: tuple[Note, ...] = ()
    successions: tuple[Succession, ...] = ()
    places: tuple[str, ...] = ()
    bodies: tuple[Organisation, ...] = ()


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one document says: the pure result of ``extract(bytes, name)``."""

    document: Document
    reports: tuple[Report, ...]
    notes: tuple[Note, ...] = ()
