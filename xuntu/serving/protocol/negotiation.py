"""Which of several media types a client would rather have: RFC 9110, section 12.5.1."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_RANGE = re.compile(r"\s*+([\w!#$&^.+*-]++/[\w!#$&^.+*-]++)\s*+(.*)", re.DOTALL)
_WEIGHT = re.compile(r";\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*(?:;|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Range:
    """A range of media types, and how much it is wanted, from 0 to 1."""

    kind: str
    weight: float

    def closeness(self, media_type: str) -> int:
        """Return how closely the range says a type: 3 by name, 2 by its first half, 1 as any; 0 not at all."""
        if self.kind == media_type:
            return 3
        if self.kind == media_type.partition("/")[0] + "/*":
            return 2
        return 1 if self.kind == "*/*" else 0


@lru_cache(maxsize=256)
def choose(accept: str, offered: tuple[str, ...]) -> str | None:
    """Return the type of *offered* that *accept* wants most, the first of them among equals; ``None`` for none.

    For each type the range that names it most closely counts. Without a header, or where nothing of it can be read,
    anything is accepted.

    >>> choose("text/*;q=0.5, text/csv;q=0.2, application/json", ("text/csv", "text/html"))
    'text/html'
    >>> choose("image/png", ("text/csv",)) is None, choose("text/csv;q=0, */*", ("text/csv", "a/b"))
    (True, 'a/b')
    """
    ranges = _read(accept)
    if not ranges:
        return offered[0]
    weight, chosen = max(((_weigh(each, ranges), each) for each in offered), key=lambda pair: pair[0])
    return chosen if weight > 0 else None


def prefers_pages(accept: str) -> bool:
    """Tell whether a client is a browser, which names HTML and wants nothing more than it.

    >>> prefers_pages("text/html,application/xml;q=0.9,*/*;q=0.8"), prefers_pages("*/*"), prefers_pages("text/turtle")
    (True, False, False)
    """
    ranges = _read(accept)
    most = max((each.weight for each in ranges), default=0)
    return any(each.kind == "text/html" and each.weight == most for each in ranges)


def _read(accept: str) -> Sequence[_Range]:
    matches = map(_RANGE.match, accept.split(","))
    return [_Range(match[1].lower(), _weight(match[2])) for match in matches if match]


def _weight(parameters: str) -> float:
    found = _WEIGHT.search(parameters)
    return float(found[1]) if found else 1.0


def _weigh(media_type: str, ranges: Sequence[_Range]) -> float:
    closest = max(ranges, key=lambda each: each.closeness(media_type))
    return closest.weight if closest.closeness(media_type) else 0.0
