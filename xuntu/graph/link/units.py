"""One unit for each accountable body: what every name stands for, what lies above it, what carried it on."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from xuntu.graph.link.chains import Groups
from xuntu.graph.link.identity import Joined
from xuntu.graph.link.successions import Succession


@dataclass(frozen=True)
class Units:
    """What the corpus knows of its units, all by IRI.

    ``canonical`` maps every unit that documents name to the one it stands for; ``name``, ``parent`` and ``level`` are
    those of the canonical units that are bodies (not anonymous, no team, known beyond one document), ``aliases`` every
    other name of theirs as printed, ``files`` the documents that name them. ``accepted`` and ``refused`` are the
    pairs (later, earlier) of findings of the authority file, ``warnings`` what of it could not be applied.
    """

    canonical: Mapping[str, str]
    name: Mapping[str, str] = field(default_factory=dict[str, str])
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    parent: Mapping[str, str] = field(default_factory=dict[str, str])
    level: Mapping[str, str] = field(default_factory=dict[str, str])
    code: Mapping[str, str] = field(default_factory=dict[str, str])
    files: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])
    joins: tuple[Joined, ...] = ()
    successions: tuple[Succession, ...] = ()
    accepted: frozenset[tuple[str, str]] = frozenset()
    refused: frozenset[tuple[str, str]] = frozenset()
    warnings: tuple[str, ...] = ()

    def of(self, unit: str) -> str:
        """Return the canonical unit that *unit* stands for; itself where no document names it.

        >>> Units({"b": "a"}).of("b"), Units({}).of("c")
        ('a', 'c')
        """
        return self.canonical.get(unit, unit)

    def lineage(self, unit: str) -> frozenset[str]:
        """Return the unit with all that it carries on and all that carry it on, near and far.

        Of a merged unit these are all its parts; of one part the merged unit, and not the other parts.

        >>> merged = (Succession("a", "c", "merged", ()), Succession("b", "c", "merged", ()))
        >>> units = Units({}, successions=merged)
        >>> sorted(units.lineage("c")), sorted(units.lineage("a"))
        (['a', 'b', 'c'], ['a', 'c'])
        """
        own = self.of(unit)
        return frozenset({own, *_reach(own, self._before), *_reach(own, self._after)})

    def group(self, unit: str) -> str:
        """Return the key of all units that successions join with *unit*: the first of them in order."""
        return self._family.first(self.of(unit))

    def children(self, unit: str) -> tuple[str, ...]:
        """Return the canonical units right below *unit*."""
        own = self.of(unit)
        return tuple(sorted(child for child, parent in self.parent.items() if parent == own))

    def predecessors(self, unit: str) -> tuple[str, ...]:
        """Return the units that *unit* carries on itself."""
        return tuple(sorted(self._before.get(self.of(unit), ())))

    def successors(self, unit: str) -> tuple[str, ...]:
        """Return the units that carry *unit* on themselves."""
        return tuple(sorted(self._after.get(self.of(unit), ())))

    @cached_property
    def grounds(self) -> Mapping[str, tuple[str, ...]]:
        """The grounds on which each variant stands for its canonical unit, by variant: those on the way to it."""
        steps: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for join in self.joins:
            steps[join.one].append((join.other, join.ground))
            steps[join.other].append((join.one, join.ground))
        grounds: dict[str, tuple[str, ...]] = {}
        for unit in sorted(set(self.canonical.values()) & steps.keys()):
            reached: dict[str, frozenset[str]] = {unit: frozenset()}
            waiting = [unit]
            while waiting:
                here = waiting.pop()
                for other, ground in steps[here]:
                    if other not in reached:
                        reached[other] = reached[here] | {ground}
                        waiting.append(other)
            grounds |= {variant: tuple(sorted(found)) for variant, found in reached.items() if variant != unit}
        return dict(sorted(grounds.items()))

    @cached_property
    def _before(self) -> Mapping[str, set[str]]:
        before: defaultdict[str, set[str]] = defaultdict(set)
        for each in self.successions:
            before[each.new].add(each.old)
        return before

    @cached_property
    def _after(self) -> Mapping[str, set[str]]:
        after: defaultdict[str, set[str]] = defaultdict(set)
        for each in self.successions:
            after[each.old].add(each.new)
        return after

    @cached_property
    def _family(self) -> Groups:
        groups = Groups()
        for each in self.successions:
            groups.join(each.old, each.new)
        return groups


def _reach(unit: str, steps: Mapping[str, set[str]]) -> set[str]:
    reached: set[str] = set()
    waiting = [unit]
    while waiting:
        for step in steps.get(waiting.pop(), ()):
            if step not in reached:
                reached.add(step)
                waiting.append(step)
    return reached
