"""Concepts of the taxonomy that a finding belongs to, by what its statement says."""

import re

import numpy as np

from xuntu.extractors.types import Model, Vector, load_model
from xuntu.ontology import Heading, ProblemType

_FLOOR = 0.025  # a chance below which nothing fits; by mere guess each of the 120 concepts would have 0.008
_HEADING = 0.15  # how much the nearest heading says beside the statement
_HEADING_FLOOR = 0.15  # a heading is believed for a statement that says nothing itself
_BESIDE = 0.04, 0.1  # a concept is named beside the best with this chance, and this share of the best one's
_CLAUSE = 0.5  # a clause adds a concept of its own with this chance
_CLAUSES = re.compile(r"[^。；;，,\n]{6,}")
_MOST = 4


def classify(statement: str, headings: tuple[Heading, ...] = ()) -> tuple[ProblemType, ...]:
    """Return the concepts of a statement, best first, with the words that decided; of its headings where it has none.

    The nearest heading tips the scale between concepts of the statement. Concepts of single clauses follow
    those of the whole.

    >>> [found.code for found in classify("党支部长期未按期换届。")]
    ['C14.02']
    >>> [found.code for found in classify("财务报销附件不全，公务接待无公函、超标准陪餐。")]
    ['C12.02', 'C05.01']
    """
    model = load_model()
    strengths = model.judge(statement)
    if headings:
        strengths = strengths + _HEADING * model.judge(headings[-1].text)
    chances = _to_chances(strengths)
    if chances.max() >= _FLOOR:
        return tuple(ProblemType(code, model.explain(statement, code)) for code in _find_all(model, statement, chances))
    for heading in reversed(headings):
        chances = _to_chances(model.judge(heading.text))
        if chances.max() >= _HEADING_FLOOR:
            code = model.codes[int(chances.argmax())]
            return (ProblemType(code, model.explain(heading.text, code), inherited=True),)
    return ()


def _find_all(model: Model, statement: str, chances: Vector) -> list[str]:
    """Return the codes of the concepts of the statement, then those of its clauses."""
    least, share = _BESIDE
    ranked = [int(column) for column in np.argsort(-chances, kind="stable")[:_MOST]]
    named = ranked[:1] + [column for column in ranked[1:] if chances[column] >= max(least, share * chances[ranked[0]])]
    clauses: list[str] = _CLAUSES.findall(statement)
    for clause in clauses if len(clauses) > 1 else ():
        alone = _to_chances(model.judge(clause))
        if alone.max() >= _CLAUSE:
            named.append(int(alone.argmax()))
    return [model.codes[column] for column in dict.fromkeys(named)][:_MOST]


def _to_chances(strengths: Vector) -> Vector:
    raised = np.exp(strengths - strengths.max())
    chances: Vector = raised / raised.sum()
    return chances
