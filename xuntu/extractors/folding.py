"""A text of the same length in one width of punctuation, for matching only."""

import re
from functools import lru_cache

_FOLDED = {
    **{chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    "　": " ", "\xa0": " ", "\t": " ",
    "「": "“", "」": "”", "『": "“", "』": "”", "﹝": "〔", "﹞": "〕", "【": "[", "】": "]",
    "．": ".", "﹒": ".", "︰": ":", "∶": ":", "—": "-", "–": "-", "－": "-", "〈": "<", "〉": ">",
    "﹤": "<", "﹥": ">",
    "‘": "“", "’": "”",
}  # fmt: skip
_SHORT = 400  # headings are folded again and again; longer texts are not kept
# nearly all that is wide is one of these: replaced one by one at the speed of a search
_COMMON = tuple((wide, _FOLDED[wide]) for wide in "，：；（）！？　")
_RARE = re.compile(f"[{''.join(re.escape(wide) for wide in sorted(_FOLDED.keys() - dict(_COMMON).keys()))}]")


def fold(text: str) -> str:
    """Return *text* with half-width punctuation, digits and letters, character for character.

    Chinese quotation marks, 、 。 and 《》 stay, so that offsets and sentence ends are those of *text*.

    >>> fold("（一）反馈问题：学习不深。")
    '(一)反馈问题:学习不深。'
    """
    return _fold_short(text) if len(text) <= _SHORT else _fold(text)


@lru_cache(maxsize=4096)
def _fold_short(text: str) -> str:
    return _fold(text)


def _fold(text: str) -> str:
    folded = text
    for wide, narrow in _COMMON:
        folded = folded.replace(wide, narrow)
    folded = _RARE.sub(_narrow, folded)
    return _paired(folded) if '"' in folded else folded


def _narrow(wide: re.Match[str]) -> str:
    return _FOLDED[wide[0]]


def _paired(folded: str) -> str:
    """Turn straight quotation marks into “ and ”, in turn within each line."""
    lines = []
    for line in folded.split("\n"):
        opening, *rest = line.split('"')
        lines.append(opening + "".join(("“" if turn % 2 == 0 else "”") + part for turn, part in enumerate(rest)))
    return "\n".join(lines)
