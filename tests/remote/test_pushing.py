"""A server is brought up to date: what differs is sent, what is cut off is completed, what is refused is explained."""

import re
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner

import xuntu
from tests.remote.servers import Gate, dump
from xuntu.cli import xuntu as command
from xuntu.graph import Store
from xuntu.graph.remote import Protocol, pushing, writer
from xuntu.ontology import GRAPH, StoreError

DOCUMENT = re.compile(r"INSERT DATA \{ GRAPH <https://w3id\.org/xuntu/graph/doc/(\w+)>")
DROPPED = re.compile(r"DROP SILENT GRAPH <https://w3id\.org/xuntu/graph/doc/(\w+)>")
ONE_BY_ONE = """
import sys, xuntu
from xuntu.graph.remote import pushing
pushing._MOST = 1
xuntu.open(sys.argv[1]).push(sys.argv[2], connections=1)
"""


def lines(graph: xuntu.Graph) -> list[str]:
    """Return what a graph holds as the server would dump it."""
    return [line.removesuffix("\n") for line in graph.store.nquads()]


def test_a_push_makes_the_server_hold_the_same(graph: xuntu.Graph, gate: Gate) -> None:
    """A second one sends nothing, and leaves the same bytes."""
    first = graph.push(gate.address)
    assert (first.sent, first.dropped, first.unchanged) == (6, 0, 0)
    assert dump(gate.server) == lines(graph)
    sent = len(gate.updates())
    again = graph.push(gate.address)
    assert (again.sent, again.dropped, again.unchanged) == (0, 0, 6)
    assert len(gate.updates()) == sent
    assert dump(gate.server) == lines(graph)


@pytest.mark.slow
def test_one_changed_document_is_sent_alone(notices: Path, tmp_path: Path, gate: Gate) -> None:
    """The other document stays untouched; what the changed one was is dropped."""
    folder, place = tmp_path / "通报", tmp_path / "s"
    folder.mkdir()
    for notice in notices.iterdir():
        (folder / notice.name).write_bytes(notice.read_bytes())
    run = CliRunner()
    assert "送出 6 个图" in run.invoke(command, ["build", str(folder), "-o", str(place), "--to", gate.address]).stderr
    text = (folder / "回头看.txt").read_text(encoding="utf-8")
    (folder / "回头看.txt").write_text(text.replace("1.5万元", "2.5万元"), encoding="utf-8")
    gate.seen.clear()
    told = run.invoke(command, ["build", str(folder), "-o", str(place), "--to", gate.address]).stderr
    assert re.search(r"送出 [23] 个图，移走 1 个，未变 [34] 个", told)
    sent = "\n".join(gate.updates())
    assert len(set(DOCUMENT.findall(sent))) == 1
    assert len(set(DROPPED.findall(sent)) - set(DOCUMENT.findall(sent))) == 1
    with xuntu.open(place) as graph:
        assert dump(gate.server) == lines(graph)


def test_graphs_of_others_stay(graph: xuntu.Graph, server: str) -> None:
    """And are no part of what is read back as ours."""
    other = f"{server}/store?graph=http://example.org/other"
    httpx.put(other, content="<http://a> <http://b> <http://c> .", headers={"Content-Type": "text/turtle"})
    graph.push(server)
    assert set(dump(server)) - set(lines(graph)) == {"<http://a> <http://b> <http://c> <http://example.org/other> ."}
    with xuntu.open(server) as opened:
        assert (opened.store.nquads(), len(opened.store)) == (graph.store.nquads(), len(graph.store))


def test_graphs_may_be_put_one_by_one(graph: xuntu.Graph, gate: Gate) -> None:
    """By the Graph Store Protocol: a PUT for each graph, and the manifest by updates."""
    graph.push(gate.address, protocol="gsp")
    assert sum(method == "PUT" for method, *_ in gate.seen) == 6
    assert dump(gate.server) == lines(graph)


@pytest.mark.parametrize("trouble", [{"busy": 2}, {"cut": 2}])
def test_a_server_that_fails_twice_is_asked_again(graph: xuntu.Graph, gate: Gate, trouble: dict[str, int]) -> None:
    """Where it is busy (503), and where it hangs up."""
    vars(gate).update(trouble)
    assert graph.push(gate.address).sent == 6
    assert (gate.busy, gate.cut) == (0, 0)
    assert dump(gate.server) == lines(graph)


def test_a_server_that_stays_busy_is_given_up(graph: xuntu.Graph, gate: Gate) -> None:
    """After seven times."""
    gate.busy = 100
    with pytest.raises(StoreError, match="服务器忙（503）"):
        graph.push(gate.address, connections=1)
    assert gate.busy == 93


@pytest.mark.slow
def test_a_push_that_was_killed_is_completed_by_the_next(place: Path, graph: xuntu.Graph, gate: Gate) -> None:
    """What arrived before is whole and is not sent again."""
    gate.open_for = 3
    killed = subprocess.Popen([sys.executable, "-c", ONE_BY_ONE, str(place), gate.address])
    assert gate.held.wait(60)
    killed.kill()
    killed.wait()
    arrived, whole = dump(gate.server), set(lines(graph))
    assert 0 < len(arrived) < len(whole)
    assert set(arrived) <= whole
    gate.open_for = 10**9
    assert graph.push(gate.address).sent == 3
    assert dump(gate.server) == lines(graph)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("protocol", "passed"), [("update", 0), ("update", 1), ("update", 2), ("update", 5), ("gsp", 1), ("gsp", 2)]
)
def test_wherever_a_push_is_cut_off_it_is_completed(
    graph: xuntu.Graph, gate: Gate, monkeypatch: pytest.MonkeyPatch, protocol: Protocol, passed: int
) -> None:
    """Within a graph that takes several requests too: the manifest says that it is under way."""
    monkeypatch.setattr(pushing, "_MOST", 2)
    monkeypatch.setattr(writer, "_LARGEST", 20_000)
    gate.open_for = passed
    gate.closing.set()  # what comes later is cut at once
    with pytest.raises(StoreError, match="连接中断"):
        graph.push(gate.address, protocol=protocol, connections=1, timeout=0.5)
    assert len(gate.updates()) > passed
    assert dump(gate.server) != lines(graph)
    gate.open_for = 10**9
    graph.push(gate.address, protocol=protocol)
    assert dump(gate.server) == lines(graph)


def test_what_is_too_large_for_one_request_is_sent_in_parts(graph: xuntu.Graph, gate: Gate) -> None:
    """A server, or a proxy before it, says so (413); the same quads arrive."""
    gate.largest = 50_000
    graph.push(gate.address)
    assert dump(gate.server) == lines(graph)
    assert max(len(update.encode()) for update in gate.updates()) <= 50_000


@pytest.mark.parametrize("protocol", ["update", "gsp"])
def test_a_server_that_takes_almost_nothing_is_told(graph: xuntu.Graph, gate: Gate, protocol: Protocol) -> None:
    """With what to ask of its administrator."""
    gate.largest = 600
    with pytest.raises(StoreError, match=r"413.*请放宽它的请求上限"):
        graph.push(gate.address, protocol=protocol)


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({}, "服务器要用户名和口令；请设环境变量 XUNTU_REMOTE_USER"),
        ({"XUNTU_REMOTE_USER": "wang", "XUNTU_REMOTE_PASSWORD": "secret-no"}, "用户名或口令不对"),
        ({"XUNTU_REMOTE_USER": "wang", "XUNTU_REMOTE_PASSWORD": "口令"}, None),
    ],
)
def test_a_password_is_needed_and_right(
    graph: xuntu.Graph, gate: Gate, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], told: str | None
) -> None:
    """A wrong one is told without showing it, and is not tried again."""
    gate.user = ("wang", "口令")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    if told is None:
        assert graph.push(gate.address).sent == 6
        return
    with pytest.raises(StoreError, match=told) as error:
        graph.push(gate.address)
    assert "secret" not in str(error.value)


def test_a_token_is_a_password_too(graph: xuntu.Graph, gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    """For servers behind a gateway."""
    gate.token = "abc"  # noqa: S105 (of this test)
    monkeypatch.setenv("XUNTU_REMOTE_TOKEN", "abc")
    assert graph.push(gate.address).sent == 6
    with xuntu.open(gate.address) as opened:
        assert opened.query("recurring") == graph.query("recurring")


def test_a_password_in_the_address_is_not_shown(place: Path, gate: Gate) -> None:
    """Neither when all goes well nor when not."""
    gate.user = ("wang", "secret")
    host = gate.address.removeprefix("http://")
    run = CliRunner()
    good = run.invoke(command, ["push", str(place), f"http://wang:secret@{host}"])
    bad = run.invoke(command, ["push", str(place), f"http://wang:secretly@{host}"])
    assert (good.exit_code, bad.exit_code) == (0, 1)
    assert "secret" not in good.output + bad.output


def test_a_server_that_does_not_answer_is_not_waited_for(graph: xuntu.Graph, gate: Gate) -> None:
    """Longer than the time limit."""
    gate.open_for = 0
    with pytest.raises(StoreError, match=r"0\.3 秒内没有答复"):
        graph.push(gate.address, timeout=0.3, connections=1)
    gate.closing.set()


def test_an_empty_store_does_not_empty_a_server(graph: xuntu.Graph, server: str, tmp_path: Path) -> None:
    """Nothing was read: nothing is pushed."""
    graph.push(server)
    (tmp_path / "空.txt").write_text("", encoding="utf-8")
    empty = xuntu.build(tmp_path / "空.txt")
    with pytest.raises(StoreError, match="库是空的"):
        empty.push(server)
    assert dump(server) == lines(graph)


def test_a_store_without_digests_is_pushed_too(graph: xuntu.Graph, server: str) -> None:
    """Such as one that an earlier version built: its graphs are digested when they are sent."""
    old = xuntu.Graph(Store.in_memory())
    for name in graph.store.graphs():
        kept = [line for line in graph.store.nquads(name) if name != GRAPH.manifest or "schema.org/sha256" not in line]
        old.store.replace(name, "".join(kept))
    assert old.push(server).sent == 6
    assert [line for line in dump(server) if "schema.org/sha256" not in line] == lines(old)
    assert old.push(server).sent == 0
