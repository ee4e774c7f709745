"""Problems told in running text, as feedback notices do: 主要是:A;B;C or 一是A。二是B."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from xuntu.extractors.folding import fold
from xuntu.extractors.lexicons import alternatives, load_words
from xuntu.extractors.measures import enumerated
from xuntu.extractors.mentions.organisations import clean_name, is_body_name
from xuntu.extractors.problem_types import classify
from xuntu.extractors.repeats import read_repeat
from xuntu.ontology import Finding, Heading, Passage, Wording

_WORDS = load_words("outline")["cues"]
_DEFICIENCY = re.compile(alternatives(_WORDS["deficiency"]))
# the words that open a list of problems, the surest first
_OPENINGS = (
    re.compile(
        r"(?:问题|不足|薄弱环节|差距)[^。;:“”]{0,16}?(?:,)?(?:主要是|主要有|主要表现为|主要表现在|主要为|主要包括|如下|是)?\s*(?::|(?<=如下)。)"
        r"|主要(?:问题)?(?:是|有|表现(?:为|在))\s*[:]"
    ),
    re.compile(r"(?:巡[视察]组?)?(?:反馈)?(?:指出|发现)[,:]|主要(?:是|有|表现(?:为|在))[,]?"),
)
_ADVICE = re.compile(
    r"(?:提出(?:了)?[^。;]{0,16}(?:意见|建议|要求))|(?:要求|强调|希望)[,:]|(?:整改|工作)(?:意见|建议|要求)[:：]|表态|表示[,:]|问题线索.{0,14}(?:移交|转)|下一步"
)
_PRAISE = re.compile(r"(?:取得|成效|较好|肯定|认真贯彻|积极推进|不断加强)")
_UNIT_LINE = re.compile(
    r"^(?:[(]?[一二三四五六七八九十\d]+[)、.]+)?\s*(?:向)?(?P<name>[一-鿿()、]{3,40}?)(?:反馈(?:情况|意见)?)?[:]?$"
)
_ENUMERATOR = re.compile(
    r"^\s*[;,、]?\s*(?:[一二三四五六七八九十]{1,3}是|\(?\d{1,2}[).、]|\([一二三四五六七八九十]+\)|第[一二三四五六七八九十]+,)\s*"
)
_HEAD = re.compile(r"^(?:在|关于|对)?(?P<head>[^,。;:]{2,40}?方面)(?:存在(?:的)?(?:主要)?问题)?[:,。]")


def read_prose(passages: Sequence[Passage], text: str) -> tuple[Finding, ...]:
    """Return the problems that running text lists, one a clause, under the unit whose heading stands above.

    >>> text = "巡察组指出存在的主要问题:理论学习不深入;财务管理不规范;工程监管缺位。提出三点建议:加强学习。"
    >>> [finding.statement.text for finding in read_prose([Passage(0, len(text))], text)]
    ['理论学习不深入', '财务管理不规范', '工程监管缺位']
    """
    findings: list[Finding] = []
    unit: str | None = None
    listing = False
    for passage in passages:
        words = passage.of(text)
        folded = fold(words)
        heading = _UNIT_LINE.match(folded.strip()) if len(folded) <= 50 else None
        if heading and is_body_name(clean_name(heading["name"])) and not _DEFICIENCY.search(folded):
            unit, listing = clean_name(heading["name"]), True
            continue
        for start, end in _lists(folded, listing=listing):
            findings += _clauses(Passage(passage.start + start, passage.start + end), text, unit)
        if unit is None:
            opens = _opening(folded) is not None and folded.rstrip().endswith(":")
            listing = opens or (listing and not _ADVICE.search(folded))
    return tuple(findings)


def _lists(folded: str, *, listing: bool) -> Iterator[tuple[int, int]]:
    """Yield the stretches that list problems: from an opening such as 主要是: to advice or the end."""
    opening = _opening(folded)
    if opening is None and not listing:
        return
    start = opening.end() if opening else 0
    advice = _ADVICE.search(folded, start)
    end = len(folded)
    if advice:
        end = max(folded.rfind("。", start, advice.start()), folded.rfind(";", start, advice.start())) + 1
        if end <= start:
            end = advice.start() if opening else start
    if end - start >= 4:
        yield start, end


def _opening(folded: str) -> re.Match[str] | None:
    return next((match for pattern in _OPENINGS if (match := pattern.search(folded))), None)


def _clauses(passage: Passage, text: str, unit: str | None) -> Iterator[Finding]:
    folded = fold(passage.of(text))
    starts = enumerated(folded)
    if not starts and _ENUMERATOR.match(folded):
        starts = [0]
    if starts:
        bounds = [*starts, len(folded)]
        for start, end in pairwise(bounds):
            yield from _item(Passage(passage.start + start, passage.start + end), text, unit)
        return
    for start, end in _pieces(folded):
        yield from _one(Passage(passage.start + start, passage.start + end), text, unit, ())


def _item(passage: Passage, text: str, unit: str | None) -> Iterator[Finding]:
    """Yield the problems of an enumerated item: a single problem, or a heading sentence with its problems behind it."""
    folded = fold(passage.of(text))
    mark = _ENUMERATOR.match(folded)
    begin = mark.end() if mark else 0
    pieces = [(begin + start, begin + end) for start, end in _pieces(folded[begin:])]
    if len(pieces) < 2:
        for start, end in pieces:
            yield from _one(Passage(passage.start + start, passage.start + end), text, unit, ())
        return
    first, *rest = pieces
    head = Passage(passage.start + first[0], passage.start + first[1])
    words = head.of(text).rstrip("。；;，,：: ")
    heading = Heading(None, words, 1, Passage(head.start, head.start + len(words)))
    for start, end in rest:
        yield from _one(Passage(passage.start + start, passage.start + end), text, unit, (heading,))


def _pieces(folded: str) -> Iterator[tuple[int, int]]:
    for match in re.finditer(r"[^;。!?]+[;。!?]?”?", folded):
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        if match.end() - start >= 4:
            yield start, match.end()


def _one(passage: Passage, text: str, unit: str | None, headings: tuple[Heading, ...]) -> Iterator[Finding]:
    folded = fold(passage.of(text))
    mark = _ENUMERATOR.match(folded)
    start = passage.start + (mark.end() if mark else 0)
    if not headings and (head := _HEAD.match(folded[start - passage.start :])) and head.end() < len(folded) - 4:
        where = Passage(start + head.start("head"), start + head.end("head"))
        headings = (Heading(None, where.of(text), 1, where),)
        start += head.end()
    words = text[start : passage.end].rstrip("。；;，, ")
    if not _DEFICIENCY.search(fold(words)) or (_PRAISE.search(fold(words)) and len(_DEFICIENCY.findall(words)) < 2):
        return
    statement = Wording(words, Passage(start, start + len(words)))
    yield Finding(
        number=None, statement=statement, headings=headings, unit=unit, problem_types=classify(words, headings),
        repeat=read_repeat(statement, text),
    )  # fmt: skip
