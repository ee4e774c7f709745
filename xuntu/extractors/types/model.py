"""A linear model over grams: how strongly a text speaks for each leaf concept, and by which words."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from xuntu.extractors.types.grams import find_grams

WEIGHTS = Path(__file__).with_name("weights.npz")
_LEAST = 0.25  # of the strongest character's weight: a character of a word that decided
_MOST_WORDS = 3

Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of grams (rows) for concepts (columns), as whole numbers times *scale*.

    ``rarity`` is the share of each gram in a statement before that is brought to length one; its last value is
    that of a gram never seen, so that a text of strange words is judged faintly.
    """

    codes: tuple[str, ...]
    rows: Mapping[str, int]
    rarity: Vector
    weights: NDArray[np.int8]
    scale: float

    def judge(self, text: str) -> Vector:
        """Return how strongly *text* speaks for each concept, as logarithms of odds up to a constant.

        >>> model = load_model()
        >>> model.codes[int(model.judge("党费收缴不及时").argmax())]
        'C14.06'
        """
        grams = list(dict.fromkeys(gram for gram, _ in find_grams(text)))
        rows = [self.rows.get(gram, -1) for gram in grams]
        shares = self.rarity[rows]
        known = [place for place, row in enumerate(rows) if row >= 0]
        weights = self.weights[[rows[place] for place in known]]
        strengths: Vector = shares[known] @ weights * (self.scale / (float(np.linalg.norm(shares)) or 1.0))
        return strengths

    def explain(self, text: str, code: str) -> tuple[str, ...]:
        """Return the words of *text* that speak most for *code*, in their order.

        >>> load_model().explain("2019年以来党费收缴不及时。", "C14.06")
        ('党费收缴',)
        """
        column = self.codes.index(code)
        weight = [0.0] * len(text)
        for gram, start in find_grams(text):
            row = self.rows.get(gram)
            if row is not None:
                for place in range(start, start + len(gram)):
                    weight[place] += float(self.rarity[row]) * int(self.weights[row, column]) / len(gram)
        heaviest = sorted(_find_words(text, weight), reverse=True)[:_MOST_WORDS]
        return tuple(dict.fromkeys(word for _, _, word in sorted(heaviest, key=lambda word: word[1])))


def _find_words(text: str, weight: list[float]) -> list[tuple[float, int, str]]:
    """Return the runs of two characters and more with weight enough: their weight together, place and words."""
    least = max(weight, default=0.0) * _LEAST
    words: list[tuple[float, int, str]] = []
    start = 0
    for end in range(len(text) + 1):
        if end < len(text) and least > 0 and weight[end] >= least:
            continue
        if end - start > 1:
            words.append((sum(weight[start:end]), start, text[start:end]))
        start = end + 1
    return words


@cache
def load_model() -> Model:
    """Return the model that ships with the package."""
    with np.load(WEIGHTS, allow_pickle=False) as stored:
        grams = str(stored["grams"]).split("\n")
        return Model(
            codes=tuple(str(stored["codes"]).split("\n")),
            rows={gram: row for row, gram in enumerate(grams)},
            rarity=stored["rarity"].astype(np.float64),
            weights=stored["weights"],
            scale=float(stored["scale"]),
        )
