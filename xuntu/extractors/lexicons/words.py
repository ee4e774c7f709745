"""The door to the word lists that stand beside this module."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import groupby
from operator import itemgetter
from typing import Any


@cache
def load_words(subject: str) -> dict[str, Any]:
    """Return the word lists of *subject*, a TOML file of this folder, by key.

    >>> "整改结果" in load_words("labels")["status"]
    True
    """
    return tomllib.loads(files("xuntu.extractors.lexicons").joinpath(f"{subject}.toml").read_text(encoding="utf-8"))


def alternatives(words: Iterable[str]) -> str:
    """Return a regular expression that matches any of *words*, the longest first.

    Words that begin alike share that beginning, so that a search tries a few signs and not every word.

    >>> alternatives(["整改", "整改情况", "完成"])
    '完成|整改(?:情况|)'
    """
    return "|".join(_branches(sorted(set(words))))


def _branches(words: Sequence[str]) -> Iterator[str]:
    """Yield a branch for each first sign of the sorted *words*."""
    for sign, alike in groupby((word for word in words if word), key=itemgetter(0)):
        rests = [word[1:] for word in alike]
        inner = [*_branches(rests), *([""] if "" in rests else [])]
        yield re.escape(sign) + (inner[0] if len(inner) == 1 else f"(?:{'|'.join(inner)})")
