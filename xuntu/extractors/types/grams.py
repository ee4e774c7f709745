"""Characters and pairs of characters of a statement: what the model of problem types weighs."""

import re
from collections.abc import Iterator

from xuntu.extractors.folding import fold

_KNOWN_NUMBERS = r"12345|pm2\.5|pm10|p2p|120急救"
_PIECE = re.compile(rf"{_KNOWN_NUMBERS}|(?:(?!{_KNOWN_NUMBERS})[^\W\d_])+")  # dates and amounts tell nothing
_DATE = re.compile(r"(?:截至)?\d+年(?:以来|底|末|初|度)?|\d+月(?:以来|份|底|末|初)?|\d+日")


def find_grams(text: str) -> Iterator[tuple[str, int]]:
    """Yield every gram of *text* with its place; none reaches over punctuation, a number or a date.

    >>> list(find_grams("党费,2019年少收3笔"))[:4]
    [('党', 0), ('党费', 0), ('费', 1), ('少', 8)]
    """
    folded = _DATE.sub(lambda date: " " * len(date[0]), fold(text).lower())
    for piece in _PIECE.finditer(folded):
        words, place = piece[0], piece.start()
        for start, character in enumerate(words, 1):
            yield character, place + start - 1
            if start < len(words):
                yield character + words[start], place + start - 1
