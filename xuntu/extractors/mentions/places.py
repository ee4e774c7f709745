"""The place that a name begins with."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from xuntu.ontology import divisions_named, zone_named

_ANCHORED = re.compile(
    r"(?:^|届|中共|根据|按照|经|受|[、,。;:\s“(])(?P<place>(?!中共|[各全本我该被对向由在经]|根据|按照|[一二三四五六七八九十]+届)[一-鿿]{1,4}?[省市县区])(?=委|纪|人民|党|[一-鿿]{2,})"
)

_BARE_COMMITTEE = re.compile(r"^(?:第?[一二三四五六七八九十]{1,3}届)?(?P<level>[省市县区])委$")
_NO_PLACE = re.compile(
    r"[是同含原及与和于在从向了将把所为对由报按经展进强推动办做抓]|^[一二三四五六七八九十]|(?:城|都|超|上)市$|[园城社片]区$"
)
_PARTY_OF_PLACE = re.compile(r"委员会$|委$")


def local_places(texts: Iterable[str]) -> dict[str, str]:
    """Return the place at each level (省, 市, 县, 区) that folded texts name most, then first, as the document's own.

    >>> local_places(["三届澄陵市委第六轮巡察", "来源:澄陵市纪委监委"])
    {'市': '澄陵市'}
    """
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(_places_in(text))
    places: dict[str, str] = {}
    for place, _ in counts.most_common():
        places.setdefault(place[-1], place)
    return places


def _places_in(text: str) -> Iterator[str]:
    """Yield the places that a folded text names before a body of theirs."""
    for match in _ANCHORED.finditer(text):
        place = match["place"]
        if divisions_named(place) or (len(place) > 2 and not _NO_PLACE.search(place)):
            yield place


def sender_place(body: str | None, texts: Iterable[str], units: Iterable[str]) -> str | None:
    """Return the place of the committee *body* that is named by its level alone, as folded texts name it.

    A committee does not inspect itself: the place of one of the *units* is not meant.

    >>> texts = ["中共临溪市委关于巡察整改的通报", "根据四届榕川市委统一部署,市委第一巡察组对临溪市委开展了巡察"]
    >>> sender_place("市委", texts, ["中共临溪市委"]), sender_place("榕川市委", texts, [])
    ('榕川市', None)
    """
    bare = _BARE_COMMITTEE.match(body or "")
    if bare is None:
        return None
    examined = {_PARTY_OF_PLACE.sub("", unit.removeprefix("中国共产党").removeprefix("中共")) for unit in units}
    counts = Counter(place for text in texts for place in _places_in(text) if place.endswith(bare["level"]))
    others = (place for place, _ in counts.most_common() if not any(name.endswith(place) for name in examined))
    return next(others, None)


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
