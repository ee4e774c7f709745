"""How alike two wordings are, and which of two lists belong together."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TypeVar

_NOT_A_WORD = re.compile(r"[\W_]+")
_CUT_SHORT = 0.9
_LEAST_CUT, _LEAST_SHARE = 8, 0.5

Gold = TypeVar("Gold")
Read = TypeVar("Read")


@lru_cache(maxsize=4096)
def to_plain(text: str | None) -> str:
    """Return *text* for comparison: NFKC, without white space and punctuation.

    >>> to_plain("（一）学习 不深入。")
    '一学习不深入'
    """
    return _NOT_A_WORD.sub("", unicodedata.normalize("NFKC", text or ""))


@lru_cache(maxsize=16384)
def similarity(gold: str | None, read: str | None, *, floor: float = 0.0) -> float:
    """Return how alike two wordings are, from 0 to 1; what cannot reach *floor* may be given as 0.

    A statement that is cut after its first sentence still counts as near.

    >>> similarity("学习不深入。", "学习不深入")
    1.0
    >>> similarity("学习不深入，研究不经常。", "学习不深入，研究不经")
    0.9
    >>> similarity("学习不深入", None)
    0.0
    """
    left, right = to_plain(gold), to_plain(read)
    if not left or not right:
        return 0.0
    if left == right:
        return 1.0
    if _is_cut(left, right):
        return _CUT_SHORT
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    if matcher.real_quick_ratio() < floor or matcher.quick_ratio() < floor:  # both are upper bounds
        return 0.0
    return matcher.ratio()


def _is_cut(left: str, right: str) -> bool:
    short, long = sorted((left, right), key=len)
    return len(short) >= _LEAST_CUT and long.startswith(short) and len(short) / len(long) >= _LEAST_SHARE


def align(
    gold: Sequence[Gold], read: Sequence[Read], likeness: Callable[[Gold, Read], float], *, floor: float
) -> list[tuple[int, int]]:
    """Return the index pairs that belong together, the most alike first, each index once.

    Pairs less alike than *floor* are left out; where two are equally alike, the nearer in order of appearance wins.

    >>> align(["甲", "乙"], ["乙", "丙"], lambda a, b: float(a == b), floor=0.5)
    [(1, 0)]
    """
    candidates = [
        (-score, abs(i / len(gold) - j / len(read)), i, j)
        for i, one in enumerate(gold)
        for j, other in enumerate(read)
        if (score := likeness(one, other)) >= floor
    ]
    pairs: list[tuple[int, int]] = []
    taken_gold, taken_read = set[int](), set[int]()
    for _, _, i, j in sorted(candidates):
        if i not in taken_gold and j not in taken_read:
            taken_gold.add(i)
            taken_read.add(j)
            pairs.append((i, j))
    return pairs
