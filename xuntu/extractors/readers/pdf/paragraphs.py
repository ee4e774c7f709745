"""Join the lines that a page broke: a full line goes on unless the next one begins a paragraph."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from xuntu.extractors.readers.pdf.lines import Line

_SENTENCE_END = re.compile(r"[。；：！？;:!?][”’」』）)]?$")
_MARK = re.compile(
    r"[(（〔]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})(?:[)）〕]|[、.．](?!\d))"
    r"|[①-⑳]|第[一二三四五六七八九十]{1,3}[章条节]|附件"
)
# in widths of a character: how far a line may end before the margin, how far a paragraph begins behind it
_SHORT_OF, _INDENT = 1.7, 1.2
# share of lines that begin behind the margin in a text that marks paragraphs that way
_INDENTED_SHARE = 0.08
_SIZE_DIFFERS, _LEADING_DIFFERS = 0.12, 1.7


@dataclass(frozen=True, slots=True)
class Layout:
    """How a document is set: margins of its running text, size of its letters, distance of its lines."""

    left: float
    right: float
    size: float
    leading: float
    is_indented: bool


def find_layout(lines: Sequence[Line]) -> Layout:
    """Return the layout that most of the *lines* share."""
    sizes = Counter[float]()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    size = max(sizes.items(), key=lambda pair: (pair[1], -pair[0]))[0]
    body = [line for line in lines if abs(line.size - size) < 1]
    lefts, rights = sorted(line.box.left for line in body), sorted(line.box.right for line in body)
    left = lefts[len(lefts) // 20]
    steps = sorted(a.box.bottom - b.box.bottom for a, b in pairwise(body) if a.page == b.page)
    indented = sum(1 for line in body if line.box.left > left + _INDENT * size)
    return Layout(
        left=left,
        right=rights[-1 - len(rights) // 20],
        size=size,
        leading=steps[len(steps) // 2] if steps else 2 * size,
        is_indented=indented >= _INDENTED_SHARE * len(body),
    )


def join_lines(lines: Iterable[Line], layout: Layout) -> Iterator[str]:
    """Yield the paragraphs that the *lines* make."""
    paragraph = ""
    last: Line | None = None
    for line in lines:
        if last is not None and _goes_on(last, line, layout):
            paragraph = join_text(paragraph, line.text)
        else:
            if paragraph:
                yield paragraph
            paragraph = line.text
        last = line
    if paragraph:
        yield paragraph


def join_text(before: str, after: str) -> str:
    """Return two parts of a broken line as one; words of Latin letters keep a space between them.

    >>> join_text("县委第", "一巡察组"), join_text("PPP", "project")
    ('县委第一巡察组', 'PPP project')
    """
    apart = before[-1:].isascii() and after[:1].isascii() and before[-1:].isalpha() and after[:1].isalpha()
    return before + (" " if apart else "") + after


def _goes_on(line: Line, after: Line, layout: Layout) -> bool:
    if abs(line.size - after.size) > _SIZE_DIFFERS * line.size:
        return False
    if line.page == after.page and line.box.bottom - after.box.bottom > _LEADING_DIFFERS * layout.leading:
        return False
    if _is_title(line, layout) and _is_title(after, layout):
        return True
    if line.box.right < layout.right - _SHORT_OF * line.size or after.box.left > layout.left + _INDENT * line.size:
        return False
    return layout.is_indented or not (_SENTENCE_END.search(line.text) or _MARK.match(after.text))


def _is_title(line: Line, layout: Layout) -> bool:
    """Return whether *line* is set larger than the text and in the middle of it."""
    middle = (line.box.left + line.box.right) / 2
    is_centred = abs(middle - (layout.left + layout.right) / 2) < 2 * line.size
    return is_centred and line.size > (1 + _SIZE_DIFFERS) * layout.size
