"""One function that writes a graph, or a part of it, in the format that is asked for; whole or not at all."""

import gzip
import os
from collections.abc import Generator
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path
from typing import BinaryIO, Final, cast

from xuntu.graph.exports.formats import FORMATS, PACKED, Format, format_of
from xuntu.graph.parts import Part
from xuntu.graph.saving import draft_of, folder_of
from xuntu.graph.store import Store
from xuntu.ontology import StoreError

_LEVEL: Final = 6


def export(graph: Store | Part, path: str | os.PathLike[str], *, form: str | None = None, framed: bool = False) -> Path:
    """Write a store or a part of it in the format of the extension of *path*, or in *form*, and return the path.

    ``.gz`` after the extension of a format of RDF packs it. With *framed* JSON-LD is a tree for each document. The
    same graph gives the same bytes. Raises ``StoreError`` for a format that is not known, for one that cannot be
    packed or framed, and where the place cannot be written; what was there is then left as it was.
    """
    place = Path(path)
    chosen = find_format(place, form)
    is_packed = place.suffix.lower() == f".{PACKED}"
    _check(chosen, place, framed=framed, is_packed=is_packed)
    write = chosen.load(framed=framed)
    store = graph.to_store() if isinstance(graph, Part) else graph
    if chosen.is_folder:
        with folder_of(place, names=_names_of(place)) as folder:
            write(store, folder)
    else:
        with draft_of(place) as draft:
            if chosen.is_database:
                write(store, draft)
            else:
                with _open(draft, is_packed=is_packed) as output:
                    write(store, output)
    return place


def find_format(place: Path, form: str | None = None) -> Format:
    """Return the format called *form*, or that of the extension of *place*.

    Raises ``StoreError`` that names what comes near, and all there are.
    """
    wanted = format_of(place) if form is None else form.lower().removeprefix(".").removesuffix(f".{PACKED}")
    names = {name: one for one in FORMATS.values() for name in (one.name, *one.also)}
    if wanted in names:
        return names[wanted]
    near = get_close_matches(wanted, names, n=2, cutoff=0.5)
    hint = f"是不是 {'、'.join(near)}？" if near else ""
    told = wanted or "（无扩展名，请加 --format）"
    raise StoreError(f"{place}：不认识的格式 {told}；{hint}可用：{'、'.join(FORMATS)}")


def _check(chosen: Format, place: Path, *, framed: bool, is_packed: bool) -> None:
    if framed and not chosen.framed:
        raise StoreError(f"{place}：--frame 只用于 {'、'.join(one.name for one in FORMATS.values() if one.framed)}")
    if is_packed and not chosen.packs:
        able = "、".join(one.name for one in FORMATS.values() if one.packs)
        raise StoreError(f"{place}：{chosen.name} 不能压成 .gz；可以压的：{able}")
    if chosen.is_folder and format_of(place) in FORMATS and place.suffix:
        _refuse_file(place, chosen)


def _refuse_file(place: Path, chosen: Format) -> None:
    raise StoreError(f"{place}：{chosen.name} 是一个文件夹里的多个文件；请写成 -o {place.stem}/ --format {chosen.name}")


def _names_of(place: Path) -> list[str]:
    """Return the files that an earlier export left in a folder: those that its own list names."""
    marks = ("datapackage.json", "import.txt")
    if not any((place / mark).is_file() for mark in marks):
        return []
    return [path.name for path in place.iterdir() if path.suffix in (".csv", ".parquet") or path.name in marks]


@contextmanager
def _open(draft: Path, *, is_packed: bool) -> Generator[BinaryIO, None, None]:
    with draft.open("wb") as file:
        if not is_packed:
            yield file
            return
        with gzip.GzipFile(filename="", fileobj=file, mode="wb", compresslevel=_LEVEL, mtime=0) as packed:
            yield cast("BinaryIO", packed)
