"""What was found and what was done about it: findings, measures, statuses and what measures yield."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from xuntu.ontology.document import Date, Passage, Wording

StatusNormal = Literal["完成", "基本完成", "阶段性完成", "长期坚持", "正在整改", "未完成"]
StatusSource = Literal["label", "cell", "closing_words", "group_line", "section", "document"]
PolicyRole = Literal["made", "revised", "drafted", "cited"]
MeasureType = Literal[
    "rule", "meeting", "study", "action", "check", "money", "account", "lead", "deliver", "organise", "sue", "system",
    "other",
]  # fmt: skip
MeasureState = Literal["done", "ongoing", "promised"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the outline above a finding; ``level`` counts from the outermost, 1."""

    number: str | None
    text: str
    level: int
    passage: Passage


@dataclass(frozen=True, slots=True)
class Status:
    """One statement of how far a finding is rectified; ``text`` as printed, ``normal`` its normal form."""

    text: str
    normal: StatusNormal
    source: StatusSource
    passage: Passage
    date: Date | None = None


@dataclass(frozen=True, slots=True)
class PolicyDocument:
    """A document titled in 《》 (marks kept), with what the clause does to it and its 文号 where printed."""

    title: str
    role: PolicyRole
    passage: Passage
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of something: money (``unit`` 元, ``value`` in yuan), people or meetings.

    ``what`` is the deed in a word (``追缴``, ``党内警告``, ``党组会议``); ``raw`` the amount as printed;
    ``value`` is ``None`` where the deed is told without a number.
    """

    what: str
    value: Decimal | None
    unit: str | None
    raw: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class Measure:
    """One piece of work done or promised for a finding; one enumerated clause of the text."""

    text: str
    passage: Passage
    types: tuple[MeasureType, ...] = ()
    state: MeasureState = "done"
    deadline: Date | None = None
    policy_documents: tuple[PolicyDocument, ...] = ()
    amounts: tuple[Quantity, ...] = ()
    people: tuple[Quantity, ...] = ()
    meetings: tuple[Quantity, ...] = ()


@dataclass(frozen=True, slots=True)
class EarlierInspection:
    """An inspection or other oversight before this one, known by mention.

    ``text`` is its name as printed (``2019年省委巡视``); ``relative`` is true for 上轮 and the like, whose
    year is not stated (of 去年 it is worked out); ``kind`` tells an inspection from audit, discipline checks and
    campaigns; ``term`` (as printed, ``四届``) and ``ordinal`` name its round.
    """

    text: str
    passage: Passage
    kind: Literal["inspection", "audit", "check", "campaign", "environment"] = "inspection"
    year: int | None = None
    body: str | None = None
    unit: str | None = None
    relative: bool = False
    term: str | None = None
    ordinal: int | None = None


@dataclass(frozen=True, slots=True)
class Repeat:
    """The text's own statement that a finding was found before.

    ``kind``: ``uncured`` (an earlier finding not corrected), ``relapsed`` (back again), ``again`` (found
    before, with nothing said of the time between). ``cue`` are the words that say so; ``quotes`` the old
    wordings in quotation marks; ``topics`` what was found before in words without them; ``earlier`` may be empty.
    """

    kind: Literal["uncured", "relapsed", "again"]
    cue: Wording
    earlier: tuple[EarlierInspection, ...] = ()
    quotes: tuple[Wording, ...] = ()
    topics: tuple[Wording, ...] = ()


@dataclass(frozen=True, slots=True)
class ProblemType:
    """A concept of the taxonomy with the words that decided; ``inherited`` where they stand in a heading."""

    code: str
    words: tuple[str, ...]
    inherited: bool = False


@dataclass(frozen=True, slots=True)
class Responsible:
    """Who answers for a finding: the post (never a private person's name) and the body, as printed."""

    leader: Wording | None = None
    unit: Wording | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem fed back by an inspection, at the level of a single issue.

    ``headings`` are those above it, outermost first; the last is its category. ``unit`` is named only where
    it is not the inspected unit. ``policy_documents`` holds those of the statement and of all measures,
    one a title, in the order of the text. ``listed_under`` is the number of the finding in whose measures this one
    stands: an old problem listed again by its code, which the report does not count among its problems.
    """

    number: str | None
    statement: Wording
    headings: tuple[Heading, ...] = ()
    unit: str | None = None
    statuses: tuple[Status, ...] = ()
    problem_types: tuple[ProblemType, ...] = ()
    measures: tuple[Measure, ...] = ()
    policy_documents: tuple[PolicyDocument, ...] = ()
    responsible: Responsible | None = None
    deadline: Wording | None = None
    repeat: Repeat | None = None
    listed_under: str | None = None

    @property
    def category(self) -> str | None:
        """The nearest heading above that groups findings and is not part of the finding's own number.

        >>> above = tuple(Heading(number, number, level, Passage(0, 1)) for level, number in ((1, "(一)"), (2, "3")))
        >>> Finding("3(1)", Wording("", Passage(0, 0)), above).category
        '(一)'
        """
        outer = [each for each in self.headings if not (self.number or "").startswith(f"{each.number}(")]
        nearest = (outer or self.headings)[-1:]
        return nearest[0].text if nearest else None

    @property
    def status(self) -> Status | None:
        """The status from the strongest source, or ``None`` where nothing is stated."""
        return self.statuses[0] if self.statuses else None
