"""The application over a store: its processes start with the server that runs it, or with the first request."""

import asyncio
import os
from contextlib import AsyncExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypedDict

from starlette.types import ASGIApp, Receive, Scope, Send

from xuntu.graph import Language, Store, is_address, write_copy
from xuntu.ontology import StoreError
from xuntu.serving.app import make_app
from xuntu.serving.leaving import Leaving
from xuntu.serving.limits import Limits
from xuntu.serving.protocol import Updater
from xuntu.serving.safety import Rules, guard
from xuntu.serving.workers import Workers


class Settings(TypedDict, total=False):
    """How to serve; ``xuntu.make_app`` says what each means."""

    timeout: float
    jobs: int
    token: str | None
    hosts: tuple[str, ...]
    origins: tuple[str, ...]
    writable: bool
    language: Language


class Application:
    """An ASGI application over a store.

    Where it is mounted in another, nothing tells it when the server starts: then its processes start with the first
    request, and end with the process that runs it.
    """

    def __init__(self, app: ASGIApp, workers: Workers, *, copied: "TemporaryDirectory[str] | None" = None) -> None:
        self._app = app
        self._workers = workers
        self._copied = copied
        self._running = AsyncExitStack()
        self._started = False
        self._starting = asyncio.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or start and stop as the server says."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        await self._start()
        await self._app(scope, receive, send)

    async def _start(self) -> None:
        async with self._starting:
            if not self._started:
                await self._running.enter_async_context(self._workers)
                self._started = True

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        try:
            await self._start()
        except (OSError, StoreError) as error:
            await send({"type": "lifespan.startup.failed", "message": str(error)})
            return
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await self._running.aclose()
        if self._copied:
            self._copied.cleanup()
        await send({"type": "lifespan.shutdown.complete"})


def open_app(
    store: Store | str | os.PathLike[str],
    *,
    timeout: float = 30.0,
    jobs: int = 8,
    token: str | None = None,
    hosts: tuple[str, ...] = (),
    origins: tuple[str, ...] = (),
    writable: bool = False,
    language: Language = "zh",
) -> Application:
    """Return the application that serves a store; raises ``StoreError`` where there is none, or it may not be so."""
    if writable and not token:
        raise StoreError("可更新的服务须有令牌（--token，或环境变量 XUNTU_SERVE_TOKEN）")
    limits = Limits(timeout=timeout, processes=jobs)
    rules = Rules(frozenset(host.lower() for host in hosts), token, frozenset(origins), limits, language)
    place, copied = _find_place(store)
    workers = Workers(place, limits)
    updater = Updater(place, token, limits.timeout) if writable and token else None
    app = make_app(workers, language=language, limits=limits, updater=updater)
    return Application(guard(Leaving(app), rules), workers, copied=copied)


def _find_place(store: Store | str | os.PathLike[str]) -> "tuple[Path, TemporaryDirectory[str] | None]":
    """Return where the store lies on disk; a store in memory is written to a folder of its own."""
    if isinstance(store, Store) and store.path is None:
        copied = TemporaryDirectory(prefix="xuntu-")
        place = Path(copied.name) / "xuntu.store"
        write_copy(store, place)
        return place, copied
    place = Path(store.path or "") if isinstance(store, Store) else Path(store)
    if is_address(str(place)) or (not isinstance(store, Store) and is_address(store)):
        raise StoreError("工作台要一个本地的库；服务器上的库请先取回来，或直接用那台服务器的端点")
    Store.open(place).close()
    return place, None
