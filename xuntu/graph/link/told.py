"""What the documents of a store tell, as far as links need it: inspections, findings, stated recurrences."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from xuntu.graph.asking import ask_own
from xuntu.graph.rows import Value
from xuntu.graph.store import Store


@dataclass(frozen=True, slots=True)
class Account:
    """What documents tell of an inspection under one IRI; dates are ISO strings, ``""`` where none is known.

    ``kinds`` are concepts of inspection kinds, ``team`` the name of the team, ``round`` and ``body`` are IRIs.
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


@dataclass(frozen=True, slots=True)
class Tellings:
    """All that linking reads from a store; ``things`` are all units, inspections and rounds."""

    accounts: dict[str, Account]
    rounds: dict[str, Round]
    findings: list[Told]
    stated: list[Stated]
    things: list[str] = field(default_factory=list[str])


def read_tellings(store: Store) -> Tellings:
    """Return what linking needs of a store."""
    accounts = _read_accounts(store)
    return Tellings(
        accounts,
        _read_rounds(store),
        _read_findings(store, accounts),
        _read_stated(store),
        [str(thing) for (thing,) in ask_own(store, "facts/things").rows],
    )


def _read_accounts(store: Store) -> dict[str, Account]:
    kinds: defaultdict[str, set[str]] = defaultdict(set)
    for inspection, kind in ask_own(store, "facts/kinds").rows:
        kinds[str(inspection)].add(str(kind))
    accounts: dict[str, Account] = {}
    for row in ask_own(store, "facts/inspections").to_dicts():
        told = Account(
            iri=str(row["inspection"]),
            kinds=frozenset(kinds[str(row["inspection"])]),
            **{key: _text(row[key]) for key in ("unit", "team", "body", "round", "level")},
            start=str(row["start"] or ""),
            end=str(row["end"] or ""),
            feedback=str(row["feedback"] or ""),
            issued=str(row["issued"] or ""),
        )
        known = accounts.setdefault(told.iri, told)
        accounts[told.iri] = replace(known, round=known.round or told.round)
    return accounts


def _read_rounds(store: Store) -> dict[str, Round]:
    rows = ask_own(store, "facts/rounds").rows
    return {
        str(round_): Round(str(round_), _text(launcher), _number(term), _number(ordinal), _number(year), _number(batch))
        for round_, launcher, term, ordinal, year, batch in rows
    }


def _read_findings(store: Store, accounts: Mapping[str, Account]) -> list[Told]:
    types = _gather(store, "facts/types")
    deeds = _gather(store, "facts/deeds")
    found: dict[str, Told] = {}
    # sorted here: the engine would compare whole terms of millions of quads
    rows = sorted(tuple(str(value or "") for value in row) for row in ask_own(store, "facts/findings").rows)
    for finding, passage, concerned, number, statement, listed, inspection in rows:
        if finding in found or inspection not in accounts:
            continue
        found[finding] = Told(
            finding,
            inspection,
            concerned or accounts[inspection].unit,
            number or None,
            statement,
            passage,
            frozenset(types.get(finding, ())),
            "；".join(deeds.get(finding, ())),
            listed or None,
        )
    return list(found.values())


def _gather(store: Store, name: str) -> dict[str, list[str]]:
    """Return the values of each thing, each once, in order."""
    gathered: defaultdict[str, set[str]] = defaultdict(set)
    for thing, value in ask_own(store, name).rows:
        gathered[str(thing)].add(str(value))
    return {thing: sorted(values) for thing, values in gathered.items()}


def _read_stated(store: Store) -> list[Stated]:
    stated: dict[str, Stated] = {}
    for row in ask_own(store, "facts/recurrences").to_dicts():
        key = str(row["recurrence"])
        known = stated.get(key)
        kinds = (known.kinds if known else frozenset()) | {str(row["cited_kind"])}
        quotes = set(known.quotes if known else ()) | ({str(row["quote"])} if row["quote"] is not None else set())
        stated[key] = Stated(
            finding=str(row["finding"]),
            prior=str(row["prior"]),
            cited=str(row["cited"]),
            mention=str(row["mention"]),
            year=_text(row["year"]),
            relative=bool(row["relative"]),
            examined=_text(row["examined"]),
            kinds=kinds,
            kind=str(row["kind"]),
            cue=str(row["cue"]),
            cue_words=str(row["words"]),
            quotes=tuple(sorted(quotes)),
            term=_number(row["term"]),
            ordinal=_number(row["ordinal"]),
        )
    return list(stated.values())


def _text(value: Value) -> str | None:
    return None if value is None else str(value)


def _number(value: Value) -> int | None:
    return None if value is None else int(str(value))
