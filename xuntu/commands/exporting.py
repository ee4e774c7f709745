"""Commands that write the graph for other tools."""

from xuntu.commands.frame import command, open_graph, option, store_argument
from xuntu.terminal.display import note
from xuntu.terminal.entry import DONE
from xuntu.terminal.language import say


@command(
    "把图谱写成别的工具能读的文件，格式看扩展名：ttl、trig、nq、nt、jsonld、rdf、graphml、gexf。",
    "Write the graph for other tools, in the format of the extension: ttl, trig, nq, nt, jsonld, rdf, graphml, gexf.",
    "xuntu export -o 图谱.ttl",
    "xuntu export 通报.store -o 图谱.graphml",
)
@store_argument
@option("-o", "--output", zh="写到哪个文件", en="the file to write", metavar="FILE", required=True)
@option(
    "--format", "form", zh="格式，扩展名说不清时用", en="the format, where the extension does not tell", metavar="EXT"
)
def export(store: str | None, output: str, form: str | None) -> int:
    """Write the graph for other tools."""
    with open_graph(store) as graph:
        note(say("写好了 ", "wrote ") + str(graph.export(output, form=form)))
    return DONE


COMMANDS = (export,)
