"""What was found before, and what is told twice: findings are compared within one unit, or one visit of a team."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Final

from xuntu.graph.link.lines import line
from xuntu.graph.link.similarity import Similarity
from xuntu.graph.link.told import Stated, Told, Visit, read_stated
from xuntu.graph.link.units import Units
from xuntu.graph.quads.literals import chinese, decimal, iri, plain
from xuntu.graph.store import Store
from xuntu.ontology import DCTERMS, RDF, RDFS, SKOS, XT, XTC, recurrence_iri

ALIKE: Final = 0.42
"""From this cosine on, two findings of one type and unit are taken for the same problem."""

ALIKE_WITHOUT_TYPE: Final = 0.60
TOLD_TWICE: Final = 0.38
QUOTED: Final = 0.80
SAME_AS_QUOTED: Final = 0.30

_LEVEL_WORDS: Final = (
    ("中央", XTC.authority_central),
    ("省", XTC.authority_province),
    ("自治区", XTC.authority_province),
    ("市", XTC.authority_city),
    ("州", XTC.authority_city),
    ("县", XTC.authority_county),
    ("区", XTC.authority_county),
)


class Block:
    """Findings that may be compared with each other, and how alike they are."""

    def __init__(self, told: Iterable[Told]) -> None:
        self.told = sorted(told, key=lambda each: each.iri)
        self.place = {each.iri: place for place, each in enumerate(self.told)}

    def at(self, finding: str) -> Told:
        """Return the finding of the block with that IRI."""
        return self.told[self.place[finding]]

    @cached_property
    def _similarity(self) -> Similarity:
        return Similarity(each.statement for each in self.told)

    def alike(self, one: Told, other: Told) -> float:
        """Return how alike two findings of the block are, 0 to 1."""
        return self._similarity.cosine(self.place[one.iri], self.place[other.iri])

    def pairs(self, least: float) -> Iterator[tuple[Told, Told, float]]:
        """Yield every pair of findings that are alike by *least* or more, and how alike they are."""
        for one, other, score in self._similarity.pairs(least):
            yield self.told[one], self.told[other], score

    def quoted(self, words: str, told: Told) -> float:
        """Return how much of *words* the statement of a finding of the block holds, 0 to 1."""
        return self._similarity.contained(words, self.place[told.iri])


@dataclass(frozen=True, slots=True)
class Found:
    """What comparing findings gave: lines for the graph, and pairs of findings.

    ``recurring`` are (later, earlier), ``restated`` two accounts of one problem, ``known`` maps an earlier finding or
    inspection that a text only mentions to the one that it is.
    """

    lines: set[str]
    recurring: list[tuple[str, str]]
    restated: list[tuple[str, str]]
    known: dict[str, str]


def find_recurrences(store: Store, told: list[Told], visits: dict[str, Visit], units: Units) -> Found:
    """Return resolved and inferred recurrences, follow-ups and restatements; visits are to lineages of *units*."""
    by_unit = _blocks(told, lambda each: [each.visit.unit])
    families = _blocks(told, lambda each: _family(each.visit))
    resolved = list(_resolve(read_stated(store, units), {each.iri: each for each in told}, visits, by_unit))
    pairs = {(later.iri, earlier.iri) for later, earlier, _ in resolved if earlier}
    found = Found(set(), sorted(pairs), [], {})
    for later, earlier, (stated, visit) in resolved:
        found.lines.update(_say_stated(later, earlier, stated, visit))
        found.known[stated.cited] = visit.iri
        if earlier:
            found.known[stated.prior] = earlier.iri
    for block in by_unit.values():
        for again, before, score in _recurring(block, pairs):
            found.lines.update(_say_inferred(again, before, score))
            found.recurring.append((again.iri, before.iri))
    for block in families.values():
        for one, other in _restated(block):
            found.lines.update(_say_restated(one, other))
            found.restated.append((one.iri, other.iri))
    return found


def _family(visit: Visit) -> list[str]:
    """Return the names of the groups of visits within which one problem may be told twice."""
    groups = [visit.iri]
    if visit.team and visit.start:
        groups.append(f"{visit.team} {visit.start}")
    if visit.feedback:
        groups.append(f"{visit.unit} {visit.feedback}")
    return groups


def _resolve(
    stated: Iterable[Stated], told: Mapping[str, Told], visits: Mapping[str, Visit], by_unit: Mapping[str, Block]
) -> Iterator[tuple[Told, Told | None, tuple[Stated, Visit]]]:
    """Yield each stated recurrence whose earlier inspection is known, with the old finding where one fits."""
    for each in stated:
        later = told.get(each.finding)
        visit = later and _earlier_visit(each, later.visit, visits)
        if later and visit:
            block = by_unit[later.visit.unit]
            yield later, _old_finding(each, later, visit, block), (each, visit)


def _earlier_visit(stated: Stated, now: Visit, visits: Mapping[str, Visit]) -> Visit | None:
    """Return the latest known inspection of the unit before *now* that the mention fits."""
    unit = stated.examined or now.unit
    level = next((level for word, level in _LEVEL_WORDS if word in stated.mention), None)
    before = [
        visit
        for visit in visits.values()
        if visit.unit == unit
        and visit.iri != now.iri
        and visit.start
        and visit.start < now.start
        and (stated.year is None or visit.start[:4] == stated.year)
        and (level is None or visit.level is None or visit.level == level)
    ]
    return max(before, key=lambda visit: (visit.start, visit.iri), default=None)


def _old_finding(stated: Stated, later: Told, visit: Visit, block: Block) -> Told | None:
    """Return the finding of *visit* that the quoted words, or else the statement, fit best, if well enough."""
    olds = [each for each in block.told if each.visit == visit]
    quoted = [(max(block.quoted(quote, old) for quote in stated.quotes), old) for old in olds] if stated.quotes else []
    alike = [(block.alike(later, old), old) for old in olds if old.types & later.types]
    for scored, least in ((quoted, QUOTED), (alike, SAME_AS_QUOTED)):
        best = max(scored, key=lambda pair: (pair[0], pair[1].iri), default=None)
        if best and best[0] >= least:
            return best[1]
    return None


def _recurring(block: Block, stated: set[tuple[str, str]]) -> Iterator[tuple[Told, Told, float]]:
    """Yield the later and the earlier finding that look like one problem, the best one of each earlier visit."""
    best: dict[tuple[str, str], tuple[float, str]] = {}
    for one, other, score in block.pairs(min(ALIKE, ALIKE_WITHOUT_TYPE)):
        for later, earlier in ((one, other), (other, one)):
            known = (later.iri, earlier.iri) in stated
            if not known and _is_before(earlier.visit, later.visit) and score >= _least(ALIKE, one, other):
                pair = (later.iri, earlier.visit.iri)
                best[pair] = max(best.get(pair, (0.0, "")), (score, earlier.iri))
    for (later_iri, _), (score, earlier_iri) in sorted(best.items()):
        yield block.at(later_iri), block.at(earlier_iri), score


def _least(with_type: float, one: Told, other: Told) -> float:
    """Return how alike two findings have to be: more, where they have no type in common."""
    return with_type if one.types & other.types else ALIKE_WITHOUT_TYPE


def _is_before(earlier: Visit, later: Visit) -> bool:
    known = bool(earlier.start and later.start) and not set(_family(earlier)) & set(_family(later))
    return known and earlier.start[: len(later.start)] < later.start[: len(earlier.start)]


def _restated(block: Block) -> Iterator[tuple[Told, Told]]:
    for one, other, score in block.pairs(min(TOLD_TWICE, ALIKE_WITHOUT_TYPE)):
        if one.report != other.report and score >= _least(TOLD_TWICE, one, other):
            yield one, other


def _say_stated(later: Told, earlier: Told | None, stated: Stated, visit: Visit) -> Iterator[str]:
    yield line(later.visit.iri, XT.followsUp, iri(visit.iri))
    yield line(stated.cited, SKOS.exactMatch, iri(visit.iri))
    if earlier:
        recurrence = recurrence_iri(later.iri, earlier.iri)
        yield from _say_recurrence(recurrence, later, earlier, XTC.basis_stated)
        yield line(recurrence, DCTERMS.type, iri(stated.kind))
        yield line(recurrence, XT.evidence, iri(stated.cue))
        for quote in stated.quotes:
            yield line(recurrence, XT.quotes, plain(quote))


def _say_inferred(later: Told, earlier: Told, score: float) -> Iterator[str]:
    recurrence = recurrence_iri(later.iri, earlier.iri)
    yield from _say_recurrence(recurrence, later, earlier, XTC.basis_inferred)
    yield line(recurrence, DCTERMS.type, iri(XTC.recur_like))
    yield line(recurrence, XT.score, decimal(Decimal(f"{score:.2f}")))
    for passage in (later.passage, earlier.passage):
        yield line(recurrence, XT.evidence, iri(passage))


def _say_recurrence(recurrence: str, later: Told, earlier: Told, basis: str) -> Iterator[str]:
    yield line(recurrence, RDF.type, iri(XT.Recurrence))
    yield line(recurrence, RDFS.label, chinese(f"{earlier.visit.start[:4]}年问题再现"))
    yield line(recurrence, XT.recurringFinding, iri(later.iri))
    yield line(recurrence, XT.priorFinding, iri(earlier.iri))
    yield line(recurrence, XT.basis, iri(basis))


def _say_restated(one: Told, other: Told) -> Iterator[str]:
    yield line(one.iri, XT.restates, iri(other.iri))
    yield line(other.iri, XT.restates, iri(one.iri))


def _blocks(told: Iterable[Told], keys: Callable[[Told], list[str]]) -> dict[str, Block]:
    groups: defaultdict[str, list[Told]] = defaultdict(list)
    for each in told:
        for key in keys(each):
            groups[key].append(each)
    return {key: Block(groups[key]) for key in sorted(groups)}
