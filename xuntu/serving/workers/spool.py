"""An answer between the worker that writes it and the clients that read it, each as fast as it can.

The worker never waits for a client: what no client has taken yet lies in memory, and past a megabyte in a file.
"""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Callable
from threading import Lock
from typing import IO, Final
from weakref import finalize

from xuntu.serving.answers import TaskError
from xuntu.serving.tasks import Head

IN_MEMORY: Final = 1 << 20
"""Bytes of an answer that are kept without a file."""

_PIECE: Final = 1 << 18


class Room:
    """How many bytes all answers together may keep in files."""

    def __init__(self, size: int) -> None:
        self._left = size

    def take(self, size: int) -> None:
        """Take room; raises ``TaskError`` where there is too little left."""
        if size > self._left:
            raise TaskError("busy", "太多答案还没有取走；请稍后再试", retry_after=10)
        self._left -= size

    def give_back(self, size: int) -> None:
        """Let others have the room."""
        self._left += size


class Spool:
    """What a worker has written of one answer; *gone* is called when nobody reads it any more."""

    def __init__(self, room: Room, gone: Callable[[], None] = lambda: None) -> None:
        self.head: Head | None = None
        self.size = 0
        self.fault: TaskError | None = None
        self.ended = False
        self._room, self._gone = room, gone
        self._readers = 0
        self._memory = bytearray()
        self._file: _File | None = None
        self._taken = 0
        self._news = asyncio.Event()

    # The worker's side.

    def begin(self, head: Head) -> None:
        """Take how the answer begins."""
        self.head = head
        self._tell()

    async def write(self, piece: bytes) -> None:
        """Take a piece; raises ``TaskError`` where there is no room for it."""
        if self._file is None and len(self._memory) + len(piece) <= IN_MEMORY:
            self._memory += piece
        else:
            await self._write_to_file(piece)
        self.size += len(piece)
        self._tell()

    def end(self) -> None:
        """Take note that the answer is whole."""
        self.ended = True
        self._tell()

    def fail(self, fault: TaskError) -> None:
        """Take note that there is no answer, or no more of it."""
        if not self.is_over:
            self.fault = fault
            self._tell()

    @property
    def is_over(self) -> bool:
        """Tell whether nothing more will come."""
        return self.ended or self.fault is not None

    def whole(self) -> bytes | None:
        """Return an answer that is over and lies in memory."""
        return bytes(self._memory) if self.ended and self._file is None else None

    # The clients' side.

    async def read(self) -> "Copy":
        """Return the answer once it has begun; raises ``TaskError`` where there is none."""
        copy = Copy(self)
        try:
            while self.head is None:
                self._refuse()
                await self._news.wait()
        except BaseException:
            copy.close()
            raise
        copy.head = self.head
        return copy

    async def pieces(self) -> AsyncIterator[bytes]:
        """Yield the pieces as they come; raises ``TaskError`` where they end too soon."""
        start = 0
        while True:
            if start < self.size:
                piece = await self._read_from(start)
                start += len(piece)
                yield piece
                continue
            self._refuse()
            if self.ended:
                return
            await self._news.wait()

    def enter(self) -> None:
        """Take note of one more reader."""
        self._readers += 1

    def leave(self) -> None:
        """Take note that a reader has what it wanted, or has gone."""
        self._readers -= 1
        if not self._readers:
            self._gone()
            self._release()

    def _refuse(self) -> None:
        if self.fault:
            raise TaskError(self.fault.fault, str(self.fault), retry_after=self.fault.retry_after)

    def _tell(self) -> None:
        self._news.set()
        self._news = asyncio.Event()

    async def _write_to_file(self, piece: bytes) -> None:
        more = piece if self._file else bytes(self._memory) + piece
        self._room.take(len(more))
        self._taken += len(more)
        file, self._file = self._file, self._file or _File()
        await asyncio.to_thread(self._file.append, more)
        if file is None:
            self._memory.clear()

    async def _read_from(self, start: int) -> bytes:
        if self._memory:
            return bytes(self._memory[start : start + _PIECE])
        assert self._file  # noqa: S101 (what is not in memory is there)
        return await asyncio.to_thread(self._file.read, start)

    def _release(self) -> None:
        if self._file:
            self._file.close()
            self._room.give_back(self._taken)
            self._taken = 0


class _File:
    """A file that is appended to and read from by threads, also after it was closed."""

    def __init__(self) -> None:
        self._file: IO[bytes] | None = tempfile.TemporaryFile()  # noqa: SIM115 (closed by the last reader)
        self._lock = Lock()

    def append(self, piece: bytes) -> None:
        with self._lock:
            if self._file:
                self._file.seek(0, 2)
                self._file.write(piece)

    def read(self, start: int) -> bytes:
        with self._lock:
            if not self._file:
                return b""
            self._file.seek(start)
            return self._file.read(_PIECE)

    def close(self) -> None:
        with self._lock:
            if self._file:
                self._file.close()
                self._file = None


class Copy:
    """An answer as one client reads it."""

    head: Head

    def __init__(self, spool: Spool) -> None:
        spool.enter()
        self._spool = spool
        loop = asyncio.get_running_loop()
        # Who lets an answer go without reading it is noticed by that, in whatever thread.
        self.close = finalize(self, _leave, loop, spool)

    async def pieces(self) -> AsyncIterator[bytes]:
        """Yield the pieces; raises ``TaskError`` where they end too soon."""
        try:
            async for piece in self._spool.pieces():
                yield piece
        finally:
            self.close()


class Kept:
    """An answer that was kept from an earlier time."""

    def __init__(self, head: Head, body: bytes) -> None:
        self.head = head
        self.body = body

    async def pieces(self) -> AsyncIterator[bytes]:
        """Yield it."""
        yield self.body


def _leave(loop: asyncio.AbstractEventLoop, spool: Spool) -> None:
    if not loop.is_closed():
        loop.call_soon_threadsafe(spool.leave)
