"""What became of a query, for the one who waits for it."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Final

import click

from xuntu.terminal.display import print_block
from xuntu.terminal.language import say

if TYPE_CHECKING:
    from xuntu.graph import Explanation

_UNION: Final = "*"


def print_explanation(explanation: "Explanation", *, as_json: bool) -> None:
    """Print times and rows, the graphs, the values of slots, how much each pattern matches, and the text as sent."""
    if as_json:
        click.echo(json.dumps(asdict(explanation), ensure_ascii=False, indent=1))
        return
    first = "" if explanation.first is None else say("，首行 ", ", first row ") + _ms(explanation.first)
    lines = [
        (say("用时", "time"), f"{_ms(explanation.whole)}{first}{say('（CPU）', ' (CPU)')}"),
        (say("参数", "values"), f"{say('查找用 ', 'found in ')}{_ms(explanation.preparing)}"),
        *((say("参数", "values"), f"?{name} × {number:,}") for name, number in explanation.slots.items()),
        *((say("读的图", "graphs"), _graph(graph)) for graph in explanation.graphs),
    ]
    print_block(say(f"{explanation.rows:,} 行", f"{explanation.rows:,} rows"), lines)
    counted = [(_rows(each.rows), each.pattern) for each in explanation.patterns]
    print_block(say("每个三元组模式单独配上的行数", "rows that each triple pattern matches by itself"), counted)
    click.echo(explanation.sparql)


def _graph(graph: str) -> str:
    return say("全部图的并集", "the union of all graphs") if graph == _UNION else graph


def _rows(rows: int | None) -> str:
    return say("未数", "not counted") if rows is None else f"{rows:,}"


def _ms(milliseconds: float) -> str:
    return f"{milliseconds:,.1f} ms"
