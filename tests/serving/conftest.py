"""The examples on disk, and the application over them without processes."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.types import ASGIApp

from tests.serving.inline import Inline
from xuntu.extractors import extract
from xuntu.graph import Source, Store, build
from xuntu.serving.app import make_app
from xuntu.serving.tasks import Reading

DOCUMENTS = Path("examples/documents")


@dataclass(frozen=True)
class Client:
    """Requests to an application, without a network."""

    app: ASGIApp

    def get(self, path: str, **more: Any) -> httpx.Response:
        """Send a GET request."""
        return self.request("GET", path, **more)

    def post(self, path: str, **more: Any) -> httpx.Response:
        """Send a POST request."""
        return self.request("POST", path, **more)

    def request(self, method: str, path: str, **more: Any) -> httpx.Response:
        """Send a request and return the whole answer."""

        async def send() -> httpx.Response:
            transport = httpx.ASGITransport(app=self.app)
            async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as client:
                return await client.request(method, path, **more)

        with ThreadPoolExecutor(1) as thread:  # in a thread that no other loop runs in
            return thread.submit(lambda: asyncio.run(send())).result()


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Return the store of the examples, on disk, as a server reads it."""
    place = tmp_path_factory.mktemp("serving") / "examples.store"
    build([Source(str(path.resolve()), path.name) for path in sorted(DOCUMENTS.iterdir())], place, extract, version="1")
    return Store.open(place)


@pytest.fixture(scope="session")
def client(store: Store) -> Client:
    """Return a client of the application over the examples."""
    return Client(make_app(Inline(Reading(store))))
