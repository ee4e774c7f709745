"""Real servers that a test starts, and a gate before one: it notes what passes, and can be told to get in the way."""

import base64
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from urllib.parse import parse_qsl, urlencode

import httpx
import pytest

OXIGRAPH = Path(sys.executable).with_name("oxigraph")
_PATIENCE = 60

VIRTUOSO_INI = """
[Database]
DatabaseFile = {place}/virtuoso.db
ErrorLogFile = {place}/virtuoso.log
LockFile = {place}/virtuoso.lck
TransactionFile = {place}/virtuoso.trx
xa_persistent_file = {place}/virtuoso.pxa
FileExtend = 200
MaxCheckpointRemap = 2000
Striping = 0
TempStorage = TempDatabase
[TempDatabase]
DatabaseFile = {place}/virtuoso-temp.db
TransactionFile = {place}/virtuoso-temp.trx
MaxCheckpointRemap = 2000
Striping = 0
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
CheckpointInterval = 0
MaxClientConnections = 10
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {place}
ServerThreads = 10
MaxClientConnections = 10
Charset = UTF-8
[SPARQL]
ResultSetMaxRows = {rows}
MaxQueryExecutionTime = 60
"""


def free_port() -> int:
    """Return a port that nobody listens at."""
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def running(command: list[str], port: int) -> Iterator[str]:
    """Run a server until it listens at *port*, give its address, and end it."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + _PATIENCE
        while not _listens(port):
            assert process.poll() is None, f"{command[0]} ended with {process.returncode}"
            assert time.monotonic() < until, f"{command[0]} does not listen"
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()


@contextmanager
def oxigraph(place: Path) -> Iterator[str]:
    """Serve an empty Oxigraph store and give its address."""
    if not OXIGRAPH.exists():
        pytest.skip("the oxigraph server is not installed: pip install oxigraph")
    port = free_port()
    with running([str(OXIGRAPH), "serve", "--location", str(place), "--bind", f"127.0.0.1:{port}"], port) as address:
        yield address


@contextmanager
def virtuoso(place: Path, rows: int) -> Iterator[str]:
    """Serve an empty Virtuoso that gives *rows* rows at once, and give its address."""
    program = shutil.which("virtuoso-t")
    if program is None:
        pytest.skip("Virtuoso is not installed: apt-get install virtuoso-opensource-7")
    place.mkdir()
    port = free_port()
    ini = place / "virtuoso.ini"
    ini.write_text(VIRTUOSO_INI.format(place=place, sql=free_port(), http=port, rows=rows), encoding="utf-8")
    with running([program, "+foreground", "+configfile", str(ini)], port) as address:
        yield f"{address}/sparql"


def dump(address: str) -> list[str]:
    """Return all that an Oxigraph server holds as sorted N-Quads lines."""
    text = httpx.get(f"{address}/store", headers={"Accept": "application/n-quads"}).text
    return sorted(text.removesuffix("\n").split("\n"))


@dataclass
class Gate:
    """What stands before a server: what came by, and what to do with it.

    ``busy`` is how many updates are still answered by 503, ``cut`` how many connections are still cut; with ``user``
    or ``token`` it asks who comes; bodies over ``largest`` bytes are refused; ``ignored`` are parameters of queries
    that it takes away; after ``open_for`` updates it holds back every other until it is closed, and sets ``held``.
    """

    server: str
    address: str = ""
    seen: list[tuple[str, str, str]] = field(default_factory=list)
    busy: int = 0
    cut: int = 0
    user: tuple[str, str] | None = None
    token: str | None = None
    largest: int = 10**9
    ignored: frozenset[str] = frozenset()
    redirect: str | None = None
    open_for: int = 10**9
    held: Event = field(default_factory=Event)
    closing: Event = field(default_factory=Event)

    def updates(self) -> list[str]:
        """Return the updates that came by."""
        return [body for method, path, body in self.seen if method == "POST" and path.endswith("/update")]

    def refusal(self, headers: dict[str, str], path: str, body: bytes) -> tuple[int, dict[str, str]] | None:
        """Return the status and headers of a refusal; ``None`` where the request may pass."""
        said = headers.get("authorization", "")
        if self.user and said != "Basic " + base64.b64encode(":".join(self.user).encode()).decode():
            return 401, {"WWW-Authenticate": 'Basic realm="kg"'}
        if self.token and said != f"Bearer {self.token}":
            return 401, {"WWW-Authenticate": "Bearer"}
        if self.redirect:
            return 307, {"Location": self.redirect}
        if len(body) > self.largest:
            return 413, {}
        if self.busy and path.endswith("/update"):
            self.busy -= 1
            return 503, {"Retry-After": "0"}
        return None


@contextmanager
def gate(server: str) -> Iterator[Gate]:
    """Open a gate before *server*."""
    opened = Gate(server)
    http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(opened))
    http.daemon_threads = True
    opened.address = f"http://127.0.0.1:{http.server_port}"
    keeper = Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02})
    keeper.start()
    try:
        yield opened
    finally:
        opened.closing.set()
        http.shutdown()
        http.server_close()
        keeper.join()


def _handler(at: Gate) -> type[BaseHTTPRequestHandler]:
    class Keeper(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = 65536

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

        def _pass(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            body = self.rfile.read(int(headers.get("content-length", "0")))
            path = self.path.partition("?")[0]
            if at.cut and path.endswith("/update"):
                at.cut -= 1
                self.close_connection = True
                return
            if refusal := at.refusal(headers, path, body):
                self._answer(refusal[0], refusal[1], b"no")
                return
            at.seen.append((self.command, path, body.decode(errors="replace")))
            if len(at.updates()) > at.open_for:
                at.held.set()
                at.closing.wait()
                self.close_connection = True
                return
            self._forward(headers, body)

        def _forward(self, headers: dict[str, str], body: bytes) -> None:
            if at.ignored and "form" in headers.get("content-type", ""):
                kept = [pair for pair in parse_qsl(body.decode()) if pair[0] not in at.ignored]
                body = urlencode(kept).encode()
            dropped = ("host", "content-length", "connection", "authorization", "accept-encoding")
            passed = {name: value for name, value in headers.items() if name not in dropped}
            connection = HTTPConnection(at.server.removeprefix("http://"), timeout=_PATIENCE)
            connection.request(self.command, self.path, body, passed)
            reply = connection.getresponse()
            self._answer(reply.status, {"Content-Type": reply.getheader("Content-Type", "")}, reply.read())
            connection.close()

        def _answer(self, status: int, headers: dict[str, str], body: bytes) -> None:
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)
            self.wfile.flush()

        do_GET = do_POST = do_PUT = do_DELETE = _pass  # noqa: N815

    return Keeper


def _listens(port: int) -> bool:
    with closing(socket.socket()) as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
