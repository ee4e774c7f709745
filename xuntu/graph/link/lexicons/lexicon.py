"""The door to the TOML files that stand beside this module."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load_lexicon(subject: str) -> dict[str, Any]:
    """Return the lexicon of *subject*, a TOML file of this folder.

    >>> load_lexicon("departments")["stems"]["卫生健康"]
    ['卫健']
    """
    return tomllib.loads(files("xuntu.graph.link.lexicons").joinpath(f"{subject}.toml").read_text(encoding="utf-8"))
