"""The files that a graph is built from."""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from xuntu.ontology import DocumentError


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read, or bytes that are there already: ``place`` tells sources apart, ``name`` is the base name."""

    place: str
    name: str
    content: bytes | None = None

    def read(self) -> bytes:
        """Return the bytes; raises ``DocumentError`` where the file cannot be read."""
        if self.content is not None:
            return self.content
        try:
            return Path(self.place).read_bytes()
        except OSError as error:
            raise DocumentError(f"{self.name}：读不出文件（{error.strerror}）；请检查路径和权限") from error

    def digest(self) -> str:
        """Return the SHA-256 of the bytes, in hexadecimal."""
        return hashlib.sha256(self.read()).hexdigest()


def find_sources(
    paths: Iterable[str | os.PathLike[str]], *, accepts: Callable[[str], bool] | None = None
) -> Iterator[Source]:
    """Yield the files at *paths* and in the folders among them, hidden ones left out, each once.

    *accepts* tells by its name whether a file found in a folder is read; a file that is named itself always is.
    Raises ``DocumentError`` for a path that does not exist.
    """
    seen: set[Path] = set()
    for path in map(Path, paths):
        if not path.exists():
            raise DocumentError(f"{path}：没有这个文件或文件夹；请检查路径")
        for file in _files_in(path, accepts) if path.is_dir() else [path]:
            place = file.resolve()
            if place not in seen:
                seen.add(place)
                yield Source(str(place), file.name)


def _files_in(folder: Path, accepts: Callable[[str], bool] | None) -> list[Path]:
    found: list[Path] = []
    for here, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(here, name) for name in names if not name.startswith(".")]
    return sorted(path for path in found if accepts is None or accepts(path.name))
