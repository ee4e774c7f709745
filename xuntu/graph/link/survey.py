"""The light stage of linking: what all documents tell of units and inspections, and where findings are told.

The statements themselves are read later, group by group, so that memory does not follow them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from xuntu.graph.asking import ask_own
from xuntu.graph.link.assembly import find_units
from xuntu.graph.link.authority import Authority
from xuntu.graph.link.concerned import Names, is_open
from xuntu.graph.link.reading import (
    read_accounts,
    read_cited,
    read_concerned,
    read_examined,
    read_findings,
    read_found,
    read_listed,
    read_rounds,
)
from xuntu.graph.link.successions import Succession
from xuntu.graph.link.told import Account, Told
from xuntu.graph.link.units import Units
from xuntu.graph.link.visits import Visits, find_visits
from xuntu.graph.store import Store
from xuntu.ontology import GRAPH_NAMESPACE, ID_NAMESPACE

AT_ONCE = 300
"""Documents that are read at a time."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """That a report tells findings of an inspection and a unit (``""`` for none), or old problems listed in them."""

    report: str
    inspection: str
    unit: str
    listed: bool


@dataclass(frozen=True, slots=True)
class Outline:
    """Where a document tells findings, whatever others tell: it is read once, and remembered.

    The unit of a place is the one that the document names there; ``cited`` are earlier inspections that it mentions,
    ``sure`` is false where a finding is said to be of two inspections.
    """

    places: tuple[Place, ...]
    cited: tuple[str, ...]
    sure: bool = True


@dataclass(frozen=True)
class Survey:
    """What is known of a store before its findings are compared.

    ``places`` tell by document (IRI) which inspections and units its findings are of; ``named`` the unit of each
    finding that is told by the words of its statement, ``examined`` the unit of inspections known by mention.
    """

    accounts: Mapping[str, Account]
    units: Units
    visits: Visits
    things: Sequence[str]
    outlines: Mapping[str, Outline]
    places: Mapping[str, tuple[Place, ...]]
    named: Mapping[str, str]
    examined: Mapping[str, str]

    def family_of(self, place: Place | Told) -> str:
        """Return the key of the units that the unit of a finding belongs to; ``""`` where it is of none."""
        visit = self.visits.of(place.inspection)
        unit = place.unit or (visit.unit if visit else "")
        return self.units.group(unit) if unit else ""

    @cached_property
    def documents_of(self) -> Mapping[str, tuple[str, ...]]:
        """The documents that tell findings of each family, by its key."""
        documents: defaultdict[str, set[str]] = defaultdict(set)
        for document, places in self.places.items():
            for place in places:
                family = self.family_of(place)
                if family:
                    documents[family].add(document)
        return {family: tuple(sorted(documents[family])) for family in sorted(documents)}

    @cached_property
    def above(self) -> Mapping[str, tuple[str, ...]]:
        """The families right above each, as far as both have findings."""
        above: defaultdict[str, set[str]] = defaultdict(set)
        for child, parent in self.units.parent.items():
            below, over = self.units.group(child), self.units.group(parent)
            if below in self.documents_of and over in self.documents_of and below != over:
                above[below].add(over)
        return {family: tuple(sorted(found)) for family, found in above.items()}

    @cached_property
    def successions_of(self) -> Mapping[str, tuple[Succession, ...]]:
        """The successions of each family of units."""
        found: defaultdict[str, list[Succession]] = defaultdict(list)
        for each in self.units.successions:
            found[self.units.group(each.old)].append(each)
        return {family: tuple(successions) for family, successions in found.items()}

    def read_findings(self, store: Store, documents: Sequence[str]) -> list[Told]:
        """Return the findings of *documents*, each with the unit that it is of."""
        return [
            replace(each, unit=self.named[each.iri]) if each.iri in self.named else each
            for each in read_findings(store, self.accounts, documents)
        ]

    def read_inspections(self, store: Store, documents: Sequence[str]) -> dict[str, str]:
        """Return the inspection of each finding of *documents*."""
        return _read_inspections(store, documents, self.accounts)


def make_survey(store: Store, authority: Authority, remembered: Mapping[str, Outline] | None = None) -> Survey:
    """Return what the documents of a store tell of units and inspections, as *authority* corrects it.

    *remembered* are the outlines of documents that need not be read again.
    """
    accounts = read_accounts(store)
    units = find_units(store, authority, accounts=accounts)
    visits = find_visits(accounts.values(), read_rounds(store), units)
    names, examined = Names(units), read_examined(store)
    named: dict[str, str] = {}
    outlines: dict[str, Outline] = {}
    places: dict[str, tuple[Place, ...]] = {}
    for documents in in_batches(list_documents(store)):
        known = {each: remembered[each] for each in documents if each in remembered} if remembered else {}
        known |= read_outlines(store, [each for each in documents if each not in known])
        outlines |= known
        places |= {document: _settled(outline, accounts) for document, outline in known.items()}
        many = [document for document, outline in known.items() if _needs_words(outline, accounts)]
        closely: defaultdict[str, set[Place]] = defaultdict(set)
        for each in read_findings(store, accounts, many):
            unit = names.find(each.statement) if is_open(accounts[each.inspection]) else None
            if unit:
                named[each.iri] = unit
            closely[each.document].add(Place(each.report, each.inspection, unit or each.unit or "", bool(each.listed)))
        places |= {document: tuple(sorted(closely[document])) for document in many}
    things = [str(thing) for (thing,) in ask_own(store, "facts/things").rows]
    return Survey(accounts, units, visits, things, outlines, places, named, examined)


def read_outlines(store: Store, documents: Sequence[str]) -> dict[str, Outline]:
    """Return the outlines of *documents*."""
    concerned, listed = read_concerned(store, documents), read_listed(store, documents)
    places: defaultdict[str, set[Place]] = defaultdict(set)
    found, twice = set[str](), set[str]()
    for finding, inspection in read_found(store, documents):
        document = _document_of(finding)
        if finding in found:
            twice.add(document)
        found.add(finding)
        report = finding.rpartition("/")[0]
        places[document].add(Place(report, inspection, concerned.get(finding, ""), finding in listed))
    cited: defaultdict[str, set[str]] = defaultdict(set)
    for prior, inspection in read_cited(store, documents):
        cited[document_of(prior)].add(inspection)
    return {
        each: Outline(tuple(sorted(places[each])), tuple(sorted(cited[each])), each not in twice) for each in documents
    }


def _settled(outline: Outline, accounts: Mapping[str, Account]) -> tuple[Place, ...]:
    """Return the places of a document with their units; findings known by mention only have none."""
    told = (place for place in outline.places if place.inspection in accounts)
    return tuple(place if place.unit else replace(place, unit=accounts[place.inspection].unit or "") for place in told)


def _needs_words(outline: Outline, accounts: Mapping[str, Account]) -> bool:
    known = [accounts[place.inspection] for place in outline.places if place.inspection in accounts]
    return not outline.sure or any(is_open(account) for account in known)


def _read_inspections(store: Store, documents: Sequence[str], accounts: Mapping[str, Account]) -> dict[str, str]:
    """Return the inspection of each finding of *documents*, of two the first; none that is known by mention only."""
    found: dict[str, str] = {}
    for finding, inspection in read_found(store, documents):
        if inspection in accounts:
            found.setdefault(finding, inspection)
    return found


def list_documents(store: Store) -> list[str]:
    """Return the IRIs of all documents of a store, in order."""
    graphs = (str(graph) for graph, _ in ask_own(store, "facts/file_names").rows)
    return sorted({graph.replace(GRAPH_NAMESPACE, ID_NAMESPACE, 1) for graph in graphs})


def in_batches(documents: Iterable[str], size: int = AT_ONCE) -> Iterator[list[str]]:
    """Yield the documents, so many at a time.

    >>> list(in_batches("abc", 2))
    [['a', 'b'], ['c']]
    """
    waiting = list(documents)
    for start in range(0, len(waiting), size):
        yield waiting[start : start + size]


def document_of(iri: str) -> str:
    """Return the document that tells of a thing named below it.

    >>> document_of("https://w3id.org/xuntu/id/doc/779058c4f0d40117/r0/finding-1").rpartition("/")[2]
    '779058c4f0d40117'
    """
    start = f"{ID_NAMESPACE}doc/"
    return start + iri.removeprefix(start).partition("/")[0]


def _document_of(finding: str) -> str:
    return finding.rsplit("/", 2)[0]
