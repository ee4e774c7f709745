"""How much the wordings of a block overlap, for many pairs at once: who is most like whom."""

from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import chain

import numpy as np
from numpy.typing import NDArray

_CELLS = 1_000_000  # of a table of weights at a time: a few megabytes
_DIGITS = 12  # sums that differ by less are equal, on whatever machine they were added up

Numbers = NDArray[np.int64]
Weights = NDArray[np.float64]


class Overlaps:
    """Wordings as rows of weights over the numbered grams of a block.

    The whole overlap tells who is most like whom; of it counts what either of two statements *said* itself.

    >>> overlaps = Overlaps([({0: 0.6, 1: 0.8}, {0}), ({1: 1.0}, {1}), ({0: 1.0}, set()), ({2: 1.0}, {2})], 3)
    >>> list(overlaps.likest([0], [1, 2, 3], 2))
    [[(1, 0.8), (2, 0.6)]]
    """

    def __init__(self, wordings: Sequence[tuple[Mapping[int, float], Set[int]]], grams: int) -> None:
        self._grams = grams
        lengths = [len(weights) for weights, _ in wordings]
        self._ends: Numbers = np.cumsum(np.array([0, *lengths], np.int64))
        total = int(self._ends[-1])
        self._numbers: Numbers = np.fromiter(chain.from_iterable(weights for weights, _ in wordings), np.int64, total)
        values = chain.from_iterable(weights.values() for weights, _ in wordings)
        self._weights: Weights = np.fromiter(values, np.float64, total)
        told = chain.from_iterable(map(said.__contains__, weights) for weights, said in wordings)
        self._said = np.fromiter(told, np.bool_, total)

    def likest(self, rows: Sequence[int], columns: Sequence[int], most: int) -> Iterator[list[tuple[int, float]]]:
        """Yield for each of *rows* the *columns* that overlap with it, most first, and what of it counts.

        *columns* are in order; of those that overlap as much the first come first, and at most so many come at all.
        """
        filled = np.array([column for column in columns if self._ends[column] < self._ends[column + 1]], np.int64)
        if not filled.size:
            yield from ([] for _ in rows)
            return
        lengths = self._ends[filled + 1] - self._ends[filled]
        starts: Numbers = np.cumsum(lengths) - lengths
        taken = np.repeat(self._ends[filled] - starts, lengths) + np.arange(int(lengths.sum()))
        numbers, weights = self._numbers[taken], self._weights[taken]
        counting = np.where(self._said[taken], numbers, numbers + self._grams)
        step = max(1, _CELLS // max(2 * self._grams, taken.size))
        for first in range(0, len(rows), step):
            table = self._table(rows[first : first + step])
            overlaps = np.add.reduceat(table[:, numbers] * weights, starts, axis=1).round(_DIGITS)
            counted = np.add.reduceat(table[:, counting] * weights, starts, axis=1)
            best = np.argsort(-overlaps, axis=1, kind="stable")[:, :most]
            sizes = (np.take_along_axis(overlaps, best, 1) > 0).sum(1).tolist()
            found, likeness = filled[best].tolist(), np.take_along_axis(counted, best, 1).tolist()
            for size, one, other in zip(sizes, found, likeness, strict=True):
                yield list(zip(one[:size], other[:size], strict=True))

    def _table(self, rows: Sequence[int]) -> Weights:
        """Return the weights of *rows*, and again those of what the statements said."""
        table = np.zeros((len(rows), 2 * self._grams))
        for row, wording in zip(table, rows, strict=True):
            part = slice(self._ends[wording], self._ends[wording + 1])
            numbers, weights, said = self._numbers[part], self._weights[part], self._said[part]
            row[numbers] = weights
            row[numbers[said] + self._grams] = weights[said]
        return table
