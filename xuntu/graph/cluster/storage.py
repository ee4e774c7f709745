"""Where inputs and shards lie: a folder of this machine, or anything that fsspec knows, such as ``s3://…``.

fsspec is loaded only where an address is given that has a protocol.
"""

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final, Protocol
from uuid import uuid4

from xuntu.graph.sources import Source
from xuntu.ontology import DocumentError, StoreError

_URL: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*(?:://|::)")
_FILE: Final = "file://"
_DRAFT: Final = ".draft"


class Folder(Protocol):
    """A folder of shards: files that are either whole or not there."""

    @property
    def place(self) -> str:
        """Where the folder is, as the user wrote it."""
        ...

    def sizes(self) -> dict[str, int]:
        """Return the files, by name, with how many bytes each has."""
        ...

    def open(self, name: str) -> BinaryIO:
        """Open a file to be read."""
        ...

    def write(self, name: str, content: bytes) -> None:
        """Write a file at once."""
        ...

    def remove(self, name: str) -> None:
        """Remove a file, if it is there."""
        ...


@dataclass(frozen=True, slots=True)
class LocalFolder:
    """A folder of this machine, or of a disk that all machines share."""

    place: str

    def sizes(self) -> dict[str, int]:
        """Return the files, by name, with how many bytes each has."""
        if not Path(self.place).is_dir():
            return {}
        with os.scandir(self.place) as entries:
            return {entry.name: entry.stat().st_size for entry in entries if entry.is_file()}

    def open(self, name: str) -> BinaryIO:
        """Open a file to be read."""
        return Path(self.place, name).open("rb")

    def write(self, name: str, content: bytes) -> None:
        """Write a file under a name of its own, make it last, and give it its name."""
        target = Path(self.place, name)
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.with_name(f".{name}.{uuid4().hex}{_DRAFT}")
        try:
            with draft.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)

    def remove(self, name: str) -> None:
        """Remove a file, if it is there."""
        Path(self.place, name).unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class RemoteFolder:
    """A folder that fsspec knows; object stores show a file only when all of it has arrived."""

    place: str

    def sizes(self) -> dict[str, int]:
        """Return the files, by name, with how many bytes each has."""
        system, path = _system(self.place)
        system.invalidate_cache()
        with suppress(FileNotFoundError):
            return {
                told["name"].rstrip("/").rpartition("/")[2]: int(told["size"] or 0)
                for told in system.ls(path, detail=True)
                if told["type"] == "file"
            }
        return {}

    def open(self, name: str) -> BinaryIO:
        """Open a file to be read."""
        system, path = _system(self.place)
        file: BinaryIO = system.open(f"{path}/{name}", "rb")
        return file

    def write(self, name: str, content: bytes) -> None:
        """Write a file at once."""
        system, path = _system(self.place)
        system.makedirs(path, exist_ok=True)
        system.pipe_file(f"{path}/{name}", content)

    def remove(self, name: str) -> None:
        """Remove a file, if it is there."""
        system, path = _system(self.place)
        with suppress(FileNotFoundError):
            system.rm_file(f"{path}/{name}")


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A document at an address."""

    url: str

    def read(self) -> bytes:
        """Return the bytes; raises ``DocumentError`` where they cannot be had."""
        try:
            system, path = _system(self.url)
            content: bytes = system.cat_file(path)
        except StoreError:
            raise
        except Exception as error:  # every file system has errors of its own
            raise DocumentError(f"{self.url}：读不出（{error}）；请检查地址和权限") from error
        return content


def open_folder(place: str) -> Folder:
    """Return the folder at a path or an address.

    >>> open_folder("file:///data/shards")
    LocalFolder(place='/data/shards')
    """
    if place.startswith(_FILE):
        return LocalFolder(place.removeprefix(_FILE))
    return RemoteFolder(place.rstrip("/")) if is_url(place) else LocalFolder(os.path.realpath(place))


def is_url(place: str) -> bool:
    """Tell whether a place is an address with a protocol, and no path.

    >>> is_url("s3://桶/通报"), is_url("zip://*.txt::通报.zip"), is_url("通报/a.txt")
    (True, True, False)
    """
    return _URL.match(place) is not None


def find_urls(url: str, extensions: tuple[str, ...]) -> Iterator[str]:
    """Yield the addresses of the files at *url*: one file, those of a folder with *extensions*, or those of a pattern.

    Raises ``StoreError`` where the address cannot be opened and ``DocumentError`` where nothing is there.
    """
    chain = "".join(url.partition("::")[1:])
    try:
        system, path = _system(url)
        if any(mark in path for mark in "*?["):
            found = sorted(system.glob(path))
        elif system.isdir(path):
            found = sorted(each for each in system.find(path) if each.lower().endswith(extensions))
        else:
            found = [path] if system.exists(path) else []
        addresses = [f"{system.unstrip_protocol(each)}{chain}" for each in found]
    except (OSError, ValueError) as error:
        raise _cannot_open(url, error) from error
    if not addresses:
        raise DocumentError(f"{url}：里面没有可读的文件；请核对地址")
    yield from addresses


def to_sources(url: str, extensions: tuple[str, ...]) -> Iterator[Source]:
    """Yield the documents at an address; raises as ``find_urls`` does."""
    for each in find_urls(url, extensions):
        yield Source(each, each.partition("::")[0].rpartition("/")[2], load=RemoteFile(each).read)


def open_file(place: str) -> BinaryIO:
    """Open a file at a path or an address to be read; raises ``StoreError`` where that cannot be done."""
    try:
        if not is_url(place):
            return Path(place).open("rb")
        system, path = _system(place)
        file: BinaryIO = system.open(path, "rb")
    except (OSError, ValueError) as error:
        raise _cannot_open(place, error) from error
    return file


def fetch(url: str, folder: Path) -> None:
    """Copy the files of a folder of shards to this machine."""
    remote = open_folder(url)
    try:
        for name in remote.sizes():
            with remote.open(name) as source, (folder / name).open("wb") as target:
                while piece := source.read(1 << 22):
                    target.write(piece)
    except OSError as error:
        raise _cannot_open(url, error) from error


def _cannot_open(place: str, error: Exception) -> StoreError:
    return error if isinstance(error, StoreError) else StoreError(f"{place}：打不开（{error}）；请检查地址和权限")


def _system(url: str) -> tuple[Any, str]:
    """Return the file system of an address and the path there."""
    try:
        from fsspec.core import url_to_fs

        system, path = url_to_fs(url)
    except ImportError as error:
        raise StoreError(f"{url}：读写这样的地址要先装（{error}）：pip install 'xuntu[cluster]'") from error
    return system, str(path).rstrip("/")
