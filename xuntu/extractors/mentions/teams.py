"""Inspection teams and the committees that send them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from xuntu.extractors.folding import fold
from xuntu.extractors.mentions.places import place_of
from xuntu.ontology import Level, Passage, division_level

_PARTY = r"(?:省委|市委|县委|区委|州委|旗委|盟委|地委|自治区党委|兵团党委|党中央|中央)"
_HOUSE = r"[一-鿿]{1,16}?(?:党委|党组(?!织)|党工委|工委)"
_BODY = (
    rf"(?:中共)?(?:[一-鿿]{{1,6}}?(?={_PARTY}))?{_PARTY}(?:教育工委|国资工委|两新工委|直属机关工委)?|{_HOUSE}"
    r"|[一-鿿]{0,8}?(?:省|自治区|市)(?=第[一二三四五六七八九十\d]+生态)|(?:省市县|省市|市县|市区|县区)(?=(?:上下)?(?:联动|交叉))|教育部|市国资委党委|省国资委党委"
    r"|[一-鿿]{2,6}?[市县区](?=(?:市级|县级|区级|市县|县区)?(?:交叉|联动|提级)巡)|(?<![省市县区州旗盟地党工纪])委(?=第巡)|(?=对村巡)"
)
_GAP = r"(?:对村|(?!对|向|各|派出|部署|反馈|进驻|(?<!党)组织|统一|工作|开展|领导小组|的)[一-鿿\d“”]){0,20}?"
_TEAM = re.compile(
    rf"(?P<body>{_BODY})(?P<gap>{_GAP})(?P<role>巡视|巡察|督察|督导)(?:第?[一二三四五六七八九十\d]{{1,3}})?(?:小)?组"
)
_ROLE = re.compile(
    r"(?:巡[视察]|督[察导])(?:第?[一二三四五六七八九十\d]{1,3})?小?组"
)  # the end of all that _TEAM finds
_TERM = re.compile(r"^[一二三四五六七八九十]{1,3}届(?=.*[委组])")
_SENT = re.compile(rf"^.*(?:派出|派驻|组建|接受了?|安排|抽调)(?=[一-鿿]{{0,6}}(?:{_PARTY}|党委|党组|工委))")
# what a sentence or a round puts before the committee: 我局党组接受了, 五届, 第九轮巡察派出
_BEFORE_BODY = re.compile(
    r"^.*(?:[一二三四五六七八九十\d]届|轮|批|派出|派驻|组建|接受了?|配合|中共|针对|围绕|公布|公开|对照|关于|落实|根据|按照"
    r"|巡[视察]的?|(?<!反)对(?=[一-鿿]{0,8}[省市县区州旗]委))(?=[一-鿿]{2})"
)
_LATER_BODY = re.compile(rf"(?:[一-鿿]{{1,6}}?(?={_PARTY}))?{_PARTY}|{_HOUSE}")
_ROUND_IN = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}届)?(?:\d*年度?)?(?P<body>[^年]{0,16}?)(?:第[一二三四五六七八九十\d]{1,3}轮|首轮)"
    r"(?:第[一二三四五六七八九十\d]{1,3}批)?(?:常规|专项|提级|机动)?(?:(?:巡视|巡察)(?!\w{0,2}组))?(?:工作)?(?P<rest>.+组)$"
)
_ENTRY = re.compile(
    r"^(?:.*(?:根据|按照|依据|日|月|由|经|受|于|至|起|期间|安排|决定|了|接受|配合|被|时|称|[个名支]|对照|针对|围绕|落实|是|为|入|和|与))(?=[一-鿿]{2,})"
)


Role = Literal["巡视", "巡察", "督察", "督导", "审计"]


@dataclass(frozen=True, slots=True)
class Team:
    """A team as named in running text, with the committee before its number."""

    name: str
    body: str
    role: str
    passage: Passage


def find_teams(text: str, *, offset: int = 0) -> Iterator[Team]:
    """Yield each team that *text* names.

    >>> [(team.name, team.body) for team in find_teams("8月31日至9月13日,县委第四巡察组对县财政局党组开展了巡察。")]
    [('县委第四巡察组', '县委')]
    >>> [team.name for team in find_teams("根据益阳市委统一部署,益阳市委第二专项巡察组、市委巡视一组")]
    ['益阳市委第二专项巡察组', '市委巡视一组']
    """
    folded = fold(text)
    if not _ROLE.search(folded):
        return
    for match in _TEAM.finditer(folded):
        body = match["body"]
        if re.search(r"[\d一二三四五六七八九十]个", match["gap"]):
            continue  # 5个巡察组 is a count
        entry = _ENTRY.match(body)
        cut = entry.end() if entry and not place_of(body) else 0
        body = "" if body == "委" else body  # 委第巡察组: whose committee is lost with the number
        start = match.start() + cut
        name, body = _without_round(folded[start : match.end()]), body[cut:] if body else ""
        later = [each[0] for each in _LATER_BODY.finditer(match["gap"])]
        body = bare_body(later[-1] if later else body)
        yield Team(_from_body(name, body), body, match["role"], Passage(offset + start, offset + match.end()))


def bare_body(body: str) -> str:
    """Return an inspecting committee without its term, its round and the words of the sentence before it.

    >>> [bare_body(words) for words in ("四届榕川市委", "九轮巡察派出市委", "党组对六届市委", "年第二轮总行党委")]
    ['榕川市委', '市委', '市委', '总行党委']
    """
    return _BEFORE_BODY.sub("", body)


def _from_body(name: str, body: str) -> str:
    """Return a team's name from its committee on: what the sentence has before it is not part of it."""
    start = name.find(body) if body else 0
    return name[start:] if start > 0 and name[:start] != "中共" else name


def _without_round(name: str) -> str:
    """Return a team's name without the term and the round that may stand in it.

    >>> _without_round("五届市委第六轮巡察第一巡察组"), _without_round("四届榕川市委第九轮巡察市委第四巡察组")
    ('市委第一巡察组', '市委第四巡察组')
    """
    name = _SENT.sub("", name)
    match = _ROUND_IN.match(name)
    if match is None:
        return _TERM.sub("", name)
    whole = re.search(rf"{_PARTY}|党委|党组|工委", match["rest"])
    return match["rest"] if whole else f"{match['body']}{match['rest']}"


def body_level(body: str, division: str | None) -> Level | None:
    """Return the level of an inspecting body: by its word, and by its place where the word is open.

    >>> body_level("省委", None), body_level("县委", None), body_level("集团党委", None)
    ('province', 'county', 'unit')
    """
    if "中央" in body:
        return "central"
    if re.search(r"(?:省|自治区)(?:委|党委)|^(?:北京|上海|天津|重庆)市委|兵团党委", body) or body.endswith(
        ("省", "自治区")
    ):
        return "province"
    match = re.search(r"(市|州|盟|地|县|区|旗)委", body)
    if match is None:
        return "unit" if re.search(r"党委|党组|工委|教育部", body) else None
    if match[1] in "县区旗":
        return "county"
    known = division_level(division) if division else None
    return {"province": "province", "county": "county"}.get(known or "", "city")  # type: ignore[return-value]
