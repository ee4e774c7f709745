"""The picture of some things and what lies around them, read from the store by small queries only."""

import heapq
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from xuntu.graph.asking import ask_own
from xuntu.graph.legend import FACTS, Language
from xuntu.graph.nearness import CROWD, HUBS, RANK, RECURRING, STEP, WEAK
from xuntu.graph.network import (
    CONCEPTS,
    MENTIONED,
    STATED,
    Attributes,
    Concept,
    Place,
    clean_text,
    kind_of,
    local_name,
    to_attributes,
    to_evidence,
    to_things,
)  # fmt: skip
from xuntu.graph.rows import Rows
from xuntu.graph.sparql import Iri
from xuntu.graph.store import Store
from xuntu.ontology import QueryError

MOST_DRAWN: Final = 40
_MOST_CENTRES: Final = 40
_AHEAD: Final = 12
_FOUND_BY_MENTION: Final = 0.5
_NARROWER: Final = frozenset({"issues", "drafts", "revises"})
_CONCEPT_KINDS: Final = (("problem-", "problem_type"), ("status-", "status"))


@dataclass(frozen=True, slots=True)
class Spot:
    """A thing in a picture: *facts* by their keys, *parent* the place of what led to it (-1: a centre).

    *side* tells whether the problem is ``closed`` or ``open``, ``""`` where nothing is said of that.
    """

    iri: str
    label: str
    kind: str
    facts: tuple[tuple[str, str], ...]
    places: tuple[Place, ...]
    parent: int = -1
    side: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A relation between two spots, by their places in the picture."""

    source: int
    relation: str
    target: int


@dataclass(frozen=True, slots=True)
class Picture:
    """Things and the relations between them; ``more`` tells whether there was more to draw."""

    spots: tuple[Spot, ...] = ()
    lines: tuple[Line, ...] = ()
    more: bool = False


@dataclass(frozen=True, slots=True)
class _Link:
    relation: str
    other: str
    kind: str
    outward: bool
    nested: bool
    recurring: bool


@dataclass(frozen=True, slots=True, order=True)
class _Item:
    cost: float
    iri: str
    kind: str = field(compare=False)
    parent: int = field(compare=False, default=-1)
    base: float | None = field(compare=False, default=None)
    up: bool = field(compare=False, default=False)


class _Surroundings:
    """What things are linked to, read when it is asked for, that of several things at a time."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._links: dict[str, list[_Link]] = {}

    def of(self, item: _Item, soon: Iterable[_Item] = ()) -> list[_Link]:
        """Return the links of an item; those of *soon* are likely to be asked for next."""
        if item.iri not in self._links:
            wanted = [one for one in dict.fromkeys([item, *soon]) if one.iri not in self._links]
            self._links |= {one.iri: [] for one in wanted}
            # of what many things share only its own links: those to it are found from the other end
            shared = [one.iri for one in wanted if one.kind in HUBS and one.base is not None]
            self._read("outward", shared)
            self._read("links", [one.iri for one in wanted if one.iri not in shared])
        return self._links[item.iri]

    def _read(self, name: str, iris: list[str]) -> None:
        rows = _ask(self._store, name, iris).rows if iris else ()
        levels: defaultdict[str, set[str]] = defaultdict(set)
        for *_, other, _outward, _class, level, _nested, _recurring in rows:
            levels[str(other)].add(local_name(str(level)))
        for one, relation, other, outward, about, _level, nested, recurring in rows:
            kind = kind_at(str(other), local_name(str(about)), levels[str(other)])
            link = _Link(local_name(str(relation)), str(other), kind, bool(outward), bool(nested), bool(recurring))
            if kind and other != one and link not in self._links[str(one)]:
                self._links[str(one)].append(link)


def draw_around(
    store: Store,
    iris: Sequence[str],
    *,
    hidden: Collection[str] = (),
    most: int = MOST_DRAWN,
    alone: bool = False,
    language: Language = "zh",
) -> Picture:
    """Return the picture of some things and the most telling ones around them, no more than *most*.

    *hidden* kinds are left out, *alone* leaves out all but the things themselves. What the store does not know is left
    out; variants of a thing are drawn as the one that stands for them.
    """
    centres = _find_centres(store, iris)
    near = _Surroundings(store)
    items, more = _pick(near, centres, frozenset(hidden), len(centres) if alone else min(most, MOST_DRAWN))
    spots = _describe(store, items, language)
    place = {spot.iri: at for at, spot in enumerate(spots)}
    return Picture(tuple(spots), tuple(_draw_lines(near, items, place)), more)


def list_starts(store: Store) -> list[tuple[str, str]]:
    """Return some units, IRI and name, from which one may begin."""
    rows = ask_own(store, "pages/around-starts").rows
    return sorted(((str(unit), clean_text(str(name))) for unit, name in rows), key=lambda row: row[1])


def kind_at(iri: str, name: str, levels: Collection[str] = ()) -> str:
    """Return the kind of a thing of the class *name*, ``""`` where it is not drawn.

    >>> kind_at("https://w3id.org/xuntu/concept/status-done", "Concept"), kind_at("x", "Note")
    ('status', '')
    """
    if name == "Concept":
        return next((kind for start, kind in _CONCEPT_KINDS if iri.startswith(CONCEPTS + start)), "")
    return kind_of(name, levels)


def _find_centres(store: Store, iris: Sequence[str]) -> list[tuple[str, str]]:
    """Return the things meant and their kinds, in the order given."""
    asked = [one for one in dict.fromkeys(iris) if _is_iri(one)][: _MOST_CENTRES * 2]
    if not asked:
        return []
    own = {str(one): str(stands) for one, stands in _ask(store, "own", asked).rows}
    meant = list(dict.fromkeys(own.get(one, one) for one in asked))
    found = {thing.id: thing for thing in to_things(_ask(store, "statements", meant))}
    kinds = {
        iri: next(filter(None, (kind_at(iri, name, _levels(thing.links)) for name in sorted(thing.classes))), "")
        for iri, thing in found.items()
    }
    return [(iri, kinds[iri]) for iri in meant if kinds.get(iri)][:_MOST_CENTRES]


def _is_iri(text: str) -> bool:
    from xuntu.graph.sparql import to_term

    try:
        to_term(Iri(text))
    except QueryError:
        return False
    return True


def _levels(links: Mapping[str, list[str]]) -> set[str]:
    return {local_name(link) for link in links.get("findingLevel", ())}


def _pick(
    near: _Surroundings, centres: list[tuple[str, str]], hidden: frozenset[str], most: int
) -> tuple[list[_Item], bool]:
    """Return what is drawn, best first: the telling nodes near the centres."""
    items: list[_Item] = []
    seen: set[str] = set()
    frontier = [_Item(0.0, iri, kind) for iri, kind in centres]
    while frontier and len(items) < most:
        best = heapq.heappop(frontier)
        if best.iri in seen:
            continue
        seen.add(best.iri)
        items.append(best)
        soon = [item for item in heapq.nsmallest(_AHEAD, frontier) if item.iri not in seen]
        for item in _expand(near.of(best, soon), best, len(items) - 1):
            if item.iri not in seen and item.kind not in hidden:
                heapq.heappush(frontier, item)
    return items, any(item.iri not in seen for item in frontier)


def _expand(links: list[_Link], item: _Item, place: int) -> Iterator[_Item]:
    base = RANK[item.kind] if item.base is None else item.base
    counts: Counter[str] = Counter()
    for link in sorted(links, key=lambda link: (link.kind, link.other)):
        if not _leads_on(link, item, base):
            continue
        counts[link.kind] += 1
        weak = WEAK.get(link.relation, 0) + (_FOUND_BY_MENTION if link.other.startswith(MENTIONED) else 0)
        step = STEP[link.kind] - (RECURRING if link.recurring else 0) + weak + CROWD * counts[link.kind]
        yield _Item(
            round(item.cost + max(0.1, step), 6),
            link.other,
            link.kind,
            place,
            base,
            up=item.up or item.kind == "recurrence",
        )


def _leads_on(link: _Link, item: _Item, base: float) -> bool:
    """Tell whether a picture goes on along a link: from the centre everywhere, then only away from it."""
    nested = item.kind == "inspection" and link.nested  # a finding listed under a category hangs there
    if item.base is None or nested:
        return not nested
    if item.kind in HUBS:
        return False
    rank, other = RANK[item.kind], RANK[link.kind]
    if item.kind == "recurrence":
        return True
    return other < rank if item.up or rank <= base else other > rank


def _describe(store: Store, items: list[_Item], language: Language) -> list[Spot]:
    """Return what is known of each item."""
    iris = [item.iri for item in items]
    if not iris:
        return []
    things = {thing.id: thing for thing in to_things(_ask(store, "statements", iris))}
    facts = _ask(store, "facts", iris)
    links = [link for thing in things.values() for values in thing.links.values() for link in values]
    named = dict.fromkeys([*links, *(str(value) for *_, value in facts.rows), *iris])
    concepts = _read_names(store, [one for one in named if one.startswith(CONCEPTS)], language)
    told = _tell(facts, concepts)
    places = _read_places(store, iris)
    return [
        _to_spot(item, to_attributes(things[item.iri], concepts, language), told[item.iri], places.get(item.iri, []))
        if item.iri in things and not item.iri.startswith(CONCEPTS)
        else Spot(item.iri, _name(item.iri, concepts), item.kind, (), (), item.parent, _side(told[item.iri]))
        for item in items
    ]


def _to_spot(item: _Item, known: Attributes, told: Mapping[str, str], places: list[Place]) -> Spot:
    facts: Attributes = {**known, **to_evidence(places, str(known["label"])), **told}
    if item.kind in STATED and "quote" in facts:
        facts["statement"] = " ".join(str(facts["quote"]).split())
    label = str(facts["label"])
    if item.kind == "recurrence" and "earlier" in facts:
        label = f"{facts.get('kind') or facts['type_label']}：{facts['earlier']}"
    listed = tuple((key, clean_text(str(facts[key]))) for key in FACTS if key in facts)
    return Spot(item.iri, clean_text(label), item.kind, listed, tuple(places), item.parent, _side(told))


def _name(iri: str, concepts: Mapping[str, Concept]) -> str:
    return concepts[iri].name if iri in concepts else local_name(iri)


def _side(told: Mapping[str, str]) -> str:
    return told.get("side", "open" if "status" in told else "")


def _tell(facts: Rows, concepts: Mapping[str, Concept]) -> defaultdict[str, dict[str, str]]:
    told: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for iri, key, value in facts.rows:
        name = concepts[str(value)].name if str(value) in concepts else str(value)
        told[str(iri)].setdefault(str(key), name)
    return told


def _read_names(store: Store, iris: list[str], language: Language) -> dict[str, Concept]:
    if not iris:
        return {}
    rows = sorted(_ask(store, "names", iris).rows, key=lambda row: row[2] == language)
    return {str(one): Concept(clean_text(str(name)), "") for one, name, _ in rows}


def _read_places(store: Store, iris: list[str]) -> dict[str, list[Place]]:
    places: defaultdict[str, list[Place]] = defaultdict(list)
    for iri, document, file, start, end, quote in _ask(store, "passages", iris).rows:
        name = clean_text(str(file or "")) or local_name(str(document))
        words = clean_text(str(quote or ""))
        places[str(iri)].append(Place(str(document), name, int(str(start)), int(str(end)), words))
    return dict(places)


def _draw_lines(near: _Surroundings, items: Sequence[_Item], place: Mapping[str, int]) -> Iterator[Line]:
    """Yield every relation between what is drawn, once; a general one gives way to a narrower one of the same pair."""
    lines: dict[Line, None] = {}
    for at, item in enumerate(items):
        for link in near.of(item):
            if (to := place.get(link.other)) is not None:
                source, target = (at, to) if link.outward else (to, at)
                lines[Line(source, link.relation, target)] = None
    narrow = {replace(line, relation="yields") for line in lines if line.relation in _NARROWER}
    yield from (line for line in lines if line not in narrow)


def _ask(store: Store, name: str, iris: Sequence[str]) -> Rows:
    return ask_own(store, f"pages/around-{name}", {"id": tuple(map(Iri, iris))})
