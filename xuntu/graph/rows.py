"""Answers of the graph as plain values."""

from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

Value: TypeAlias = str | int | Decimal | bool | None


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer to a query: named columns and rows of plain values.

    IRIs and dates are ``str``, counts ``int``, other numbers ``Decimal``; what is not bound is ``None``.

    >>> Rows(("unit", "findings"), (("云岭县财政局", 3),)).to_dicts()
    [{'unit': '云岭县财政局', 'findings': 3}]
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]

    def __len__(self) -> int:
        return len(self.rows)

    def to_dicts(self) -> list[dict[str, Value]]:
        """Return one dictionary a row, keyed by column."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def column(self, name: str) -> tuple[Value, ...]:
        """Return the values of one column from top to bottom; raises ``ValueError`` for an unknown name."""
        place = self.columns.index(name)
        return tuple(row[place] for row in self.rows)

    def head(self, number: int | None) -> "Rows":
        """Return the first *number* rows; all of them for ``None``."""
        return self if number is None else Rows(self.columns, self.rows[:number])

    def without(self, endings: tuple[str, ...]) -> "Rows":
        """Return the answer without the columns whose names end so; all of it where no other column is left.

        >>> Rows(("unit", "unit_iri"), (("云岭县财政局", "https://…"),)).without(("_iri",))
        Rows(columns=('unit',), rows=(('云岭县财政局',),))
        """
        kept = [place for place, name in enumerate(self.columns) if not name.endswith(endings)]
        if not kept:
            return self
        rows = tuple(tuple(row[place] for place in kept) for row in self.rows)
        return Rows(tuple(self.columns[place] for place in kept), rows)
