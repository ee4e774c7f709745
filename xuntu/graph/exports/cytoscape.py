"""The network as JSON of Cytoscape and Cytoscape.js: elements with their data, places, and a style by kind."""

from typing import BinaryIO

from xuntu.graph.exports.drawing import draw, nodes_of
from xuntu.graph.exports.jsonld import to_json
from xuntu.graph.network import to_networkx
from xuntu.graph.store import Store

_SPECIAL = ("</", "<\\/")  # so that the JSON may stand in a script of a page


def write_cytoscape(store: Store, output: BinaryIO) -> None:
    """Write the network of entities as Cytoscape JSON, an element a line."""
    network = to_networkx(store)
    looks = draw(network)
    output.write(
        b'{"format_version": "1.0", "generated_by": "xuntu", "target_cytoscapejs_version": "~2.1",\n'
        b'"data": {"name": "xuntu", "shared_name": "xuntu"},\n"elements": {"nodes": ['
    )
    for place, (node, at) in enumerate(nodes_of(network)):
        look = looks[node]
        data = {**at, "name": at["label"], "shared_name": node, "colour": "#{:02x}{:02x}{:02x}".format(*look.colour)}
        element = {"data": data, "position": {"x": round(look.x, 2), "y": round(look.y, 2)}, "classes": at["type"]}
        output.write(_line(element, place))
    output.write(b'],\n"edges": [')
    for place, (source, target, key, at) in enumerate(network.edges(keys=True, data=True)):
        ends = {"id": key, "source": source, "target": target, "interaction": at["relation"], "name": at["label"]}
        output.write(_line({"data": {**ends, **at}, "classes": at["relation"]}, place))
    output.write(b"]}}\n")


def _line(element: object, place: int) -> bytes:
    return f"{',' if place else ''}\n{to_json(element).replace(*_SPECIAL)}".encode()
