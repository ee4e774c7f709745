"""What a zip archive holds, read member by member: nothing is written, and nothing unpacks beyond its bounds."""

import lzma
import re
import stat
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Final

from xuntu.ontology import DocumentError

EXTENSION: Final = ".zip"
MOST_BYTES: Final = 100_000_000
"""What one member may unpack to."""

_MOST_MEMBERS, _MOST_DIRECTORY = 10_000, 5_000_000
# text and markup pack to a tenth, long tables to a fiftieth; a bomb to a thousandth
_SMALL, _MOST_PACKED = 5_000_000, 150
_END, _END_BYTES, _LONGEST_COMMENT = b"PK\x05\x06", 22, 65_535
_OFFICE = frozenset(("[Content_Types].xml", "mimetype", "OFD.xml", "word/document.xml", "xl/workbook.xml"))
_UTF8, _ENCRYPTED = 0x800, 0x1
_UNREADABLE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, RuntimeError, OSError,
               UnicodeError, ValueError)  # fmt: skip
_DRIVE = re.compile(r"^[A-Za-z]:")


@dataclass(frozen=True, slots=True)
class Member:
    """A file in the archive at ``path``, the ``index``-th of it; ``fault`` says why it is not read."""

    path: Path
    name: str
    index: int
    fault: str | None = None

    def read(self) -> bytes:
        """Return the content; raises DocumentError, without a name, where it cannot be read."""
        if self.fault:
            raise DocumentError(self.fault)
        try:
            archive = _open(self.path)
            with archive.open(archive.infolist()[self.index]) as file:
                return file.read(MOST_BYTES)
        except _UNREADABLE as error:
            raise DocumentError(f"在压缩包里已损坏（{error}）。请重新下载，或解压后再读。") from error


def list_members(path: Path) -> tuple[Member, ...] | None:
    """Return the files in the archive at *path*, sorted by name; ``None`` for what is no archive of files.

    Directories, links and hidden files are none. Raises DocumentError, without a name, for an archive that is damaged
    or made to exhaust its reader.
    """
    if path.suffix.lower() != EXTENSION or not path.is_file():
        return None
    try:
        _refuse_crowd(path)
        entries = _open(path).infolist()
    except PermissionError:
        return None
    except _UNREADABLE as error:
        raise DocumentError(f"压缩包已损坏（{error}）。请重新下载。") from error
    if not _OFFICE.isdisjoint(entry.filename for entry in entries):
        return None
    _refuse_bomb(entries, path.stat().st_size)
    members = {
        name: Member(path, name, index, _find_fault(entry, name))
        for index, (entry, name) in enumerate(zip(entries, _names(entries), strict=True))
        if not entry.is_dir() and not stat.S_ISLNK(entry.external_attr >> 16) and _is_visible(name)
    }  # of two with one name the later stays, which is what unpacking leaves
    return tuple(members[name] for name in sorted(members))


def _open(path: Path) -> zipfile.ZipFile:
    state = path.stat()
    return _opened(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=4)
def _opened(path: Path, changed: int, size: int) -> zipfile.ZipFile:  # noqa: ARG001 (a changed file is opened again)
    return zipfile.ZipFile(path)


def _refuse_crowd(path: Path) -> None:
    """Refuse an archive for the size of its directory, which is read as a whole, before it is read."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - _LONGEST_COMMENT - _END_BYTES))
        tail = file.read()
    at = tail.rfind(_END)
    if at >= 0 and int.from_bytes(tail[at + 12 : at + 16], "little") > _MOST_DIRECTORY:
        raise DocumentError(f"压缩包里的文件太多（最多 {_MOST_MEMBERS} 个），没有读。请分成几包，或解压后再读。")


def _refuse_bomb(entries: Sequence[zipfile.ZipInfo], size: int) -> None:
    if len(entries) > _MOST_MEMBERS:
        raise DocumentError(f"压缩包里的文件太多（{len(entries)} 个，最多 {_MOST_MEMBERS} 个），没有读。请分成几包。")
    packed = sum(entry.compress_size for entry in entries)
    unpacked = sum(entry.file_size for entry in entries)
    if packed > size or _is_bomb(size, unpacked):
        raise DocumentError("解压后大得不正常，像是“压缩包炸弹”，没有读。请确认来源，解压后再读。")


def _is_bomb(packed: int, unpacked: int) -> bool:
    return unpacked > _SMALL and unpacked > _MOST_PACKED * max(packed, 1)


def _names(entries: Sequence[zipfile.ZipInfo]) -> list[str]:
    """Return the names; those without a mark of UTF-8 are the bytes of some Chinese Windows, or of a Mac."""
    unmarked = [entry.orig_filename.encode("cp437") for entry in entries if not entry.flag_bits & _UTF8]
    encoding = next((each for each in ("utf-8", "gb18030") if _fits(unmarked, each)), "cp437")
    return [
        (entry.orig_filename if entry.flag_bits & _UTF8 else entry.orig_filename.encode("cp437").decode(encoding))
        .split("\0")[0]
        .replace("\\", "/")
        for entry in entries
    ]


def _fits(names: Sequence[bytes], encoding: str) -> bool:
    try:
        for name in names:
            name.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _is_visible(name: str) -> bool:
    parts = [part for part in name.split("/") if part not in ("", ".", "..")]
    return bool(parts) and not any(part.startswith((".", "~$")) or part == "__MACOSX" for part in parts)


def _find_fault(entry: zipfile.ZipInfo, name: str) -> str | None:
    if name.startswith("/") or _DRIVE.match(name) or ".." in name.split("/"):
        return "在压缩包里的路径指到压缩包外面，没有读。请确认来源，解压后再读。"
    if entry.flag_bits & _ENCRYPTED:
        return "压缩包加了密码。请解压后再读。"
    if PurePosixPath(name).suffix.lower() == EXTENSION:
        return "压缩包里的压缩包不读。请把它解压出来再读。"
    if entry.file_size > MOST_BYTES or _is_bomb(entry.compress_size, entry.file_size):
        return f"解压后过大（{entry.file_size / 1e6:.0f} MB），没有读。请确认来源，解压后再读。"
    return None
