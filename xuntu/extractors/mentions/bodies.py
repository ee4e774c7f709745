"""Bodies that a running text names: 原市农业局, 市水务集团, 双柳镇, 碧源污水处理有限公司."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Final

from xuntu.extractors.folding import fold
from xuntu.extractors.lexicons import alternatives, load_words
from xuntu.ontology import Passage, Wording

_WORDS: Final = load_words("bodies")
_HAN: Final = "一-鿿"


def _but(signs: str) -> str:
    """Return the Han signs but *signs*, as a class: one look a sign, where a lookbehind would be two."""
    bounds = pairwise([ord(_HAN[0]) - 1, *sorted(set(map(ord, signs))), ord(_HAN[-1]) + 1])
    return f"[{''.join(f'{chr(left + 1)}-{chr(right - 1)}' for left, right in bounds if right - left > 1)}]"


_IN: Final = _but(_WORDS["never"])
_LEADS: Final = _WORDS["leads"]
_BEFORE: Final = "".join(sorted({*_WORDS["before"], *(lead[-1] for lead in _LEADS)}))
# most positions begin with no first sign of a lead, and are done with it at one look
_LEAD: Final = rf"(?=[{''.join(sorted({lead[0] for lead in _LEADS}))}])(?:{alternatives(_LEADS)})"
_EDGE: Final = rf"(?:(?<![{_HAN}])|(?<=[{_BEFORE}]))(?!{_LEAD})"
_NOT_LEVEL: Final = "|".join(_WORDS["after_level"])
_OF_A_PLACE: Final = _but(_WORDS["never"] + _WORDS["not_in_places"])
_PLACE: Final = rf"{_OF_A_PLACE}{{2,4}}?[市县区州旗]"
_TOWN: Final = rf"{_OF_A_PLACE}{{2,3}}(?:镇|乡(?!村)|街道)"
_AT_PLACE: Final = rf"(?:(?<![{_HAN}])|(?<=[{_WORDS['before_places']}]))"
_ENDING: Final = f"(?:{alternatives(_WORDS['companies'])}|{alternatives(_WORDS['endings'])})"
_AFTER: Final = f"(?!{alternatives(_WORDS['after'])})"
_PARTY: Final = f"(?:{alternatives(_WORDS['party'])})?"
_OF_PLACE: Final = rf"{_IN}{{1,14}}?{_ENDING}"
_COMPANY: Final = alternatives(_WORDS["companies"])
_NAME: Final = re.compile(
    rf"(?:中共|原|[局厅委]属)?{_EDGE}(?P<name>"
    rf"(?:{_PLACE}){{1,2}}(?:"
    rf"委(?!托|派|员|组织|宣传|统战|政法|办|编|机构|老干|网|党校|直属|巡[视察][办工])|(?!{_NOT_LEVEL}){_OF_PLACE})"
    rf"|[省市县区州旗](?!{_NOT_LEVEL}){_OF_PLACE}"
    rf"|(?:{_PLACE})?(?:{_IN}{{2,4}}?)?(?:{alternatives(_WORDS['zones'])})(?:{_IN}{{2,8}}?(?:公司|局|中心))?"
    rf"|(?:(?:{_PLACE}){{1,2}}|{_AT_PLACE}){_TOWN}(?:{_OF_A_PLACE}{{2,4}}?(?:村|社区))?"
    rf"|{_AT_PLACE}{_OF_A_PLACE}{{2,3}}(?:村|社区|县|区)(?![{_HAN}](?<![{_WORDS['after_places']}]))"
    rf"|(?<=原){_OF_A_PLACE}{{2,3}}[市县区]"
    rf"|{_IN}{{2,16}}?(?:{_COMPANY})"
    rf"|{_IN}{{2,4}}(?:中心|研究所|农科所)"
    rf"){_AFTER}{_PARTY}"
)
# a run of Han signs with one of those that every name holds; what stands before it is passed over at once
_LEVELS_AND_ENDS: Final = "省市县区州旗镇乡村司团道心所"
_RUN: Final = re.compile(
    rf"(?:{_but(_LEVELS_AND_ENDS)}*+[^{_HAN}]++)*+"
    rf"(?:(?P<run>{_but(_LEVELS_AND_ENDS)}*+[{_LEVELS_AND_ENDS}][{_HAN}]*+)|{_but(_LEVELS_AND_ENDS)}*+\Z)"
)
_NO_ENDS: Final = "|".join([*_WORDS["no_bodies"], f"(?:{alternatives(_WORDS['no_places'])})$"])
_NOBODY: Final = re.compile(f"{alternatives(_WORDS['nobody'])}|{_NO_ENDS}")
_OF_FIRM: Final = re.compile(rf"^(?P<stem>.+?)(?:{_COMPANY}){_PARTY}$")
_OWNED: Final = re.compile(rf"(?:{alternatives(_WORDS['owning'])})[^,。;\n]{{0,6}}$")
_SUBJECT: Final = re.compile(r"(?:^|[\n\t|])\s*(?:\(?[一二三四五六七八九十\d]{1,3}[、.)])?\s*$")
_OF_ZONE: Final = rf".{{0,4}}(?:{alternatives(_WORDS['zones'])})"
_PLACED: Final = re.compile(rf"(?:中共|原|[局厅委]属)?(?:[省市县区州旗]|{_PLACE}|{_OF_ZONE})")
_AFTER_VERB: Final = re.compile("巡[视察]|反馈|指出|检查|审计(?!局|厅)")
_SHORTEST: Final = 3
_SHORT_STEM: Final = 3
_OWN: Final = {
    word: tuple(endings) for word, endings in sorted(_WORDS["own"].items(), key=lambda pair: (-len(pair[0]), pair[0]))
}
_OWN_PARTY: Final = "党工委|党组|党委|党总支|党支部"
# what stands at an edge, unless the body says 我局 or 本局 of itself; the edge is looked at where the words are found
_OWN_NAME: Final = re.compile(
    rf"[我本](?P<mine>{alternatives(_OWN)})(?:{_OWN_PARTY}|委(?!托|派|员))?"
    rf"|(?P<its>{alternatives(_OWN)})(?:(?<![市县区])(?:{_OWN_PARTY})|(?<=[市县区])委(?!托|派|员))"
    rf"|(?P<bare>集团|公司|学校|医院)"
    rf"|党工委|工委"
)
_AT_EDGE: Final = re.compile(_EDGE)
_NO_COMMITTEE: Final = alternatives(_WORDS["after_committee"])
_COMMITTEE: Final = re.compile(rf"(?P<level>[省市县区])委(?!{_NO_COMMITTEE})")
_NAMES_KEPT: Final = 4096


def find_bodies(text: str, known: Iterable[str] = ()) -> Iterator[Wording]:
    """Yield each name of a body that *text* names, at its first place; what names nobody is left out.

    Of companies without a place only those that share a word with a name of *known*, that the text says belong to
    another body, or that are written short.

    >>> [body.text for body in find_bodies("由市水务集团牵头，会同原市农业局、双柳镇党委整改，某局、各县参照执行。")]
    ['市水务集团', '原市农业局', '双柳镇党委']
    """
    folded = fold(text)
    words_known = {name[start : start + 2] for name in known for start in range(len(name) - 1)}
    seen: set[str] = set()
    for run in _RUN.finditer(folded):
        for match in _bodies_in(folded, run.span("run"), words_known):
            if match[0] not in seen:
                seen.add(match[0])
                yield Wording(match[0], Passage(*match.span()))


def _bodies_in(folded: str, run: tuple[int, int], known: set[str]) -> Iterator[re.Match[str]]:
    start, end = run
    while match := _NAME.search(folded, start, end):
        is_body = _is_body(match, known)
        start = match.end() if is_body else match.start() + 1
        if is_body:
            yield match


def _is_body(match: re.Match[str], known: set[str]) -> bool:
    name = match["name"]
    if _names_nobody(name):
        return False
    firm = _OF_FIRM.match(name)
    return not firm or bool(_PLACED.match(match[0])) or _is_near(firm["stem"], match, known)


@lru_cache(_NAMES_KEPT)
def _names_nobody(name: str) -> bool:
    return len(name) < _SHORTEST or bool(_NOBODY.search(name) or _AFTER_VERB.match(name))


def _is_near(stem: str, match: re.Match[str], known: set[str]) -> bool:
    """Tell whether a company is part of a body, has a word of one, begins a line, or is so short that it is known."""
    before = match.string[max(match.start() - 12, 0) : match.start()]
    is_short = len(stem) <= _SHORT_STEM and "有限" not in match["name"]
    if is_short or stem[:2] in known:
        return True
    return bool(_OWNED.search(before) or _SUBJECT.search(before))


def find_own_names(text: str, owner: str) -> Iterator[Wording]:
    """Yield each word by which a report of *owner*, a body, speaks of it: 我局, 局党组, 集团党委.

    >>> [name.text for name in find_own_names("我局党组高度重视，局党组召开会议；县委要求……", "甲市财政局")]
    ['我局党组', '局党组']
    """
    seen: set[str] = set()
    for match in _own_names(fold(text)):
        word = match["mine"] or match["its"] or match["bare"]
        fits = _OWN[word] if word else ("开发区", "高新区", "新区", "园区", "街道")
        if match[0] not in seen and owner.endswith(fits):
            seen.add(match[0])
            yield Wording(match[0], Passage(*match.span()))


def _own_names(folded: str) -> Iterator[re.Match[str]]:
    start = 0
    while match := _OWN_NAME.search(folded, start):
        fits = match["mine"] or _AT_EDGE.match(folded, match.start())
        start = match.end() if fits else match.start() + 1
        if fits:
            yield match


def find_committees(text: str, levels: Iterable[str]) -> Iterator[Wording]:
    """Yield 省委, 市委, 县委 and 区委, of the *levels* asked for, each at its first place.

    >>> [name.text for name in find_committees("按照省委部署，市委巡察组，委托市委党校培训。", "省市")]
    ['省委', '市委']
    """
    wanted = set(levels)
    folded = fold(text)
    for match in _COMMITTEE.finditer(folded):
        if match["level"] in wanted and _AT_EDGE.match(folded, match.start()):
            wanted.discard(match["level"])
            yield Wording(match[0], Passage(*match.span()))
