"""Which names are one unit: joined on evidence, pair by pair; where two candidates fit, none is taken."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from xuntu.graph.link.bodies import Body, Mentions
from xuntu.graph.link.chains import Groups
from xuntu.graph.link.homes import add_homes
from xuntu.graph.link.lexicons import load_lexicon
from xuntu.graph.link.naming import Gazetteer, Name, is_department, is_nobody, read_name
from xuntu.ontology import XTC, divisions_named

_WORDS: Final = load_lexicon("words")
_SHORTENED: Final = re.compile("|".join(f"{ending}$" for ending in _WORDS["shortened"]))
_ORDINALS: Final = frozenset(_WORDS["ordinals"])
_SHORTEST_STEM: Final = 2


@dataclass(frozen=True, slots=True)
class Joined:
    """Two units (IRIs) held to be one, and on what ground."""

    one: str
    other: str
    ground: str


class Identity:
    """Units being joined: which are one so far, on what grounds, and which must not be."""

    def __init__(self, bodies: Iterable[Body], different: Iterable[tuple[str, str]] = ()) -> None:
        self.bodies = {body.iri: body for body in bodies}
        self.joins: list[Joined] = []
        self._groups = Groups()
        self._apart: defaultdict[str, set[str]] = defaultdict(set)
        self._codes = {body.iri: {body.code} for body in self.bodies.values() if body.code and body.name.places}
        for one, other in different:
            self._apart[one].add(other)
            self._apart[other].add(one)

    def first(self, unit: str) -> str:
        """Return the unit that stands for all those joined with *unit* so far."""
        return self._groups.first(unit)

    def join(self, one: str, other: str, ground: str) -> bool:
        """Hold two units to be one, unless that would join two that must not be; tell whether they are one now."""
        low, high = sorted((self.first(one), self.first(other)))
        if low == high:
            return True
        if self._forbids(low, high):
            return False
        self._groups.join(low, high)
        self.joins.append(Joined(one, other, ground))
        for table in (self._apart, self._codes):
            if high in table:
                table.setdefault(low, set()).update(table[high])
        return True

    def clusters(self) -> dict[str, list[str]]:
        """Return all units by the first of those that are one with it."""
        clusters: defaultdict[str, list[str]] = defaultdict(list)
        for unit in sorted(self.bodies):
            clusters[self.first(unit)].append(unit)
        return dict(clusters)

    def _forbids(self, one: str, other: str) -> bool:
        apart = {self.first(unit) for unit in self._apart.get(one, ())}
        against = {self.first(unit) for unit in self._apart.get(other, ())}
        return other in apart or one in against or _conflict(self._codes.get(one), self._codes.get(other))


def _conflict(one: set[str] | None, other: set[str] | None) -> bool:
    return bool(one and other and not one & other)


def identify(
    bodies: Sequence[Body],
    mentions: Mentions,
    *,
    tours: Mapping[str, set[tuple[str, ...]]] = MappingProxyType({}),
    same: Iterable[tuple[str, str]] = (),
    different: Iterable[tuple[str, str]] = (),
) -> tuple[Identity, dict[str, Name]]:
    """Return which units are one, and the name of each with its place filled in; *same* and *different* come first."""
    identity = Identity(bodies, different)
    for one, other in same:
        identity.join(one, other, XTC.ground_authority)
    names = {body.iri: body.name for body in bodies if body.is_somebody}
    names = _completed(names, mentions, _places_by_document(names, mentions))
    places = add_homes(_places_by_document(names, mentions), tours)
    only = _only_places(places)
    opened = {unit for unit, name in names.items() if name.is_open}
    names = {unit: _placed(unit, name, mentions, places, only) for unit, name in names.items()}
    names = {unit: name for unit, name in names.items() if name.core or name.places}
    _join_equal(identity, names, opened)
    _join_places(identity, names)
    _join_short(identity, names)
    _join_told(identity, names)
    _join_unplaced(identity, names, mentions)
    return identity, names


def _places_by_document(names: Mapping[str, Name], mentions: Mentions) -> dict[str, dict[str, set[tuple[str, ...]]]]:
    """Return the rows of places that the units of each document tell, by document and by the ending of the last."""
    places: defaultdict[str, defaultdict[str, set[tuple[str, ...]]]] = defaultdict(lambda: defaultdict(set))
    for unit, name in names.items():
        for document in mentions.documents.get(unit, ()) if name.places else ():
            for depth in range(1, len(name.places) + 1):
                row = name.places[:depth]
                places[document][row[-1][-1]].add(row)
    return {document: dict(found) for document, found in places.items()}


def _only_places(places: Mapping[str, Mapping[str, set[tuple[str, ...]]]]) -> dict[str, set[tuple[str, ...]]]:
    """Return the rows of the one place of a level that all documents together tell, by its ending."""
    rows: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    for found in places.values():
        for ending, told in found.items():
            rows[ending] |= told
    return {ending: told for ending, told in rows.items() if len({row[-1] for row in told}) == 1}


def _placed(
    unit: str,
    name: Name,
    mentions: Mentions,
    places: Mapping[str, Mapping[str, set[tuple[str, ...]]]],
    only: Mapping[str, set[tuple[str, ...]]],
) -> Name:
    """Return the name with the place that all documents that name the unit agree on, where it tells none.

    A document that tells no place of this level is of the *only* one that the corpus has.
    """
    if name.level is None or name.places:
        return name
    found: set[tuple[str, ...]] = set()
    for document in mentions.documents.get(unit, ()):
        rows = places.get(document, {}).get(name.level, only.get(name.level, set()))
        found |= {max(rows, key=len)} if rows and len({row[-1] for row in rows}) == 1 else {(), *rows}
    if () in found or len({row[-1] for row in found}) != 1:
        return name
    return replace(name, places=max(found, key=lambda row: (len(row), row)))


def _completed(
    names: Mapping[str, Name],
    mentions: Mentions,
    places: Mapping[str, Mapping[str, set[tuple[str, ...]]]],
) -> dict[str, Name]:
    """Return the names with the places around their own (青石区: 榕川市青石区), where the corpus knows one such row.

    Documents that name the unit must not name another place instead; a name that the tables give to several places is
    completed only where a document names the outer place too.
    """
    rows: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    for name in names.values():
        for depth in range(2, len(name.places) + 1):
            rows[name.places[depth - 1]].add(name.places[:depth])
    completed = dict(names)
    for unit, name in names.items():
        longer = {row for row in rows[name.places[0]] if len(row) > 1} if name.places else set[tuple[str, ...]]()
        longest = {row for row in longer if not _has_longer(row, longer)}
        if len(longest) != 1:
            continue
        [row] = longest
        outer = row[-2]
        around = {
            place[-1]
            for document in mentions.documents.get(unit, ())
            for place in places.get(document, {}).get(outer[-1], ())
        } - {name.places[0]}
        several = len(divisions_named(name.places[0])) > 1
        if outer in around or not (around or several):
            completed[unit] = replace(name, places=(*row, *name.places[1:]))
    return completed


def _join_equal(identity: Identity, names: Mapping[str, Name], opened: set[str]) -> None:
    """Join units of one place that are the same body in standard words."""
    blocks: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for unit, name in names.items():
        if name.places and name.core:
            blocks[(name.places[-1], name.core)].append(unit)
        elif not name.places and not name.level:
            blocks[("", name.core)].append(unit)
    for block in blocks.values():
        for one, other in _compatible(block, names):
            identity.join(one, other, _ground(one, other, identity, opened))


def _join_places(identity: Identity, names: Mapping[str, Name]) -> None:
    """Join the names of one place: with and without the places around it."""
    blocks: defaultdict[str, list[str]] = defaultdict(list)
    for unit, name in names.items():
        if name.places and not name.core:
            blocks[name.places[-1]].append(unit)
    for block in blocks.values():
        for one, other in _compatible(block, names):
            equal = names[one].said == names[other].said
            identity.join(one, other, XTC.ground_same_name if equal else XTC.ground_place)


def _compatible(block: list[str], names: Mapping[str, Name]) -> Iterator[tuple[str, str]]:
    """Yield pairs of a block whose rows of places can be one: each part of the one longest row, or of the only one."""
    rows = {names[unit].places for unit in block}
    for unit in block:
        longest = {row for row in rows if _is_part(names[unit].places, row) and not _has_longer(row, rows)}
        if len(longest) == 1:
            [row] = longest
            other = min(each for each in block if names[each].places == row)
            if other != unit:
                yield other, unit


def _has_longer(row: tuple[str, ...], rows: set[tuple[str, ...]]) -> bool:
    return any(row != other and _is_part(row, other) for other in rows)


def _is_part(row: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    rest = iter(whole)
    return all(place in rest for place in row)


def _ground(one: str, other: str, identity: Identity, opened: set[str]) -> str:
    first, second = identity.bodies[one].name, identity.bodies[other].name
    if first.said == second.said:
        return XTC.ground_same_name
    if one in opened or other in opened:
        return XTC.ground_place
    bare = [name.said.removeprefix("".join(name.places)) for name in (first, second)]
    same = any(_ends_alike(*pair) for pair in ((first.said, second.said), tuple(bare)))
    return XTC.ground_place if same else XTC.ground_short_name


def _ends_alike(one: str, other: str) -> bool:
    return one.endswith(other) or other.endswith(one)


def _join_short(identity: Identity, names: Mapping[str, Name]) -> None:
    """Join a short name with the one body of its place whose name has its characters in their order."""
    blocks: defaultdict[tuple[str, str, str], list[str]] = defaultdict(list)
    for unit, name in names.items():
        ending = _SHORTENED.search(name.core)
        if name.places and ending and len(name.core) > _SHORTEST_STEM:
            blocks[(name.places[-1], ending[0], name.core[0])].append(unit)
    for block in blocks.values():
        longest_first = sorted(block, key=lambda unit: (-len(names[unit].core), unit))
        for position, unit in enumerate(longest_first):
            fitting = [other for other in longest_first[:position] if is_short_for(names[unit].core, names[other].core)]
            if len({identity.first(other) for other in fitting}) == 1:
                identity.join(fitting[0], unit, XTC.ground_short_name)


def is_short_for(short: str, full: str) -> bool:
    """Tell whether *short* may be a short form of *full*, both the standard words for what a body is.

    It takes single characters from the words of the full name, in their order, and keeps its first character and its
    ending. A full name of some department, or whole words of the other name, are no short form.

    >>> is_short_for("城投集团", "城市建设投资集团"), is_short_for("农业局", "农业农村局")
    (True, False)
    >>> is_short_for("第一医疗集团", "第二医疗集团"), is_short_for("文化局", "文物和化工局")
    (False, False)
    """
    ending = _SHORTENED.search(short)
    if ending is None or not full.endswith(ending[0]) or short[0] != full[0]:
        return False
    part, whole = short.removesuffix(ending[0]), full.removesuffix(ending[0])
    if len(part) < _SHORTEST_STEM or len(part) >= len(whole) or part in whole or is_department(part):
        return False
    if [c for c in part if c in _ORDINALS] != [c for c in whole if c in _ORDINALS]:
        return False
    rest = iter(whole)
    return all(character in rest for character in part)


def _join_told(identity: Identity, names: Mapping[str, Name]) -> None:
    """Join a unit with the one that bears, as its own, another name that a document gives to the first."""
    by_key: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for unit, name in names.items():
        if name.places and name.core:
            by_key[(name.places[-1], name.core)].add(unit)
    gazetteer = Gazetteer(frozenset(place for name in names.values() for place in name.places))
    for unit, name in names.items():
        for other in identity.bodies[unit].others:
            told = read_name(other, gazetteer)
            if is_nobody(told) or not told.core or not name.places:
                continue
            place = told.places[-1] if told.places else name.places[-1]
            if not told.places and told.level and not place.endswith(told.level):
                continue
            if _is_inner(name.core, told.core):
                continue
            found = by_key.get((place, told.core), set())
            if len({identity.first(each) for each in found}) == 1:
                identity.join(unit, min(found), XTC.ground_told)


def _join_unplaced(identity: Identity, names: Mapping[str, Name], mentions: Mentions) -> None:
    """Join a full name that tells no place with the one body of that name, where its documents name that place."""
    blocks: defaultdict[str, list[str]] = defaultdict(list)
    by_place: defaultdict[str, set[str]] = defaultdict(set)
    for unit, name in names.items():
        if name.core:
            blocks[name.core].append(unit)
        if name.places:
            by_place[name.places[-1]].update(mentions.documents.get(unit, ()))
    for block in blocks.values():
        placed = [unit for unit in block if names[unit].places]
        places = {names[unit].places[-1] for unit in placed}
        for unit in block if len(places) == 1 else ():
            own = mentions.documents.get(unit, frozenset[str]())
            if not names[unit].places and not names[unit].level and own & by_place[min(places)]:
                identity.join(min(placed), unit, XTC.ground_place)


def _is_inner(core: str, told: str) -> bool:
    """Tell whether a name is a body within the other (纪委 of a company), or the body that it lies in."""
    return core != told and (core.startswith(told) or told.startswith(core))
