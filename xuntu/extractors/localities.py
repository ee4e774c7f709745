"""The places of bodies that a notice names by their level alone: 市委, 市财政局, 县纪委监委."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from xuntu.extractors.mentions.places import local_places, place_of
from xuntu.ontology import Inspection, Organisation, accountable_name, division

_COMMITTEE = re.compile(r"^(?:中共)?(?P<stem>.*?)(?P<level>[省市县区州盟旗])委")
_NAMED = re.compile(r"(?:《|[一二三四五六七八九十]届|中共|更名为|原名|原称|前身为|前身是)(?=([一-鿿]{3,14}))")
_WHOLE = re.compile(r".[省市县区]$")
_SIGNED = r"(?:^|中共|来源:|发布机构:|单位:)(?!中共|关于|根据|按照|经)"
_PARTY_BODY = r"(?=[一-鿿]*(?:委员会|党委|党总支|党支部|巡察办|纪委|办公室|$))"
_SCHOOL = re.compile(rf"{_SIGNED}(?P<house>[一-鿿]{{2,14}}?(?:大学|学院|学校)){_PARTY_BODY}")
_GROUP = re.compile(
    rf"{_SIGNED}(?P<house>[一-鿿]{{2,16}}?集团(?:(?:股份|控股)?(?:有限责任|有限|股份有限)?公司)?){_PARTY_BODY}"
)
_HOUSES = {"校党委": _SCHOOL, "学校党委": _SCHOOL, "集团党委": _GROUP, "集团公司党委": _GROUP}
# teams of these come from elsewhere: the place of the unit says nothing about the committee's
_FOREIGN = frozenset({"提级", "交叉", "提级交叉"})
_BELOW = {"省": "市州盟县区旗", "市": "县区", "州": "市县", "盟": "市县旗"}


def with_places(inspection: Inspection, texts: Sequence[str], body: str = "") -> Inspection:
    """Return the inspection with the document's own place on its committee and on each unit that lacks one.

    *texts* are folded: the title, the lead, the ending, who signs and who publishes; *body* is the whole notice, whose
    places count where it names a single one of that level.

    >>> found = with_places(Inspection((Organisation("市财政局"),), body="市委"), ["三届澄陵市委第六轮巡察"])
    >>> found.body_place, found.units[0].place
    ('澄陵市', '澄陵市')
    """
    units = [*inspection.units, *(unit for task in inspection.assignments for unit in task.units)]
    apart = {name for unit in units if _WHOLE.search(name := accountable_name(unit.name))}
    place = _committee_place(inspection, texts, apart, body)
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
    place = places.get(accountable_name(body.name)[:1])
    if body.division or place is None:
        return body
    return replace(body, place=place, division=place_of(place))


def _committee_place(inspection: Inspection, texts: Sequence[str], apart: Collection[str], body: str) -> str | None:
    """Return the place of the committee that inspects: its own name's, its division's, else the document's own."""
    match = _COMMITTEE.match(inspection.body or "")
    if match is None:
        own = {accountable_name(name) for unit in inspection.units for name in (unit.name, *unit.also)}
        return _house(inspection.body or "", texts, own)
    if match["stem"]:
        return match["stem"] + match["level"]
    known = division(inspection.body_division) if inspection.body_division else None
    if known:
        return known.name
    foreign = match["level"] != "省" and not _FOREIGN.isdisjoint(inspection.types)
    found = local_places(texts, apart=apart, sure=foreign).get(match["level"])
    return found or (None if foreign else _only_place(match["level"], body, apart))


def _house(body: str, texts: Iterable[str], apart: Collection[str]) -> str | None:
    """Return the university or the group whose committee inspects its own parts, by the names that sign.

    >>> _house("校党委", ["中共云岭大学机械工程学院委员会"], ()), _house("集团党委", ["来源:清风云岭"], ())
    ('云岭大学', None)
    """
    pattern = next((pattern for word, pattern in _HOUSES.items() if body.startswith(word)), None)
    matches = (match for words in texts if pattern and (match := pattern.search(words)))
    return next((match["house"] for match in matches if match["house"] not in apart), None)


def _only_place(level: str, body: str, apart: Collection[str]) -> str | None:
    """Return the one place of a *level* that titles, terms and old names in the whole notice give; of several none.

    >>> _only_place("市", "制定《澄陵市水价管理办法》,更名为澄陵市水务集团。", ())
    '澄陵市'
    """
    named = (local_places([match[1]], apart=apart).get(level) for match in _NAMED.finditer(body))
    places = {place for place in named if place}
    return places.pop() if len(places) == 1 else None


def _level(body: str | None) -> str | None:
    match = _COMMITTEE.match(body or "")
    return match["level"] if match else None
