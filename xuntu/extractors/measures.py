"""The measures of a finding: its text split by enumeration, or by sentence where there is none."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from xuntu.extractors.folding import fold
from xuntu.extractors.lexicons import alternatives, load_words
from xuntu.extractors.marks import COUNTED
from xuntu.extractors.mentions.dates import find_dates
from xuntu.extractors.mentions.policies import find_policies
from xuntu.extractors.mentions.quantities import find_amounts, find_meetings, find_people
from xuntu.ontology import Date, Measure, MeasureState, MeasureType, Passage, to_number

_WORDS = load_words("measures")
# the words of each kind, and words that do not make a measure one of it
_TYPES: tuple[tuple[MeasureType, re.Pattern[str], re.Pattern[str] | None], ...] = tuple(
    (kind, re.compile(alternatives(words)), re.compile(besides) if besides else None)
    for kind, words in _WORDS["types"].items()
    for besides in (_WORDS["besides"].get(kind),)
)
_STATES: tuple[tuple[MeasureState, re.Pattern[str]], ...] = tuple(
    (state, re.compile(alternatives(words))) for state, words in _WORDS["states"].items()
)
_NUMERAL = "[一二三四五六七八九十]{1,3}"
_OPENING = r"(?:^|(?<=[。;:!?,、\s”)]))"
# families of enumerators inside running text, the strongest first, each with the words of its first one
_FAMILIES = (
    (("一是",), re.compile(rf"{_OPENING}(?P<n>{_NUMERAL})是(?![否不])")),
    (("第一",), re.compile(rf"(?:^|(?<=[。;:!?]))\s*第(?P<n>{_NUMERAL})[,、:]")),
    (("(一)",), re.compile(rf"(?:^|(?<=[。;:!?]))\s*\((?P<n>{_NUMERAL})\)")),
    (("1)",), re.compile(r"(?:^|(?<=[。;:!?\s]))\s{0,20}\((?P<n>\d{1,2})\)")),
    (("①",), re.compile(r"(?:^|(?<=[。;:!?\s]))\s{0,20}(?P<n>[①-⑳])")),
    (
        ("1.", "1、"),
        re.compile(
            r"(?:^|(?<=[。;:!?\s]))\s{0,20}(?P<n>\d{1,2})"
            rf"(?:\.(?!\d)|、(?!\d)|\.(?=\d{{1,4}}(?:月|年|日|[{COUNTED}]|个(?!百分)|元)))"
        ),
    ),
    (("首先",), re.compile(r"(?:^|(?<=[。;:!?]))\s*(?P<n>首先|其次|再次|再者|最后)[,是]")),
)
_BULLETS = "☆★●■◆◇▲△►※•➢✓√"
_ANY_BULLET = re.compile(f"[{_BULLETS}]")
_ANY_FIRST = re.compile(f"一是|第一|1[.、)]|[(]一[)]|①|首先|[{_BULLETS}]")  # most texts enumerate nothing
_BULLET = re.compile(rf"(?:^|(?<=[。;:!?]))\s*[{_BULLETS}]")
_ACTION_END = re.compile(r"[。!?;]+[”)]?")
_PAIRS = (("《", "》"), ("“", "”"), ("(", ")"))
_SPOKEN = {"首先": 1, "其次": 2, "再次": 3, "再者": 3, "最后": 4}
_DATED = r"(?P<date>[12]\d{3}年(?:\d{1,2}月(?:\d{1,2}日)?)?)(?:底|末|初|上旬|中旬|下旬)?"
# the day by which something is promised, or was and is not done: 原定2024年3月底完成,现已逾期
_DEADLINES = (
    re.compile(rf"{_DATED}(?:之?前|前完成)"),
    re.compile(rf"{_DATED}(?:的|这一)?(?:整改|完成|办理)?(?:时限|期限)"),
    re.compile(
        rf"(?:计划|预计|拟|力争|承诺|原定|定)(?:[在于到]|时间为)?{_DATED}"
        r"(?:全[部面])?(?:完成|完工|交付|竣工|建成|投用|投入使用|办结|销号|整改|到位|通车|开工|清偿|还清)"
    ),
)
# a day for what is left of a deed that is done: 已签订分期缴纳协议,约定2019年12月底前缴清
_AGREED = re.compile(r"(?:约定|承诺)(?:于|在)?[12]\d{3}年")
_MAY_BE_MISSED = re.compile("[期限未超]")  # one of them stands in all that _MISSED finds
_DIGIT = re.compile(r"\d")
_MISSED = re.compile(
    r"(?:时限|期限)[^,。;]{0,4}(?:逾期|超期|过期|已过|已到)|(?:现|目前|至今|均|都)?已(?:经)?(?:逾期|超期)(?=[,。;]|$)"
    r"|未(?:能)?(?:按期|如期|按时|按[^,。;]{0,14}(?:时限|期限|时间|节点|计划))[^,。;的]{0,6}(?:完成|整改|交付|办结)(?!的)"
    r"|超(?:过|出)[^,。;]{0,14}(?:时限|期限)"
)


def read_measures(passages: Sequence[Passage], text: str) -> tuple[Measure, ...]:
    """Return the measures that stand in *passages*, each with what it yields.

    >>> text = "一是制定《财务办法》,从严审批。二是追缴资金3万元。"
    >>> [(m.text, m.types[0]) for m in read_measures([Passage(0, len(text))], text)]
    [('一是制定《财务办法》,从严审批。', 'rule'), ('二是追缴资金3万元。', 'money')]
    """
    pieces = [piece for passage in passages for piece in split_measures(passage, text)]
    return tuple(read_measure(piece, text) for piece in pieces)


def read_measure(passage: Passage, text: str) -> Measure:
    """Return the measure in *passage* with its types, state, deadline and what it yields."""
    words, start = passage.of(text), passage.start
    folded = fold(words)
    state = _state(folded)
    numbers = _DIGIT.search(words) is not None
    return Measure(
        text=words.replace("\n", ""),
        passage=passage,
        types=_types(folded),
        state=state,
        deadline=_deadline(words, start) if numbers and (state != "done" or _AGREED.search(words)) else None,
        policy_documents=tuple(find_policies(words, offset=start)) if "《" in words else (),
        amounts=tuple(find_amounts(words, offset=start)) if numbers and "元" in words else (),
        people=tuple(find_people(words, offset=start)) if numbers else (),
        meetings=tuple(find_meetings(words, offset=start)) if "召开" in words or "举" in words else (),
    )


def split_measures(passage: Passage, text: str) -> Iterator[Passage]:
    """Yield the parts of *passage*: one an enumerator, or where nothing is enumerated one a sentence or clause up to ;.

    What stands before the first enumerator belongs to the first part.
    """
    words = fold(passage.of(text))
    starts = enumerated(words)
    bounds = [0, *starts[1:], len(words)] if starts else [0, *_ends_of_actions(words), len(words)]
    for start, end in pairwise(bounds):
        part = words[start:end]
        left, right = len(part) - len(part.lstrip()), len(part.rstrip())
        if left < right:
            yield Passage(passage.start + start + left, passage.start + start + right)


def _ends_of_actions(words: str) -> Iterator[int]:
    """Yield where actions end where nothing is enumerated: not inside of brackets, quotation marks or a title.

    >>> list(_ends_of_actions("学习《条例。办法》。整改。"))
    [10, 13]
    """
    nearest = dict.fromkeys(
        chain.from_iterable(_PAIRS), -1
    )  # each mark's place from here on, so that no text is searched twice
    for match in _ACTION_END.finditer(words):
        end = match.end()
        for mark, place in nearest.items():
            if place < end:
                found = words.find(mark, end)
                nearest[mark] = found if found >= 0 else len(words)
        if not any(nearest[closing] < nearest[opening] for opening, closing in _PAIRS):
            yield end


def enumerated(folded: str) -> list[int]:
    """Return where the parts of an enumeration begin: the longest run 1, 2, 3 … of one family of marks.

    >>> enumerated("围绕问题:一是学。二是改。三是查。"), enumerated("召开会议。")
    ([5, 9, 13], [])
    """
    if not _ANY_FIRST.search(folded):
        return []
    if _ANY_BULLET.search(folded):
        bullets = [match.start() for match in _BULLET.finditer(folded)]
        if len(bullets) > 1:
            return bullets
    for firsts, family in _FAMILIES:
        if not any(first in folded for first in firsts):
            continue  # a run begins with its first
        run = _run(family.finditer(folded))
        if len(run) > 1:
            return run
    return []


def _run(found: Iterator[re.Match[str]]) -> list[int]:
    """Return where the enumerators *found* begin that count 1, 2, 3 …, one missing at most."""
    starts: list[int] = []
    expected = 1
    for match in found:
        value, start = _value(match["n"]), match.start()
        if value is None:
            continue
        if value == expected or (starts and expected < value <= expected + 1):
            starts.append(start)
            expected = value + 1
    return starts


def _value(printed: str) -> int | None:
    if printed in _SPOKEN:
        return _SPOKEN[printed]
    if len(printed) == 1 and "①" <= printed <= "⑳":
        return ord(printed) - ord("①") + 1
    return to_number(printed)


def _types(folded: str) -> tuple[MeasureType, ...]:
    first: list[tuple[int, MeasureType]] = [
        (match.start(), kind)
        for kind, pattern, besides in _TYPES
        if (match := pattern.search(folded))
        if besides is None or (match := pattern.search(_leave_out(besides, folded)))
    ]
    kinds: tuple[MeasureType, ...] = tuple([kind for _, kind in sorted(first)[:3]])
    return kinds or ("other",)


def _leave_out(besides: re.Pattern[str], folded: str) -> str:
    """Return *folded* with the words that do not make it of a kind struck out, each by as many spaces."""
    return besides.sub(lambda match: " " * len(match[0]), folded)


def _state(folded: str) -> MeasureState:
    last: list[tuple[int, MeasureState]] = [
        (match.start(), state) for state, pattern in _STATES for match in pattern.finditer(folded)
    ]
    if _MAY_BE_MISSED.search(folded) and _MISSED.search(folded):
        return "ongoing"
    if not last:
        return "done"
    start, state = max(last)
    return state if "已" not in folded[start:] or state == "promised" else "done"


def _deadline(words: str, offset: int) -> Date | None:
    match = next((found for pattern in _DEADLINES if (found := pattern.search(words))), None)
    if match is None:
        return None
    start = offset + match.start("date")
    year_alone = Date(match["date"][:4], Passage(start, start + len(match["date"])))
    return next(find_dates(match["date"], offset=start), year_alone)
