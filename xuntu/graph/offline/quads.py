"""The quads that go into a page: N-Quads, compressed; the same graph gives the same bytes."""

import gzip
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from xuntu.graph.store import Store
from xuntu.ontology import StoreError

MOST_QUADS: Final = 1_000_000
"""These take a browser 20 s of processor time and half a gigabyte to read (decision 0027)."""
_BLANK: Final = re.compile(r'^_:|^[^"]* _:\w+ <[^>]*> \.$')


@dataclass(frozen=True, slots=True)
class Packed:
    """Compressed quads, and how many; ``firm`` is read in pieces, ``loose`` has blank nodes and is read at once."""

    number: int
    firm: bytes
    loose: bytes


def pack_store(store: Store) -> Packed:
    """Return all quads of *store*, graph by graph; raises ``StoreError`` where they are too many for a page."""
    return pack(line for graph in store.graphs() for line in store.nquads(graph))


def pack(lines: Iterable[str], *, most: int = MOST_QUADS) -> Packed:
    r"""Return N-Quads lines for a page, in their order; raises ``StoreError`` where there are more than *most*.

    >>> packed = pack(["<urn:a> <urn:b> <urn:c> <urn:g> .\n", "_:x <urn:b> <urn:c> <urn:g> .\n"])
    >>> packed.number, gzip.decompress(packed.loose)
    (2, b'_:x <urn:b> <urn:c> <urn:g> .\n')
    """
    firm, loose, number = io.BytesIO(), list[str](), 0
    with gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=firm, mtime=0) as paper:
        for line in lines:
            number += 1
            if number > most:
                raise StoreError(
                    f"图谱超过 {most:,} 条四元组，放进一个网页后浏览器要等很久，内存也可能不够；"
                    "请用 xuntu serve 在本机问，或只用一部分文件建库，再写网页"
                )
            if "_:" in line and _BLANK.match(line):
                loose.append(line)
            else:
                paper.write(line.encode())
    return Packed(number, firm.getvalue(), gzip.compress("".join(loose).encode(), 9, mtime=0) if loose else b"")
