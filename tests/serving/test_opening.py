"""The application over a store, as it is run and as it is mounted; and what may not be served."""

import asyncio
import socket
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount

import xuntu
from xuntu.ontology import StoreError

SMALL = "examples/documents/01-launch-2019.txt"


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"writable": True}, "须有令牌"),
        ({"host": "0.0.0.0"}, "须有令牌"),  # noqa: S104 (it is refused)
    ],
)
def test_what_may_not_be_served_is_refused_in_words(tmp_path: Path, settings: dict[str, object], words: str) -> None:
    """Before anything is started: without a token nobody else may reach it, and nobody may change it."""
    with xuntu.build(SMALL, tmp_path / "a.store"), pytest.raises(StoreError, match=words):
        xuntu.serve(tmp_path / "a.store", **settings)  # type: ignore[arg-type]


def test_a_port_that_is_taken_is_told_with_what_to_do(tmp_path: Path) -> None:
    """The address is in the message."""
    with xuntu.build(SMALL, tmp_path / "a.store"), socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(StoreError, match=rf"127.0.0.1:{port}：不能监听.*--port"):
            xuntu.serve(tmp_path / "a.store", port=port)


def test_where_there_is_no_store_nothing_is_served(tmp_path: Path) -> None:
    """Nor is a server of somebody else's."""
    with pytest.raises(StoreError, match="没有"):
        xuntu.make_app(tmp_path / "nothing.store")
    with pytest.raises(StoreError, match="本地的库"):
        xuntu.make_app("http://127.0.0.1:7878")


@pytest.mark.slow
def test_a_graph_in_memory_is_served_under_a_path_of_another_application() -> None:
    """Its links stay below that path, and its processes start with the first request."""
    app = Starlette(routes=[Mount("/xuntu", xuntu.make_app(xuntu.build(SMALL)))])

    async def ask() -> tuple[httpx.Response, httpx.Response]:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            return await client.get("/xuntu/"), await client.get("/xuntu/static/frame.css")

    page, style = asyncio.run(ask())
    assert (page.status_code, style.status_code) == (200, 200)
    assert 'href="/xuntu/units"' in page.text
