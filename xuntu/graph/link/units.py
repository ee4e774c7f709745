"""One unit for each accountable body: what every name stands for, what lies above it, what carried it on."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from xuntu.graph.asking import ask_own
from xuntu.graph.link.bodies import Body, read_bodies, read_mentions
from xuntu.graph.link.chains import Groups
from xuntu.graph.link.identity import Identity, Joined, identify
from xuntu.graph.link.lines import line
from xuntu.graph.link.naming import Name
from xuntu.graph.link.successions import Succession, find_successions, read_told
from xuntu.graph.link.traits import code_of, find_county_cities, find_levels, find_parents
from xuntu.graph.quads.literals import chinese, day, iri
from xuntu.graph.store import Store
from xuntu.ontology import DCTERMS, ID_NAMESPACE, ORG, RDF, SKOS, XT


@dataclass(frozen=True)
class Units:
    """What the corpus knows of its units, all by IRI.

    ``canonical`` maps every unit that documents name to the one it stands for; ``name``, ``parent`` and ``level`` are
    those of the canonical units that are bodies (not anonymous, no team, known beyond one document), ``label`` the name
    that documents give them, ``aliases`` every other name as printed, ``files`` the documents that name them.
    """

    canonical: Mapping[str, str]
    name: Mapping[str, str] = field(default_factory=dict[str, str])
    label: Mapping[str, str] = field(default_factory=dict[str, str])
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    parent: Mapping[str, str] = field(default_factory=dict[str, str])
    level: Mapping[str, str] = field(default_factory=dict[str, str])
    code: Mapping[str, str] = field(default_factory=dict[str, str])
    files: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])
    joins: tuple[Joined, ...] = ()
    successions: tuple[Succession, ...] = ()

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


def find_units(store: Store) -> Units:
    """Return what the documents of *store* together know of their units."""
    bodies, mentions = read_bodies(store), read_mentions(store)
    identity, names = identify(bodies, mentions)
    canonical = _choose(identity, names)
    chosen = {unit: _fullest(units, names) for unit, units in _variants(canonical, names).items()}
    inspectors = _merged(mentions.inspectors, canonical)
    parents = {body.iri: frozenset(canonical[each] for each in body.parents) for body in bodies}
    return Units(
        canonical=canonical,
        name={unit: _label(name) for unit, name in chosen.items()},
        label={body.iri: body.label for body in bodies if body.iri in chosen},
        aliases=_aliases(bodies, canonical, {unit: _label(name) for unit, name in chosen.items()}),
        parent=find_parents(chosen, _merged(parents, canonical), inspectors),
        level=find_levels(chosen, find_county_cities(chosen, inspectors)),
        code=_codes(chosen, bodies, canonical),
        files=_merged(mentions.files, canonical),
        joins=tuple(identity.joins),
        successions=find_successions((), read_told(store, canonical), chosen, _last_seen(store, canonical)),
    )


def _last_seen(store: Store, canonical: Mapping[str, str]) -> dict[str, str]:
    """Return the date of the last inspection of each unit, as far as it is known."""
    last: dict[str, str] = {}
    for row in ask_own(store, "facts/inspections").to_dicts():
        if row["unit"] is None:
            continue
        own = canonical.get(str(row["unit"]), str(row["unit"]))
        last[own] = max(last.get(own, ""), str(row["start"] or row["feedback"] or row["issued"] or ""))
    return last


def _choose(identity: Identity, names: Mapping[str, Name]) -> dict[str, str]:
    """Return the canonical unit of each: the one with the fullest proper name."""
    canonical: dict[str, str] = {}
    for units in identity.clusters().values():
        best = max(units, key=lambda unit: _fullness(identity.bodies[unit], names.get(unit)))
        canonical.update(dict.fromkeys(units, best))
    return dict(sorted(canonical.items()))


def _fullness(body: Body, name: Name | None) -> tuple[bool, bool, int, int, bool, str]:
    proper = name is not None and body.label == name.said
    return (proper, bool(body.name.places), *_length(body.name), body.code is not None, body.iri)


def _length(name: Name) -> tuple[int, int]:
    return sum(place in name.said for place in name.places), len(name.said.partition("（")[0])


def _variants(canonical: Mapping[str, str], names: Mapping[str, Name]) -> dict[str, list[str]]:
    """Return the variants of each canonical unit that is a body."""
    variants: defaultdict[str, list[str]] = defaultdict(list)
    for unit, own in canonical.items():
        if unit in names:
            variants[own].append(unit)
    return dict(sorted(variants.items()))


def _fullest(units: list[str], names: Mapping[str, Name]) -> Name:
    return max((names[unit] for unit in units), key=lambda name: (not name.is_open, *_length(name), name.said))


def _label(name: Name) -> str:
    """Return the name of a canonical unit, with the place that its documents supply where it says only the level."""
    if name.level and name.places:
        return f"{name.places[-1]}{name.said.removeprefix(name.level)}".removesuffix("委" if not name.core else "-")
    return name.said


def _aliases(
    bodies: Iterable[Body], canonical: Mapping[str, str], labels: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    names: defaultdict[str, set[str]] = defaultdict(set)
    for body in bodies:
        names[canonical[body.iri]].update((body.label, *body.others))
    return {unit: tuple(sorted(names[unit] - {label})) for unit, label in labels.items()}


def _codes(chosen: Mapping[str, Name], bodies: Iterable[Body], canonical: Mapping[str, str]) -> dict[str, str]:
    """Return the code of the division that each unit belongs to, where the tables have it."""
    codes: dict[str, str] = {}
    for body in bodies:
        own = canonical[body.iri]
        if body.code and own in chosen:
            codes[own] = min(codes.get(own, body.code), body.code)
    return codes | {unit: code for unit, name in chosen.items() if (code := code_of(name.places))}


def _merged(sets: Mapping[str, frozenset[str]], canonical: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """Return what is said of variants as said of the canonical units, in canonical units where it names units."""
    merged: defaultdict[str, set[str]] = defaultdict(set)
    for unit, things in sets.items():
        merged[canonical.get(unit, unit)].update(_canonical_in(thing, canonical) for thing in things)
    return {unit: frozenset(things) for unit, things in merged.items()}


def _canonical_in(thing: str, canonical: Mapping[str, str]) -> str:
    head, space, rest = thing.partition(" ")
    return f"{canonical.get(head, head)}{space}{rest}"


def say_units(units: Units) -> Iterator[str]:
    """Yield what each unit stands for, why, and what is above it."""
    for unit, canonical in units.canonical.items():
        yield line(unit, XT.canonical, iri(canonical))
    for unit, grounds in units.grounds.items():
        match = f"{ID_NAMESPACE}match/{unit.rpartition('/')[2]}"
        yield line(match, RDF.type, iri(XT.Match))
        yield line(match, XT.matches, iri(unit))
        yield line(match, XT.canonical, iri(units.of(unit)))
        for ground in grounds:
            yield line(match, XT.ground, iri(ground))
    for unit, name in units.name.items():
        if units.label[unit] != name:
            yield line(unit, SKOS.altLabel, chinese(name))
    for unit, level in units.level.items():
        yield line(unit, XT.unitLevel, iri(level))
    for unit, parent in units.parent.items():
        yield line(unit, ORG.subOrganizationOf, iri(parent))
    for succession in units.successions:
        yield from _say_succession(succession)


def _say_succession(succession: Succession) -> Iterator[str]:
    old, new = (unit.rpartition("/")[2] for unit in (succession.old, succession.new))
    change = f"{ID_NAMESPACE}change/{old}~{new}"
    yield line(change, RDF.type, iri(ORG.ChangeEvent))
    yield line(change, ORG.originalOrganization, iri(succession.old))
    yield line(change, ORG.resultingOrganization, iri(succession.new))
    yield line(change, DCTERMS.type, iri(succession.kind))
    for ground in succession.grounds:
        yield line(change, XT.ground, iri(ground))
    if succession.date:
        yield line(change, DCTERMS.date, day(succession.date))
    for passage in succession.evidence:
        yield line(change, XT.evidence, iri(passage))
    yield line(succession.new, XT.succeeds, iri(succession.old))


def say_canonical(things: Iterable[str], known: Mapping[str, str]) -> Iterator[str]:
    """Yield what each inspection and round stands for: itself, or the one that a text mentions (*known*)."""
    for thing in things:
        yield line(thing, XT.canonical, iri(known.get(thing, thing)))


def _reach(unit: str, steps: Mapping[str, set[str]]) -> set[str]:
    reached: set[str] = set()
    waiting = [unit]
    while waiting:
        for step in steps.get(waiting.pop(), ()):
            if step not in reached:
                reached.add(step)
                waiting.append(step)
    return reached
