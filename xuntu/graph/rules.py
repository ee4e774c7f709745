"""Which rules make links: links that others have made are made again."""

from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

_READ_BY: Final = (".py", ".toml", ".txt", ".tsv", ".rq")


@cache
def digest_rules() -> str:
    """Return a digest of the code, words and queries by which links are made."""
    room = files("xuntu.graph")
    texts = [text for name in ("link", "facts") for text in _texts(room / name)]
    return sha256(b"".join(texts)).hexdigest()[:16]


def _texts(folder: Traversable) -> list[bytes]:
    inner = sorted(folder.iterdir(), key=lambda each: each.name)
    return [
        text
        for each in inner
        for text in (_texts(each) if each.is_dir() else [each.read_bytes()] if each.name.endswith(_READ_BY) else [])
    ]
