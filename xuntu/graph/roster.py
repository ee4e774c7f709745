"""All accountable bodies of a store: one line each, with every name, what is above it, and what carried it on."""

from collections import defaultdict
from dataclasses import dataclass

from xuntu.graph.asking import ask_own
from xuntu.graph.rows import Rows
from xuntu.graph.store import Store

_COLUMNS = ("name", "aliases", "parent", "level", "successor", "predecessors", "code", "documents", "grounds")


@dataclass(frozen=True, slots=True)
class UnitEntry:
    """One accountable body: its fullest name, and all other forms in which documents print it.

    ``level`` is central, province, city, county, township, village or unit; ``successor`` the name of the unit that
    carries it on, ``predecessors`` those that it carries on; ``code`` that of its division (GB/T 2260); ``documents``
    the files that name it; ``grounds`` why its names are held to be one unit's.
    """

    iri: str
    name: str
    aliases: tuple[str, ...]
    parent: str | None
    level: str
    successor: str | None
    predecessors: tuple[str, ...]
    code: str | None
    documents: tuple[str, ...]
    grounds: tuple[str, ...]

    def to_dict(self) -> dict[str, object]:
        """Return the entry as plain values, as ``xuntu units --format json`` prints it."""
        values = {column: getattr(self, column) for column in _COLUMNS}
        return {key: list(value) if isinstance(value, tuple) else value for key, value in values.items()}


def list_units(store: Store) -> list[UnitEntry]:
    """Return every accountable body of *store*, by name."""
    from xuntu.graph.link.bodies import find_mentions

    names: defaultdict[str, set[str]] = defaultdict(set)
    grounds: defaultdict[str, set[str]] = defaultdict(set)
    own: dict[str, str] = {}
    for unit, variant, name, ground in ask_own(store, "facts/roster_names").rows:
        names[str(unit)].add(str(name))
        own[str(variant)] = str(unit)
        if ground:
            grounds[str(unit)].add(str(ground).rpartition("ground-")[2])
    files: defaultdict[str, set[str]] = defaultdict(set)
    for unit, _, file, _ in find_mentions(store):
        files[own.get(unit, unit)].add(file)
    named = {str(document): str(file) for document, file in ask_own(store, "facts/file_names").rows}
    for unit, _, document in ask_own(store, "facts/unit_mentions").rows:
        files[own.get(str(unit), str(unit))].add(named[str(document)])
    rows = {str(row[0]): row for row in ask_own(store, "facts/roster").rows}
    after: defaultdict[str, list[str]] = defaultdict(list)
    before: defaultdict[str, list[str]] = defaultdict(list)
    for old, new, _ in ask_own(store, "facts/roster_changes").rows:
        after[str(old)].append(str(rows[str(new)][1]))
        before[str(new)].append(str(rows[str(old)][1]))
    return [
        UnitEntry(
            unit,
            str(name),
            tuple(sorted(names[unit] - {str(name)})),
            None if parent is None else str(parent),
            str(level).rpartition("-")[2],
            after[unit][0] if after[unit] else None,
            tuple(sorted(before[unit])),
            None if division is None else str(division).rpartition("/")[2],
            tuple(sorted(files[unit])),
            tuple(sorted(grounds[unit])),
        )
        for unit, (_, name, level, parent, division) in rows.items()
    ]


def to_rows(units: list[UnitEntry]) -> Rows:
    """Return *units* as rows, lists joined by 、."""
    return Rows(_COLUMNS, tuple(tuple(_joined(getattr(unit, column)) for column in _COLUMNS) for unit in units))


def _joined(value: str | tuple[str, ...] | None) -> str | None:
    return "、".join(value) if isinstance(value, tuple) else value
