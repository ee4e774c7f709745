"""Findings: as rows of a list, and one of them with all that became of it."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from xuntu.graph.asking import ask_own
from xuntu.graph.legend import Language
from xuntu.graph.profiles.facts import (
    Facts,
    Named,
    Quote,
    document_of,
    quotes_of,
    read_facts,
    read_inward,
    read_names,
    read_quotes,
    to_named,
)
from xuntu.graph.profiles.outcomes import Outcome, read_outcomes
from xuntu.graph.sparql import Iri
from xuntu.graph.store import Store
from xuntu.ontology import DCTERMS, OA, PROV, RDF, RDFS, SCHEMA, XT, XTC, to_number

_PARTS = re.compile(r"([0-9]+)|([一二三四五六七八九十百]+)|([^0-9一二三四五六七八九十百]+)")
_ROLES = (XT.issues, XT.drafts, XT.revises, XT.cites, DCTERMS.references)


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding as a line of a list.

    ``status`` is the end of the status concept, as ``done``, with its name in ``status_label``; ``year`` that of its
    inspection; ``earlier`` whether it had been found before, ``later`` whether it was found again.
    """

    iri: str
    number: str | None
    label: str
    statement: str
    quote: Quote | None
    status: str | None
    status_label: str | None
    day: str | None
    deadline: str | None
    types: tuple[Named, ...]
    unit: Named | None
    inspection: Named | None
    year: str | None
    responsible: tuple[Named, ...]
    earlier: bool
    later: bool


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A finding and an earlier one that it repeats.

    ``told`` names the earlier inspection where only its mention is known; ``score`` is that of an inference.
    """

    later: str
    earlier: str
    is_stated: bool
    kind: str
    score: Decimal | None
    quotes: tuple[Quote, ...]
    told: Named | None


@dataclass(frozen=True, slots=True)
class StatusEntry:
    """What someone stated of how far a finding is rectified."""

    status: str
    label: str
    words: str | None
    day: str | None
    by: tuple[Named, ...]
    source: str | None
    quote: Quote | None


@dataclass(frozen=True, slots=True)
class MeasureEntry:
    """One piece of work against a finding and what came of it; ``policies`` with how they are named: issues, cites."""

    iri: str
    label: str
    quote: Quote | None
    state: str | None
    types: tuple[Named, ...]
    deadline: str | None
    responsible: tuple[Named, ...]
    policies: tuple[tuple[str, Named], ...]
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class FindingProfile:
    """A finding with its headings, history of statuses, measures and recurrences.

    ``earlier`` and ``later`` are pairs of the judgement and the other finding; ``same`` are other accounts of it.
    """

    row: FindingRow
    quotes: tuple[Quote, ...]
    document: Named
    headings: tuple[Named, ...]
    words: tuple[str, ...]
    inherited: frozenset[str]
    concerned: tuple[Named, ...]
    policies: tuple[tuple[str, Named], ...]
    statuses: tuple[StatusEntry, ...]
    measures: tuple[MeasureEntry, ...]
    earlier: tuple[tuple[Recurrence, FindingRow], ...]
    later: tuple[tuple[Recurrence, FindingRow], ...]
    same: tuple[FindingRow, ...]
    rounds: tuple[Named, ...]


def read_finding_rows(store: Store, findings: Iterable[str], language: Language = "zh") -> tuple[FindingRow, ...]:
    """Return findings as rows, in the order given; those that the graph does not know are left out."""
    wanted = list(dict.fromkeys(findings))
    facts = read_facts(
        store, wanted,
        RDFS.label, XT.number, XT.evidence, XT.currentStatus, XT.problemType, XT.foundIn, XT.ofUnit, XT.ofInspection,
        XT.deadline, XT.deadlineText, XT.responsibleUnit, XT.responsiblePost,
    )  # fmt: skip
    known = [finding for finding in wanted if facts.first(finding, RDFS.label) is not None]
    facts.add(_read_around(store, facts, known))
    names = read_names(store, _named_around(facts, known), language)
    links = read_inward(store, known, XT.recurringFinding, XT.priorFinding)
    earlier = {finding for _, name, finding in links if name == XT.recurringFinding}
    later = {finding for _, name, finding in links if name == XT.priorFinding}
    return tuple(
        _to_row(facts, names, finding, is_again=finding in earlier, comes_again=finding in later) for finding in known
    )


def _read_around(store: Store, facts: Facts, findings: list[str]) -> Facts:
    """Return what is said of the passages, statuses and inspections of *findings*."""
    passages = [each for finding in findings for each in facts.all(finding, XT.evidence)]
    records = [each for finding in findings for each in facts.all(finding, XT.currentStatus)]
    inspections = {each for finding in findings for each in facts.all(finding, XT.foundIn, XT.ofInspection)}
    around = read_facts(store, passages, OA.exact, OA.start)
    around.add(read_facts(store, records, XT.status, DCTERMS.date))
    return around.add(
        read_facts(store, inspections, XT.canonical, XT.inspects, SCHEMA.startDate, XT.feedbackDate, XT.mentionedAs)
    )


def _named_around(facts: Facts, findings: list[str]) -> list[str]:
    named: list[str] = []
    for finding in findings:
        named += facts.all(finding, XT.problemType, XT.ofUnit, XT.ofInspection, XT.responsibleUnit, XT.responsiblePost)
        for inspection in facts.all(finding, XT.foundIn):
            named += [inspection, *facts.all(inspection, XT.canonical, XT.inspects)]
        for record in facts.all(finding, XT.currentStatus):
            named += facts.all(record, XT.status)
    return named


def _to_row(facts: Facts, names: dict[str, str], finding: str, *, is_again: bool, comes_again: bool) -> FindingRow:
    quotes = quotes_of(facts, facts.all(finding, XT.evidence))
    record = facts.first(finding, XT.currentStatus)
    status = facts.first(record, XT.status) if record else None
    found_in = facts.first(finding, XT.foundIn)
    inspection = facts.first(finding, XT.ofInspection) or (
        (facts.first(found_in, XT.canonical) or found_in) if found_in else None
    )
    unit = facts.first(finding, XT.ofUnit) or (facts.first(found_in, XT.inspects) if found_in else None)
    days = [day for each in (inspection, found_in) if each for day in facts.all(each, SCHEMA.startDate)]
    days = days or [day for each in (inspection, found_in) if each for day in facts.all(each, XT.feedbackDate)]
    label = facts.first(finding, RDFS.label) or ""
    return FindingRow(
        finding,
        facts.first(finding, XT.number),
        label,
        quotes[0].words if quotes else label,
        quotes[0] if quotes else None,
        status.removeprefix(XTC.status_done.removesuffix("done")) if status else None,
        names.get(status) if status else None,
        facts.first(record, DCTERMS.date) if record else None,
        facts.first(finding, XT.deadlineText, XT.deadline)
        if facts.all(finding, XT.deadlineText, XT.deadline)
        else None,
        to_named(names, facts.all(finding, XT.problemType)),
        Named(unit, names[unit]) if unit else None,
        Named(inspection, names.get(inspection, inspection)) if inspection else None,
        min(days)[:4] if days else None,
        to_named(names, facts.all(finding, XT.responsibleUnit, XT.responsiblePost)),
        is_again,
        comes_again,
    )


def read_recurrences(store: Store, findings: Iterable[str], language: Language = "zh") -> tuple[Recurrence, ...]:
    """Return what *findings* repeat and what repeats them, by what a mentioned finding turned out to be."""
    wanted = set(findings)
    mentions = [source for source, _, _ in read_inward(store, wanted, XT.canonical)]
    found = {source for source, _, _ in read_inward(store, {*wanted, *mentions}, XT.recurringFinding, XT.priorFinding)}
    facts = read_facts(store, found)
    ends = {each for one in found for each in facts.all(one, XT.recurringFinding, XT.priorFinding)}
    facts.add(read_facts(store, ends, XT.canonical, XT.foundIn))
    cited = {each for end in ends for each in facts.all(end, XT.foundIn)}
    facts.add(read_facts(store, cited, XT.mentionedAs, XT.canonical))
    quotes = read_quotes(store, facts, found)
    names = read_names(store, {*(each for one in found for each in facts.all(one, DCTERMS.type)), *cited}, language)
    joined: dict[tuple[str, str], Recurrence] = {}
    for one in sorted(found):
        for later in facts.all(one, XT.recurringFinding):
            for prior in facts.all(one, XT.priorFinding):
                recurrence = _to_recurrence(facts, names, one, later=later, prior=prior, quotes=quotes[one])
                key = (recurrence.later, recurrence.earlier)
                joined[key] = _join(joined[key], recurrence) if key in joined else recurrence
    return tuple(joined[key] for key in sorted(joined) if wanted & set(key))


def _to_recurrence(
    facts: Facts, names: dict[str, str], one: str, *, later: str, prior: str, quotes: tuple[Quote, ...]
) -> Recurrence:
    known = facts.first(prior, XT.canonical) or prior
    place = facts.first(prior, XT.foundIn)
    by_mention = known == prior and place is not None and bool(facts.all(place, XT.mentionedAs))
    score = facts.number(one, XT.score)
    return Recurrence(
        facts.first(later, XT.canonical) or later,
        known,
        XTC.basis_stated in facts.all(one, XT.basis),
        names.get(facts.first(one, DCTERMS.type) or "", ""),
        None if score is None else Decimal(score),
        quotes,
        Named(facts.first(place, XT.canonical) or place, names[place]) if by_mention and place else None,
    )


def _join(one: Recurrence, other: Recurrence) -> Recurrence:
    stated = one if one.is_stated else other
    quotes = tuple(dict.fromkeys((*one.quotes, *other.quotes)))
    score = one.score if other.score is None else other.score
    return Recurrence(
        one.later, one.earlier, one.is_stated or other.is_stated, stated.kind, score, quotes, one.told or other.told
    )


@dataclass(frozen=True, slots=True)
class Found:
    """A canonical finding with its unit, inspection and status now."""

    finding: str
    unit: str
    inspection: str
    status: str | None

    @property
    def is_open(self) -> bool:
        """Whether it has a status that is not done."""
        return self.status is not None and self.status != "done"


def read_found(
    store: Store, *, units: Iterable[str] | None = None, inspections: Iterable[str] | None = None
) -> tuple[Found, ...]:
    """Return the canonical findings of some units or inspections; one of both is told."""
    slots = {
        "u": None if units is None else tuple(map(Iri, sorted(set(units)))),
        "i": None if inspections is None else tuple(map(Iri, sorted(set(inspections)))),
    }
    if () in slots.values():
        return ()
    found = {
        Found(
            str(finding), str(unit), str(inspection), None if status is None else str(status).rpartition("status-")[2]
        )
        for finding, unit, inspection, status in ask_own(store, "pages/found", slots).rows
    }
    return tuple(sorted(found, key=lambda each: (each.inspection, order_of(each.finding))))


def order_of(finding: str) -> tuple[str, int, tuple[tuple[int, int | str], ...]]:
    """Return by what findings of a report are ordered: document, report, then numbers as numbers.

    >>> order_of("doc/a/r0/f2") < order_of("doc/a/r0/f10"), order_of("doc/a/r0/f三") < order_of("doc/a/r0/f十一")
    (True, True)
    """
    head, _, tail = finding.rpartition("/")
    document, _, report = head.rpartition("/r")
    return document, int(report) if report.isdigit() else 0, tuple(_split(tail))


def _split(text: str) -> Iterable[tuple[int, int | str]]:
    for digits, numeral, word in _PARTS.findall(text):
        value = to_number(numeral) if numeral else None
        yield (0, int(digits)) if digits else (1, numeral or word) if value is None else (0, value)


def count_statuses(found: Iterable[Found]) -> Counter[str]:
    """Return how many findings have which status; ``none`` for those without."""
    return Counter(each.status or "none" for each in found)


def describe_finding(store: Store, finding: str, language: Language = "zh") -> FindingProfile | None:
    """Return a finding with all that became of it; ``None`` where there is no such finding."""
    facts = read_facts(store, [finding])
    if XT.Finding not in facts.all(finding, RDF.type):
        return None
    [row] = read_finding_rows(store, [finding], language)
    inward = read_inward(store, [finding], XT.addresses, XT.statusOf, XT.restates, XT.canonical)
    measures = [source for source, name, _ in inward if name == XT.addresses]
    records = [source for source, name, _ in inward if name == XT.statusOf]
    same = {source for source, name, _ in inward if name in (XT.restates, XT.canonical)}
    same |= set(facts.all(finding, XT.restates, XT.canonical))
    facts.add(read_facts(store, [*measures, *records]))
    headings = _read_headings(store, facts, finding)
    links = read_recurrences(store, [finding], language)
    others = read_finding_rows(store, {end for link in links for end in (link.later, link.earlier)} | same, language)
    by_iri = {other.iri: other for other in others}
    document = document_of(finding)
    inspections = facts.all(finding, XT.foundIn, XT.ofInspection)
    rounds = read_facts(store, inspections, XT.inRound)
    around = {each for one in inspections for each in rounds.all(one, XT.inRound)}
    names = read_names(
        store,
        {
            document, *headings, *around,
            *(each for one in [finding, *measures, *records] for each in facts.all(
                one, *_ROLES, XT.concerns, XT.measureType, XT.measureState, XT.responsibleUnit, XT.responsiblePost,
                XT.status, XT.statusSource, PROV.wasAttributedTo)),
        },
        language,
    )  # fmt: skip
    quotes = read_quotes(store, facts, [finding, *measures, *records])
    outcomes = read_outcomes(store, measures, language)
    return FindingProfile(
        row=row,
        quotes=quotes[finding],
        document=Named(document, names[document]),
        headings=tuple(Named(each, names[each]) for each in headings),
        words=facts.all(finding, XT.typeWord),
        inherited=frozenset(facts.all(finding, XT.inheritedProblemType)),
        concerned=to_named(names, facts.all(finding, XT.concerns)),
        policies=_policies(facts, names, finding),
        statuses=_to_statuses(facts, names, records, quotes),
        measures=tuple(
            sorted(
                (_to_measure(facts, names, each, quotes[each], outcomes.get(each, ())) for each in measures),
                key=lambda each: (each.quote.start if each.quote else 0, each.iri),
            )
        ),
        earlier=tuple(
            (link, by_iri[link.earlier]) for link in links if link.later == row.iri and link.earlier in by_iri
        ),
        later=tuple((link, by_iri[link.later]) for link in links if link.earlier == row.iri and link.later in by_iri),
        same=tuple(by_iri[each] for each in sorted(same - {finding}) if each in by_iri),
        rounds=to_named(names, around),
    )


def _read_headings(store: Store, facts: Facts, finding: str) -> list[str]:
    """Return the headings above a finding, the outermost first."""
    headings: list[str] = []
    above = facts.first(finding, XT.withinFinding)
    while above and above not in headings:
        headings.insert(0, above)
        above = read_facts(store, [above], XT.withinFinding).first(above, XT.withinFinding)
    return headings


def _to_statuses(
    facts: Facts, names: dict[str, str], records: list[str], quotes: dict[str, tuple[Quote, ...]]
) -> tuple[StatusEntry, ...]:
    entries = [
        StatusEntry(
            status.rpartition("status-")[2],
            names[status],
            facts.first(record, XT.statusText),
            facts.first(record, DCTERMS.date),
            to_named(names, facts.all(record, PROV.wasAttributedTo)),
            names.get(facts.first(record, XT.statusSource) or ""),
            next(iter(quotes[record]), None),
        )
        for record in records
        for status in facts.all(record, XT.status)
    ]
    return tuple(sorted(entries, key=lambda entry: (entry.day or "", entry.quote.start if entry.quote else 0)))


def _to_measure(
    facts: Facts, names: dict[str, str], measure: str, quotes: tuple[Quote, ...], outcomes: tuple[Outcome, ...]
) -> MeasureEntry:
    return MeasureEntry(
        measure,
        facts.first(measure, RDFS.label) or "",
        next(iter(quotes), None),
        names.get(facts.first(measure, XT.measureState) or ""),
        to_named(names, facts.all(measure, XT.measureType)),
        facts.first(measure, XT.deadlineText) or facts.first(measure, XT.deadline),
        to_named(names, facts.all(measure, XT.responsibleUnit, XT.responsiblePost)),
        _policies(facts, names, measure),
        outcomes,
    )


def _policies(facts: Facts, names: dict[str, str], thing: str) -> tuple[tuple[str, Named], ...]:
    """Return the policy documents that a thing names, each with the end of the property: issues, cites."""
    found = {}
    for role in reversed(_ROLES):
        for policy in facts.all(thing, role):
            found[policy] = role.removeprefix(DCTERMS.references.removesuffix("references")).rpartition("#")[2]
    return tuple((found[one.iri], one) for one in to_named(names, found))
