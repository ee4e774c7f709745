"""Pages of a long list: which part is asked for, and where the other parts are."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from xuntu.serving.pages.page import Asked

SIZE: Final = 50


@dataclass(frozen=True, slots=True)
class Paging:
    """The place of a page in a list: ``number`` from 1, of ``last``; ``field`` is what its number is called in paths.

    >>> Paging(2, 120).last, Paging(2, 120).first, Paging(3, 120).until
    (3, 51, 120)
    """

    number: int
    total: int
    field: str = "page"
    size: int = SIZE

    @property
    def last(self) -> int:
        """The number of the last page."""
        return max(1, -(-self.total // self.size))

    @property
    def first(self) -> int:
        """The place of the first row shown, from 1."""
        return min((self.number - 1) * self.size + 1, self.total)

    @property
    def until(self) -> int:
        """The place of the last row shown."""
        return min(self.number * self.size, self.total)

    def turn(self, asked: Asked, number: int, names: Iterable[str]) -> dict[str, str]:
        """Return the fields of another page of the list: its number, and those of *names* that are asked for."""
        return {**{name: asked.get(name) for name in names}, self.field: str(number)}


def start_of(asked: Asked, field: str = "page", size: int = SIZE) -> int:
    """Return where in a list the page that is asked for begins.

    >>> start_of(Asked("units", (("page", "3"),))), start_of(Asked("units"))
    (100, 0)
    """
    return (max(asked.number(field, 1), 1) - 1) * size


def page_of(asked: Asked, total: int, field: str = "page", size: int = SIZE) -> Paging:
    """Return the place of the page that is asked for in a list of *total* rows."""
    return Paging(max(asked.number(field, 1), 1), total, field, size)
