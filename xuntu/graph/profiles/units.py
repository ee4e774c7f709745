"""Units: a list of them, and one with everything that is known of it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from xuntu.graph.asking import ask_own
from xuntu.graph.legend import Language
from xuntu.graph.profiles.facts import (
    Facts,
    Listing,
    Named,
    Quote,
    document_of,
    read_facts,
    read_inward,
    read_names,
    read_quotes,
    to_named,
)
from xuntu.graph.profiles.figures import DeclaredRow, read_declared_of
from xuntu.graph.profiles.findings import Found, Recurrence, read_found, read_recurrences
from xuntu.graph.profiles.inspections import InspectionRow, Tally, read_inspection_rows
from xuntu.graph.profiles.kept import keep
from xuntu.graph.profiles.outcomes import Outcome, read_outcomes_of
from xuntu.graph.sparql import Iri
from xuntu.graph.store import Store
from xuntu.ontology import DCTERMS, ORG, RDF, RDFS, SKOS, XT

UnitOrder: TypeAlias = Literal["findings", "open", "recurring", "name"]

_MOST_CHILDREN = 200


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit as a line of a list."""

    iri: str
    name: str
    parent: Named | None
    division: Named | None
    level: str | None
    inspections: int
    tally: Tally


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name of a unit, why it is held to be one of its names, and where it is proved."""

    iri: str
    name: str
    grounds: tuple[str, ...]
    called: tuple[str, ...]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class UnitProfile:
    """A unit with its names, place, neighbours, inspections and findings.

    ``parents`` go from the next above to the topmost; ``policies`` tell what it made: how, what, and for which finding.
    """

    iri: str
    name: str
    level: str | None
    division: Named | None
    aliases: tuple[Alias, ...]
    parents: tuple[Named, ...]
    children: tuple[UnitRow, ...]
    predecessors: tuple[tuple[Named, str | None], ...]
    successors: tuple[tuple[Named, str | None], ...]
    inspections: tuple[InspectionRow, ...]
    found: tuple[Found, ...]
    recurrences: tuple[Recurrence, ...]
    policies: tuple[tuple[str, Named, str], ...]
    outcomes: tuple[tuple[str, Outcome], ...]
    declared: tuple[DeclaredRow, ...]
    mentioned: tuple[Named, ...]


def list_unit_rows(
    store: Store,
    *,
    words: str = "",
    order: UnitOrder = "findings",
    every: bool = False,
    start: int = 0,
    size: int = 50,
    language: Language = "zh",
) -> Listing[UnitRow]:
    """Return a part of the list of units: those with findings, or *every* one; *words* stand in any of their names."""
    counts = {name: _counts(store, f"pages/units-{name}") for name in ("inspected", "open", "recurring")}
    found = counts["inspected"]
    if words:
        named = {str(row[0]) for row in ask_own(store, "pages/units-named", {"wanted": words}).rows}
        wanted = named if every else named & set(found)
    else:
        wanted = set(found)
    labels: dict[str, str] = {}
    if every or order == "name":
        labels = keep(store, "pages/every-unit", lambda: _read_labels(store))
        wanted = wanted & set(labels) if words or not every else set(labels)
    key = counts["inspected" if order == "findings" else order] if order != "name" else {}
    ordered = sorted(wanted, key=lambda unit: (-key.get(unit, 0), labels.get(unit, unit), unit))
    rows = _to_rows(store, ordered[start : start + size], language)
    tallied = [
        replace(
            row,
            tally=Tally(found.get(row.iri, 0), counts["open"].get(row.iri, 0), counts["recurring"].get(row.iri, 0)),
        )
        for row in rows
    ]
    return Listing(tuple(tallied), start, len(ordered))


def _read_labels(store: Store) -> dict[str, str]:
    return {str(unit): str(name) for unit, name in ask_own(store, "pages/every-unit").rows}


def _counts(store: Store, query: str) -> dict[str, int]:
    return keep(store, query, lambda: {str(unit): int(str(number)) for unit, number in ask_own(store, query).rows})


def _to_rows(store: Store, units: Iterable[str], language: Language) -> list[UnitRow]:
    """Return units as rows without their findings."""
    wanted = list(units)
    facts = read_facts(store, wanted, XT.unitLevel, ORG.subOrganizationOf, XT.inDivision)
    around = [each for unit in wanted for each in facts.all(unit, XT.unitLevel, ORG.subOrganizationOf, XT.inDivision)]
    names = read_names(store, [*wanted, *around], language)
    inspected = _inspections(store, wanted)
    return [
        UnitRow(
            unit,
            names[unit],
            _named(names, facts.first(unit, ORG.subOrganizationOf)),
            _named(names, facts.first(unit, XT.inDivision)),
            names.get(facts.first(unit, XT.unitLevel) or ""),
            len(inspected.get(unit, ())),
            Tally(),
        )
        for unit in wanted
    ]


def _inspections(store: Store, units: Iterable[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    wanted = tuple(map(Iri, units))
    if wanted:
        for unit, inspection in ask_own(store, "pages/inspections-of-units", {"u": wanted}).rows:
            found.setdefault(str(unit), set()).add(str(inspection))
    return found


def find_canonical(store: Store, thing: str) -> str | None:
    """Return the canonical thing that *thing* stands for; ``None`` where the graph does not know it."""
    facts = read_facts(store, [thing], XT.canonical, RDF.type)
    return (facts.first(thing, XT.canonical) or thing) if thing in facts else None


def describe_unit(store: Store, unit: str, language: Language = "zh") -> UnitProfile | None:
    """Return what is known of a unit, by any of its IRIs; ``None`` where the graph has no such unit."""
    own = find_canonical(store, unit)
    if own is None:
        return None
    facts = read_facts(store, [own])
    if not {XT.Unit, XT.MentionedUnit} & set(facts.all(own, RDF.type)):
        return None
    inspected = _inspections(store, [own]).get(own, set())
    found = read_found(store, units=[own])
    recurrences = read_recurrences(store, [each.finding for each in found], language)
    again = {link.later for link in recurrences}
    inspections = read_inspection_rows(
        store, inspected | {each.inspection for each in found}, found, again=again, language=language
    )
    parents = _read_parents(store, own)
    changes = [(str(old), str(new), date) for old, new, date in _changes(store, own)]
    outcomes = read_outcomes_of(store, [each.finding for each in found], language)
    around = {*parents, *(end for old, new, _ in changes for end in (old, new)), own}
    around |= set(facts.all(own, XT.unitLevel, XT.inDivision))
    mentions = {document_of(source) for source, _, _ in read_inward(store, [own], XT.mentions)}
    names = read_names(store, around | mentions, language)
    return UnitProfile(
        own,
        names[own],
        names.get(facts.first(own, XT.unitLevel) or ""),
        _named(names, facts.first(own, XT.inDivision)),
        _read_aliases(store, own, language),
        tuple(Named(parent, names[parent]) for parent in parents),
        list_below(store, own, language),
        tuple((Named(old, names[old]), _text(day)) for old, new, day in changes if new == own),
        tuple((Named(new, names[new]), _text(day)) for old, new, day in changes if old == own),
        inspections,
        found,
        recurrences,
        _read_policies(store, [each.finding for each in found], language),
        outcomes,
        read_declared_of(store, [report.iri for row in inspections for report in row.reports], language),
        to_named(names, mentions),
    )


def _named(names: dict[str, str], thing: str | None) -> Named | None:
    return Named(thing, names[thing]) if thing else None


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _read_parents(store: Store, unit: str) -> list[str]:
    parents: list[str] = []
    above = read_facts(store, [unit], ORG.subOrganizationOf).first(unit, ORG.subOrganizationOf)
    while above and above not in (unit, *parents):
        parents.append(above)
        above = read_facts(store, [above], ORG.subOrganizationOf).first(above, ORG.subOrganizationOf)
    return parents


def list_below(store: Store, unit: str, language: Language = "zh") -> tuple[UnitRow, ...]:
    """Return the units below one, those with findings first; canonical ones only."""
    children = [source for source, _, _ in read_inward(store, [unit], ORG.subOrganizationOf)]
    facts = read_facts(store, children, XT.canonical)
    own = sorted({each for child in facts.things() for each in facts.all(child, XT.canonical)})[:_MOST_CHILDREN]
    found = read_found(store, units=own)
    rows = [
        replace(
            row,
            tally=Tally(
                sum(each.unit == row.iri for each in found),
                sum(each.unit == row.iri and each.is_open for each in found),
            ),
        )
        for row in _to_rows(store, own, language)
    ]
    return tuple(sorted(rows, key=lambda row: (-row.tally.findings, row.name)))


def _changes(store: Store, unit: str) -> list[tuple[str, str, str | None]]:
    """Return the changes of organisation of a unit: what it was before, what it became, when."""
    events = [
        source for source, _, _ in read_inward(store, [unit], ORG.originalOrganization, ORG.resultingOrganization)
    ]
    facts = read_facts(store, events)
    return [
        (old, new, facts.first(event, DCTERMS.date))
        for event in sorted(set(events))
        for old in facts.all(event, ORG.originalOrganization)
        for new in facts.all(event, ORG.resultingOrganization)
    ]


def _read_aliases(store: Store, unit: str, language: Language) -> tuple[Alias, ...]:
    """Return the names of a unit with the grounds on which they are held to be its names."""
    pointing = {source for source, _, _ in read_inward(store, [unit], XT.canonical)} | {unit}
    facts = read_facts(store, pointing, RDF.type, RDFS.label, SKOS.altLabel, XT.calledAs)
    variants = {each for each in pointing if XT.Match not in facts.all(each, RDF.type)}
    matches = {source for source, _, _ in read_inward(store, variants, XT.matches)}
    judged = read_facts(store, matches)
    quotes = read_quotes(store, judged, matches)
    names = read_names(store, {ground for match in matches for ground in judged.all(match, XT.ground)}, language)
    aliases = [_to_alias(facts, judged, names, variant, quotes=quotes) for variant in sorted(variants)]
    return tuple(sorted(aliases, key=lambda alias: (alias.iri != unit, alias.name)))


def _to_alias(
    facts: Facts, judged: Facts, names: dict[str, str], variant: str, *, quotes: dict[str, tuple[Quote, ...]]
) -> Alias:
    matches = [match for match in judged.things() if variant in judged.all(match, XT.matches)]
    label = facts.first(variant, RDFS.label) or variant
    return Alias(
        variant,
        label,
        tuple(sorted({names[ground] for match in matches for ground in judged.all(match, XT.ground)})),
        tuple(name for name in facts.all(variant, SKOS.altLabel, XT.calledAs) if name != label),
        tuple(dict.fromkeys(quote for match in matches for quote in quotes[match])),
    )


def _read_policies(store: Store, findings: Iterable[str], language: Language) -> tuple[tuple[str, Named, str], ...]:
    """Return the policy documents that measures against *findings* put in force, drafted or revised."""
    measures = {source: finding for source, _, finding in read_inward(store, findings, XT.addresses)}
    facts = read_facts(store, measures, XT.issues, XT.drafts, XT.revises)
    names = read_names(
        store, {each for one in facts.things() for each in facts.all(one, XT.issues, XT.drafts, XT.revises)}, language
    )
    made = {
        (role.rpartition("#")[2], Named(policy, names[policy]), measures[measure])
        for measure in facts.things()
        for role in (XT.issues, XT.drafts, XT.revises)
        for policy in facts.all(measure, role)
    }
    return tuple(sorted(made, key=lambda each: (each[1].label, each[0], each[2])))
