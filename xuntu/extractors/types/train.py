"""Train the model of problem types: `make train`, or `python -m xuntu.extractors.types.train`.

Multinomial logistic regression over the grams of the statements in ``statements/``, one file a top concept, one
statement a line behind its code. The order is that of the files and nothing is drawn at random, so that the same
statements give the same weights.
"""

import math
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from xuntu.extractors.types.grams import find_pieces, to_grams
from xuntu.extractors.types.model import WEIGHTS, Model, Vector

STATEMENTS = Path(__file__).with_name("statements")
_PENALTY = 0.03  # on the squares of the weights
_ROUNDS = 120
_STEPS = 127  # of a weight, as a whole number of eight bits

Labelled = tuple[str, str]  # code, statement
Matrix = NDArray[np.float64]


def load_statements() -> list[Labelled]:
    """Return the labelled statements of the package, each with the code of its concept."""
    return [
        (code, statement)
        for table in sorted(STATEMENTS.glob("*.tsv"))
        for code, _, statement in (line.partition("\t") for line in table.read_text(encoding="utf-8").splitlines())
    ]


def train(labelled: Sequence[Labelled]) -> Model:
    """Return the model of *labelled* statements.

    >>> model = train([("C14.06", "党费收缴不规范"), ("C05.01", "财务报销不规范")])
    >>> model.codes[int(model.judge([model.read("少收党费")]).argmax())]
    'C14.06'
    """
    grams = [sorted(_find_grams(statement)) for _, statement in labelled]
    seen = Counter(gram for each in grams for gram in each)
    rows = {gram: row for row, gram in enumerate(sorted(seen))}
    rarity = np.array([_rarity(seen[gram], len(labelled)) for gram in rows] + [_rarity(0, len(labelled))])
    codes = tuple(sorted({code for code, _ in labelled}))
    statements = _fill(grams, rows, rarity)
    weights = statements.T @ _fit(statements @ statements.T, [codes.index(code) for code, _ in labelled], len(codes))
    scale = float(np.abs(weights).max()) / _STEPS
    return Model(codes, rows, rarity, np.rint(weights / scale).astype(np.int8), scale)


def _find_grams(statement: str) -> set[str]:
    return {gram for piece in find_pieces(statement) for gram in to_grams(piece.words)}


def _rarity(statements: int, of: int) -> float:
    return math.log((of + 1) / (statements + 1)) + 1


def _fill(grams: list[list[str]], rows: dict[str, int], rarity: Vector) -> Matrix:
    """Return a row of length one for each statement."""
    filled = np.zeros((len(grams), len(rows)))
    for statement, each in zip(filled, grams, strict=True):
        places = [rows[gram] for gram in each]
        statement[places] = rarity[places]
        statement /= np.linalg.norm(statement) or 1.0
    return filled


def _fit(alike: Matrix, columns: list[int], width: int) -> Matrix:
    """Return what each statement adds to the weights of each concept, from how *alike* the statements are.

    Nesterov's accelerated descent, preconditioned by the likeness itself; the weights are sums of statements.
    """
    right = np.eye(width)[columns]
    step = 1 / (0.5 * float(np.abs(alike).sum(axis=1).max()) + _PENALTY)
    now = ahead = np.zeros_like(right)
    pace = 1.0
    for _ in range(_ROUNDS):
        wrong = _share(alike @ ahead) - right + _PENALTY * ahead
        then, faster = ahead - step * wrong, (1 + math.sqrt(1 + 4 * pace * pace)) / 2
        ahead = then + (pace - 1) / faster * (then - now)
        now, pace = then, faster
    return now


def _share(strengths: Matrix) -> Matrix:
    """Return the probabilities of strengths, row by row."""
    raised = np.exp(strengths - strengths.max(axis=1, keepdims=True))
    shares: Matrix = raised / raised.sum(axis=1, keepdims=True)
    return shares


def write(model: Model) -> None:
    """Store *model* as the package's own."""
    np.savez_compressed(
        WEIGHTS,
        codes=np.array("\n".join(model.codes)),
        grams=np.array("\n".join(model.rows)),
        rarity=model.rarity.astype(np.float32),
        weights=model.weights,
        scale=np.array(model.scale),
    )


if __name__ == "__main__":
    write(train(load_statements()))
