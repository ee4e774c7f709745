"""Parts of a corpus: some documents each, read together and written as one pack with a slip that tells what is in it.

What a part holds, and is called, follows from its documents alone. The slip is written last: a part that has one is
finished.
"""

import json
import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final, TypeAlias, cast

from xuntu.graph.cluster.storage import Folder
from xuntu.graph.jobs import MAPPING, Done, Extract, Job, do
from xuntu.graph.packs import OWN, SHARED
from xuntu.graph.pool import read_all
from xuntu.graph.sources import Source
from xuntu.ontology import StoreError

SLIP: Final = ".json"
PREFIX: Final = "part-"
_FORMAT: Final = "xuntu-part/1"
_FEWEST, _MOST, _PARTS = 16, 512, 64
_BYTES: Final = 64_000_000


@dataclass(frozen=True, slots=True)
class Document:
    """A document of the corpus: the digest of its bytes, all names that it has, and where one copy of it is."""

    sha256: str
    names: tuple[str, ...]
    source: Source
    size: int

    @property
    def key(self) -> str:
        """The first 16 digits of the digest, by which a store knows the document."""
        return self.sha256[:16]


@dataclass(frozen=True, slots=True)
class Order:
    """How parts are read, and where they are written; ``read_version`` tells the version of whoever runs it."""

    extract: Extract
    version: str
    read_version: Callable[[], str]
    folder: Folder
    processes: int
    limit: float


@dataclass(frozen=True, slots=True)
class Part:
    """Documents that are read together."""

    documents: tuple[Document, ...]
    order: Order

    @property
    def name(self) -> str:
        """The name of its files, without their extensions."""
        lines = [self.order.version, *(f"{one.sha256} {json.dumps(one.names)}" for one in self.documents)]
        return PREFIX + sha256("\n".join(lines).encode()).hexdigest()[:16]

    def halves(self) -> "tuple[Part, Part]":
        """Return two parts of half the size."""
        middle = len(self.documents) // 2
        return Part(self.documents[:middle], self.order), Part(self.documents[middle:], self.order)


Known: TypeAlias = tuple[str, tuple[str, ...]]
"""The digest of a document and its names, as its shard tells them."""


@dataclass(frozen=True, slots=True)
class Failed:
    """A document that could not be read, and why."""

    sha256: str
    names: tuple[str, ...]
    message: str


@dataclass(frozen=True, slots=True)
class File:
    """A file of a part, with size and digest of its bytes."""

    name: str
    size: int
    sha256: str

    @classmethod
    def of(cls, name: str, content: bytes) -> "File":
        """Return the file that *content* is written to."""
        return cls(name, len(content), sha256(content).hexdigest())


@dataclass(frozen=True, slots=True)
class Slip:
    """What a finished part holds."""

    name: str
    version: str
    documents: tuple[Known, ...]
    failed: tuple[Failed, ...]
    files: tuple[File, ...]

    @property
    def content(self) -> bytes:
        """The slip as it is written."""
        told = {
            "format": _FORMAT,
            "version": self.version,
            "documents": [[digest, list(names)] for digest, names in self.documents],
            "failed": [[one.sha256, list(one.names), one.message] for one in self.failed],
            "files": [[one.name, one.size, one.sha256] for one in self.files],
        }
        return json.dumps(told, ensure_ascii=False).encode()

    @classmethod
    def of(cls, name: str, content: bytes) -> "Slip":
        """Return the slip of a part; raises ``ValueError`` where it is none."""
        try:
            told = cast("dict[str, Any]", json.loads(content))
            if told["format"] != _FORMAT:
                raise ValueError(told["format"])
            documents = tuple((digest, tuple(names)) for digest, names in told["documents"])
            failed = tuple(Failed(digest, tuple(names), message) for digest, names, message in told["failed"])
            return cls(name, told["version"], documents, failed, tuple(File(*file) for file in told["files"]))
        except (KeyError, TypeError) as error:
            raise ValueError(str(error)) from error


def part_size(number: int) -> int:
    """Return how many documents of so *many* a part has, roughly: small corpora are cut into some parts too.

    >>> part_size(100), part_size(10_000), part_size(1_000_000)
    (16, 156, 512)
    """
    return max(_FEWEST, min(_MOST, number // _PARTS))


def cut(documents: Iterable[Document], order: Order, *, size: int) -> Iterator[Part]:
    """Yield parts of about *size* documents, in their order.

    A part ends where the digest of a document says so, hence most parts stay what they are when documents come or go.
    """
    part, total = list[Document](), 0
    for document in documents:
        part.append(document)
        total += document.size
        if int(document.key, 16) % size == 0 or len(part) >= 2 * size or total >= _BYTES:
            yield Part(tuple(part), order)
            part, total = [], 0
    if part:
        yield Part(tuple(part), order)


def write_part(part: Part) -> Slip:
    """Read the documents of a part, write its pack and its slip, and return what it holds."""
    order = part.order
    if f"{order.read_version()}/{MAPPING}" != order.version:
        raise StoreError("一台机器上的巡图与这里的不是同一版本；请在每台机器上装同一版本（连同附加组件）")
    done = {each.key: each for each in _read(part)}
    packed = [shard for document in part.documents if (shard := done[document.key].packed)]
    failed = tuple(
        Failed(document.sha256, document.names, done[document.key].fault)
        for document in part.documents
        if not done[document.key].packed
    )
    files = {
        part.name + OWN: b"".join(shard.own for shard in packed),
        part.name + SHARED: b"".join(shard.shared for shard in packed),
    }
    held = tuple((shard.header.sha256, shard.header.names) for shard in packed)
    return _write(part, files, held, failed)


def give_up(part: Part, message: str) -> Slip:
    """Write down that the documents of a part cannot be read."""
    failed = tuple(Failed(each.sha256, each.names, f"{each.names[0]}：{message}") for each in part.documents)
    return _write(part, {}, (), failed)


def find_slips(folder: Folder) -> list[Slip]:
    """Return the slips of the finished parts of a folder, whose files are there and have their sizes."""
    sizes, slips = folder.sizes(), list[Slip]()
    for name in sorted(sizes):
        if not (name.startswith(PREFIX) and name.endswith(SLIP)):
            continue
        with folder.open(name) as file:
            content = file.read()
        try:
            slip = Slip.of(name.removesuffix(SLIP), content)
        except ValueError:
            continue  # it is written again
        if all(sizes.get(file.name) == file.size for file in slip.files):
            slips.append(slip)
    return slips


def _read(part: Part) -> Iterable[Done]:
    order = part.order
    jobs = [Job(each.key, each.names, each.source, order.version) for each in part.documents]
    if not order.processes:
        return [do(job, order.extract) for job in jobs]
    process = multiprocessing.current_process()
    if process.daemon:
        process.daemon = False  # workers of clusters are, and then could not have the process that reads
    return read_all(jobs, order.extract, workers=order.processes, limit=order.limit)


def _write(part: Part, files: dict[str, bytes], held: Sequence[Known], failed: tuple[Failed, ...]) -> Slip:
    folder = part.order.folder
    for name, content in files.items():
        folder.write(name, content)
    written = tuple(File.of(name, content) for name, content in files.items())
    slip = Slip(part.name, part.order.version, tuple(held), failed, written)
    folder.write(part.name + SLIP, slip.content)
    return slip
