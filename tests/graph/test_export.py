"""Exports: every format reads back, and is the same every time."""

import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pyoxigraph as ox
import pytest
import rdflib

from xuntu.graph.bridge import to_rdflib
from xuntu.graph.export import EXPORTERS, export
from xuntu.graph.store import Store
from xuntu.ontology import StoreError

RDF = ["ttl", "trig", "nq", "nt", "jsonld", "rdf"]


@pytest.fixture(scope="module")
def store(samples: SimpleNamespace) -> Store:
    """Return a store of two documents, one with characters that some formats cannot hold."""
    page = samples.Page()
    page.write("控制\x0b字符与“引号”\\u000B<&>")
    odd = page.to_extraction("怪字.txt")
    made: Store = samples.to_store(samples.rectification(2021, repeat=True), odd)
    graph, line = next(
        (g, line) for g in made.graphs() for line in made.nquads(g) if "怪字.txt" in line and "title" in line
    )
    text = "".join(made.nquads(graph)) + line.replace('"怪字.txt"@zh', '"控制\x0b字符\\\\u000B<&>"@en')
    made.replace(graph, text)
    return made


def triples(quads: list[ox.Quad]) -> set[str]:
    """Return the triples of *quads* as text."""
    return {str(quad.triple) for quad in quads}


@pytest.mark.parametrize("extension", RDF)
def test_every_rdf_format_reads_back(store: Store, tmp_path: Path, extension: str) -> None:
    """The triples are those of the store; only XML loses what it cannot hold."""
    path = tmp_path / f"graph.{extension}"
    export(store, path)
    form = ox.RdfFormat.from_extension(extension)
    read = triples(list(ox.parse(path.read_bytes(), form)))
    expected = triples(list(store.quads()))
    if extension == "rdf":
        assert {t.replace("\\u000B", "\ufffd", 1) if "控制\\u000B" in t else t for t in expected} == read
    else:
        assert read == expected


@pytest.mark.parametrize("extension", EXPORTERS)
def test_exports_are_the_same_every_time(
    store: Store, samples: SimpleNamespace, tmp_path: Path, extension: str
) -> None:
    """A store that was filled in another order gives the same bytes."""
    again = Store.in_memory()
    for graph in reversed(store.graphs()):
        again.replace(graph, "".join(store.nquads(graph)))
    export(store, tmp_path / "one", form=extension)
    export(again, tmp_path / "two", form=extension)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert samples.to_store  # the documents are those of the fixture


def test_json_and_networks_are_well_formed(store: Store, tmp_path: Path) -> None:
    """JSON-LD is JSON; GraphML and GEXF are read back by networkx."""
    import networkx

    readers: dict[str, Callable[[Path], object]] = {"graphml": networkx.read_graphml, "gexf": networkx.read_gexf}
    export(store, tmp_path / "g.jsonld")
    assert len(json.loads((tmp_path / "g.jsonld").read_text(encoding="utf-8"))) > 2
    for extension, read in readers.items():
        export(store, tmp_path / f"g.{extension}")
        network = read(tmp_path / f"g.{extension}")
        assert isinstance(network, networkx.Graph)
        assert network.number_of_nodes() > 10


def test_a_failed_export_leaves_nothing_and_harms_nothing(store: Store, tmp_path: Path) -> None:
    """An unknown format and an unwritable place are named; an old file stays."""
    old = tmp_path / "old.docx"
    old.write_text("旧", encoding="utf-8")
    with pytest.raises(StoreError, match="不认识的格式 docx；可用：ttl、trig"):
        export(store, old)
    with pytest.raises(StoreError, match="无扩展名"):
        export(store, tmp_path / "graph")
    with pytest.raises(StoreError, match="无法写入"):
        export(store, tmp_path / "none" / "graph.ttl")
    assert [path.name for path in tmp_path.iterdir()] == ["old.docx"]
    assert old.read_text(encoding="utf-8") == "旧"


def test_rdflib_gets_a_dataset_with_all_graphs(store: Store) -> None:
    """The bridge copies every quad and answers over the union."""
    dataset = to_rdflib(store)
    assert len({str(graph.identifier) for graph in dataset.graphs() if len(graph)}) == len(store.graphs())
    asked = "SELECT (COUNT(DISTINCT ?f) AS ?n) { ?f a xt:Finding }"
    [row] = dataset.query(asked)
    assert isinstance(row, rdflib.query.ResultRow)
    assert row[0].toPython() == store.query(asked).rows[0][0]
