"""How large a document may be: far above what is published, and far below what would fill a machine."""

from typing import Final

from xuntu.ontology import DocumentError

MOST_CHARACTERS: Final = 1_000_000
"""Characters of a document; a thick volume of notices has some 300,000."""
MOST_BYTES_OF_TEXT: Final = 4 * MOST_CHARACTERS
"""No encoding of Chinese takes more than four bytes a character."""
MOST_BYTES_OF_MARKUP: Final = 30_000_000
"""Source of a web page, which may hold pictures; also what the parts of an Office file unpack to."""


def refuse_beyond(size: int, most: int, name: str) -> None:
    """Raise DocumentError where the file *name* has a *size* beyond *most*.

    >>> refuse_beyond(2, 1, "a.txt")
    Traceback (most recent call last):
    xuntu.ontology.errors.DocumentError: a.txt：太大，不像一份文件（一份最多 100 万字）。请拆成几份再读。
    """
    if size > most:
        raise DocumentError(
            f"{name}：太大，不像一份文件（一份最多 {MOST_CHARACTERS // 10_000} 万字）。请拆成几份再读。"
        )
