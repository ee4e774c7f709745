"""Clients that go away cost no more than they must."""

import asyncio
from collections.abc import Callable

import pytest
from starlette.types import Message, Receive, Scope, Send

from xuntu.serving.leaving import Leaving

SCOPE: Scope = {"type": "http", "method": "POST", "path": "/"}
START: Message = {"type": "http.response.start", "status": 200, "headers": []}


def serve(app: Callable[[Scope, Receive, Send], object], said: list[Message]) -> list[Message]:
    """Return what a client gets that says *said*, and then nothing."""
    got: list[Message] = []

    async def receive() -> Message:
        return said.pop(0) if said else await asyncio.get_running_loop().create_future()

    async def send(message: Message) -> None:
        got.append(message)

    asyncio.run(Leaving(app)(SCOPE, receive, send))  # type: ignore[arg-type]  # apps of the test
    return got


def test_a_request_comes_whole_and_so_does_its_answer() -> None:
    """In its pieces."""

    async def echo(scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG001
        await send(START)
        more = True
        while more:
            message = await receive()
            more = message["more_body"]
            await send({"type": "http.response.body", "body": message["body"], "more_body": more})

    pieces = [{"type": "http.request", "body": bytes([n]), "more_body": n < 39} for n in range(40)]
    assert b"".join(each.get("body", b"") for each in serve(echo, list(pieces))) == bytes(range(40))


def test_what_nobody_takes_is_given_up() -> None:
    """The application is stopped where it is, and may clean up."""
    ended: list[str] = []

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG001
        try:
            await send(START)
            await send({"type": "http.response.body", "body": b"a", "more_body": True})
            await asyncio.get_running_loop().create_future()
        finally:
            ended.append("cleaned up")

    got = serve(answer, [{"type": "http.request", "body": b"", "more_body": False}, {"type": "http.disconnect"}])
    assert got[:1] == [START]
    assert ended == ["cleaned up"]


def test_an_error_of_the_application_is_an_error() -> None:
    """It is not hidden from who logs it."""

    async def fail(scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG001
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        serve(fail, [])
