"""Headers of requests, read once, and those that browsers are told with every answer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Self, TypeAlias

Pair: TypeAlias = tuple[bytes, bytes]

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""What pages may load and do; a page that needs something else says so in a header of its own."""

_ALWAYS: Final[tuple[Pair, ...]] = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),  # with no-referrer browsers would say Origin: null of our own forms
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"),
    (b"x-frame-options", b"DENY"),
)
_FOREVER: Final = b"public, max-age=31536000, immutable"
_CHECKED: Final = b"private, no-cache"
_NEVER: Final = b"no-store"


@dataclass(frozen=True, slots=True)
class Headers:
    """The headers of a request by their names, in lower case, each with all its values."""

    values: dict[str, tuple[str, ...]]
    size: int

    @classmethod
    def of(cls, pairs: Iterable[Pair]) -> Self:
        """Read the headers as they came."""
        values: dict[str, tuple[str, ...]] = {}
        size = 0
        for name, value in pairs:
            key = name.decode("latin-1").lower()
            values[key] = (*values.get(key, ()), value.decode("latin-1"))
            size += len(name) + len(value) + 4
        return cls(values, size)

    def get(self, name: str) -> str:
        """Return the first value of a header, ``""`` where it is not there."""
        return self.values.get(name, ("",))[0]

    def wants_json(self) -> bool:
        """Tell whether JSON is asked for, rather than a page."""
        accept = self.get("accept")
        return "json" in accept and "text/html" not in accept


def complete(pairs: Sequence[Pair], path: str, query: bytes, *, secret: bool) -> list[Pair]:
    """Return the headers of an answer with those that are always sent; what the answer says itself stays.

    *secret* answers are kept by no cache; files of ours that name their version are kept for a year.
    """
    told = {name.lower() for name, _ in pairs}
    kept = _FOREVER if path.startswith("/static/") and query.startswith(b"v=") else _NEVER if secret else _CHECKED
    ours = (*_ALWAYS, (b"content-security-policy", POLICY.encode()), (b"cache-control", kept))
    return [*pairs, *(pair for pair in ours if pair[0] not in told)]
