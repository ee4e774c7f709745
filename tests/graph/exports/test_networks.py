"""Networks for Gephi, Cytoscape and Neo4j: other readers find every node and edge, with types, colours and places."""
# ruff: noqa: S608  (names of our own files)

import csv
import json
import re
from pathlib import Path

import duckdb
import igraph
import networkx
import pytest
from lxml import etree

from tests.graph.exports.conftest import HOSTILE
from xuntu.graph.exports import export
from xuntu.graph.exports.drawing import draw
from xuntu.graph.network import Network, clean_text, to_networkx
from xuntu.graph.store import Store

VIZ = "{http://gexf.net/1.3/viz}"
GEXF = "{http://gexf.net/1.3}"


@pytest.fixture(scope="module")
def network(store: Store) -> Network:
    """Return the network of the store."""
    return to_networkx(store)


def clean(text: str) -> str:
    """Return *text* as networks hold it."""
    return clean_text(text)


def test_networkx_and_igraph_read_graphml_with_every_node_and_edge(
    store: Store, network: Network, tmp_path: Path
) -> None:
    """Counts are equal, hostile names come back, numbers are numbers."""
    path = export(store, tmp_path / "g.graphml")
    read = networkx.read_graphml(path, force_multigraph=True)
    other = igraph.Graph.Read_GraphML(str(path))
    counts = (network.number_of_nodes(), network.number_of_edges())
    assert (read.number_of_nodes(), read.number_of_edges()) == (other.vcount(), other.ecount()) == counts
    labels = {at["label"] for _, at in read.nodes(data=True)}
    assert {clean(text) for text in HOSTILE} <= labels
    assert labels == {at["label"] for _, at in network.nodes(data=True)} == set(other.vs["label"])
    finding = next(at for _, at in read.nodes(data=True) if at["label"] == "财务管理不规范" and "end" in at)
    assert finding["end"] - finding["start"] == len(finding["quote"])
    assert {type(at["x"]) for _, at in read.nodes(data=True)} == {float}


def test_networkx_reads_gexf_with_every_node_and_edge(store: Store, network: Network, tmp_path: Path) -> None:
    """Edges have ids of their own, so that readers that keep one edge for each id lose none."""
    path = export(store, tmp_path / "g.gexf")
    text = path.read_text(encoding="utf-8").replace("gexf.net/1.3", "www.gexf.net/1.2draft").replace('"1.3"', '"1.2"')
    (tmp_path / "old.gexf").write_text(text, encoding="utf-8")
    read = networkx.read_gexf(tmp_path / "old.gexf")  # networkx knows 1.2 only
    assert read.number_of_nodes() == network.number_of_nodes()
    assert read.number_of_edges() == network.number_of_edges()
    assert {clean(text) for text in HOSTILE} <= {at["label"] for _, at in read.nodes(data=True)}
    edges = etree.parse(path).findall(f".//{GEXF}edge")
    assert len({edge.get("id") for edge in edges}) == len(edges) == network.number_of_edges()


def test_gexf_has_the_colours_of_the_views_and_a_place_for_each_node(store: Store, tmp_path: Path) -> None:
    """A unit is red, as in every view; no two nodes lie on one another."""
    nodes = etree.parse(export(store, tmp_path / "g.gexf")).findall(f".//{GEXF}node")
    unit = next(node for node in nodes if node.get("label") == "云岭县财政局")
    colour = unit.find(f"{VIZ}color")
    assert colour is not None
    assert [colour.get(part) for part in "rgb"] == ["168", "50", "42"]
    places = [node.find(f"{VIZ}position") for node in nodes]
    assert len({(place.get("x"), place.get("y")) for place in places if place is not None}) == len(nodes)


def test_nodes_are_drawn_apart(network: Network) -> None:
    """Between any two nodes there is more room than they fill."""
    looks = list(draw(network).values())
    near = min((one.x - other.x) ** 2 + (one.y - other.y) ** 2 for at, one in enumerate(looks) for other in looks[:at])
    assert near**0.5 > 24


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_xml_holds_no_character_that_xml_forbids(store: Store, tmp_path: Path, name: str) -> None:
    """A strict parser reads the file, and there is no script in it but as text."""
    content = export(store, tmp_path / f"g.{name}").read_bytes()
    etree.fromstring(content, etree.XMLParser(huge_tree=True, recover=False))
    assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]", content)
    assert b"<script" not in content


def test_cytoscape_json_has_every_element_with_data_and_place(store: Store, network: Network, tmp_path: Path) -> None:
    """Elements are those of the network; nothing in the file ends a script of a page that holds it."""
    path = export(store, tmp_path / "g.cyjs")
    text = path.read_text(encoding="utf-8")
    elements = json.loads(text)["elements"]
    assert len(elements["nodes"]) == network.number_of_nodes()
    assert len({edge["data"]["id"] for edge in elements["edges"]}) == network.number_of_edges()
    assert {edge["data"]["source"] for edge in elements["edges"]} <= {node["data"]["id"] for node in elements["nodes"]}
    assert {clean(text) for text in HOSTILE} <= {node["data"]["label"] for node in elements["nodes"]}
    assert "</script" not in text


def test_neo4j_files_have_typed_heads_and_no_end_that_is_missing(
    store: Store, network: Network, tmp_path: Path
) -> None:
    """DuckDB reads every node and relation; each relation starts and ends at a node; the command names each file."""
    folder = export(store, tmp_path / "neo4j", form="neo4j")
    heads = {path.name: path.read_bytes().split(b"\n")[0].decode() for path in folder.glob("*.csv")}
    assert heads["finding.csv"].startswith("id:ID,:LABEL,label,")
    assert ",start:long,end:long," in heads["finding.csv"]
    assert heads["relations.csv"].startswith(":START_ID,:END_ID,:TYPE,key,")
    base = duckdb.connect()
    options = "header = true, all_varchar = true, quote = '\"', escape = '\"', delim = ',', strict_mode = true"
    nodes = [path for path in folder.glob("*.csv") if path.name != "relations.csv"]
    for path in nodes:
        create = "INSERT INTO nodes" if path != nodes[0] else "CREATE TABLE nodes AS"
        base.execute(
            f'{create} SELECT "id:ID" AS id, ":LABEL" AS label, label AS name FROM read_csv(\'{path}\', {options})'
        )
    base.execute(f"CREATE TABLE relations AS SELECT * FROM read_csv('{folder / 'relations.csv'}', {options})")
    assert base.sql("SELECT count(DISTINCT id) FROM nodes").fetchall() == [(network.number_of_nodes(),)]
    assert base.sql("SELECT count(DISTINCT key) FROM relations").fetchall() == [(network.number_of_edges(),)]
    dangling = 'SELECT count(*) FROM relations WHERE ":START_ID" NOT IN (SELECT id FROM nodes) OR ":END_ID" NOT IN (SELECT id FROM nodes)'
    assert base.sql(dangling).fetchall() == [(0,)]
    names = {str(row[0]) for row in base.sql("SELECT name FROM nodes").fetchall()}
    assert {clean(text) for text in HOSTILE} <= names
    command = (folder / "import.txt").read_text(encoding="utf-8")
    assert all(f"--nodes={path.name}" in command for path in nodes)


def test_neo4j_files_have_no_byte_order_mark_and_are_written_anew(store: Store, tmp_path: Path) -> None:
    """Neo4j takes a mark for part of the head; a second export replaces the first."""
    folder = export(store, tmp_path / "neo4j", form="neo4j")
    (folder / "old_kind.csv").write_text("旧", encoding="utf-8")
    export(store, folder, form="neo4j")
    assert not (folder / "old_kind.csv").exists()
    with (folder / "unit.csv").open(encoding="utf-8", newline="") as file:
        assert next(csv.reader(file))[:2] == ["id:ID", ":LABEL"]
