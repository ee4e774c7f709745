"""One name for a body and its Party organisation: the accountable unit."""

import re
from functools import lru_cache

_TERM = r"(?:第?[一二三四五六七八九十]{1,3}届(?=.{2,}))?"
_PARTY = re.compile(rf"^{_TERM}(?:中国共产党|中共)?{_TERM}")
_FORMER = re.compile(r"^[向由对及和]?原(?!州区|平市|阳县)(?=[一-鿿]{2,})")
_COMMITTEE = re.compile(
    r"^(?P<place>.+?(?P<end>省|自治区|市|县|区|州|盟|旗|镇|乡|街道))(?P=end)?(?:委|(?:党工委|党委|工作委员会|委员会))$"
)
_GROUP = re.compile(r"^(?P<body>.{3,}?)(?:党组|党委|党总支|党支部|党工委)$")
_BODY = re.compile(r"^(?P<body>.{3,}?)(?<!检查)(?<!监察)(?<!机关)(?<!工作)(?:工作委员会|委员会)$")
_COMMITTEE_OF = re.compile(r"^(?:中共)?[省市县区州盟旗]委")
_HOUSE_OF = re.compile(r"^(?:中共)?(?:集团|公司|学校|校|总行)(?=党[委组])")
_TEAM_NUMBER = re.compile(
    r"(?P<role>巡[视察])?第?(?P<number>[一二三四五六七八九十]{1,3}|\d{1,2})(?(role)|巡[视察])小?组$"
)
_DIGITS = "〇一二三四五六七八九"
_LOCAL = re.compile(r"^(?P<level>[省市县区州盟旗])(?!委$|区$)")


@lru_cache(4096)
def accountable_name(name: str, place: str | None = None) -> str:
    """Return the name of a body that answers for itself and its Party organisation, with *place* where it lacks one.

    >>> accountable_name("中共泾县招商合作服务中心党组"), accountable_name("中共沅江市委")
    ('泾县招商合作服务中心', '沅江市')
    >>> accountable_name("市财政局党组", "甲山市"), accountable_name("市委")
    ('甲山市财政局', '市委')
    >>> accountable_name("中共甲县卫生健康委员会党委"), accountable_name("甲县纪律检查委员会")
    ('甲县卫生健康委员会', '甲县纪律检查委员会')
    >>> accountable_name("原甲县旅游局"), accountable_name("四届甲山市委")
    ('甲县旅游局', '甲山市')
    >>> accountable_name("丙州市委"), accountable_name("丁州州委")
    ('丙州市', '丁州')
    """
    present = _FORMER.sub("", name)
    bare = _PARTY.sub("", present)
    for pattern, applies in ((_COMMITTEE, True), (_GROUP, True), (_BODY, "中" in present[: len(present) - len(bare)])):
        match = pattern.match(bare) if applies else None
        if match:
            bare = match[1]
            break
    local = _LOCAL.match(bare)
    if local and place and place.endswith(local["level"]):
        bare = place + bare[1:]
    return bare


@lru_cache(1024)
def committee_name(name: str, place: str | None) -> str:
    """Return the name of a committee that a document calls by its level or its house alone, with its *place*.

    >>> committee_name("市委", "甲山市"), committee_name("甲山市委", "甲山市"), committee_name("集团党委", None)
    ('甲山市委', '甲山市委', '集团党委')
    >>> committee_name("校党委", "云岭大学")
    '云岭大学党委'
    """
    return _HOUSE_OF.sub(place, _COMMITTEE_OF.sub(f"{place}委", name)) if place else name


@lru_cache(4096)
def team_name(name: str, body: str | None, place: str | None) -> str:
    """Return one name for a team that documents write in several ways, under the committee *body* of *place*.

    >>> [team_name(words, "市委", "甲山市") for words in ("甲山市委第一巡察组", "第1巡察组", "市委巡察一组")]
    ['市委第一巡察组', '市委第一巡察组', '市委第一巡察组']
    >>> team_name("市委营商环境专项巡察组", "市委", None)
    '市委营商环境专项巡察组'
    """
    bare = _PARTY.sub("", name)
    local = bare.removeprefix(place[:-1]) if place else bare
    match = _TEAM_NUMBER.search(local)
    if match:
        role = next(word for word in ("巡视", "巡察") if word in match[0])
        local = f"{local[: match.start()]}第{_spelt(match['number'])}{role}组"
    if body and local.startswith("第"):
        local = f"{_PARTY.sub('', body).removeprefix(place[:-1] if place else '')}{local}"
    return local


def _spelt(number: str) -> str:
    """Return a number below a hundred in Chinese numerals; one that is, stays."""
    if not number.isdigit():
        return number
    tens, ones = divmod(int(number), 10)
    return f"{_DIGITS[tens] if tens > 1 else ''}{'十' if tens else ''}{_DIGITS[ones] if ones else ''}"
