"""Renewing the engine that goes into pages: ``python -m xuntu.graph.offline.vendor oxigraph-VERSION.tgz``."""

import gzip
import hashlib
import json
import sys
import tarfile
from pathlib import Path

from xuntu.graph.offline.engine import GLUE, NOTE, WASM

_PLACE = Path(__file__).parents[1] / "templates" / "engine"


def renew(archive: Path, place: Path = _PLACE) -> str:
    """Put the engine of a package, as ``npm pack oxigraph`` fetches it, into *place*; return its version."""
    with tarfile.open(archive) as package:
        glue, wasm, about = (_read(package, name) for name in (GLUE, WASM, "package.json"))
    version = str(json.loads(about)["version"])
    (place / GLUE).write_bytes(glue)
    (place / f"{WASM}.gz").write_bytes(gzip.compress(wasm, compresslevel=9, mtime=0))
    note = {"oxigraph": version, GLUE: _digest(glue), WASM: _digest(wasm)}
    (place / NOTE).write_text(json.dumps(note, indent=1) + "\n", encoding="utf-8")
    return version


def _read(package: tarfile.TarFile, name: str) -> bytes:
    member = package.extractfile(f"package/{name}")
    assert member  # noqa: S101  # a file, which the package has
    return member.read()


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


if __name__ == "__main__":
    sys.stdout.write(f"oxigraph {renew(Path(sys.argv[1]))}\n")
