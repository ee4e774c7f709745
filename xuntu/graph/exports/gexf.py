"""The network in GEXF 1.3, as Gephi opens it: typed attributes, an id for each edge, colours, sizes and places."""

from typing import BinaryIO, Final
from xml.sax.saxutils import quoteattr

from xuntu.graph.exports.drawing import Look, draw, typed
from xuntu.graph.network import Attributes, to_networkx
from xuntu.graph.store import Store

_HEAD: Final = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
<meta><creator>xuntu</creator><description>巡视巡察知识图谱</description></meta>
<graph mode="static" defaultedgetype="directed">
"""
_TYPES: Final = {int: "long", float: "double", str: "string"}
_APART: Final = frozenset(("id", "label"))


def write_gexf(store: Store, output: BinaryIO) -> None:
    """Write the network of entities in GEXF, nodes by kind and as the texts tell them."""
    network = to_networkx(store)
    looks = draw(network)
    of_nodes = _number(typed(at for _, at in network.nodes(data=True)))
    of_edges = _number(typed(at for *_, at in network.edges(data=True)))
    output.write((_HEAD + _declare("node", of_nodes) + _declare("edge", of_edges) + "<nodes>\n").encode())
    for node, at in network.nodes(data=True):
        name = f"id={quoteattr(node)} label={_quote(str(at['label']))}"
        output.write(f"<node {name}>{_values(at, of_nodes)}{_viz(looks[node])}</node>\n".encode())
    output.write(b"</nodes>\n<edges>\n")
    for source, target, key, at in network.edges(keys=True, data=True):
        ends = f"id={quoteattr(str(key))} source={quoteattr(source)} target={quoteattr(target)}"
        output.write(f"<edge {ends} label={_quote(str(at['label']))}>{_values(at, of_edges)}</edge>\n".encode())
    output.write(b"</edges>\n</graph>\n</gexf>\n")


def _number(types: dict[str, type]) -> dict[str, tuple[str, str]]:
    named = [(name, kind) for name, kind in types.items() if name not in _APART]
    return {name: (str(place), _TYPES[kind]) for place, (name, kind) in enumerate(named)}


def _declare(element: str, numbered: dict[str, tuple[str, str]]) -> str:
    each = "".join(
        f'<attribute id="{place}" title="{name}" type="{kind}"/>\n' for name, (place, kind) in numbered.items()
    )
    return f'<attributes class="{element}" mode="static">\n{each}</attributes>\n'


def _values(at: Attributes, numbered: dict[str, tuple[str, str]]) -> str:
    each = "".join(
        f'<attvalue for="{numbered[key][0]}" value={_quote(str(value))}/>'
        for key, value in at.items()
        if key not in _APART
    )
    return f"<attvalues>{each}</attvalues>"


def _quote(text: str) -> str:
    r"""Return *text* as an attribute of XML; line breaks, which XML would take for spaces, are written out.

    >>> _quote('一\n"二"<三>')
    '"一&#10;&quot;二&quot;&lt;三&gt;"'
    """
    return quoteattr(text, {'"': "&quot;"})


def _viz(look: Look) -> str:
    red, green, blue = look.colour
    return (
        f'<viz:color r="{red}" g="{green}" b="{blue}"/><viz:size value="{look.size}"/>'
        f'<viz:position x="{look.x:.2f}" y="{-look.y:.2f}" z="0.0"/>'
    )
