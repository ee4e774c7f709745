"""The place that a name begins with."""

import re
from collections.abc import Iterable

from xuntu.ontology import divisions_named, zone_named

_ANCHORED = re.compile(
    r"(?:^|届|中共|根据|按照|经|受|[、,。;:\s“(])(?P<place>(?![各全本我该被对向由在经]|根据|按照|[一二三四五六七八九十]+届)[一-鿿]{1,4}?[省市县区])(?=委|纪|人民|党|[一-鿿]{2,})"
)


def local_places(texts: Iterable[str]) -> dict[str, str]:
    """Return the place at each level (省, 市, 县, 区) that folded texts name first, as the document's own.

    >>> local_places(["三届澄陵市委第六轮巡察", "来源:澄陵市纪委监委"])
    {'市': '澄陵市'}
    """
    places: dict[str, str] = {}
    for text in texts:
        for match in _ANCHORED.finditer(text):
            places.setdefault(match["place"][-1], match["place"])
    return {level: place for level, place in places.items() if len(place) > 2 or divisions_named(place)}


def place_of(name: str) -> str | None:
    """Return the code of the division that *name* begins with, where the gazetteer knows just one such.

    >>> place_of("中共泾县招商合作服务中心党组"), place_of("湖南湘江新区组织工作部")
    ('341823', '430100')
    >>> place_of("县财政局") is None
    True
    """
    bare = name.removeprefix("中共")
    for end in range(2, min(len(bare), 12) + 1):
        zone = zone_named(bare[:end])
        if zone:
            return zone.division
        found = divisions_named(bare[:end]) if bare[end - 1] in "省市县区州盟旗" else ()
        if len(found) == 1:
            inner = place_of(bare[end:])
            return inner if inner and inner[:2] == found[0].code[:2] else found[0].code
    return None
