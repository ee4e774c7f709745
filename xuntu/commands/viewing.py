"""Commands that draw the graph."""

from xuntu.commands.frame import command, open_graph, output_option, store_argument, unit_option
from xuntu.terminal.display import note
from xuntu.terminal.entry import DONE
from xuntu.terminal.language import say, spoken


@command(
    "画成一个网页：不联网也能打开，可以搜索，点开能看到原句。",
    "Draw the graph as one web page that opens without a network, can be searched, and shows the sentences.",
    "xuntu view -o 图谱.html",
    "xuntu view 通报.store --unit 水务局 -o 水务局.html",
)
@store_argument
@unit_option
@output_option("xuntu.html")
def view(store: str | None, unit: str | None, output: str) -> int:
    """Draw the graph as one web page."""
    with open_graph(store) as graph:
        note(say("写好了 ", "wrote ") + str(graph.view(output, unit=unit, language=spoken())))
    return DONE


COMMANDS = (view,)
