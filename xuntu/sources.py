"""The files that a user means: files, folders and what comes in by standard input."""

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from xuntu.ontology import DocumentError

STANDARD_INPUT: Final = "-"
EXTENSIONS: Final = (".docx", ".htm", ".html", ".jhtml", ".markdown", ".md", ".pdf", ".shtml", ".txt", ".xhtml")
"""What is taken from a folder; a file that is named itself is read whatever it is called."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read, under the name that the user gave; ``path`` is ``None`` for standard input."""

    name: str
    path: Path | None

    def read(self) -> bytes:
        """Return the content; raises DocumentError where it cannot be read."""
        try:
            return self.path.read_bytes() if self.path else sys.stdin.buffer.read()
        except OSError as error:
            raise DocumentError(f"{self.name}：不能读取（{error.strerror}）；请检查权限") from error


@dataclass(frozen=True, slots=True)
class Sources:
    """The files to read, and how many files of folders were left out, by extension."""

    sources: tuple[Source, ...]
    left_out: tuple[tuple[str, int], ...] = ()


def find_sources(paths: Iterable[str | os.PathLike[str]]) -> Sources:
    """Return the files that *paths* mean, in the order given; those of a folder sorted, each file once.

    Hidden files, the lock files of Word and what lies in a store are no documents. Raises DocumentError for a path that
    does not exist, and where nothing is left to read.
    """
    wanted = [os.fspath(path) for path in paths]
    found: dict[Path | None, Source] = {}
    left_out: Counter[str] = Counter()
    for name in wanted:
        for source in _expand(name):
            if source.path and source.path != Path(name) and source.path.suffix.lower() not in EXTENSIONS:
                left_out[source.path.suffix.lower()] += 1
                continue
            found.setdefault(source.path.resolve() if source.path else None, source)
    if not found:
        raise DocumentError(f"{'、'.join(wanted)}：里面没有可读的文件；可读的扩展名是 {' '.join(EXTENSIONS)}")
    return Sources(tuple(found.values()), tuple(sorted(left_out.items())))


def _expand(name: str) -> Iterator[Source]:
    path = Path(name)
    if name == STANDARD_INPUT:
        yield Source(name, None)
    elif path.is_dir():
        yield from (Source(str(file), file) for file in sorted(_walk(path)))
    elif path.exists():
        yield Source(name, path)
    else:
        raise DocumentError(f"{name}：没有这个文件或文件夹；请核对路径")


def _walk(folder: Path) -> Iterator[Path]:
    for here, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if _is_visible(name) and not _is_store(Path(here, name))]
        yield from (Path(here, name) for name in files if _is_visible(name))


def _is_visible(name: str) -> bool:
    return not name.startswith((".", "~$"))


def _is_store(folder: Path) -> bool:
    return (folder / "index.json").is_file() and (folder / "shards").is_dir()
