"""Links brought up to date: only the groups that changed are compared again, and the rest of the graph stays."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import astuple
from hashlib import sha256
from typing import Any, cast

from xuntu.graph.link.authority import Authority
from xuntu.graph.link.groups import Group, excerpt, plan_lineages, plan_tours
from xuntu.graph.link.linking import Linking
from xuntu.graph.link.memory import Delta, Memory
from xuntu.graph.link.survey import Outline, Place, Survey, document_of, in_batches
from xuntu.graph.link.visits import Visit
from xuntu.graph.link.working import LineageLinks, TourLinks, link_lineage, link_tour, work_through
from xuntu.graph.rules import digest_rules
from xuntu.graph.store import Store


def relink(
    store: Store, memory: Memory, documents: Mapping[str, str], authority: Authority, *, state: str = "", jobs: int = 1
) -> Delta:
    """Return how the inferred graph of *store* changes now that its documents have changed.

    *documents* are all documents (IRIs) of the store, each with a digest of what it tells, such as that of its shard.
    *memory* is what was remembered when the store was linked before; it is made new where its state is not *state*,
    that which the last change gave, or where another version of the program made it. The caller changes the store,
    keeps the new state with it, and then commits the memory. However the store was made, the outcome is that of
    linking all of it anew.
    """
    if memory.state != state or memory.note("version") != digest_rules():
        memory.forget()
        memory.set_note("version", digest_rules())
    remembered = {iri: (digest, outline) for iri, digest, outline in memory.outlines()}
    same = {iri: _read_outline(known[1]) for iri, known in remembered.items() if documents.get(iri) == known[0]}
    linking = Linking(store, authority, same)
    for iri in remembered.keys() - documents.keys():
        memory.drop_outline(iri)
    for iri in sorted(documents.keys() - same.keys()):
        memory.put_outline(iri, documents[iri], json.dumps(astuple(linking.survey.outlines[iri]), ensure_ascii=False))
    work = _Relinking(linking, memory, documents, jobs)
    work.link_tours()
    work.link_lineages()
    work.say_documents()
    return memory.delta(linking.warnings)


class _Relinking:
    """The parts of one linking that follow from what is not as it was."""

    def __init__(self, linking: Linking, memory: Memory, documents: Mapping[str, str], jobs: int) -> None:
        self._linking, self._memory, self._documents, self._jobs = linking, memory, documents, jobs
        self._survey = linking.survey
        self._named: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for finding, unit in sorted(self._survey.named.items()):
            self._named[document_of(finding)].append((finding, unit))

    def link_tours(self) -> None:
        """Note all tours; those that changed are compared."""
        planned = plan_tours(self._survey)
        digests = {group.key: self._digest_tour(group) for group in planned}
        stale = self._stale("tour", digests)
        for key, meaning in self._memory.meanings("tour"):
            if key not in stale:
                self._linking.note_tour(_read_tour(meaning))
        again = [group for group in planned if group.key in stale]
        done = work_through(self._linking.tours(again), link_tour, jobs=self._jobs)
        for group, links in zip(again, done, strict=True):
            self._linking.note_tour(links)
            self._memory.put("tour", group.key, digests[group.key], links.lines, [links.canonical, links.best])

    def link_lineages(self) -> None:
        """Note all lineages; those that changed are compared."""
        planned = plan_lineages(self._survey)
        canonical = _by_document(self._linking.outcome.canonical)
        digests = {group.key: self._digest_lineage(group, canonical) for group in planned}
        stale = self._stale("lineage", digests)
        for key, meaning in self._memory.meanings("lineage"):
            if key not in stale:
                self._linking.note_lineage(_read_lineage(meaning))
        again = [group for group in planned if group.key in stale]
        done = work_through(self._linking.lineages(again), link_lineage, jobs=self._jobs)
        for group, links in zip(again, done, strict=True):
            self._linking.note_lineage(links)
            meaning = [links.common, links.recurring, links.stated, links.priors, links.cited]
            self._memory.put("lineage", group.key, digests[group.key], links.lines, meaning)

    def say_documents(self) -> None:
        """Keep what is said of all findings, and of all that is no finding."""
        known = self._linking.outcome.known
        meant = _by_document({**known, **self._linking.outcome.canonical})
        recorded = self._linking.recorded()
        digests = {
            iri: _digest(digest, meant.get(iri), self._whose(iri), recorded.get(iri))
            for iri, digest in self._documents.items()
        }
        stale = self._stale("document", digests)
        mentioned = [
            (later, earlier)
            for key, pairs in self._memory.meanings("document")
            if key not in stale
            for later, earlier in cast("list[tuple[str, str]]", pairs)
        ]
        for documents in in_batches(sorted(stale & digests.keys())):
            for iri, said in zip(documents, self._linking.say_documents(documents, known), strict=True):
                mentioned += said.mentioned
                self._memory.put("document", iri, digests[iri], said.lines, said.mentioned)
        for name, lines in self._linking.say_rest(mentioned, known).items():
            digest = _digest(sorted(lines))
            if self._memory.digests("rest").get(name) != digest:
                self._memory.put("rest", name, digest, lines, None)

    def _whose(self, document: str) -> list[tuple[str, str, str]]:
        """Return the inspections that a document tells findings of, with what they are and whose."""
        survey = self._survey
        found = {place.inspection for place in survey.places.get(document, ())}
        return [
            (each, survey.visits.of_account[each], survey.units.of(survey.accounts[each].unit or ""))
            for each in sorted(found)
        ]

    def _stale(self, kind: str, digests: Mapping[str, str]) -> Set[str]:
        """Return the keys of the parts that are not as they were; those that are no more are dropped."""
        before = self._memory.digests(kind)
        for key in before.keys() - digests.keys():
            self._memory.drop(kind, key)
        return {key for key, digest in digests.items() if before.get(key) != digest}

    def _digest_tour(self, group: Group) -> str:
        visits = self._survey.visits.of_account
        places = [place for document in group.documents for place in self._survey.places[document]]
        return _digest(
            group.members,
            [(document, self._documents[document]) for document in group.documents],
            sorted({(place.inspection, visits[place.inspection]) for place in places}),
        )

    def _digest_lineage(self, group: Group, canonical: Mapping[str, Sequence[tuple[str, str]]]) -> str:
        units, visits = excerpt(self._survey, group)
        judged = [sorted(said.pairs) for said in (self._linking.accepted, self._linking.refused)]
        return _digest(
            [(family, self._survey.above.get(family)) for family in group.members],
            [(each, self._documents[each], canonical.get(each), self._named.get(each)) for each in group.documents],
            [sorted({(each, self._survey.family_of(each)) for each in _placed(self._survey, group)})],
            (sorted(units.canonical.items()), sorted(units.parent.items()), units.successions),
            [_plain(visit) for visit in visits.by_iri.values()],
            judged,
        )


def _placed(survey: Survey, group: Group) -> Iterable[Place]:
    return (place for document in group.documents for place in survey.places[document])


def _plain(visit: Visit) -> tuple[object, ...]:
    accounts = [
        (
            each.iri, each.unit, each.team, each.body, each.round, each.level, sorted(each.kinds), each.start, each.end,
            each.feedback, each.issued,
        )
        for each in visit.accounts
    ]  # fmt: skip
    return visit.iri, visit.unit, accounts, visit.rounds


def _by_document(meant: Mapping[str, str]) -> Mapping[str, Sequence[tuple[str, str]]]:
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for finding in sorted(meant):
        found[document_of(finding)].append((finding, meant[finding]))
    return dict(found)


def _digest(*parts: object) -> str:
    return sha256(repr(parts).encode()).hexdigest()[:32]


def _read_outline(text: str) -> Outline:
    places, cited, sure = json.loads(text)
    return Outline(tuple(Place(*place) for place in places), tuple(cited), bool(sure))


def _read_tour(meaning: Any) -> TourLinks:
    canonical, best = meaning
    return TourLinks((), canonical, _pairs(best))


def _read_lineage(meaning: Any) -> LineageLinks:
    common, recurring, stated, priors, cited = meaning
    told = tuple((inspection, (teller[0], teller[1]), visit) for inspection, teller, visit in cited)
    return LineageLinks((), tuple(common), _pairs(recurring), _pairs(stated), priors, told)


def _pairs(pairs: Iterable[Sequence[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((one, other) for one, other in pairs)
