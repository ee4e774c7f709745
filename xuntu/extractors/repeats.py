"""What a finding says of earlier findings: which inspection, in which words, cured or not."""

import re
from collections.abc import Iterator
from typing import Literal

from xuntu.extractors.folding import fold
from xuntu.extractors.lexicons import alternatives, load_words
from xuntu.ontology import EarlierInspection, Passage, Repeat, Wording

Kind = Literal["uncured", "relapsed", "again"]

_WORDS = load_words("earlier")
_STRENGTHS = ("sure", "of_a_problem", "of_an_inspection")
# the surest first; within a strength a relapse outranks a finding not cured, that one a mere repetition
_CUES: tuple[tuple[str, Kind, re.Pattern[str]], ...] = tuple(
    (strength, kind, re.compile(alternatives(_WORDS[strength][kind])))
    for strength in _STRENGTHS
    for kind in ("relapsed", "uncured", "again")
    if kind in _WORDS[strength]
)
_PLEDGE = re.compile(alternatives(_WORDS["pledges"]["words"]))
_BODY = r"(?:党?中央|[一-鿿]{0,6}?(?:省委|自治区党委|市委|县委|区委|州委|旗委|党工委|党委|党组))"
_N = r"[一二三四五六七八九十\d]{1,3}"
_RELATIVE = r"上一?轮|前一?轮|上一?次|前次|此前|以往|历次|前几轮|前两轮|上届|往年"
_KIND_OF = (
    rf"(?P<body>{_BODY})?(?:第{_N}轮)?(?:[一-鿿]{{2,10}}?(?=专项))?(?:常规|专项|机动|提级|延伸|交叉|联动|政治)*"
    r"(?:巡视|巡察)(?:“回头看”|回头看)?(?:组)?"
)
_UNIT = (
    r"(?P<unit>(?!反馈|发现|指出|均|的|时|中|后|整改|情况|期间|组|问题|和|及|与|先后|办|工作|[,、。“])"
    r"[一-鿿]{2,10}?(?=反馈|发现|指出|时|后|中|期间|均|,|、))?"
)
_INSPECTION = re.compile(
    rf"(?:(?P<years>(?:[12]\d{{3}}年?、)*(?P<year>[12]\d{{3}})年)(?:度)?(?:\d{{1,2}}月)?(?:至\d{{1,2}}月)?(?:的)?(?:[两三四]轮)?"
    rf"|(?P<relative>{_RELATIVE})|(?P<term>{_N}届)(?={_BODY}第{_N}轮))\s*(?:{_N}届)?{_KIND_OF}{_UNIT}"
)
_AUDIT = re.compile(
    r"(?:(?P<year>[12]\d{3})年(?:度)?(?:\d{1,2}月)?[^,。;、“”]{0,16}?(?:审计|交叉检查|专项检查|督察|主题教育|民主生活会)"
    r"|(?:上级|上年度|上一年度|往年|历次|近年来?|省|市|县|区|经济责任|任期|中央|财政)?(?:审计(?:机关|局|部门|署|厅)?)"
    r"|(?:中央|省)?(?:生态环境(?:保护)?督察|环保督察|环境保护督察))(?:组)?"
    r"(?=反馈|发现|指出|查出|提出|中|时|,|均|曾|已|移交|交办|问题)"
)
_QUOTE = re.compile(r"“((?:[^“”]|“[^“”]*”)+)”")
_ANONYMOUS = re.compile(r"(?:某|个别|部分|有的)[一-鿿]{0,4}$")
_PROBLEM_BEFORE = re.compile(r"(?:问题|现象|情况|[”])$")
_ABOUT_REPEAT = re.compile(r"反馈|指出|发现|问题|整改|存在")


def read_repeat(statement: Wording, text: str) -> Repeat | None:
    """Return what *statement* says of having been found before, or ``None`` where it says nothing.

    >>> words = "落实“三转”仍不到位。2019年省委巡视、2020年岳麓区委巡察均存在此问题。"
    >>> repeat = read_repeat(Wording(words, Passage(0, len(words))), words)
    >>> repeat.kind, [each.text for each in repeat.earlier]
    ('again', ['2019年省委巡视', '2020年岳麓区委巡察'])
    """
    start, end = statement.passage.start, statement.passage.end
    folded = fold(text[start:end])
    earlier = tuple(_earlier(folded, text, start))
    cue = _cue(folded, named=bool(earlier))
    if cue is None:
        return None
    kind, match = cue
    sentence = _sentence(folded, match.start(), match.end())
    passage = Passage(start + sentence[0], start + sentence[1])
    return Repeat(kind, Wording(passage.of(text), passage), earlier, tuple(_quotes(folded, text, start, earlier)))


def _earlier(folded: str, text: str, offset: int) -> Iterator[EarlierInspection]:
    found: list[tuple[int, int, EarlierInspection]] = []
    for match in _INSPECTION.finditer(folded):
        if match["relative"] and _ANONYMOUS.search(folded[: match.start()]):
            continue  # 某局上轮巡察: whose inspection it was is not told
        stop = match.end("unit") if match["unit"] else match.end()
        passage = Passage(offset + match.start(), offset + stop)
        years = [int(year) for year in re.findall(r"[12]\d{3}", match["years"] or "")]
        named: list[int | None] = [*years] or [None]
        for year in named:
            name = passage.of(text)
            if len(years) > 1:  # 2019年、2021年市委巡察 names two
                name = f"{year}年" + re.sub(r"^[两三四]轮", "", name[len(match["years"]) :])
            found.append(
                (
                    match.start(),
                    stop,
                    EarlierInspection(
                        name, passage, "inspection", year, match["body"], match["unit"], match["relative"] is not None
                    ),
                )
            )
    for match in _AUDIT.finditer(folded):
        if any(start < match.end() and match.start() < end for start, end, _ in found):
            continue
        passage = Passage(offset + match.start(), offset + match.end())
        words = passage.of(text)
        kind: Literal["audit", "environment", "check"] = "check"
        if "审计" in words:
            kind = "audit"
        elif "环" in words and "督察" in words:
            kind = "environment"
        found.append((match.start(), match.end(), EarlierInspection(
            words, passage, kind, int(match["year"]) if match["year"] else None, relative=match["year"] is None,
        )))  # fmt: skip
    for _, _, each in sorted(found, key=lambda item: item[0]):
        yield each


def _cue(folded: str, *, named: bool) -> tuple[Kind, re.Match[str]] | None:
    pledged = [match.span() for match in _PLEDGE.finditer(folded)]
    for strength, kind, pattern in _CUES:
        if strength == "of_an_inspection" and not named:
            continue
        for match in pattern.finditer(folded):
            if any(start <= match.start() < end for start, end in pledged):
                continue
            if strength != "of_a_problem" or named or _PROBLEM_BEFORE.search(folded[: match.start()]):
                return kind, match
    if named and (said := _ABOUT_REPEAT.search(folded)):
        return "again", said
    return None


def _sentence(folded: str, start: int, end: int) -> tuple[int, int]:
    left = max(folded.rfind("。", 0, start), folded.rfind(";", 0, start)) + 1
    stops = [position for mark in "。;" if (position := folded.find(mark, end)) >= 0]
    return left, (min(stops) + 1 if stops else len(folded))


def _quotes(folded: str, text: str, offset: int, earlier: tuple[EarlierInspection, ...]) -> Iterator[Wording]:
    """Old wordings: quotations that are called a problem, or that stand behind an earlier inspection."""
    named = [each.passage.start - offset for each in earlier]
    for match in _QUOTE.finditer(folded):
        inner, behind = match[1], folded[match.end() : match.end() + 8]
        called = re.match(r"(?:等)?(?:的)?(?:问题|现象)", behind) or re.match(r"“", behind)
        reported = any(start < match.start() for start in named)
        if (called or reported) and len(inner) >= 4:
            passage = Passage(offset + match.start(1), offset + match.end(1))
            yield Wording(passage.of(text), passage)
