"""A store may be the address of a server: every question and every view is the same as of the store on disk."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

import xuntu
from tests.remote.servers import Gate, gate
from xuntu.cli import xuntu as command
from xuntu.graph import load_questions
from xuntu.graph.remote import opening
from xuntu.ontology import GRAPH, QueryError, StoreError

HIDDEN = frozenset({"union-default-graph", "default-graph-uri"})


@pytest.fixture
def remote(served: str) -> Iterator[xuntu.Graph]:
    """Open the served graph."""
    with xuntu.open(served) as opened:
        yield opened


def test_the_recurring_question_has_the_same_rows(graph: xuntu.Graph, remote: xuntu.Graph) -> None:
    """On a server without any setting: what is asked is the union of its graphs."""
    assert remote.query("recurring") == graph.query("recurring")
    assert remote.query("recurring").column("basis") == ("文中明示",)
    assert remote.recurrences() == graph.recurrences()


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", [one.name for one in load_questions().values() if not any(p.required for p in one.parameters)]
)
def test_every_question_has_the_same_rows(graph: xuntu.Graph, remote: xuntu.Graph, name: str) -> None:
    """All that need not be told anything."""
    assert remote.query(name) == graph.query(name)


def test_a_served_store_is_read_as_any_other(graph: xuntu.Graph, remote: xuntu.Graph) -> None:
    """Graphs, quads and sizes; values, truths and triples."""
    ours, theirs = graph.store, remote.store
    assert (theirs.graphs(), len(theirs), theirs.nquads()) == (ours.graphs(), len(ours), ours.nquads())
    assert GRAPH.authority in theirs
    assert "https://w3id.org/xuntu/graph/none" not in theirs
    for sparql in ("ASK { ?f a xt:Finding }", "ASK { ?f a xt:None }", "DESCRIBE xt:Finding"):
        assert remote.query(sparql) == graph.query(sparql)
    numbers = "SELECT ?n (1 / 4 AS ?d) (true AS ?t) ?none { VALUES ?n { UNDEF } }"
    assert remote.query(numbers, n='三“转”\\"} ?x').rows == graph.query(numbers, n='三“转”\\"} ?x').rows
    with pytest.raises(StoreError, match="只读"):
        theirs.replace("http://example.org/g", "")


@pytest.mark.parametrize(
    "arguments",
    [
        ("recur",), ("recur", "--candidates"), ("units",), ("check",), ("query", "status"), ("show", "水务局"),
        ("export", "-o", "x.nq"), ("export", "-o", "x.ttl"), ("view", "-o", "x.html"), ("ledger", "-o", "x.xlsx"),
    ],
    ids=" ".join,
)  # fmt: skip
@pytest.mark.slow
def test_every_command_reads_a_server(
    place: Path, served: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    """What is printed and what is written is, byte for byte, what the store on disk gives."""
    monkeypatch.chdir(tmp_path)
    name, *rest = arguments
    outcomes = []
    for store in (str(place), served):
        run = CliRunner().invoke(command, [name, store, *rest])
        files = [file.read_bytes() for file in tmp_path.glob("x.*")]
        outcomes.append((run.exit_code, run.stdout, files))
    assert outcomes[0] == outcomes[1]
    assert outcomes[0][0] in (0, 3)


def test_wrong_sparql_is_told_by_its_place(remote: xuntu.Graph) -> None:
    """As of a store on disk; what only the server refuses is told in its own words."""
    with pytest.raises(QueryError, match="第 2 行第 28 列"):
        remote.query("# 一问\nSELECT ?f { ?f a xt:Finding")
    with pytest.raises(QueryError, match="SERVICE"):
        remote.query("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }")


def test_a_server_without_our_graphs_says_what_to_do(server: str) -> None:
    """Push first."""
    with pytest.raises(StoreError, match="xuntu push"):
        xuntu.open(server)


def test_a_server_that_hides_the_union_is_read_into_memory(
    graph: xuntu.Graph, served: str, caplog: pytest.LogCaptureFixture
) -> None:
    """It would answer with nothing; the user is told, and the rows are the same."""
    with gate(served) as before:
        before.ignored = HIDDEN
        with xuntu.open(before.address) as copied:
            assert copied.query("recurring") == graph.query("recurring")
    assert "读进内存" in caplog.text


def test_what_is_too_large_for_memory_is_refused(served: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With what can be done."""
    monkeypatch.setattr(opening, "_MOST_COPIED", 100)
    with gate(served) as before:
        before.ignored = HIDDEN
        with pytest.raises(StoreError, match="换一种服务器"):
            xuntu.open(before.address)


def test_a_page_that_is_no_answer_is_told(served: str) -> None:
    """Such as a path that the server does not know."""
    with pytest.raises(StoreError, match="没有这个地址（404）"):
        xuntu.open(f"{served}/none")


def test_nobody_at_home(gate: Gate) -> None:
    """The message says to look at the address; it does not wait."""
    with pytest.raises(StoreError, match="连不上"):
        xuntu.open("http://127.0.0.1:9")
    gate.redirect = "https://wang:secret@elsewhere.example.org/query"
    with pytest.raises(StoreError, match=r"转到 https://elsewhere\.example\.org/query；不自动跟随"):
        xuntu.open(gate.address)
