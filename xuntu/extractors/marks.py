"""The mark that opens a line: 一、 (一) 1. (1) ① 问题1: and the label behind it."""

import re
from dataclasses import dataclass
from typing import Literal

from xuntu.extractors.lexicons import alternatives, load_words
from xuntu.ontology import to_number

# 单位, 方面, … and • are lines that head something without a number: a body, an aspect, a statement, a bullet
Style = Literal[
    "一、", "第一", "单位", "(一)", "方面", "1.", "1.1", "1.1.1", "问题1", "(1)", "①", "1-1", "问题:", "…", "•"
]
# how the genre nests them, outermost first; a document's own order outranks this one
CHAPTERS: tuple[Style, ...] = ("一、", "第一")
RANK: dict[Style, int] = {
    "一、": 0, "第一": 0, "单位": 1, "(一)": 2, "方面": 3, "1.": 4, "1.1": 5, "1.1.1": 6, "问题1": 7,
    "(1)": 8, "①": 9, "1-1": 10, "问题:": 11, "…": 11, "•": 3,
}  # fmt: skip

# words that count things: 4.6座小水电站 is item 4, about six stations
COUNTED = "座家名项件起所条处宗套户只人辆台笔张份栋幢"
NUMERAL = "[○〇零一二三四五六七八九十百壹贰叁肆伍陆柒捌玖拾]"
_STEM = "[甲乙丙丁戊己庚辛壬癸]"
_LABELS = load_words("labels")
_PROBLEM = alternatives(_LABELS["problem"])
_MARK = re.compile(
    rf"""(?P<chapter>{NUMERAL}{{1,3}})(?:、|\.|,|:|(?=\s))\s*
       | (?P<stem>{_STEM})、\s*
       | [(<〔\[](?P<part>{NUMERAL}{{1,3}})[)>〕\]]\s*[、.,]?\s*
       | 第(?P<ordinal>{NUMERAL}{{1,3}})(?:(?:部分|类|方面)?[、,.:]|部分\s)\s*
       | (?P<article>第(?:{NUMERAL}{{1,3}}|\d{{1,3}})(?:条|项|款|个问题))(?:[、,.:]|(?=\s))\s*
       | (?P<dashed>(?:\d{{1,3}}|{_STEM}|[A-Z])-\d{{1,3}})(?:[,、.:]|(?=\s|[^\d年月日%.~-]))\s*
       | (?P<deeper>\d{{1,2}}\.\d{{1,2}}\.\d{{1,2}})(?!\.?\d)(?:[、.]|(?=\s))\s*
       | (?P<deep>\d{{1,2}}\.\d{{1,2}})(?!\.?\d)(?:、|\s+(?!(?:万|亿|千|百)))\s*
       | (?P<item>\d{{1,3}}|[1-9][Oo])(?:
             、\s*(?!\d{{1,3}}[^\d]) | \.\s*(?!\d) | \.\s*(?=[12]\d{{3}}年) | \.(?=\d{{1,3}}(?:[{COUNTED}]|个(?!百分)))
             | [,:]\s*(?=[^\d\s]) | \s+(?=[^\d\s年月日个名家条件项])
         )
       | \((?P<paren>\d{{1,3}})\)\s*[、.]?\s*
       | (?P<half>\d{{1,3}})\)\s*[、.]?\s*
       | (?P<circle>[①-⑳])\s*[、.]?\s*
    """,
    re.VERBOSE,
)
_QUESTION = re.compile(
    rf"\[?(?:具体|反馈)?问题(?:表现|清单)?\s*(?P<number>{NUMERAL}{{1,3}}|\d{{1,3}})(?:\]?(?:\s*[:.、,]\s*|\s+)|\]\s*)"
)
_LABEL = re.compile(rf"[\[*]*(?:{_PROBLEM})[\]*]*\s*[:]\s*|\[(?:{_PROBLEM})\]\s*")
# what a mark can begin with; most lines begin with nothing of it
_OPENING = re.compile(
    rf"[{NUMERAL[1:-1]}{_STEM[1:-1]}A-Z\d①-⑳(<〔\[*第具反问{''.join(sorted({word[0] for word in _LABELS['problem']}))}]"
)
_STYLES: dict[str, Style] = {
    "chapter": "一、", "stem": "一、", "part": "(一)", "ordinal": "第一", "article": "1.", "dashed": "1-1",
    "deeper": "1.1.1", "deep": "1.1",
    "item": "1.", "paren": "(1)", "half": "(1)", "circle": "①",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mark:
    """How a line opens: ``style`` and ``value`` of its number, both marks where there are two.

    ``number`` and ``question`` are as printed, in half width and without the separator; ``labelled`` is true
    where the line says 反馈问题: or the like; ``length`` counts the characters that the mark takes.
    """

    style: Style
    value: int | None
    number: str | None
    question: str | None
    labelled: bool
    length: int


def read_mark(line: str) -> Mark | None:
    """Return the mark at the start of a folded *line*, or ``None`` where it opens with plain text.

    >>> mark = read_mark("1.问题31:未专题研究党建工作")
    >>> mark.style, mark.number, mark.question, mark.labelled
    ('1.', '1', '问题31', True)
    >>> read_mark("2019年以来") is None, read_mark("1.5级开发项目") is None
    (True, True)
    """
    if not _OPENING.match(line):
        return None
    style: Style | None = None
    value, number, question, position = None, None, None, 0
    first = _MARK.match(line)
    if first and first.lastgroup:
        kind = first.lastgroup
        printed = first[kind]
        style, value, position = _STYLES[kind], _value(kind, printed), first.end()
        number = f"({printed})" if kind in ("part", "paren") else printed
    asked = _QUESTION.match(line, position)
    if asked:
        question, position = f"问题{asked['number']}", asked.end()
        if not style:
            style, value = "问题1", to_number(asked["number"])
    label = _LABEL.match(line, position)
    if label:
        position = label.end()
        style = style or "问题:"
    if not style:
        return None
    return Mark(style, value, number, question, bool(asked or label), position)


def _value(kind: str, printed: str) -> int | None:
    if kind == "circle":
        return ord(printed) - ord("①") + 1
    if kind == "stem":
        return _STEM.index(printed)
    if kind == "article":
        return to_number(re.sub(r"第|条|项|款|个问题", "", printed))
    if kind == "dashed":
        return int(printed.rpartition("-")[2])
    if kind in ("deep", "deeper"):
        return int(printed.rpartition(".")[2])
    return to_number(printed.upper().replace("O", "0"))  # 1O. is a 10 that somebody typed
