"""Who chooses: a seed for the command line and benchmarks, hypothesis for the tests, which can then shrink."""

from collections.abc import Callable, Sequence
from random import Random
from typing import Protocol, TypeVar

from hypothesis import strategies as st

T = TypeVar("T")


class Choice(Protocol):
    """A source of choices."""

    def one(self, options: Sequence[T]) -> T:
        """Return one of *options*; the first is the simplest."""
        ...

    def number(self, low: int, high: int) -> int:
        """Return a number from *low* to *high*, both included."""
        ...

    def some(self, options: Sequence[T], count: int) -> list[T]:
        """Return *count* different ones of *options*."""
        ...


class Seeded:
    """Choices that follow from a seed."""

    def __init__(self, seed: int | str) -> None:
        self._random = Random(seed)  # noqa: S311 (no secret: the same seed gives the same document)

    def one(self, options: Sequence[T]) -> T:
        """Return one of *options*."""
        return self._random.choice(options)

    def number(self, low: int, high: int) -> int:
        """Return a number from *low* to *high*."""
        return self._random.randint(low, high)

    def some(self, options: Sequence[T], count: int) -> list[T]:
        """Return *count* different ones of *options*."""
        return self._random.sample(options, min(count, len(options)))


class Drawn:
    """Choices that hypothesis draws."""

    def __init__(self, draw: Callable[[st.SearchStrategy[int]], int]) -> None:
        self._draw = draw

    def one(self, options: Sequence[T]) -> T:
        """Return one of *options*."""
        return options[self.number(0, len(options) - 1)]

    def number(self, low: int, high: int) -> int:
        """Return a number from *low* to *high*."""
        return self._draw(st.integers(low, high)) if low < high else low

    def some(self, options: Sequence[T], count: int) -> list[T]:
        """Return *count* different ones of *options*."""
        left = list(options)
        return [left.pop(self.number(0, len(left) - 1)) for _ in range(min(count, len(left)))]
