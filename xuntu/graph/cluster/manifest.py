"""The manifest of shards: what was given, in which part each document is, and that nothing is missing or damaged.

``manifest.json`` names the parts with the digests of their files; ``inputs.jsonl.gz`` has a line for each file that was
given, with the key of its document, or why it could not be read.
"""

import gzip
import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, cast

from xuntu.graph.cluster.parts import PREFIX, SLIP, File, Slip
from xuntu.graph.cluster.storage import Folder, LocalFolder
from xuntu.graph.packs import OWN
from xuntu.ontology import StoreError

MANIFEST: Final = "manifest.json"
INPUTS: Final = "inputs.jsonl.gz"
_FORMAT: Final = "xuntu-manifest/1"
_PIECE: Final = 1 << 22


@dataclass(frozen=True, slots=True)
class Input:
    """A file that was given: where it is and its name; the key of its document, or why it could not be read."""

    place: str
    name: str
    key: str | None
    fault: str = ""


def write_manifest(folder: Folder, version: str, inputs: Iterable[Input], slips: Iterable[Slip]) -> None:
    """Write the manifest of a folder, the part that makes it valid last."""
    parts = sorted(slips, key=lambda slip: slip.name)
    held = {digest for slip in parts for digest, _ in slip.documents}
    failed = {one.sha256[:16]: one.message for slip in parts for one in slip.failed if one.sha256 not in held}
    lines, number, unread = list[str](), 0, 0
    for one in inputs:
        fault = one.fault or failed.get(one.key or "", "")
        told = {"place": one.place, "name": one.name, "key": one.key} | ({"fault": fault} if fault else {})
        lines.append(json.dumps(told, ensure_ascii=False, sort_keys=True))
        number += 1
        unread += bool(fault)
    packed = gzip.compress("".join(f"{line}\n" for line in lines).encode(), 6, mtime=0)
    folder.write(INPUTS, packed)
    files = [file for slip in parts for file in (*slip.files, File.of(slip.name + SLIP, slip.content))]
    manifest = {
        "format": _FORMAT,
        "version": version,
        "inputs": {"number": number, "unreadable": unread, "file": _told(File.of(INPUTS, packed))},
        "documents": sum(len(slip.documents) for slip in parts),
        "parts": [slip.name for slip in parts],
        "files": [_told(file) for file in files],
    }
    folder.write(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True).encode())


def check_manifest(place: Path) -> list[Path] | None:
    """Return the packs of a folder that its manifest names, when every one is there and whole.

    ``None`` for a folder that was not written by parts. Raises ``StoreError`` where a file is missing or damaged, where
    a document is in no part, and where there is no manifest yet.
    """
    folder = LocalFolder(str(place))
    if not (place / MANIFEST).exists():
        if any(place.glob(f"{PREFIX}*")):
            raise StoreError(f"{place}：没有 {MANIFEST}，分片还没有做完；请再运行一次 xuntu build … --shards")
        return None
    manifest = _read_manifest(place / MANIFEST)
    files = [File(*told) for told in (manifest["inputs"]["file"], *manifest["files"])]
    for file in files:
        _check(place / file.name, file)
    slips = [_read_slip(folder, name) for name in manifest["parts"]]
    _check_keys(place, slips, manifest)
    return [place / file.name for file in files if file.name.endswith(OWN)]


def _check_keys(place: Path, slips: list[Slip], manifest: dict[str, Any]) -> None:
    held = {digest[:16] for slip in slips for digest, _ in slip.documents}
    number = 0
    for told in _read_inputs(place / INPUTS):
        number += 1
        if "fault" not in told and told["key"] not in held:
            raise StoreError(f"{place}：{told['name']} 不在任何分片中，分片不齐；请再运行一次 xuntu build … --shards")
    if number != manifest["inputs"]["number"] or len(held) != manifest["documents"]:
        raise StoreError(f"{place}：分片与 {MANIFEST} 所记的数目不符；请再运行一次 xuntu build … --shards")


def _read_manifest(path: Path) -> dict[str, Any]:
    try:
        manifest = cast("dict[str, Any]", json.loads(path.read_bytes()))
        if manifest["format"] == _FORMAT:
            return manifest
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{path}：清单损坏（{error}）；请重新复制，或再运行一次 xuntu build … --shards") from error
    raise StoreError(f"{path}：清单是另一版本的巡图写的（{manifest['format']}）；请用同一版本")


def _read_slip(folder: LocalFolder, name: str) -> Slip:
    path = Path(folder.place, name + SLIP)
    try:
        return Slip.of(name, path.read_bytes())
    except (OSError, ValueError) as error:
        raise StoreError(f"{path}：读不出（{error}）；请重新复制，或再运行一次 xuntu build … --shards") from error


def _read_inputs(path: Path) -> Iterator[dict[str, Any]]:
    try:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                yield cast("dict[str, Any]", json.loads(line))
    except (OSError, EOFError, zlib.error, ValueError) as error:
        raise StoreError(f"{path}：读不出（{error}）；请重新复制") from error


def _check(path: Path, file: File) -> None:
    digest = sha256()
    try:
        with path.open("rb") as opened:
            while piece := opened.read(_PIECE):
                digest.update(piece)
    except FileNotFoundError as error:
        raise StoreError(f"{path}：缺这个文件，分片不齐；请重新复制，或再运行一次 xuntu build … --shards") from error
    if digest.hexdigest() != file.sha256:
        raise StoreError(f"{path}：与清单所记的不符，文件损坏；请重新复制，或删掉它再运行一次 xuntu build … --shards")


def _told(file: File) -> list[str | int]:
    return [file.name, file.size, file.sha256]
