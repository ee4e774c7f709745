"""What a shell offers when Tab is pressed: names of questions, units and rounds of the store."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click
from click.shell_completion import CompletionItem

from xuntu.terminal.entry import load_settings, usual_store

if TYPE_CHECKING:
    from xuntu.graph import Rows

_MOST: Final = 40
_NAMES: Final = "SELECT DISTINCT ?name {{ ?thing a xt:{kind} ; rdfs:label ?name }} ORDER BY ?name"


def complete_units(ctx: click.Context, parameter: click.Parameter, begun: str) -> list[str]:  # noqa: ARG001 (click's)
    """Return the units of the store that have *begun* in their names."""
    return _names_in_store(ctx, "Unit", begun)


def complete_rounds(ctx: click.Context, parameter: click.Parameter, begun: str) -> list[str]:  # noqa: ARG001 (click's)
    """Return the rounds of the store that have *begun* in their names."""
    return _names_in_store(ctx, "InspectionRound", begun)


def complete_questions(ctx: click.Context, parameter: click.Parameter, begun: str) -> list[CompletionItem]:  # noqa: ARG001 (click's)
    """Return the questions whose names begin so, and leave the rest to the shell: files."""
    from xuntu.graph import load_questions

    names = [one for one in load_questions().values() if one.name.startswith(begun)]
    items = [CompletionItem(one.name, help=one.chinese) for one in names]
    return items or [CompletionItem(begun, type="file")]


def _names_in_store(ctx: click.Context, kind: str, begun: str) -> list[str]:
    """Return names of things of a kind; none where there is no store to ask."""
    from xuntu.ontology import XuntuError

    try:
        rows = _ask(ctx, _NAMES.format(kind=kind))
    except (XuntuError, OSError):
        return []
    return [name for name in map(str, rows.column("name")) if begun in name][:_MOST]


def _ask(ctx: click.Context, sparql: str) -> "Rows":
    from xuntu.api import open as open_store

    typed = [ctx.params.get("store"), *ctx.args]  # an option that lacks its value leaves arguments unread
    there = next((one for one in typed if one and Path(one).exists()), None)
    with open_store(there or usual_store(load_settings())) as graph:
        return graph.query(sparql)
