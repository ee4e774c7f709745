"""Tasks that a worker of a test is given: the engine without a guard before it, and what else can go wrong."""

import os
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from xuntu.graph import Store
from xuntu.ontology import QueryError
from xuntu.serving.answers import TaskError
from xuntu.serving.tasks import Head, Job, Out, Reading

PLAIN: Final = Head(media_type="text/plain")


def query(reading: Reading, job: Job, out: Out) -> None:
    """Evaluate whatever is asked, with no look at it, and write the answer as it comes."""
    engine = ox.Store.read_only(str(next(Path(str(reading.store.path)).glob("oxigraph*"))))
    results = engine.query(str(job["sparql"]), use_default_graph_as_union=True)
    out.begin(PLAIN)
    if isinstance(results, ox.QueryBoolean):
        out.write(str(bool(results)).encode())
        return
    for row in results:
        out.write(f"{row}\n".encode())


def state(reading: Reading, job: Job, out: Out) -> None:
    """Tell who knows it and how many documents there are, twice, with a wait for a file in between."""
    count = "SELECT (COUNT(DISTINCT ?d) AS ?n) { ?d a xt:Document }"
    out.begin(PLAIN)
    out.write(f"{os.getpid()} {_one(reading.store, count)} ".encode())
    if "until" in job:
        began = Path(str(job["began"]))
        began.with_suffix(".part").write_text(str(os.getpid()))
        began.with_suffix(".part").rename(began)
        while not Path(str(job["until"])).exists():
            time.sleep(0.01)
    out.write(f"{_one(reading.store, count)}".encode())


def fill(reading: Reading, job: Job, out: Out) -> None:  # noqa: ARG001 (every task takes the three)
    """Write as many bytes as are asked for, in pieces of a prime number."""
    left, piece = int(str(job["size"])), bytes(range(251)) * 31
    out.begin(PLAIN)
    while left > 0:
        out.write(piece[:left])
        left -= len(piece)


def misbehave(reading: Reading, job: Job, out: Out) -> None:
    """Print, say half of an answer, and fail as asked."""
    print("printed by a task")  # noqa: T201
    os.write(1, b"written by a library\n")
    out.begin(PLAIN)
    out.write(b"half")
    how = str(job["how"])
    if how == "query":
        raise QueryError("问错了")
    if how == "bug":
        raise ZeroDivisionError(reading.store.path)
    if how == "exit":
        sys.exit(3)
    if how == "memory":
        bytearray(1 << 40)


def index(reading: Reading, job: Job, out: Out) -> None:  # noqa: ARG001
    """Write an index of words, of a kind."""
    assert reading.words
    reading.words.write_text("words")
    out.begin(PLAIN)


def words(reading: Reading, job: Job, out: Out) -> None:  # noqa: ARG001
    """Tell whether there is an index of words."""
    assert reading.words
    out.begin(PLAIN)
    out.write(str(reading.words.exists()).encode())


def network(reading: Reading, job: Job, out: Out) -> None:  # noqa: ARG001
    """Try to reach a server of the test."""
    import socket

    out.begin(PLAIN)
    try:
        socket.create_connection(("127.0.0.1", int(str(job["port"]))), timeout=5).close()
        out.write(b"reached")
    except OSError as error:
        out.write(f"not reached: {error.strerror}".encode())


def _one(store: Store, sparql: str) -> object:
    return store.query(sparql).rows[0][0]


TASKS: Final[Mapping[str, Callable[[Reading, Job, Out], None]]] = {
    each.__name__: each for each in (query, state, fill, misbehave, index, words, network)
}


def do(reading: Reading, job: Job, out: Out) -> None:
    """Do a job."""
    if str(job["task"]) not in TASKS:
        raise TaskError("missing", f"没有 {job['task']}")
    TASKS[str(job["task"])](reading, job, out)
