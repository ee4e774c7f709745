"""Packed shards: the canonical text of many documents in few files.

A pack is two files: ``00000001.trig.gz`` with the documents' own graphs and ``00000001.nq.gz`` with what they say of
shared entities. Both are rows of gzip members (RFC 1952), one for each document, so that any tool that reads ``.gz``
reads all of them, and a document can be read alone where its place is known. Each member begins with a comment that
tells whose it is: packs need no index to be read. A second comment in the documents' own graphs keeps the text that
was read, to which all offsets refer.
"""

import json
import os
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from io import BufferedWriter
from itertools import zip_longest
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Final, NamedTuple, Self, cast

from xuntu.graph.counts import Counts
from xuntu.graph.quads.trig import sound
from xuntu.ontology import StoreError

MARK: Final = "# xuntu-shard/1 "
TEXT: Final = "# xuntu-text/1 "
OWN, SHARED = ".trig.gz", ".nq.gz"
_LEVEL = 1  # measured: level 6 takes four times as long for a fifth less
_MEMBER = 31  # zlib's name for gzip, with the largest window
_LARGEST = 1 << 26
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Header:
    """Whose a shard is: the digest of the document's bytes, its names, what read it, and what it contributes."""

    sha256: str
    names: tuple[str, ...]
    version: str
    counts: Counts

    @property
    def key(self) -> str:
        """The first 16 digits of the digest, by which a store knows the document."""
        return self.sha256[:16]


@dataclass(frozen=True, slots=True)
class Packed:
    """The shard of one document as it stands in a pack: two gzip members and their header."""

    header: Header
    own: bytes
    shared: bytes


@dataclass(frozen=True, slots=True)
class Place:
    """Where a shard lies: the number of its pack, and start and size of its members in both files, in bytes."""

    pack: int
    start: int
    size: int
    shared_start: int
    shared_size: int


def pack(header: Header, own: str, shared: str, text: str | None = None) -> Packed:
    """Return a shard as it stands in a pack, with the *text* that was read of the document.

    >>> from xuntu.graph.counts import Counts
    >>> packed = pack(Header("0" * 64, ("a.txt",), "1", Counts()), "GRAPH <g> {}", "")
    >>> unpack(packed.own)[1]
    'GRAPH <g> {}'
    """
    first = f"{MARK}{json.dumps(asdict(header), ensure_ascii=False, sort_keys=True)}\n"
    kept = "" if text is None else f"{TEXT}{json.dumps(sound(text), ensure_ascii=False)}\n"
    return Packed(header, _compress(first + kept + own), _compress(first + shared))


def unpack(member: bytes) -> tuple[Header, str]:
    """Return header and quads of a member; raises ``StoreError`` where it is none of a pack."""
    header, _, quads = _parts(member)
    return header, quads


def unpack_text(member: bytes) -> str | None:
    r"""Return the text of the document that a member keeps; ``None`` where it was packed without.

    >>> from xuntu.graph.counts import Counts
    >>> unpack_text(pack(Header("0" * 64, ("a.txt",), "1", Counts()), "GRAPH <g> {}", "", "问题\n整改").own)
    '问题\n整改'
    """
    _, kept, _ = _parts(member)
    return json.loads(kept) if kept else None


def _parts(member: bytes) -> tuple[Header, str, str]:
    try:
        first, _, rest = zlib.decompress(member, _MEMBER).decode().partition("\n")
        kept, _, quads = rest.partition("\n") if rest.startswith(TEXT) else ("", "", rest)
        return _read_header(first), kept.removeprefix(TEXT), quads
    except (zlib.error, UnicodeDecodeError, ValueError, TypeError, KeyError) as error:
        raise StoreError(f"分片损坏（{error}）；请重新建库") from error


class _Writing(NamedTuple):
    number: int
    own: BufferedWriter
    shared: BufferedWriter

    @property
    def files(self) -> tuple[BufferedWriter, BufferedWriter]:
        return self.own, self.shared


class Packs:
    """The packs of a folder, to read from and to append to; a context manager that closes them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._reading: dict[str, BinaryIO] = {}
        self._writing: _Writing | None = None

    def read(self, place: Place) -> tuple[str, str]:
        """Return what a shard says in its own graph and of shared entities."""
        return self.read_own(place), self.read_shared(place)

    def read_own(self, place: Place) -> str:
        """Return the block of a document's own graph."""
        return unpack(self._member(place.pack, OWN, place.start, place.size))[1]

    def read_shared(self, place: Place) -> str:
        """Return the lines that a document has in the authority graph."""
        return unpack(self._member(place.pack, SHARED, place.shared_start, place.shared_size))[1]

    def read_text(self, place: Place) -> str | None:
        """Return the text that was read of a document; ``None`` where it was packed without."""
        return unpack_text(self._member(place.pack, OWN, place.start, place.size))

    def begin(self, ends: tuple[int, int, int]) -> None:
        """Go on after the last shard that is known: its pack and where it ends in both files; cuts what follows."""
        number, end, shared_end = ends
        for path in self.folder.glob("*.gz"):
            if int(path.name[:8]) > number:
                path.unlink()
        for extension, size in ((OWN, end), (SHARED, shared_end)):
            _cut(self._path(number, extension), size)
        self._stop_reading()
        self._open(number)

    def append(self, packed: Packed) -> Place:
        """Write a shard after the others and return where it lies."""
        return self._append(packed.own, packed.shared)

    def _append(self, packed_own: bytes, packed_shared: bytes) -> Place:
        if self._writing is None or self._writing.own.tell() >= _LARGEST:
            self._open(self._writing.number + 1 if self._writing else 1)
        assert self._writing  # noqa: S101 (opened above)
        number, own, shared = self._writing
        place = Place(number, own.tell(), len(packed_own), shared.tell(), len(packed_shared))
        own.write(packed_own)
        shared.write(packed_shared)
        return place

    def copy(self, place: Place) -> Place:
        """Write a shard that lies in the packs once more, after the others, and return where."""
        return self._append(*self._members(place))

    def take(self, header: Header, place: Place) -> Packed:
        """Return a shard as it lies in the packs."""
        return Packed(header, *self._members(place))

    def size(self) -> int:
        """Return how many bytes the files with the documents' own graphs have."""
        return sum(path.stat().st_size for path in self.folder.glob(f"*{OWN}"))

    def remove_before(self, number: int) -> None:
        """Remove the packs before that of a number."""
        for path in self.folder.glob("*.gz"):
            if int(path.name[:8]) < number:
                path.unlink()

    def flush(self) -> None:
        """Make what was appended survive a power cut."""
        if self._writing:
            for file in self._writing.files:
                file.flush()
                os.fsync(file.fileno())

    def close(self) -> None:
        """Close all files."""
        self._stop_reading()
        for file in self._writing.files if self._writing else ():
            file.close()
        self._writing = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _stop_reading(self) -> None:
        for file in self._reading.values():
            file.close()
        self._reading.clear()

    def _open(self, number: int) -> None:
        self.flush()
        for file in self._writing.files if self._writing else ():
            file.close()
        self.folder.mkdir(parents=True, exist_ok=True)
        own, shared = (self._path(number, extension).open("ab") for extension in (OWN, SHARED))
        self._writing = _Writing(number, own, shared)

    def _members(self, place: Place) -> tuple[bytes, bytes]:
        own = self._member(place.pack, OWN, place.start, place.size)
        return own, self._member(place.pack, SHARED, place.shared_start, place.shared_size)

    def _member(self, number: int, extension: str, start: int, size: int) -> bytes:
        path = self._path(number, extension)
        if self._writing and self._writing.number == number:
            (self._writing.own if extension == OWN else self._writing.shared).flush()
        file = self._reading.get(path.name)
        if file is None:
            try:
                file = self._reading[path.name] = path.open("rb")
            except OSError as error:
                raise StoreError(f"{path}：读不出分片（{error.strerror}）；请重新建库") from error
        file.seek(start)
        return file.read(size)

    def _path(self, number: int, extension: str) -> Path:
        return self.folder / f"{number:08}{extension}"


def read_packs(folder: Path, packs: Iterable[Path] | None = None) -> Iterator[Packed]:
    """Yield every shard of a folder of packs, or of some of its *packs*, in the order of its files, without an index.

    Raises ``StoreError`` where a file is cut short, is no pack, or does not belong to the other of its pair.
    """
    for path in sorted(folder.glob(f"*{OWN}") if packs is None else packs):
        other = path.with_name(path.name.removesuffix(OWN) + SHARED)
        if not other.exists():
            raise StoreError(f"{other}：缺这个文件；分片成对，请把两个都放在一起")
        with path.open("rb") as own, other.open("rb") as shared:
            for mine, also in zip_longest(split_members(own, path), split_members(shared, other)):
                if not mine or not also or mine[0] != also[0]:
                    raise StoreError(f"{other}：与 {path.name} 不是一对；请重新复制这两个文件")
                yield Packed(mine[0], mine[1], also[1])


def split_members(file: BinaryIO, path: os.PathLike[str] | str) -> Iterator[tuple[Header, bytes]]:
    """Yield the members of a pack with their headers, holding one at a time."""
    rest = b""
    while rest or (rest := file.read(_PIECE)):
        decoder, text, member = zlib.decompressobj(_MEMBER), [], []
        while not decoder.eof:
            if not rest and not (rest := file.read(_PIECE)):
                raise StoreError(f"{path}：分片文件不完整；请重新复制")
            try:
                text.append(decoder.decompress(rest))
            except zlib.error as error:
                raise StoreError(f"{path}：分片文件损坏（{error}）") from error
            member.append(rest[: len(rest) - len(decoder.unused_data)])
            rest = decoder.unused_data
        first = b"".join(text).split(b"\n", 1)[0]
        try:
            yield _read_header(first.decode()), b"".join(member)
        except (UnicodeDecodeError, ValueError, TypeError, KeyError) as error:
            raise StoreError(f"{path}：不是巡图的分片（{error}）") from error


def _read_header(line: str) -> Header:
    if not line.startswith(MARK):
        raise ValueError("没有 xuntu-shard 开头")
    told = json.loads(line.removeprefix(MARK))
    return Header(
        told["sha256"], tuple(told["names"]), told["version"], Counts.of(cast("dict[str, object]", told["counts"]))
    )


def _cut(path: Path, size: int) -> None:
    """Cut a file to so many bytes; where a snapshot has it too, it keeps the whole of it."""
    if not path.exists() or path.stat().st_size <= size:
        return
    if path.stat().st_nlink == 1:
        os.truncate(path, size)
        return
    draft = path.with_name(path.name + ".part")
    with path.open("rb") as whole, draft.open("wb") as output:
        while size and (piece := whole.read(min(size, _PIECE))):
            size -= output.write(piece)
    draft.replace(path)


def _compress(text: str) -> bytes:
    # zlib writes no name and no time: the same text gives the same member
    compressor = zlib.compressobj(_LEVEL, zlib.DEFLATED, _MEMBER)
    return compressor.compress(text.encode()) + compressor.flush()
