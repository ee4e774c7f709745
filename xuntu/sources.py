"""The files that a user means: files, folders, archives and what comes in by standard input."""

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path, PurePath
from typing import Final

from xuntu.archives import Member, list_members
from xuntu.ontology import DocumentError

STANDARD_INPUT: Final = "-"
EXTENSIONS: Final = (
    ".csv", ".doc", ".docx", ".et", ".htm", ".html", ".jhtml", ".markdown", ".md", ".odt", ".pdf", ".rtf", ".shtml",
    ".txt", ".wps", ".xhtml", ".xls", ".xlsx", ".zip",
)  # fmt: skip
"""What is taken from a folder or an archive; a file that is named itself is read whatever it is called."""
IMAGES: Final = (".jpeg", ".jpg", ".png", ".tif", ".tiff")
"""What is taken from a folder too, where the extra ``ocr`` is installed."""
MOST_BYTES: Final = 300_000_000
"""How large a file may be; scanned pages are large."""
# browsers keep the pictures of a saved page.html in a folder beside it
_OF_A_PAGE = ("_files", ".files", "_文件")


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read, under the name that the user gave; ``path`` is ``None`` for standard input.

    ``member`` is the file within the archive at ``path``; ``fault`` says why an archive or a folder cannot be opened.
    """

    name: str
    path: Path | None
    member: Member | None = None
    fault: str | None = None

    @property
    def place(self) -> str:
        """Where the file is, whatever it was called by: what tells sources apart."""
        if self.path is None:
            return self.name
        place = os.path.realpath(self.path)
        return f"{place}/{self.member.name}" if self.member else place

    @property
    def short_name(self) -> str:
        """The name without the folders; a member of an archive keeps those within, after the archive's name."""
        if self.path is None:
            return self.name
        return f"{self.path.name}/{self.member.name}" if self.member else self.path.name

    def read(self) -> bytes:
        """Return the content; raises DocumentError where it cannot be read."""
        try:
            return self.member.read() if self.member else _read(self.path, self.fault)
        except DocumentError as error:
            raise DocumentError(f"{self.name}：{error}") from error
        except OSError as error:
            raise DocumentError(f"{self.name}：不能读取（{error.strerror}）；请检查权限") from error


@dataclass(frozen=True, slots=True)
class Sources:
    """The files to read, and how many files of folders were left out, by extension."""

    sources: tuple[Source, ...]
    left_out: tuple[tuple[str, int], ...] = ()


def find_sources(paths: Iterable[str | os.PathLike[str]]) -> Sources:
    """Return the files that *paths* mean, in the order given; those of a folder sorted, each file once.

    An archive is its members, each called by the archive's name and its own: ``a.zip/下级/通报.docx``. Hidden files,
    the lock files of Word and what lies in a store are no documents. Raises DocumentError for a path that does not
    exist, and where nothing is left to read.
    """
    wanted = [os.fspath(path) for path in paths]
    found: dict[str, Source] = {}
    left_out: Counter[str] = Counter()
    for name in wanted:
        for source in _expand(name, left_out):
            found.setdefault(source.place, source)
    if not found:
        raise DocumentError(f"{'、'.join(wanted)}：里面没有可读的文件；可读的扩展名是 {' '.join(EXTENSIONS)}")
    return Sources(tuple(found.values()), tuple(sorted(left_out.items())))


def _expand(name: str, left_out: Counter[str]) -> Iterator[Source]:
    path = Path(name)
    if name == STANDARD_INPUT:
        yield Source(name, None)
    elif path.is_dir():
        closed: list[OSError] = []
        for file in sorted(_walk(path, closed.append)):
            if _is_wanted(file):
                yield from _open_up(Source(str(file), file), left_out)
            else:
                left_out[file.suffix.lower()] += 1
        for error in closed:
            fault = f"文件夹打不开（{error.strerror}）；请检查权限"
            yield Source(str(error.filename), Path(error.filename), fault=fault)
    elif path.exists() or path.is_symlink():
        yield from _open_up(Source(name, path), left_out)
    else:
        raise DocumentError(f"{name}：没有这个文件或文件夹；请核对路径")


def _open_up(source: Source, left_out: Counter[str]) -> Iterator[Source]:
    """Yield the members of an archive, or the file that is none."""
    path = source.path
    try:
        members = list_members(path) if path else None
    except DocumentError as error:
        yield Source(source.name, path, fault=str(error))
        return
    if members is None:
        yield source
        return
    for member in members:
        if _is_wanted(PurePath(member.name)):
            yield Source(f"{source.name}/{member.name}", path, member)
        else:
            left_out[PurePath(member.name).suffix.lower()] += 1


def _is_wanted(file: PurePath) -> bool:
    extension = file.suffix.lower()
    if extension in IMAGES:
        return find_spec("rapidocr") is not None and not file.parent.name.endswith(_OF_A_PAGE)
    return extension in EXTENSIONS


def _read(path: Path | None, fault: str | None) -> bytes:
    if fault:
        raise DocumentError(fault)
    if path is None:
        data = sys.stdin.buffer.read(MOST_BYTES + 1)
    else:
        if not path.is_file() and path.exists():
            raise DocumentError("不是普通文件（是管道或设备），没有读。请先存成文件，或用 - 从标准输入读。")
        if path.stat().st_size > MOST_BYTES:
            raise DocumentError(_TOO_LARGE)
        data = path.read_bytes()
    if len(data) > MOST_BYTES:
        raise DocumentError(_TOO_LARGE)
    return data


_TOO_LARGE = f"超过 {MOST_BYTES // 1_000_000} MB，太大，没有读。请拆成几份再读。"


def _walk(folder: Path, on_error: Callable[[OSError], None]) -> Iterator[Path]:
    for here, folders, files in os.walk(folder, onerror=on_error):
        folders[:] = [name for name in folders if _is_visible(name) and not _is_store(Path(here, name))]
        yield from (Path(here, name) for name in files if _is_visible(name))


def _is_visible(name: str) -> bool:
    return not name.startswith((".", "~$"))


def _is_store(folder: Path) -> bool:
    try:
        return (folder / "index.json").is_file() and (folder / "shards").is_dir()
    except PermissionError:
        return False  # the walk will say that it cannot be opened
