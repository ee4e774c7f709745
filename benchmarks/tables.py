"""Markdown: tables of figures, and goals with what was reached."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Goal:
    """What the issue asks, and what was measured; ``met`` is ``None`` where nothing could be measured."""

    what: str
    wanted: str
    reached: str
    met: bool | None


@dataclass(frozen=True, slots=True)
class Section:
    """One theme of the results: its title, its lines of Markdown, and the goals that it is about."""

    title: str
    lines: tuple[str, ...]
    goals: tuple[Goal, ...] = ()


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    r"""Yield the lines of a table; what is a number stands to the right.

    >>> print(*table(("what", "CPU s"), [("ours", 1.5)]), sep="\n")
    | what | CPU s |
    | --- | ---: |
    | ours | 1.50 |
    """
    told = [list(row) for row in rows]
    yield f"| {' | '.join(header)} |"
    first = told[0] if told else header
    yield f"| {' | '.join('---' if isinstance(cell, str) else '---:' for cell in first)} |"
    for row in told:
        yield f"| {' | '.join(map(_cell, row))} |"


def goals(each: Iterable[Goal]) -> Iterator[str]:
    """Yield the lines of the table of goals."""
    marks = {True: "yes", False: "**no**", None: "not measured"}
    return table(
        ("goal", "wanted", "measured", "met"),
        [(goal.what, goal.wanted, goal.reached, marks[goal.met]) for goal in each],
    )


def _cell(value: object) -> str:
    if value is None:
        return "–"
    if isinstance(value, float):
        digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2 if abs(value) >= 0.1 else 4
        return f"{value:,.{digits}f}"
    return f"{value:,}" if isinstance(value, int) else str(value)
