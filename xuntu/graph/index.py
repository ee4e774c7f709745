"""The index of a store: which documents it holds, from which files, and what each of them contributes."""

import hashlib
from pathlib import Path
from typing import NotRequired, TypedDict, cast

from xuntu.graph.store import FORMAT, read_index, write_index


class Counts(TypedDict):
    """What one document holds: reports by kind, inspected units, findings, statuses by normal form, notes, quads.

    ``digest`` is that of the text of its graph; stores that were built before it was kept have none.
    """

    reports: dict[str, int]
    units: list[str]
    findings: int
    statuses: dict[str, int]
    notes: int
    quads: int
    digest: NotRequired[str]


class Entry(TypedDict):
    """One document in the index of a store: its digest, its sources (place → name), its shard and its counts."""

    sha256: str
    sources: dict[str, str]
    shard: str
    version: str
    counts: Counts


class Contents(TypedDict):
    """The index of a store: its documents, the digests of the graphs that all share, and its authority file's text."""

    format: str
    documents: dict[str, Entry]
    graphs: dict[str, str]
    authority: str


def read_contents(place: Path) -> Contents:
    """Return the index of the store at *place*; raises ``StoreError`` where there is none."""
    return cast("Contents", {"documents": {}, "graphs": {}, "authority": ""} | read_index(place))


def write_contents(place: Path, contents: Contents) -> None:
    """Write the index of the store at *place* in one step."""
    write_index(place, cast("dict[str, object]", contents))


def no_contents() -> Contents:
    """Return the index of an empty store."""
    return Contents(format=FORMAT, documents={}, graphs={}, authority="")


def digest(text: str) -> str:
    """Return the SHA-256 of a text, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()
