"""Answers of the graph as plain values."""

from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import TYPE_CHECKING, Final, TypeAlias

from xuntu.ontology import XuntuError

if TYPE_CHECKING:
    from pandas import DataFrame

_SHOWN: Final = 50
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

    def to_pandas(self) -> "DataFrame":
        """Return the answer as a pandas data frame: whole numbers, other numbers and text keep their kinds.

        Raises ``XuntuError`` where pandas is not installed.
        """
        try:
            from pandas import DataFrame
        except ImportError as error:
            raise XuntuError("没有装 pandas；pip install 'xuntu[pandas]' 之后再用，或用 to_dicts()") from error
        plain = [[float(value) if isinstance(value, Decimal) else value for value in row] for row in self.rows]
        return DataFrame(plain, columns=list(self.columns)).convert_dtypes()

    def _repr_html_(self) -> str:
        """Return the answer as a table for a notebook: the first rows, without the columns of IRIs."""
        shown = self.head(_SHOWN).without(("_iri", "_iris"))
        head = "".join(f"<th>{escape(name)}</th>" for name in shown.columns)
        body = "".join(f"<tr>{''.join(map(_to_cell, row))}</tr>" for row in shown.rows)
        count = f"{len(self)} 行" + (f"，这里是前 {_SHOWN} 行" if len(self) > _SHOWN else "")
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table><p>{count}</p>"


def _to_cell(value: Value) -> str:
    side = "left" if isinstance(value, str | None) else "right"
    return f'<td style="text-align: {side}">{"" if value is None else escape(str(value))}</td>'
