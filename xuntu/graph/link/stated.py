"""Recurrences that a text states: which earlier inspection it names, and which of its findings."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from xuntu.graph.link.likeness import Block, load_model
from xuntu.graph.link.told import Stated, Told
from xuntu.graph.link.units import Units
from xuntu.graph.link.visits import Visit, Visits, is_before
from xuntu.ontology import XTC, to_number

_LEVELS: Final = (
    (re.compile("中央"), XTC.authority_central),
    (re.compile("省|自治区"), XTC.authority_province),
    (re.compile("市委|市级|州委|盟委|市审计"), XTC.authority_city),
    (re.compile("县委|区委|旗委|县级|区级|县审计|区审计"), XTC.authority_county),
)
_ROLES: Final = (
    ("巡视", XTC.kind_xunshi),
    ("巡察", XTC.kind_xuncha),
    ("审计", XTC.kind_audit),
    ("督察", XTC.kind_ducha),
)
SPEAKS_OF_ONE: Final = re.compile("巡视|巡察|反馈|整改|指出|销号|审计")
UNNAMED: Final = "此前巡视巡察"
_LOOKBACK: Final = re.compile("回头看")
_TERM: Final = re.compile(r"第?([一二三四五六七八九十\d]+)届")
_ORDINAL: Final = re.compile(r"第([一二三四五六七八九十\d]+)轮")


@dataclass(frozen=True, slots=True)
class Mention:
    """What the words for an earlier inspection say of it."""

    year: str | None
    level: str | None
    role: str | None
    term: int | None
    ordinal: int | None
    looks_back: bool

    def fits(self, visit: Visit) -> bool:
        """Tell whether nothing that is known of an inspection speaks against the mention."""
        return (
            (self.year is None or self.year in visit.years)
            and (self.level is None or visit.level in {None, self.level})
            and (self.role is None or not visit.role or self.role in visit.role)
            and all(
                wanted is None or known is None or wanted == known
                for each in visit.rounds
                for wanted, known in ((self.term, each.term), (self.ordinal, each.ordinal))
            )
            and (not self.looks_back or visit.looks_back)
        )


def read_mention(stated: Stated) -> Mention:
    """Return what the words of a mention say; ``year`` is the one that extraction gave to it.

    >>> words = Stated("f", "p", "c", "四届市委第九轮巡察", None, False, None, frozenset(), "", "", "", ())
    >>> mention = read_mention(words)
    >>> (mention.term, mention.ordinal, mention.level == XTC.authority_city)
    (4, 9, True)
    """
    words = stated.mention
    term, ordinal = _TERM.search(words), _ORDINAL.search(words)
    return Mention(
        stated.year and stated.year[:4],
        next((level for pattern, level in _LEVELS if pattern.search(words)), None),
        next((role for word, role in _ROLES if word in words), None),
        stated.term or (to_number(term[1]) if term else None),
        stated.ordinal or (to_number(ordinal[1]) if ordinal else None),
        bool(_LOOKBACK.search(words)),
    )


@dataclass(frozen=True, slots=True)
class Resolved:
    """A stated recurrence whose earlier inspection is known, with the old finding where one fits."""

    stated: Stated
    later: Told
    visit: Visit
    earlier: Told | None


def resolve(
    stated: Iterable[Stated],
    later: Told,
    now: Visit,
    block: Block,
    by_visit: dict[str, list[Told]],
    visits: Visits,
    units: Units,
) -> Iterator[Resolved]:
    """Yield the statements made of the finding *later* whose inspection is known, each with its best old finding."""
    for each in stated:
        candidates = find_earlier(each, now, visits, units)
        if not candidates:
            continue
        olds = [old for visit in candidates for old in by_visit.get(visit.iri, ()) if old.iri in block.told]
        old = _choose(each, later, olds, block)
        visit = next((v for v in candidates if old and visits.of_account[old.inspection] == v.iri), candidates[0])
        yield Resolved(each, later, visit, old)


def find_earlier(stated: Stated, now: Visit, visits: Visits, units: Units) -> list[Visit]:
    """Return the inspections that a mention fits, the likeliest first: all of the latest round that it fits."""
    mention = read_mention(stated)
    kin = _kin(stated.examined or now.unit, units) | (_kin(now.unit, units) if stated.examined else frozenset())
    fitting = [
        visit
        for unit in sorted(kin)
        for visit in visits.by_unit.get(unit, ())
        if visit.iri != now.iri and is_before(visit, now) and mention.fits(visit)
    ]
    if not fitting:
        return []
    named = units.lineage(stated.examined) if stated.examined else units.lineage(now.unit)
    own = [visit for visit in fitting if visit.unit in named] or fitting
    latest = max(visit.when for visit in own)
    near = [visit for visit in own if visit.when[:4] == latest[:4]]
    return sorted(near, key=lambda visit: (visit.unit != units.of(stated.examined or now.unit), visit.when, visit.iri))


def _choose(stated: Stated, later: Told, olds: Sequence[Told], block: Block) -> Told | None:
    """Return the old finding that the quoted words, or else the later statement, fit best, if well enough."""
    model = load_model()
    quoted = [(max(block.quoted(quote, old) for quote in stated.quotes), old) for old in olds if stated.quotes]
    alike = [(block.judge(later, old), old) for old in olds if old.iri != later.iri]
    for scored, least in ((quoted, model.quoted), (alike, model.stated if names_inspection(stated) else model.worded)):
        best = max(scored, key=lambda pair: (pair[0], pair[1].iri), default=None)
        if best and best[0] >= least:
            return best[1]
    return None


def names_inspection(stated: Stated) -> bool:
    """Tell whether the words speak of an earlier inspection or its rectification, and not of a habit (屡禁不止)."""
    return bool(stated.quotes) or stated.mention != UNNAMED or bool(SPEAKS_OF_ONE.search(stated.cue_words))


def _kin(unit: str, units: Units) -> frozenset[str]:
    """Return the unit's lineage with the units right above it."""
    lineage = units.lineage(unit)
    return lineage | {units.parent[each] for each in lineage if each in units.parent}
