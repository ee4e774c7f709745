"""The lines of a report, folded, and what can be told of one by its words: closing matter, an aspect, a deficiency."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from xuntu.extractors.folding import fold
from xuntu.extractors.labels import LABEL_WORDS
from xuntu.extractors.lexicons import alternatives, load_words
from xuntu.extractors.mentions.dates import is_date_line
from xuntu.ontology import Passage

_OUTLINE = load_words("outline")
_ASPECTS = tuple(_OUTLINE["cues"]["aspect"])
_STOPS = ("。", ":", ";")
# 在党的建设方面的问题,主要有以下两个,整改如下:
_ASPECT_SPOKEN = re.compile(
    r"^(?:在)?[^。;:]{2,24}方面[^。;:]{0,24}(?:如下|[一二三四五六七八九十\d]+[个项条])[^。;:]{0,8}:$"
)
CLOSING = re.compile(rf"^(?:{alternatives(map(fold, _OUTLINE['cues']['closing']))})")
# an old problem listed again by its code inside a line: 分别是:1-4,水电站未整改。整改情况:…
_OLD_CODE = re.compile(rf"(?<=[。:;])\s*(?=\d{{1,2}}-\d{{1,2}}[,、][^。]{{2,80}}。\s*(?:{LABEL_WORDS})[:])")
_PLEDGE = re.compile(
    r"^(?:下一步|下一阶段|今后|接下来|下步)[,，]?|^[^,。;:“”]{0,14}?(?:将(?:持续|继续|坚持|以|一如既往|进一步|不断|持之以恒|认真|严格|始终|深入|切实)|坚持目标不变)"
)
SENTENCE_END = re.compile(r"[。;!?]")
_INSIDE = re.compile(r"(?<=。)\s*\((?P<n>\d{1,2})\)")
SECTIONS = {key: re.compile(alternatives(words)) for key, words in _OUTLINE["sections"].items()}
ACTION = re.compile(rf"(?:关于)?(?:{alternatives(_OUTLINE['cues']['action'])})")
LACKING = re.compile(alternatives(_OUTLINE["cues"]["lacking"]))
DEFICIENCY = re.compile(alternatives(_OUTLINE["cues"]["deficiency"]))
_LONGEST_DATE = 30
_BULLETS = " \t\u3000★☆●■◆◇▲△►▶※•·➢✓√◎□—-"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the report with its folded text, without its bullet; ``start`` counts from the document's start."""

    start: int
    text: str
    bulleted: bool = False

    @property
    def end(self) -> int:
        """The offset behind the line's last character."""
        return self.start + len(self.text)


def split_lines(text: str, within: Passage, *, skip: Sequence[Passage] = ()) -> list[Line]:
    """Return the folded, non-empty lines of *text* in *within*, without those that *skip* covers."""
    lines: list[Line] = []
    start = within.start
    for raw in text[within.start : within.end].split("\n"):
        if raw and not (skip and any(each.start <= start < each.end for each in skip)):
            lines += _pieces(fold(raw), start)
        start += len(raw) + 1
    return lines


def _pieces(folded: str, start: int) -> Iterator[Line]:
    """Yield the parts of a line that stand for lines of their own, without their bullets; the line itself as a rule."""
    codes = (code.start() for code in _OLD_CODE.finditer(folded)) if "-" in folded else ()
    for left, right in pairwise([0, *codes, *_problems_inside(folded), len(folded)]):
        stripped = folded[left:right].lstrip(_BULLETS)
        words = stripped.rstrip()
        if words:
            taken = right - left - len(stripped)
            yield Line(start + left + taken, words, bool(taken) and not folded[left : left + taken].isspace())


def _problems_inside(folded: str) -> Iterator[int]:
    """Yield where the problems begin that one line counts, each followed by what was done.

    >>> list(_problems_inside("1.监管不力。(1)绩效不严。修订办法。(2)采购有漏洞。处罚4家。"))
    [7, 20]
    """
    if folded.count("(") < 2 or "。" not in folded:
        return
    marks = list(_INSIDE.finditer(folded))
    if [int(mark["n"]) for mark in marks] != list(range(1, len(marks) + 1)) or len(marks) < 2:
        return
    ends = [mark.start() for mark in marks[1:]] + [len(folded)]
    heads = [folded[mark.end() : end].split("。") for mark, end in zip(marks, ends, strict=True)]
    if all(len(head) > 2 and len(head[0]) <= 40 and DEFICIENCY.search(head[0]) for head in heads):
        yield from (mark.start() for mark in marks)


def is_closing(line: Line, following: Line | None) -> bool:
    """Tell whether *line* begins the closing matter: contacts, signature and date, attachments."""
    if CLOSING.match(line.text) or _PLEDGE.match(line.text) or _is_date(line):
        return True
    signed = following is not None and _is_date(following)
    return bool(signed and len(line.text) <= 40 and not SENTENCE_END.search(line.text))


def is_aspect(text: str) -> bool:
    """Tell whether a folded heading names a group of problems by its ending.

    >>> is_aspect("(一)政治建设方面"), is_aspect("政治建设弱化")
    (True, False)
    """
    heading = text[:-1] if text.endswith(_STOPS) else text
    if heading.endswith(_ASPECTS):
        return True
    return text.endswith(":") and "方面" in text and bool(_ASPECT_SPOKEN.match(text))


def names_part(text: str) -> bool:
    """Tell whether a folded heading speaks of the part of a report that holds the problems.

    >>> names_part("二、反馈问题整改落实情况"), names_part("二、关于“学习不深”问题的整改")
    (True, False)
    """
    return "“" not in text and bool(SECTIONS["problem"].search(text) or SECTIONS["open"].search(text))


def _is_date(line: Line) -> bool:
    return len(line.text) <= _LONGEST_DATE and is_date_line(line.text)
