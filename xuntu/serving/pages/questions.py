"""The named questions: the list of them, the form of each, and its answer as a table, as pictures and as files."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from xuntu.graph import Question, Rows, ask, count_documents, find_faults, find_question, load_questions, to_sparql
from xuntu.ontology import QueryError
from xuntu.serving.pages.charts import choose_charts
from xuntu.serving.pages.downloads import FORMS, to_file
from xuntu.serving.pages.forms import make_fields, speak
from xuntu.serving.pages.groups import find_questions
from xuntu.serving.pages.page import Asked, Page
from xuntu.serving.pages.tables import SIZES, Order, Table
from xuntu.serving.pages.templates import say, show

if TYPE_CHECKING:
    from xuntu.serving.tasks import Reading

_LONGEST_ADDRESS: Final = 6_000
"""Characters of SPARQL that an address can carry to the editor."""
_LARGE: Final = 500
"""Documents from which on a question without any condition is not asked before its reader says so."""
_PICTURED: Final = 20
_MOST_ADVICE: Final = 4


@dataclass(frozen=True, slots=True)
class Answered:
    """What a question gave: its rows, whether there are *more*, and whether these are all that are ever given."""

    rows: Rows
    more: bool
    whole: bool


def show_questions(_: "Reading", asked: Asked) -> Page:
    """Return the list of the questions, those that have the words ``q``."""
    return _list(asked)


def show_question(reading: "Reading", asked: Asked) -> Page:
    """Return the form of a question with its answer, or the answer as a file: ``name.csv``, ``.xlsx``, ``.json``."""
    name, _, form = dict(asked.fields[::-1]).get("name", "").partition(".")
    if (form and form not in FORMS) or not _is_question(name):
        return _list(asked, unknown=name)
    question = find_question(name)
    told = read_told(question, asked)
    if form:
        return _download(reading, question, told, asked, form)
    try:
        return _answer(reading, question, told, asked)
    except QueryError as error:
        faults = find_faults(reading.store, question.name, told)
        return _show(reading, question, told, asked, faults=faults, fault="" if faults else str(error), status=400)


def read_told(question: Question, asked: Asked) -> dict[str, str]:
    """Return what the fields of a form tell a question, without those that are empty."""
    names = [parameter.name for parameter in question.parameters]
    return {name: value for name in names if (value := asked.get(name))}


def ask_again(reading: "Reading", question: Question, told: Mapping[str, str], *, most: int) -> Answered:
    """Return the first *most* rows of an answer, from memory where it was asked lately."""
    whole = not question.paged or most >= reading.limits.rows
    most = reading.limits.rows if whole else most
    key = ("question", question.name, tuple(sorted(told.items())), most)
    rows = reading.memory.recall(key, lambda: ask(reading.store, question.name, limit=most + 1, **told), weigh=len)
    return Answered(rows.head(most), len(rows) > most, whole)


def _answer(reading: "Reading", question: Question, told: Mapping[str, str], asked: Asked) -> Page:
    required = [each.name for each in question.parameters if each.required and each.name not in told]
    if required:
        given = {name for name, _ in asked.fields} & {parameter.name for parameter in question.parameters}
        faults = find_faults(reading.store, question.name, told) if given else {}
        return _show(reading, question, told, asked, faults=faults, status=400 if faults else 200)
    if not told and not question.paged and not asked.get("all") and _is_large(reading):
        return _show(reading, question, told, asked, waits=True)
    answered = ask_again(reading, question, told, most=_how_many(reading, question, asked))
    return _show(reading, question, told, asked, answered=answered)


def _is_large(reading: "Reading") -> bool:
    """Tell whether a question of everything may take seconds."""
    return reading.memory.recall("documents", lambda: count_documents(reading.store)) > _LARGE


def _how_many(reading: "Reading", question: Question, asked: Asked) -> int:
    """Return how many rows a page needs: of long answers the first ones, unless all must be known to show it."""
    whole = not question.paged or any(asked.get(name) for name in ("sort", "filter", "all"))
    return reading.limits.rows if whole else min(asked.number("page", 1) * _size(asked), reading.limits.rows)


def _size(asked: Asked) -> int:
    size = asked.number("size", SIZES[0])
    return size if size in SIZES else SIZES[0]


def _show(
    reading: "Reading",
    question: Question,
    told: Mapping[str, str],
    asked: Asked,
    *,
    answered: Answered | None = None,
    faults: Mapping[str, str] | None = None,
    fault: str = "",
    waits: bool = False,
    status: int = 200,
) -> Page:
    language = asked.language
    fields = make_fields(reading, question, told, faults or {}, language)
    values: dict[str, object] = {
        "question": question,
        "asks": question.chinese if language == "zh" else question.english,
        "beside": question.english if language == "zh" else question.chinese,
        "about": speak(question.about or "", language),
        "fields": fields,
        "called": {each.name: each.label or say(f"question_kind_{each.kind}", language) for each in fields},
        "fault": fault,
        "waits": waits,
        "told": told,
        "answer": None,
    }
    if answered:
        values |= _lay_out(reading, question, told, asked, answered)
    return show("question.html", replace(asked, page="questions"), status=status, **values)


def _lay_out(
    reading: "Reading", question: Question, told: Mapping[str, str], asked: Asked, answered: Answered
) -> dict[str, object]:
    """Return what the template needs to show an answer."""
    order = Order(asked.get("sort"), asked.get("dir") == "desc")
    whole = Table.of(question, answered.rows, asked.language)
    table = whole.filter(asked.get("filter")).sort(order)
    size = _size(asked)
    pages = max((len(table.rows) + size - 1) // size, 1)
    page = min(max(asked.number("page", 1), 1), pages)
    partial = answered.more and not answered.whole
    sparql = to_sparql(reading.store, question.name, told)
    told_again = {**told, "sort": order.column, "dir": asked.get("dir"), "filter": asked.get("filter")}
    return {
        "answer": table,
        "lines": table.page(page, size),
        "first": (page - 1) * size,
        "number": len(table.rows),
        "all": len(whole.rows),
        "partial": partial,
        "truncated": answered.more and not partial,
        "page": page,
        "pages": pages + (1 if partial and page == pages else 0),
        "size": size,
        "sizes": SIZES,
        "order": order,
        "kept": {**told_again, "size": "" if size == SIZES[0] else size, "all": asked.get("all")},
        "charts": [] if partial else choose_charts(table),
        "pictured": table.links(_PICTURED),
        "sparql": sparql,
        "portable": len(sparql) < _LONGEST_ADDRESS,
        "advice": _advise(reading, question, told) if not len(whole.rows) else [],
    }


def _advise(reading: "Reading", question: Question, told: Mapping[str, str]) -> list[tuple[str, int]]:
    """Return what may be left out so that there are rows, each with how many there are without it."""
    required = {parameter.name for parameter in question.parameters if parameter.required}
    loose = [name for name in told if name not in required][:_MOST_ADVICE]
    found: list[tuple[str, int]] = []
    for name in loose:
        without = {key: value for key, value in told.items() if key != name}
        found.append((name, len(ask_again(reading, question, without, most=SIZES[0]).rows)))
    return sorted((pair for pair in found if pair[1]), key=lambda pair: -pair[1])


def _download(reading: "Reading", question: Question, told: Mapping[str, str], asked: Asked, form: str) -> Page:
    answered = ask_again(reading, question, told, most=reading.limits.rows)
    table = Table.of(question, answered.rows, asked.language).filter(asked.get("filter"))
    table = table.sort(Order(asked.get("sort"), asked.get("dir") == "desc"))
    return to_file(table, question, told, form, truncated=answered.more)


def _list(asked: Asked, *, unknown: str = "") -> Page:
    groups = find_questions(asked.get("q"))
    number = len({question.name for group in groups for question in group.questions})
    asked = replace(asked, page="questions")
    return show("questions.html", asked, status=404 if unknown else 200, groups=groups, number=number, unknown=unknown)


def _is_question(name: str) -> bool:
    questions = load_questions()
    return name in questions or any(name in question.aliases for question in questions.values())
