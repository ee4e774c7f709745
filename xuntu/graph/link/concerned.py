"""Which unit a finding is about, where its report is about many: the one that its statement names."""

from collections import defaultdict

from xuntu.graph.link.told import Account
from xuntu.graph.link.units import Units
from xuntu.ontology import XTC, accountable_name

_SHORTEST = 4  # characters: 市委 and 县局 stand in too many names


def is_open(account: Account) -> bool:
    """Tell whether an inspection is of many units: an audit, or one whose unit is not told."""
    return account.unit is None or XTC.kind_audit in account.kinds


class Names:
    """The names of all units by their first two characters; a name that several have is none."""

    def __init__(self, units: Units) -> None:
        owners: defaultdict[str, set[str]] = defaultdict(set)
        for unit, name in units.name.items():
            for each in (name, *units.aliases.get(unit, ())):
                owners[accountable_name(each)].add(unit)
        self._by_start: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for name in sorted(owners, key=lambda name: (-len(name), name)):
            if len(name) >= _SHORTEST and len(owners[name]) == 1:
                self._by_start[name[:2]].append((name, next(iter(owners[name]))))

    def find(self, text: str) -> str | None:
        """Return the first unit that *text* names, of those that begin there the one with the longest name."""
        for place in range(len(text) - 1):
            for name, unit in self._by_start.get(text[place : place + 2], ()):
                if text.startswith(name, place):
                    return unit
        return None
