"""Inspections as rows: who, when, on whom, and how many findings."""

from collections.abc import Iterable
from dataclasses import dataclass

from xuntu.graph.legend import Language
from xuntu.graph.profiles.facts import Facts, Named, Quote, read_facts, read_inward, read_names, read_quotes, to_named
from xuntu.graph.profiles.findings import Found
from xuntu.graph.store import Store
from xuntu.ontology import DCTERMS, SCHEMA, XT

_SAID = (
    XT.mentionedAs, XT.evidence, XT.inspects, XT.conductedBy, XT.inspectingBody, XT.inspectionKind, XT.inRound,
    XT.level, XT.subject, XT.feedbackDate, SCHEMA.startDate, SCHEMA.endDate,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tally:
    """How many findings there are, how many of them are open, how many had been found before."""

    findings: int = 0
    open: int = 0
    recurring: int = 0


@dataclass(frozen=True, slots=True)
class ReportEntry:
    """A report on an inspection."""

    iri: str
    title: str
    issued: str | None
    document: str


@dataclass(frozen=True, slots=True)
class InspectionRow:
    """An inspection with its team, round, dates and reports; ``tally`` counts its findings."""

    iri: str
    label: str
    units: tuple[Named, ...]
    teams: tuple[Named, ...]
    bodies: tuple[Named, ...]
    rounds: tuple[Named, ...]
    kinds: tuple[str, ...]
    level: str | None
    subject: str | None
    start: str | None
    end: str | None
    feedback: str | None
    quote: Quote | None
    reports: tuple[ReportEntry, ...]
    tally: Tally

    @property
    def year(self) -> str | None:
        """The year in which it began, or else in which it was fed back."""
        day = self.start or self.feedback
        return day[:4] if day else None


def tally(found: Iterable[Found], again: Iterable[str] = ()) -> Tally:
    """Return how many findings there are, and how many of them are among *again*."""
    told, before = list(found), set(again)
    return Tally(len(told), sum(each.is_open for each in told), sum(each.finding in before for each in told))


def read_inspection_rows(
    store: Store,
    inspections: Iterable[str],
    found: Iterable[Found] = (),
    *,
    again: Iterable[str] = (),
    language: Language = "zh",
) -> tuple[InspectionRow, ...]:
    """Return inspections as rows, in order of time; *found* are their findings, *again* those found before."""
    wanted = sorted(set(inspections))
    told = [(thing, source) for source, _, thing in read_inward(store, wanted, XT.canonical)]
    facts = read_facts(store, {*wanted, *(source for _, source in told)}, *_SAID)
    accounts = {
        one: [source for thing, source in told if thing == one and not facts.all(source, XT.mentionedAs)] or [one]
        for one in wanted
    }
    every = [source for one in wanted for source in accounts[one]]
    reports = read_inward(store, every, XT.reportsOn)
    of_reports = read_facts(
        store, [report for report, _, _ in reports], DCTERMS.title, DCTERMS.issued, DCTERMS.isPartOf
    )
    linked = {
        each
        for source in every
        for each in facts.all(
            source, XT.inspects, XT.conductedBy, XT.inspectingBody, XT.inRound, XT.inspectionKind, XT.level
        )
    }
    own = _canonical(store, linked)
    names = read_names(store, {*wanted, *linked, *own.values()}, language)
    quotes = read_quotes(store, facts, every)
    counted, before = list(found), set(again)
    rows = [
        _to_row(
            facts, names, one,
            accounts=accounts[one],
            own=own,
            quote=next((quote for source in accounts[one] for quote in quotes[source]), None),
            reports=_to_reports(of_reports, [report for report, _, thing in reports if thing in accounts[one]]),
            counts=tally((each for each in counted if each.inspection == one), before),
        )
        for one in wanted
    ]  # fmt: skip
    return tuple(sorted(rows, key=lambda row: (row.start or row.feedback or "", row.iri)))


def _canonical(store: Store, things: Iterable[str]) -> dict[str, str]:
    facts = read_facts(store, [thing for thing in things if "/concept/" not in thing], XT.canonical)
    return {thing: facts.first(thing, XT.canonical) or thing for thing in facts.things()}


def _to_reports(facts: Facts, reports: Iterable[str]) -> tuple[ReportEntry, ...]:
    entries = [
        ReportEntry(
            report,
            facts.first(report, DCTERMS.title) or "",
            facts.first(report, DCTERMS.issued),
            facts.first(report, DCTERMS.isPartOf) or "",
        )
        for report in dict.fromkeys(reports)
    ]
    return tuple(sorted(entries, key=lambda entry: (entry.issued or "", entry.iri)))


def _to_row(
    facts: Facts,
    names: dict[str, str],
    inspection: str,
    *,
    accounts: list[str],
    own: dict[str, str],
    quote: Quote | None,
    reports: tuple[ReportEntry, ...],
    counts: Tally,
) -> InspectionRow:
    def linked(name: str) -> tuple[Named, ...]:
        return to_named(names, {own.get(each, each) for one in accounts for each in facts.all(one, name)})

    def earliest(name: str) -> str | None:
        return min((day for one in accounts for day in facts.all(one, name)), default=None)

    levels = linked(XT.level)
    return InspectionRow(
        inspection,
        names[inspection],
        linked(XT.inspects),
        linked(XT.conductedBy),
        linked(XT.inspectingBody),
        linked(XT.inRound),
        tuple(kind.label for kind in linked(XT.inspectionKind)),
        levels[0].label if levels else None,
        earliest(XT.subject),
        earliest(SCHEMA.startDate),
        earliest(SCHEMA.endDate),
        earliest(XT.feedbackDate),
        quote,
        reports,
        counts,
    )
