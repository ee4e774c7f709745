"""An answer between who writes it and who sends it: its head waits until something is known of its length."""

import tempfile
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from xuntu.graph import Cut, Full
from xuntu.serving.tasks import Head

if TYPE_CHECKING:
    from xuntu.serving.tasks import Out

Mark: TypeAlias = Cut | Literal["no", "later"]

_HELD: Final = 1 << 18
_PIECE: Final = 1 << 16


class Delivery:
    """A file that keeps what is written until the answer ends, or is longer than 256 KB, then begins to send it.

    Where the head is sent before the end is known, its mark is ``later``: the body says by what it was cut. A format
    that has no room for that is kept *whole* until its end. Where only the *head* is asked for, nothing follows it.
    """

    def __init__(self, out: "Out", media_type: str, headers: Mapping[str, str], *, whole: bool, head: bool) -> None:
        self._out, self._media_type, self._headers = out, media_type, headers
        self._most = None if whole else _HELD
        self._is_head = head
        self._kept = tempfile.SpooledTemporaryFile[bytes](max_size=_HELD)
        self.has_begun = False

    def write(self, piece: bytes, /) -> int:
        """Take a piece; raises ``Full`` where no more is wanted."""
        if not self.has_begun:
            self._kept.write(piece)
            if self._most is None or self._kept.tell() <= self._most:
                return len(piece)
            self._begin("later", None)
        elif not self._is_head:
            self._out.write(piece)
        if self._is_head:
            raise Full
        return len(piece)

    def finish(self, cut: Cut | None) -> None:
        """Send what was kept; *cut* is by what the answer was cut."""
        if not self.has_begun:
            self._begin(cut or "no", self._kept.tell())

    def _begin(self, mark: Mark, length: int | None) -> None:
        known = {} if length is None else {"Content-Length": str(length)}
        self._out.begin(Head(200, self._media_type, {**self._headers, **known, "Xuntu-Truncated": mark}))
        self.has_begun = True
        self._kept.seek(0)
        while not self._is_head and (piece := self._kept.read(_PIECE)):
            self._out.write(piece)
        self._kept.close()
