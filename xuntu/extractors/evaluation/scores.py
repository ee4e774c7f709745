"""Marks of a comparison with gold, and the scores that are counted from them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verdict:
    """One comparison of a field that has one value."""

    field: str
    where: str
    right: bool
    gold: object = None
    read: object = None


@dataclass(frozen=True, slots=True)
class Overlap:
    """One comparison of a field that has many values: how many are in both, and those in one only."""

    field: str
    where: str
    found: int
    spurious: tuple[str, ...]
    missed: tuple[str, ...]


Mark = Verdict | Overlap


@dataclass(frozen=True, slots=True)
class Rate:
    """Right answers of all, for a field that has one value."""

    right: int
    total: int

    @property
    def share(self) -> float:
        """The right answers as a share of all."""
        return self.right / self.total

    def line(self) -> str:
        """Return the rate as the scorer prints it."""
        return f"{self.to_json():.3f}  of {self.total}"

    def to_json(self) -> float:
        """Return the share in four places."""
        return round(self.share, 4)


@dataclass(frozen=True, slots=True)
class Agreement:
    """Precision and recall, for a field that has many values."""

    found: int
    spurious: int
    missed: int

    @property
    def gold(self) -> int:
        """The number of values that the gold states."""
        return self.found + self.missed

    @property
    def precision(self) -> float:
        """The share of the values read that the gold states."""
        return self.found / max(1, self.found + self.spurious)

    @property
    def recall(self) -> float:
        """The share of the gold's values that were read."""
        return self.found / max(1, self.gold)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.precision * self.recall / max(1e-9, self.precision + self.recall)

    def line(self) -> str:
        """Return the agreement as the scorer prints it."""
        shares = self.to_json()
        return f"P {shares['precision']:.3f}  R {shares['recall']:.3f}  F1 {shares['f1']:.3f}  of {self.gold}"

    def to_json(self) -> dict[str, float]:
        """Return precision, recall and F1 in four places, and the number of values in the gold."""
        shares = {"precision": self.precision, "recall": self.recall, "f1": self.f1}
        return {name: round(share, 4) for name, share in shares.items()} | {"gold": self.gold}


Scores = dict[str, Rate | Agreement]


def count(marks: Iterable[Mark]) -> Scores:
    """Return the score of every field, in the order of their names."""
    rates: dict[str, list[int]] = {}
    agreements: dict[str, list[int]] = {}
    for mark in marks:
        match mark:
            case Verdict():
                rate = rates.setdefault(mark.field, [0, 0])
                rate[0] += mark.right
                rate[1] += 1
            case Overlap():
                counts = agreements.setdefault(mark.field, [0, 0, 0])
                for place, number in enumerate((mark.found, len(mark.spurious), len(mark.missed))):
                    counts[place] += number
    scores: Scores = {field: Rate(*counts) for field, counts in rates.items()}
    scores |= {field: Agreement(*counts) for field, counts in agreements.items()}
    return dict(sorted(scores.items()))


def to_lines(scores: Scores) -> list[str]:
    """Return one line a field, as ``xuntu evaluate`` prints them.

    >>> to_lines({"findings": Agreement(9, 1, 0), "kind": Rate(3, 4)})
    ['findings                     P 0.900  R 1.000  F1 0.947  of 9', 'kind                         0.750  of 4']
    """
    return [f"{field:28} {score.line()}" for field, score in scores.items()]


def to_miss_lines(marks: Iterable[Mark]) -> Iterator[str]:
    """Yield one line for every disagreement: field, place, what the gold says, what was read.

    >>> list(to_miss_lines([Verdict("kind", "a.txt#0", False, "news", "other")]))
    ["kind | a.txt#0 | 'news' | 'other'"]
    """
    for mark in marks:
        match mark:
            case Verdict(right=False):
                yield f"{mark.field} | {mark.where} | {mark.gold!r} | {mark.read!r}"
            case Overlap():
                yield from (f"{mark.field} | {mark.where} | {value!r} | –" for value in mark.missed)
                yield from (f"{mark.field} | {mark.where} | – | {value!r}" for value in mark.spurious)
            case _:
                pass
