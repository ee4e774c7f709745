"""What documents tell, as far as links need it: inspections, findings, stated recurrences."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Account:
    """What documents tell of an inspection under one IRI; dates are ISO strings, ``""`` where none is known.

    ``kinds`` are concepts of inspection kinds, ``team`` the name of the team, ``round`` and ``body`` are IRIs.
    ``others`` are further units of a joint one.
    """

    iri: str
    unit: str | None
    team: str | None = None
    body: str | None = None
    round: str | None = None
    level: str | None = None
    kinds: frozenset[str] = frozenset()
    start: str = ""
    end: str = ""
    feedback: str = ""
    issued: str = ""
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Round:
    """A round by its term and number; ``launcher`` is an IRI."""

    iri: str
    launcher: str | None
    term: int | None
    ordinal: int | None
    year: int | None
    batch: int | None


@dataclass(frozen=True, slots=True)
class Told:
    """A finding as some report tells it; ``deeds`` are its measures' words, ``listed`` the finding that lists it."""

    iri: str
    inspection: str
    unit: str | None
    number: str | None
    statement: str
    passage: str
    types: frozenset[str]
    deeds: str = ""
    listed: str | None = None

    @property
    def report(self) -> str:
        """The IRI of the report that tells it."""
        return self.iri.rpartition("/")[0]

    @property
    def document(self) -> str:
        """The IRI of the document that tells it."""
        return self.report.rpartition("/")[0]


@dataclass(frozen=True, slots=True)
class Stated:
    """A recurrence that a text states, of an inspection it names."""

    finding: str
    prior: str
    cited: str
    mention: str
    year: str | None
    relative: bool
    examined: str | None
    kinds: frozenset[str]
    kind: str
    cue: str
    cue_words: str
    quotes: tuple[str, ...]
    term: int | None = None
    ordinal: int | None = None

    @property
    def document(self) -> str:
        """The IRI of the document that states it."""
        return self.finding.rsplit("/", 2)[0]


@dataclass(frozen=True, slots=True)
class Tellings:
    """All that linking reads from a store; ``things`` are all units, inspections and rounds."""

    accounts: dict[str, Account]
    rounds: dict[str, Round]
    findings: list[Told]
    stated: list[Stated]
    things: list[str] = field(default_factory=list[str])
