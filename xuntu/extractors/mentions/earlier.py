"""Earlier inspections and other oversight that running text names: 2018年市委巡察, 上轮巡视, 审计."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Literal, NamedTuple

from xuntu.extractors.lexicons import alternatives, load_words
from xuntu.ontology import EarlierInspection, Passage, to_number

Kind = Literal["inspection", "audit", "check", "campaign", "environment"]

_WORDS = load_words("earlier")
_AGO: dict[str, int] = _WORDS["times"]["ago"]
_OVERSIGHT = _WORDS["oversight"]
_KINDS: tuple[Kind, ...] = ("environment", "audit", "campaign", "check")

# counts are bounded: a line that repeats a word a thousand times is read in linear time
_N = r"[一二三四五六七八九十\d]{1,3}"
_NO_BODY = "[对被向由经在于与和及按将把因接配迎]"
_BODY = rf"(?:党?中央|(?:国家|教育)?部党组|(?!{_NO_BODY})[一-鿿]{{0,6}}?(?:{alternatives(_WORDS['units']['bodies'])}))"
_MONTHS = r"(?:[两三四五](?:轮次|[轮次度]))?(?:(?:\d{1,2}月(?:份)?|上半年|下半年|年?底|年?初)(?:至\d{1,2}月)?)?"
_YEARS = r"(?P<years>(?:[12]\d{3}年?(?:、|和|及|与|以及)){0,9}[12]\d{3})年(?:度)?" + _MONTHS
_ROUNDS = alternatives(_WORDS["times"]["rounds"])
_RELATIVE = rf"{_ROUNDS}|{alternatives(_WORDS['times']['others'])}|(?<![届年度委])第[一二三四五六七八九]轮(?:第{_N}批)?"
_SEVERAL = r"(?:连续|先后|历经|近|前|经|接连)[两二三四五六几多](?:轮次|[轮次年])|[两二三四五六几多](?:轮次|[轮次])"
_TIME = rf"(?:{_YEARS}|(?P<ago>{alternatives(_AGO)})|(?P<relative>{_RELATIVE})|(?P<several>(?<!第){_SEVERAL}))"
_TYPES = r"(?:常规|专项|机动|提级|延伸|交叉|联动|政治|专题|巡审联动|内部|集中|日常|全面){0,4}"
_LOOK_BACK = r"(?:整改)?(?:“回头看”|回头看)"
_INSPECTED = rf"(?:巡视巡察|巡视|巡察)(?:{_N}组)?"
_INSPECTOR = (
    rf"(?:(?P<term>第?{_N}届))?(?P<body>{_BODY})?(?:第(?P<ordinal>{_N})轮)?(?:第{_N}批)?(?:第{_N})?"
    rf"(?:[一-鿿]{{2,10}}?(?=专项))?{_TYPES}(?:{_INSPECTED}(?:{_LOOK_BACK})?|{_LOOK_BACK})(?:组)?"
)
_SUFFIX = alternatives(_WORDS["units"]["suffixes"])
_PROVINCE = alternatives(_WORDS["units"]["provinces"])
_SAID = alternatives(_WORDS["reports"]["said"])
_VERB = alternatives([*_WORDS["reports"]["said"], *_WORDS["reports"]["about"]])
_ADVERBS = rf"(?:{alternatives(_WORDS['reports']['adverbs'])}){{0,6}}"
_UNIT = (
    rf"(?:(?:向|对|在)?(?P<unit>(?!{_VERB})原?(?:(?!{_SAID}|[都均曾了的])[一-鿿]){{1,12}}?(?:{_SUFFIX})|{_PROVINCE})"
    rf"(?={_ADVERBS}(?:{_VERB}|的|[,、。;“]|$)))?"
)
_LINK = r"(?:的|在|被|就被|曾被|即被|曾在|由|经|就由|,)?"
_BEFORE_UNIT = re.compile(rf"(?P<unit>原[一-鿿]{{2,10}}?(?:{_SUFFIX}))(?:在|于)?$")

_ROUND_OF_TERM = (
    rf"(?P<term2>第?{_N}届)(?P<body2>{_BODY})(?P<rounds>第{_N}轮(?:(?:、|和|及|与)第{_N}轮){{0,5}})?(?:第{_N}批)?{_TYPES}{_INSPECTED}"
    rf"(?:{_LOOK_BACK})?(?:组)?{_UNIT.replace('<unit>', '<unit2>')}"
)
_MENTION = re.compile(
    rf"{_TIME}{_LINK}(?:对(?P<object>[一-鿿]{{2,14}}?)(?:开展|进行)了?的?)?{_INSPECTOR}{_UNIT}"
    rf"|{_ROUND_OF_TERM}"
    rf"|(?P<body3>{_BODY})(?:第{_N})?{_TYPES}{_INSPECTED}组?(?:在|于)?(?P<year3>[12]\d{{3}})年(?:\d{{1,2}}月)?"
    rf"(?=[^,。;]{{0,12}}?(?:{_VERB}))"
    rf"|(?P<year4>[12]\d{{3}})年(?P<body4>{_BODY})对(?P<unit4>[一-鿿]{{2,14}}?)(?:开展|进行)了?的?{_TYPES}{_INSPECTED}"
    rf"|(?P<round5>{_ROUNDS}|上次|前次)(?=(?:的)?(?:反馈|指出|发现|整改))"
    rf"|(?P<year5>[12]\d{{3}})年(?=(?:反馈|指出)(?:的)?(?:\d+[个项条]|问题|意见|“))"
    rf"|(?P<body6>{_BODY}){_INSPECTED}组?(?=(?:、|和|及|与)?(?:曾|均|先后|多次|已|早已|再次|反复)?(?:反馈|指出))"
    rf"|(?P<above>上级(?:巡视巡察|巡视|巡察))(?={_ADVERBS}(?:{_SAID}))"
    rf"|(?P<look>整改(?:“回头看”|回头看))(?=(?:时|中)?(?:发现|指出|反馈))"
)
_KIND_WORDS = alternatives(word for words in _OVERSIGHT.values() for word in words)
_AUTHORITY = r"(?:机关|部门|局|署|厅|特派办|组|单位){0,2}"
_LISTED = (
    rf"(?:(?:、|和|及|与|以及)(?:[一-鿿]{{0,4}}(?:{_KIND_WORDS}|巡视巡察|巡视|巡察))){{0,6}}"
    r"(?:等)?(?:各类|外部)?(?:监督)?"
)
_REPORTED = rf"(?:报告|结果)?{_ADVERBS}(?:(?<=[中时]),{_ADVERBS})?(?:{_SAID}|问题|意见|整改)"
_NOT_OWN_WORK = r"(?!开展|组织|进行|自查|参加|巡[视察]|未|的)[一-鿿\d]"
_LEVEL = rf"(?:{alternatives(_WORDS['oversight']['levels'])}|第{_N}轮|党?中央第{_N}){{0,5}}"
_BARE = rf"(?:审计|{alternatives(_OVERSIGHT['environment'])})"
_OTHER = re.compile(
    rf"{_TIME}(?:以来)?{_LINK}(?:“[^“”。]{{2,14}}”)?(?:{_NOT_OWN_WORK}){{0,18}}?(?:{_KIND_WORDS}){_AUTHORITY}"
    rf"(?={_LISTED}{_REPORTED})"
    rf"|{_LEVEL}{_BARE}{_AUTHORITY}(?:(?:于|在)?(?P<year6>[12]\d{{3}})年(?:\d{{1,2}}月)?)?(?={_LISTED}{_REPORTED})"
    rf"|(?:(?<=审计[、和及与])|(?<=督察[、和及与])|(?<=检查[、和及与]))(?:巡视巡察|巡视|巡察)"
    rf"(?={_LISTED}(?:指出|反馈|发现)的?(?:同类)?问题)"
)
# what stands in all that _MENTION, and in all that _OTHER finds: most texts have none, and both patterns are slow
_MAY_MENTION = re.compile(rf"巡[视察]|回头看|{_ROUNDS}|上次|前次|\d年(?:反馈|指出)")
_MAY_BE_OTHER = re.compile(_KIND_WORDS)
_MAY_REPORT = re.compile(rf"{_SAID}|问题|意见|整改")
_ANONYMOUS = re.compile(r"(?:某|个别|部分|有的)[一-鿿]{0,4}(?<!对)$")
_NOT_REPORTING = re.compile(alternatives(_WORDS["reports"]["not"]))
# 审计发现问题移送机制, 巡察发现问题线索质量: oversight as work that is done badly
_OF_ITS_YIELD = re.compile(
    rf"[^。;!?,]{{0,10}}?发现(?:的)?问题(?:线索)?(?:的)?(?:{alternatives(_WORDS['reports']['yield'])})"
    rf"|[^。;!?,]{{0,10}}?问题(?:线索)?[^。;!?,]{{0,8}}?(?:{alternatives(_WORDS['reports']['system'])})"
)
_AFTER = re.compile(
    rf"(?!以来)(?:[^。;!?,]{{0,18}}?(?<!未)(?<!未再)(?<!没有)(?:{_VERB})|[^。;!?,]{{0,6}},{_ADVERBS}(?:{_SAID}))"
)


@dataclass(frozen=True, slots=True)
class Cited:
    """An earlier inspection with its place in the folded words; ``reported``: it is said to have found something."""

    start: int
    end: int
    reported: bool
    inspection: EarlierInspection


class _Named(NamedTuple):
    years: list[int]
    body: str | None
    unit: str | None
    term: str | None
    ordinals: list[str]


def find_cited(folded: str, text: str, offset: int) -> list[Cited]:
    """Return the earlier oversight that *folded* names, the words of *text* from *offset* on; in the order of the text.

    >>> words = "2019年、2021年市委巡察均指出，2020年审计再次指出。"
    >>> [(each.inspection.text, each.inspection.kind) for each in find_cited(words, words, 0)]
    [('2019年市委巡察', 'inspection'), ('2021年市委巡察', 'inspection'), ('2020年审计', 'audit')]
    """
    found: list[Cited] = []
    if _MAY_MENTION.search(folded):
        found = [each for match in _MENTION.finditer(folded) for each in _inspections(match, folded, text, offset)]
    others = _OTHER.finditer(folded) if _MAY_BE_OTHER.search(folded) and _MAY_REPORT.search(folded) else ()
    for match in others:
        taken = any(each.start < match.end() and match.start() < each.end for each in found)
        if not taken and not _OF_ITS_YIELD.match(folded[match.end() :]):
            found += _others(match, folded, text, offset)
    if not found:
        return []
    unique = {each.inspection.text: each for each in reversed(found)}
    return sorted(
        unique.values(), key=lambda each: (each.start, each.inspection.year or 0, each.inspection.ordinal or 0)
    )


def _inspections(match: re.Match[str], folded: str, text: str, offset: int) -> Iterator[Cited]:
    relative = bool(
        match["relative"] or match["round5"] or match["ago"] or match["several"] or match["look"] or match["above"]
    )
    start, behind = match.start(), folded[match.end() :]
    if (match["relative"] or match["round5"]) and _ANONYMOUS.search(folded[max(0, start - 8) : start]):
        return  # 某局上轮巡察: whose inspection it was is not told
    if _NOT_REPORTING.match(behind) or _OF_ITS_YIELD.match(behind):
        return
    before = _BEFORE_UNIT.search(folded[max(0, start - 20) : start])
    named = _named(match, before["unit"] if before else None)
    passage = Passage(offset + start, offset + match.end())
    words = passage.of(text)
    years: list[int | None] = [*named.years] or [None]
    ordinals: list[str | None] = [*named.ordinals] or [None]
    for year, ordinal in product(years, ordinals):
        name = _name(words, match["years"], year) if len(named.years) > 1 else words
        if len(named.ordinals) > 1:
            name = words.replace(match["rounds"], f"第{ordinal}轮")
        yield Cited(
            start,
            match.end(),
            bool(_AFTER.match(behind)),
            EarlierInspection(
                name, passage, "inspection", year, named.body, named.unit,
                relative or not (year or named.term), named.term, to_number(ordinal) if ordinal else None,
            ),
        )  # fmt: skip


def _named(match: re.Match[str], unit_before: str | None) -> _Named:
    def one(*names: str) -> str | None:
        return next((match[name] for name in names if match[name]), None)

    years = [int(year) for year in re.findall(r"[12]\d{3}", one("years", "year3", "year4", "year5") or "")]
    ordinals = [match["ordinal"]] if match["ordinal"] else re.findall(rf"第({_N})轮", match["rounds"] or "")
    return _Named(
        years,
        one("body", "body2", "body3", "body4", "body6"),
        one("unit", "unit2", "unit4", "object") or unit_before,
        one("term", "term2"),
        ordinals,
    )


def _name(words: str, years: str, year: int | None) -> str:
    """Return the name of one of several years: of 2019年、2021年市委巡察 the first is 2019年市委巡察."""
    return f"{year}年" + re.sub(r"^年?(?:[两三四五](?:轮次|[轮次度]))?", "", words[len(years) :])


def _others(match: re.Match[str], folded: str, text: str, offset: int) -> Iterator[Cited]:
    passage = Passage(offset + match.start(), offset + match.end())
    words = passage.of(text)
    since = "以来" in words
    years: list[int | None] = [
        int(year) for year in re.findall(r"[12]\d{3}", match["years"] or match["year6"] or "") if not since
    ]
    before = _BEFORE_UNIT.search(folded[max(0, match.start() - 20) : match.start()])
    unit = before["unit"] if before else None
    for year in years or [None]:
        name = _name(words, match["years"], year) if len(years) > 1 else words
        yield Cited(
            match.start(), match.end(), True,
            EarlierInspection(name, passage, _kind_of(words), year, unit=unit, relative=year is None),
        )  # fmt: skip


def _kind_of(words: str) -> Kind:
    for kind in _KINDS:
        if any(word in words for word in _OVERSIGHT[kind]):
            return kind
    return "inspection"


def years_ago(mention: EarlierInspection) -> int | None:
    """Return how many years before the present a mention puts it, or ``None`` where it does not say.

    >>> years_ago(EarlierInspection("去年市委巡察", Passage(0, 6)))
    1
    """
    return next((ago for word, ago in _AGO.items() if mention.text.startswith(word)), None)
