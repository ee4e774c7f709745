"""A worker process as the server sees it: started, given one job after the other, made less urgent, ended."""

import asyncio
import logging
import os
import sys
from asyncio.subprocess import PIPE
from asyncio.subprocess import Process as Child
from contextlib import suppress
from json import loads
from pathlib import Path
from typing import Final, Self

from xuntu.ontology import StoreError
from xuntu.serving.answers import TaskError
from xuntu.serving.tasks import Job
from xuntu.serving.workers import frames
from xuntu.serving.workers.frames import Frame
from xuntu.serving.workers.spool import Spool
from xuntu.serving.workers.worker import Order

_MODULE: Final = "xuntu.serving.workers"
_ROOT: Final = Path(__file__).parents[3]
_WHOLE: Final = 1 << 20
_LESS_URGENT: Final = 15
_log = logging.getLogger(__name__)


class Process:
    """A worker process that is ready.

    ``urgent`` tells whether it still gets its full share of the processors, ``jobs`` how many it has done and
    ``megabytes`` what it holds.
    """

    def __init__(self, child: Child) -> None:
        self._child = child
        self.urgent = True
        self.jobs = 0
        self.megabytes = 0.0

    @classmethod
    async def start(cls, order: Order) -> Self:
        """Return a worker that has opened its snapshot; raises ``StoreError`` where it cannot."""
        path = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
        environment = {**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"}
        command = (sys.executable, "-P", "-m", _MODULE, str(order))
        try:
            child = await asyncio.create_subprocess_exec(
                *command, stdin=PIPE, stdout=PIPE, limit=_WHOLE, env=environment
            )
        except OSError as error:
            raise StoreError(f"不能起动读库的进程（{error.strerror}）；请检查内存和进程数的限制") from error
        process = cls(child)
        try:
            await process._hear_hello()
        except BaseException:
            await process.end()
            raise
        return process

    @property
    def pid(self) -> int:
        """The number by which the system knows the process."""
        return self._child.pid

    async def do(self, number: int, job: Job, answer: Spool) -> bool:
        """Have a job done and its answer written into *answer*, and tell whether the process lives on.

        Raises ``EOFError`` where it dies over it, and ``TaskError`` where the answer cannot be taken.
        """
        self.jobs += 1
        try:
            await self._say(frames.to_bytes(frames.JOB, number, frames.to_json(job)))
            while True:
                frame = await self._hear()
                if frame.number != number:
                    raise EOFError(f"worker {self.pid} answers job {frame.number}, not {number}")
                if frame.kind == frames.BEGIN:
                    answer.begin(frames.read_head(frame.content))
                elif frame.kind == frames.PIECE:
                    await answer.write(frame.content)
                elif frame.kind == frames.END:
                    self.megabytes = float(loads(frame.content)["megabytes"])
                    answer.end()
                    return True
                else:
                    told = loads(frame.content)
                    answer.fail(TaskError(told["fault"], told["message"]))
                    return not told["last"]
        except OSError as error:
            raise EOFError(f"worker {self.pid} hears nothing ({error})") from error

    def yield_processor(self) -> None:
        """Have the process run where others leave time, if the system can do that."""
        self._set_urgency(_LESS_URGENT)

    def take_processor(self) -> None:
        """Have the process run as others do, which the system may not allow any more: see ``urgent``."""
        self._set_urgency(0)

    async def ended(self) -> None:
        """Wait until the process has ended."""
        await self._child.wait()

    async def end(self) -> None:
        """End the process, whatever it is at."""
        with suppress(ProcessLookupError):
            self._child.kill()
        if self._child.stdin:
            self._child.stdin.close()
        while self._child.stdout and await self._child.stdout.read(_WHOLE):
            pass  # a process is only said to have ended when all its words were heard
        await self._child.wait()

    def _set_urgency(self, nice: int) -> None:
        if sys.platform == "win32":
            return
        try:
            os.setpriority(os.PRIO_PROCESS, self.pid, nice)
        except OSError as error:
            _log.debug("worker %d keeps its priority: %s", self.pid, error)
        else:
            self.urgent = nice == 0

    async def _hear_hello(self) -> None:
        try:
            frame = await self._hear()
        except EOFError as error:
            status = await self._child.wait()
            raise StoreError(f"读库的进程起动时退出（{status}）；原因记在服务的日志里") from error
        told = loads(frame.content)
        if frame.kind == frames.FAULT:
            raise StoreError(told["message"])
        _log.debug("worker %d is ready: %s", self.pid, told)

    async def _say(self, words: bytes) -> None:
        assert self._child.stdin  # noqa: S101 (a pipe)
        self._child.stdin.write(words)
        await self._child.stdin.drain()

    async def _hear(self) -> Frame:
        assert self._child.stdout  # noqa: S101 (a pipe)
        kind, number, length = frames.read_start(await self._child.stdout.readexactly(frames.SIZE))
        return Frame(kind, number, await self._child.stdout.readexactly(length))
