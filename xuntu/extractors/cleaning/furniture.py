"""Which lines of a page are not the notice: buttons, paths, counters, share bars, intruders, navigation."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from xuntu.extractors.lexicons import alternatives, load_words

_WORDS = load_words("furniture")
_KEEP = re.compile(alternatives(_WORDS["lines"]["keep"]))
# the clock of a page, which is no header fact
_CLOCK = re.compile("(?:当前|北京|系统|现在)时间")
_EDGE = r"[\[\]【】()（）<>＞»›|｜/·•、:： *]*+"
_BUTTON = alternatives(_WORDS["lines"]["buttons"])
_FURNITURE = re.compile("|".join([rf"{_EDGE}(?>(?>{_BUTTON}){_EDGE})++", *_WORDS["lines"]["patterns"]]))
_SPAM = re.compile(alternatives(_WORDS["spam"]["words"]))
_GENRE = re.compile(alternatives(_WORDS["spam"]["genre"]))
_MARKER = re.compile("|".join(_WORDS["tail"]["markers"]))
_CONTENT = re.compile("|".join(f"(?:{pattern})" for pattern in _WORDS["tail"]["content"]))
_SENTENCE = re.compile("[。；;！!？?]")
_SENTENCE_END = re.compile(r"[。；;：:，,、][”’」』）)]?$")

_LONGEST_FURNITURE = 300
_LONGEST_HEADLINE = 120
# a tail is cut only below a notice: so many sentences must stand above its marker, so many headlines below
_SENTENCES_ABOVE, _HEADLINES_BELOW = 2, 2


@dataclass(frozen=True, slots=True)
class Furniture:
    """Lines of a page to leave out, as sorted indices; ``tail`` is where its navigation tail begins."""

    lines: tuple[int, ...] = ()
    spam: tuple[int, ...] = ()
    tail: int | None = None


def find_furniture(lines: Sequence[str]) -> Furniture:
    """Return which of the mended *lines* do not belong to the notice.

    >>> find_furniture(["首页>政务公开>巡察整改", "来源：某县纪委 点击量：24次", "欢迎监督。", "打印 关闭"])
    Furniture(lines=(0, 3), spam=(), tail=None)
    """
    dropped = [index for index, line in enumerate(lines) if is_furniture(line)]
    spam = [index for index, line in enumerate(lines) if is_spam(line)]
    tail = _find_tail(lines, {*dropped, *spam})
    if tail is None:
        return Furniture(tuple(dropped), tuple(spam))
    return Furniture(tuple(i for i in dropped if i < tail), tuple(i for i in spam if i < tail), tail)


def is_furniture(line: str) -> bool:
    """Return whether the whole *line* is page furniture; a line with source or date never is."""
    if len(line) > _LONGEST_FURNITURE or "\t" in line:
        return False
    return bool(_FURNITURE.fullmatch(line)) and not _KEEP.search(_CLOCK.sub("", line))


def is_spam(line: str) -> bool:
    """Return whether *line* advertises what no notice does."""
    words = set(_SPAM.findall(line))
    if "\t" in line:
        return False
    return len(words) > 1 or (len(words) == 1 and not _SENTENCE.search(line) and not _GENRE.search(line))


def _find_tail(lines: Sequence[str], dropped: set[int]) -> int | None:
    """Return where the headlines after the last end marker begin, ``None`` where the page ends with the notice."""
    start = len(lines)
    while start and (start - 1 in dropped or _is_headline(lines[start - 1])):
        start -= 1
    # lines[start:] hold neither a sentence nor content; the tail begins below the first markers among them
    marker = next((i for i in range(start, len(lines)) if _MARKER.fullmatch(lines[i])), None)
    if marker is None or sum(1 for line in lines[:marker] if _SENTENCE.search(line)) < _SENTENCES_ABOVE:
        return None
    tail = marker
    while tail < len(lines) and (tail in dropped or _MARKER.fullmatch(lines[tail])):
        tail += 1
    headlines = sum(1 for i in range(tail, len(lines)) if i not in dropped)
    return tail if headlines >= _HEADLINES_BELOW else None


def _is_headline(line: str) -> bool:
    if _MARKER.fullmatch(line):
        return True
    return len(line) <= _LONGEST_HEADLINE and not (_SENTENCE_END.search(line) or _CONTENT.search(line))
