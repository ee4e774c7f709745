"""The network in GraphML: typed attributes, an id for each edge, places and colours as Gephi reads them."""

from typing import BinaryIO, Final
from xml.sax.saxutils import escape, quoteattr

from xuntu.graph.exports.drawing import Look, draw, typed
from xuntu.graph.network import Attributes, to_networkx
from xuntu.graph.store import Store

_HEAD: Final = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
_TYPES: Final = {int: "long", float: "double", str: "string"}
_TAKEN: Final = frozenset(("id", "source", "target"))  # attributes of the elements themselves


def write_graphml(store: Store, output: BinaryIO) -> None:
    """Write the network of entities in GraphML, nodes by kind and as the texts tell them."""
    network = to_networkx(store)
    looks = draw(network)
    nodes = {node: {**_own(at), **_shown(looks[node])} for node, at in network.nodes(data=True)}
    edges = [(source, target, str(key), at) for source, target, key, at in network.edges(keys=True, data=True)]
    of_nodes, of_edges = typed(nodes.values()), typed(at for *_, at in edges)
    output.write((_HEAD + _keys("node", of_nodes) + _keys("edge", of_edges)).encode())
    output.write(b'<graph id="xuntu" edgedefault="directed">\n')
    for node, at in nodes.items():
        output.write(f"<node id={quoteattr(node)}>{_data('node', at)}</node>\n".encode())
    for source, target, key, at in edges:
        ends = f"id={quoteattr(key)} source={quoteattr(source)} target={quoteattr(target)}"
        output.write(f"<edge {ends}>{_data('edge', at)}</edge>\n".encode())
    output.write(b"</graph>\n</graphml>\n")


def _own(at: Attributes) -> Attributes:
    return {("iri" if key == "id" else key): value for key, value in at.items() if key not in _TAKEN or key == "id"}


def _shown(look: Look) -> Attributes:
    red, green, blue = look.colour
    return {"x": round(look.x, 2), "y": round(look.y, 2), "size": look.size, "r": red, "g": green, "b": blue}


def _keys(element: str, types: dict[str, type]) -> str:
    return "".join(
        f'<key id="{element}.{name}" for="{element}" attr.name="{name}" attr.type="{_TYPES[kind]}"/>\n'
        for name, kind in types.items()
    )


def _data(element: str, at: Attributes) -> str:
    return "".join(f'<data key="{element}.{key}">{escape(str(value))}</data>' for key, value in at.items())
