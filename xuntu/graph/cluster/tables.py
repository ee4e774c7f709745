"""Documents that lie in tables, one a row: Parquet files, and JSON lines.

A table is looked at in pieces (a row group, or some megabytes of lines), so that several workers look at one table. A
row is read again alone: by its place in its row group, or by the bytes of its line.
"""

import base64
import binascii
import json
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, TypeAlias, cast

from xuntu.graph.cluster.storage import find_urls, is_url, open_file
from xuntu.graph.sources import Source
from xuntu.ontology import DocumentError, StoreError

_PARQUET: Final = (".parquet",)
_LINES: Final = (".jsonl", ".ndjson")
_NAME: Final = "name"
_CONTENT: Final = ("bytes", "text")
_BASE64: Final = "base64:"
_PIECE: Final = 1 << 26
_LARGEST_GROUP: Final = 1 << 30


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of a table are called; ``content`` is ``None`` for ``bytes``, and ``text`` where there is none.

    In JSON lines ``bytes``, and a column that is given as ``base64:…``, are Base64; in Parquet the type tells.
    """

    name: str = _NAME
    content: str | None = None

    @classmethod
    def of(cls, words: str) -> "Columns":
        """Return the columns that a user names.

        >>> Columns.of("标题,base64:正文")
        Columns(name='标题', content='base64:正文')
        """
        name, _, content = (word.strip() for word in words.partition(","))
        return cls(name or _NAME, content or None)

    def find(self, there: list[str], place: str) -> str:
        """Return which of the columns that are *there* has the content; raises ``StoreError`` where none has."""
        wanted = [self.content.removeprefix(_BASE64)] if self.content else [*_CONTENT]
        found = next((name for name in wanted if name in there), None)
        if found is None:
            raise StoreError(f"{place}：没有 {' 或 '.join(wanted)} 列；请用 --columns 名称列,内容列 指明")
        return found


@dataclass(frozen=True, slots=True)
class RowGroup:
    """A row group of a Parquet file."""

    place: str
    number: int
    first: int
    columns: Columns

    def rows(self) -> Iterator[Source]:
        """Yield the rows as sources that know their bytes' place."""
        names, contents = _read_group(self.place, self.number, self.columns)
        for row in range(len(contents)):
            place = f"{self.place}#{self.first + row:010}"
            yield Source(place, names[row] or _name_of(place), load=_GroupRow(self, row).read)


@dataclass(frozen=True, slots=True)
class _GroupRow:
    group: RowGroup
    row: int

    def read(self) -> bytes:
        group = self.group
        return _to_bytes(_read_group(group.place, group.number, group.columns)[1][self.row], encoded=False)


@dataclass(frozen=True, slots=True)
class Lines:
    """The JSON lines of a file that begin in a range of its bytes."""

    place: str
    start: int
    end: int
    columns: Columns

    def rows(self) -> Iterator[Source]:
        """Yield the rows as sources that know their bytes' place."""
        with open_file(self.place) as file:
            file.seek(max(0, self.start - 1))
            if self.start:
                file.readline()
            while (at := file.tell()) < self.end and (line := file.readline()):
                if not line.strip():
                    continue
                place = f"{self.place}#{at:012}"
                row = _LineRow(self.place, at, len(line), self.columns)
                yield Source(place, _name_in(line, self.columns) or _name_of(place), load=row.read)


@dataclass(frozen=True, slots=True)
class _LineRow:
    place: str
    start: int
    size: int
    columns: Columns

    def read(self) -> bytes:
        file = _opened(self.place)
        file.seek(self.start)
        line = file.read(self.size)
        try:
            row = cast("dict[str, Any]", json.loads(line))
            column = self.columns.find(list(row), self.place)
        except (ValueError, TypeError) as error:
            raise DocumentError(f"{self.place}：第 {self.start} 字节起的一行不是 JSON（{error}）") from error
        except StoreError as error:
            raise DocumentError(str(error)) from error
        told = self.columns.content
        return _to_bytes(row[column], encoded=told.startswith(_BASE64) if told else column == _CONTENT[0])


Piece: TypeAlias = RowGroup | Lines


def is_table(place: str) -> bool:
    """Tell whether a path or an address is that of a table.

    >>> is_table("s3://桶/通报.parquet"), is_table("通报.JSONL"), is_table("通报.txt")
    (True, True, False)
    """
    return place.lower().endswith(_PARQUET + _LINES)


def list_pieces(place: str, columns: Columns) -> Iterator[Piece]:
    """Yield the pieces of the table at a path or an address, or of all that a pattern in an address means."""
    for each in find_urls(place, _PARQUET + _LINES) if is_url(place) else [str(Path(place).resolve())]:
        yield from _parquet_pieces(each, columns) if each.lower().endswith(_PARQUET) else _line_pieces(each, columns)


def _line_pieces(place: str, columns: Columns) -> Iterator[Lines]:
    with open_file(place) as file:
        size = file.seek(0, 2)
    for start in range(0, size, _PIECE):
        yield Lines(place, start, min(size, start + _PIECE), columns)


def _parquet_pieces(place: str, columns: Columns) -> Iterator[RowGroup]:
    with _parquet(place) as table:
        columns.find(table.schema_arrow.names, place)
        first = 0
        for number in range(table.num_row_groups):
            told = table.metadata.row_group(number)
            if told.total_byte_size > _LARGEST_GROUP:
                raise StoreError(
                    f"{place}：行组太大（{told.total_byte_size / 1e9:.1f} GB），一行要读整组；"
                    "请把表重写成每组几百行到几千行（row_group_size）"
                )
            yield RowGroup(place, number, first, columns)
            first += told.num_rows


@lru_cache(maxsize=2)
def _read_group(place: str, number: int, columns: Columns) -> tuple[list[str], list[object]]:
    with _parquet(place) as table:
        there = table.schema_arrow.names
        content = columns.find(there, place)
        wanted = [content, columns.name] if columns.name in there else [content]
        group = table.read_row_group(number, columns=wanted)
    names = group[columns.name].to_pylist() if columns.name in there else [None] * len(group)
    return [str(name or "") for name in names], group[content].to_pylist()


@contextmanager
def _parquet(place: str) -> Generator[Any]:
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError as error:
        raise StoreError(f"{place}：读 Parquet 要先装：pip install 'xuntu[parquet]'") from error
    try:
        with open_file(place) as file, ParquetFile(file) as table:
            yield table
    except ArrowException as error:
        raise StoreError(f"{place}：读不了这个 Parquet 文件（{error}）") from error


# whoever reads a row reads those after it: a table stays open
_opened = lru_cache(maxsize=4)(open_file)


def _name_in(line: bytes, columns: Columns) -> str:
    try:
        row = json.loads(line)
    except ValueError:
        return ""
    return str(cast("dict[str, Any]", row).get(columns.name) or "") if isinstance(row, dict) else ""


def _name_of(place: str) -> str:
    return place.rpartition("/")[2]


def _to_bytes(content: object, *, encoded: bool) -> bytes:
    match content:
        case bytes():
            return content
        case str() if encoded:
            try:
                return base64.b64decode(content, validate=True)
            except binascii.Error as error:
                raise DocumentError(f"表中的内容不是 Base64（{error}）") from error
        case str():
            return content.encode()
        case _:
            raise DocumentError("表中这一行没有内容")
