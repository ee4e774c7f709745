"""What a build has to do: which documents are new, which have changed, which are gone."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from xuntu.graph.index import Index
from xuntu.graph.sources import Source
from xuntu.ontology import DocumentError


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be read, and why."""

    name: str
    message: str


@dataclass(slots=True)
class Given:
    """The files to build from: those that can be read by the first 16 digits of their digests, and those that cannot.

    ``places`` has a row (place, digest, name) for each file, ``unreadable`` the places of the others.
    """

    readable: dict[str, Source] = field(default_factory=dict[str, Source])
    places: list[tuple[str, str, str]] = field(default_factory=list[tuple[str, str, str]])
    unreadable: list[str] = field(default_factory=list[str])
    failed: list[Failure] = field(default_factory=list[Failure])


@dataclass(frozen=True, slots=True)
class Plan:
    """What there is to do, by key: ``changed`` are to be read, ``removed`` to be dropped, ``touched`` lie elsewhere."""

    changed: list[str]
    removed: list[str]
    touched: set[str]


def look_at(sources: Iterable[Source]) -> Given:
    """Return the files with their digests; each is read once for that."""
    given = Given()
    for source in sorted(sources, key=lambda source: (source.name, source.place)):
        try:
            digest = source.digest()
        except DocumentError as error:
            given.failed.append(Failure(source.name, str(error)))
            given.unreadable.append(source.place)
            continue
        given.readable.setdefault(digest[:16], source)
        given.places.append((source.place, digest, source.name))
    return given


def make_plan(index: Index, given: Given, version: str, *, prune: bool) -> Plan:
    """Compare the *given* files with what a store holds; with *prune* it keeps nothing else.

    Raises ``StoreError`` where two documents cannot be told apart.
    """
    index.give(given.places)
    index.cannot_read(given.unreadable)
    return plan_again(index, given, version, prune=prune)


def plan_again(index: Index, given: Given, version: str, *, prune: bool) -> Plan:
    """Return the plan for what the index was given, after some of it turned out to be unreadable."""
    touched = index.touched(prune=prune)
    changed, removed = index.unread(version), list[str]()
    for key in sorted(touched):
        names = set(index.sources_after(key, prune=prune).values())
        entry = index.entry(key)
        if not names and entry:
            removed.append(key)
        elif key in given.readable and entry and names != set(entry.header.names):
            changed.add(key)
    return Plan(sorted(changed), removed, touched)
