"""The folder in which a server keeps its snapshots: beside the store where it can, so that files can be linked.

A server that was killed leaves its folder behind; the next one sweeps it. That a folder is in use is told by a lock on
a SQLite file in it, the one lock of the standard library that all systems know and that dies with its process.
"""

import shutil
import sqlite3
import tempfile
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from time import time
from typing import Final

_LOCK: Final = "held.sqlite"
_ANYWHERE: Final = "xuntu-serving-"
_YOUNG: Final = 60.0  # seconds in which a folder may not be locked yet


class Home:
    """A folder of our own for as long as this is not closed."""

    def __init__(self, place: Path) -> None:
        store = place.resolve()
        beside = f".{store.name}.serving-"
        _sweep(store.parent.glob(f"{beside}*"))
        _sweep(Path(tempfile.gettempdir()).glob(f"{_ANYWHERE}*"))
        try:
            folder = tempfile.mkdtemp(prefix=beside, dir=store.parent)
        except OSError:
            folder = tempfile.mkdtemp(prefix=_ANYWHERE)
        self.path = Path(folder)
        self._number = 0
        self._lock = _connect(self.path / _LOCK)
        self._lock.execute("BEGIN EXCLUSIVE")

    def next(self) -> Path:
        """Return the path of a folder that was not there yet."""
        self._number += 1
        return self.path / str(self._number)

    def close(self) -> None:
        """Remove the folder with all that is in it."""
        self._lock.close()
        shutil.rmtree(self.path, ignore_errors=True)


def _sweep(folders: Iterable[Path]) -> None:
    for folder in folders:
        if not _is_held(folder):
            shutil.rmtree(folder, ignore_errors=True)


def _is_held(folder: Path) -> bool:
    lock = folder / _LOCK
    try:
        if not lock.exists():
            return time() - folder.stat().st_mtime < _YOUNG
        with closing(_connect(lock)) as base:
            base.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError:
        return True  # or it cannot be told, as it is another user's
    except OSError:
        return True  # it is gone
    return False


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
