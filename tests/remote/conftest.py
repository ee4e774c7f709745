"""A small graph, and the servers that hold it."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

import xuntu
from tests.notices import NOTICE
from tests.remote import servers

REVIEW = """中共云岭县水务局党组关于县委巡察“回头看”整改进展情况的通报
根据县委统一部署，2025年3月3日至4月11日，县委第一巡察组对云岭县水务局党组开展了巡察“回头看”。2025年5月20日，县委巡察组向云岭县水务局党组反馈了意见。现将整改进展情况予以公布。
一、理论学习方面
1.2023年县委巡察指出的理论学习不深入问题仍然存在。
整改情况：一是修订《云岭县水务局理论学习制度》，追缴资金1.5万元。
整改状态：已完成。
中共云岭县水务局党组
2025年11月20日
"""


@pytest.fixture(autouse=True)
def nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no password of whoever runs the tests be found."""
    for name in [name for name in os.environ if name.startswith("XUNTU_") or name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))


@pytest.fixture(scope="session")
def notices(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with two notices of one unit, the later of which tells of the earlier."""
    folder = tmp_path_factory.mktemp("notices")
    (folder / "通报.txt").write_text(NOTICE, encoding="utf-8")
    (folder / "回头看.txt").write_text(REVIEW, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def place(notices: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the path of a store of the two notices."""
    path = tmp_path_factory.mktemp("store") / "xuntu.store"
    xuntu.build(notices, path).close()
    return path


@pytest.fixture
def graph(place: Path) -> Iterator[xuntu.Graph]:
    """Open the store of the two notices."""
    with xuntu.open(place) as opened:
        yield opened


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """Serve an empty Oxigraph store."""
    with servers.oxigraph(tmp_path / "served") as address:
        yield address


@pytest.fixture
def gate(server: str) -> Iterator[servers.Gate]:
    """Open a gate before the server."""
    with servers.gate(server) as opened:
        yield opened


@pytest.fixture(scope="session")
def served(place: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the graph of the two notices."""
    with servers.oxigraph(tmp_path_factory.mktemp("served") / "oxigraph") as address:
        with xuntu.open(place) as opened:
            opened.push(address)
        yield address
