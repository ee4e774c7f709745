"""The lead of a notice: who inspected whom, when, how, in which round, and when it was fed back."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from xuntu.extractors.folding import fold
from xuntu.extractors.lexicons import alternatives, load_words
from xuntu.extractors.mentions.dates import find_dates, find_period, is_date_line
from xuntu.extractors.mentions.organisations import (
    abbreviation_in,
    clean_name,
    is_body_name,
    is_full_name,
    split_names,
)
from xuntu.extractors.mentions.places import place_of
from xuntu.extractors.mentions.teams import Team, body_level, find_teams
from xuntu.ontology import Date, Inspection, Organisation, Passage, Period, Round, to_number

_WORDS = load_words("header")
_TYPE = alternatives(_WORDS["types"])
_RHETORIC = frozenset(_WORDS["rhetoric"])
_N = r"[一二三四五六七八九十]{1,3}|\d{1,2}"
_INSPECTED = re.compile(
    r"(?<![针反面])对(?!村巡)(?P<unit>(?:(?!,对)[^。;:]){2,160}?)(?:,)?(?:同步|分别|先后|集中)*(?:进行|开展|实施)了?(?P<how>[^。;,]{0,40}?)(?P<role>巡视|巡察|督察|审计)(?!工作领导)"
)
_DIRECT = re.compile(r"(?P<role>巡视|巡察)组?了(?P<unit>[一-鿿()]{2,40}?)(?=[,。;])")
_ENTERED = re.compile(r"进驻(?P<unit>[^。;:,]{2,60}?)(?:,|。|开展|进行)")
_FED_BACK = re.compile(
    r"向(?P<unit>[^。;:,]{2,60}?)(?:党委|党组)?(?:领导班子)?(?:作了?|书面|口头|进行了?|集中|分别|通报|反馈)+了?(?:巡视|巡察|专项|督察|情况|意见)*"
)
_ROUND = re.compile(
    rf"(?P<term>(?:{_N})届)?(?:中共)?(?P<body>[一-鿿]{{0,8}}?(?:省委|市委|县委|区委|党委|党组|党工委|中央))?(?P<year>[12]\d{{3}}年(?:度)?)?"
    rf"(?:(?P<first>首)|第(?P<ordinal>{_N}))轮(?:第(?P<batch>{_N})批)?"
)
_TERM_LATER = re.compile(rf"(?P<term>(?:{_N})届)(?:[一-鿿]{{0,6}}(?:省委|市委|县委|区委|党委|中央))")
_TYPE_BEFORE = re.compile(
    rf"(?P<types>(?:(?:{_TYPE})(?:式)?[、和及与“”\"]*)+)(?:[一-鿿]{{0,12}})?(?:巡视|巡察)(?!整改|办|工作|机构|制度|成果|全覆盖|信息)"
)
_THEMED_TYPE = re.compile(r"专项(?:巡视|巡察)(?!整改|办)")
_AFTER = re.compile(r"(?:巡视|巡察|巡视整改|巡察整改|开展|开展了|进行|进行了)“?(?P<type>回头看)”?")
_SELF_TYPE = re.compile(rf"(?P<types>(?:{_TYPE})+)(?:巡视|巡察)(?:整改|反馈)")
_SUBJECT = re.compile(
    r"(?P<subject>[一-鿿、]{2,24}?)(?:领域|工作|情况)*(?:开展|进行|的)*了?(?:专项|机动|专题)(?:巡视|巡察)"
)
_TOPIC_END = re.compile(r"(?P<topic>[一-鿿、“”]{2,20}?)(?:领域|工作|建设)?(?:情况|领域|问题|工作)$")
_END_ONLY = re.compile(
    r"(?:时间|工作|进驻)[^。;]{0,24}?(?:到|至|截至|截止)(?P<date>(?:[12]\d{3}年)?\d{1,2}月\d{1,2}日)"
)
_START_ONLY = re.compile(r"(?:自|从|于)?(?P<date>(?:[12]\d{3}年)\d{1,2}月\d{1,2}日)(?:起|开始|进驻)")
_DAY = r"(?P<date>[12]\d{3}(?:年|-|/|\.)\d{1,2}(?:月|-|/|\.)\d{1,2}日?)"
_PUBLISHED = re.compile(
    r"(?:(?:发布|公开|更新|公布|发表|生成|成文|发文|公示|刊发)(?:时间|日期)\s*[:]?|(?:时间|日期|发布)\s*[:])\s*" + _DAY
)
_SOURCE = re.compile(
    r"(?:信息来源|来源|发布机构|发布单位|发布机关|稿件来源|文章来源|来 源|供稿)\s*[:]\s*(?P<name>[^\s:,。;|]{2,30})"
)
_TITLE_HEAD = re.compile(r"^(?:附件\s*\d*\s*[:]?)?(?P<issuer>[^“]{3,60}?)关于")
_SIGNATURE = re.compile(r"^[一-鿿()、·\s]{3,50}$")


@dataclass(frozen=True, slots=True)
class Lead:
    """The parts of a notice from which its header is read: title, lead lines, all lines of its closing."""

    title: str
    lines: tuple[Passage, ...]
    ending: tuple[Passage, ...]
    organising: Passage | None = None


def read_inspection(lead: Lead, text: str, issuer: str | None) -> Inspection | None:
    """Return the inspection that a lead tells of, or ``None`` where it tells of none.

    >>> words = "县委第四巡察组于2021年8月31日至9月13日,对泾县招商中心党组开展了常规巡察。10月28日反馈了意见。"
    >>> found = read_inspection(Lead("", (Passage(0, len(words)),), ()), words, None)
    >>> found.team, found.types, found.units[0].name, found.feedback.iso
    ('县委第四巡察组', ('常规',), '泾县招商中心党组', '2021-10-28')
    """
    joined = [(passage, fold(passage.of(text))) for passage in lead.lines]
    teams = [team for passage, _ in joined for team in find_teams(passage.of(text), offset=passage.start)]
    inspected = next(_matches(_INSPECTED, joined), None)
    units, subject = _units(joined, lead.title, issuer)
    if not (teams or inspected or units) and not re.search(
        r"巡视|巡察|督察|审计", lead.title + "".join(f for _, f in joined)
    ):
        return None
    team = _team(teams, inspected)
    period = _period(joined, text)
    feedback = _feedback(joined, period)
    period = _dated_period(period, feedback)
    role = inspected[1]["role"] if inspected else (team.role if team else _role_in(lead.title))
    body = team.body if team else _sender(joined)
    division = _body_place(body, units, lead.title, issuer)
    return Inspection(
        units=tuple(units),
        body=body,
        body_division=division,
        team=team.name if team else None,
        role=role,  # type: ignore[arg-type]
        level=body_level(body, division) if body else None,
        round=_round(lead, joined),
        types=_types(lead, joined, text),
        subject=subject or _subject(lead.title, joined),
        period=period,
        feedback=_dated(feedback, period.end or period.start if period else None) if feedback else None,
        passage=inspected[0] if inspected else (team.passage if team else None),
    )


def read_issuer(lead: Lead, text: str) -> tuple[str | None, Passage | None]:
    """Return who signs: the line before the closing date, else the body before 关于 in the title."""
    lines = [(passage, re.sub(r"\s", "", fold(passage.of(text)))) for passage in lead.ending]
    for (passage, words), (_, following) in pairwise(lines):
        if is_date_line(following) and _SIGNATURE.match(words) and (is_body_name(words) or words.startswith("中共")):
            return words, passage
    if lines and lines[-1][1].startswith("中共") and _SIGNATURE.match(lines[-1][1]) and is_body_name(lines[-1][1]):
        return lines[-1][1], lines[-1][0]
    match = _TITLE_HEAD.match(lead.title)
    if match and is_body_name(name := re.sub(r"^(?:[一-鿿]{2,12}?:)", "", match["issuer"].strip())):
        return name, None
    for passage in lead.lines[:3]:
        words = re.sub(r"\s", "", fold(passage.of(text)))
        if len(words) <= 30 and _SIGNATURE.match(words) and is_body_name(words):
            return words, passage
    for passage, words in reversed(lines):
        if _SIGNATURE.match(words) and words.startswith("中共") and is_body_name(words):
            return words, passage
    return None, None


def read_publication(lines: Sequence[Passage], ending: Sequence[Passage], text: str) -> tuple[Date | None, str | None]:
    """Return the publication date (page line before signature) and the publisher of a 来源 line."""
    date: Date | None = None
    publisher: str | None = None
    bare: Date | None = None
    for passage in [*lines, *ending]:
        folded = fold(passage.of(text))
        if len(folded) > 200:
            continue
        if date is None and (match := _PUBLISHED.search(folded)):
            date = next(find_dates(match["date"], offset=passage.start + match.start("date")), None)
        if bare is None and passage in lines[:4] and len(folded) <= 60 and not re.search(r"[。;,]|会议", folded):
            bare = next((found for found in find_dates(folded, offset=passage.start) if len(found.iso) == 10), None)
        if publisher is None and (match := _SOURCE.search(folded)):
            publisher = match["name"].strip()
    date = date or bare
    if date is None:
        for passage in reversed(ending):
            folded = re.sub(r"\s", "", fold(passage.of(text)))
            if is_date_line(folded):
                found = next(find_dates(folded), None)
                date = Date(found.iso, passage) if found else None
                break
    return date, publisher


def _matches(
    pattern: re.Pattern[str], joined: Iterable[tuple[Passage, str]]
) -> Iterator[tuple[Passage, re.Match[str]]]:
    for passage, folded in joined:
        for match in pattern.finditer(folded):
            yield Passage(passage.start + match.start(), passage.start + match.end()), match


def _team(teams: Sequence[Team], inspected: tuple[Passage, re.Match[str]] | None) -> Team | None:
    if not teams:
        return None
    before = [team for team in teams if inspected is None or team.passage.start <= inspected[0].end]
    numbered = [team for team in before or teams if re.search(r"[第一二三四五六七八九十\d]", team.name)]
    return (numbered or before or list(teams))[-1 if inspected and before and not numbered else 0]


def _units(
    joined: Sequence[tuple[Passage, str]], title: str, issuer: str | None
) -> tuple[list[Organisation], str | None]:
    """Return the units of the first sentence that names any, and the theme that may stand with them."""
    subject: str | None = None
    for pattern in (_INSPECTED, _DIRECT, _ENTERED, _FED_BACK):
        for passage, folded in joined:
            units: dict[str, Organisation] = {}
            for match in pattern.finditer(folded):
                printed = match["unit"]
                names = [name for name in split_names(printed) if _plausible(name)]
                if len(names) == 1 and not is_body_name(names[0]) and _TOPIC_END.search(names[0]):
                    subject, rest = _topic(names[0])
                    names = [rest] if rest else []
                where = Passage(passage.start + match.start("unit"), passage.start + match.end("unit"))
                for name in names:
                    units.setdefault(name, _organisation(name, printed, where, title, issuer))
            if units:
                return list(units.values()), subject
    if issuer:
        return [Organisation(issuer, division=place_of(issuer))], subject
    return [], subject


def _plausible(name: str) -> bool:
    return 2 <= len(name) <= 40 and not re.search(r"[,。;!?]|我们|问题|意见|的是|整改", name)


def _topic(name: str) -> tuple[str | None, str | None]:
    """Split 沅江市产业项目建设情况 into the theme and the place that was inspected."""
    match = re.match(
        r"^(?P<place>[一-鿿]{1,9}?(?:省|市|县|区|州|旗|镇|乡|街道))(?P<topic>.{2,24}?)(?:领域|工作)?(?:情况|领域|问题|工作)$",
        name,
    )
    return (match["topic"], match["place"]) if match else (name, None)


def _organisation(name: str, printed: str, where: Passage, title: str, issuer: str | None) -> Organisation:
    full = name
    signer = issuer or ((match := _TITLE_HEAD.match(title)) and clean_name(match["issuer"])) or None
    if signer and is_full_name(signer, name):
        full = signer
    also = tuple(dict.fromkeys(each for each in (name, abbreviation_in(printed)) if each and each != full))
    return Organisation(
        full, also, division=place_of(full) or place_of(name) or (place_of(signer) if signer else None), passage=where
    )


def _body_place(body: str | None, units: Sequence[Organisation], title: str, issuer: str | None) -> str | None:
    """Return the division of the inspecting committee: its own name's, else that of the unit cut to its level."""
    if body is None:
        return None
    own = place_of(body.replace("委", "")) or place_of(body)
    if own:
        return own
    code = next((unit.division for unit in units if unit.division), None) or place_of(issuer or "") or place_of(title)
    if code is None:
        return None
    if "省委" in body or "自治区" in body:
        return f"{code[:2]}0000"
    if body.endswith("市委") and not code.endswith("00"):
        return f"{code[:4]}00"
    return code if re.search(r"[县区旗]委", body) else None


def _sender(joined: Sequence[tuple[Passage, str]]) -> str | None:
    for _, folded in joined:
        match = re.search(
            r"(?:根据|按照|经)(?P<body>[一-鿿]{0,8}?(?:中央|省委|市委|县委|区委|州委|旗委|党委|党组|党工委))", folded
        )
        if match:
            return re.sub(r"^[一二三四五六七八九十]+届", "", match["body"])
    return None


def _role_in(title: str) -> Literal["巡视", "巡察", "督察", "审计"] | None:
    roles: tuple[Literal["巡视", "巡察", "督察", "审计"], ...] = ("巡视", "巡察", "督察", "审计")
    return next((role for role in roles if role in title), None)


def _period(joined: Sequence[tuple[Passage, str]], text: str) -> Period | None:
    for passage, folded in joined:
        if re.search(r"巡视|巡察|督察|审计|督导", folded) and (
            period := find_period(passage.of(text), offset=passage.start)
        ):
            return period
    for passage, match in _matches(_END_ONLY, joined):
        end = next(find_dates(match["date"], offset=passage.start + match.start("date") - match.start()), None)
        if end:
            return Period(None, end, passage)
    for passage, match in _matches(_START_ONLY, joined):
        start = next(find_dates(match["date"], offset=passage.start), None)
        if start:
            return Period(start, None, passage)
    return None


def _dated_period(period: Period | None, feedback: Date | None) -> Period | None:
    """Date a period without years: in the year of the feedback, or the one before where it would come after it."""
    if period is None or feedback is None or len(feedback.iso) != 10:
        return period
    year = int(feedback.iso[:4])
    if period.end and len(period.end.iso) == 5 and period.end.iso > feedback.iso[5:]:
        year -= 1

    def dated(date: Date | None) -> Date | None:
        return Date(f"{year}-{date.iso}", date.passage, inferred=True) if date and len(date.iso) == 5 else date

    return Period(dated(period.start), dated(period.end), period.passage)


def _feedback(joined: Sequence[tuple[Passage, str]], period: Period | None) -> Date | None:
    last = (period.end or period.start) if period else None
    for passage, folded in joined:
        for sentence in re.finditer(r"[^。;\n]+", folded):
            if "反馈" not in sentence[0]:
                continue
            border = sentence[0].find("反馈")
            offset = passage.start + sentence.start()
            dates = [date for date in find_dates(sentence[0][:border], offset=offset) if len(date.iso) in (10, 5)]
            if period and period.passage:
                dates = [
                    d for d in dates if not (d.passage and period.passage.start <= d.passage.start < period.passage.end)
                ]
            if dates:
                return _dated(dates[0], last)
    return None


def _dated(date: Date, after: Date | None) -> Date:
    """Date a day without a year: in the year of the period's end, or the next where it would come before it."""
    if len(date.iso) != 5 or after is None or len(after.iso) < 7:
        return date
    year = int(after.iso[:4])
    if date.iso < after.iso[5:]:
        year += 1
    return Date(f"{year}-{date.iso}", date.passage, inferred=True)


def _round(lead: Lead, joined: Sequence[tuple[Passage, str]]) -> Round | None:
    """Return the round that the title or the lead names; a name with its term before one without."""
    rounds: list[Round] = []
    places: list[tuple[Passage | None, str]] = [(None, lead.title), *joined]
    for passage, folded in places:
        match = _ROUND.search(folded)
        if match is None:
            continue
        term = match["term"] or ((later := _TERM_LATER.search(folded)) and later["term"])
        ordinal = 1 if match["first"] else to_number(match["ordinal"])
        year = int(match["year"][:4]) if match["year"] else None
        batch = to_number(match["batch"]) if match["batch"] else None
        where = Passage(passage.start + match.start(), passage.start + match.end()) if passage else None
        rounds.append(Round(term or None, ordinal, year, batch, where))
    return next((each for each in rounds if each.term), next(iter(rounds), None))


def _types(lead: Lead, joined: Sequence[tuple[Passage, str]], text: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for folded in [lead.title, *(words for _, words in joined)]:
        for match in _TYPE_BEFORE.finditer(folded):
            for word in re.findall(_TYPE, match["types"]):
                found.setdefault("机动" if word == "机动式" else word)
        if _THEMED_TYPE.search(folded):
            found.setdefault("专项")
        if after := _AFTER.search(folded):
            found.setdefault(after["type"])
    if not found and lead.organising:
        for match in _SELF_TYPE.finditer(fold(lead.organising.of(text))):
            for word in re.findall(_TYPE, match["types"]):
                found.setdefault(word)
    return tuple(word for word in found if word not in _RHETORIC)


def _subject(title: str, joined: Sequence[tuple[Passage, str]]) -> str | None:
    for folded in [title, *(words for _, words in joined)]:
        match = _SUBJECT.search(re.sub(r"^.*关于", "", folded))
        if match:
            words = re.sub(r"^.*(?:对|在|就|启动|开展|进行|围绕|聚焦|组|了|的)", "", match["subject"])
            words = re.sub(r"(?:领域|情况)$", "", words)
            if len(words) >= 2 and not re.fullmatch(r"[一二三四五六七八九十第]+", words):
                return words
    return None
