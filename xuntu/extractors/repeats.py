"""What a text says of earlier findings: which inspection found the problem, in which words, cured or not."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from xuntu.extractors.folding import fold
from xuntu.extractors.lexicons import alternatives, load_words
from xuntu.extractors.lines import DEFICIENCY
from xuntu.extractors.measures import enumerated
from xuntu.extractors.mentions.earlier import Cited, find_cited
from xuntu.ontology import Passage, Repeat, Wording

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
_ANY_CUE = re.compile("|".join(pattern.pattern for _, _, pattern in _CUES))  # most texts hold none
_SAID = rf"(?:{alternatives(_WORDS['reports']['said'])})"
_SURE = frozenset(pattern for strength, _, pattern in _CUES if strength == "sure")
_PLEDGED = re.compile(rf"(?:{alternatives(_WORDS['pledges']['words'])})[^。;!?]{{0,20}}$")
_NOT_CORRECTED = re.compile(
    r"(?:巡视巡察|巡视|巡察)(?:组)?(?:反馈|指出|发现)(?:的)?(?:意见|问题)?[^。;,]{0,12}?"
    rf"(?:{alternatives(_WORDS['of_an_inspection']['uncured'][:40])})"
)
_CORRECTED = re.compile(r"(?:已|均|全部)(?:全部|基本)?(?:整改|完成|销号|办结|解决)(?![一-鿿]{0,3}的)")
_OLD = re.compile(alternatives(_WORDS["headings"]["old"]))
_CORRECTIONS = re.compile(alternatives(_WORDS["headings"]["corrections"]))
# 关于“…”问题的整改 is the heading of any problem
_CORRECTED_HERE = re.compile(r"(?:的|问题|意见|事项)?(?:整改|落实)(?:落实|进展|完成|工作)*(?:情况)?[。:;]*$")
_OF_WORK = re.compile(alternatives(_WORDS["headings"]["work"]))
_DEED = re.compile(rf"(?:{alternatives(_WORDS['deeds']['words'])})[^。;]*$")
_TOLD_BEFORE = re.compile(
    r"(?:该|此|上述|这一|同类|此类|类似)(?:类|项)?(?:问题|事项|现象|情况)|曾|已|就|均|再次|多次|先后|(?:系|属|是|为)$"
)
# oversight that is no inspection of the unit has to be said to have found it: 四次检查都提出
_SAID_BEFORE = re.compile(rf"(?:曾|已|就|均|都|再次|多次|先后|反复|一再)[一-鿿]{{0,2}}{_SAID}")
_SINCE_CORRECTION = re.compile(
    r"(?:整改|销号)(?:完成|到位)?(?:后|不久)[^。;]{0,18}?(?:又|再次|再度|重新|反弹|复发|回潮|反复|仍)"
)
_OPENED_AGAIN = re.compile(alternatives(_WORDS["deeds"]["opened_again"]))
_OPENING = re.compile(r"(?:[^。!?]*[。!?]){1,2}")
_QUOTE = re.compile(r"“((?:[^“”]|“[^“”]*”)+)”")
_SLOGAN = re.compile(r"^[一二三四五六七八九十两]个?[一-鿿]{1,3}$")
# from a mention to the words for what was found; an unquoted old problem
_TO_OBJECT = re.compile(rf"[^。;!?,]{{0,20}}?{_SAID}+(?:过|出)?(?:的|了|:|其|存在)*(?P<object>.*)", re.DOTALL)
_TOPIC = re.compile(
    r"^(?!\d|[)]|此|该|上述|这|同类|类似|问题|意见|后|以来|整改|(?:“[^”]*”、?)+(?:等)?(?:的)?(?:问题|现象|[,。;]|$))"
    r"(?P<topic>[^。;,:?!]{3,40}?)(?:等)?(?:的)?(?:问题|现象|情况|(?<![滞落])后(?=,)|(?=[,。;])|$)"
)
_LIGHT = ("check", "campaign")
_LONGEST_HEADING = 36  # longer, it is a problem of its own
_LONGEST_CELL = 80
_YES = re.compile(r"^(?:是|√|✓|☑|有|属|上轮|重复|反复|老问题|历史)")
_NO = re.compile(
    r"^(?:否|无|×|✗|不是|不属于|非|新|本轮|本次|此次|-|/|[\s(,])*(?:新)?(?:发现|增|问题|巡视|巡察|反馈|[)])*$|未(?:曾|被)?(?:涉及|反馈|发现|指出|提出|列入)"
)


@dataclass(frozen=True, slots=True)
class _Told:
    """A place of the text that may tell of earlier findings."""

    folded: str
    text: str
    offset: int
    cited: list[Cited]

    def wording(self, start: int, end: int) -> Wording:
        """Return the words from *start* to *end*, with their passage."""
        passage = Passage(self.offset + start, self.offset + end)
        return Wording(passage.of(self.text), passage)


def read_repeat(
    statement: Wording,
    text: str,
    *,
    groups: Sequence[Passage] = (),
    above: Sequence[Passage] = (),
    deeds: Sequence[Passage] = (),
) -> Repeat | None:
    """Return what is said of a finding's having been found before, or ``None`` where nothing is.

    The *statement* says so; else the first words of what was done (*deeds*); else a heading *above*. In *groups* of
    problems that are about corrections, words such as 仍然存在 are enough.

    >>> words = "落实“三转”仍不到位。2019年省委巡视、2020年岳麓区委巡察均存在此问题。"
    >>> repeat = read_repeat(Wording(words, Passage(0, len(words))), words)
    >>> repeat.kind, [each.text for each in repeat.earlier]
    ('again', ['2019年省委巡视', '2020年岳麓区委巡察'])
    """
    told = _told(statement.passage, text)
    of_corrections = any(_is_of_corrections(fold(passage.of(text))) for passage in groups)
    stated = _in_statement(told, in_context=of_corrections or bool(_CORRECTIONS.search(told.folded)))
    if stated and stated.earlier:
        return stated
    headed = _in_headings(told.folded, above, text)
    if stated and headed:
        return replace(stated, earlier=headed.earlier)
    return stated or _in_deeds(deeds, text) or headed


def _is_of_corrections(heading: str) -> bool:
    return "整改" in heading and "整改" in _CORRECTED_HERE.sub("", heading)


def read_listed(old: Wording, above: Repeat) -> Repeat:
    """Return the repeat of an *old* problem that a finding, a repeat itself, lists by its code."""
    return Repeat("uncured", above.cue, above.earlier, topics=(old,))


def read_cell(cell: Passage, text: str, head: Passage | None = None) -> Repeat | None:
    """Return what a cell of a column 是否上轮问题 or 问题来源, headed *head*, says; ``None`` where it says no.

    >>> words = "上轮巡察反馈;否"
    >>> read_cell(Passage(0, 6), words).earlier[0].text, read_cell(Passage(7, 8), words)
    ('上轮巡察', None)
    """
    folded = fold(cell.of(text))
    words = folded.strip()
    if not words or _NO.search(words) or len(words) > _LONGEST_CELL:
        return None
    told = _told(cell, text)
    cited = told.cited or find_cited(f"{folded.rstrip()}反馈", text, cell.start)
    if not cited and not _YES.match(words):
        return None
    if not cited and head:
        cited = _told(head, text).cited
    cue = _cue(folded, named=True, in_context=True)
    return Repeat(cue[0] if cue else "again", told.wording(0, len(folded)), tuple(each.inspection for each in cited))


def is_sure(statement: Wording, text: str) -> bool:
    """Tell whether *statement* says by its own words alone, naming nobody, that the problem was found before."""
    return _cue(fold(statement.passage.of(text)), named=False, in_context=False) is not None


def _told(passage: Passage, text: str) -> _Told:
    folded = fold(passage.of(text))
    return _Told(folded, text, passage.start, find_cited(folded, text, passage.start))


def _in_statement(told: _Told, *, in_context: bool) -> Repeat | None:
    cue = _cue(told.folded, named=bool(told.cited), in_context=in_context)
    cited = [each for each in told.cited if each.reported or (cue and cue[1].start() > each.start)]
    if cited and cue and cue[1].re not in _SURE:
        start, end = _sentence(told.folded, cited[0].start, cited[-1].end)
        cue = _cue(told.folded[start:end], named=True, in_context=in_context) or cue
    if cue is None and not _SAID_BEFORE.search(told.folded):
        cited = [each for each in cited if each.inspection.kind not in _LIGHT]
    if not cited:
        cue = _cue(told.folded, named=False, in_context=in_context)
    if cue is None and (not cited or _is_cured(told.folded)):
        return None
    first = (cited[0].start, cited[0].end) if cited else cue[1].span() if cue else (0, 0)
    return Repeat(
        cue[0] if cue else "again",
        told.wording(*_sentence(told.folded, *first)),
        tuple(each.inspection for each in cited),
        tuple(_quotes(told, cited)),
        tuple(_topics(told, cited)),
    )


def _cue(folded: str, *, named: bool, in_context: bool) -> tuple[Kind, re.Match[str]] | None:
    for strength, kind, pattern in _CUES if _ANY_CUE.search(folded) else ():
        if (strength == "of_an_inspection" and not named) or (strength == "of_a_problem" and not (named or in_context)):
            continue
        for match in pattern.finditer(folded):
            if not _PLEDGED.search(folded[max(0, match.start() - 28) : match.start()]):
                return kind, match
    if since := _SINCE_CORRECTION.search(folded):
        return "relapsed", since
    uncured = _NOT_CORRECTED.search(folded)
    return ("uncured", uncured) if uncured else None


def _is_cured(folded: str) -> bool:
    return bool(_CORRECTED.search(folded)) and not DEFICIENCY.search(folded)


def _in_deeds(deeds: Sequence[Passage], text: str) -> Repeat | None:
    """Return what is said of the problem's past: in the first sentences, or where an old task is opened again."""
    for passage in deeds[:1]:
        folded = fold(passage.of(text))
        starts = enumerated(folded)
        opening = _OPENING.match(folded[: starts[0]] if starts else folded)
        if opening and (repeat := _told_before(Passage(passage.start, passage.start + opening.end()), text)):
            return repeat
    for passage in deeds:
        folded = fold(passage.of(text))
        for again in _OPENED_AGAIN.finditer(folded):
            start, end = _sentence(folded, *again.span())
            told = _told(Passage(passage.start + start, passage.start + end), text)
            if told.cited:
                return Repeat("again", told.wording(0, end - start), tuple(each.inspection for each in told.cited))
    return None


def _told_before(opening: Passage, text: str) -> Repeat | None:
    """Return what the first words of the deeds say, as 此事项2018年市委巡察已指出."""
    told = _told(opening, text)
    for each in told.cited:
        start, end = _sentence(told.folded, each.start, each.end)
        before, sentence = told.folded[start : each.start], told.folded[start:end]
        if each.reported and _TOLD_BEFORE.search(sentence) and not _DEED.search(before):
            return Repeat("again", told.wording(start, end), tuple(one.inspection for one in told.cited))
    return None


def _in_headings(statement: str, above: Sequence[Passage], text: str) -> Repeat | None:
    """Return what a heading over old problems says of those below it; what is said of correcting is no old problem."""
    if _OF_WORK.search(statement):
        return None
    for passage in reversed(above):
        if passage.end - passage.start > _LONGEST_HEADING:
            continue
        head = _told(passage, text)
        cited = [each for each in head.cited if each.inspection.kind == "inspection"]
        old = _OLD.search(head.folded)
        if old or (cited and (cited[0].reported or _CORRECTIONS.search(head.folded))):
            kind: Kind = "uncured" if old or DEFICIENCY.search(head.folded) else "again"
            words = head.wording(0, len(head.folded))
            return Repeat(kind, words, tuple(each.inspection for each in cited))
    return None


def _sentence(folded: str, start: int, end: int) -> tuple[int, int]:
    left = max(folded.rfind("。", 0, start), folded.rfind(";", 0, start)) + 1
    stops = [position for mark in "。;" if (position := folded.find(mark, end)) >= 0]
    return left, (min(stops) + 1 if stops else len(folded))


def _quotes(told: _Told, cited: Sequence[Cited]) -> Iterator[Wording]:
    """Yield the old wordings: quotations that are what an earlier inspection found, or that are called a problem."""
    last = -1
    for match in _QUOTE.finditer(told.folded):
        before = [each for each in cited if each.end <= match.start()]
        gap = told.folded[before[-1].end : match.start()] if before else ""
        found = bool(before) and bool(re.fullmatch(rf"[^。;!?,“”]{{0,20}}?{_SAID}[^。;!?,“”]{{0,16}}", gap))
        apart = re.search(r"[。;!?]|[后时],", gap)
        called = not apart and re.match(r"(?:等)?(?:\d+[个项])?(?:的)?(?:问题|现象)", told.folded[match.end() :])
        goes_on = match.start() == last
        if (found or called or goes_on) and len(match[1]) >= 4 and not _SLOGAN.match(match[1]):
            last = match.end()
            yield told.wording(match.start(1), match.end(1))


def _topics(told: _Told, cited: Sequence[Cited]) -> Iterator[Wording]:
    """Yield what an earlier inspection found, where it is not told in a quotation alone."""
    found: set[int] = set()
    for each in cited:
        behind = min((other.start for other in cited if other.start > each.end), default=len(told.folded))
        reached = _TO_OBJECT.match(told.folded[each.end : behind])
        topic = _TOPIC.match(reached["object"]) if reached else None
        start = each.end + reached.start("object") if reached else 0
        if topic and start not in found:
            found.add(start)
            yield told.wording(start + topic.start("topic"), start + topic.end("topic"))
