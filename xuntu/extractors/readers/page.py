"""What every reader gives: paragraphs and tables in the order of the file, and what its metadata say."""

from collections.abc import Callable
from dataclasses import dataclass

from xuntu.ontology import Note


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as read: rows of cells, every row as wide as the widest; a spanning cell is repeated where it reaches."""

    rows: tuple[tuple[str, ...], ...]


Block = str | Grid


@dataclass(frozen=True, slots=True)
class Page:
    """A file as read, before cleaning; a paragraph may hold several lines."""

    blocks: tuple[Block, ...]
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    notes: tuple[Note, ...] = ()


Reader = Callable[[bytes, str], Page]
"""Reads the bytes of one media type; the name is for messages. Raises DocumentError."""
