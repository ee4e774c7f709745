"""What is known of each canonical unit beside its names: level, division and the unit above it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from xuntu.graph.link.naming import Name
from xuntu.ontology import XTC, division_level, division_path, divisions_named

_LEVELS: Final = {
    "省": XTC.authority_province,
    "区": XTC.authority_county,
    "市": XTC.authority_city,
    "州": XTC.authority_city,
    "盟": XTC.authority_city,
    "县": XTC.authority_county,
    "旗": XTC.authority_county,
    "镇": XTC.authority_township,
    "乡": XTC.authority_township,
    "道": XTC.authority_township,
    "村": XTC.authority_village,
}
_CENTRAL: Final = ("国家", "中国", "中央", "全国", "国务院")
_KNOWN: Final = {"province": XTC.authority_province, "city": XTC.authority_city, "county": XTC.authority_county}


def find_levels(names: Mapping[str, Name], county_cities: Iterable[str]) -> dict[str, str]:
    """Return the level of each unit; *county_cities* are the 市 that are known to lie under another one."""
    counties = set(county_cities)
    return {unit: _level(name, counties) for unit, name in names.items()}


def _level(name: Name, county_cities: set[str]) -> str:
    if not name.places:
        if name.level:
            return _LEVELS.get(name.level, XTC.authority_unit)
        return XTC.authority_central if name.said.startswith(_CENTRAL) else XTC.authority_unit
    place = name.places[-1]
    code = code_of(name.places)
    known = division_level(code) if code else None
    if known:
        return _KNOWN[known]
    nested = place.endswith("市") and any(outer.endswith("市") for outer in name.places[:-1])
    if place.endswith("市") and (nested or place in county_cities):
        return XTC.authority_county
    if place.endswith(("自治区", "省")):
        return XTC.authority_province
    return XTC.authority_village if place.endswith("社区") else _LEVELS.get(place[-1], XTC.authority_unit)


def find_county_cities(names: Mapping[str, Name], inspectors: Mapping[str, frozenset[str]]) -> Iterator[str]:
    """Yield the 市 that a city's committee inspects: they lie under it."""
    for unit, name in names.items():
        is_city = name.places and not name.core and name.places[-1].endswith("市")
        if is_city and any(each.endswith(f" {XTC.authority_city}") for each in inspectors.get(unit, ())):
            yield name.places[-1]


def code_of(places: tuple[str, ...]) -> str | None:
    """Return the code of the innermost of *places* that the tables know as lying in the others.

    >>> code_of(("安徽省", "宣城市", "泾县")), code_of(("榕川市",))
    ('341823', None)
    """
    for depth in range(len(places), 0, -1):
        for found in divisions_named(places[depth - 1]):
            path = tuple(step.name for step in division_path(found.code))
            if found.name == places[depth - 1] and path == places[:depth]:
                return found.code if depth == len(places) or places[depth][-1] in "镇乡道村区" else None
    return None


def find_parents(
    names: Mapping[str, Name],
    told: Mapping[str, Iterable[str]],
    inspectors: Mapping[str, frozenset[str]],
    said: Mapping[str, str],
) -> dict[str, str]:
    """Return the unit right above each: as a person (*said*) or a text (*told*) says, or as names tell."""
    by_said = {name.said: unit for unit, name in sorted(names.items(), reverse=True) if name.core}
    by_place: dict[tuple[str, ...], str] = {}
    last: dict[str, set[str]] = {}
    for unit, name in sorted(names.items()):
        if name.places and not name.core:
            by_place.setdefault(name.places, unit)
            last.setdefault(name.places[-1], set()).add(unit)
    parents: dict[str, str] = {}
    for unit, parent in sorted(said.items()):
        if parent in names and not _is_below(parent, unit, parents):
            parents[unit] = parent
    for unit, name in sorted(names.items()):
        if unit in parents:
            continue
        above = [
            *sorted(told.get(unit, ())),
            *_by_prefix(name, by_said),
            *_by_place(name, by_place, last),
            *_by_inspector(unit, name, names, inspectors),
        ]
        for parent in above:
            if parent in names and not _is_below(parent, unit, parents):
                parents[unit] = parent
                break
    return dict(sorted(parents.items()))


def _by_prefix(name: Name, by_said: Mapping[str, str]) -> Iterator[str]:
    """Yield units whose name another begins with, the longest first (X集团有限公司纪委: X集团有限公司)."""
    for end in range(len(name.said) - 1, 2, -1):
        found = by_said.get(name.said[:end])
        if found:
            yield found


def _by_place(name: Name, by_place: Mapping[tuple[str, ...], str], last: Mapping[str, set[str]]) -> Iterator[str]:
    rows = [name.places[:depth] for depth in range(len(name.places) if name.core else len(name.places) - 1, 0, -1)]
    for row in rows:
        if row in by_place:
            yield by_place[row]
        elif len(last.get(row[-1], ())) == 1:
            yield from last[row[-1]]


def _by_inspector(
    unit: str, name: Name, names: Mapping[str, Name], inspectors: Mapping[str, frozenset[str]]
) -> Iterator[str]:
    """Yield the city whose committee inspects a county, district or county-level city (XT: it lies under it)."""
    if name.core or not name.places or name.places[-1][-1] not in "县区市旗":
        return
    for each in sorted(inspectors.get(unit, ())):
        inspector, _, level = each.partition(" ")
        above = names.get(inspector)
        if above and above.places and not above.core and level == XTC.authority_city and inspector != unit:
            yield inspector


def _is_below(unit: str, above: str, parents: Mapping[str, str]) -> bool:
    while unit != above and unit in parents:
        unit = parents[unit]
    return unit == above
