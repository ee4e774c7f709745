"""Who has jobs done by processes: the snapshot that is read now, the move to the next one, and answers given twice."""

import asyncio
import logging
import os
from contextlib import AsyncExitStack
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from xuntu.graph import read_state, take_snapshot
from xuntu.ontology import StoreError
from xuntu.serving.answers import Answer, Lane
from xuntu.serving.limits import Limits
from xuntu.serving.tasks import Job
from xuntu.serving.workers import frames
from xuntu.serving.workers.cache import LARGEST
from xuntu.serving.workers.home import Home
from xuntu.serving.workers.pool import Errand, Pool
from xuntu.serving.workers.spool import Kept, Room, Spool
from xuntu.serving.workers.staff import Staff
from xuntu.serving.workers.worker import TASKS, Order

_WATCHED: Final = 1.0
_SPOOLED: Final = 8
"""How many of the largest answers may lie in files at a time."""
_LEAST: Final = 1 << 30
_log = logging.getLogger(__name__)


class Workers:
    """Processes that read the store at a place, and move on as builds change it; an asynchronous context manager.

    *tasks* is the module whose ``do`` does the jobs.
    """

    def __init__(self, place: str | os.PathLike[str], limits: Limits | None = None, *, tasks: str = TASKS) -> None:
        self._place, self._limits, self._tasks = Path(place), limits or Limits(), tasks
        self._pool = Pool(self._limits)
        self._room = Room(_SPOOLED * self._limits.answer)
        self._shared = dict[tuple[Staff, str], Errand]()
        self._staffs = dict[Staff, asyncio.Task[None] | None]()
        self._moved = asyncio.Event()

    @property
    def state(self) -> str:
        """A tag of what is answered from: another one as soon as an answer might be another."""
        return self._staff.state

    @property
    def pids(self) -> tuple[int, ...]:
        """The numbers by which the system knows the processes."""
        return self._staff.pids

    async def run(self, job: Job, *, lane: Lane = "light") -> Answer:
        """Return the answer to *job* once it has begun; raises ``TaskError`` where there is none."""
        staff, key = self._staff, frames.to_json({**job, "lane": lane}).decode()
        if kept := staff.cache.get(key):
            return kept
        errand = self._shared.get((staff, key))
        if errand is None:
            errand = self._send(staff, key, job, lane)
        return await errand.answer.read()

    async def moved(self) -> None:
        """Wait until the next state of the store is answered from."""
        await self._moved.wait()

    async def indexed(self) -> None:
        """Wait until words can be searched for in what is answered from now."""
        await self._staff.indexed.wait()

    async def __aenter__(self) -> Self:
        async with AsyncExitStack() as undo:
            self._home = await asyncio.to_thread(Home, self._place)
            undo.callback(self._home.close)
            self._pool.staff = await self._open(1)
            undo.pop_all()
        self._pool.dispatch()
        self._watch = asyncio.ensure_future(self._keep_watch())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self._watch.cancel()
        await asyncio.gather(self._watch, return_exceptions=True)
        await self._pool.end()
        for leaving in filter(None, self._staffs.values()):
            leaving.cancel()
        await asyncio.gather(*(staff.end() for staff in self._staffs))
        await asyncio.to_thread(self._home.close)

    @property
    def _staff(self) -> Staff:
        assert self._pool.staff  # noqa: S101 (there is one once it was entered)
        return self._pool.staff

    def _send(self, staff: Staff, key: str, job: Job, lane: Lane) -> Errand:
        def gone() -> None:
            self._shared.pop((staff, key), None)
            self._pool.drop(errand)

        def over() -> None:
            self._shared.pop((staff, key), None)
            if lane == "light" and errand.staff:
                _keep(errand.staff, key, errand.answer)

        errand = Errand(job, lane, Spool(self._room, gone), over)
        self._pool.put(errand)
        self._shared[staff, key] = errand
        return errand

    async def _open(self, number: int) -> Staff:
        snapshot = self._home.next()
        state = await asyncio.to_thread(take_snapshot, self._place, snapshot)
        words, memory = str(snapshot / "words.sqlite"), _share_of_memory(self._limits, self._pool.heaviest)
        order = Order(str(snapshot), words, self._limits, memory, os.getpid(), self._tasks)
        staff = Staff(snapshot, state, order, slow=self._pool.heaviest, news=self._pool.dispatch)
        try:
            await staff.open(number)
        except BaseException:
            await staff.end()
            raise
        self._staffs[staff] = None
        if "index" in getattr(import_module(self._tasks), "TASKS", ()):
            staff.index()
        return staff

    async def _keep_watch(self) -> None:
        """Move on as soon as a build has finished changing the store."""
        while True:
            await asyncio.sleep(_WATCHED)
            try:
                if not self._staff.is_of(await asyncio.to_thread(read_state, self._place)):
                    await self._move()
            except StoreError as error:
                _log.info("the store is as it was: %s", error)

    async def _move(self) -> None:
        """Answer from the store as it is now; what is under way is answered from what it began with."""
        before, self._pool.staff = self._staff, await self._open(self._pool.ready)
        self._staffs[before] = asyncio.ensure_future(self._see_off(before))
        self._pool.dispatch()
        self._moved.set()
        self._moved = asyncio.Event()

    async def _see_off(self, staff: Staff) -> None:
        await staff.leave()
        del self._staffs[staff]


def _keep(staff: Staff, key: str, answer: Spool) -> None:
    body = answer.whole()
    if body is not None and len(body) <= LARGEST and answer.head and answer.head.status == 200:
        staff.cache.put(key, Kept(answer.head, body))


def _share_of_memory(limits: Limits, heavy: int) -> int:
    """Return how many bytes a worker may hold: heavy jobs together not more than half of what there is."""
    try:
        there = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, OSError, ValueError):
        return limits.memory
    return min(limits.memory, max(_LEAST, there // (2 * heavy)))
