"""The whole server, as a program: it starts, answers whatever is asked, and leaves nothing behind."""

import re
import socket
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.graph.test_snapshot import UNITS, update

pytestmark = pytest.mark.slow

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a != ?h) }"


@contextmanager
def serve(place: Path, *options: str) -> Generator[tuple[subprocess.Popen[str], httpx.Client], None, None]:
    """Yield a running server of a store, and a client of it."""
    command = [sys.executable, "-m", "xuntu", "serve", str(place), "--port", "0", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8") as server:
        try:
            assert server.stdout
            found = next(filter(None, (re.search(r"http://[\d.:]+", line) for line in server.stdout)))
            with httpx.Client(base_url=found[0], timeout=60) as client:
                yield server, client
        finally:
            server.terminate()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    place = tmp_path / "a.store"
    update(place, UNITS[:4])
    return place


def test_a_runaway_query_ends_and_the_next_answers(place: Path) -> None:
    """With 504 and a sentence; many brackets with 400; pages are given meanwhile."""
    with serve(place, "--timeout", "10") as (_, client):
        with httpx.Client(base_url=client.base_url, timeout=0.5) as impatient, pytest.raises(httpx.ReadTimeout):
            impatient.post("/sparql", data={"query": ENDLESS + " # who goes away"})
        assert client.get("/").status_code == 200
        answer = client.post("/sparql", data={"query": ENDLESS})
        assert answer.status_code == 504
        assert "10 秒内没有答完" in answer.text
        assert client.post("/sparql", data={"query": "SELECT * { FILTER(" + "(" * 10_000}).status_code == 400
        said = client.get("/sparql", params={"query": "SELECT (1 AS ?n) {}"}, headers={"accept": "text/csv"})
        assert (said.status_code, said.text.split()) == (200, ["n", "1"])


def test_a_server_that_is_told_to_stop_leaves_nothing_behind(place: Path) -> None:
    """No folder, and it says nothing of errors; who is in the middle of an answer does not hold it up for long."""
    with serve(place) as (server, client):
        assert client.get("/").status_code == 200
        assert len(list(place.parent.iterdir())) == 2
        port = int(str(client.base_url).rpartition(":")[2].strip("/"))
        with socket.create_connection(("127.0.0.1", port)) as waiting:
            waiting.sendall(f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
            waiting.recv(1)
            server.terminate()
            assert server.stdout
            assert "Traceback" not in server.stdout.read()
            server.wait(30)
    assert list(place.parent.iterdir()) == [place]


def test_a_build_while_it_is_served_is_seen_without_a_new_start(place: Path) -> None:
    """Answers follow the store; each is of one state."""
    count = {"query": "SELECT (COUNT(DISTINCT ?d) AS ?n) { ?d a xt:Document }"}

    def ask(client: httpx.Client) -> str:
        answer = client.get("/sparql", params=count, headers={"accept": "text/csv"})
        assert answer.status_code == 200
        return answer.text.split()[-1]

    with serve(place) as (_, client):
        assert ask(client) == "4"
        update(place, UNITS[:6])
        said = ["4"]
        while said[-1] != "6":
            said.append(ask(client))
        assert set(said) == {"4", "6"}
