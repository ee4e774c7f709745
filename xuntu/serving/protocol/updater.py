"""Who changes the store: one update at a time, for who shows the token, by a process that can be ended."""

import asyncio
import hmac
import json
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from xuntu.serving.protocol.operations import Operation, Refusal


@dataclass(frozen=True, slots=True)
class Updater:
    """Updates to the store at *place* for who shows *token*; each is ended after *timeout* seconds, undone."""

    place: Path
    token: str = field(repr=False)
    timeout: float = 30.0
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock, repr=False, compare=False)

    def check(self, authorization: str) -> None:
        """Raise ``Refusal`` unless the header shows the token."""
        scheme, _, shown = authorization.partition(" ")
        told = shown.strip() if scheme.lower() == "bearer" else ""
        if not self.token or not hmac.compare_digest(told.encode(), self.token.encode()):
            raise Refusal(401, "更新须带令牌：请求头 Authorization: Bearer …", {"WWW-Authenticate": "Bearer"})

    async def apply(self, operation: Operation) -> None:
        """Do an update; raises ``Refusal`` where it is not done, and then nothing of it is."""
        job = {"update": operation.text, "using": operation.default, "using_named": operation.named}
        async with self._turn:
            told = await self._run(json.dumps(job).encode())
        if told:
            answer = cast("dict[str, object]", json.loads(told))
            status = 400 if answer["fault"] == "query" else 503
            place = cast("list[int] | None", answer["place"])
            raise Refusal(status, str(answer["message"]), place=(place[0], place[1]) if place else None)

    async def _run(self, job: bytes) -> bytes:
        program = (sys.executable, "-m", "xuntu.serving.protocol.applying", str(self.place))
        pipe = asyncio.subprocess.PIPE
        process = await asyncio.create_subprocess_exec(*program, stdin=pipe, stdout=pipe)
        try:
            async with asyncio.timeout(self.timeout):
                told, _ = await process.communicate(job)
        except TimeoutError as error:
            raise Refusal(504, f"更新超过 {self.timeout:g} 秒，已中止，库未改动") from error
        finally:
            if process.returncode is None:
                process.kill()
                await process.communicate()
        if process.returncode:
            raise Refusal(500, "更新进程意外结束，库未改动")
        return told
