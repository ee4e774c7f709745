"""Results on their way out: what the engine writes, cut between two rows where they become too many or too long."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Literal, Protocol, TypeAlias

Cut: TypeAlias = Literal["rows", "bytes"]
Table: TypeAlias = Literal["json", "xml", "csv", "tsv"]

_BLOCK: Final = 1 << 16


class Sink(Protocol):
    """Where bytes are written."""

    def write(self, piece: bytes, /) -> int:
        """Take a piece and return its length."""
        ...


class Full(Exception):  # noqa: N818 (no error: the engine is told to stop)
    """What was asked for has been written; the rest is not wanted."""


@dataclass(frozen=True, slots=True)
class _Layout:
    """How a format is laid out: where rows begin (*starts*, *careful* where strings may hold the same), how it ends."""

    starts: re.Pattern[bytes]
    careful: re.Pattern[bytes]
    doubt: bytes
    first: bytes
    closing: Callable[[Cut], bytes]


# A row begins where a match ends. In JSON a quote in a string is always escaped: `},{"` and then the letter of a name
# stands between two rows and nowhere else, but `},{}` may also stand in a string.
_LAYOUTS: Final[Mapping[Table, _Layout]] = {
    "json": _Layout(
        re.compile(rb'\}(?=,\{"[^,}:\]])'),
        re.compile(rb'"(?:[^"\\]|\\.)*(?:"|\\?\Z)|(\}(?=,\{["}]))', re.DOTALL),
        b"},{}",
        b'"bindings":[',
        lambda cut: b']},"truncated":"%s"}' % cut.encode(),
    ),
    "xml": _Layout(
        re.compile(rb">(?=<result>)"),
        re.compile(rb"(>(?=<result>))"),
        b"\x00",
        b"",
        lambda cut: b"</results><!-- truncated: %s --></sparql>" % cut.encode(),
    ),
    "csv": _Layout(
        re.compile(rb"\n(?=.)", re.DOTALL),
        re.compile(rb'"[^"]*(?:"|\Z)|(\n(?=.))', re.DOTALL),
        b'"',
        b"",
        lambda _: b"",
    ),
    "tsv": _Layout(
        re.compile(rb"\n(?=.)", re.DOTALL), re.compile(rb"(\n(?=.))", re.DOTALL), b"\x00", b"", lambda _: b""
    ),
}
_ILLEGAL: Final = bytes({*range(0x20)} - {0x09, 0x0A, 0x0D})
_UNFIT: Final = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")


class Cutter:
    """A file that hands on whole rows of results in a format, at most *rows* of them and *size* bytes.

    ``cut`` says what the answer was cut by, ``size`` how long it became. After ``Full`` was raised, and at the end,
    ``close`` is called.
    """

    def __init__(self, sink: Sink, table: Table, *, rows: int, size: int) -> None:
        self._sink, self._table, self._layout = sink, table, _LAYOUTS[table]
        self._rows, self._room = rows, size
        self._begun = 0
        self._parts: list[bytes] = []
        self._held = 0
        self._is_first = True
        self.cut: Cut | None = None
        self.size = 0

    def write(self, piece: bytes, /) -> int:
        """Take what the engine wrote; raises ``Full`` where no more is wanted."""
        self._parts.append(piece)
        self._held += len(piece)
        if self._held >= _BLOCK:
            self._hand_on(is_last=False)
            if self.cut:
                raise Full
        return len(piece)

    def flush(self) -> None:
        """Do nothing: rows are handed on when they are whole."""

    def close(self) -> None:
        """Hand on what is left, and end the format where rows were cut off."""
        if not self.size and self._held <= min(self._rows, self._room):
            self._send(self._fit(b"".join(self._parts)))  # a row is a byte or more: they need not be counted
        elif not self.cut:
            self._hand_on(is_last=True)
        if self.cut:
            self._send(self._layout.closing(self.cut))

    def _hand_on(self, *, is_last: bool) -> None:
        block = self._fit(b"".join(self._parts))
        starts = self._starts(block)
        at = self._find_end(block, starts, is_last=is_last)
        self._begun += len(starts)
        self._send(block[:at])
        self._parts, self._held = ([block[at:]], len(block) - at) if not self.cut else ([], 0)

    def _fit(self, block: bytes) -> bytes:
        """Return a block without the characters that XML cannot hold."""
        if self._table == "xml" and (len(block.translate(None, _ILLEGAL)) < len(block) or b"\xef\xbf" in block):
            return _UNFIT.sub("\ufffd".encode(), block)
        return block

    def _find_end(self, block: bytes, starts: list[int], *, is_last: bool) -> int:
        """Return how much of a block is handed on, and note why not more."""
        if self._begun + len(starts) > self._rows:
            self.cut = "rows"
            starts = starts[: self._rows - self._begun + 1]
        at = len(block) if is_last and not self.cut else starts[-1] if starts else 0
        room = self._room - self.size
        # What is held back is a row that has begun: where it alone is too long, it is not waited for.
        if at > room or (not at and not is_last and len(block) > room):
            self.cut = "bytes"
            least = starts[0] if starts and not self._begun else 0  # what stands before the first row
            return max((start for start in starts if start <= room), default=least)
        return at

    def _starts(self, block: bytes) -> list[int]:
        layout, first = self._layout, []
        if self._is_first and layout.first in block:
            at = block.find(layout.first) + len(layout.first)
            first = [at] if layout.first and block[at : at + 1] == b"{" else []
            self._is_first = False
        if layout.doubt in block:
            return first + [match.end() for match in layout.careful.finditer(block) if match[1] is not None]
        return first + [match.end() for match in layout.starts.finditer(block)]

    def _send(self, piece: bytes) -> None:
        if piece:
            self._sink.write(piece)
            self.size += len(piece)
