"""What a unit's name says: its place, its level, and which body of that place it is, in standard words."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final

from xuntu.graph.link.lexicons import load_lexicon
from xuntu.ontology import Zone, accountable_name, division_path, divisions_named, zone_named

_WORDS: Final = load_lexicon("words")
_LEVELS: Final = "省市县区州旗"
_LEADING: Final = re.compile(
    r"^(?:[向由对及和]?原(?!州区|平市|阳县)(?=.{2,}))?(?:中国共产党|中共)?(?:第?[一二三四五六七八九十]{1,3}届)?(?:[省市县区厅局委]属(?=.{4,}))?"
)
_ANNOUNCING: Final = re.compile(r"(?<=.[省市县区州旗]委)(?:公布|通报|发布).*$")
_PARTY: Final = re.compile(r"(?<=..)(?:党组|党委|党总支|党支部|党工委|(?<=[发新经范园术]区)工委)$")
_SIGN: Final = re.compile(r"[（(〔][^）)〕]*[）)〕]")
_OF_ZONE: Final = re.compile(r"(?<=[发新经范园术]区)(?:党工委|工委|工作委员会|管委会|管理委员会)$")
_COMMITTEE: Final = re.compile(r"^(?:我|本)?(?P<level>[省市县区州旗])委?$")
_LOCAL: Final = re.compile(r"^(?P<level>[省市县区州旗])(?P<core>.{2,})$")
_ANONYMOUS: Final = re.compile("|".join(map(re.escape, _WORDS["anonymous"])) + r"|\d+个|[一二三四五六七八九十两几]个")
_BROKEN: Final = re.compile("|".join(map(re.escape, _WORDS["broken"])))
_MEDIA: Final = re.compile("^清风|(?:" + "|".join(map(re.escape, _WORDS["media"])) + ")$")
_NOT_PLACES: Final = tuple(_WORDS["not_places"])
_PLACE_ENDING: Final = tuple(sorted(_WORDS["place_endings"], key=len, reverse=True))
_COMPANY: Final = re.compile("(?:" + "|".join(map(re.escape, _WORDS["company"])) + ")+$")
_CENTRAL: Final = ("国家", "中国", "中央", "全国", "国务院")
_IS_COMPANY: Final = re.compile(r"(?:公司|集团)$")
_OF_TOWN: Final = re.compile(
    r"^(?:人民政府|政府|办事处|人民政府办事处|村民委员会|村委会|村民委|居民委员会|居委会|居民委|村|社区)$"
)
_UNIQUE: Final = re.compile(
    r"(?:大学|学院|医院|公司|集团|银行|研究院|研究所|中学|小学|学校|农场|林场|电视台|开发区|新区)$"
)
_LONGEST_PLACE: Final = 6
_CUT: Final = ("州市", "州县", "州区", "市区", "区县", "县区", "盟市", "旗县")  # 澄州|市, 沙市|区: cut too early


@dataclass(frozen=True, slots=True)
class Name:
    """A unit's name in its parts.

    ``places`` are those it names, the outermost first, as far as they are known; ``level`` is the 市 of 市财政局, where
    it names no place; ``core`` is the rest in standard words, ``""`` for a place that stands for its committee;
    ``said`` is the name as cleaned: without 中共, 原, the term of a committee and the Party form.
    """

    said: str
    places: tuple[str, ...]
    level: str | None
    core: str

    @property
    def is_open(self) -> bool:
        """Whether it says the level and not the place (市财政局)."""
        return self.level is not None and not self.places


@dataclass(frozen=True)
class Gazetteer:
    """The places that names begin with: those of the tables, and those that the corpus itself shows."""

    known: frozenset[str] = frozenset()

    @cached_property
    def short(self) -> Mapping[str, str]:
        """The one known place by each short name (榕川: 榕川市); those that two places share are left out."""
        places: dict[str, set[str]] = {}
        for place in self.known:
            ending = next((end for end in _PLACE_ENDING if place.endswith(end)), "")
            if ending in ("省", "市", "县", "区", "州") and len(place) - len(ending) >= 2:
                places.setdefault(place.removesuffix(ending), set()).add(place)
        return {short: min(found) for short, found in places.items() if len(found) == 1}

    def split(self, name: str) -> tuple[tuple[str, ...], str]:
        """Return the places that *name* begins with, the outermost first, and the rest of it.

        >>> Gazetteer().split("榕川市青石区石桥街道"), Gazetteer().split("榕川市城市建设投资集团")
        ((('榕川市', '青石区', '石桥街道'), ''), (('榕川市',), '城市建设投资集团'))
        """
        places: list[str] = []
        rest = name
        while place := self._first(rest, nested=bool(places)):
            places.append(place)
            rest = rest.removeprefix(place)
        if not places:
            for end in range(min(len(rest) - 2, 4), 1, -1):
                if rest[:end] in self.short:
                    return (self.short[rest[:end]],), rest[end:]
                named = divisions_named(rest[:end])
                if len(named) == 1 and rest[end : end + 1] not in _LEVELS:
                    return (named[0].name,), rest[end:]
        return tuple(places), rest

    def _first(self, rest: str, *, nested: bool) -> str | None:
        for end in range(min(len(rest), 12), 1, -1):
            if rest[:end] in self.known or any(found.name == rest[:end] for found in divisions_named(rest[:end])):
                return rest[:end]
        for end in range(2, min(len(rest), _LONGEST_PLACE) + 1):
            if _is_place(rest[:end], rest[end:], nested=nested):
                return rest[:end]
        return None


def _is_place(token: str, rest: str, *, nested: bool) -> bool:
    """Tell whether *token*, before *rest*, looks like the name of a place that no table has."""
    ending = next((each for each in _PLACE_ENDING if token.endswith(each)), None)
    if ending is None or token.endswith(_NOT_PLACES) or token[0] in _LEVELS or re.search("[和与及的第、（）()]", token):
        return False
    if len(token) - len(ending) < (1 if ending == "县" and not nested else 2):
        return False
    if ending in ("村", "社区"):
        return not rest or bool(_OF_TOWN.match(rest))
    return not rest or (rest[0] not in "级域" and token[-1] + rest[0] not in _CUT)


def read_name(name: str, gazetteer: Gazetteer = Gazetteer(), code: str | None = None) -> Name:
    """Return the parts of a unit's name; *code* is that of its division where a document tells it.

    >>> read_name("中共榕川市卫生健康委员会委员会").core, read_name("市卫健委党委").core
    ('卫生健康委', '卫生健康委')
    >>> read_name("原市国土局").level, read_name("泾县财政局").places
    ('市', ('安徽省', '宣城市', '泾县'))
    """
    said = clean_name(name)
    committee = _COMMITTEE.match(said)
    if committee:
        return Name(said, _of_code(code, committee["level"]), committee["level"], "")
    zone = _zone_of(said)
    if zone:
        places = tuple(step.name for step in division_path(zone.division))
        return Name(said, places, None, _standard(f"{zone.name}{_of_place(_rest_after(said, zone))}"))
    places, rest = gazetteer.split(said)
    if places:
        known = _known_path(places, code)
        return Name(said, known or places, None, _standard(_of_place(rest)))
    local = _LOCAL.match(said)
    if local:
        return Name(said, _of_code(code, local["level"]), local["level"], _standard(local["core"]))
    return Name(said, (), None, _standard(said))


def _zone_of(said: str) -> Zone | None:
    """Return the new area or zone of the tables that a name begins with."""
    return next((zone for end in range(min(len(said), 14), 3, -1) if (zone := zone_named(said[:end]))), None)


def _rest_after(said: str, zone: Zone) -> str:
    return next(said.removeprefix(name) for name in (zone.name, *zone.also) if said.startswith(name))


def clean_name(name: str) -> str:
    """Return *name* without white space, 中共, 原, the term of a committee and the form of its Party body.

    >>> clean_name("中共 榕川市水务局党组"), clean_name("四届榕川市委"), clean_name("原市旅游局")
    ('榕川市水务局', '榕川市', '市旅游局')
    """
    bare = "".join(unicodedata.normalize("NFC", name).split())
    bare = bare.replace("(", "（").replace(")", "）")
    bare = _ANNOUNCING.sub("", bare)
    before = None
    while before != bare:
        before, bare = bare, _LEADING.sub("", bare) or bare
    party = "中共" if name.lstrip("原向").startswith("中") else ""
    own = _PARTY.sub("", accountable_name(party + bare)).removeprefix("中共")
    return bare if bare == f"{own}委员会" and own.endswith(_commissions()) else own


def is_nobody(name: Name) -> bool:
    """Tell whether a name is no body's: anonymous, a piece of a sentence, a medium, or told by its document only."""
    said = name.said.removeprefix("我").removeprefix("本")
    if is_own_name(name) and not (name.level and not name.core):
        return True
    if said in _WORDS["inner"] or len(said) > 40:
        return True
    if _ANONYMOUS.search(said) or _BROKEN.search(said) or _MEDIA.search(said):
        return True
    if name.places or name.level:
        return name.core == "机关" or name.core.endswith(("机关党委", "班子"))
    if said.startswith(_CENTRAL):
        return False
    return not _UNIQUE.search(said) or said.startswith(("我", "本", "该")) or len(said) < 5


def is_own_name(name: Name) -> bool:
    """Tell whether a name says whose it is only within its document.

    >>> [is_own_name(read_name(name)) for name in ("我局党组", "集团党委", "市财政局")]
    [True, True, False]
    """
    return name.said.removeprefix("我").removeprefix("本") in _WORDS["bare"]


def _standard(core: str) -> str:
    """Return what a body is for in standard words: 卫健委 and 卫生健康委员会 are the same.

    >>> [_standard(core) for core in ("卫健委", "文化和旅游局（文物局）", "城市发展集团有限公司", "政法委员会")]
    ['卫生健康委', '文化和旅游局', '城市发展集团', '委政法委']
    """
    bare = _OF_ZONE.sub("", _SIGN.sub("", core))
    if bare in _bodies():
        return _bodies()[bare]
    if _IS_COMPANY.search(bare):
        stem = _COMPANY.sub("", bare)
        return f"{stem}{'集团' if '集团' in bare[len(stem) :] else '公司'}" if stem else bare
    for ending, short in (*_endings(), *((one, one) for one in ("局", "厅", "委", "办", "中心"))):
        stem = bare.removesuffix(ending)
        if stem != bare and stem:
            whole = f"{_stems().get(stem, stem)}{short}"
            return _bodies().get(whole, whole)
    return bare


def _of_place(rest: str) -> str:
    """Return the rest of a name after its places, ``""`` where it means the place's own committee or government."""
    if rest in ("委", "委员会", "党委", "党工委") or _COMMITTEE.match(rest) or _OF_TOWN.match(rest):
        return "" if rest not in ("人民政府", "政府") else rest
    return rest


def _known_path(places: tuple[str, ...], code: str | None) -> tuple[str, ...]:
    """Return the whole row of divisions that *places* tell, where the tables know just one such."""
    given = tuple(step.name for step in division_path(code)) if code else ()
    for depth in range(len(places), 0, -1):
        place = places[depth - 1]
        if place in given:
            return (*given[: given.index(place) + 1], *places[depth:])
        rows = [tuple(step.name for step in division_path(each.code)) for each in divisions_named(place)]
        paths = [row for row in rows if row[-1] == place and set(places[:depth]) <= set(row)]
        if len(paths) == 1:
            return (*paths[0], *places[depth:])
        if paths:
            return ()
    return ()


def _of_code(code: str | None, level: str) -> tuple[str, ...]:
    """Return the divisions down to that of *code*, where it is of the *level* that a name begins with."""
    path = tuple(step.name for step in division_path(code)) if code else ()
    return path if path and path[-1].endswith(level) else ()


@cache
def _endings() -> tuple[tuple[str, str], ...]:
    endings = load_lexicon("departments")["endings"]
    return tuple(sorted(endings.items(), key=lambda pair: -len(pair[0])))


@cache
def _commissions() -> tuple[str, ...]:
    return tuple(_stems())


@cache
def _stems() -> Mapping[str, str]:
    return _reversed(load_lexicon("departments")["stems"])


@cache
def _bodies() -> Mapping[str, str]:
    return _reversed(load_lexicon("departments")["bodies"])


def is_department(stem: str) -> bool:
    """Tell whether *stem* is the full name of what some department is for, and so no short form."""
    return stem in load_lexicon("departments")["stems"]


def _reversed(table: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {short: full for full, shorts in table.items() for short in (full, *shorts)}
