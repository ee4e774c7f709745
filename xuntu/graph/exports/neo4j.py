"""The network as CSV files for Neo4j's import: one for each kind of nodes, one for the relations, and the command."""

import csv
import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Final

from xuntu.graph.exports.drawing import nodes_of, typed
from xuntu.graph.network import Attributes, Network, to_networkx
from xuntu.graph.store import Store

_TYPES: Final = {int: ":long", float: ":double", str: ""}
_RELATIONS: Final = "relations.csv"
_COMMAND: Final = "import.txt"
_HOW: Final = """# 在本文件夹里运行（Neo4j 5；数据库须是新的，或先停止）
# Run in this folder (Neo4j 5; the database must be new, or stopped)

neo4j-admin database import full neo4j --overwrite-destination \\
{nodes}
  --relationships=relations.csv \\
  --multiline-fields=true --id-type=string

# 导入后建索引，再试一句 After the import, index and ask:
# CREATE INDEX IF NOT EXISTS FOR (u:Unit) ON (u.label);
# MATCH (u:Unit)<-[:INSPECTS]-(i:Inspection)<-[:FOUND_IN]-(f:Finding) RETURN u.label, count(f) ORDER BY count(f) DESC;
"""


def write_neo4j(store: Store, folder: Path) -> None:
    """Write the network of entities into *folder*: ``KIND.csv``, ``relations.csv`` and ``import.txt``."""
    network = to_networkx(store)
    kinds = list[str]()
    for kind, nodes in groupby(nodes_of(network), lambda node: str(node[1]["type"])):
        _write_nodes(folder / f"{kind}.csv", to_label(kind), [at for _, at in nodes])
        kinds.append(kind)
    _write_relations(folder / _RELATIONS, network)
    listed = " \\\n".join(f"  --nodes={kind}.csv" for kind in kinds)
    (folder / _COMMAND).write_text(_HOW.format(nodes=listed + " \\" if kinds else ""), encoding="utf-8", newline="\n")


def to_label(kind: str) -> str:
    """Return the label of a kind of nodes.

    >>> to_label("problem_type")
    'ProblemType'
    """
    return "".join(word.capitalize() for word in kind.split("_"))


def to_type(relation: str) -> str:
    """Return the type of a relation, as Neo4j writes types.

    >>> to_type("recurringFinding")
    'RECURRING_FINDING'
    """
    return re.sub(r"(?<!^)([A-Z])", r"_\1", relation).upper()


def _write_nodes(path: Path, label: str, nodes: list[Attributes]) -> None:
    types = {name: kind for name, kind in typed(nodes).items() if name != "id"}
    head = ["id:ID", ":LABEL", *(f"{name}{_TYPES[kind]}" for name, kind in types.items())]
    _write(path, head, ([at["id"], label, *(at.get(name, "") for name in types)] for at in nodes))


def _write_relations(path: Path, network: Network) -> None:
    types = typed(at for *_, at in network.edges(data=True))
    head = [":START_ID", ":END_ID", ":TYPE", "key", *(f"{name}{_TYPES[kind]}" for name, kind in types.items())]
    _write(path, head, _relations(network, list(types)))


def _relations(network: Network, names: list[str]) -> Iterator[list[object]]:
    for source, target, key, at in network.edges(keys=True, data=True):
        yield [source, target, to_type(str(at["relation"])), key, *(at.get(name, "") for name in names)]


def _write(path: Path, head: list[str], rows: Iterable[list[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(rows)
