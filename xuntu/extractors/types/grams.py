"""Characters and pairs of characters of a statement: what the model of problem types weighs."""

import re
from operator import add
from typing import NamedTuple

from xuntu.extractors.folding import fold

_KNOWN_NUMBERS = r"12345|pm2\.5|pm10|p2p|120急救"
_KNOWN = re.compile(_KNOWN_NUMBERS)
_LETTERS = re.compile(r"[^\W\d_]+")  # dates and amounts tell nothing
_LETTERS_OR_KNOWN = re.compile(rf"{_KNOWN_NUMBERS}|(?:(?!{_KNOWN_NUMBERS})[^\W\d_])+")
_DIGIT = re.compile(r"\d")
_DATE = re.compile(r"(?:截至)?(?<!\d)\d++(?:年(?:以来|底|末|初|度)?|月(?:以来|份|底|末|初)?|日)")


class Piece(NamedTuple):
    """A run of letters in a text, and where it starts; no gram reaches over its ends."""

    start: int
    words: str


def find_pieces(text: str) -> list[Piece]:
    """Return the runs of letters in *text*, parted by punctuation, numbers and dates.

    >>> find_pieces("党费,2019年少收3笔")
    [Piece(start=0, words='党费'), Piece(start=8, words='少收'), Piece(start=11, words='笔')]
    """
    folded, letters = fold(text).lower(), _LETTERS
    if _DIGIT.search(folded):
        folded = _DATE.sub(lambda date: " " * len(date[0]), folded)
        letters = _LETTERS_OR_KNOWN if _KNOWN.search(folded) else _LETTERS
    return [Piece(match.start(), match[0]) for match in letters.finditer(folded)]


def to_grams(words: str) -> list[str]:
    """Return the characters of a run of letters, then its pairs of neighbours.

    >>> to_grams("收党费")
    ['收', '党', '费', '收党', '党费']
    """
    return [*words, *map(add, words, words[1:])]
