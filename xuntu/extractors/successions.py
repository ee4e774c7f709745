"""What a text tells of bodies that were renamed, merged, absorbed or divided."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final, Literal

from xuntu.extractors.folding import fold
from xuntu.extractors.lexicons import alternatives, load_words
from xuntu.extractors.mentions.dates import find_dates
from xuntu.ontology import Date, Passage, Succession

_WORDS: Final = load_words("successions")
_CUE: Final = re.compile(alternatives(_WORDS["cues"]))
_NO_NAME: Final = re.compile(alternatives(_WORDS["no_name"]))
_OWN: Final = alternatives(_WORDS["own"])
_ENDING: Final = alternatives(_WORDS["bodies"])
_NAME: Final = rf"[一-鿿]{{1,24}}?(?:{_ENDING})(?![一-鿿]{{0,2}}(?:干部|人员))"
_STOP: Final = r"(?=[^一-鿿]|$|后|的|以来|和|与|及|党)"
_LIST: Final = rf"(?:{_NAME})(?:(?:、|和|与|及|以及)(?:{_NAME}))*"
_WHEN: Final = r"(?:(?:于|在)?(?:\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?|\d{1,2}月|机构改革中|去年|今年))?"
_MERGING: Final = (
    r"(?:整体)?(?:合并|整合|重组|优化整合|重新组合)(?:重组|后)?新?(?:组建|设立|成立|而成|而来|改组)?(?:为|成|的|了)?"
)  # fmt: skip
_FAR: Final = 6
_SENTENCE: Final = re.compile(r"[^。;!?\n]+")
_ECONOMIC: Final = re.compile("经(?:济|开|贸|信|委)|在建|等教育|将军")
_BEFORE_BODY: Final = re.compile(r"^.*(?:对|向|由|为)(?=[一-鿿]{3,}$)")
_BEFORE: Final = re.compile(rf"(?:^|[,、:\s)])(?P<name>{_NAME}){_WHEN}$")

Kind = Literal["renamed", "merged", "absorbed", "split"]

_NEW: Final = rf"(?:(?P<new>{_NAME}){_STOP})"
_NEWS: Final = rf"(?:(?P<new>{_LIST}){_STOP})"
_FORMER: Final = rf"原{_NAME}(?:(?:、|和|与|及)原?{_NAME})"
_RENAMED: Final = r"(?:正式)?(?:更名|改名|改称)"
_SET_UP: Final = r"(?:组建|成立|设立)"
_SOON: Final = r"(?:已|将|整体|正式)*"

# what is old, what is new, and how; where a pattern leaves the new one open it is the body of the report
_FORMS: Final[tuple[tuple[Kind, str], ...]] = (
    ("renamed", rf"前身(?:分别)?(?:为|是|系)(?P<old>{_LIST}){_STOP}"),
    ("renamed", rf"(?:由|系)(?P<old>{_NAME}){_WHEN}{_RENAMED}(?:而来|为{_NEW})?"),
    ("renamed", rf"(?P<old>{_NAME}){_WHEN}{_SOON}{_WHEN}{_RENAMED}为{_NEW}"),
    ("merged", rf"由(?P<old>{_LIST}){_WHEN}{_MERGING}{_NEW}?"),
    ("merged", rf"在(?P<old>{_LIST})(?:的)?基础上{_WHEN}(?:合并|整合)?{_SET_UP}{_NEW}?"),
    ("merged", rf"(?P<old>{_NAME}(?:、|和|与|及){_NAME}){_WHEN}合并{_SET_UP}为?{_NEW}"),
    ("merged", rf"将(?P<old>{_LIST})(?:的)?(?:全部)?职[责能](?:等)?(?:进行)?整合[,]?组建{_NEW}"),
    ("merged", rf"含(?P<old>{_FORMER}*)(?:的)?(?:划转|并入|转隶|整合|合并)"),
    ("merged", rf"(?P<old>{_FORMER}+)(?:[两二三四]方)?{_WHEN}合并(?!{_SET_UP})"),
    ("absorbed", rf"(?P<old>{_NAME}|{_OWN}){_SOON}{_WHEN}{_SOON}并入(?:新组建的|新的|到)?{_NEW}?"),
    ("renamed", rf"撤销(?P<old>{_NAME})(?:建制)?[,、]?(?:同时)?(?:设立|成立){_NEW}"),
    ("split", rf"(?P<old>{_NAME}|{_OWN}){_WHEN}(?:拆分|分设)为{_NEWS}"),
    ("renamed", rf"(?P<new>{_NAME})\(原(?P<old>{_NAME})\)"),
)
_MERGED_PARTS: Final = re.compile(
    r"原(?P<one>[一-鿿]{2,12}?)(?:、|和|与|及)原(?P<other>[一-鿿]{2,12}?)(?=人员|[两二三]|干部|队伍|职能|职责|业务|科室|,|各|部分|间|之间|的)"
)
_MERGED: Final = re.compile(r"(?:机构|[两二三]局|[两二三]委|[两二三]镇|[两二三]乡|单位)合并|机构改革")
_UPGRADED: Final = re.compile(f"撤(?P<pair>{'|'.join(f'{each[0]}[设改建]{each[1:]}' for each in _WORDS['upgrades'])})")
_LIST_MARK: Final = re.compile(r"、|以及|(?<=[局委厅办司团镇乡道县区市院学心社])[和与及]|(?<=^)$")
_PREFIX: Final = re.compile(r"^(?:[市省县区州旗](?![市县区辖])|[一-鿿]{2,7}?[省市县区州旗](?=.))")
_HAS_PLACE: Final = re.compile(
    r"^(?:[市省县区州旗]|[一-鿿]{2,6}?[省市县区州旗](?!委$)|[一-鿿]{1,5}(?:镇|乡|街道|县|区|市|大学|学院)$)"
)


def find_successions(passages: Iterable[tuple[Passage, str]], own: str | None) -> Iterator[Succession]:
    """Yield each statement that one body carries on another; *own* is the body that the report is about.

    A name without a place is given that of *own*.

    >>> words = "集团由原市水务公司、市城投公司于2019年6月合并组建。"
    >>> [told] = find_successions([(Passage(0, len(words)), words)], "市城市发展集团")
    >>> told.kind, told.old, told.new, told.date.iso
    ('merged', ('市水务公司', '市城投公司'), ('市城市发展集团',), '2019-06')
    """
    seen: set[tuple[object, ...]] = set()
    for passage, words in passages:
        if not _CUE.search(words):
            continue
        folded = fold(words)
        for sentence in _SENTENCE.finditer(folded):
            if _CUE.search(sentence[0]):
                for told in _in_sentence(sentence[0], passage.start + sentence.start(), own):
                    key = (told.kind, told.old, told.new)
                    if key not in seen and not set(told.old) & set(told.new):
                        seen.add(key)
                        yield told


@cache
def _patterns() -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    """Return the forms, compiled when the first word of a succession is met: few notices have one."""
    return tuple((kind, re.compile(form)) for kind, form in _FORMS)


def _in_sentence(sentence: str, offset: int, own: str | None) -> Iterator[Succession]:
    where = Passage(offset, offset + len(sentence))
    dates = list(find_dates(sentence, offset=offset))
    found = False
    for kind, pattern in _patterns():
        for match in pattern.finditer(sentence):
            old = _names(match["old"], own)
            named = match.groupdict().get("new")
            new = _names(named, own) if named else _subject(sentence, match.start(), own)
            if old and new:
                found = True
                told: Kind = "merged" if kind == "renamed" and len(old) > 1 else kind
                yield Succession(told, old, new, where, _nearest(dates, offset + match.start(), offset + match.end()))
    if not found and own:
        yield from _by_parts(sentence, where, own)


def _nearest(dates: list[Date], start: int, end: int) -> Date | None:
    """Return the date within a statement, or right before or after it."""
    near = [
        (max(date.passage.start - end, start - date.passage.end, 0), date.passage.start, date)
        for date in dates
        if date.passage
    ]
    distance, _, date = min(near, key=lambda each: each[:2], default=(_FAR, 0, None))
    return date if distance < _FAR and date and len(date.iso) != len("04-19") else None


def _by_parts(sentence: str, where: Passage, own: str) -> Iterator[Succession]:
    """Yield what a sentence tells by the way: 机构合并后原国土、原规划两支队伍; 撤县设区."""
    parts = _MERGED_PARTS.search(sentence) if _MERGED.search(sentence) else None
    if parts:
        old = tuple(_whole(_ended(name, own), own) for name in (parts["one"], parts["other"]))
        yield Succession("merged", old, (own,), where)
    upgrade = _UPGRADED.search(sentence)
    if upgrade:
        before, after = upgrade["pair"][0], upgrade["pair"][2:]
        place = re.sub(r"(?:工?委|工作委员会|委员会|党工?委)$", "", own.removeprefix("中国共产党").removeprefix("中共"))
        if place.endswith(after) and len(place) > len(after) + 1:
            yield Succession("renamed", (place.removesuffix(after) + before,), (own,), where)


def _ended(name: str, own: str) -> str:
    """Return *name* with the ending of *own*, where it has none (原国土、原规划两支队伍)."""
    if re.search(rf"(?:{_ENDING})$", name):
        return name
    ending = re.search(r"[局委厅办](?=$|党|员会)", own)
    return f"{name}{ending[0] if ending else '局'}"


def _subject(sentence: str, start: int, own: str | None) -> tuple[str, ...]:
    """Return the body right before a statement, or before the brackets that it stands in, else that of the report."""
    subject = _BEFORE.search(sentence[:start])
    name = subject and _name(subject["name"], own)
    if name and not (own and _is_short(name, own)):
        return (name,)
    bracket = sentence.rfind("(", 0, start)
    if bracket >= 0 and ")" not in sentence[bracket:start]:
        before = re.search(rf"(?:对|向|为|至|了|,|、|^)(?P<name>{_NAME})$", sentence[:bracket])
        name = before and _name(before["name"], own)
        bare = _BEFORE_BODY.sub("", before["name"]) if before else ""
        if name and not (own and (_is_short(name, own) or _is_short(bare, own))):
            return (name,)
    return (own,) if own else ()


def _is_short(name: str, own: str) -> bool:
    """Tell whether *name* may well be the body of the report under a shorter name."""
    core = re.sub(r"(?:党工委|党委|党组|委员会)$", "", name)
    core = re.sub(r"^[省市县区我本]", "", core)
    rest = iter(own)
    return core in ("校", "局", "委", "集团", "公司", "学校", "院") or all(character in rest for character in core)


def _names(listed: str, own: str | None) -> tuple[str, ...]:
    """Return the names of a list with their places; none where one of them is no name."""
    names: list[str] = []
    for part in re.split(_LIST_MARK, listed):
        name = _name(part, own) if part else None
        if name is None:
            return ()
        names.append(name)
    return tuple(dict.fromkeys(names))


def _name(printed: str, own: str | None) -> str | None:
    bare = re.sub(r"^(?:.*(?:由|将|把|自|从|,))?原(?=[一-鿿]{2,})", "", printed)
    bare = re.sub(r"^(?:集团|公司|学校|学院|医院|我[一-鿿])由", "", bare)
    if bare in _WORDS["own"]:
        return own
    if _NO_NAME.search(_ECONOMIC.sub("", bare)):
        bare = _BEFORE_BODY.sub("", bare)  # 市委第三巡察组对市海洋发展局
    if len(bare) < 3 or _NO_NAME.search(_ECONOMIC.sub("", bare)):
        return None
    return _whole(bare, own)


def _whole(name: str, own: str | None) -> str:
    """Return *name* with the place or level that *own* begins with, where it has none."""
    if own is None or _HAS_PLACE.match(name):
        return name
    place = _PREFIX.match(own.removeprefix("中国共产党").removeprefix("中共"))
    return f"{place[0]}{name}" if place else name
