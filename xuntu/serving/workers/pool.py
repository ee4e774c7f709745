"""Which job is done next, by which worker, and for how long.

Light jobs (pages, named questions) and heavy ones (SPARQL from outside) wait in lanes of their own. Heavy ones, and
light ones that have turned out to be long, never hold so many workers that none is left for light ones. Where all that
heavy ones may hold are held by long jobs, a few more are let in one by one: they may be short.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Final

from xuntu.serving.answers import Lane, TaskError
from xuntu.serving.limits import Limits
from xuntu.serving.tasks import Job
from xuntu.serving.workers.process import Process
from xuntu.serving.workers.spool import Spool
from xuntu.serving.workers.staff import Staff

_UNHURRIED: Final = 0.5
"""Seconds after which a job runs where others leave time."""
_LONG: Final = 1.0
"""Seconds after which a light job is counted among the heavy ones."""
_MORE: Final = 2
"""Heavy jobs that are let in though there are as many as may be, as all of them are long."""
_PARTING: Final = 0.1
"""Seconds that a job has to end by itself when nobody wants its answer any more."""
_LATER: Final[dict[Lane, int]] = {"light": 2, "heavy": 10}
_DIED: Final = "回答这个问题的进程中途退出，多半是用尽了内存，或查询嵌套太深；请缩小范围，或化简查询"
_log = logging.getLogger(__name__)
_LANES: Final[tuple[Lane, ...]] = ("light", "heavy")


@dataclass(eq=False, slots=True)
class Errand:
    """A job under way, and where its answer goes; *over* is called when no more of it will come."""

    job: Job
    lane: Lane
    answer: Spool
    over: Callable[[], None]
    heavy: bool = False
    long: bool = False
    staff: Staff | None = None
    task: asyncio.Task[None] | None = field(default=None, repr=False)


class Pool:
    """Workers and those who wait for them."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self.heavy = max(1, limits.processes - 2)
        self.heaviest = self.heavy + _MORE
        self.ready = max(1, limits.processes - self.heavy) + 1
        self._most = 2 * limits.processes + 1
        self._waiting: dict[Lane, deque[Errand]] = {lane: deque() for lane in _LANES}
        self._running = set[Errand]()
        self._numbers = count(1)
        self.staff: Staff | None = None

    def put(self, errand: Errand) -> None:
        """Have a job done when it is its turn; raises ``TaskError`` where too many wait already."""
        queue = self._waiting[errand.lane]
        queue.append(errand)
        self.dispatch()
        if errand in queue and len(queue) > self._limits.waiting:
            queue.remove(errand)
            told = f"现在问的人太多，已有 {len(queue)} 个问题在等；请稍后再试"
            raise TaskError("busy", told, retry_after=_LATER[errand.lane])

    def drop(self, errand: Errand) -> None:
        """Let go of a job that nobody waits for any more."""
        if errand in self._waiting[errand.lane]:
            self._waiting[errand.lane].remove(errand)
        elif errand.task and not errand.answer.is_over:
            asyncio.get_running_loop().call_later(_PARTING, errand.task.cancel)

    def dispatch(self) -> None:
        """Give waiting jobs to workers that are free, and see to it that there are enough of them."""
        for lane in _LANES:
            while self._waiting[lane] and (process := self._find(lane)):
                self._begin(self._waiting[lane].popleft(), process)
        if self.staff:
            self._keep(self.staff)

    async def end(self) -> None:
        """Give up all jobs."""
        self._refuse(TaskError("busy", "服务正在停止"))
        tasks = [errand.task for errand in self._running if errand.task]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _find(self, lane: Lane) -> Process | None:
        if not self.staff or (lane == "heavy" and not self._has_room()):
            return None
        return self.staff.take(urgent=lane == "light")

    def _has_room(self) -> bool:
        long = [errand.long for errand in self._running if errand.heavy]
        return len(long) < self.heavy or (all(long) and len(long) < self.heaviest)

    def _keep(self, staff: Staff) -> None:
        """Have as many workers that are free, or soon will be, as light jobs may need, and one to spare."""
        soon = sum(errand.staff is staff and not errand.heavy for errand in self._running)
        if staff.fault and not staff.pids:
            self._refuse(staff.fault)
        spare = staff.urgent() + soon - self.ready
        for _ in range(min(-spare, self._most - staff.number())):
            staff.hire()
        if spare > 0:
            staff.dismiss(max(self._limits.processes + 1, staff.number() - spare))

    def _begin(self, errand: Errand, process: Process) -> None:
        errand.staff, errand.heavy = self.staff, errand.lane == "heavy"
        self._running.add(errand)
        errand.task = asyncio.ensure_future(self._see_through(errand, process))

    async def _see_through(self, errand: Errand, process: Process) -> None:
        assert errand.staff  # noqa: S101 (set when it began)
        loop, sound = asyncio.get_running_loop(), False
        timers = (loop.call_later(_UNHURRIED, process.yield_processor), loop.call_later(_LONG, self._lengthen, errand))
        try:
            async with asyncio.timeout(self._limits.timeout):
                sound = await process.do(next(self._numbers) % (1 << 32), errand.job, errand.answer)
        except TimeoutError:
            errand.answer.fail(TaskError("time", _too_long(self._limits.timeout)))
        except EOFError as error:
            _log.warning("worker %d ended at a job: %s", process.pid, error)
            errand.answer.fail(TaskError("died", _DIED))
        except TaskError as error:
            errand.answer.fail(error)
        finally:
            for timer in timers:
                timer.cancel()
            errand.answer.fail(TaskError("died", "没有答完就停了"))
            self._running.discard(errand)
            errand.over()
            errand.staff.give_back(process, sound=sound)
            self.dispatch()

    def _lengthen(self, errand: Errand) -> None:
        errand.heavy = errand.long = True
        self.dispatch()

    def _refuse(self, fault: TaskError) -> None:
        for queue in self._waiting.values():
            for errand in queue:
                errand.answer.fail(fault)
                errand.over()
            queue.clear()


def _too_long(seconds: float) -> str:
    return f"{seconds:g} 秒内没有答完，已停止；请缩小范围、加上 LIMIT，或由管理员用 --timeout 放宽时限"
