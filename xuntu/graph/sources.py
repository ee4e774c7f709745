"""A file that a graph is built from."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from xuntu.ontology import DocumentError


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read, or bytes that are there already: ``place`` tells sources apart, ``name`` is the base name.

    ``load`` gives the bytes of what is no file of its own, such as a member of an archive.
    """

    place: str
    name: str
    content: bytes | None = None
    load: Callable[[], bytes] | None = None

    def read(self) -> bytes:
        """Return the bytes; raises ``DocumentError`` where the file cannot be read."""
        if self.content is not None:
            return self.content
        if self.load is not None:
            return self.load()
        try:
            return Path(self.place).read_bytes()
        except OSError as error:
            raise DocumentError(f"{self.name}：读不出文件（{error.strerror}）；请检查路径和权限") from error

    def digest(self) -> str:
        """Return the SHA-256 of the bytes, in hexadecimal."""
        return hashlib.sha256(self.read()).hexdigest()
