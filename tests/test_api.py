"""The same as on the command line, from Python."""

from pathlib import Path

import pytest

import xuntu
from xuntu.ontology import DocumentError, QueryError, StoreError

EXAMPLES = Path(__file__).parents[1] / "examples" / "documents"
TOWN = EXAMPLES / "11-town-2023.txt"


@pytest.fixture(scope="module")
def graph() -> xuntu.Graph:
    """Build the graph of one example in memory."""
    return xuntu.build(TOWN)


def test_a_graph_is_built_in_memory_and_asked(graph: xuntu.Graph) -> None:
    """Answers are plain rows."""
    assert graph.summary is not None
    assert (graph.summary.added, graph.summary.findings) == (1, 11)
    rows = graph.query("recurring")
    assert {row["basis"] for row in rows.to_dicts()} == {"文中明示"}
    assert graph.query("recurring", unit="谁也不是").rows == ()
    counted = graph.query("SELECT (COUNT(?f) AS ?n) { ?f xt:findingLevel xtc:level-issue ; xt:number ?number }")
    assert counted.to_dicts() == [{"n": 11}]
    assert graph.query("ASK { ?f a xt:Finding }").rows == ((True,),)
    assert len(graph.query("DESCRIBE <https://w3id.org/xuntu/ns#Finding>")) > 0


def test_a_question_may_be_a_file(graph: xuntu.Graph, tmp_path: Path) -> None:
    """Its parameters fill the lines that are left open."""
    file = tmp_path / "某问.rq"
    file.write_text("SELECT ?f { VALUES ?number { UNDEF } ?f xt:number ?number }", encoding="utf-8")
    assert len(graph.query(str(file), number="问题10")) == 1
    with pytest.raises(QueryError, match=r"没有\.rq：不能读取"):
        graph.query("没有.rq")


def test_a_store_is_built_once_and_opened_again(tmp_path: Path) -> None:
    """What has not changed is not read again."""
    place = tmp_path / "a.store"
    with xuntu.build([TOWN], place) as first:
        assert first.summary is not None
        assert first.summary.added == 1
    with xuntu.build([TOWN], place) as second:
        assert second.summary is not None
        assert (second.summary.added, second.summary.skipped) == (0, 1)
    with xuntu.open(place) as again:
        assert again.summary is None
        assert len(again.query("recurring")) > 0


def test_an_unreadable_document_is_told_in_the_summary(tmp_path: Path) -> None:
    """Where nothing can be read the graph is empty, and no store is left."""
    (tmp_path / "空.txt").write_bytes(b"")
    with xuntu.build(tmp_path, tmp_path / "a.store") as graph:
        assert graph.summary is not None
        assert [failure.name for failure in graph.summary.failed] == ["空.txt"]
        assert graph.query("recurring").rows == ()
    assert not (tmp_path / "a.store").exists()


def test_a_build_may_leave_a_report_of_its_reading(tmp_path: Path) -> None:
    """Of all the documents given: those the store knew already, and those that could not be read."""
    (tmp_path / "空.txt").write_bytes(b"")
    page = tmp_path / "读取报告.html"
    for _ in range(2):
        with xuntu.build([TOWN, tmp_path / "空.txt"], tmp_path / "a.store", report=page) as graph:
            assert graph.summary is not None
        html = page.read_text(encoding="utf-8")
        assert "中共槐溪县梨花渡镇委员会关于提级巡察整改进展情况的通报" in html
        assert "文件是空的" in html
    assert graph.summary.skipped == 1
    with pytest.raises(StoreError, match="无法写入"):
        xuntu.build(TOWN, report=tmp_path / "没有" / "读取报告.html")
    with pytest.raises(StoreError, match="也在要读的文件之中"):
        xuntu.build(tmp_path, report=page)  # a document would be written over, or a report read as one
    assert page.read_text(encoding="utf-8") == html


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    """Documents and stores alike."""
    with pytest.raises(DocumentError, match="没有这个文件或文件夹"):
        xuntu.build(tmp_path / "没有")
    with pytest.raises(StoreError, match="没有这个库"):
        xuntu.open(tmp_path / "没有")
    with pytest.raises(QueryError, match="没有名为 recuring 的问题"):
        xuntu.build(TOWN).query("recuring")


def test_the_graph_leaves_as_networkx_and_as_rdflib(graph: xuntu.Graph) -> None:
    """The same finding is a node of the one and a subject of the other."""
    [finding] = [entity for entity in graph.find("走读") if entity.kind == "具体问题"]
    assert finding.iri in graph.to_networkx()
    dataset = graph.to_rdflib()
    assert finding.iri in {str(subject) for subject in dataset.subjects()}


def test_files_are_written_where_they_are_asked_for(graph: xuntu.Graph, tmp_path: Path) -> None:
    """Each method gives back the path."""
    assert graph.export(tmp_path / "a.ttl").stat().st_size > 0
    assert graph.view(tmp_path / "a.html").stat().st_size > 0
    assert graph.ledger(tmp_path / "a.xlsx").stat().st_size > 0


def test_the_checks_are_at_hand(graph: xuntu.Graph) -> None:
    """Declared counts with what was read."""
    declared = [(each.what, each.declared, each.extracted) for each in graph.check(shapes=False)]
    assert ("自报问题数", 11, 11) in declared


def test_one_document_gives_records() -> None:
    """Every statement stands where its passage says."""
    extraction = xuntu.extract(TOWN)
    [report] = extraction.reports
    assert len(report.findings) == 11
    for finding in report.findings:
        assert finding.statement.passage.of(extraction.document.text) == finding.statement.text
