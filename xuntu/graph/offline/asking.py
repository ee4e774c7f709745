"""What a page needs so that the graph can be asked in it: data, a script and a style.

The engine, the quads and the questions travel compressed, in base64, in elements that the browser does not run. Text
from documents is in the quads alone, and the page sets it as text.
"""

import base64
import gzip
import json
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from typing import Final

from xuntu.graph.legend import Language
from xuntu.graph.offline.engine import read_wasm, read_worker
from xuntu.graph.offline.quads import pack, pack_store
from xuntu.graph.offline.questions import tell_questions
from xuntu.graph.store import Store

_SCRIPTS: Final = ("engine", "values", "answers", "saying", "fields", "table", "ask")


@dataclass(frozen=True, slots=True)
class Asking:
    """The parts of a page that can be asked: elements of its body, and what its script and style have besides.

    ``sources`` are what the content security policy must allow besides: code for WebAssembly, and a worker of ours.
    """

    elements: str
    script: str
    style: str
    quads: int


def make_asking(store: Store, language: Language, *, lines: Iterable[str] | None = None) -> Asking:
    """Return what the page needs to ask *store*, or only the N-Quads *lines* of it.

    Raises ``StoreError`` where there are more quads than a browser can bear.
    """
    packed = pack_store(store) if lines is None else pack(lines)
    told = json.dumps(tell_questions(language), ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    elements = [
        _json("words", json.loads(_read(f"words.{language}.json"))),
        _json("worker", read_worker()),
        _packed("wasm", read_wasm()),
        _packed("questions", gzip.compress(told.encode(), compresslevel=9, mtime=0)),
        _packed("firm", packed.firm, quads=packed.number),
        *([_packed("loose", packed.loose)] if packed.loose else []),
    ]
    return Asking("\n".join(elements), _script(), _read("ask.css"), packed.number)


def _json(name: str, value: object) -> str:
    text = json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")
    return f'<script type="application/json" id="ask-{name}">{text}</script>'


def _packed(name: str, content: bytes, *, quads: int | None = None) -> str:
    number = "" if quads is None else f' data-quads="{quads}"'
    data = base64.b64encode(content).decode()
    return f'<script type="application/gzip" id="ask-{name}"{number}>{data}</script>'


def _script() -> str:
    """Return our scripts as a block, whose names are its own, for the script of the page."""
    text = "\n".join(_read(f"{name}.js") for name in _SCRIPTS)
    return f"{{\n{text.replace(chr(10) + 'export ', chr(10))}}}\n"


def _read(name: str) -> str:
    text = (files("xuntu.graph") / "templates" / "ask" / name).read_text(encoding="utf-8")
    return text.replace("\r\n", "\n")
