"""Pages from templates: every value is escaped, and marks that reorder the text around them are taken out."""

import hashlib
import json
from functools import cache, partial
from importlib.resources import files
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from xuntu.graph import DRAWING, Language, in_script, read_drawing
from xuntu.ontology import clean
from xuntu.serving.pages.links import is_ours, to_path, to_query
from xuntu.serving.pages.page import Asked, Page

_STATIC: Final = "/static/"
_DRAWING: Final = "/static/drawing/"


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
    return clean(value) if type(value) is str else "" if value is None else value


@cache
def _words(language: Language) -> dict[str, str]:
    """Return the words of all pages: ``words/*.zh.json`` or ``words/*.en.json``, each key once."""
    words: dict[str, str] = {}
    folder = files("xuntu.serving") / "templates" / "words"
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        if file.name.endswith(f".{language}.json"):
            words |= json.loads(file.read_text(encoding="utf-8"))
    return words
