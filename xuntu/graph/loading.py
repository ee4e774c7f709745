"""Texts into a store by its bulk loader: in large pieces, from two threads, while others are still being made."""

from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Final, Self

from xuntu.graph.store import Store

_PIECE: Final = 14_000_000
"""Characters of TriG to a piece, about a quarter of a million quads: measured, larger ones gain nothing but memory."""
_THREADS: Final = 2
_WAITING: Final = 2


class Loader:
    """Loads documents' blocks into a store; a context manager that waits for what is under way.

    The engine lets other threads run while it sorts and writes, so that a piece is loaded while the next is made.
    Raises ``StoreError`` where a text does not parse or the disk is full.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._threads = ThreadPoolExecutor(_THREADS)
        self._running: deque[Future[None]] = deque()
        self._texts: list[str] = []
        self._size = 0

    def put(self, text: str) -> None:
        """Take a document's block; returns at once, unless too much is waiting."""
        self._texts.append(text)
        self._size += len(text)
        if self._size >= _PIECE:
            self._send()

    def wait(self) -> None:
        """Load what is left, and return when all is in the store."""
        self._send()
        while self._running:
            self._running.popleft().result()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        try:
            if error is None:
                self.wait()
        finally:
            self._threads.shutdown(cancel_futures=True)

    def _send(self) -> None:
        if not self._texts:
            return
        while len(self._running) >= _WAITING:
            self._running.popleft().result()
        self._running.append(self._threads.submit(self._store.load, ["".join(self._texts)], "trig"))
        self._texts, self._size = [], 0
