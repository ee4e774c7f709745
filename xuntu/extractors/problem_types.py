"""Concepts of the taxonomy that a finding belongs to, by what its statement says."""

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from xuntu.extractors.types import Matrix, Run, load_model
from xuntu.ontology import Heading, ProblemType

_FLOOR = 0.025  # a chance below which nothing fits; by mere guess each of the 120 concepts would have 0.008
_HEADING = 0.15  # how much the nearest heading says beside the statement
_HEADING_FLOOR = 0.15  # a heading is believed for a statement that says nothing itself
_BESIDE = 0.04, 0.1  # a concept is named beside the best with this chance, and this share of the best one's
_CLAUSE = 0.5  # a clause adds a concept of its own with this chance
_CLAUSES = re.compile(r"[^。；;，,\n]{6,}")
_MOST = 4

Stated = tuple[str, tuple[Heading, ...]]


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
    clauses = [
        (at, clause) for at, (statement, _) in enumerate(stated) for clause in _find_clauses(statement, runs[at])
    ]
    above = {text: row for row, text in enumerate(dict.fromkeys(heads[-1].text for _, heads in stated if heads))}
    strengths = model.judge([*runs, *(clause for _, clause in clauses), *map(model.read, above)])
    whole, single, headings = np.split(strengths, [len(runs), len(runs) + len(clauses)])
    headed = [at for at, (_, heads) in enumerate(stated) if heads]
    whole[headed] += _HEADING * headings[[above[stated[at][1][-1].text] for at in headed]]
    columns = _find_best(whole)
    for (at, _), column in zip(clauses, _find_sure(single), strict=True):
        if columns[at] and column is not None:
            columns[at].append(column)
    told = [
        _told(statement, heads, each, list(dict.fromkeys(named))[:_MOST])
        for (statement, heads), each, named in zip(stated, runs, columns, strict=True)
    ]
    words = iter(model.explain([(one.text, one.runs, column) for one in told for column in one.columns]))
    return [
        tuple([ProblemType(model.codes[column], next(words), one.inherited) for column in one.columns]) for one in told
    ]


def _find_clauses(statement: str, runs: Sequence[Run]) -> list[list[Run]]:
    """Return the runs of each clause, where there are several: no run reaches from one clause into the next."""
    spans = [clause.span() for clause in _CLAUSES.finditer(statement)]
    if len(spans) < 2:
        return []
    return [[run for run in runs if start <= run.start < end] for start, end in spans]


def _find_best(strengths: Matrix) -> list[list[int]]:
    """Return for each statement the columns of its concepts, best first; none where nothing fits."""
    chances = _to_chances(strengths)
    first = np.argpartition(-chances, _MOST, axis=1)[:, :_MOST]
    first.sort(axis=1)
    ranked = np.take_along_axis(first, np.argsort(-np.take_along_axis(chances, first, 1), 1, kind="stable"), 1)
    most = np.take_along_axis(chances, ranked, 1)
    least, share = _BESIDE
    named = most >= np.maximum(least, share * most[:, :1])
    named[:, 0] = True
    named &= most[:, :1] >= _FLOOR
    return [
        [column for column, holds in zip(columns, held, strict=True) if holds]
        for columns, held in zip(ranked.tolist(), named.tolist(), strict=True)
    ]


def _find_sure(strengths: Matrix) -> list[int | None]:
    """Return for each clause the column of the concept that it is of for sure."""
    chances = _to_chances(strengths)
    best, sure = chances.argmax(axis=1).tolist(), (chances.max(axis=1, initial=0) >= _CLAUSE).tolist()
    return [column if holds else None for column, holds in zip(best, sure, strict=True)]


def _told(statement: str, headings: Sequence[Heading], runs: Sequence[Run], columns: Sequence[int]) -> _Told:
    """Return a statement with the *columns* of its concepts; the nearest heading that has one where it has none."""
    if columns:
        return _Told(statement, runs, columns, inherited=False)
    for heading in reversed(headings):
        words = load_model().read(heading.text)
        chances = _to_chances(load_model().judge([words]))
        if chances.max() >= _HEADING_FLOOR:
            return _Told(heading.text, words, [int(chances.argmax())], inherited=True)
    return _Told(statement, runs, (), inherited=False)


def _to_chances(strengths: Matrix) -> Matrix:
    """Return the chances of strengths, row by row."""
    raised = np.exp(strengths - strengths.max(axis=1, keepdims=True, initial=-np.inf))
    chances: Matrix = raised / raised.sum(axis=1, keepdims=True)
    return chances
