"""Requests that pages of other sites make, and what such pages may read."""

from typing import Final

from xuntu.serving.safety.headers import Headers, Pair
from xuntu.serving.safety.rules import Rules

_READS: Final = frozenset({"GET", "HEAD"})
_OWN: Final = frozenset({"", "same-origin", "none"})
PREFLIGHT: Final[tuple[Pair, ...]] = (
    (b"access-control-allow-methods", b"GET, HEAD, POST, OPTIONS"),
    (b"access-control-allow-headers", b"accept, authorization, content-type"),
    (b"access-control-max-age", b"600"),
)
_EXPOSED: Final[Pair] = (
    b"access-control-expose-headers",
    b"content-disposition, link, retry-after, xuntu-row-limit, xuntu-truncated",
)


def is_foreign(method: str, headers: Headers, rules: Rules) -> bool:
    """Tell whether a request is made by a page of another site that may not make it.

    A link from elsewhere may be followed; nothing may be sent, embedded or fetched from there.

    >>> here, there = {"host": ("localhost:8000",)}, {"host": ("localhost:8000",), "origin": ("https://evil.example",)}
    >>> [is_foreign("POST", Headers(one, 0), Rules()) for one in (here, there)]
    [False, True]
    """
    origin = headers.get("origin")
    if origin and rules.is_origin(origin):
        return False
    if origin and origin.partition("://")[2].lower() != headers.get("host").lower():
        return True
    if headers.get("sec-fetch-site") in _OWN:
        return False
    return not (
        method in _READS
        and headers.get("sec-fetch-mode") == "navigate"
        and headers.get("sec-fetch-dest") in ("document", "empty", "")
    )


def is_preflight(method: str, headers: Headers) -> bool:
    """Tell whether a browser asks what pages of another site may do."""
    return method == "OPTIONS" and bool(headers.get("origin") and headers.get("access-control-request-method"))


def allow(headers: Headers, rules: Rules) -> list[Pair]:
    """Return the headers that let a page of another site read the answer; none unless its site is in the rules."""
    origin = headers.get("origin")
    if not rules.origins:
        return []
    if not origin or not rules.is_origin(origin):
        return [(b"vary", b"Origin")]
    return [(b"access-control-allow-origin", origin.encode("latin-1")), (b"vary", b"Origin"), _EXPOSED]
