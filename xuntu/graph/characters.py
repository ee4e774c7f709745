"""Text as search sees it: its letters, digits and Chinese characters, in one width and one case, each by itself.

A word of Chinese has no ends that could be seen; so every character is a token of its own, and a word is a phrase of
tokens. Punctuation and spaces are no tokens: 财务、管理 is found by 财务管理, and 《办法》 with or without its marks.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

BREAK: Final = "\x1f"
"""Stands between the names of one thing, so that no word is found across two of them."""
_STOP: Final = "\ue000"  # no letter, and nothing that a user types becomes it
_WORD: Final = re.compile(r"[\"“”「」『』]([^\"“”「」『』]+)[\"“”「」『』]|\w+")
_LONGEST: Final = 200
_SIDE: Final = 26

Piece: TypeAlias = tuple[str, bool]
"""A piece of a text, and whether it is what was searched for."""


class _Folded(dict[int, str]):
    """What stands for each character, found once: its letters in half width and lower case, nothing for a mark."""

    def __missing__(self, code: int) -> str:
        narrow = unicodedata.normalize("NFKC", chr(code)).casefold()
        self[code] = "".join(mark for mark in narrow if mark.isalnum())
        return self[code]


_FOLDED: Final = _Folded({ord(BREAK): _STOP})


def fold(text: str) -> str:
    """Return the characters of *text* that search compares.

    >>> fold("《ＡＩ财务管理办法（试行）》第２条")
    'ai财务管理办法试行第2条'
    """
    return text.translate(_FOLDED)


def to_tokens(text: str) -> str:
    """Return *text* as the index keeps it.

    >>> to_tokens("整改，完成")
    '整 改 完 成'
    """
    return " ".join(text.translate(_FOLDED))


def read_terms(text: str) -> tuple[str, ...]:
    """Return the words that a user searches for, folded: those in quotes whole, others parted by what is no letter.

    >>> read_terms("水务局 “工程款，支付” OR NEAR(")
    ('水务局', '工程款支付', 'or', 'near')
    """
    asked = unicodedata.normalize("NFKC", text[:_LONGEST])
    return tuple(dict.fromkeys(filter(None, (fold(word[1] or word[0]) for word in _WORD.finditer(asked)))))


def mark(text: str, terms: Sequence[str]) -> list[Piece]:
    """Return *text* in pieces, those that are one of the folded *terms* marked.

    >>> mark("财务、管理办法", ["财务管理"])
    [('财务、管理', True), ('办法', False)]
    """
    places: list[int] = []
    folded = ""
    for place, character in enumerate(text):
        kept = fold(character)
        folded += kept
        places += [place] * len(kept)
    found = sorted(
        (places[hit.start()], places[hit.end() - 1] + 1)
        for term in terms
        for hit in re.finditer(re.escape(term), folded)
    )
    return list(_cut(text, found))


def snip(text: str, terms: Sequence[str], *, side: int = _SIDE) -> list[Piece]:
    """Return what stands around the first of the folded *terms* in *text*, in pieces as ``mark`` gives them.

    >>> snip("项目建设中工程款支付不规范", ["工程款"], side=2)
    [('…', False), ('设中', False), ('工程款', True), ('支付', False), ('…', False)]
    """
    pieces = mark(text, terms)
    first = next((place for place, (_, marked) in enumerate(pieces) if marked), 0)
    before = sum(len(piece) for piece, _ in pieces[:first])
    start = max(before - side, 0)
    end = before + len(pieces[first][0] if pieces else "") + side
    dots = [("…", False)]
    return [*(dots if start else []), *mark(text[start:end], terms), *(dots if end < len(text) else [])]


def _cut(text: str, found: Sequence[tuple[int, int]]) -> Iterator[Piece]:
    last = 0
    for start, end in found:
        if end <= last:
            continue
        if start > last:
            yield text[last:start], False
        yield text[max(start, last) : end], True
        last = end
    if last < len(text):
        yield text[last:], False
