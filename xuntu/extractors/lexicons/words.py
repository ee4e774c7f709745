"""The door to the word lists that stand beside this module."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
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

    >>> alternatives(["整改", "整改情况"])
    '整改情况|整改'
    """
    return "|".join(map(re.escape, sorted(set(words), key=lambda word: (-len(word), word))))
