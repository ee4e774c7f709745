"""Commands that draw the graph."""

from typing import TYPE_CHECKING, Final

import click

from xuntu.commands.frame import command, open_graph, option, output_option, store_argument, unit_option
from xuntu.terminal.display import note
from xuntu.terminal.entry import DONE
from xuntu.terminal.language import say, spoken

if TYPE_CHECKING:
    from xuntu.graph import Sight

_ALL: Final = ""


@command(
    "画成一个网页：不联网也能打开，可以搜索，点开能看到原句。"
    "网页里有关系图、反复、总览、组织、制度几种图；--unit 等选项只画一部分，并从那里打开。",
    "Draw the graph as one web page that opens without a network, can be searched, and shows the sentences. "
    "It holds several pictures: the network, recurrences, a map of units by types, the organisation, policy documents; "
    "--unit and the like draw a part, and open there.",
    "xuntu view -o 图谱.html",
    "xuntu view 通报.store --unit 水务局 -o 水务局.html",
    "xuntu view --round 三届市委第六轮 -o 第六轮.html",
    "xuntu view 通报.store --chain -o 反复.html",
    "xuntu view --offline-sparql -o 随身图谱.html",
)
@store_argument
@unit_option
@option(
    "--round",
    zh="只看这一轮：各单位有哪几类问题",
    en="this round only: the types of findings in each unit",
    metavar="NAME",
)
@option(
    "--type",
    "kind",
    zh="只看这类问题（编号或名称）：哪些单位、哪些年度有",
    en="this problem type only (code or name): which units had it, in which years",
    metavar="CODE|NAME",
)
@option(
    "--chain",
    zh="只看反复出现的问题：问题或单位名称中的几个字，不写则全部；与 --unit 同用则是该单位的",
    en="recurring problems only: words of the problem or unit, or all without; with --unit those of the unit",
    metavar="[NAME]",
    is_flag=False,
    flag_value=_ALL,
)
@option(
    "--policy",
    zh="只看这份制度文件：它回应了哪些问题，由哪些措施形成",
    en="this policy document only: the findings it answered, the measures that made it",
    metavar="NAME",
)
@option(
    "--org",
    zh="打开组织图：这个单位和它下属的单位，不写则全部",
    en="open the organisation: this unit and those below it, or all",
    metavar="[NAME]",
    is_flag=False,
    flag_value=_ALL,
)
@option("--overview", zh="打开总览：单位与问题类型对照", en="open the map of units by problem types", is_flag=True)
@option(
    "--offline-sparql",
    zh="网页里再放进整个图谱和查询引擎：五十九个现成的问题和 SPARQL 都可以在网页里问，不联网（文件大 2 MB 以上）",
    en="put the whole graph and a query engine into the page too: all named questions and SPARQL are answered in it, "
    "without a network (the file grows by 2 MB or more)",
    is_flag=True,
)
@output_option("xuntu.html")
def view(store: str | None, *, overview: bool, offline_sparql: bool, output: str, **named: str | None) -> int:
    """Draw the graph as one web page."""
    sight, tab = _find_sight(overview=overview, **named)
    with open_graph(store) as graph:
        path = graph.view(output, sight=sight, tab=tab, language=spoken(), offline_sparql=offline_sparql)
    note(say("写好了 ", "wrote ") + str(path))
    return DONE


def _find_sight(*, overview: bool, **named: str | None) -> "tuple[tuple[Sight, str | None] | None, str | None]":
    """Return what is to be seen, and the tab that is opened where it is not the usual one."""
    tab = None
    if named["unit"] is not None and named["chain"] == _ALL:  # all recurrences of a unit
        named, tab = {**named, "chain": None}, "chains"
    options: dict[str, Sight] = {
        "unit": "unit", "round": "round", "kind": "type", "chain": "chain", "policy": "policy", "org": "org",
    }  # fmt: skip
    asked: list[tuple[Sight, str | None]] = [
        (sight, named[option] or None if sight in {"chain", "org"} else named[option])
        for option, sight in options.items()
        if named[option] is not None
    ]
    if overview:
        asked.append(("overview", None))
    if len(asked) > 1:
        given = ", ".join(f"--{sight}" for sight, _ in asked)
        raise click.UsageError(f"Use only one of {given}.", click.get_current_context())
    return (asked[0] if asked else None), tab


COMMANDS = (view,)
