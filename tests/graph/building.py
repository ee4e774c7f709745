"""A build in a process of its own, to be killed: ``python -m tests.graph.building FOLDER STORE JOBS``."""

import importlib
import sys
from pathlib import Path

from tests.graph.reading import read_slowly
from xuntu.graph.build import build
from xuntu.graph.sources import Source


def find(folder: Path) -> list[Source]:
    """Return the files of a folder as sources."""
    return [Source(str(path.resolve()), path.name) for path in sorted(folder.iterdir())]


if __name__ == "__main__":
    importlib.import_module("xuntu.graph.build")._NOTED = 0.0  # what is read is noted at once
    folder, store, jobs = sys.argv[1:]
    build(find(Path(folder)), store, read_slowly, version="1", jobs=int(jobs))
