"""A build taken apart: how much of its CPU time goes into looking at files, reading them, linking, and writing.

Writing is the rest: making quads, packing shards, the index, loading or changing the engine, in all threads.
"""

from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from time import process_time, thread_time
from typing import Any

from xuntu.extractors import extract
from xuntu.graph import Source
from xuntu.graph.build import build
from xuntu.ontology import Extraction

STAGES = ("looking", "reading", "linking", "writing")

_DOORS = (
    ("xuntu.graph.build", "look_at", "looking"),
    ("xuntu.graph.shared", "_Linker.relink", "linking"),
)
"""Where a stage is entered."""


class Stages:
    """CPU seconds by stage; ``extract`` is what reads, with its time taken."""

    def __init__(self) -> None:
        self.seconds = dict.fromkeys(STAGES, 0.0)

    def timed(self, work: Callable[..., Any], stage: str) -> Callable[..., Any]:
        """Return *work*, with the time of its thread booked under *stage*."""

        def run(*arguments: Any, **named: Any) -> Any:
            start = thread_time()
            try:
                return work(*arguments, **named)
            finally:
                self.seconds[stage] += thread_time() - start

        return run

    def extract(self, content: bytes, name: str) -> Extraction:
        """Read a document."""
        start = thread_time()
        try:
            return extract(content, name)
        finally:
            self.seconds["reading"] += thread_time() - start


@contextmanager
def _doors(stages: Stages) -> Generator[None, None, None]:
    """Take the time of what the build enters by a door."""
    doors = [(*_owner(module, name), stage) for module, name, stage in _DOORS]
    kept = [getattr(owner, name) for owner, name, _ in doors]
    try:
        for (owner, name, stage), work in zip(doors, kept, strict=True):
            setattr(owner, name, stages.timed(work, stage))
        yield
    finally:
        for (owner, name, _), work in zip(doors, kept, strict=True):
            setattr(owner, name, work)


def _owner(module: str, name: str) -> tuple[Any, str]:
    """Return the module or class that holds what *name* names, and its own name there."""
    *within, last = name.split(".")
    owner: Any = import_module(module)
    for each in within:
        owner = getattr(owner, each)
    return owner, last


def build_timed(sources: Iterable[Source], store: Path) -> dict[str, float]:
    """Bring a store up to date in this process alone, and return the CPU seconds of each stage."""
    stages = Stages()
    start = process_time()
    with _doors(stages):
        build(sources, store, stages.extract, version="benchmark")
    stages.seconds["writing"] = process_time() - start - sum(stages.seconds.values())
    return stages.seconds


def sources_of(folder: Path) -> list[Source]:
    """Return the documents of a folder, in order."""
    return [Source(str(path), path.name) for path in sorted(folder.rglob("*.txt"))]
