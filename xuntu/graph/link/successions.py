"""Which unit carried on which: as a person says, as texts tell, and as general reforms make sure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from xuntu.graph.asking import ask_own
from xuntu.graph.link.lexicons import load_lexicon
from xuntu.graph.link.naming import Name
from xuntu.graph.store import Store
from xuntu.ontology import CONCEPT_NAMESPACE, XTC

_ENDINGS: Final = ("局", "委", "厅", "办")


@dataclass(frozen=True, slots=True)
class Succession:
    """One unit (``new``) that carries another (``old``) on, both canonical; ``date`` as far as it is known."""

    old: str
    new: str
    kind: str
    grounds: tuple[str, ...]
    date: str | None = None
    evidence: tuple[str, ...] = ()


def find_successions(
    said: Iterable[Succession], told: Iterable[Succession], names: Mapping[str, Name], last_seen: Mapping[str, str]
) -> tuple[Succession, ...]:
    """Return each succession once: what a person said first, then what texts tell, then what reforms make sure.

    *last_seen* is the date of the last inspection of a unit: one that was inspected after a reform was not part of it.
    None that would make a unit its own predecessor is taken.
    """
    found: dict[tuple[str, str], Succession] = {}
    after: defaultdict[str, set[str]] = defaultdict(set)
    for each in (*said, *told, *_of_reforms(names, last_seen)):
        key = (each.old, each.new)
        if each.old not in names or each.new not in names or each.old == each.new:
            continue
        if key in found:
            found[key] = _both(found[key], each)
        elif not _reaches(each.new, each.old, after):
            found[key] = each
            after[each.old].add(each.new)
    return tuple(found[key] for key in sorted(found))


def read_told(store: Store, canonical: Mapping[str, str]) -> list[Succession]:
    """Return the successions that texts tell, between canonical units."""
    return [
        Succession(
            canonical.get(str(old), str(old)),
            canonical.get(str(new), str(new)),
            str(kind),
            (XTC.ground_told,),
            None if date is None else str(date),
            () if passage is None else (str(passage),),
        )
        for old, new, kind, date, passage in ask_own(store, "facts/changes").rows
    ]


def _of_reforms(names: Mapping[str, Name], last_seen: Mapping[str, str]) -> Iterator[Succession]:
    """Yield what general reforms did to the departments of each place; none where two successors fit."""
    by_place: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for unit, name in sorted(names.items()):
        if name.places and name.core:
            by_place[("".join(name.places), name.core)].append(unit)
    for (place, core), olds in sorted(by_place.items()):
        for year, news, kind in _reforms().get(core, ()):
            fitting = [unit for new in news for unit in by_place.get((place, new), ())]
            if len(fitting) == 1 and all(last_seen.get(old, "")[:4] <= year for old in olds):
                for old in olds:
                    yield Succession(old, fitting[0], f"{CONCEPT_NAMESPACE}change-{kind}", (XTC.ground_reform,), year)


def _reforms() -> dict[str, list[tuple[str, list[str], str]]]:
    """Return by the name of an old department what became of it: year, names of new ones, kind."""
    table: defaultdict[str, list[tuple[str, list[str], str]]] = defaultdict(list)
    for reform in load_lexicon("reforms")["reform"]:
        for each in reform["successions"]:
            news = [f"{stem}{ending}" for stem in each["new"] for ending in _ENDINGS]
            for stem in each["old"]:
                for ending in _ENDINGS:
                    table[f"{stem}{ending}"].append((str(reform["year"]), news, str(each["kind"])))
    return table


def _both(first: Succession, other: Succession) -> Succession:
    return replace(
        first,
        grounds=tuple(sorted({*first.grounds, *other.grounds})),
        date=first.date or other.date,
        evidence=tuple(sorted({*first.evidence, *other.evidence})),
    )


def _reaches(start: str, goal: str, after: Mapping[str, set[str]]) -> bool:
    seen, waiting = {start}, [start]
    while waiting:
        here = waiting.pop()
        if here == goal:
            return True
        for step in after.get(here, ()):
            if step not in seen:
                seen.add(step)
                waiting.append(step)
    return False
