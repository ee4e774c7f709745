"""A worker: a process that has a snapshot open and does one job after the other, until it is told no more.

``python -m xuntu.serving.workers ORDER``, where the order is JSON (see ``Order``). Jobs come by its standard
input and answers go by its standard output; what anything prints goes to the standard error.
"""

import logging
import os
import sys
from dataclasses import asdict, dataclass
from importlib import import_module
from json import dumps, loads
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from time import monotonic
from typing import IO, Final, Protocol, Self, cast

from xuntu.graph import Store
from xuntu.ontology import QueryError, XuntuError
from xuntu.serving.answers import TaskError
from xuntu.serving.limits import Limits
from xuntu.serving.tasks import Head, Job, Out, Reading
from xuntu.serving.workers import fences, frames
from xuntu.serving.workers.frames import Frame

TASKS: Final = "xuntu.serving.tasks"
"""The module whose ``do`` does the jobs."""

_OFTEN: Final = 0.1
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Order:
    """What a worker is told when it is started: the snapshot, its index of words, the bounds, and whose it is."""

    snapshot: str
    words: str
    limits: Limits
    memory: int
    parent: int
    tasks: str = TASKS

    @classmethod
    def read(cls, text: str) -> Self:
        """Return an order from JSON."""
        told = loads(text)
        return cls(**told | {"limits": Limits(**told["limits"])})

    def __str__(self) -> str:
        return dumps(asdict(self))


class Tasks(Protocol):
    """The module that does the jobs."""

    def do(self, reading: Reading, job: Job, out: Out) -> None:
        """Do a job."""
        ...


class Writer:
    """Where the answer to one job is written; what has not left yet can be taken back."""

    def __init__(self, pipe: IO[bytes], number: int, most: int) -> None:
        self._pipe, self._number, self._most = pipe, number, most
        self._start, self._body = b"", bytearray()
        self._size = self._sent = 0
        self._last = monotonic()

    def begin(self, head: Head) -> None:
        """Say how the answer begins."""
        self._start = self._frame(frames.BEGIN, frames.head_to_json(head))

    def write(self, piece: bytes, /) -> int:
        """Write a piece; raises ``QueryError`` where the answer becomes larger than it may be."""
        self._size += len(piece)
        if self._size > self._most:
            raise QueryError(f"答案超过 {self._most >> 20} MB，没有给完；请缩小范围，或加上 LIMIT")
        self._body += piece
        if len(self._body) >= frames.LARGEST or monotonic() - self._last > _OFTEN:
            self._send()
        return len(piece)

    def end(self, told: dict[str, object]) -> None:
        """Say that the answer is whole."""
        self._send(self._frame(frames.END, frames.to_json(told)))

    def fail(self, fault: str, message: str, *, last: bool = False) -> None:
        """Say why there is no answer, or no more of it, and whether these are the *last* words of the process."""
        if not self._sent:
            self._start = b""
            self._body.clear()
        self._send(self._frame(frames.FAULT, frames.to_json({"fault": fault, "message": message, "last": last})))

    def _send(self, last: bytes = b"") -> None:
        body = memoryview(bytes(self._body))
        pieces = [body[start : start + frames.LARGEST] for start in range(0, len(body), frames.LARGEST)]
        self._sent += self._pipe.write(self._start)
        for piece in pieces:
            self._sent += self._pipe.write(self._frame(frames.PIECE, piece))
        self._pipe.write(last)
        self._pipe.flush()
        self._start = b""
        self._body.clear()
        self._last = monotonic()

    def _frame(self, kind: bytes, content: bytes | memoryview) -> bytes:
        return frames.to_bytes(kind, self._number, content)


def main() -> None:
    """Work until there is no more to do."""
    order = Order.read(sys.argv[1])
    fences.ignore_signals()
    fences.end_with_parent(order.parent)
    told = {"network": not fences.leave_network(), "memory": fences.bound_memory(order.memory)}
    pipe = _take_output()
    jobs = SimpleQueue[Frame]()
    Thread(target=_listen, args=(sys.stdin.buffer, jobs), daemon=True).start()
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    tasks = cast("Tasks", import_module(order.tasks))
    hello = Writer(pipe, 0, 0)
    try:
        store = Store.open(order.snapshot)
    except XuntuError as error:
        hello.fail("store", str(error))
        return
    reading = Reading(store, Path(order.words), order.limits)
    pipe.write(frames.to_bytes(frames.READY, 0, frames.to_json(told)))
    pipe.flush()
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123 (a device)
        while True:
            frame = jobs.get()
            job: Job = loads(frame.content)
            fences.set_alarm(float(str(job.get("seconds", order.limits.timeout))), nowhere)
            _do(tasks, reading, job, Writer(pipe, frame.number, order.limits.answer))
            fences.stop_alarm()


def _do(tasks: Tasks, reading: Reading, job: Job, out: Writer) -> None:
    try:
        tasks.do(reading, job, out)
    except TaskError as error:
        out.fail(error.fault, str(error))
    except QueryError as error:
        out.fail("query", str(error))
    except XuntuError as error:
        out.fail("store", str(error))
    except MemoryError:
        out.fail("died", "这个问题要用的内存超过所许；请缩小范围，或加上 LIMIT", last=True)
        os._exit(1)
    except Exception:  # noqa: BLE001 (one job fails, not the others; the client is told no more than that)
        _log.exception("job %s", job.get("task"))
        out.fail("died", "回答时出错，原因记在服务的日志里；请换一种问法，或告诉管理员")
    except BaseException:  # noqa: BLE001 (the engine has panicked, and may do anything now)
        _log.exception("job %s", job.get("task"))
        out.fail("died", "回答时查询引擎出错退出；请换一种问法", last=True)
        os._exit(1)
    else:
        out.end({"megabytes": _megabytes()})


def _take_output() -> IO[bytes]:
    """Return the standard output for our words alone; what is printed goes where errors go."""
    sys.stdout.flush()
    pipe = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return pipe


def _listen(source: IO[bytes], jobs: "SimpleQueue[Frame]") -> None:
    while frame := frames.read_frame(source):
        jobs.put(frame)
    os._exit(0)  # whoever asked has ended


def _megabytes() -> float:
    """Return what the process holds; 0 where the system does not say."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGESIZE") / 2**20
    except (OSError, ValueError, AttributeError):
        return 0.0
