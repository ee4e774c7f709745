"""Clients that go away before they have their answer: nobody goes on working for them."""

import asyncio
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_AHEAD: Final = 16
"""How many pieces of a request are read before they are asked for."""


class Leaving:
    """An application that is stopped where it is when its client goes away, and with it the job that it waits for."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        heard = asyncio.Queue[Message](_AHEAD)
        answering = asyncio.ensure_future(self._answer(scope, heard, send))
        listening = asyncio.ensure_future(_listen(receive, heard))
        try:
            await asyncio.wait((answering, listening), return_when=asyncio.FIRST_COMPLETED)
        finally:
            gone = listening.done()
            answering.cancel()
            listening.cancel()
            await asyncio.wait((answering, listening))
        if not gone or not answering.cancelled():
            answering.result()

    async def _answer(self, scope: Scope, heard: "asyncio.Queue[Message]", send: Send) -> None:
        await self._app(scope, heard.get, send)


async def _listen(receive: Receive, heard: "asyncio.Queue[Message]") -> None:
    """Hand on what the client says, until it has gone."""
    while True:
        message = await receive()
        await heard.put(message)
        if message["type"] == "http.disconnect":
            return
