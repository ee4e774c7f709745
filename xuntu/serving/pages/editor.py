"""The page on which SPARQL is written by hand, and what its editor needs to know."""

import json
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from xuntu.graph import list_words, load_questions
from xuntu.ontology import PREFIXES
from xuntu.serving.pages.page import Asked, Page
from xuntu.serving.pages.templates import say_all, show

if TYPE_CHECKING:
    from xuntu.serving.tasks import Reading

_LONGEST: Final = 60_000


@dataclass(frozen=True, slots=True)
class Example:
    """A small query to learn from: its title in both languages, a sentence on how it works."""

    name: str
    chinese: str
    english: str
    about: str
    sparql: str


@cache
def load_examples() -> tuple[Example, ...]:
    """Return the examples, from easy to hard.

    >>> load_examples()[0].chinese
    '被巡视巡察的单位'
    """
    folder = files("xuntu.serving") / "examples"
    found = sorted((one for one in folder.iterdir() if one.name.endswith(".rq")), key=lambda one: one.name)
    return tuple(_to_example(one.name.removesuffix(".rq"), one.read_text(encoding="utf-8")) for one in found)


def show_editor(reading: "Reading", asked: Asked) -> Page:  # noqa: ARG001  # it reads nothing
    """Return the page; the fields ``query``, ``example`` and ``question`` say what stands in the editor."""
    examples, questions = load_examples(), load_questions()
    texts = {one.name: one.sparql for one in examples}
    question = questions.get(asked.get("question"))
    query = asked.get("query")[:_LONGEST] or texts.get(asked.get("example")) or (question.sparql if question else "")
    return show(
        "editor.html",
        asked,
        query=query or examples[0].sparql,
        told=bool(query),
        examples=examples,
        questions=list(questions.values()),
        script=say_all("editor_", asked.language),
        prefixes=PREFIXES,
    )


def give_vocabulary(reading: "Reading", asked: Asked) -> Page:  # noqa: ARG001  # it is the same for everyone
    """Return the words that the editor offers, and the prefixes, as JSON."""
    words = [
        [word.name, word.sort, word.chinese, word.english, list(word.others), word.meaning]
        for word in list_words(reading.store)
    ]
    body = json.dumps({"prefixes": PREFIXES, "words": words}, ensure_ascii=False, separators=(",", ":"))
    page = Page(body.encode(), 200, "application/json")
    return replace(page, headers={"Cache-Control": "private, max-age=600"})


def _to_example(name: str, text: str) -> Example:
    *head, sparql = text.split("\n", 3)
    chinese, english, about = (line.removeprefix("# ") for line in head)
    return Example(name, chinese, english, about, sparql.strip())
