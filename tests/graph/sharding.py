"""Builds of shards that other processes can start and kill: ``python -m tests.graph.sharding DOCUMENTS SHARDS``."""

import os
import sys
import time
from multiprocessing import parent_process
from pathlib import Path

from tests.graph.building import find
from tests.graph.reading import read_slowly
from xuntu.graph.cluster import Here, build_shards, open_folder
from xuntu.graph.cluster.storage import LocalFolder


def version() -> str:
    """Return the version of what reads."""
    return "1"


def other_version() -> str:
    """Return a version that differs from process to process."""
    return str(time.monotonic_ns())


class DeadlyFolder(LocalFolder):
    """A folder that kills the worker that writes into it what ``x.txt`` says."""

    def write(self, name: str, content: bytes) -> None:
        """Write a file, or die."""
        if parent_process() and b"x.txt" in content:
            os._exit(9)
        LocalFolder.write(self, name, content)


if __name__ == "__main__":
    documents, shards = sys.argv[1:]
    build_shards(find(Path(documents)), open_folder(shards), read_slowly, read_version=version, engine=Here(0))
