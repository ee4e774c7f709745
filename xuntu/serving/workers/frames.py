"""What the server and its workers say to each other: frames of a kind, the number of a job, and bytes."""

import struct
from collections.abc import Mapping
from dataclasses import asdict
from json import dumps, loads
from typing import IO, Final, NamedTuple

from xuntu.serving.tasks import Head

JOB, READY, BEGIN, PIECE, END, FAULT = b"j", b"r", b"b", b"p", b"e", b"f"

SIZE: Final = 9
"""Bytes before the content of a frame."""
LARGEST: Final = 1 << 18
"""Bytes of the largest piece of an answer."""

_HEAD: Final = struct.Struct(">cII")


class Frame(NamedTuple):
    """What is said at once."""

    kind: bytes
    number: int
    content: bytes


def to_bytes(kind: bytes, number: int, content: bytes | memoryview = b"") -> bytes:
    r"""Return a frame as it is sent.

    >>> to_bytes(PIECE, 7, b"ab")
    b'p\x00\x00\x00\x07\x00\x00\x00\x02ab'
    """
    return _HEAD.pack(kind, number, len(content)) + content


def read_start(start: bytes) -> tuple[bytes, int, int]:
    r"""Return kind, number and length from what stands before the content.

    >>> read_start(to_bytes(PIECE, 7, b"ab")[:SIZE])
    (b'p', 7, 2)
    """
    kind, number, length = _HEAD.unpack(start)
    return kind, number, length


def read_frame(stream: IO[bytes]) -> Frame | None:
    """Return the next frame; ``None`` where there is none, or not all of it."""
    start = stream.read(SIZE)
    if len(start) < SIZE:
        return None
    kind, number, length = read_start(start)
    content = stream.read(length)
    return Frame(kind, number, content) if len(content) == length else None


def to_json(told: Mapping[str, object]) -> bytes:
    """Return plain values as JSON in ASCII, which has room for half a surrogate too."""
    return dumps(told).encode()


def head_to_json(head: Head) -> bytes:
    """Return how an answer begins, as JSON."""
    return to_json({**asdict(head), "headers": dict(head.headers)})


def read_head(content: bytes) -> Head:
    """Return how an answer begins, from JSON.

    >>> read_head(head_to_json(Head(404, headers={"Vary": "Accept"}))).headers
    {'Vary': 'Accept'}
    """
    return Head(**loads(content))
