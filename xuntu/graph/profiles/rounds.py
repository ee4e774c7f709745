"""Rounds: a list of them, and one with its teams, units and findings."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from xuntu.graph.asking import ask_own
from xuntu.graph.legend import Language
from xuntu.graph.profiles.facts import Listing, Named, Quote, read_facts, read_inward, read_names, read_quotes, to_named
from xuntu.graph.profiles.findings import Found, read_found
from xuntu.graph.profiles.inspections import InspectionRow, Tally, read_inspection_rows
from xuntu.graph.profiles.kept import keep
from xuntu.graph.profiles.units import find_canonical
from xuntu.graph.sparql import Iri
from xuntu.graph.store import Store
from xuntu.ontology import RDF, XT


@dataclass(frozen=True, slots=True)
class RoundRow:
    """A round as a line of a list."""

    iri: str
    name: str
    body: Named | None
    year: str | None
    inspections: int
    tally: Tally


@dataclass(frozen=True, slots=True)
class RoundProfile:
    """A round; ``types`` are the problem types most found in it, with how often."""

    iri: str
    name: str
    bodies: tuple[Named, ...]
    term: str | None
    ordinal: str | None
    year: str | None
    batch: str | None
    aliases: tuple[str, ...]
    quotes: tuple[Quote, ...]
    inspections: tuple[InspectionRow, ...]
    found: tuple[Found, ...]
    types: tuple[tuple[Named, int], ...]
    told: tuple[Named, ...]


def list_round_rows(
    store: Store, *, words: str = "", start: int = 0, size: int = 50, language: Language = "zh"
) -> Listing[RoundRow]:
    """Return a part of the list of rounds, the newest first; *words* stand in their names."""
    rounds = keep(store, "pages/rounds", lambda: ask_own(store, "pages/rounds").rows)
    told = [(str(one), str(name), year) for one, name, year in rounds if words in str(name)]
    years = {one: None if year is None else str(year) for one, _, year in told}
    ordered = sorted(told, key=lambda each: (-int(str(each[2] or 0)), each[1], each[0]))
    page = [one for one, _, _ in ordered[start : start + size]]
    facts = read_facts(store, page, XT.launchedBy, XT.year)
    bodies = read_facts(store, [each for one in page for each in facts.all(one, XT.launchedBy)], XT.canonical)
    own = {each: bodies.first(each, XT.canonical) or each for one in page for each in facts.all(one, XT.launchedBy)}
    names = read_names(store, [*page, *own.values()], language)
    inspections = _inspections(store, page)
    counted = keep(store, "pages/inspections-found", lambda: _count(store))
    rows = [
        RoundRow(
            one,
            names[one],
            next((Named(own[each], names[own[each]]) for each in facts.all(one, XT.launchedBy)), None),
            facts.first(one, XT.year) or years[one],
            len(inspections.get(one, ())),
            _sum(counted[each] for each in inspections.get(one, ()) if each in counted),
        )
        for one in page
    ]
    return Listing(tuple(rows), start, len(ordered))


def describe_round(store: Store, iri: str, language: Language = "zh") -> RoundProfile | None:
    """Return what is known of a round, by any of its IRIs; ``None`` where the graph has no such round."""
    own = find_canonical(store, iri)
    if own is None:
        return None
    facts = read_facts(store, [own])
    if XT.InspectionRound not in facts.all(own, RDF.type):
        return None
    accounts = [source for source, _, _ in read_inward(store, [own], XT.canonical)]
    inspections = _inspections(store, [own]).get(own, set())
    found = read_found(store, inspections=inspections)
    again = {thing for _, _, thing in read_inward(store, [each.finding for each in found], XT.recurringFinding)}
    rows = read_inspection_rows(store, inspections, found, again=again, language=language)
    typed = read_facts(store, [each.finding for each in found], XT.problemType)
    counts = Counter(kind for one in typed.things() for kind in typed.all(one, XT.problemType))
    bodies = read_facts(store, facts.all(own, XT.launchedBy), XT.canonical)
    launchers = {bodies.first(each, XT.canonical) or each for each in facts.all(own, XT.launchedBy)}
    reports = {source for source, _, _ in read_inward(store, [own, *accounts], XT.reportsOn)}
    names = read_names(store, {own, *accounts, *counts, *launchers, *reports}, language)
    most = sorted(counts, key=lambda kind: (-counts[kind], kind))
    return RoundProfile(
        own,
        names[own],
        to_named(names, launchers),
        facts.first(own, XT.term),
        facts.first(own, XT.roundNumber),
        facts.first(own, XT.year),
        facts.first(own, XT.batch),
        tuple(sorted({names[each] for each in accounts if "/round/" in each} - {names[own]})),
        read_quotes(store, facts, [own])[own],
        rows,
        found,
        tuple((Named(kind, names[kind]), counts[kind]) for kind in most),
        to_named(names, reports),
    )


def _inspections(store: Store, rounds: Iterable[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    wanted = tuple(map(Iri, rounds))
    if wanted:
        for one, inspection in ask_own(store, "pages/inspections-of-rounds", {"wanted": wanted}).rows:
            found.setdefault(str(one), set()).add(str(inspection))
    return found


def _count(store: Store) -> dict[str, Tally]:
    """Return how many findings every inspection has."""
    found, still, again = (
        {str(one): int(str(number)) for one, number in ask_own(store, f"pages/inspections-{what}").rows}
        for what in ("found", "open", "recurring")
    )
    return {one: Tally(number, still.get(one, 0), again.get(one, 0)) for one, number in found.items()}


def _sum(tallies: Iterable[Tally]) -> Tally:
    told = list(tallies)
    return Tally(
        sum(each.findings for each in told), sum(each.open for each in told), sum(each.recurring for each in told)
    )
