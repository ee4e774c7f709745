"""How large a document may be: far above what is published, and far below what would fill a machine."""

from typing import Final
from zipfile import ZipFile

from xuntu.ontology import DocumentError

MOST_CHARACTERS: Final = 1_000_000
"""Characters of a document: some 1,200 pages of A4."""
MOST_BYTES_OF_TEXT: Final = 4 * MOST_CHARACTERS
"""No encoding of Chinese takes more than four bytes a character."""
MOST_BYTES_OF_MARKUP: Final = 30_000_000
"""Source of a web page, which may hold pictures."""
_MOST_BYTES_OF_PARTS, _MOST_TAGS, _CHUNK = 60_000_000, 2_000_000, 1_000_000


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


def refuse_heavy(archive: ZipFile, name: str) -> None:
    """Raise DocumentError where the markup in an Office file would fill the memory: by its size, or by its tags."""
    parts = [part for part in archive.infolist() if part.filename.endswith((".xml", ".rels"))]
    size, tags = sum(part.file_size for part in parts), 0
    for part in parts if size <= _MOST_BYTES_OF_PARTS else ():
        with archive.open(part) as file:
            tags += sum(chunk.count(b"<") for chunk in iter(lambda: file.read(_CHUNK), b""))
    if size > _MOST_BYTES_OF_PARTS or tags > _MOST_TAGS:
        raise DocumentError(f"{name}：解压后过大，不像正常的 Office 文件。请打开它，删去空行空列，另存为新文件后再读。")
