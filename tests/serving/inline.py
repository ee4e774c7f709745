"""Jobs done at once by the process of the test: what the pages and the protocol are tested with."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from xuntu.ontology import QueryError, XuntuError
from xuntu.serving.answers import Lane, TaskError
from xuntu.serving.tasks import Head, Job, Reading, do


@dataclass
class Collected:
    """An answer, whole."""

    head: Head = field(default_factory=Head)
    body: list[bytes] = field(default_factory=list)

    def begin(self, head: Head) -> None:
        """Take the head."""
        self.head = head

    def write(self, piece: bytes, /) -> int:
        """Take a piece."""
        self.body.append(bytes(piece))
        return len(piece)

    async def pieces(self) -> AsyncIterator[bytes]:
        """Yield the pieces."""
        for piece in self.body:
            yield piece


@dataclass
class Inline:
    """A runner without processes and without bounds."""

    reading: Reading

    async def run(self, job: Job, *, lane: Lane = "light") -> Collected:  # noqa: ARG002 (there is but one)
        """Do the job in a thread."""
        out = Collected()
        try:
            await asyncio.to_thread(do, self.reading, job, out)
        except QueryError as error:
            raise TaskError("query", str(error)) from error
        except XuntuError as error:
            raise TaskError("store", str(error)) from error
        return out
