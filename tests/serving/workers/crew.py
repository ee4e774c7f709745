"""Workers that run in a thread of the test's process, and jobs for them."""

import asyncio
import os
import threading
from collections.abc import Coroutine, Generator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from xuntu.serving import Limits
from xuntu.serving.answers import Lane, TaskError
from xuntu.serving.workers import Workers

TASKS = "tests.serving.workers.hostile"
T = TypeVar("T")


@dataclass(frozen=True)
class Crew:
    """Workers, and the loop that they belong to."""

    workers: Workers
    loop: asyncio.AbstractEventLoop

    def begin(self, work: Coroutine[Any, Any, T]) -> "Future[T]":
        """Have something done in the loop."""
        return asyncio.run_coroutine_threadsafe(work, self.loop)

    def do(self, work: Coroutine[Any, Any, T]) -> T:
        """Have something done in the loop, and wait for it."""
        return self.begin(work).result(60)

    def ask(self, task: str, *, lane: Lane = "light", **job: object) -> str:
        """Return the whole answer to a job, or the fault."""
        return self.do(ask(self.workers, task, lane=lane, **job))

    def later(self, task: str, *, lane: Lane = "light", **job: object) -> "Future[str]":
        """Return the answer to come."""
        return self.begin(ask(self.workers, task, lane=lane, **job))


@contextmanager
def open_crew(place: Path, limits: Limits | None = None) -> Generator[Crew, None, None]:
    """Yield workers over a store that do the tasks of ``hostile``."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    crew = Crew(Workers(place, limits, tasks=TASKS), loop)
    try:
        crew.do(crew.workers.__aenter__())
        try:
            yield crew
        finally:
            crew.do(crew.workers.__aexit__(None, None, None))
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def ask(workers: Workers, task: str, *, lane: Lane = "light", **job: object) -> str:
    """Return the whole answer to a job as text, or the fault in brackets and what it says."""
    try:
        answer = await workers.run({"task": task, **job}, lane=lane)
        return b"".join([piece async for piece in answer.pieces()]).decode(errors="replace")
    except TaskError as error:
        return f"[{error.fault}] {error}"


def is_alive(pid: int) -> bool:
    """Tell whether there is a process of that number that has not ended."""
    try:
        os.kill(pid, 0)
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except (ProcessLookupError, FileNotFoundError):
        return False


async def until_dead(pid: int) -> None:
    """Wait until a process, not one of ours to wait for, has ended."""
    while is_alive(pid):
        await asyncio.sleep(0.01)


async def until_there(path: Path) -> None:
    """Wait until another process has written a file."""
    while not path.exists():
        await asyncio.sleep(0.01)
