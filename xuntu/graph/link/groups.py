"""The groups of documents whose findings are compared, and all that each group's links follow from.

A *tour* is what several reports tell of one inspection, or of inspections of one team; a *lineage* the units that carry
each other on. Which documents a group needs follows from the survey alone; what they say is read when its turn comes.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import combinations

from xuntu.graph.link.chains import Groups
from xuntu.graph.link.recurrences import Family, Lineage
from xuntu.graph.link.references import Pair
from xuntu.graph.link.restatements import Tour
from xuntu.graph.link.survey import Survey
from xuntu.graph.link.told import Stated, Told
from xuntu.graph.link.units import Units
from xuntu.graph.link.visits import Visit, Visits, are_companions


@dataclass(frozen=True, slots=True)
class Group:
    """A tour or a lineage by its key, and the documents (IRIs) that it needs.

    ``members`` are the inspections of a tour, the families of a lineage.
    """

    key: str
    members: tuple[str, ...]
    documents: tuple[str, ...]


def plan_tours(survey: Survey) -> list[Group]:
    """Return the tours that two reports or more tell of."""
    reports: defaultdict[str, set[str]] = defaultdict(set)
    documents: defaultdict[str, set[str]] = defaultdict(set)
    groups = Groups()
    for document, places in survey.places.items():
        visits = {survey.visits.of_account[place.inspection]: place for place in places if not place.listed}
        for place in places:
            if not place.listed:
                reports[survey.visits.of_account[place.inspection]].add(place.report)
        for visit in visits:
            documents[visit].add(document)
        for one, other in combinations(sorted(visits), 2):
            if are_companions(survey.visits.by_iri[one], survey.visits.by_iri[other]):
                groups.join(one, other)
    tours: defaultdict[str, list[str]] = defaultdict(list)
    for visit in sorted(reports):
        tours[groups.first(visit)].append(visit)
    return [
        Group(first, tuple(visits), tuple(sorted(set().union(*(documents[visit] for visit in visits)))))
        for first, visits in tours.items()
        if len(set().union(*(reports[visit] for visit in visits))) > 1
    ]


def plan_lineages(survey: Survey) -> list[Group]:
    """Return the lineages, those below one unit beside each other, so that its findings need not be read often."""
    groups = Groups()
    for family, above in survey.above.items():
        for over in above:
            if family in survey.above.get(over, ()):
                groups.join(family, over)  # what is above each other is compared in both
    lineages: defaultdict[str, list[str]] = defaultdict(list)
    for family in survey.documents_of:
        lineages[groups.first(family)].append(family)
    planned = [Group(key, tuple(families), _documents(survey, families)) for key, families in lineages.items()]
    return sorted(planned, key=lambda group: (survey.above.get(group.key, (group.key,)), group.key))


def _documents(survey: Survey, families: Iterable[str]) -> tuple[str, ...]:
    own_and_above = {one for family in families for one in (family, *survey.above.get(family, ()))}
    return tuple(sorted({document for family in own_and_above for document in survey.documents_of[family]}))


def make_tour(group: Group, told: Iterable[Told], survey: Survey) -> Tour:
    """Return the tour of a group; *told* are the findings of its documents."""
    visits = survey.visits.of_account
    own = tuple(each for each in told if visits[each.inspection] in group.members)
    return Tour(own, {each.inspection: visits[each.inspection] for each in own})


def make_lineage(
    group: Group,
    told: Sequence[Told],
    stated: Iterable[Stated],
    survey: Survey,
    canonical: Mapping[str, str],
    *,
    accepted: Set[Pair] = frozenset(),
    refused: Set[Pair] = frozenset(),
) -> Lineage:
    """Return the lineage of a group; *told* are the findings of its documents, *stated* what is stated of them."""
    by_family: defaultdict[str, list[Told]] = defaultdict(list)
    for each in told:
        by_family[survey.family_of(each)].append(each)
    families = tuple(
        Family(tuple(by_family[key]), tuple(each for over in survey.above.get(key, ()) for each in by_family[over]))
        for key in group.members
    )
    own = {each.iri for family in families for each in family.own}
    told_of = {each.iri for family in families for each in (*family.own, *family.above)}
    units, visits = excerpt(survey, group)
    return Lineage(
        families,
        tuple(each for each in stated if each.finding in own),
        visits,
        units,
        {finding: canonical[finding] for finding in sorted(told_of) if finding in canonical},
        frozenset(pair for pair in accepted if not own.isdisjoint(pair)),
        frozenset(pair for pair in refused if not own.isdisjoint(pair)),
    )


def excerpt(survey: Survey, group: Group) -> tuple[Units, Visits]:
    """Return what a lineage can ask of units and inspections: of its units, those above, and those that it cites."""
    units, visits = survey.units, survey.visits
    above = {over for family in group.members for over in survey.above.get(family, ())}
    places = [(survey.family_of(place), place) for each in group.documents for place in survey.places[each]]
    told = {
        visits.of_account[place.inspection] for family, place in places if family in above or family in group.members
    }
    own = {visits.of_account[place.inspection] for family, place in places if family in group.members}
    cited = {inspection for each in group.documents for inspection in survey.outlines[each].cited}
    examined = {survey.examined[inspection] for inspection in cited if inspection in survey.examined}
    inspected = {visits.by_iri[visit].unit for visit in told}
    named = {place.unit for family, place in places if place.unit and family} | inspected | examined
    at_home = {units.of(unit) for unit in examined | {visits.by_iri[visit].unit for visit in own}} | set(group.members)
    near = _family(at_home, survey)
    near |= {units.parent[unit] for unit in near if unit in units.parent}
    everyone = _family(named, survey) | near
    families = {units.group(unit) for unit in everyone}
    part = Units(
        canonical={unit: units.of(unit) for unit in sorted(named) if unit in units.canonical},
        parent={unit: units.parent[unit] for unit in sorted(everyone) if unit in units.parent},
        successions=tuple(each for family in sorted(families) for each in survey.successions_of.get(family, ())),
    )
    wanted = told | {visit.iri for unit in near for visit in visits.by_unit.get(unit, ())}
    found: dict[str, Visit] = {iri: visits.by_iri[iri] for iri in sorted(wanted)}
    return part, Visits(found, {account.iri: iri for iri, visit in found.items() for account in visit.accounts})


def _family(units: Iterable[str], survey: Survey) -> set[str]:
    """Return the canonical units with all that successions join them with."""
    found: set[str] = set()
    for unit in units:
        own = survey.units.of(unit)
        found.add(own)
        for each in survey.successions_of.get(survey.units.group(own), ()):
            found |= {each.old, each.new}
    return found


def batches(groups: Iterable[Group], size: int) -> Iterator[list[Group]]:
    """Yield neighbouring groups that need about so many documents together, at least one."""
    waiting: list[Group] = []
    documents: set[str] = set()
    for group in groups:
        if waiting and len(documents.union(group.documents)) > size:
            yield waiting
            waiting, documents = [], set()
        waiting.append(group)
        documents |= set(group.documents)
    if waiting:
        yield waiting
