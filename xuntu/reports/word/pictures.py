"""Pictures of one point in one colour, to be stretched to bars."""

import struct
import zlib

_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def to_point(colour: str) -> bytes:
    r"""Return a PNG of one point; *colour* is six figures.

    >>> to_point("2f6c9c")[:8], len(to_point("2f6c9c"))
    (b'\x89PNG\r\n\x1a\n', 72)
    """
    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    point = zlib.compress(b"\0" + bytes.fromhex(colour), 0)
    return _SIGNATURE + _chunk(b"IHDR", head) + _chunk(b"IDAT", point) + _chunk(b"IEND", b"")


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
