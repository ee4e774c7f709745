"""One document to be read, and what came of it: the unit of work, here and on a cluster."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeAlias

from xuntu.graph.contacts import hide_contacts
from xuntu.graph.counts import count
from xuntu.graph.packs import Header, Packed, pack
from xuntu.graph.quads import to_quads
from xuntu.graph.sources import Source
from xuntu.ontology import DocumentError, Extraction

LIMIT: Final = 600.0
"""Seconds that one document may take where other processes read; pages of scans take long."""

_LOG = logging.getLogger(__name__)

MAPPING: Final = "5"
"""Version of the mapping from records to quads; raising it makes the next build read every document again."""

Extract: TypeAlias = Callable[[bytes, str], Extraction]
Progress: TypeAlias = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Job:
    """A document to read: its key, all the names that it has, where its bytes are, and the version that reads it."""

    key: str
    names: tuple[str, ...]
    source: Source
    version: str


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a job: the packed shard, or why there is none."""

    key: str
    packed: Packed | None = None
    fault: str = ""


def do(job: Job, extract: Extract) -> Done:
    """Read a document and return its shard; a document that cannot be read is told, not raised.

    Pure but for the reading of the file: the same bytes under the same names give the same shard. So that one document
    never costs another, an error of ours is told like one of the document's.
    """
    name = job.names[0]
    try:
        packed = to_shard(job.source.read(), job.names, extract, job.version)
    except DocumentError as error:
        return Done(job.key, fault=str(error))
    except Exception as error:  # noqa: BLE001 (see above)
        _LOG.info("%s", name, exc_info=True)
        return Done(
            job.key, fault=f"{name}：读取时程序出错（{type(error).__name__}：{error}），没有读；请把这份文件报给我们"
        )
    if packed.header.key != job.key:
        return Done(job.key, fault=f"{name}：读取时文件变了，没有读；请再运行一次")
    return Done(job.key, packed)


def to_shard(content: bytes, names: tuple[str, ...], extract: Extract, version: str) -> Packed:
    """Return the shard of a document's bytes; raises ``DocumentError`` where they cannot be read."""
    extraction = extract(content, names[0])
    shard = to_quads(extraction, names=names)
    header = Header(extraction.document.sha256, names, version, count(extraction, shard))
    return pack(header, shard.own, shard.shared, hide_contacts(extraction.document.text))
