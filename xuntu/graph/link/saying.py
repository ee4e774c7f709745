"""Units as lines of the inferred graph."""

from collections.abc import Iterable, Iterator, Mapping

from xuntu.graph.link.lines import line
from xuntu.graph.link.successions import Succession
from xuntu.graph.link.units import Units
from xuntu.graph.quads.literals import chinese, day, iri
from xuntu.ontology import DCTERMS, ID_NAMESPACE, ORG, RDF, SKOS, XT, division_iri


def say_units(units: Units) -> Iterator[str]:
    """Yield what each unit stands for, why, and what is above it."""
    for unit, canonical in units.canonical.items():
        yield line(unit, XT.canonical, iri(canonical))
    for unit, grounds in units.grounds.items():
        match = f"{ID_NAMESPACE}match/{unit.rpartition('/')[2]}"
        yield line(match, RDF.type, iri(XT.Match))
        yield line(match, XT.matches, iri(unit))
        yield line(match, XT.canonical, iri(units.of(unit)))
        for ground in grounds:
            yield line(match, XT.ground, iri(ground))
    for unit, name in units.name.items():
        yield line(unit, SKOS.prefLabel, chinese(name))
    for unit, level in units.level.items():
        yield line(unit, XT.unitLevel, iri(level))
    for unit, code in units.code.items():
        yield line(unit, XT.inDivision, iri(division_iri(code)))
    for unit, parent in units.parent.items():
        yield line(unit, ORG.subOrganizationOf, iri(parent))
    for succession in units.successions:
        yield from _say_succession(succession)


def _say_succession(succession: Succession) -> Iterator[str]:
    old, new = (unit.rpartition("/")[2] for unit in (succession.old, succession.new))
    change = f"{ID_NAMESPACE}change/{old}~{new}"
    yield line(change, RDF.type, iri(ORG.ChangeEvent))
    yield line(change, ORG.originalOrganization, iri(succession.old))
    yield line(change, ORG.resultingOrganization, iri(succession.new))
    yield line(change, DCTERMS.type, iri(succession.kind))
    for ground in succession.grounds:
        yield line(change, XT.ground, iri(ground))
    if succession.date:
        yield line(change, DCTERMS.date, day(succession.date))
    for passage in succession.evidence:
        yield line(change, XT.evidence, iri(passage))
    yield line(succession.new, XT.succeeds, iri(succession.old))


def say_canonical(things: Iterable[str], known: Mapping[str, str]) -> Iterator[str]:
    """Yield what each inspection and round stands for: itself, or the one that a text mentions (*known*)."""
    for thing in things:
        yield line(thing, XT.canonical, iri(known.get(thing, thing)))
