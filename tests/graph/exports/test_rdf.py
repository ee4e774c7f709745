"""RDF exports: independent readers find the same triples, and the same graph is the same file."""

import gzip
import json
import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from xuntu.graph.bridge import to_rdflib
from xuntu.graph.exports import FORMATS, export
from xuntu.graph.exports.lines import sort_lines
from xuntu.graph.store import Store
from xuntu.ontology import StoreError

RDF = ["ttl", "trig", "nq", "nt", "jsonld", "rdf"]
NAMES = {"ttl": "turtle", "trig": "trig", "nq": "nquads", "nt": "nt", "jsonld": "json-ld", "rdf": "xml"}
RAPTOR = {"ttl": "turtle", "nt": "ntriples", "nq": "nquads", "trig": "trig", "rdf": "rdfxml"}
FORBIDDEN = ("\\u0001", "\\u000B", "\\u001B", "\\uFFFE", "\\uFFFF", "\ufffe", "\uffff")


def triples(quads: Iterable[ox.Quad], *, for_xml: bool = False) -> set[str]:
    """Return the triples of *quads* as text; what XML cannot hold as U+FFFD."""
    found = {str(quad.triple) for quad in quads}
    if for_xml:
        for mark in FORBIDDEN:
            found = {each if "看似代理" in each else each.replace(mark, "\ufffd") for each in found}
    return found


def as_triples(text: str) -> set[str]:
    """Return N-Triples, as another library writes them, as this one does."""
    return triples(ox.parse(text, ox.RdfFormat.N_TRIPLES))


@pytest.mark.parametrize("extension", RDF)
def test_every_rdf_format_reads_back_with_the_triples_of_the_store(
    store: Store, tmp_path: Path, extension: str
) -> None:
    """Control characters, quotes, line breaks and marks of direction come back; only XML loses what it cannot hold."""
    path = export(store, tmp_path / f"graph.{extension}")
    read = triples(ox.parse(path.read_bytes(), ox.RdfFormat.from_extension(extension)))
    assert read == triples(store.quads(), for_xml=extension == "rdf")


@pytest.mark.parametrize("extension", RDF)
def test_rdflib_reads_the_same_triples(store: Store, tmp_path: Path, extension: str) -> None:
    """A reader that shares no code with the engine finds as many, and the same where it keeps literals as written."""
    path = export(store, tmp_path / f"graph.{extension}")
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(path, format=NAMES[extension])
    found = {each[:3] for each in dataset.quads()}
    assert len(found) == len(triples(store.quads()))
    if extension in ("jsonld", "ttl"):
        graph = rdflib.Graph()
        for each in found:
            graph.add(each)
        assert as_triples(graph.serialize(format="nt")) == triples(store.quads())


@pytest.mark.skipif(not shutil.which("rapper"), reason="needs Raptor: apt-get install raptor2-utils")
@pytest.mark.parametrize("extension", RAPTOR)
def test_raptor_counts_the_same(store: Store, tmp_path: Path, extension: str) -> None:
    """Raptor, in C, reads each file without a complaint; of formats with graphs it counts quads.

    It refuses U+FFFE and U+FFFF, which RDF allows: they are taken out before.
    """
    path = export(store, tmp_path / f"graph.{extension}")
    path.write_bytes(re.sub(rb"\xef\xbf[\xbe\xbf]|\\uFFF[EF]", b"", path.read_bytes()))
    told = subprocess.run(
        ["rapper", "-q", "-i", RAPTOR[extension], "-o", "ntriples", str(path), "http://base/"],
        check=True, capture_output=True,
    )  # fmt: skip
    wanted = len(list(store.quads())) if extension in ("nq", "trig") else len(triples(store.quads()))
    assert (told.stdout.count(b"\n"), told.stderr) == (wanted, b"")


def test_lines_are_sorted_and_those_of_one_graph_stand_together(store: Store, tmp_path: Path) -> None:
    """N-Quads are sorted as bytes; N-Triples have each triple once."""
    quads = export(store, tmp_path / "g.nq").read_bytes().splitlines()
    assert quads == sorted(set(quads))
    assert len(quads) == len(store)
    lines = export(store, tmp_path / "g.nt").read_bytes().splitlines()
    assert lines == sorted(set(lines))


def test_more_lines_than_fit_are_sorted_all_the_same() -> None:
    """Runs that lie in files are merged; what stands in several comes once."""
    lines = [f"{(number * 7919) % 500:03}\n".encode() for number in range(1000)]
    assert list(sort_lines(lines, together=64)) == sorted(set(lines))


@pytest.mark.parametrize("extension", [one.name for one in FORMATS.values() if one.packs])
def test_a_packed_file_holds_the_plain_one(store: Store, tmp_path: Path, extension: str) -> None:
    """``.gz`` changes nothing inside, and names neither a time nor a file."""
    plain = export(store, tmp_path / f"g.{extension}").read_bytes()
    packed = export(store, tmp_path / f"g.{extension}.gz").read_bytes()
    assert gzip.decompress(packed) == plain
    assert packed[3:8] == b"\0\0\0\0\0"  # no name, no time


@pytest.mark.parametrize("name", FORMATS)
def test_exports_are_the_same_every_time(store: Store, tmp_path: Path, name: str) -> None:
    """A store that was filled in another order gives the same bytes in every file."""
    again = Store.in_memory()
    for graph in reversed(store.graphs()):
        again.replace(graph, "".join(reversed(store.nquads(graph))))
    one, two = export(store, tmp_path / "one", form=name), export(again, tmp_path / "two", form=name)
    if not FORMATS[name].is_folder:
        assert one.read_bytes() == two.read_bytes()
        return
    files = sorted(path.name for path in one.iterdir())
    assert files == sorted(path.name for path in two.iterdir())
    for file in files:
        assert (one / file).read_bytes() == (two / file).read_bytes()


def test_json_ld_reads_well(store: Store, tmp_path: Path) -> None:
    """Keys are short, values plain, concepts written in short."""
    told = json.loads(export(store, tmp_path / "g.jsonld").read_text(encoding="utf-8"))
    nodes = {node["@id"]: node for graph in told["@graph"] for node in graph["@graph"] if "/doc/" in graph["@id"]}
    finding = next(node for node in nodes.values() if node.get("label") == "财务管理不规范" and node["number"] == "1")
    assert finding["@type"] == "Finding"
    assert finding["findingLevel"] == "xtc:level-issue"
    passage = nodes[finding["evidence"]]
    assert (passage["start"], passage["exact"]) == (
        passage["end"] - len(passage["exact"]),
        "财务管理不规范。公务卡使用率低。",
    )


def test_framed_json_ld_is_a_tree_of_each_document_and_loses_nothing(store: Store, tmp_path: Path) -> None:
    """Document, report, inspection, finding, measure and outcome stand inside each other; rdflib reads every triple."""
    lines = export(store, tmp_path / "g.jsonl").read_text(encoding="utf-8").splitlines()
    trees = [json.loads(line) for line in lines]
    assert len(trees) == len([graph for graph in store.graphs() if "/doc/" in graph])
    [tree] = [tree for tree in trees if tree["fileName"] == "云岭县财政局2019.txt"]
    [report] = tree["reports"]
    [inspection] = report["reportsOn"]
    assert inspection["label"] == "县委第一巡察组巡察云岭县财政局（2019）"
    assert [unit["label"] for unit in inspection["inspects"]] == ["云岭县财政局"]
    finding = next(one for one in inspection["findings"] if one.get("number") == "1")
    assert [one["prefLabel"] for one in finding["statuses"][0]["status"]] == ["阶段性完成"]
    assert {one["label"] for measure in finding["measures"] for one in measure.get("yields", ())} >= {"追缴"}

    graph = rdflib.Graph()
    for line in lines:
        graph.parse(data=line, format="json-ld")
    read = as_triples(graph.serialize(format="nt"))
    told = {str(quad.triple) for name in store.graphs() if "/doc/" in name for quad in store.quads(name)}
    assert told <= read <= triples(store.quads())
    whole = rdflib.Graph().parse(export(store, tmp_path / "g.jsonld", framed=True), format="json-ld")
    assert as_triples(whole.serialize(format="nt")) == read


@pytest.mark.parametrize(
    ("name", "form", "framed", "words"),
    [
        ("old.docx", None, False, "不认识的格式 docx；可用：ttl、trig"),
        ("g.gmxl", None, False, "不认识的格式 gmxl；是不是 "),
        ("g.tll", None, False, "是不是 ttl"),
        ("graph", None, False, "无扩展名，请加 --format"),
        ("none/graph.ttl", None, False, "无法写入"),
        ("g.gexf.gz", None, False, "gexf 不能压成 .gz；可以压的：ttl、"),
        ("g.ttl", None, True, "--frame 只用于 jsonld、jsonl"),
        ("g.csv", None, False, "csv 是一个文件夹里的多个文件；请写成 -o g/ --format csv"),
        ("old.docx", "neo4j", False, "是文件，这种格式要写到文件夹里"),
        ("photos", "csv", False, r"里面有别的文件（a\.jpg），不敢覆盖"),
    ],
)
def test_a_failed_export_says_why_and_harms_nothing(
    store: Store, tmp_path: Path, name: str, form: str | None, framed: bool, words: str
) -> None:
    """What was there stays, and nothing half-written is left beside it."""
    (tmp_path / "old.docx").write_text("旧", encoding="utf-8")
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "a.jpg").write_text("相片", encoding="utf-8")
    with pytest.raises(StoreError, match=words):
        export(store, tmp_path / name, form=form, framed=framed)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.jpg", "old.docx", "photos"]
    assert (tmp_path / "old.docx").read_text(encoding="utf-8") == "旧"


def test_rdflib_gets_a_dataset_with_all_graphs(store: Store) -> None:
    """The bridge copies every quad and answers over the union."""
    dataset = to_rdflib(store)
    assert len({str(graph.identifier) for graph in dataset.graphs() if len(graph)}) == len(store.graphs())
    asked = "SELECT (COUNT(DISTINCT ?f) AS ?n) { ?f a xt:Finding }"
    [row] = dataset.query(asked)
    assert isinstance(row, rdflib.query.ResultRow)
    assert row[0].toPython() == store.query(asked).rows[0][0]
