"""Which unit a person means by a name: as printed somewhere, or as its parts tell."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from xuntu.graph.link.bodies import Body
from xuntu.graph.link.identity import is_short_for
from xuntu.graph.link.naming import Gazetteer, Name, clean_name, is_own_name, read_name


class Directory:
    """All units by their names; *canonical* tells which of them are one."""

    def __init__(self, bodies: Iterable[Body], names: Mapping[str, Name], canonical: Mapping[str, str]) -> None:
        self._canonical = canonical
        self._names = names
        self._printed: defaultdict[str, set[str]] = defaultdict(set)
        self._labels: defaultdict[str, set[str]] = defaultdict(set)
        self._cores: defaultdict[str, set[str]] = defaultdict(set)
        for body in bodies:
            if body.iri in names:
                self._labels[body.label].add(body.iri)
                for name in (body.label, *body.others, body.name.said, *map(clean_name, body.others)):
                    self._printed[name].add(body.iri)
                self._cores[names[body.iri].core].add(body.iri)
        self._gazetteer = Gazetteer(frozenset(place for name in names.values() for place in name.places))

    def find(self, name: str) -> dict[str, list[str]]:
        """Return the units that bear *name*, by the canonical unit that they stand for; none, one, or several.

        A name that says whose it is only within its document (我局, 市委) is nobody's.
        """
        asked = read_name(name, self._gazetteer)
        if is_own_name(asked) or (asked.level and not asked.core):
            return {}
        for found in (
            self._labels.get(name),
            self._printed.get(name),
            self._printed.get(clean_name(name)),
            self._by_parts(asked),
        ):
            if found:
                return self._grouped(found)
        return {}

    def label(self, unit: str) -> str:
        """Return the name of a unit."""
        return self._names[unit].said if unit in self._names else unit

    def _by_parts(self, asked: Name) -> set[str]:
        """Return the units whose place and body are those of *asked*, or whose name it shortens."""
        if not asked.core:
            return {unit for unit in self._cores[""] if _fits(asked, self._names[unit]) and asked.places}
        equal = {unit for unit in self._cores.get(asked.core, ()) if _fits(asked, self._names[unit])}
        if equal:
            return equal
        return {
            unit for unit, named in self._names.items() if is_short_for(asked.core, named.core) and _fits(asked, named)
        }

    def _grouped(self, units: Iterable[str]) -> dict[str, list[str]]:
        groups: defaultdict[str, list[str]] = defaultdict(list)
        for unit in sorted(units):
            groups[self._canonical.get(unit, unit)].append(unit)
        return dict(groups)


def _fits(asked: Name, named: Name) -> bool:
    """Tell whether a unit lies where the asked name says: in its place, or at its level, where it says either."""
    if asked.places:
        return bool(named.places) and named.places[-1] == asked.places[-1]
    at_level = bool(named.places) and named.places[-1].endswith(asked.level or "")
    return asked.level is None or at_level or named.level == asked.level
