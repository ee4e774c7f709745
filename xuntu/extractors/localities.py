"""The places of bodies that a notice names by their level alone: 市委, 市财政局, 县纪委监委."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from xuntu.extractors.mentions.places import local_places, place_of
from xuntu.ontology import Inspection, Organisation, accountable_name, division

_COMMITTEE = re.compile(r"^(?:中共)?(?P<stem>.*?)(?P<level>[省市县区])委")
_WHOLE = re.compile(r".[省市县区]$")
# teams of these come from elsewhere: the place of the unit says nothing about the committee's
_FOREIGN = frozenset({"提级", "交叉", "提级交叉"})
_BELOW = {"省": "市县区", "市": "县区"}


def with_places(inspection: Inspection, texts: Sequence[str]) -> Inspection:
    """Return the inspection with the document's own place on its committee and on each unit that lacks one.

    *texts* are folded: the title, the lead, the ending, who signs and who publishes.

    >>> found = with_places(Inspection((Organisation("市财政局"),), body="市委"), ["三届澄陵市委第六轮巡察"])
    >>> found.body_place, found.units[0].place
    ('澄陵市', '澄陵市')
    """
    units = [*inspection.units, *(unit for task in inspection.assignments for unit in task.units)]
    apart = {name for unit in units if _WHOLE.search(name := accountable_name(unit.name))}
    place = _committee_place(inspection, texts, apart)
    level = _level(inspection.body)
    own = local_places(texts, apart=apart)
    if level and place:
        own[level] = place
    below = {each: found for each, found in local_places(texts).items() if each in _BELOW.get(level or "", "")}
    known = below | own

    def placed(unit: Organisation) -> Organisation:
        return with_place(unit, known)

    return replace(
        inspection,
        body_place=place,
        body_division=inspection.body_division or (place_of(place) if place else None),
        units=tuple(map(placed, inspection.units)),
        assignments=tuple(replace(task, units=tuple(map(placed, task.units))) for task in inspection.assignments),
    )


def with_place(body: Organisation, places: Mapping[str, str]) -> Organisation:
    """Return a body that is named by its level alone (市财政局) with the place of that level.

    >>> with_place(Organisation("中共市供销合作社委员会"), {"市": "澄陵市"}).place
    '澄陵市'
    """
    place = places.get(body.name.removeprefix("中共")[:1])
    if body.division or place is None:
        return body
    return replace(body, place=place, division=place_of(place))


def _committee_place(inspection: Inspection, texts: Iterable[str], apart: Collection[str]) -> str | None:
    """Return the place of the committee that inspects: its own name's, its division's, else the document's own."""
    match = _COMMITTEE.match(inspection.body or "")
    if match is None:
        return None
    if match["stem"]:
        return match["stem"] + match["level"]
    known = division(inspection.body_division) if inspection.body_division else None
    if known:
        return known.name
    foreign = not _FOREIGN.isdisjoint(inspection.types)
    return local_places(texts, apart=apart, sure=foreign and match["level"] != "省").get(match["level"])


def _level(body: str | None) -> str | None:
    match = _COMMITTEE.match(body or "")
    return match["level"] if match else None
