"""The engine that goes into a page: Oxigraph compiled to WebAssembly, and the script that starts it in a worker.

The files are kept as they are published (``templates/engine``); ``vendor`` renews them.
"""

import re
from importlib.resources import files
from typing import Final

GLUE: Final = "web.js"
WASM: Final = "web_bg.wasm"
NOTE: Final = "engine.json"

_EXPORTED: Final = re.compile(r"^export (?=async |class |function )", re.MULTILINE)
_EXPORTS: Final = re.compile(r"^export \{[^}]*\};?$", re.MULTILINE)


def read_wasm() -> bytes:
    """Return the engine, compressed by gzip."""
    return (files("xuntu.graph") / "templates" / "engine" / f"{WASM}.gz").read_bytes()


def read_worker() -> str:
    """Return the script of the worker: the engine's own, which is a module, as a plain script, then ours.

    A plain script runs from a blob in more browsers than a module does.
    """
    glue = _EXPORTS.sub("", _EXPORTED.sub("", _read(f"engine/{GLUE}"))).replace("import.meta.url", '""')
    return f"{glue}\n{_read('ask/worker.js')}"


def _read(name: str) -> str:
    return (files("xuntu.graph") / "templates" / name).read_text(encoding="utf-8").replace("\r\n", "\n")
