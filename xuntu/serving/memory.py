"""What a process was asked lately, so that the next page of an answer, or its download, costs no query again."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar

T = TypeVar("T")


@dataclass(slots=True)
class Memory:
    """Answers by what was asked; the longest unused ones go where they weigh more than *most* together."""

    most: int = 100_000
    _kept: OrderedDict[Hashable, tuple[Any, int]] = field(default_factory=OrderedDict[Hashable, tuple[Any, int]])

    def recall(self, asked: Hashable, answer: Callable[[], T], *, weigh: Callable[[T], int] = lambda _: 1) -> T:
        """Return what was answered when the same was *asked* before, or else what *answer* gives now.

        >>> memory = Memory(most=2)
        >>> [memory.recall(name, lambda: name.upper()) for name in "aba"]
        ['A', 'B', 'A']
        """
        if asked in self._kept:
            self._kept.move_to_end(asked)
            return self._kept[asked][0]  # type: ignore[no-any-return]  # what was kept under it
        found = answer()
        weight = weigh(found)
        if weight <= self.most:
            self._kept[asked] = (found, weight)
            while sum(each for _, each in self._kept.values()) > self.most:
                self._kept.popitem(last=False)
        return found
