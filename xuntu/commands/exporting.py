"""Commands that write the graph for other tools."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from xuntu.commands.frame import command, open_graph, option, store_argument
from xuntu.terminal.display import note
from xuntu.terminal.entry import DONE
from xuntu.terminal.language import say

if TYPE_CHECKING:
    from xuntu.graph import Format

_FAMILIES = {"rdf": ("RDF", "RDF"), "network": ("网络", "networks"), "tables": ("表", "tables")}


@command(
    "把图谱或其中一部分写成别的工具能读的文件，格式看扩展名；全部格式见 --list。",
    "Write the graph, or a part of it, for other tools, in the format of the extension; --list names all formats.",
    "xuntu export -o 图谱.ttl.gz",
    "xuntu export 通报.store -o 图谱.gexf --unit 水务局",
    "xuntu export 通报.store -o 台账.sqlite",
    "xuntu export 通报.store -o neo4j/ --format neo4j",
    "xuntu export 通报.store -o 反复.jsonld --frame --question recurring",
)
@store_argument
@option("-o", "--output", zh="写到哪个文件或文件夹", en="the file or the folder to write", metavar="PATH")
@option(
    "--format", "form", zh="格式，扩展名说不清时用", en="the format, where the extension does not tell", metavar="NAME"
)
@option("--frame", zh="JSON-LD 按文件成树", en="JSON-LD as a tree for each document", is_flag=True)
@option("--unit", zh="只要这个单位的：名称，或其中几个字", en="this unit only: its name, or part of it", metavar="NAME")
@option("--round", "round_", zh="只要这一轮的", en="this round only: its name, or part of it", metavar="NAME")
@option(
    "--question", zh="只要这个现成问题的答案所涉及的", en="only what the rows of this question name", metavar="NAME"
)
@option(
    "--param", "given", zh="问题的参数，可写多个", en="a parameter of the question; may be repeated",
    metavar="NAME=VALUE", multiple=True,
)  # fmt: skip
@option("--list", "lists", zh="列出全部格式", en="list all formats", is_flag=True, allow_from_autoenv=False)
def export(
    store: str | None,
    output: str | None,
    form: str | None,
    frame: bool,
    unit: str | None,
    round_: str | None,
    question: str | None,
    given: tuple[str, ...],
    lists: bool,
) -> int:
    """Write the graph for other tools, or list the formats."""
    if lists:
        _list_formats()
        return DONE
    if output is None:
        raise click.UsageError("Missing option '-o' / '--output'.", click.get_current_context())
    if given and question is None:
        raise click.UsageError(say("--param 要和 --question 一起用", "--param goes with --question"))
    with open_graph(store) as graph:
        path = graph.export(
            output,
            form=form,
            framed=frame,
            unit=unit,
            round=round_,
            question=question,
            parameters=_read_parameters(given),
        )
        note(say("写好了 ", "wrote ") + str(path))
    return DONE


def _read_parameters(given: tuple[str, ...]) -> Mapping[str, str]:
    pairs = [pair.partition("=") for pair in given]
    for name, equals, _ in pairs:
        if not equals:
            raise click.UsageError(say(f"参数要写成 名称=值：{name}", f"a parameter is NAME=VALUE: {name}"))
    return {name: value for name, _, value in pairs}


def _list_formats() -> None:
    from xuntu.graph import FORMATS

    family = ""
    for one in FORMATS.values():
        if one.family != family:
            family = one.family
            click.echo(say(*_FAMILIES[family]))
        click.echo(f"  {one.name:<8} {_describe(one)}")


def _describe(one: "Format") -> str:
    packed = say("，可加 .gz", ", may be .gz") if one.packs else ""
    also = say("；也作 ", "; also ") + "、".join(f".{name}" for name in one.also) if one.also else ""
    return say(one.zh, one.en) + packed + also


COMMANDS = (export,)
