"""Small answers that are kept for as long as the snapshot lives they were given from."""

from collections import OrderedDict

from xuntu.serving.workers.spool import Kept

LARGEST = 1 << 18
"""Bytes of an answer that is not kept any more."""


class Cache:
    """Answers by their jobs; those that were not asked for the longest go first where there are too many bytes.

    >>> from xuntu.serving.tasks import Head
    >>> cache = Cache(10)
    >>> for job in ("a", "b", "a", "c"):
    ...     if not cache.get(job):
    ...         cache.put(job, Kept(Head(), b"1234"))
    >>> [job for job in "abc" if cache.get(job)]
    ['a', 'c']
    """

    def __init__(self, size: int) -> None:
        self._left = size
        self._kept = OrderedDict[str, Kept]()

    def get(self, job: str) -> Kept | None:
        """Return the answer to a job, if it was kept."""
        if job in self._kept:
            self._kept.move_to_end(job)
        return self._kept.get(job)

    def put(self, job: str, answer: Kept) -> None:
        """Keep an answer."""
        self.drop(job)
        self._kept[job] = answer
        self._left -= len(answer.body)
        while self._left < 0:
            self.drop(next(iter(self._kept)))

    def drop(self, job: str) -> None:
        """Forget an answer."""
        if kept := self._kept.pop(job, None):
            self._left += len(kept.body)

    def clear(self) -> None:
        """Forget all answers."""
        for job in tuple(self._kept):
            self.drop(job)
