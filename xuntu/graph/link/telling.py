"""Recurrences and restatements as lines of the inferred graph, and what they mean for the rest of it."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from xuntu.graph.link.lines import line
from xuntu.graph.link.recurrences import Recurrence, Recurrences
from xuntu.graph.link.restatements import Restatement
from xuntu.graph.link.stated import Resolved
from xuntu.graph.link.told import Told
from xuntu.graph.link.visits import Visits
from xuntu.graph.quads.literals import chinese, decimal, iri, plain
from xuntu.ontology import DCTERMS, RDF, RDFS, SKOS, XT, XTC, recurrence_iri


def say_recurrences(recurrences: Recurrences, visits: Visits) -> Iterator[str]:
    """Yield what was found before, and on what ground."""
    for each in recurrences.resolved:
        yield from _say_resolved(each)
    for found in recurrences.inferred:
        yield from _say_inferred(found, visits, XTC.basis_inferred)


def say_confirmed(found: Recurrence, visits: Visits) -> Iterator[str]:
    """Yield a recurrence that a person confirmed."""
    yield from _say_inferred(found, visits, XTC.basis_confirmed)


def say_earlier_visits(resolved: Iterable[Resolved], visits: Visits) -> Iterator[str]:
    """Yield which inspection each is that texts mention; several findings may speak of the same."""
    for each in resolved:
        now = visits.by_iri[visits.of_account[each.later.inspection]]
        yield line(now.iri, XT.followsUp, iri(each.visit.iri))
        yield line(each.stated.cited, SKOS.exactMatch, iri(each.visit.iri))


def _say_resolved(resolved: Resolved) -> Iterator[str]:
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


def say_restatements(restated: Iterable[Restatement], canonical: Mapping[str, str]) -> Iterator[str]:
    """Yield what is told twice."""
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
