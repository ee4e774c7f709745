"""Bodies that running text names: which known unit each is, and which are units of their own."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from xuntu.graph.asking import ask_own
from xuntu.graph.link.bodies import Body, Mentions
from xuntu.graph.link.directory import Directory
from xuntu.graph.link.identity import Identity, Joined, identify
from xuntu.graph.link.naming import Gazetteer, Name, read_name
from xuntu.graph.store import Store
from xuntu.ontology import XTC

_SHORTEST: Final = 3
_SHORTEST_CORE: Final = 4
_SHORTEST_WITHOUT_PLACE: Final = 7
_FREE: Final = re.compile(r"(?:公司|集团|区|中心|所|院)$")  # what may be written short within its document


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A body that running text names: its IRI and the documents (IRIs of graphs) that name it."""

    iri: str
    label: str
    documents: frozenset[str]


@dataclass(slots=True)
class Placed:
    """What the bodies of running text stand for: ``canonical`` of each that is sure, ``names`` of new units."""

    canonical: dict[str, str] = field(default_factory=dict[str, str])
    names: dict[str, Name] = field(default_factory=dict[str, Name])
    joins: list[Joined] = field(default_factory=list[Joined])

    def join(self, unit: str, canonical: str, ground: str) -> None:
        """Hold a body of running text to be a canonical unit."""
        self.canonical[unit] = canonical
        self.joins.append(Joined(unit, canonical, ground))


def read_mentioned(store: Store) -> list[Mentioned]:
    """Return every body that running text names, by IRI."""
    labels: dict[str, str] = {}
    documents: defaultdict[str, set[str]] = defaultdict(set)
    for unit, name, document in ask_own(store, "facts/unit_mentions").rows:
        labels[str(unit)] = min(labels.get(str(unit), str(name)), str(name))
        documents[str(unit)].add(str(document))
    return [Mentioned(unit, label, frozenset(documents[unit])) for unit, label in sorted(labels.items())]


def place_mentioned(
    mentioned: Sequence[Mentioned],
    bodies: Sequence[Body],
    names: Mapping[str, Name],
    canonical: Mapping[str, str],
    mentions: Mentions,
) -> Placed:
    """Return what the *mentioned* are: known units by their names, or new ones by a full name with a known place."""
    placed = Placed()
    where = _documents(mentions.documents, canonical)
    for each in mentioned:
        if each.iri in names:
            where[canonical[each.iri]].update(each.documents)
    directory = Directory(bodies, names, canonical)
    gazetteer = Gazetteer(frozenset(place for name in names.values() for place in name.places))
    open_ = [each for each in mentioned if each.iri not in names]
    left: list[Mentioned] = []
    for each in open_:
        found = _one(directory.find(each.label), where, each.documents)
        if found:
            placed.join(each.iri, found, XTC.ground_place)
            where[found].update(each.documents)
        else:
            left.append(each)
    left = _of_their_own(left, gazetteer, placed, where)
    known = {canonical[unit]: name for unit, name in names.items() if canonical[unit] == unit} | placed.names
    for each in left:
        name = read_name(each.label, gazetteer)
        found = _province(name, known) or _short_for(name, each, known, where)
        if found:
            placed.join(each.iri, found, XTC.ground_short_name)
    _committees(left, gazetteer, known, placed)
    return placed


def _documents(documents: Mapping[str, frozenset[str]], canonical: Mapping[str, str]) -> defaultdict[str, set[str]]:
    where: defaultdict[str, set[str]] = defaultdict(set)
    for unit, found in documents.items():
        where[canonical.get(unit, unit)].update(found)
    return where


def _one(found: Iterable[str], where: Mapping[str, set[str]], documents: frozenset[str]) -> str | None:
    """Return the only unit of *found*, or the only one that a document names beside the body in question."""
    units = list(found)
    near = units if len(units) == 1 else [unit for unit in units if documents & where.get(unit, set())]
    return near[0] if len(near) == 1 else None


def _of_their_own(
    left: Sequence[Mentioned], gazetteer: Gazetteer, placed: Placed, where: defaultdict[str, set[str]]
) -> list[Mentioned]:
    """Make units of those whose names say place and body; return the others."""
    documents = {each.iri: each.documents for each in left}
    bodies = [Body(each.iri, each.label, (), None, (), read_name(each.label, gazetteer)) for each in left]
    identity, names = identify(bodies, Mentions({}, documents, {}, {}))
    names = {
        unit: name
        for unit, name in names.items()
        if not name.is_open and (name.places or len(name.said) >= _SHORTEST_WITHOUT_PLACE)
    }
    for units in identity.clusters().values():
        own = _fullest([unit for unit in units if unit in names], names, identity)
        for unit in units if own else ():
            placed.canonical[unit] = own
            where[own].update(documents[unit])
            placed.names[own] = names[own]
    placed.joins.extend(join for join in identity.joins if join.one in placed.canonical)
    return [each for each in left if each.iri not in placed.canonical]


def _fullest(units: Iterable[str], names: Mapping[str, Name], identity: Identity) -> str:
    return max(units, key=lambda unit: (len(names[unit].said), identity.bodies[unit].label, unit), default="")


def _short_for(name: Name, body: Mentioned, known: Mapping[str, Name], where: Mapping[str, set[str]]) -> str | None:
    """Return the one unit for which a name without place stands: with a place before it, or written out there."""
    if name.places or name.level or len(name.said) < _SHORTEST:
        return None
    same = [unit for unit, other in known.items() if other.core == name.core and len(name.core) >= _SHORTEST_CORE]
    if len(same) == 1:
        return same[0]
    near = [unit for unit, other in known.items() if body.documents & where.get(unit, set()) and _shortens(name, other)]
    return near[0] if len(near) == 1 else None


def _shortens(name: Name, other: Name) -> bool:
    """Tell whether a name takes characters of the other in their order, its first and its last among them."""
    short, full = name.core if _FREE.search(name.core) else name.said, other.core
    short = min(short, name.said, key=len)
    if not _FREE.search(short) or len(short) >= len(full) or short[0] != full[0] or short[-1] != full[-1]:
        return False
    rest = iter(full)
    return all(character in rest for character in short)


def _province(name: Name, known: Mapping[str, Name]) -> str | None:
    """Return the one province of the corpus, for 省委 of a document that tells none."""
    if name.level != "省" or name.core:
        return None
    found = [unit for unit, other in known.items() if not other.core and other.places and _is_province(other)]
    return found[0] if len(found) == 1 else None


def _is_province(name: Name) -> bool:
    return name.places[-1].endswith(("省", "自治区"))


def _committees(left: Sequence[Mentioned], gazetteer: Gazetteer, known: Mapping[str, Name], placed: Placed) -> None:
    """Make 省委 a unit by this name, where no document tells which province it is."""
    for each in left:
        name = read_name(each.label, gazetteer)
        if (
            name.level == "省"
            and not name.core
            and not any(other.places and _is_province(other) and not other.core for other in known.values())
        ):
            placed.canonical[each.iri] = each.iri
            placed.names[each.iri] = name
