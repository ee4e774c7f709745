"""Lines that a mail program or a PDF broke at one width, joined into the paragraphs that they were."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from xuntu.extractors.lexicons import alternatives, load_words

_HEADER = [
    "来源",
    "信息来源",
    "时间",
    "日期",
    "发布时间",
    "发布日期",
    "更新时间",
    "成文日期",
    "索引号",
    "文号",
    "联系电话",
]
_LABEL = alternatives([*(word for words in load_words("labels").values() for word in words), *_HEADER])
_SENTENCE_END = re.compile(r"[。；;：:！!？?…][”’」』）)]*$")
_PARAGRAPH_END = re.compile(r"[。：:！!？?…][”’」』）)]*$")
# what opens a line of its own: a number, a label, an annex; 2.5 and 2023年 open none
_OPENING = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,3}(?:[.．](?!\d)|[、)）])"
    r"|\d{1,2}(?:\.\d{1,2}){1,2}(?![\d万亿元%])|[①-⑳❶-❿●■◆★▲※]|第[一二三四五六七八九十]{1,3}[章节条]"
    rf"|附件?(?:\d|[一二三四五六七八九十])?[:：]|问题\s*\d+|【|(?:{_LABEL})[:：]|[#*|>]"
)
# a title is whole where it ends so
_TITLE = re.compile(r"关于.{2,50}(?:通报|公告|公示|报告|公开|情况)$")
_WORD = re.compile(r"[A-Za-z]$")
_COLUMNS = re.compile(r"\S {3,}\S")

# nearly all of a text; the other signs are looked up one by one
_SURELY_WIDE = re.compile("[一-鿿、。《》“”，：；（）]+")

# the number of a page between two lines of a paragraph
_FOLIO = re.compile(r"[—–·-] ?\d{1,3} ?[—–·-]|第 ?\d{1,3} ?页(?:[ /，,]*共 ?\d{1,3} ?页)?")

_FOLIO_OPENS = frozenset("—–·-第")

# widths are counted in half characters, by columns or by signs; a line of print holds 16 to 65 characters
_NARROWEST, _WIDEST = 32, 130
_TIGHT = 4  # most full lines end this near to the margin
_RAGGED = 8  # what the breaking of a number, a Latin word or a closing bracket may leave of a full line
_INDENT = 4
_EVIDENCE, _FULL_SHARE, _TIGHT_SHARE, _BEYOND_SHARE, _BROKEN_SHARE = 3, 0.25, 0.6, 0.1, 0.5
_EXACT_SHARE, _GAP_SHARE, _PARTED_SHARE, _INDENTED_SHARE, _STRAY_SHARE = 0.85, 0.5, 0.8, 0.6, 0.1


class _Words(NamedTuple):
    """The words of a line, what stands before them, and whether the line follows a blank one."""

    words: str
    indent: str
    after_blank: bool


class _Printed(NamedTuple):
    """A line as printed: its words, its width with its indent, whether it is indented, and follows a blank line."""

    words: str
    width: int
    indented: bool
    after_blank: bool


@dataclass(frozen=True, slots=True)
class _Margin:
    """Where the lines of a text were broken; ``exact`` where all are of one length; ``near`` counts them."""

    width: int
    near: int
    exact: bool

    def is_full(self, line: _Printed) -> bool:
        """Tell whether *line* reaches the margin."""
        return self.width - (1 if self.exact and not line.indented else _RAGGED) <= line.width <= self.width + _TIGHT

    def is_broken(self, line: _Printed) -> bool:
        """Tell whether *line* was broken at the margin in mid-sentence."""
        return self.is_full(line) and not _SENTENCE_END.search(line.words)


@dataclass(frozen=True, slots=True)
class _Layout:
    """How a text marks where a paragraph begins: by blank lines, by all of them, by indents."""

    margin: _Margin
    gaps: bool
    gaps_alone: bool
    indents: bool

    def goes_on(self, previous: _Printed, line: _Printed) -> bool:
        """Tell whether *line* continues the paragraph of *previous*."""
        if not self.margin.is_full(previous) or _has_columns(previous.words) or _has_columns(line.words):
            return False
        if _TITLE.search(previous.words) and not line.words.startswith("的"):
            return False
        if (self.gaps and line.after_blank) or (self.indents and line.indented) or _OPENING.match(line.words):
            return False
        sure = self.indents or self.gaps_alone or self.margin.exact
        return sure or not _PARAGRAPH_END.search(previous.words)


def unwrap(text: str) -> tuple[str, int | None]:
    r"""Return *text* with lines joined that were broken in mid-sentence at one width, and that width in characters.

    Where the lengths of the lines show no such width, the text is returned as it is, with ``None``.

    >>> unwrap("一、总体情况\n党组高度重视。\n二、整改")
    ('一、总体情况\n党组高度重视。\n二、整改', None)
    """
    words = _words(text)
    if not _may_be_wrapped(words):
        return text, None
    found = [
        (margin, lines) for lines in (_printed(words, _columns), _printed(words, _signs)) if (margin := _find(lines))
    ]
    if not found:
        return text, None
    # a tie is one of columns: the first
    margin, lines = max(found, key=lambda each: (each[0].exact, each[0].near))
    layout = _layout(lines, margin)
    paragraphs: list[list[str]] = []
    for index, line in enumerate(lines):
        previous = lines[index - 1] if index else None
        if previous and layout.goes_on(previous, line):
            paragraphs[-1].append(_glue(previous.words, line.words) + line.words)
        else:
            paragraphs.append([line.words])
    return "\n".join(map("".join, paragraphs)), margin.width // 2


def _has_columns(words: str) -> bool:
    return "\t" in words or ("   " in words and _COLUMNS.search(words) is not None)


def _columns(words: str) -> int:
    """Return the width of *words* in print, where a Han character is two wide."""
    if words.isascii():
        return len(words)
    rest = _SURELY_WIDE.sub("", words)
    beyond = 0 if rest.isascii() else sum(unicodedata.east_asian_width(sign) in "WFA" for sign in rest)
    return 2 * len(words) - len(rest) + beyond


def _signs(words: str) -> int:
    """Return the width of *words* where every sign is as wide as any, in half characters."""
    return 2 * len(words)


def _words(text: str) -> list[_Words]:
    lines: list[_Words] = []
    after_blank = over_page = False
    for raw in text.split("\n"):
        words = raw.strip()
        if words and words[0] in _FOLIO_OPENS and _FOLIO.fullmatch(words):
            after_blank, over_page = False, True
            continue
        if words:
            indent = raw[: len(raw) - len(raw.lstrip())]
            lines.append(_Words(words if "\t" not in raw else raw, indent, after_blank))
            over_page = False
        # blank lines around the number of a page part no paragraphs
        after_blank = not words and not over_page
    return lines


def _may_be_wrapped(lines: Sequence[_Words]) -> bool:
    """Tell whether enough lines may be broken ones, whatever their widths are."""
    broken = (
        _NARROWEST - _INDENT <= 2 * len(line.words) <= 2 * _WIDEST
        and not _SENTENCE_END.search(line.words)
        and not _OPENING.match(following.words)
        for line, following in pairwise(lines)
    )
    return sum(broken) >= _EVIDENCE


def _printed(lines: Sequence[_Words], width: Callable[[str], int]) -> list[_Printed]:
    """Return the lines with their widths; an indent counts, the one that centres a title or a signature does not."""
    indents = [min(width(line.indent), _INDENT) if line.indent else 0 for line in lines]
    return [
        _Printed(line.words, width(line.words.strip()) + indent, indent > 1, line.after_blank)
        for line, indent in zip(lines, indents, strict=True)
    ]


def _find(lines: Sequence[_Printed]) -> _Margin | None:
    """Return the margin at which the lines were broken, if they were."""
    candidates = [
        line
        for line, following in pairwise(lines)
        if _NARROWEST <= line.width <= _WIDEST
        and not _SENTENCE_END.search(line.words)
        and not _OPENING.match(following.words)
        and not _has_columns(line.words)
    ]
    if not candidates:
        return None
    broken = Counter(line.width for line in candidates)
    edge = max(broken, key=lambda width: (sum(broken[width - back] for back in range(_TIGHT + 1)), -width))
    near = sum(broken[edge - back] for back in range(_TIGHT + 1))
    full = sum(edge - _RAGGED <= line.width <= edge + _TIGHT for line in lines)
    beyond = sum(line.width > edge + _TIGHT for line in lines)
    told = (
        near >= _EVIDENCE
        and near >= _TIGHT_SHARE * len(candidates)
        and near >= _BROKEN_SHARE * full
        and full >= _FULL_SHARE * len(lines)
        and beyond <= _BEYOND_SHARE * len(lines)
    )
    if not told:
        return None
    flush = Counter(line.width for line in candidates if not line.indented)
    commonest, times = next(iter(flush.most_common(1)), (edge, 0))
    if times >= _EXACT_SHARE * flush.total() and times >= _EVIDENCE:
        return _Margin(commonest, near, exact=True)
    return _Margin(max(width for width in broken if width <= edge + _TIGHT), near, exact=False)


def _layout(lines: Sequence[_Printed], margin: _Margin) -> _Layout:
    pairs = list(pairwise(lines))
    inside = [after for line, after in pairs if margin.is_broken(line)]
    first = [after for line, after in pairs if not margin.is_full(line)]
    # in some exports a blank line stands below every line; in most the indent of the first line parts paragraphs
    gaps = sum(line.after_blank for line in inside) < _GAP_SHARE * len(inside)
    parted = sum(line.after_blank for line in first) >= _PARTED_SHARE * len(first)
    indented = any(line.indented for line in first) and (
        sum(line.indented for line in first) >= _INDENTED_SHARE * len(first)
    )
    stray = sum(line.indented for line in inside) > _STRAY_SHARE * len(inside)
    return _Layout(margin, gaps, gaps and parted, indented and not stray)


def _glue(left: str, right: str) -> str:
    return " " if _WORD.search(left) and right[:1].isascii() and right[:1].isalpha() else ""
