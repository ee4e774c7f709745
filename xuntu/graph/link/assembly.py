"""The units of a store put together: identity, names, levels, parents, successions, and what a person says."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from xuntu.graph.link.applying import apply_authority
from xuntu.graph.link.authority import NOTHING, Authority
from xuntu.graph.link.bodies import Body, Mentions, read_bodies, read_mentions
from xuntu.graph.link.directory import Directory
from xuntu.graph.link.homes import read_tours
from xuntu.graph.link.identity import Identity, identify
from xuntu.graph.link.mentioned import place_mentioned, read_mentioned
from xuntu.graph.link.naming import Name
from xuntu.graph.link.reading import read_accounts
from xuntu.graph.link.successions import find_successions, read_told
from xuntu.graph.link.told import Account
from xuntu.graph.link.traits import code_of, find_county_cities, find_levels, find_parents
from xuntu.graph.link.units import Units
from xuntu.graph.store import Store

_OWNED: Final = re.compile(r"^[省市县区]?([厅局委])属(?=.{4,})")


def find_units(store: Store, authority: Authority = NOTHING, *, accounts: Mapping[str, Account] | None = None) -> Units:
    """Return what the documents of *store* together know of their units, and what a person says over it.

    *accounts* are its inspections, where they were read already.
    """
    bodies, mentions = read_bodies(store), read_mentions(store)
    tours = read_tours(store)
    identity, names = identify(bodies, mentions, tours=tours)
    said = apply_authority(authority, Directory(bodies, names, _choose(identity, names)))
    if said.same or said.different:
        identity, names = identify(bodies, mentions, tours=tours, same=said.same, different=said.different)
    canonical = _choose(identity, names)
    mentioned = read_mentioned(store)
    placed = place_mentioned(mentioned, bodies, names, canonical, mentions)
    canonical = dict(sorted((canonical | placed.canonical).items()))
    names = names | placed.names
    chosen = {unit: _fullest(units, names) for unit, units in _variants(canonical, names).items()}
    inspectors = _merged(mentions.inspectors, canonical)
    former = {body.iri for body in bodies if any(name.startswith("原") for name in (body.label, *body.others))}
    present = {unit: name for unit, name in names.items() if unit not in former}
    told = {body.iri: frozenset(body.parents) | _owners(body, present, mentions) for body in bodies}
    return Units(
        canonical=canonical,
        name={unit: _label(name) for unit, name in chosen.items()},
        aliases=_aliases(bodies, canonical, {unit: _label(name) for unit, name in chosen.items()}),
        parent=find_parents(
            chosen,
            _merged(told, canonical),
            inspectors,
            said={canonical[unit]: canonical[parent] for unit, parent in said.parents.items()},
        ),
        level=find_levels(chosen, find_county_cities(chosen, inspectors)),
        code=_codes(chosen, bodies, canonical),
        files=_merged(mentions.files, canonical),
        joins=(*identity.joins, *placed.joins),
        successions=find_successions(
            said.successions_of(canonical),
            read_told(store, canonical),
            chosen,
            _last_seen((read_accounts(store) if accounts is None else accounts).values(), canonical),
        ),
        accepted=frozenset(authority.accepted),
        refused=frozenset(authority.refused),
        warnings=said.warnings,
    )


def _owners(body: Body, names: Mapping[str, Name], mentions: Mentions) -> frozenset[str]:
    """Return the one body of its documents that a body says it belongs to (厅属省地质调查院: the 厅)."""
    owned = next((match[1] for name in (body.label, *body.others) if (match := _OWNED.match(name))), None)
    documents = mentions.documents.get(body.iri, frozenset[str]())
    if owned is None or body.iri not in names:
        return frozenset()
    owners = [
        unit for unit, name in names.items()
        if name.core.endswith(owned) and documents & mentions.documents.get(unit, frozenset[str]())
    ]  # fmt: skip
    places = {(names[unit].places, names[unit].core) for unit in owners}
    return frozenset(owners) if len(places) == 1 else frozenset()


def _last_seen(accounts: Iterable[Account], canonical: Mapping[str, str]) -> dict[str, str]:
    """Return the date of the last inspection of each unit, as far as it is known."""
    last: dict[str, str] = {}
    for account in accounts:
        for unit in (account.unit, *account.others) if account.unit else ():
            own = canonical.get(unit, unit)
            last[own] = max(last.get(own, ""), account.start or account.feedback or account.issued)
    return last


def find_directory(store: Store, units: Units) -> Directory:
    """Return a directory in which names lead to *units* of *store*."""
    bodies = read_bodies(store)
    _, names = identify(bodies, read_mentions(store))
    return Directory(bodies, names, units.canonical)


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
    told = set(codes.values()) | {body.code for body in bodies}
    known = {unit: code for unit, name in chosen.items() if (code := code_of(name.places))}
    return codes | {unit: code for unit, code in known.items() if code in told}


def _merged(sets: Mapping[str, frozenset[str]], canonical: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """Return what is said of variants as said of the canonical units, in canonical units where it names units."""
    merged: defaultdict[str, set[str]] = defaultdict(set)
    for unit, things in sets.items():
        merged[canonical.get(unit, unit)].update(_canonical_in(thing, canonical) for thing in things)
    return {unit: frozenset(things) for unit, things in merged.items()}


def _canonical_in(thing: str, canonical: Mapping[str, str]) -> str:
    head, space, rest = thing.partition(" ")
    return f"{canonical.get(head, head)}{space}{rest}"
