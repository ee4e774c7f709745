"""Documents read by several processes at once: in order, a few ahead, and none at another's cost.

A process that dies, or takes longer than the limit over one document, costs that document only: it is tried once more
alone, after all the others, and then told as one that cannot be read.
"""

import multiprocessing
import signal
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerContext, SpawnContext
from multiprocessing.process import BaseProcess
from time import monotonic
from typing import cast

from xuntu.graph.jobs import LIMIT, Done, Extract, Job, do

_AHEAD = 2  # jobs that lie with a process, so that it never waits for us
_WINDOW = 64  # jobs for each process that may be done before an earlier one is
_RECYCLED = 2000  # documents after which a process is replaced, so that none of its libraries can hoard memory


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection
    jobs: deque[Job] = field(default_factory=deque[Job])
    since: float = 0.0
    done: int = 0


def read_all(jobs: Iterable[Job], extract: Extract, *, workers: int, limit: float = LIMIT) -> Iterator[Done]:
    """Yield what comes of *jobs*, in their order, from so many processes; a document may take *limit* seconds.

    *extract* is a function of a module, as it is sent to the processes by its name.
    """
    again: list[Job] = []
    yield from _run(jobs, extract, workers, limit, again)
    for job in again:
        alone: list[Job] = []
        found = list(_run([job], extract, 1, limit, alone))
        yield (
            found[0]
            if found
            else Done(job.key, fault=f"{job.names[0]}：读取时出错退出或超时（{limit:g} 秒），试了两次，没有读")
        )


def _run(
    jobs: Iterable[Job], extract: Extract, workers: int, limit: float, lost: list[Job]
) -> Generator[Done, None, None]:
    """Yield what comes of jobs, in order; those whose process died or was too slow are put into *lost*."""
    waiting, order = iter(jobs), deque[str]()
    ready: dict[str, Done | None] = {}
    with _staff(extract, workers) as staff:
        exhausted = False
        while True:
            while not exhausted and len(order) < _WINDOW * workers:
                free = min(staff, key=lambda worker: len(worker.jobs))
                if len(free.jobs) >= _AHEAD:
                    break
                job = next(waiting, None)
                if job is None:
                    exhausted = True
                    break
                order.append(job.key)
                _send(free, job)
            while order and order[0] in ready:
                found = ready.pop(order.popleft())
                if found is not None:
                    yield found
            if not order and exhausted:
                return
            _listen(staff, extract, limit, ready, lost)


def _listen(
    staff: list[_Worker], extract: Extract, limit: float, ready: dict[str, Done | None], lost: list[Job]
) -> None:
    """Wait for a process to finish a document, to die, or to be too slow."""
    busy = [worker for worker in staff if worker.jobs]
    if not busy:
        return
    rest = max(0.05, min(worker.since for worker in busy) + limit - monotonic())
    heard = set(wait([worker.pipe for worker in busy], timeout=rest))
    for place, worker in enumerate(staff):
        if worker.pipe in heard:
            try:
                done = cast("Done", worker.pipe.recv())
            except (EOFError, OSError):
                staff[place] = _replace(worker, extract, ready, lost)
                continue
            worker.jobs.popleft()
            worker.since = monotonic()
            worker.done += 1
            ready[done.key] = done
            if worker.done >= _RECYCLED and not worker.jobs:
                _dismiss(worker)
                staff[place] = _hire(extract)
        elif worker.jobs and monotonic() - worker.since > limit:
            staff[place] = _replace(worker, extract, ready, lost)


def _replace(worker: _Worker, extract: Extract, ready: dict[str, Done | None], lost: list[Job]) -> _Worker:
    """Give up the document that a process was at, and what waited behind it to another."""
    _dismiss(worker)
    broken = worker.jobs.popleft()
    lost.append(broken)
    ready[broken.key] = None
    successor = _hire(extract)
    for job in worker.jobs:
        _send(successor, job)
    return successor


def _send(worker: _Worker, job: Job) -> None:
    if not worker.jobs:
        worker.since = monotonic()
    worker.jobs.append(job)
    with suppress(OSError):  # it has died: that is heard of next
        worker.pipe.send(job)


@contextmanager
def _staff(extract: Extract, number: int) -> Generator[list[_Worker], None, None]:
    staff = [_hire(extract) for _ in range(number)]
    try:
        yield staff
    finally:
        for worker in staff:
            _dismiss(worker)


def _hire(extract: Extract) -> _Worker:
    """Start a process; where the system can, from a server that has loaded what reads, so that it starts at once."""
    context: ForkServerContext | SpawnContext
    if "forkserver" in multiprocessing.get_all_start_methods():
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([__name__, extract.__module__])
    else:
        context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs, extract), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process, ours)


def _dismiss(worker: _Worker) -> None:
    worker.pipe.close()
    worker.process.kill()
    worker.process.join()


def _work(pipe: Connection, extract: Extract) -> None:
    """Read one document after the other, until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who hands out the work
    with suppress(EOFError, OSError):
        while True:
            pipe.send(do(cast("Job", pipe.recv()), extract))
