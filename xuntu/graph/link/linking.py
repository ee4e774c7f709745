"""All links of a store, as the lines of its inferred graph."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import TypeVar

from xuntu.graph.link.authority import NOTHING, Authority
from xuntu.graph.link.chains import say_chains
from xuntu.graph.link.groups import Group, batches, make_lineage, make_tour, plan_lineages, plan_tours
from xuntu.graph.link.lines import line
from xuntu.graph.link.reading import read_mentioned, read_recorded, read_stated, read_statuses
from xuntu.graph.link.recurrences import Lineage, Recurrence, find_recurrences
from xuntu.graph.link.references import Pair, resolve_references
from xuntu.graph.link.restatements import Tour
from xuntu.graph.link.saying import say_canonical, say_units
from xuntu.graph.link.statuses import say_current_statuses
from xuntu.graph.link.summaries import say_summaries
from xuntu.graph.link.survey import AT_ONCE, Outline, document_of, in_batches, list_documents, make_survey
from xuntu.graph.link.telling import say_confirmed
from xuntu.graph.link.told import Stated, Told
from xuntu.graph.link.visits import say_follow_ups
from xuntu.graph.link.working import LineageLinks, TourLinks, link_lineage, link_tour, work_through
from xuntu.graph.quads.literals import iri
from xuntu.graph.store import Store
from xuntu.ontology import XT

Value = TypeVar("Value")


def find_candidates(store: Store, authority: Authority = NOTHING) -> Iterator[Recurrence]:
    """Yield the pairs that come near to a recurrence, by lineage."""
    linking = Linking(store, authority)
    for tour in linking.tours():
        linking.note_tour(link_tour(tour))
    for lineage in linking.lineages():
        yield from find_recurrences(lineage).candidates


def link(store: Store, authority: Authority = NOTHING, *, jobs: int = 1) -> str:
    """Return the N-Quads of the inferred graph, sorted."""
    return link_with(store, authority, jobs=jobs)[0]


def link_with(store: Store, authority: Authority, *, jobs: int = 1) -> tuple[str, tuple[str, ...]]:
    """Return the N-Quads of the inferred graph, sorted, and what of *authority* could not be applied."""
    linking = Linking(store, authority)
    return "".join(sorted(chain.from_iterable(linking.run(jobs=jobs)))), linking.warnings


@dataclass(frozen=True, slots=True)
class DocumentLinks:
    """The lines of a document's findings; ``mentioned`` are those that it says recur, with what it mentions."""

    lines: tuple[str, ...]
    mentioned: tuple[Pair, ...]


@dataclass(slots=True)
class Outcome:
    """What the groups that are done mean for the rest: small facts, of the few findings that are linked."""

    canonical: dict[str, str] = field(default_factory=dict[str, str])
    best: list[Pair] = field(default_factory=list[Pair])
    recurring: list[Pair] = field(default_factory=list[Pair])
    stated: set[Pair] = field(default_factory=set[Pair])
    priors: dict[str, str] = field(default_factory=dict[str, str])
    cited: dict[str, tuple[Pair, str]] = field(default_factory=dict[str, tuple[Pair, str]])
    common: set[str] = field(default_factory=set[str])

    @property
    def known(self) -> dict[str, str]:
        """What each earlier inspection and finding that a text only mentions turned out to be."""
        return {cited: visit for cited, (_, visit) in self.cited.items()} | self.priors


class Linking:
    """The links of one store being made: a survey of all documents, then group after group.

    The lines of all groups and documents together are the inferred graph; no line is given twice.
    """

    def __init__(self, store: Store, authority: Authority, remembered: Mapping[str, Outline] | None = None) -> None:
        self._store = store
        self.survey = make_survey(store, authority, remembered)
        self.outcome = Outcome()
        self.accepted, self.refused = (
            resolve_references(store, said, self._findings)
            for said in (self.survey.units.accepted, self.survey.units.refused)
        )
        self._recorded: dict[str, list[tuple[str, str, str]]] | None = None
        self.warnings = (*self.survey.units.warnings, *self.accepted.warnings, *self.refused.warnings)

    def run(self, *, jobs: int = 1) -> Iterator[list[str]]:
        """Yield the lines of the inferred graph, a part at a time, by so many processes."""
        for tour in work_through(self.tours(), link_tour, jobs=jobs):
            self.note_tour(tour)
            yield list(tour.lines)
        for lineage in work_through(self.lineages(), link_lineage, jobs=jobs):
            self.note_lineage(lineage)
            yield list(lineage.lines)
        mentioned: list[Pair] = []
        known = self.outcome.known
        for documents in in_batches(list_documents(self._store)):
            for said in self.say_documents(documents, known):
                mentioned += said.mentioned
                yield list(said.lines)
        yield from self.say_rest(mentioned, known).values()

    def tours(self, planned: Iterable[Group] | None = None) -> Iterator[Tour]:
        """Yield the tours that are *planned*, or all; what they tell is read now."""
        for groups in batches(plan_tours(self.survey) if planned is None else planned, AT_ONCE):
            told = self._read(groups)
            for group in groups:
                yield make_tour(group, _of(group, told), self.survey)

    def lineages(self, planned: Iterable[Group] | None = None) -> Iterator[Lineage]:
        """Yield the lineages that are *planned*, or all; the tours must be noted."""
        for groups in batches(plan_lineages(self.survey) if planned is None else planned, AT_ONCE):
            told = self._read(groups)
            stated: defaultdict[str, list[Stated]] = defaultdict(list)
            for each in read_stated(self._store, sorted(told)):
                stated[each.document].append(each)
            for group in groups:
                yield make_lineage(
                    group,
                    _of(group, told),
                    _of(group, stated),
                    self.survey,
                    self.outcome.canonical,
                    accepted=self.accepted.pairs,
                    refused=self.refused.pairs,
                )

    def note_tour(self, done: TourLinks) -> None:
        """Keep what a tour means for the rest."""
        self.outcome.canonical |= done.canonical
        self.outcome.best += done.best

    def note_lineage(self, done: LineageLinks) -> None:
        """Keep what a lineage means for the rest."""
        outcome = self.outcome
        outcome.recurring += done.recurring
        outcome.stated |= set(done.stated)
        outcome.priors |= done.priors
        outcome.common |= set(done.common)
        for cited, teller, visit in done.cited:
            outcome.cited[cited] = max(outcome.cited.get(cited, (teller, visit)), (teller, visit))

    def _read(self, groups: list[Group]) -> dict[str, list[Told]]:
        documents = sorted({document for group in groups for document in group.documents})
        told: dict[str, list[Told]] = {document: [] for document in documents}
        for each in self.survey.read_findings(self._store, documents):
            told[each.document].append(each)
        return told

    def _findings(self) -> Iterator[str]:
        for documents in in_batches(self.survey.places):
            for each in self.survey.read_findings(self._store, documents):
                yield each.iri

    def recorded(self) -> dict[str, list[tuple[str, str, str]]]:
        """Return what ledgers tell of the statuses of each document's findings; the tours must be noted.

        Who writes into a ledger that a problem is done says so of every account of it.
        """
        if self._recorded is None:
            accounts: defaultdict[str, set[str]] = defaultdict(set)
            for account, canonical in self.outcome.canonical.items():
                accounts[canonical].add(account)
            found: defaultdict[str, list[tuple[str, str, str]]] = defaultdict(list)
            for finding, record, day in read_recorded(self._store):
                own = self.outcome.canonical.get(finding, finding)
                for each in sorted({finding, own, *accounts[own]}):
                    found[document_of(each)].append((each, record, day))
            self._recorded = dict(found)
        return self._recorded

    def say_documents(self, documents: list[str], known: Mapping[str, str]) -> Iterator[DocumentLinks]:
        """Yield what the findings of each document stand for, and their statuses."""
        found: defaultdict[str, dict[str, str]] = defaultdict(dict)
        mentioned: defaultdict[str, list[Pair]] = defaultdict(list)
        for finding, inspection in self.survey.read_inspections(self._store, documents).items():
            found[document_of(finding)][finding] = inspection
        for pair in read_mentioned(self._store, documents):
            mentioned[document_of(pair[0])].append(pair)
        records: defaultdict[str, list[tuple[str, str, str]]] = defaultdict(list)
        for record in read_statuses(self._store, documents):
            records[document_of(record[0])].append(record)
        for document in documents:
            findings = sorted({*found[document], *chain.from_iterable(mentioned[document])})
            stands_for = {one: known[one] for one in findings if one in known}
            stands_for |= {one: self.outcome.canonical[one] for one in findings if one in self.outcome.canonical}
            recorded = [told for told in self.recorded().get(document, ()) if told[0] in found[document]]
            lines = (
                *say_canonical(findings, stands_for),
                *say_current_statuses([*records[document], *recorded]),
                *say_summaries(found[document], self.survey, stands_for),
            )
            yield DocumentLinks(lines, tuple(mentioned[document]))

    def say_rest(self, mentioned: list[Pair], known: Mapping[str, str]) -> dict[str, list[str]]:
        """Return what is said of units, inspections, chains, and what a person confirmed, by what it is of."""
        units, visits = self.survey.units, self.survey.visits
        others = [thing for thing in self.survey.things if thing not in units.canonical]
        follow_ups = {line(later, XT.followsUp, iri(earlier)) for later, earlier in say_follow_ups(visits, units)}
        confirmed = self._confirmed()
        again = [(later, known.get(earlier, earlier)) for later, earlier in mentioned]
        pairs = [*again, *self.outcome.recurring, *(each.pair for each in confirmed)]
        return {
            "units": sorted(set(say_units(units))),
            "things": list(say_canonical(others, {**visits.of_account, **dict(visits.same_rounds), **known})),
            "inspections": sorted(follow_ups | self.outcome.common),
            "rounds": [line(visit, XT.inRound, iri(round_)) for visit, round_ in visits.inferred_rounds],
            "confirmed": [said for each in confirmed for said in say_confirmed(each, visits)],
            "chains": list(say_chains(pairs, self.outcome.best)),
        }

    def _confirmed(self) -> list[Recurrence]:
        pairs = sorted(self.accepted.pairs - self.outcome.stated)
        documents = sorted({finding.rsplit("/", 2)[0] for pair in pairs for finding in pair})
        told = {each.iri: each for each in self.survey.read_findings(self._store, documents)}
        return [Recurrence(told[later], told[earlier], 1.0) for later, earlier in pairs]


def _of(group: Group, told: Mapping[str, list[Value]]) -> list[Value]:
    return [each for document in group.documents for each in told.get(document, ())]
