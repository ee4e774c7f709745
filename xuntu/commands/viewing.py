"""Commands that draw the graph."""

from xuntu.commands.frame import command, open_graph, option, output_option, store_argument, unit_option
from xuntu.terminal.display import note
from xuntu.terminal.entry import DONE
from xuntu.terminal.language import say, spoken


@command(
    "画成一个网页：不联网也能打开，可以搜索，点开能看到原句。",
    "Draw the graph as one web page that opens without a network, can be searched, and shows the sentences.",
    "xuntu view -o 图谱.html",
    "xuntu view 通报.store --unit 水务局 -o 水务局.html",
    "xuntu view --offline-sparql -o 随身图谱.html",
)
@store_argument
@unit_option
@option(
    "--offline-sparql",
    zh="网页里再放进整个图谱和查询引擎：五十九个现成的问题和 SPARQL 都可以在网页里问，不联网（文件大 2 MB 以上）",
    en="put the whole graph and a query engine into the page too: all named questions and SPARQL are answered in it, "
    "without a network (the file grows by 2 MB or more)",
    is_flag=True,
)
@output_option("xuntu.html")
def view(store: str | None, unit: str | None, offline_sparql: bool, output: str) -> int:
    """Draw the graph as one web page."""
    with open_graph(store) as graph:
        path = graph.view(output, unit=unit, language=spoken(), offline_sparql=offline_sparql)
    note(say("写好了 ", "wrote ") + str(path))
    return DONE


COMMANDS = (view,)
