"""The places that a text names, and the place that a name begins with."""

import re
from collections.abc import Collection, Iterable, Iterator

from xuntu.extractors.lexicons import alternatives, load_words
from xuntu.ontology import divisions_named, zone_named

_ANCHOR = r"(?:^|届|中共|根据|按照|经|受|由|日|关于|[:\s“(《]|(?P<within>[、,。;]))(?!中共)"
_NOT_FIRST = r"(?![全各本我该被对向由在经]|根据|按照|关于|[一二三四五六七八九十]+届)"
_PLACE = r"[一-鿿]{1,4}?(?:[省市县区旗盟]|州(?![市县区]))"
_INSPECTS = r"委(?:第|巡[视察]|统一|的?统一|批准|同意|决定|部署|安排)"
_PATH = re.compile(
    rf"{_ANCHOR}{_NOT_FIRST}(?P<path>{_PLACE}(?:{_PLACE})?(?:{_PLACE})?)(?=[一-鿿]{{2,}}|委|纪)"
    # inside a sentence only a committee that inspects: ,聘请县委党校教师 begins with a verb
    rf"(?(within)(?={_INSPECTS}))"
)
_LONGEST = 5  # an unknown name of four characters before its level is a piece of a sentence
_STEP = re.compile(_PLACE)
_ENDS = ("市", "县", "区", "省", "州", "盟", "旗")
_LEVELS = {"省": 0, "市": 1, "州": 1, "盟": 1, "县": 2, "区": 2, "旗": 2}
_WORDS = load_words("header")
_NO_PLACE = re.compile(rf"(?:{alternatives(_WORDS['areas'])})$|^(?:{alternatives(_WORDS['deictics'])})[省市县区]$")
_IN_A_SENTENCE = re.compile(alternatives(_WORDS["particles"]))


def local_places(texts: Iterable[str], *, apart: Collection[str] = (), sure: bool = False) -> dict[str, str]:
    """Return the place at each level (省, 市, 县, 区) that folded texts name first, as the document's own.

    A place whose committee is named comes before others; *sure* leaves the others out. Places *apart* are not the
    document's own: they are inspected.

    >>> local_places(["三届澄陵市委第六轮巡察", "来源:澄陵市纪委监委"])
    {'市': '澄陵市'}
    >>> local_places(["中共澄陵市槐溪县青山镇委员会"]), local_places(["根据澄陵市委部署"], apart=["澄陵市"])
    ({'市': '澄陵市', '县': '槐溪县'}, {})
    """
    committees: dict[str, str] = {}
    others: dict[str, str] = {}
    for place, has_committee in _places(texts):
        if place not in apart and (has_committee or not sure):
            (committees if has_committee else others).setdefault(place[-1], place)
    known = others | committees
    return {level: known[level] for level in _LEVELS if level in known}


def _places(texts: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """Yield each place of *texts*, with whether its committee is what is named: 澄陵市委."""
    for text in texts:
        for match in _PATH.finditer(text):
            steps = [step[0] for step in _STEP.finditer(match["path"])]
            for position, step in enumerate(steps):
                if not _is_place(step) or (position and _LEVELS[step[-1]] <= _LEVELS[steps[position - 1][-1]]):
                    break
                whole = text[: match.start("path")] + "".join(steps[: position + 1])
                yield step, text.startswith("委", len(whole))


def _is_place(name: str) -> bool:
    """Tell a place from 全县, 经开区 and the end of a sentence.

    >>> [_is_place(name) for name in ("澄陵市", "经开区", "全县", "推动全县", "泾县")]
    [True, False, False, False, True]
    """
    if divisions_named(name):
        return not _NO_PLACE.search(name) or name.endswith("新区")
    return 2 < len(name) < _LONGEST and not _NO_PLACE.search(name) and not _IN_A_SENTENCE.search(name)


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
        ends = bare[end - 1] in _ENDS and bare[end : end + 1] not in _ENDS[:4]  # 江州市 is not 江州[区]
        found = divisions_named(bare[:end]) if ends else ()
        if len(found) == 1:
            inner = place_of(bare[end:])
            return inner if inner and inner[:2] == found[0].code[:2] else found[0].code
    return None
