"""All links of a store, as the lines of its inferred graph."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from xuntu.graph.asking import ask_own
from xuntu.graph.link.assembly import find_units
from xuntu.graph.link.authority import NOTHING, Authority
from xuntu.graph.link.chains import say_chains
from xuntu.graph.link.concerned import place_findings
from xuntu.graph.link.lines import line
from xuntu.graph.link.recurrences import Recurrence, Recurrences, find_recurrences
from xuntu.graph.link.references import resolve_references
from xuntu.graph.link.restatements import Restatement, choose_canonical, find_restatements
from xuntu.graph.link.saying import say_canonical, say_units
from xuntu.graph.link.stated import Resolved
from xuntu.graph.link.statuses import say_current_statuses
from xuntu.graph.link.summaries import say_summaries
from xuntu.graph.link.told import Tellings, Told, read_tellings
from xuntu.graph.link.units import Units
from xuntu.graph.link.visits import Visits, find_visits, say_follow_ups
from xuntu.graph.quads.literals import chinese, decimal, iri, plain
from xuntu.graph.store import Store
from xuntu.ontology import DCTERMS, RDF, RDFS, SKOS, XT, XTC, recurrence_iri


@dataclass(frozen=True, slots=True)
class Links:
    """What follows from all documents of a store together."""

    tellings: Tellings
    units: Units
    visits: Visits
    restated: list[Restatement]
    canonical: dict[str, str]
    recurrences: Recurrences
    warnings: tuple[str, ...]


def find_links(store: Store, authority: Authority = NOTHING) -> Links:
    """Return the units, inspections, restatements and recurrences of a store, as *authority* corrects them."""
    read = read_tellings(store)
    units = find_units(store, authority)
    visits = find_visits(read.accounts.values(), read.rounds, units)
    tellings = replace(read, findings=place_findings(read.findings, read.accounts, units))
    accepted, refused = (resolve_references(store, said, tellings.findings) for said in (units.accepted, units.refused))
    told = {each.iri: each for each in tellings.findings}
    restated = find_restatements(tellings.findings, visits)
    canonical = choose_canonical(told, restated)
    recurrences = find_recurrences(tellings, units, visits, canonical, accepted=accepted.pairs, refused=refused.pairs)
    warnings = (*units.warnings, *accepted.warnings, *refused.warnings)
    return Links(tellings, units, visits, restated, canonical, recurrences, warnings)


def link(store: Store, authority: Authority = NOTHING) -> str:
    """Return the N-Quads of the inferred graph, sorted."""
    return link_with(store, authority)[0]


def link_with(store: Store, authority: Authority) -> tuple[str, tuple[str, ...]]:
    """Return the N-Quads of the inferred graph, sorted, and what of *authority* could not be applied."""
    found = find_links(store, authority)
    visits, recurrences, canonical = found.visits, found.recurrences, found.canonical
    mentioned = [(str(later), str(earlier)) for later, earlier in ask_own(store, "facts/mentioned").rows]
    known = _known(recurrences, canonical)
    stands_for = {**visits.of_account, **dict(visits.same_rounds), **known, **canonical}
    others = [thing for thing in found.tellings.things if thing not in found.units.canonical]
    findings = sorted({*(each.iri for each in found.tellings.findings), *(one for pair in mentioned for one in pair)})
    lines = {
        *say_units(found.units),
        *say_canonical([*others, *findings], stands_for),
        *_say_recurrences(recurrences, visits),
        *_say_restatements(found.restated, canonical),
        *(line(later, XT.followsUp, iri(earlier)) for later, earlier in say_follow_ups(visits, found.units)),
        *(line(visit, XT.inRound, iri(round_)) for visit, round_ in visits.inferred_rounds),
        *say_chains(
            [
                *((later, known.get(earlier, earlier)) for later, earlier in mentioned),
                *(each.pair for each in (*recurrences.inferred, *recurrences.confirmed)),
            ],
            [(each.one.iri, each.other.iri) for each in found.restated if each.best],
        ),
        *say_current_statuses(store),
        *say_summaries(found.tellings, found.units, visits, stands_for),
    }
    return "".join(sorted(lines)), found.warnings


def _known(recurrences: Recurrences, canonical: dict[str, str]) -> dict[str, str]:
    """Return what each earlier inspection and finding that a text only mentions turned out to be."""
    known: dict[str, str] = {}
    for each in recurrences.resolved:
        known[each.stated.cited] = each.visit.iri
        if each.earlier:
            known[each.stated.prior] = canonical.get(each.earlier.iri, each.earlier.iri)
    return known


def _say_recurrences(recurrences: Recurrences, visits: Visits) -> Iterator[str]:
    for each in recurrences.resolved:
        yield from _say_resolved(each, visits)
    for found in recurrences.inferred:
        yield from _say_inferred(found, visits, XTC.basis_inferred)
    for found in recurrences.confirmed:
        yield from _say_inferred(found, visits, XTC.basis_confirmed)


def _say_resolved(resolved: Resolved, visits: Visits) -> Iterator[str]:
    now = visits.by_iri[visits.of_account[resolved.later.inspection]]
    yield line(now.iri, XT.followsUp, iri(resolved.visit.iri))
    yield line(resolved.stated.cited, SKOS.exactMatch, iri(resolved.visit.iri))
    if resolved.earlier is None:
        return
    recurrence = recurrence_iri(resolved.later.iri, resolved.earlier.iri)
    yield from _say_recurrence(recurrence, resolved.later, resolved.earlier, resolved.visit.when, XTC.basis_stated)
    yield line(recurrence, DCTERMS.type, iri(resolved.stated.kind))
    yield line(recurrence, XT.evidence, iri(resolved.stated.cue))
    for quote in resolved.stated.quotes:
        yield line(recurrence, XT.quotes, plain(quote))


def _say_inferred(found: Recurrence, visits: Visits, basis: str) -> Iterator[str]:
    recurrence = recurrence_iri(found.later.iri, found.earlier.iri)
    when = visits.by_iri[visits.of_account[found.earlier.inspection]].when
    yield from _say_recurrence(recurrence, found.later, found.earlier, when, basis)
    yield line(recurrence, DCTERMS.type, iri(XTC.recur_like))
    yield line(recurrence, XT.score, decimal(Decimal(f"{found.score:.2f}")))
    for passage in (found.later.passage, found.earlier.passage):
        yield line(recurrence, XT.evidence, iri(passage))


def _say_recurrence(recurrence: str, later: Told, earlier: Told, when: str, basis: str) -> Iterator[str]:
    yield line(recurrence, RDF.type, iri(XT.Recurrence))
    yield line(recurrence, RDFS.label, chinese(f"{when[:4]}年问题再现" if when else "此前问题再现"))
    yield line(recurrence, XT.recurringFinding, iri(later.iri))
    yield line(recurrence, XT.priorFinding, iri(earlier.iri))
    yield line(recurrence, XT.basis, iri(basis))


def _say_restatements(restated: list[Restatement], canonical: dict[str, str]) -> Iterator[str]:
    for each in restated:
        yield line(each.one.iri, XT.restates, iri(each.other.iri))
        yield line(each.other.iri, XT.restates, iri(each.one.iri))
        one, other = (canonical.get(side.iri, side.iri) for side in (each.one, each.other))
        if one != other:
            continue  # a problem may be told in several of another report: one of them is the same
        match = recurrence_iri(each.one.iri, each.other.iri).replace("/recurrence/", "/match/")
        yield line(match, RDF.type, iri(XT.Match))
        yield line(match, XT.matches, iri(each.one.iri))
        yield line(match, XT.matches, iri(each.other.iri))
        yield line(match, XT.canonical, iri(one))
        yield line(match, XT.ground, iri(XTC.ground_wording))
        yield line(match, XT.score, decimal(Decimal(f"{each.score:.2f}")))
        for passage in (each.one.passage, each.other.passage):
            yield line(match, XT.evidence, iri(passage))
