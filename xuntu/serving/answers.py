"""An answer on its way from the process that gives it to the client, and why there is none."""

from collections.abc import AsyncIterator, Mapping
from typing import Final, Literal, Protocol, TypeAlias

from xuntu.serving.tasks import Head, Job

Lane: TypeAlias = Literal["light", "heavy"]
"""Pages and named questions are light; SPARQL from outside is heavy, and never takes all processes."""

Fault: TypeAlias = Literal["query", "store", "missing", "time", "busy", "died"]

_STATUS: Final[Mapping[Fault, int]] = {
    "query": 400, "missing": 404, "store": 500, "died": 500, "busy": 503, "time": 504,
}  # fmt: skip


class TaskError(Exception):
    """A job was not done: *fault* says why, the message says it to a person.

    ``query``: what was asked is wrong; ``store``: the store cannot be read; ``missing``: there is no such thing;
    ``time``: it took too long; ``busy``: too many are waiting; ``died``: the process that was at it ended.
    *retry_after* is in how many seconds it may be worth asking again.
    """

    def __init__(self, fault: Fault, message: str, *, retry_after: int | None = None) -> None:
        super().__init__(message)
        self.fault: Fault = fault
        self.retry_after = retry_after

    @property
    def status(self) -> int:
        """The status of HTTP that says so."""
        return _STATUS[self.fault]


class Answer(Protocol):
    """An answer that has begun."""

    head: Head

    def pieces(self) -> AsyncIterator[bytes]:
        """Yield the pieces; raises ``TaskError`` where they end too soon."""
        ...


class Runner(Protocol):
    """Who has jobs done by processes that read the store."""

    async def run(self, job: Job, *, lane: Lane = "light") -> Answer:
        """Return the answer to *job* once it has begun; raises ``TaskError`` where there is none."""
        ...
