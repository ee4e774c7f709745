"""The named questions as a page asks them, and the tables by which it reads what they are told.

The page fills slots as ``queries.values`` does, with the same queries (``facts/``) and the same words.
"""

import re
from dataclasses import asdict
from importlib.resources import files
from typing import Final

from xuntu.graph.legend import Language
from xuntu.graph.queries import Parameter, Question, load_groups, load_questions
from xuntu.graph.queries.order import Order
from xuntu.graph.queries.values import FEW, LEVELS, STATUSES, slot_of
from xuntu.ontology import LEVEL, PREFIXES, STATUS, load_divisions, load_problems, problem_iri

_FACTS: Final = (
    "findings-of-inspections", "findings-of-units", "levels", "named-inspectors", "named-rounds", "named-units",
    "placed-units", "places", "years",
)  # fmt: skip
_HEAD: Final = re.compile(r"^# (?:param |column |alias |about:|paged).*\n", re.MULTILINE)


def tell_questions(language: Language) -> dict[str, object]:
    """Return the questions, in groups, and what the page must know to ask them, as plain values for JSON."""
    iris = {str(normal): iri for normal, iri in STATUS.items()}
    return {
        "prefixes": PREFIXES,
        "groups": [
            {"name": group.named(language), "questions": [each.name for each in group.questions]}
            for group in load_groups()
        ],
        "questions": {name: _tell(question, language) for name, question in load_questions().items()},
        "facts": {name: _read_fact(name) for name in _FACTS},
        "few": FEW,
        "levels": [[*words, LEVEL[words[0]]] for words in LEVELS],
        "statuses": {word: [iris[normal] for normal in meant] for word, meant in STATUSES.items()},
        "types": [
            [one.code, one.label_zh, one.label_en, one.broader, problem_iri(one.code)] for one in load_problems()
        ],
        "divisions": [[code, one.name, *one.short] for code, one in load_divisions().items()],
    }


def _tell(question: Question, language: Language) -> dict[str, object]:
    return {
        "asks": question.chinese if language == "zh" else question.english,
        "beside": question.english if language == "zh" else question.chinese,
        "about": _speak(question.about or "", language),
        "parameters": [_tell_parameter(each, language) for each in question.parameters],
        "columns": [[column.name, _speak(column.meaning, language)] for column in question.columns],
        "sparql": _HEAD.sub("", question.sparql),
        "run": question.order.sparql,
        **_tell_order(question.order),
    }


def _tell_order(order: Order) -> dict[str, object]:
    return {"keys": [asdict(key) for key in order.keys], "hidden": len(order.hidden)}


def _tell_parameter(parameter: Parameter, language: Language) -> dict[str, object]:
    return {
        "name": parameter.name,
        "kind": parameter.kind,
        "slot": slot_of(parameter.kind, parameter.name),
        "meaning": _speak(parameter.meaning, language),
        "required": parameter.required,
        "default": parameter.default,
    }


def _speak(meaning: str, language: Language) -> str:
    chinese, _, english = meaning.partition(" / ")
    return english if language == "en" and english else chinese


def _read_fact(name: str) -> str:
    return (files("xuntu.graph") / "facts" / f"{name}.rq").read_text(encoding="utf-8")
