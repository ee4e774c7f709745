"""The workers that have one snapshot open: those that are idle, those at a job, those that are being started."""

import asyncio
import logging
import shutil
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, Final

from xuntu.ontology import StoreError
from xuntu.serving.answers import TaskError
from xuntu.serving.tasks import Job
from xuntu.serving.workers.cache import Cache
from xuntu.serving.workers.process import Process
from xuntu.serving.workers.spool import Room, Spool
from xuntu.serving.workers.worker import Order

_KEPT: Final = 32 << 20
"""Bytes of answers that are kept with a snapshot."""
_MOST_JOBS: Final = 5000
"""Jobs after which a worker is replaced, so that nothing can hoard memory."""
_LARGEST: Final = 1024.0
"""Megabytes with which a worker is not kept once it is idle."""
_SLOWEST_START: Final = 30.0
_INDEXING: Final = 3600.0
_log = logging.getLogger(__name__)
_SETTLED: Final = 1.0
"""Seconds that the first who ask have the processors for themselves, before words are indexed."""


class Staff:
    """The workers of one snapshot.

    *slow* is how many may be idle that the system lets run with less than their full share of the processors only.
    *news* is called when a worker has become free or was lost. ``indexed`` is set when words can be searched for.
    """

    def __init__(self, snapshot: Path, state: str, order: Order, *, slow: int, news: Callable[[], None]) -> None:
        self.cache = Cache(_KEPT)
        self.fault: TaskError | None = None
        self._snapshot, self._state = snapshot, state
        self._order, self._slow, self._news = order, slow, news
        self._idle = list[Process]()
        self._busy = set[Process]()
        self._starting = 0
        self._failures = 0
        self.indexed = asyncio.Event()
        self._leaving = False
        self._tasks = set[asyncio.Task[None]]()
        self._endings = set[asyncio.Task[None]]()
        self._quiet = asyncio.Event()
        self._end_of_all: asyncio.Task[None] | None = None

    @property
    def state(self) -> str:
        """The state of the store of which the snapshot is; another one as soon as words can be searched for."""
        return f"{self._state}{'-words' if self.indexed.is_set() else ''}"

    def is_of(self, state: str) -> bool:
        """Tell whether the snapshot is of a state of the store."""
        return self._state == state

    async def open(self, number: int) -> None:
        """Start the first workers; raises ``StoreError`` where the snapshot cannot be read."""
        self._idle += await asyncio.gather(*(Process.start(self._order) for _ in range(number)))
        for process in self._idle:
            self._do(self._watch(process))

    def take(self, *, urgent: bool) -> Process | None:
        """Return a worker for a job: an *urgent* one, or rather one that need not be; ``None`` where there is none."""
        fit = [process for process in self._idle if process.urgent or not urgent]
        if not fit:
            return None
        process = min(fit, key=lambda one: one.urgent)
        self._idle.remove(process)
        self._busy.add(process)
        return process

    def give_back(self, process: Process, *, sound: bool) -> None:
        """Take a worker back from its job; one that is not *sound*, worn out or not wanted is ended."""
        self._busy.discard(process)
        if not process.urgent:
            process.take_processor()
        slow = sum(not one.urgent for one in (process, *self._idle, *self._busy))
        worn = process.jobs >= _MOST_JOBS or process.megabytes > _LARGEST
        if not sound or worn or self._leaving or (not process.urgent and slow > self._slow):
            self._end(process)
        else:
            self._idle.append(process)
        self._hush()

    def number(self) -> int:
        """Return how many workers there are, with those that are being started."""
        return len(self._idle) + len(self._busy) + self._starting

    def urgent(self) -> int:
        """Return how many workers wait for a job that is urgent, or will."""
        return sum(process.urgent for process in self._idle) + self._starting

    def hire(self) -> None:
        """Start one more worker."""
        if not self._leaving:
            self._starting += 1
            self._do(self._start())

    def dismiss(self, keep: int) -> None:
        """End workers that are idle and more than *keep*."""
        while self._idle and self.number() > keep:
            process = min(self._idle, key=lambda one: one.urgent)
            self._idle.remove(process)
            self._end(process)

    def index(self) -> None:
        """Have the words of the snapshot indexed by a worker of its own, which takes no other's time."""
        self._do(self._index())

    async def leave(self) -> None:
        """Take no more jobs, and end when those under way are done."""
        self._leaving = True
        self.dismiss(0)
        self._hush()
        await self._quiet.wait()
        await self.end()

    async def end(self) -> None:
        """End all workers at once, and remove the snapshot; a second call waits for the first."""
        self._leaving = True
        if self._end_of_all is None:
            self._end_of_all = asyncio.ensure_future(self._end_all())
        await asyncio.shield(self._end_of_all)

    @property
    def pids(self) -> tuple[int, ...]:
        """The numbers by which the system knows the workers."""
        return tuple(sorted(process.pid for process in (*self._idle, *self._busy)))

    async def _end_all(self) -> None:
        for task in (*self._tasks,):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for process in (*self._idle, *self._busy):
            self._end(process)
        self._idle.clear()
        await asyncio.gather(*self._endings)
        await asyncio.to_thread(shutil.rmtree, self._snapshot, ignore_errors=True)

    async def _start(self) -> None:
        try:
            process = await Process.start(self._order)
        except StoreError as error:
            _log.warning("no worker: %s", error)
            self.fault = TaskError("store", str(error))
            self._failures += 1
            self._news()
            await asyncio.sleep(min(_SLOWEST_START, 0.5 * 2**self._failures))
        else:
            self.fault, self._failures = None, 0
            self._idle.append(process)
            self._do(self._watch(process))
        finally:
            self._starting -= 1
            self._hush()
        self._news()

    async def _watch(self, process: Process) -> None:
        """Notice when a worker dies that is at no job."""
        await process.ended()
        if process in self._idle:
            self._idle.remove(process)
            self._news()

    async def _index(self) -> None:
        await asyncio.sleep(_SETTLED)
        job: Job = {"task": "index", "seconds": _INDEXING}
        process = await Process.start(self._order)
        answer = Spool(Room(0))
        try:
            process.yield_processor()
            async with asyncio.timeout(_INDEXING):
                await process.do(1, job, answer)
        except (EOFError, TimeoutError, StoreError) as error:
            _log.warning("no index of words: %s", error)
        finally:
            await process.end()
        if answer.ended:
            self.cache.clear()
            self.indexed.set()
        elif answer.fault:
            _log.warning("no index of words: %s", answer.fault)

    def _hush(self) -> None:
        if self._leaving and not self._busy and not self._starting:
            self._quiet.set()

    def _do(self, work: Coroutine[Any, Any, None]) -> None:
        _keep_until_done(work, self._tasks)

    def _end(self, process: Process) -> None:
        _keep_until_done(process.end(), self._endings)


def _keep_until_done(work: Coroutine[Any, Any, None], tasks: set[asyncio.Task[None]]) -> None:
    task = asyncio.ensure_future(work)
    tasks.add(task)
    task.add_done_callback(tasks.discard)
