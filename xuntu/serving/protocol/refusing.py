"""What a client is told when there is no answer: a sentence, and the place of what does not parse."""

import json
from collections.abc import Mapping

from xuntu.serving.tasks import Head


def to_document(status: int, message: str, accept: str, place: tuple[int, int] | None = None) -> tuple[str, bytes]:
    """Return the media type and the body of a refusal: JSON where *accept* speaks of it, else plain text.

    >>> to_document(400, "有误", "application/sparql-results+json", (2, 9))[1].decode()
    '{"status": 400, "error": "有误", "line": 2, "column": 9}'
    """
    if "json" not in accept.lower():
        return "text/plain; charset=utf-8", f"{message}\n".encode()
    told: dict[str, object] = {"status": status, "error": message}
    if place:
        told |= {"line": place[0], "column": place[1]}
    return "application/json", json.dumps(told, ensure_ascii=False).encode()


def to_head(status: int, media_type: str, body: bytes, headers: Mapping[str, str] | None = None) -> Head:
    """Return the head of a refusal."""
    return Head(status, media_type, {"Content-Length": str(len(body)), "Vary": "Accept", **(headers or {})})
