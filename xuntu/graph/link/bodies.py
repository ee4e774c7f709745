"""The units of a store as documents name them: names, place, parent, and which documents name them as what."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from xuntu.graph.asking import ask_own
from xuntu.graph.link.naming import Gazetteer, Name, is_nobody, read_name
from xuntu.graph.store import Store


@dataclass(frozen=True, slots=True)
class Body:
    """One unit IRI: its label, its other names, the code of its division, the units (IRIs) told to be above it."""

    iri: str
    label: str
    others: tuple[str, ...]
    code: str | None
    parents: tuple[str, ...]
    name: Name

    @property
    def is_somebody(self) -> bool:
        """Whether the name is that of a real body, known beyond its document."""
        return not is_nobody(self.name)


@dataclass(frozen=True, slots=True)
class Mentions:
    """Who is named where: the files and documents (IRIs of graphs) of each unit, and who inspects whom."""

    files: Mapping[str, frozenset[str]]
    documents: Mapping[str, frozenset[str]]
    roles: Mapping[str, frozenset[str]]
    inspectors: Mapping[str, frozenset[str]]


def read_bodies(store: Store) -> list[Body]:
    """Return every unit that documents name, by IRI."""
    labels: dict[str, str] = {}
    others: defaultdict[str, set[str]] = defaultdict(set)
    codes: dict[str, str] = {}
    parents: defaultdict[str, set[str]] = defaultdict(set)
    for unit, name, preferred, division, parent in ask_own(store, "facts/units").rows:
        if preferred:
            labels[str(unit)] = str(name)
        else:
            others[str(unit)].add(str(name))
        if division:
            codes[str(unit)] = min(codes.get(str(unit), "9"), str(division).rpartition("/")[2])
        if parent:
            parents[str(unit)].add(str(parent))
    gazetteer = _gazetteer(labels, codes)
    return [
        Body(
            unit,
            label,
            tuple(sorted(others[unit])),
            codes.get(unit),
            tuple(sorted(parents[unit])),
            read_name(label, gazetteer, codes.get(unit)),
        )
        for unit, label in sorted(labels.items())
    ]


def read_mentions(store: Store) -> Mentions:
    """Return which documents name each unit, as what, and who inspects it."""
    files: defaultdict[str, set[str]] = defaultdict(set)
    documents: defaultdict[str, set[str]] = defaultdict(set)
    roles: defaultdict[str, set[str]] = defaultdict(set)
    for unit, document, file, role in find_mentions(store):
        files[unit].add(file)
        documents[unit].add(document)
        roles[unit].add(role)
    inspectors: defaultdict[str, set[str]] = defaultdict(set)
    for examined, inspector, level in ask_own(store, "facts/inspectors").rows:
        inspectors[str(examined)].add(f"{inspector} {level}")
    return Mentions(_frozen(files), _frozen(documents), _frozen(roles), _frozen(inspectors))


def find_mentions(store: Store) -> Iterator[tuple[str, str, str, str]]:
    """Yield unit, document (the IRI of its graph), the document's file name, and as what it names the unit.

    The joins are made here: the engine would make them one by one over all graphs.
    """
    files = {str(document): str(file) for document, file in ask_own(store, "facts/file_names").rows}
    units: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for inspection, examined, role in ask_own(store, "facts/examined").rows:
        units[str(inspection)].append((str(examined), str(role)))
    for named, document, role in ask_own(store, "facts/mentions").rows:
        if str(document) in files:
            yield str(named), str(document), files[str(document)], str(role)
    for thing, document in ask_own(store, "facts/mentioned_things").rows:
        for unit, as_what in units.get(str(thing), ()) if str(document) in files else ():
            yield unit, str(document), files[str(document)], as_what


def _gazetteer(labels: Mapping[str, str], codes: Mapping[str, str]) -> Gazetteer:
    """Return the places that names of the corpus begin with."""
    plain = Gazetteer()
    names = (read_name(label, plain, codes.get(unit)) for unit, label in labels.items())
    return Gazetteer(frozenset(place for name in names if not is_nobody(name) for place in name.places))


def _frozen(sets: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    return {key: frozenset(values) for key, values in sorted(sets.items())}
