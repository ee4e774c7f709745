"""What a process that reads the store can be asked to do, and how it answers.

The serving process evaluates nothing: it sends a job, as JSON, to a process that has the store open, and hands on what
comes back. ``do`` is what that process does with a job.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol, TypeAlias

from xuntu.graph import Store, index_words
from xuntu.serving.limits import Limits
from xuntu.serving.memory import Memory
from xuntu.serving.pages import Asked

Job: TypeAlias = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Head:
    """How an answer begins."""

    status: int = 200
    media_type: str = "text/html; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict[str, str])


class Out(Protocol):
    """Where an answer is written: its head first, then its pieces."""

    def begin(self, head: Head) -> None:
        """Say how the answer begins; once, before the first piece."""
        ...

    def write(self, piece: bytes, /) -> int:
        """Write a piece and return its length."""
        ...


@dataclass(frozen=True, slots=True)
class Reading:
    """What a process has at hand: the store, the index of words beside it (it may be missing yet), and the bounds.

    ``memory`` keeps what was asked lately.
    """

    store: Store
    words: Path | None = None
    limits: Limits = field(default_factory=Limits)
    memory: Memory = field(default_factory=Memory, compare=False)


Task: TypeAlias = Callable[[Reading, Job, Out], None]


def do(reading: Reading, job: Job, out: Out) -> None:
    """Do a job; raises ``XuntuError`` where it cannot be done as asked."""
    TASKS[str(job["task"])](reading, job, out)


def _page(reading: Reading, job: Job, out: Out) -> None:
    from xuntu.serving.pages.routes import PAGES  # it is loaded by who is asked: it is a third of the start

    asked = Asked.of(job)
    page = PAGES[asked.page](reading, asked)
    out.begin(Head(page.status, page.media_type, page.headers))
    out.write(page.body)


def _index(reading: Reading, job: Job, out: Out) -> None:  # noqa: ARG001 (it needs no more than its name)
    """Write the index of words where it is to be and is not yet."""
    if reading.words is not None and not reading.words.exists():
        index_words(reading.store, reading.words)
    out.begin(Head(204, "text/plain"))


def _query(reading: Reading, job: Job, out: Out) -> None:
    from xuntu.serving.protocol.querying import give_answer  # it is loaded by who is asked, and needs this module

    give_answer(reading, job, out)


def _graph(reading: Reading, job: Job, out: Out) -> None:
    from xuntu.serving.protocol.graphs import give_graph

    give_graph(reading, job, out)


def _describe(reading: Reading, job: Job, out: Out) -> None:
    from xuntu.serving.protocol.describing import describe

    describe(reading, job, out)


TASKS: Final[Mapping[str, Task]] = {
    "page": _page,
    "index": _index,
    "query": _query,
    "graph": _graph,
    "describe": _describe,
}
