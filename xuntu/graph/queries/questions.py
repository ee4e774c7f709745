"""Questions that have a name, and how to ask them.

A question is a file ``name.rq``. Its head is made of comments: the question in Chinese, the same in English, then

    # about: 说明 / what else there is to know
    # alias NAME
    # param NAME KIND [required] [= DEFAULT]: 中文 / English
    # column NAME: 中文 / English
    # paged

``paged`` is an answer of about one row for each finding, unit by unit, whose first rows are made without the others.
Parameters fill slots, lines such as ``VALUES ?u { UNDEF }``; ``values`` says which, and how each kind is read.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import cast, get_args

from xuntu.graph.queries.order import Order, take_order
from xuntu.graph.queries.pages import find_pages
from xuntu.graph.queries.values import Kind, Told, find_narrowed, read_value, slot_of
from xuntu.graph.rows import Rows
from xuntu.graph.sparql import Iri, Slot, bind, declare
from xuntu.graph.store import Store
from xuntu.ontology import PREFIXES, QueryError

_PARAMETER = re.compile(
    r"# param (?P<name>\w+) (?P<kind>\w+)(?P<required> required)?(?: = (?P<default>\S+))?: (?P<meaning>.+)"
)
_FINDINGS = "VALUES ?f { UNDEF }"
_HEAD = re.compile(r"# (?:param|column|alias|about:|paged)\b")
_COLUMN = re.compile(r"# column (?P<name>\w+): (?P<meaning>.+)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question may be told: a name, how its text is read, and whether the question needs it.

    ``meaning`` is in Chinese and, after `` / ``, in English; ``default`` stands where nothing is told.
    """

    name: str
    kind: Kind
    meaning: str
    required: bool = False
    default: str | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """What stands in one column of the answer, in Chinese and, after `` / ``, in English."""

    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Question:
    """A query with a name; ``chinese`` and ``english`` say what it asks, ``about`` what else there is to know."""

    name: str
    aliases: tuple[str, ...]
    chinese: str
    english: str
    about: str | None
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    sparql: str
    order: Order
    paged: bool = False


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


def ask(store: Store, name: str, *, limit: int | None = None, **parameters: Told | None) -> Rows:
    """Return the answer to a named question, its first *limit* rows where one is given.

    Raises ``QueryError`` for an unknown name, an unknown or missing parameter, or a value that cannot be read.
    """
    question = find_question(name)
    slots = read_slots(store, question, parameters)
    if limit is None or not question.paged:
        return _answer(store, question, slots).head(limit)
    found = Rows(tuple(column.name for column in question.columns), ())
    for page in find_pages(store, slots, limit):
        found = Rows(found.columns, found.rows + _answer(store, question, page).rows)
        if len(found) >= limit:
            break
    return found.head(limit)


def read_slots(store: Store, question: Question, parameters: Mapping[str, Told | None]) -> dict[str, Slot]:
    """Return what the slots of a question are filled with; raises ``QueryError`` as ``ask`` does."""
    known = {parameter.name: parameter for parameter in question.parameters}
    for given in parameters:
        if given not in known:
            told = "、".join(known) or "不带参数"
            raise QueryError(f"问题 {question.name} 没有参数 {given}；它的参数：{told}")
    slots: dict[str, Slot] = {}
    for parameter in question.parameters:
        value = parameters.get(parameter.name)
        if value is None and parameter.required:
            raise QueryError(f"问题 {question.name} 需要参数 {parameter.name}：{parameter.meaning}")
        value = parameter.default if value is None else value
        read = None if value is None else read_value(store, parameter.kind, parameter.name, value)
        slot = slot_of(parameter.kind, parameter.name)
        slots[slot] = _both(slots.get(slot), read)
    return slots


def find_faults(store: Store, name: str, parameters: Mapping[str, Told]) -> dict[str, str]:
    """Return what is wrong with each parameter of a question by itself, in words; ``{}`` where nothing is.

    A parameter that names nothing in the graph is not wrong. Raises ``QueryError`` for an unknown question.
    """
    question = find_question(name)
    faults: dict[str, str] = {}
    for parameter in question.parameters:
        told = {parameter.name: parameters[parameter.name]} if parameter.name in parameters else {}
        try:
            read_slots(store, replace(question, parameters=(parameter,)), told)
        except QueryError as error:
            faults[parameter.name] = str(error)
    return faults


def to_sparql(store: Store, name: str, parameters: Mapping[str, Told | None]) -> str:
    """Return the SPARQL that a question with its *parameters* is: prefixes, what it asks, and the query.

    Raises ``QueryError`` as ``ask`` does.
    """
    question = find_question(name)
    asks = "\n".join(line for line in question.sparql.splitlines() if not _HEAD.match(line))
    text = bind(asks, read_slots(store, question, parameters))
    declared = declare(text, PREFIXES)
    prefixes = declared[: len(declared) - len(text)].strip().replace("> PREFIX", ">\nPREFIX")
    return f"{prefixes}\n{text}\n"


def narrow(store: Store, question: Question, slots: Mapping[str, Slot]) -> dict[str, Slot]:
    """Return *slots* with the findings that units and inspections leave, where the question has a slot for them."""
    if _FINDINGS not in question.sparql or slots.get("f") is not None:
        return dict(slots)
    return {**slots, "f": find_narrowed(store, slots.get("u"), slots.get("i"))}


def _answer(store: Store, question: Question, slots: Mapping[str, Slot]) -> Rows:
    return question.order.put(store.query(question.order.sparql, narrow(store, question, slots)))


def _both(one: Slot, other: Slot) -> Slot:
    """Return what two parameters of one slot leave: a unit *and* a place are the units of that name in that place."""
    if isinstance(one, tuple) and isinstance(other, tuple):
        among = set(other)
        return tuple(Iri(each) for each in one if each in among)
    return other if one is None else one


def _to_question(name: str, sparql: str) -> Question:
    head = [line for line in sparql.splitlines() if line.startswith("# ")]
    columns = tuple(Column(found["name"], found["meaning"]) for line in head if (found := _COLUMN.fullmatch(line)))
    about = [line.removeprefix("# about: ") for line in head if line.startswith("# about: ")]
    return Question(
        name,
        tuple(line.removeprefix("# alias ").strip() for line in head if line.startswith("# alias ")),
        head[0].removeprefix("# "),
        head[1].removeprefix("# "),
        about[0] if about else None,
        tuple(_to_parameter(found) for line in head if (found := _PARAMETER.fullmatch(line))),
        columns,
        sparql,
        take_order(sparql, [column.name for column in columns]),
        "# paged" in head,
    )


def _to_parameter(found: re.Match[str]) -> Parameter:
    kind = found["kind"]
    if kind not in get_args(Kind):
        raise QueryError(f"参数类型 {kind} 未知；可用 {'、'.join(get_args(Kind))}")
    return Parameter(found["name"], cast("Kind", kind), found["meaning"], bool(found["required"]), found["default"])
