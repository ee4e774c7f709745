"""Questions that have a name, and how to ask them.

A question is a file ``name.rq``. Its head is made of comments: the question in Chinese, the same in English, then
``# alias NAME`` and ``# param NAME TYPE [required]: what it means`` lines. A parameter fills the line
``VALUES ?wanted_NAME { UNDEF }`` of the query.
"""

import re
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Literal, TypeAlias, cast, get_args

from xuntu.graph.rows import Rows
from xuntu.graph.sparql import Bound, Iri
from xuntu.graph.store import Store
from xuntu.ontology import QueryError

Kind: TypeAlias = Literal["text", "iri", "date"]

_PARAMETER = re.compile(r"# param (?P<name>\w+) (?P<kind>\w+)(?P<required> required)?: (?P<meaning>.+)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question may be told: a name, how its text is read, and whether the question needs it."""

    name: str
    kind: Kind
    meaning: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A query with a name; ``chinese`` and ``english`` say what it asks."""

    name: str
    aliases: tuple[str, ...]
    chinese: str
    english: str
    parameters: tuple[Parameter, ...]
    sparql: str


@cache
def load_questions() -> dict[str, Question]:
    """Return the questions by name, in the order of their names."""
    found = [path for path in files("xuntu.graph.queries").iterdir() if path.name.endswith(".rq")]
    questions = [_to_question(path.name.removesuffix(".rq"), path.read_text(encoding="utf-8")) for path in found]
    return {question.name: question for question in sorted(questions, key=lambda question: question.name)}


def find_question(name: str) -> Question:
    """Return the question of that name or alias; raises ``QueryError`` that names the nearest ones.

    >>> find_question("cq01").name
    'recurring'
    """
    questions = load_questions()
    by_alias = {alias: question for question in questions.values() for alias in question.aliases}
    found = questions.get(name) or by_alias.get(name)
    if found:
        return found
    near = get_close_matches(name, [*questions, *by_alias], n=3, cutoff=0.5)
    hint = f"是不是 {'、'.join(near)}？" if near else ""
    raise QueryError(f"没有名为 {name} 的问题；{hint}全部问题见 xuntu query --list")


def ask(store: Store, name: str, **parameters: str | date | None) -> Rows:
    """Return the answer to a named question.

    Raises ``QueryError`` for an unknown name, an unknown or missing parameter, or a value that cannot be read.
    """
    question = find_question(name)
    known = {parameter.name: parameter for parameter in question.parameters}
    for given in parameters:
        if given not in known:
            told = "、".join(known) or "不带参数"
            raise QueryError(f"问题 {question.name} 没有参数 {given}；它的参数：{told}")
    bound: dict[str, Bound | None] = {}
    for parameter in question.parameters:
        value = parameters.get(parameter.name)
        if value is None and parameter.required:
            raise QueryError(f"问题 {question.name} 需要参数 {parameter.name}：{parameter.meaning}")
        bound[f"wanted_{parameter.name}"] = None if value is None else _read_value(parameter, value)
    return store.query(question.sparql, bound)


def _read_value(parameter: Parameter, value: str | date) -> Bound:
    if parameter.kind == "date":
        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError as error:
            raise QueryError(f"参数 {parameter.name} 不是日期：{value}；写成 2024-12-31") from error
    return Iri(value) if parameter.kind == "iri" else str(value)


def _to_question(name: str, sparql: str) -> Question:
    head = [line for line in sparql.splitlines() if line.startswith("# ")]
    parameters = [found for line in head if (found := _PARAMETER.fullmatch(line))]
    return Question(
        name,
        tuple(line.removeprefix("# alias ").strip() for line in head if line.startswith("# alias ")),
        head[0].removeprefix("# "),
        head[1].removeprefix("# "),
        tuple(_to_parameter(found) for found in parameters),
        sparql,
    )


def _to_parameter(found: re.Match[str]) -> Parameter:
    kind = found["kind"]
    if kind not in get_args(Kind):
        raise QueryError(f"参数类型 {kind} 未知；可用 text、iri、date")
    return Parameter(found["name"], cast("Kind", kind), found["meaning"], bool(found["required"]))
