"""The lead of a notice: who inspected whom, when, how, in which round, and when it was fed back."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from xuntu.extractors.folding import fold
from xuntu.extractors.lead import Lead
from xuntu.extractors.lexicons import alternatives, load_words
from xuntu.extractors.mentions.organisations import (
    abbreviation_in,
    clean_name,
    is_body_name,
    is_full_name,
    is_fuller_name,
    split_names,
)
from xuntu.extractors.mentions.places import place_of
from xuntu.extractors.mentions.teams import Role, Team, bare_body, body_level, find_teams
from xuntu.extractors.periods import read_period
from xuntu.extractors.rounds import read_round, read_subject, read_types
from xuntu.extractors.signature import issuer_in_title
from xuntu.ontology import Date, Inspection, Organisation, Passage, accountable_name, division, division_level

_INSPECTED = re.compile(
    r"(?<![针反面])对(?!村巡)(?P<unit>(?:[^。;:对]|对(?=[外台口])){2,160}?)(?:,)?(?:同步|分别|先后|集中)*(?:(?:进行|开展|实施)了?|的(?=[一-鿿“”]{0,8}(?:巡视|巡察)[自于从]))(?P<how>[^。;,]{0,40}?)“?(?P<role>巡视|巡察|督察|审计|政治体检)(?!工作领导)"
)
_NAMED = re.compile(r"被巡[视察](?:单位|党组织|地区)?\s*:\s*(?P<unit>[^\s:;,。]{2,40})")
_DIRECT = re.compile(
    r"(?P<role>巡视|巡察)(?:组?了|(?<=组巡[视察])(?!反馈|整改|情况|期间|发现|指出|意见|工作|办|组|认为))(?P<unit>[一-鿿()、]{2,60}?)(?=[,。;])"
)
_ENTERED = re.compile(r"进驻(?P<unit>[^。;:,]{2,60}?)(?:,|。|开展|进行)")
_FED_BACK = re.compile(
    r"向(?P<unit>[^。;:,]{2,60}?(?:党委|党组)?)(?:领导班子)?(?:作了?|书面|口头|进行了?|集中|分别|通报|反馈)+了?(?:巡视|巡察|专项|督察|情况|意见)*"
)
_TOPIC_END = re.compile(r"(?P<topic>[一-鿿、“”]{2,20}?)(?:领域|工作|建设)?(?:情况|领域|问题|工作)$")
_OVERSIGHT = re.compile(r"巡视|巡察|督察|审计")
_ABBREVIATING = re.compile(r"(?:对|将|向|把)(?P<unit>[一-鿿()]{5,40}?)\((?:以下)?简称")
_SENDER = re.compile(r"(?:根据|按照|经)(?P<body>[一-鿿]{0,8}?(?:中央|省委|市委|县委|区委|州委|旗委|党委|党组|党工委))")
_SENDS = re.compile(
    r"(?P<body>[一-鿿]{0,8}?(?:省委|市委|县委|区委|党委|党组|党工委))(?:共?派出)?(?:\d+|[一二三四五六七八九十]+)个巡[视察]组"
)
_ROUND_OF = re.compile(
    r"[一二三四五六七八九十]届(?P<body>[一-鿿]{0,6}?(?:省委|市委|县委|区委|州委|旗委|党委))(?=第?[一二三四五六七八九十\d]+轮|巡)"
)
_TOPIC = re.compile(
    r"^(?P<place>[一-鿿]{1,9}?(?:省|市|县|区|州|旗|镇|乡|街道))(?P<topic>.{2,24}?)(?:领域|工作)?(?:情况|领域|问题|工作)$"
)


_WORDS = load_words("header")
_NO_NAME = re.compile(
    rf"[,。;!?:]|{alternatives(_WORDS['no_name'])}|高校$|^(?:下属|所属|所辖|下辖|其)?(?:\d+|[一二三四五六七八九十]+)[个家所名户]|\d+[个家所]"
)
_TELLER = re.compile(rf"(?:{alternatives(_WORDS['tellers'])})$")
_ORGAN = re.compile(r"(?:管委会|管理委员会|政府|人民政府|办事处|监委|监察委员会)")
_PLACE_END = re.compile(r"[省市县区州旗镇乡村办联]$")
_AMONG = re.compile(
    r"等?(?:\d+|[一二三四五六七八九十]+)个(?P<kind>村|社区|乡|镇|街道)(?:级)?(?:党组织|党支部|党总支|党委)?$"
)
# 在对某市开展常规巡视期间,对某区进行了延伸巡视: the host's inspection is another one
_HOST = re.compile(
    r"在?对(?P<host>[^,。;对]{2,40})(?:开展|进行|实施)[^,。;对]{0,14}(?:巡视|巡察)(?:期间|过程中|的?同时)(?=[^。;]{0,24}(?:对|延伸|提级))"
)
_MUNICIPALITY = re.compile(r"北京|上海|天津|重庆")
_MUNICIPALITIES = ("11", "12", "31", "50")


def read_inspection(lead: Lead, issuer: str | None, published: Date | None = None) -> Inspection | None:
    """Return the inspection that a lead tells of, or ``None`` where it tells of none.

    *published* lends its year to 今年 and 去年.

    >>> from xuntu.extractors.lead import placed
    >>> words = "县委第四巡察组于2021年8月31日至9月13日,对泾县招商中心党组开展了常规巡察。10月28日反馈了意见。"
    >>> found = read_inspection(Lead("", placed((Passage(0, len(words)),), words)), None)
    >>> found.team, found.types, found.units[0].name, found.feedback.iso
    ('县委第四巡察组', ('常规',), '泾县招商中心党组', '2021-10-28')
    """
    lead = _without_host(lead)
    teams = [team for passage, words in lead.lines for team in find_teams(words, offset=passage.start)]
    inspected = next(lead.find(_INSPECTED), None)
    units, subject = _units(lead, issuer)
    spoken = _OVERSIGHT.search(lead.title) or any(_OVERSIGHT.search(words) for _, words in lead.lines)
    if not (teams or inspected or units or spoken):
        return None
    team = _team(teams, inspected)
    period, feedback = read_period(lead, published)
    body = (team.body if team else None) or _sender(lead)
    types = read_types(lead)
    code = _body_place(body, units, types, lead.title, issuer)
    return Inspection(
        units=tuple(units),
        body=body,
        body_division=code,
        team=team.name if team else None,
        role=(_role(inspected[1]["role"]) if inspected else None) or _role(team.role if team else lead.title),
        level=body_level(body, code) if body else None,
        round=read_round(lead),
        types=types,
        subject=subject or read_subject(lead),
        period=period,
        feedback=feedback,
        passage=inspected[0] if inspected else (team.passage if team else None),
    )


def _without_host(lead: Lead) -> Lead:
    """Return the lead with the inspection of another unit, in whose course this one was done, blotted out."""
    lines = ((passage, _HOST.sub(lambda match: " " * len(match[0]), words)) for passage, words in lead.lines)
    return replace(lead, lines=tuple(lines))


def _team(teams: Sequence[Team], inspected: tuple[Passage, re.Match[str]] | None) -> Team | None:
    if not teams:
        return None
    before = [team for team in teams if inspected is None or team.passage.start <= inspected[0].end]
    numbered = [team for team in before or teams if re.search(r"[第一二三四五六七八九十\d]", team.name)]
    return (numbered or before or list(teams))[-1 if inspected and before and not numbered else 0]


def _units(lead: Lead, issuer: str | None) -> tuple[list[Organisation], str | None]:
    """Return the units of the first sentence that names any, and the theme that may stand with them."""
    subject: str | None = None
    signers = [name for name in (issuer, issuer_in_title(lead.title)) if name]
    full_names = list(_full_names(lead))
    for pattern in (_NAMED, _INSPECTED, _DIRECT, _ENTERED, _FED_BACK):
        for passage, words in lead.lines:
            units: dict[str, Organisation] = {}
            for match in pattern.finditer(words):
                printed = match["unit"]
                names = _named(printed)
                if len(names) == 1 and not is_body_name(names[0]) and _TOPIC_END.search(names[0]):
                    subject, rest = _topic(names[0])
                    names = [rest] if rest else []
                where = Passage(passage.start + match.start("unit"), passage.start + match.end("unit"))
                for name in names:
                    if _ORGAN.fullmatch(name) and units:  # 高新区党工委、管委会: two hands of one body
                        last, body = units.popitem()
                        units[last] = replace(body, also=(*body.also, name))
                        continue
                    units.setdefault(name, _organisation(name, printed, where, signers=signers, full_names=full_names))
            if units:
                return list(units.values()), subject
    if issuer and not _TELLER.search(issuer):
        return [Organisation(issuer, division=place_of(issuer))], subject
    return [], subject


def _plausible(name: str) -> bool:
    return 2 <= len(name) <= 40 and not _NO_NAME.search(name)


def _named(printed: str) -> list[str]:
    """Return the names of a list of units; in one that names bodies, what ends like none is a piece of a phrase."""
    names = [name for name in split_names(printed) if _plausible(name)]
    among = _AMONG.search(fold(printed))
    if among and len(names) > 1:  # 青山、下湾、河口等6个村党组织
        names = [name if is_body_name(name) or _PLACE_END.search(name) else name + among["kind"] for name in names]
    proper = [name for name in names if is_body_name(name) or _PLACE_END.search(name)]
    return proper if proper and len(names) > 1 else names


def _topic(name: str) -> tuple[str | None, str | None]:
    """Split 沅江市产业项目建设情况 into the theme and the place that was inspected."""
    match = _TOPIC.match(name)
    return (match["topic"], match["place"]) if match else (name, None)


def _full_names(lead: Lead) -> Iterator[str]:
    """Yield names that a short one may stand for: those to which feedback went, and those that the lead abbreviates."""
    for words in (lead.title, *(words for _, words in lead.lines)):
        for pattern in (_FED_BACK, _ABBREVIATING):
            for match in pattern.finditer(words):
                name = clean_name(match["unit"])
                if _plausible(name) and is_body_name(name) and "、" not in name:
                    yield name


def _organisation(
    name: str, printed: str, where: Passage, *, signers: Sequence[str], full_names: Sequence[str]
) -> Organisation:
    known = next((each for each in signers if is_full_name(each, name)), None)
    full = known or next((each for each in full_names if is_fuller_name(each, name)), name)
    signer = signers[0] if signers else None
    shorter = name[:-1] if name not in fold(printed) and name[:-1] in printed else None  # 青山 of 青山、下湾等6个村
    also = tuple(dict.fromkeys(each for each in (name, abbreviation_in(printed), shorter) if each and each != full))
    division = place_of(full) or place_of(name) or (place_of(signer) if signer else None)
    return Organisation(full, also, division=division, passage=where)


def _body_place(
    body: str | None, units: Sequence[Organisation], types: Sequence[str], title: str, issuer: str | None
) -> str | None:
    """Return the division of the inspecting committee: its own name's, else that of the unit cut to its level."""
    if body is None:
        return None
    own = place_of(body.replace("委", "")) or place_of(body)
    if own:
        return own
    named = [issuer or "", title, *(unit.name for unit in units)]
    city = next((match[0] for name in named if (match := _MUNICIPALITY.match(name.removeprefix("中共")))), None)
    if city and body.endswith("市委"):
        return place_of(f"{city}市")
    code = next((unit.division for unit in units if unit.division), None) or place_of(issuer or "") or place_of(title)
    if code is None:
        return None
    if "省委" in body or "自治区" in body:
        return f"{code[:2]}0000"
    if body.endswith("市委") and _is_of_city(code, units, types):
        return code
    if body.endswith("市委") and not code.endswith("00"):
        return f"{code[:2]}0000" if code[:2] in _MUNICIPALITIES else f"{code[:4]}00"
    return code if re.search(r"[县区旗]委", body) and division_level(code) == "county" else None


def _is_of_city(code: str, units: Sequence[Organisation], types: Sequence[str]) -> bool:
    """Tell whether the units are parts of a city of county level, whose own committee inspects them.

    The city itself is inspected from above, and so is a part of it that is raised by a level (提级, 交叉).
    """
    place = division(code)
    if place is None or not place.name.endswith("市") or division_level(code) != "county":
        return False
    names = [accountable_name(unit.name) for unit in units]
    return place.name not in names and not {"提级", "交叉", "提级交叉"} & set(types)


def _sender(lead: Lead) -> str | None:
    lines = [words for _, words in lead.lines]
    match = next((match for words in lines if (match := _SENDER.search(words))), None)
    match = match or next((match for words in lines if (match := _SENDS.search(words))), None)
    match = match or next((match for words in (lead.title, *lines) if (match := _ROUND_OF.search(words))), None)
    return bare_body(match["body"]) if match else None


def _role(words: str) -> Role | None:
    roles: tuple[Role, ...] = ("巡视", "巡察", "督察", "督导", "审计")
    return next((role for role in roles if role in words), None)
