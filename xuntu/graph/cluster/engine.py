"""What carries work to those who do it: the same function over many tasks."""

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")


class Engine(Protocol):
    """Does tasks somewhere, in any order."""

    def run(self, function: Callable[[Task], Result], tasks: Iterable[Task], /) -> Iterator[tuple[Task, Result | None]]:
        """Yield each task with its result, as they come; ``None`` where those who tried it died.

        What *function* raises is raised here. *tasks* are taken as they are needed.
        """
        ...

    def check(self, version: Callable[[], str]) -> None:
        """Raise ``StoreError`` where one who does tasks has another version of ours than this process."""
        ...

    def workers(self) -> int:
        """Return how many processes of its own each task may start; 0 for none."""
        ...


class Here:
    """Does tasks in this process, one after the other, each with so many *processes* that read."""

    def __init__(self, processes: int = 0) -> None:
        self._processes = processes

    def run(self, function: Callable[[Task], Result], tasks: Iterable[Task], /) -> Iterator[tuple[Task, Result | None]]:
        """Yield each task with its result."""
        for task in tasks:
            yield task, function(task)

    def check(self, version: Callable[[], str]) -> None:
        """Do nothing: there is one version here."""

    def workers(self) -> int:
        """Return how many processes read."""
        return self._processes
