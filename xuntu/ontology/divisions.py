"""Administrative divisions of China, from province to county, and zones that lie in them.

The tables are read when first asked for. Codes are those of GB/T 2260; see NOTICE.md for the source.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Division:
    """A province, city or county by its code; ``parent`` is the code above it, ``None`` for a province.

    ``short`` are the names in use beside the full one, without 省, 市, 县 and the like.
    """

    code: str
    name: str
    parent: str | None
    short: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Zone:
    """A new area or development zone, which has no code of its own: ``division`` is the code of where it lies."""

    name: str
    also: tuple[str, ...]
    division: str


def division(code: str) -> Division | None:
    """Return the division of *code*, or ``None`` where there is none.

    >>> division("341823")
    Division(code='341823', name='泾县', parent='341800', short=())
    """
    return load_divisions().get(code)


def divisions_named(name: str) -> tuple[Division, ...]:
    """Return the divisions that bear *name*, full or short, the higher ones first.

    >>> [(found.code, found.name) for found in divisions_named("长沙")]
    [('430100', '长沙市'), ('430121', '长沙县')]
    """
    return _by_name().get(name, ())


def division_path(code: str) -> tuple[Division, ...]:
    """Return the divisions from the province down to that of *code*; empty where there is none.

    >>> [step.name for step in division_path("341823")]
    ['安徽省', '宣城市', '泾县']
    """
    found = division(code)
    if found is None:
        return ()
    return (*(division_path(found.parent) if found.parent else ()), found)


def division_level(code: str) -> Literal["province", "city", "county"] | None:
    """Return the level of the division of *code*; a municipality is a province.

    >>> [division_level(code) for code in ("500000", "430100", "430104", "999999")]
    ['province', 'city', 'county', None]
    """
    if division(code) is None:
        return None
    if code.endswith("0000"):
        return "province"
    return "city" if code.endswith("00") else "county"


def zone_named(name: str) -> Zone | None:
    """Return the zone that bears *name*, or ``None``.

    >>> zone_named("湘江新区")
    Zone(name='湖南湘江新区', also=('湘江新区',), division='430100')
    """
    return _zones_by_name().get(name)


@cache
def load_divisions() -> Mapping[str, Division]:
    """Return all divisions by code, in the order of codes."""
    return {
        code: Division(code, name, parent or None, tuple(short.split("|")) if short else ())
        for code, name, short, parent in _rows("divisions.csv")
    }


@cache
def load_zones() -> tuple[Zone, ...]:
    """Return all zones in the order of their table."""
    return tuple(
        Zone(name, tuple(also.split("|")) if also else (), division) for name, also, division in _rows("zones.csv")
    )


@cache
def _by_name() -> Mapping[str, tuple[Division, ...]]:
    named: dict[str, list[Division]] = {}
    for found in load_divisions().values():
        for name in (found.name, *found.short):
            named.setdefault(name, []).append(found)
    return {name: tuple(sorted(found, key=_rank) if len(found) > 1 else found) for name, found in named.items()}


def _rank(found: Division) -> tuple[bool, bool, str]:
    return not found.code.endswith("0000"), not found.code.endswith("00"), found.code


@cache
def _zones_by_name() -> Mapping[str, Zone]:
    return {name: zone for zone in load_zones() for name in (zone.name, *zone.also)}


def _rows(table: str) -> Iterator[list[str]]:
    with (_HERE / table).open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        next(rows)
        yield from rows
