"""What stands on the terminal: tables, blocks of text and a bar that moves."""

import re
import sys
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from shutil import get_terminal_size
from time import monotonic
from typing import TYPE_CHECKING, Final, Protocol, TextIO

import click

from xuntu.terminal.language import say
from xuntu.terminal.volume import Volume, volume
from xuntu.terminal.wrapping import measure, wrap

if TYPE_CHECKING:
    from rich.console import Console

    from xuntu.graph import Rows, Value

# What a terminal obeys instead of showing, and what turns the direction of writing round.
_COMMANDS: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_NARROWEST: Final = 20
_WIDEST: Final = 100


class Step(Protocol):
    """Tell the bar how far the work is."""

    def __call__(self, done: int, total: int, name: str, /) -> None:
        """Show that *done* of *total* are done and that *name* is being worked on."""


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
    """Print a title and, indented below it, named lines whose text hangs under itself; a name is said once in a row."""
    click.echo(click.style(plain(title), bold=True))
    longest = max((measure(name) for name, _ in lines), default=0)
    width = max(_NARROWEST, min(_WIDEST, get_terminal_size().columns) - longest - 4)
    previous = ""
    for name, text in lines:
        heading = "" if name == previous else name
        for line in wrap(plain(text), width):
            click.echo(f"  {click.style(heading, dim=True)}{' ' * (longest - measure(heading))}  {line}".rstrip())
            heading = ""
        previous = name
    click.echo()


def note(text: str) -> None:
    """Write a line to standard error: what is not the answer itself; nothing with ``--quiet``."""
    if volume() > Volume.QUIET:
        click.echo(plain(text), err=True)


@contextmanager
def moving_bar(label: str, after: str = "") -> Generator[Step | None]:
    """Give a step to call as work goes on; ``None``, and no bar, where standard error is no terminal.

    The bar shows the rate and the time that remains; *after* is what goes on when all steps are done.
    """
    if not sys.stderr.isatty() or volume() is Volume.QUIET:
        yield None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    rate = TextColumn("{task.fields[rate]}")
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), rate, TimeRemainingColumn())
    with Progress(*columns, console=console(sys.stderr), transient=True) as progress:
        task = progress.add_task(label, total=None, rate="")
        start = monotonic()

        def step(done: int, total: int, name: str) -> None:
            words = f"{label} {plain(name)}" if done < total else after or label
            rate = (
                say(f"{done / (monotonic() - start):.1f} 份/秒", f"{done / (monotonic() - start):.1f}/s")
                if done
                else ""
            )
            progress.update(task, completed=done, total=total, description=words, rate=rate)

        yield step
