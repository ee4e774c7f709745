"""Clients that go away before they have their answer, and clients that take it too slowly."""

import asyncio
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_AHEAD: Final = 16
"""How many pieces of a request are read before they are asked for."""


class Clients:
    """An application that stops at once where its client has gone, or takes *slowest* seconds over a piece.

    What stands behind is cancelled, and so is the job that it waits for.
    """

    def __init__(self, app: ASGIApp, slowest: float) -> None:
        self._app, self._slowest = app, slowest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        heard = asyncio.Queue[Message](_AHEAD)
        gone = asyncio.Event()

        async def send_in_time(message: Message) -> None:
            try:
                async with asyncio.timeout(self._slowest):
                    await send(message)
            except TimeoutError as error:
                gone.set()
                raise ConnectionAbortedError("the client is too slow") from error

        answering = asyncio.ensure_future(self._answer(scope, heard, send_in_time))
        others = [asyncio.ensure_future(_listen(receive, heard, gone)), asyncio.ensure_future(gone.wait())]
        try:
            await asyncio.wait((answering, others[1]), return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (answering, *others):
                task.cancel()
            await asyncio.wait((answering,))
        if not gone.is_set():
            answering.result()

    async def _answer(self, scope: Scope, heard: "asyncio.Queue[Message]", send: Send) -> None:
        await self._app(scope, heard.get, send)


async def _listen(receive: Receive, heard: "asyncio.Queue[Message]", gone: asyncio.Event) -> None:
    """Hand on what the client says, until it has gone."""
    while True:
        message = await receive()
        await heard.put(message)
        if message["type"] == "http.disconnect":
            gone.set()
            return
