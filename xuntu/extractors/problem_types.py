"""Concepts of the taxonomy that a finding belongs to, by what its statement says."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from xuntu.extractors.types import Matrix, Run, Vector, load_model
from xuntu.ontology import Heading, ProblemType

_FLOOR = 0.025  # a chance below which nothing fits; by mere guess each of the 120 concepts would have 0.008
_HEADING = 0.15  # how much the nearest heading says beside the statement
_HEADING_FLOOR = 0.15  # a heading is believed for a statement that says nothing itself
_BESIDE = 0.04, 0.1  # a concept is named beside the best with this chance, and this share of the best one's
_CLAUSE = 0.5  # a clause adds a concept of its own with this chance
_CLAUSES = re.compile(r"[^。；;，,\n]{6,}")
_MOST = 4

Stated = tuple[str, tuple[Heading, ...]]


class _Chances(NamedTuple):
    """The likeliest concepts of each text: their columns, best first, and their chances."""

    ranked: list[list[int]]
    most: list[list[float]]

    @classmethod
    def of(cls, chances: Matrix) -> "_Chances":
        """Return the likeliest concepts of all texts in one go."""
        ranked = np.argsort(-chances, axis=1, kind="stable")[:, :_MOST]
        return cls(ranked.tolist(), np.take_along_axis(chances, ranked, axis=1).tolist())


class _Told(NamedTuple):
    """A text that is of some concept: the statement, or a heading of it."""

    text: str
    runs: Sequence[Run]
    columns: Sequence[int]
    inherited: bool


def classify(statement: str, headings: tuple[Heading, ...] = ()) -> tuple[ProblemType, ...]:
    """Return the concepts of a statement, best first, with the words that decided; of its headings where it has none.

    The nearest heading tips the scale between concepts of the statement. Concepts of single clauses follow
    those of the whole.

    >>> [found.code for found in classify("党支部长期未按期换届。")]
    ['C14.02']
    >>> [found.code for found in classify("财务报销附件不全，公务接待无公函、超标准陪餐。")]
    ['C12.02', 'C05.01']
    """
    return classify_all([(statement, headings)])[0]


def classify_all(stated: Sequence[Stated]) -> list[tuple[ProblemType, ...]]:
    """Return the concepts of each statement, with its headings, of a document: all are judged in one go."""
    if not stated:
        return []
    model = load_model()
    runs = [model.read(statement) for statement, _ in stated]
    texts: list[list[Run]] = []
    starts: list[int] = []
    for (statement, _), each in zip(stated, runs, strict=True):
        starts.append(len(texts))
        texts += [each, *_find_clauses(statement, each)]
    strengths = model.judge(texts)
    for (_, headings), start in zip(stated, starts, strict=True):
        if headings:
            strengths[start] += _HEADING * _judge_heading(headings[-1].text)
    chances = _Chances.of(_to_chances(strengths))
    told = [
        _told(each, statement, headings, _find_all(chances, start, end))
        for each, (statement, headings), (start, end) in zip(runs, stated, pairwise([*starts, len(texts)]), strict=True)
    ]
    words = iter(model.explain([(one.text, one.runs, column) for one in told for column in one.columns]))
    return [
        tuple(ProblemType(model.codes[column], next(words), one.inherited) for column in one.columns) for one in told
    ]


def _find_clauses(statement: str, runs: Sequence[Run]) -> list[list[Run]]:
    """Return the runs of each clause, where there are several: no run reaches from one clause into the next."""
    spans = [clause.span() for clause in _CLAUSES.finditer(statement)]
    if len(spans) < 2:
        return []
    return [[run for run in runs if start <= run.start < end] for start, end in spans]


@lru_cache(maxsize=512)
def _judge_heading(text: str) -> Vector:
    """Return what a heading speaks for; it stands above many statements."""
    model = load_model()
    strengths: Vector = model.judge([model.read(text)])[0]
    return strengths


def _told(runs: Sequence[Run], statement: str, headings: Sequence[Heading], columns: Sequence[int]) -> _Told:
    """Return a statement with the *columns* of its concepts; the nearest heading that has one where it has none."""
    if columns:
        return _Told(statement, runs, columns, inherited=False)
    for heading in reversed(headings):
        alone = _to_chances(_judge_heading(heading.text)[np.newaxis])[0]
        if alone.max() >= _HEADING_FLOOR:
            return _Told(heading.text, load_model().read(heading.text), [int(alone.argmax())], inherited=True)
    return _Told(statement, runs, (), inherited=False)


def _find_all(chances: _Chances, start: int, end: int) -> list[int]:
    """Return the columns of the concepts of the statement in row *start*, then those of its clauses up to row *end*."""
    ranked, most = chances.ranked[start], chances.most[start]
    if most[0] < _FLOOR:
        return []
    least, share = _BESIDE
    named = [column for column, chance in zip(ranked, most, strict=True) if chance >= max(least, share * most[0])]
    named = [ranked[0], *named]
    named += [chances.ranked[row][0] for row in range(start + 1, end) if chances.most[row][0] >= _CLAUSE]
    return list(dict.fromkeys(named))[:_MOST]


def _to_chances(strengths: Matrix) -> Matrix:
    """Return the chances of strengths, row by row."""
    raised = np.exp(strengths - strengths.max(axis=1, keepdims=True))
    chances: Matrix = raised / raised.sum(axis=1, keepdims=True)
    return chances
