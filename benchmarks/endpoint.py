"""What the SPARQL endpoint adds to a query of the store: `python -m benchmarks.endpoint STORE`, of a store on disk.

Each query is asked of the store itself (in this process, written by the engine), of our server over its processes, and
of the engine's own server (`oxigraph serve-read-only`), in turns; medians of wall and CPU milliseconds, those of a
server with all its processes. Answers that a server keeps are not asked for twice: each query has a number of its own.
"""

import asyncio
import os
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from shutil import copytree
from statistics import median
from tempfile import TemporaryDirectory

import pyoxigraph as ox

from xuntu.ontology import PREFIXES

HERE = Path(sys.executable).parent
_TICKS = os.sysconf("SC_CLK_TCK")
_SMALL, _LARGE, _WARM = 60, 3, 2

_MANY = "SELECT ?s ?p ?o { VALUES ?x { 1 2 3 4 5 6 7 8 } GRAPH ?g { ?s ?p ?o } } LIMIT 100000"

QUERIES = {
    "one thing": ("SELECT ?p ?o { <https://w3id.org/xuntu/graph/taxonomy> ?p ?o }", "json", _SMALL),
    "a list of 50": ("SELECT ?unit ?label { ?unit a xt:Unit ; rdfs:label ?label } LIMIT 50", "json", _SMALL),
    "counts by type": (
        "SELECT ?type (COUNT(DISTINCT ?f) AS ?n) { ?f xt:problemType ?type } GROUP BY ?type", "json", 20,
    ),
    "100,000 rows, JSON": (_MANY, "json", _LARGE),
    "100,000 rows, CSV": (_MANY, "csv", _LARGE),
}  # fmt: skip
_TYPES = {"json": "application/sparql-results+json", "csv": "text/csv"}
_FORMATS = {"json": ox.QueryResultsFormat.JSON, "csv": ox.QueryResultsFormat.CSV}


@dataclass
class Server:
    """A server: where it listens, and the processes whose CPU time counts."""

    port: int
    processes: Callable[[], set[int]]
    connection: HTTPConnection

    def ask(self, query: str, form: str) -> int:
        """Return the length of the answer."""
        headers = {"Content-Type": "application/sparql-query", "Accept": _TYPES[form]}
        path = "/sparql" if self.port != 7879 else "/query"
        try:
            self.connection.request("POST", path, query.encode(), headers)
            reply = self.connection.getresponse()
        except ConnectionError:  # it was idle for too long
            self.connection.close()
            return self.ask(query, form)
        body = reply.read()
        if reply.status != 200:
            raise RuntimeError(f"{reply.status}: {body[:300]!r}")
        return len(body)

    def cpu(self) -> float:
        """Return the CPU seconds of all its processes."""
        return sum(_cpu(pid) for pid in self.processes())


def _cpu(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / _TICKS


def _family(pid: int) -> set[int]:
    found = {pid}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == pid:
            found |= _family(int(path.parent.name))
    return found


@contextmanager
def _running(command: list[str], port: int) -> Iterator[Server]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        connection = _connect(port)
        yield Server(port, lambda: _family(process.pid), connection)
        connection.close()
    finally:
        process.terminate()
        process.wait(timeout=20)


def _connect(port: int) -> HTTPConnection:
    for _ in range(4_000):
        connection = HTTPConnection("127.0.0.1", port, timeout=120)
        try:
            connection.connect()
        except OSError:
            time.sleep(0.1)
        else:
            return connection
    raise RuntimeError(f"nothing listens at {port}")


def direct(store: ox.Store, query: str, form: str) -> int:
    """Return the length of the answer of the store itself."""
    results = store.query(query, use_default_graph_as_union=True, prefixes=PREFIXES)
    assert isinstance(results, ox.QuerySolutions)
    return len(results.serialize(None, _FORMATS[form]) or b"")


def measure(place: Path) -> Iterator[str]:
    """Yield the lines of the table."""
    declared = "".join(f"PREFIX {name}: <{iri}> " for name, iri in PREFIXES.items())
    with TemporaryDirectory() as folder:
        engine = Path(folder) / "engine"
        copytree(place / "oxigraph", engine, ignore=lambda *_: ["LOCK"], copy_function=os.link)
        theirs = [str(HERE / "oxigraph"), "serve-read-only", "--union-default-graph"]
        theirs += ["-l", str(engine), "-b", "127.0.0.1:7879"]
        ours = [sys.executable, "-m", "benchmarks.endpoint", "--serve", str(place)]
        with _running(ours, 7880) as us, _running(theirs, 7879) as them:
            store = ox.Store.read_only(str(engine))
            yield "| query | bytes | store, ms | xuntu | × | oxigraph | × | CPU ms: store | xuntu | oxigraph |"
            yield "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|"
            for name, (query, form, times) in QUERIES.items():
                yield _line(name, declared, query, form, times, store, us, them)


def _line(
    name: str, declared: str, query: str, form: str, times: int, store: ox.Store, us: Server, them: Server
) -> str:
    walls: dict[str, list[float]] = {"store": [], "us": [], "them": []}
    burnt = {"store": 0.0, "us": 0.0, "them": 0.0}
    size = 0
    for number in range(times + _WARM):
        text = f"{query} # {number}"
        sides = {
            "store": (lambda: direct(store, text, form), time.process_time),  # noqa: B023
            "us": (lambda: us.ask(text, form), us.cpu),  # noqa: B023
            "them": (lambda: them.ask(declared + text, form), them.cpu),  # noqa: B023
        }
        for side, (ask, clock) in sides.items():
            before, start = clock(), time.perf_counter()
            size = ask()
            wall, spent = time.perf_counter() - start, clock() - before
            if number >= _WARM:
                walls[side].append(1000 * wall)
                burnt[side] += 1000 * spent / times
    of = {side: median(each) for side, each in walls.items()}
    served = [cell for side in ("us", "them") for cell in (f"{of[side]:.2f}", f"{of[side] / of['store']:.2f}")]
    cells = [f"{of['store']:.2f}", *served]
    return " | ".join(["| " + name, str(size), *cells, *(f"{burnt[side]:.1f}" for side in burnt)]) + " |"


def serve(place: Path) -> None:
    """Serve a store over processes until the process is ended."""
    import uvicorn

    from xuntu.serving import Limits
    from xuntu.serving.app import make_app
    from xuntu.serving.workers import Workers

    async def run() -> None:
        async with Workers(place, Limits()) as runner:
            app = make_app(runner)
            config = uvicorn.Config(app, port=7880, log_level="warning", access_log=False, server_header=False)
            await runner.indexed()
            await uvicorn.Server(config).serve()

    asyncio.run(run())


def main() -> None:
    """Print the table."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("store", type=Path)
    parser.add_argument("--serve", action="store_true", help="only serve the store")
    told = parser.parse_args()
    if told.serve:
        serve(told.store)
        return
    for line in measure(told.store):
        print(line, flush=True)


if __name__ == "__main__":
    main()
