"""What stands on the terminal: tables, blocks of text and a bar that moves."""

import re
import sys
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, Protocol, TextIO

import click

from xuntu.terminal.language import say

if TYPE_CHECKING:
    from rich.console import Console

    from xuntu.graph.rows import Rows, Value

# What a terminal obeys instead of showing, and what turns the direction of writing round.
_COMMANDS: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class Step(Protocol):
    """Tell the bar that one more of so many is done."""

    def __call__(self, done: int, total: int) -> None:
        """Show *done* of *total*."""


def plain(value: "Value") -> str:
    r"""Return a value as words that a terminal only shows.

    >>> plain("三公\x1b[31m经费"), plain(None)
    ('三公[31m经费', '')
    """
    return "" if value is None else _COMMANDS.sub("", str(value))


def console(stream: TextIO) -> "Console":
    """Return a console on *stream* that takes no markup from the words it is given."""
    from rich.console import Console

    return Console(file=stream, markup=False, highlight=False, emoji=False)


def print_table(rows: "Rows") -> None:
    """Print *rows* as a table with columns that stay aligned where Chinese characters stand in them."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold")
    for place, name in enumerate(rows.columns):
        numeric = any(not isinstance(row[place], str | None) for row in rows.rows)
        table.add_column(Text(name), justify="right" if numeric else "left", overflow="fold")
    for row in rows.rows:
        table.add_row(*(Text(plain(value)) for value in row))
    screen = console(sys.stdout)
    screen.print(table)
    note(say(f"共 {len(rows)} 行", f"{len(rows)} rows"))


def print_block(title: str, lines: Sequence[tuple[str, str]]) -> None:
    """Print a title and, indented below it, named lines whose text hangs under itself where it wraps."""
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column(overflow="fold")
    for name, text in lines:
        grid.add_row(Text(name), Text(plain(text)))
    screen = console(sys.stdout)
    screen.print(Text(plain(title), style="bold"))
    screen.print(Padding(grid, (0, 0, 1, 2)))


def note(text: str) -> None:
    """Write a line to standard error: what is not the answer itself."""
    click.echo(plain(text), err=True)


@contextmanager
def moving_bar(label: str) -> Generator[Step | None]:
    """Give a step to call as work goes on; ``None``, and no bar, where standard error is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console(sys.stderr), transient=True) as progress:
        task = progress.add_task(label, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)
