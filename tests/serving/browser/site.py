"""The workbench served on a port of this machine, for a browser to open."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

from tests.serving.inline import Collected, Inline
from xuntu.graph import Store
from xuntu.serving.app import make_app
from xuntu.serving.safety import Rules, guard
from xuntu.serving.tasks import Reading, do


@contextmanager
def serve(app: ASGIApp) -> Iterator[str]:
    """Serve *app* while the block runs, and give its address."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


def workbench(store: Store, words: Path) -> ASGIApp:
    """Return the whole application over *store*, behind its guard, with its index of words."""
    do(Reading(store, words), {"task": "index"}, Collected())
    return guard(make_app(Inline(Reading(store, words))), Rules())
