"""Pages from templates: every value is escaped, and marks that reorder the text around them are taken out."""

import hashlib
import json
import re
from functools import cache, partial
from importlib.resources import files
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from xuntu.graph import DRAWING, Language, read_drawing
from xuntu.serving.pages.links import is_ours, to_path, to_query
from xuntu.serving.pages.page import Asked, Page

# What has no business in a page: control characters, and marks that reorder the text around them.
_UNSEEN: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_STATIC: Final = "/static/"
_DRAWING: Final = "/static/drawing/"
_IN_SCRIPT: Final = {ord(mark): f"\\u{ord(mark):04x}" for mark in "<>&\u2028\u2029"}


def show(template: str, asked: Asked, *, status: int = 200, **values: object) -> Page:
    """Return the page that *template* makes of *values*.

    Templates know ``words`` (in the language of the page), ``asked``, ``to(iri)`` (the path of a thing's page),
    ``at(path, field=…)`` (a path of ours with fields) and ``ours(iri)``.
    """

    def at(path: str, **fields: object) -> str:
        version = {"v": _version(path)} if path.startswith(_STATIC) else {}
        return to_query(path, version | fields, asked.root)

    body = (
        _environment()
        .get_template(template)
        .render(
            values,
            asked=asked,
            words=_words(asked.language),
            lang="zh-CN" if asked.language == "zh" else "en",
            to=partial(to_path, root=asked.root),
            at=at,
            ours=is_ours,
        )
    )
    return Page(body.encode(), status)


def say(key: str, language: Language) -> str:
    """Return one of the words of the pages.

    >>> say("graph", "en")
    'Graph'
    """
    return _words(language)[key]


def say_all(prefix: str, language: Language) -> dict[str, str]:
    """Return the words of a group, by their keys without the prefix: those that a script needs."""
    return {key.removeprefix(prefix): word for key, word in _words(language).items() if key.startswith(prefix)}


def clean(value: object) -> str:
    r"""Return a value as text to be read: without control characters and marks that reorder it.

    >>> clean("甲\u202e乙\x07")
    '甲乙'
    """
    return _UNSEEN.sub("", str(value))


def in_script(value: object) -> str:
    r"""Return a value as JSON that may stand inside a script element.

    >>> print(in_script("</script>"))
    "\u003c/script\u003e"
    """
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_IN_SCRIPT)


@cache
def _version(path: str) -> str:
    """Return what a file of ``static/`` is asked with, so that browsers keep it until it changes."""
    name = path.removeprefix(_DRAWING)
    file = files("xuntu.serving").joinpath(path[1:])
    text = read_drawing(name) if name in DRAWING else file.read_bytes() if file.is_file() else b""
    return hashlib.sha256(text).hexdigest()[:10]


@cache
def _environment() -> Environment:
    from markupsafe import Markup

    environment = Environment(
        loader=PackageLoader("xuntu.serving", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["in_script"] = lambda value: Markup(in_script(value))  # noqa: S704  # escaped there
    return environment


def _shown(value: Any) -> Any:
    return _UNSEEN.sub("", value) if type(value) is str else "" if value is None else value


@cache
def _words(language: Language) -> dict[str, str]:
    """Return the words of all pages: ``words/*.zh.json`` or ``words/*.en.json``, each key once."""
    words: dict[str, str] = {}
    folder = files("xuntu.serving") / "templates" / "words"
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        if file.name.endswith(f".{language}.json"):
            words |= json.loads(file.read_text(encoding="utf-8"))
    return words
