"""Virtuoso from Debian: other doors, another way of asking who comes, ten thousand rows at once, other answers."""

from collections.abc import Iterator

import pytest

import xuntu
from tests.remote import servers
from xuntu.ontology import StoreError

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve an empty Virtuoso that gives a hundred rows at once."""
    with servers.virtuoso(tmp_path_factory.mktemp("virtuoso") / "db", rows=100) as address:
        yield address


def test_a_graph_goes_to_virtuoso_and_comes_back(
    graph: xuntu.Graph, virtuoso: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The recurring question has the same rows; page by page every quad is there, in its own spelling."""
    with pytest.raises(StoreError, match="服务器要用户名和口令"):
        graph.push(virtuoso)
    monkeypatch.setenv("XUNTU_REMOTE_USER", "dba")
    monkeypatch.setenv("XUNTU_REMOTE_PASSWORD", "wrong")
    with pytest.raises(StoreError, match="用户名或口令不对"):
        graph.push(virtuoso)
    monkeypatch.setenv("XUNTU_REMOTE_PASSWORD", "dba")
    assert graph.push(virtuoso).sent == 6
    assert graph.push(virtuoso).sent == 0
    with xuntu.open(virtuoso) as opened:
        assert "读进内存" in caplog.text
        assert opened.query("recurring") == graph.query("recurring")
        assert opened.store.nquads() == graph.store.nquads()
