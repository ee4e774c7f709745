"""Work done by Dask: on processes of this machine, or on a cluster that is running at an address."""

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from types import TracebackType
from typing import Any, Final, Self

from xuntu.graph.cluster.engine import Result, Task
from xuntu.ontology import StoreError

_AHEAD: Final = 3
"""Tasks for each thread that are given out before they can be done, so that nobody waits."""
_TRIES: Final = 1
"""Workers that may die of a task before it is given up as a whole; it is then tried in halves."""
_HIDDEN: Final = "127.0.0.1:0"  # an address has to be given, or a port is open to others
_PATIENCE: Final = 20.0
_LOST: Final = "集群断开了（{}）；已写好的分片都在，请再运行一次，只做没做完的"


class Dask:
    """A cluster: that at *address*, or so many worker processes of this machine, which end with this object.

    A context manager. Raises ``StoreError`` where ``xuntu[cluster]`` is not installed, or nobody answers.
    """

    def __init__(self, address: str | None = None, *, processes: int = 2) -> None:
        self._address = address
        self._processes = processes
        self._open = ExitStack()
        self._client: Any = None

    def __enter__(self) -> Self:
        try:
            from dask import config
            from distributed import Client, LocalCluster
        except ImportError as error:
            raise StoreError("用集群要先装：pip install 'xuntu[cluster]'") from error
        try:
            if self._address:
                self._client = self._open.enter_context(Client(self._address, timeout=_PATIENCE, set_as_default=False))
                return self
            self._open.enter_context(config.set({"distributed.scheduler.allowed-failures": _TRIES}))
            cluster = LocalCluster(
                n_workers=self._processes,
                threads_per_worker=1,
                host="127.0.0.1",
                dashboard_address=_HIDDEN,
                worker_dashboard_address=_HIDDEN,
                scheduler_kwargs={"dashboard": False},
                silence_logs=logging.CRITICAL,
            )
            self._client = self._open.enter_context(Client(self._open.enter_context(cluster), set_as_default=False))
        except (OSError, ValueError) as error:
            self._open.close()
            raise StoreError(f"{self._address or 'Dask'}：连不上集群（{error}）；请核对地址，看调度器在不在") from error
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._open.close()

    def run(self, function: Callable[[Task], Result], tasks: Iterable[Task], /) -> Iterator[tuple[Task, Result | None]]:
        """Yield each task with its result, as they come; ``None`` where the workers that tried it died."""
        from distributed import CancelledError, KilledWorker, as_completed

        waiting, running = iter(tasks), dict[Any, Task]()

        def hand_out() -> list[Any]:
            futures = list[Any]()
            for task in islice(waiting, max(0, _AHEAD * self._threads() - len(running))):
                future = self._client.submit(function, task, pure=False)
                running[future] = task
                futures.append(future)
            return futures

        done: Any = as_completed(hand_out(), loop=self._client.loop)
        try:
            for future in done:
                task = running.pop(future)
                try:
                    result = future.result()
                except KilledWorker:
                    result = None
                done.update(hand_out())
                yield task, result
        except (CancelledError, TimeoutError) as error:
            raise StoreError(_LOST.format(error)) from error
        except OSError as error:
            raise error if isinstance(error, StoreError) else StoreError(_LOST.format(error)) from error
        finally:
            if running:
                self._client.cancel(list(running), force=True)

    def check(self, version: Callable[[], str]) -> None:
        """Raise ``StoreError`` where a worker has another version of ours than this process, or none."""
        told: dict[str, Any] = self._client.run(version, on_error="return")
        for worker, theirs in sorted(told.items()):
            if isinstance(theirs, Exception):
                raise StoreError(f"{worker}：那里运行不了巡图（{theirs}）；请在每台机器上装同一版本的巡图")
            if theirs != version():
                raise StoreError(f"{worker}：那里的巡图与这里的不是同一版本；请在每台机器上装同一版本（连同附加组件）")

    def workers(self) -> int:
        """Return 1: a process apart reads, so that a document costs itself only, and not a worker."""
        return 1

    def _threads(self) -> int:
        told: dict[str, int] = self._client.nthreads()
        return sum(told.values()) or 1
