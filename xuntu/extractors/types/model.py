"""A linear model over grams: how strongly a text speaks for each leaf concept, and by which words.

It reads many texts in one product of arrays: a document's statements cost little more than a single one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from xuntu.extractors.types.grams import find_pieces, to_grams

WEIGHTS = Path(__file__).with_name("weights.npz")
_LEAST = 0.25  # of the strongest character's weight: a character of a word that decided
_MOST_WORDS = 3
_UNKNOWN = -1  # the row of a gram never seen: the last, and empty

Matrix = NDArray[np.float32]
Vector = NDArray[np.float64]


class Run(NamedTuple):
    """A run of letters in a text: where it starts, its characters, then its pairs, and the row of each in the model."""

    start: int
    length: int
    grams: list[str]
    rows: list[int]


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of grams (rows) for concepts (columns), as whole numbers times *scale*.

    ``rarity`` is the share of each gram in a statement before that is brought to length one; its last value is
    that of a gram never seen, so that a text of strange words is judged faintly. ``pull`` is weight times rarity,
    with an empty row at its end.
    """

    codes: tuple[str, ...]
    rows: Mapping[str, int]
    rarity: Vector
    weights: NDArray[np.int8]
    scale: float
    pull: NDArray[np.float32] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Multiply out what each gram adds to each concept."""
        pull = np.zeros((len(self.rows) + 1, len(self.codes)), np.float32)
        pull[:-1] = self.weights * self.rarity[:-1, np.newaxis]
        object.__setattr__(self, "pull", pull)

    def read(self, text: str) -> list[Run]:
        """Return the runs of letters in *text*.

        >>> [(run.start, run.grams) for run in load_model().read("党费,2019年少收")]
        [(0, ['党', '费', '党费']), (8, ['少', '收', '少收'])]
        """
        row_of = self.rows.get
        runs: list[Run] = []
        for start, words in find_pieces(text):
            grams = to_grams(words)
            runs.append(Run(start, len(words), grams, [row_of(gram, _UNKNOWN) for gram in grams]))
        return runs

    def judge(self, texts: Sequence[Sequence[Run]]) -> Matrix:
        """Return how strongly each text speaks for each concept: a row of logarithms of odds, up to a constant.

        >>> model = load_model()
        >>> model.codes[int(model.judge([model.read("党费收缴不及时")])[0].argmax())]
        'C14.06'
        """
        rows: list[int] = []
        starts: list[int] = []
        for runs in texts:
            starts.append(len(rows))
            distinct: dict[str, int] = {}
            for run in runs:
                distinct.update(zip(run.grams, run.rows, strict=True))
            rows += distinct.values() or (_UNKNOWN,)
        where = np.array(rows)
        lengths = np.sqrt(np.add.reduceat(np.square(self.rarity[where]), starts))
        shares = (self.scale / lengths).astype(np.float32)
        strengths: Matrix = np.add.reduceat(self.pull[where], starts) * shares[:, np.newaxis]
        return strengths

    def explain(self, texts: Sequence[tuple[str, Sequence[Run], int]]) -> list[tuple[str, ...]]:
        """Return the words of each text, with its runs, that speak most for the concept in the column beside it.

        >>> text, model = "2019年以来党费收缴不及时。", load_model()
        >>> model.explain([(text, model.read(text), model.codes.index("C14.06"))])
        [('党费收缴',)]
        """
        if not texts:
            return []
        own: list[int] = []  # the row of each character of all texts
        pairs: list[int] = []  # and of the pair that it begins; an empty place parts two texts
        for text, runs, _ in texts:
            start, length = len(own), len(text) + 1
            own += [_UNKNOWN] * length
            pairs += [_UNKNOWN] * length
            for run in runs:
                at = start + run.start
                own[at : at + run.length] = run.rows[: run.length]
                pairs[at : at + run.length - 1] = run.rows[run.length :]
        lengths = [len(text) + 1 for text, _, _ in texts]
        columns = np.repeat([column for _, _, column in texts], lengths)
        halves = self.pull[pairs, columns] * np.float32(0.5)
        weights = self.pull[own, columns] + halves
        weights[1:] += halves[:-1]
        return list(_find_words([text for text, _, _ in texts], weights))


def _find_words(texts: Sequence[str], weights: NDArray[np.floating]) -> Iterator[tuple[str, ...]]:
    """Yield the heaviest words of each text: runs of two characters and more with weight enough, in their order."""
    lengths = [len(text) + 1 for text in texts]
    starts = np.cumsum([0, *lengths[:-1]])
    least = np.maximum.reduceat(weights, starts) * _LEAST
    heavy = (weights >= np.repeat(least, lengths)) & (np.repeat(least, lengths) > 0)
    borders = np.flatnonzero(np.diff(heavy, prepend=False, append=False))
    begins, ends = borders[::2], borders[1::2]
    total = np.concatenate(([0.0], np.cumsum(weights, dtype=np.float64)))
    words = [
        (weight, begin, end)
        for weight, begin, end in zip(
            (total[ends] - total[begins]).tolist(), begins.tolist(), ends.tolist(), strict=True
        )
        if end - begin > 1
    ]
    at = 0
    for text, start, length in zip(texts, starts.tolist(), lengths, strict=True):
        first = at
        while at < len(words) and words[at][1] < start + length:
            at += 1
        heaviest = sorted(words[first:at], reverse=True)[:_MOST_WORDS]
        heaviest.sort(key=lambda word: word[1])
        yield tuple(dict.fromkeys([text[begin - start : end - start] for _, begin, end in heaviest]))


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
