"""Problems told in running text, as feedback notices do: 主要是:A;B;C or 一是A。二是B."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from xuntu.extractors.folding import fold
from xuntu.extractors.lead import Lead, placed
from xuntu.extractors.lines import DEFICIENCY
from xuntu.extractors.measures import enumerated
from xuntu.extractors.mentions.organisations import clean_name, is_body_name
from xuntu.extractors.mentions.places import place_of
from xuntu.extractors.mentions.teams import find_teams
from xuntu.extractors.periods import read_period
from xuntu.extractors.problem_types import classify
from xuntu.extractors.repeats import read_repeat
from xuntu.ontology import Assignment, Date, Finding, Heading, Organisation, Passage, Wording

# the words that open a list of problems, the surest first
_OPENINGS = (
    re.compile(
        r"(?:问题|不足|薄弱环节|差距)[^。;:“”]{0,16}?(?:,)?(?:主要是|主要有|主要表现为|主要表现在|主要为|主要包括|如下|是)?\s*(?::|(?<=如下)。)"
        r"|主要(?:问题)?(?:是|有|表现(?:为|在))\s*[:]|存在[^。;:,“”]{0,8}:"
    ),
    re.compile(r"(?:巡[视察]组?)?(?:反馈)?(?:指出|发现)[,:]|主要(?:是|有|表现(?:为|在))[,]?"),
)
_ADVICE = re.compile(
    r"(?:提出(?:了)?[^。;]{0,16}(?:意见|建议|要求))|(?:要求|强调|希望)[,:]|(?:整改|工作)(?:意见|建议|要求)[:：]|表态|表示[,:]|问题线索.{0,14}(?:移交|转)|下一步"
)
_PRAISE = re.compile(r"(?:取得|成效|较好|肯定|认真贯彻|积极推进|不断加强)")
_ASIDE = re.compile(
    r"^(?:同时|此外|另外|会议|会上|其中).{0,12}(?:还)?(?:收到|反映|移交)|(?:收到|反映|移交|转交)[^。;]{0,20}线索|线索[^。;]{0,12}(?:移交|转|收到|按)"
)
_UNIT_LINE = re.compile(
    r"^(?:[(]?[一二三四五六七八九十\d]+[)、.]+)?\s*\[?(?:[^,。;]{2,24}?组向|向)?(?P<name>[一-鿿()、]{3,40}?)\]?"
    r"(?:反馈(?:情况|意见)?)?(?P<told>\([^()]*(?:组|反馈)[^()]*\))?[:]?$"
)
_LONGEST_UNIT_LINE = 60
# a unit that the sentence itself names: 巡察组指出,市水务集团党委存在:…
_UNIT_INLINE = re.compile(r"(?:指出|认为|反馈|发现|看到)[,:]?(?P<name>[一-鿿()]{2,30}?)(?:还|仍|也)?存在[^。;:]{0,12}:")
_ENUMERATOR = re.compile(
    r"^\s*[;,、]?\s*(?:[一二三四五六七八九十]{1,3}[是、]|\(?\d{1,2}[).、]|\([一二三四五六七八九十]+\)|第[一二三四五六七八九十]+,)\s*"
)
_NUMBERED = re.compile(r"^\s*(?:[一二三四五六七八九十]{1,3}、|\(?\d{1,2}[).、]|\([一二三四五六七八九十]+\))")
_DIGITS = re.compile(r"^\(?(\d{1,2})[).、]|^([一二三四五六七八九十]{1,3})、")
_HEAD = re.compile(r"^(?:在|关于|对)?(?P<head>[^,。;:]{2,40}?)方面(?:存在(?:的)?(?:主要)?问题)?[:,。]")


def read_prose(passages: Sequence[Passage], text: str) -> tuple[Finding, ...]:
    """Return the problems that running text lists, one a clause, under the unit whose heading stands above.

    >>> text = "巡察组指出存在的主要问题:理论学习不深入;财务管理不规范;工程监管缺位。提出三点建议:加强学习。"
    >>> [finding.statement.text for finding in read_prose([Passage(0, len(text))], text)]
    ['理论学习不深入', '财务管理不规范', '工程监管缺位']
    """
    findings: list[Finding] = []
    unit: str | None = None
    listing = advised = False
    sure = any(_OPENINGS[0].search(fold(passage.of(text))) for passage in passages)
    for passage in passages:
        words = passage.of(text)
        folded = fold(words)
        heading = _unit_of_line(folded)
        if heading and not DEFICIENCY.search(folded):
            unit, listing, advised = heading, True, False
            continue
        inline = _unit_of_sentence(folded)
        if inline:
            unit, listing = inline["name"], False
        opened = inline is not None or _OPENINGS[0].search(folded) is not None
        listed = unit is not None and not advised and _NUMBERED.match(folded) is not None
        certain = (sure and (unit is None or opened)) or listed
        for start, end in _lists(folded, listing=listing, sure=certain):
            findings += _clauses(Passage(passage.start + start, passage.start + end), text, unit, sure=certain)
        advised = advised or _ADVICE.search(folded) is not None
        if unit is None:
            opens = _opening(folded, sure=sure) is not None and folded.rstrip().endswith(":")
            listing = opens or (listing and not _ADVICE.search(folded))
    return tuple(findings)


def read_unit_teams(passages: Sequence[Passage], text: str, published: Date | None = None) -> tuple[Assignment, ...]:
    r"""Return which team fed back to which unit, where a heading or the sentence names the unit and the team stands by.

    *published* lends its year to the days of the feedback.

    >>> text = "县水利局党组\n县委第二巡察组反馈指出,学习不深。"
    >>> [task] = read_unit_teams([Passage(0, 6), Passage(7, len(text))], text)
    >>> task.units[0].name, task.team
    ('县水利局党组', '县委第二巡察组')
    """
    tasks: list[Assignment] = []
    heading: Passage | None = None
    for passage in passages:
        folded = fold(passage.of(text))
        named = _unit_of_line(folded)
        if named:
            start = passage.start + folded.index(named) if named in folded else passage.start
            heading = Passage(start, start + len(named)) if named in folded else passage
        elif inline := _unit_of_sentence(folded):
            heading = Passage(passage.start + inline.start("name"), passage.start + inline.end("name"))
        if heading and (team := next(find_teams(folded), None)):
            _, fed_back = read_period(Lead("", placed((passage,), text)), published)
            tasks.append(replace(_assigned(heading, team.name, text), feedback=fed_back))
            heading = None
    return tuple(tasks)


def _assigned(heading: Passage, team: str, text: str) -> Assignment:
    name = clean_name(heading.of(text))
    return Assignment((Organisation(name, division=place_of(name), passage=heading),), team, passage=heading)


def _unit_of_line(folded: str) -> str | None:
    """Return the body that a short line names and nothing else."""
    match = _UNIT_LINE.match(folded.strip()) if len(folded) <= _LONGEST_UNIT_LINE else None
    name = clean_name(match["name"]) if match else ""
    return name if is_body_name(name) else None


def _unit_of_sentence(folded: str) -> re.Match[str] | None:
    """Match the body that a sentence names before it lists its problems, as ``name``."""
    match = _UNIT_INLINE.search(folded)
    return match if match and is_body_name(match["name"]) else None


def _lists(folded: str, *, listing: bool, sure: bool) -> Iterator[tuple[int, int]]:
    """Yield the stretches that list problems: from an opening such as 主要是: to advice or the end."""
    opening = _opening(folded, sure=sure)
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


def _opening(folded: str, *, sure: bool) -> re.Match[str] | None:
    """Return the words that open a list; where the notice has a sure opening, no other counts."""
    patterns = _OPENINGS[:1] if sure else _OPENINGS
    return next((match for pattern in patterns if (match := pattern.search(folded))), None)


def _clauses(passage: Passage, text: str, unit: str | None, *, sure: bool) -> Iterator[Finding]:
    folded = fold(passage.of(text))
    starts = enumerated(folded)
    if not starts and _ENUMERATOR.match(folded):
        starts = [0]
    if starts:
        for start, end in pairwise([*starts, len(folded)]):
            yield from _item(
                Passage(passage.start + start, passage.start + end), text, unit, sure=sure or len(starts) > 1
            )
        return
    heading: Heading | None = None
    for start, end in _pieces(folded):
        piece = Passage(passage.start + start, passage.start + end)
        heading, piece = _under_heading(piece, text, heading)
        yield from _one(piece, text, unit, heading, sure=sure)


def _under_heading(piece: Passage, text: str, heading: Heading | None) -> tuple[Heading | None, Passage]:
    """Cut 在…方面, from the head of a clause; it heads the clauses behind it too."""
    match = _HEAD.match(fold(piece.of(text)))
    if match is None or match.end() >= piece.end - piece.start - 4:
        return heading, piece
    where = Passage(piece.start + match.start("head"), piece.start + match.end("head"))
    return Heading(None, where.of(text), 1, where), Passage(piece.start + match.end(), piece.end)


def _item(passage: Passage, text: str, unit: str | None, *, sure: bool) -> Iterator[Finding]:
    """Yield the problems of an enumerated item: a single one, or a heading sentence with its problems behind it."""
    folded = fold(passage.of(text))
    mark = _ENUMERATOR.match(folded)
    begin = mark.end() if mark else 0
    pieces = [Passage(passage.start + begin + a, passage.start + begin + b) for a, b in _pieces(folded[begin:])]
    if len(pieces) < 2:
        for piece in pieces:
            heading, rest = _under_heading(piece, text, None)
            number = _DIGITS.match(mark[0].strip()) if mark else None
            for finding in _one(rest, text, unit, heading, sure=sure):
                yield replace(finding, number=number[1] or number[2]) if number else finding
        return
    head, *rest_of = pieces
    words = head.of(text).rstrip("。；;，,：: ")
    heading = Heading(None, words, 1, Passage(head.start, head.start + len(words)))
    for piece in rest_of:
        yield from _one(piece, text, unit, heading, sure=sure)


def _pieces(folded: str) -> Iterator[tuple[int, int]]:
    for match in re.finditer(r"[^;。!?]+[;。!?]?”?", folded):
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        if match.end() - start >= 4:
            yield start, match.end()


def _one(passage: Passage, text: str, unit: str | None, heading: Heading | None, *, sure: bool) -> Iterator[Finding]:
    """Yield a clause as a finding; outside of a sure list only where words of deficiency stand in it."""
    folded = fold(passage.of(text))
    mark = _ENUMERATOR.match(folded)
    start = passage.start + (mark.end() if mark else 0)
    words = text[start : passage.end].rstrip("。；;，, ")
    lacks = len(DEFICIENCY.findall(fold(words)))
    praised = _PRAISE.search(fold(words)) and lacks < 2
    if not words or praised or (not sure and not lacks) or _ASIDE.search(fold(words)):
        return
    statement = Wording(words, Passage(start, start + len(words)))
    headings = (heading,) if heading else ()
    above = [each.passage for each in headings]
    yield Finding(
        number=None, statement=statement, headings=headings, unit=unit, problem_types=classify(words, headings),
        repeat=read_repeat(statement, text, groups=above, above=above),
    )  # fmt: skip
