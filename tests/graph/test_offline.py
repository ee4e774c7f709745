"""What goes into a page so that the graph can be asked in it: the engine as published, the quads, the questions."""

import base64
import gzip
import hashlib
import io
import json
import re
import tarfile
from importlib.resources import files
from pathlib import Path
from types import SimpleNamespace
from typing import get_args

import pytest

from xuntu.graph import load_questions
from xuntu.graph.html import write_view
from xuntu.graph.offline import make_asking
from xuntu.graph.offline.engine import read_wasm, read_worker
from xuntu.graph.offline.quads import pack
from xuntu.graph.offline.questions import tell_questions
from xuntu.graph.offline.vendor import renew
from xuntu.graph.queries.values import Kind
from xuntu.graph.store import Store
from xuntu.ontology import StoreError

ENGINE = files("xuntu.graph") / "templates" / "engine"
QUAD = "<urn:a> <urn:b> <urn:c{}> <urn:g> .\n"


@pytest.fixture(scope="module")
def store(samples: SimpleNamespace) -> Store:
    """Return a store of two inspections of one unit."""
    made: Store = samples.to_store(samples.rectification(2019), samples.rectification(2021, repeat=True))
    return made


def test_the_engine_is_as_published() -> None:
    """Version and digests are those noted when it was fetched; licence and notice stand beside it."""
    note = json.loads((ENGINE / "engine.json").read_text(encoding="utf-8"))
    assert note["oxigraph"] == "0.5.11"
    assert hashlib.sha256((ENGINE / "web.js").read_bytes()).hexdigest() == note["web.js"]
    assert hashlib.sha256(gzip.decompress(read_wasm())).hexdigest() == note["web_bg.wasm"]
    assert "MIT OR Apache-2.0" in (ENGINE / "LICENSE").read_text(encoding="utf-8")


def test_the_worker_is_a_plain_script() -> None:
    """A blob of a module does not start in older browsers: nothing is imported or exported."""
    script = read_worker()
    assert re.findall(r"^\s*(?:import|export)\b|import\.meta|importScripts", script, re.MULTILINE) == []
    assert "class Store" in script


def test_the_engine_is_renewed_from_a_package(tmp_path: Path) -> None:
    """What npm packs is kept as it is, and noted."""
    archive = tmp_path / "oxigraph-9.9.9.tgz"
    parts = {"web.js": b"export class Store {}", "web_bg.wasm": b"\0asm", "package.json": b'{"version": "9.9.9"}'}
    with tarfile.open(archive, "w:gz") as package:
        for name, content in parts.items():
            member = tarfile.TarInfo(f"package/{name}")
            member.size = len(content)
            package.addfile(member, io.BytesIO(content))
    assert renew(archive, tmp_path) == "9.9.9"
    assert json.loads((tmp_path / "engine.json").read_text())["oxigraph"] == "9.9.9"
    assert gzip.decompress((tmp_path / "web_bg.wasm.gz").read_bytes()) == b"\0asm"


def test_the_quads_of_a_page_are_those_of_the_store(store: Store) -> None:
    """All of them, inferred ones too, in an order that the graph gives: the same graph, the same bytes."""
    asking = make_asking(store, "zh")
    [(number, packed)] = re.findall(r'id="ask-firm" data-quads="(\d+)">([^<]+)<', asking.elements)
    lines = gzip.decompress(base64.b64decode(packed)).decode()
    assert lines == "".join(line for graph in store.graphs() for line in store.nquads(graph))
    assert int(number) == asking.quads == len(store)
    assert make_asking(store, "zh") == asking


def test_a_graph_may_be_too_large_for_a_page() -> None:
    """Above the limit nothing is written, and it is said what to do instead."""
    with pytest.raises(StoreError, match=r"超过 10 条四元组.*xuntu serve"):
        pack((QUAD.format(number) for number in range(11)), most=10)
    assert pack((QUAD.format(number) for number in range(10)), most=10).number == 10


@pytest.mark.parametrize(
    ("line", "loose"),
    [
        (QUAD.format(""), False),
        ("_:x <urn:b> <urn:c> <urn:g> .\n", True),
        ("<urn:a> <urn:b> _:x <urn:g> .\n", True),
        ('<urn:a> <urn:b> "他说 _:x 好" <urn:g> .\n', False),  # in words it is no blank node
        ("<urn:a_:b> <urn:b> <urn:c> <urn:g> .\n", False),
    ],
)
def test_blank_nodes_are_read_at_once(line: str, loose: bool) -> None:
    """The engine names blank nodes anew in each piece it reads: those of one text must be in one piece."""
    packed = pack([line])
    found = (gzip.decompress(packed.firm).decode(), packed.loose and gzip.decompress(packed.loose).decode())
    assert found == (("", line) if loose else (line, b""))


def test_every_question_is_told_in_both_languages() -> None:
    """With its groups, parameters and columns; the page has a word for each kind of parameter that is not free text."""
    for language in ("zh", "en"):
        told = json.loads(json.dumps(tell_questions(language)))
        assert set(told["questions"]) == set(load_questions())
        assert {name for group in told["groups"] for name in group["questions"]} == set(load_questions())
        words = json.loads((ENGINE.parent / "ask" / f"words.{language}.json").read_text(encoding="utf-8"))
        assert set(words["kinds"]) == set(get_args(Kind)) - {"text", "iri", "date", "number"}
    assert told["questions"]["recurring"]["asks"].startswith("Which findings repeat")
    assert "# param" not in told["questions"]["recurring"]["sparql"]


def test_the_words_are_the_same_in_both_languages() -> None:
    """What is said in one is said in the other."""
    zh, en = (
        json.loads((ENGINE.parent / "ask" / f"words.{language}.json").read_text(encoding="utf-8"))
        for language in ("zh", "en")
    )
    assert {key: type(value) for key, value in zh.items()} == {key: type(value) for key, value in en.items()}
    nested = [key for key, value in zh.items() if isinstance(value, dict)]
    assert [(key, set(zh[key])) for key in nested] == [(key, set(en[key])) for key in nested]


def test_only_a_page_with_an_engine_may_run_it(store: Store, tmp_path: Path) -> None:
    """WebAssembly and a worker of our own are allowed there; the network is allowed nowhere."""
    plain = write_view(store, tmp_path / "a.html").read_text(encoding="utf-8")
    asking = write_view(store, tmp_path / "b.html", offline_sparql=True).read_text(encoding="utf-8")
    policies = [re.search(r'Content-Security-Policy" content="([^"]+)"', page) for page in (plain, asking)]
    without, with_engine = (found[1] for found in policies if found)
    assert "wasm" not in without
    assert "worker-src" not in without
    assert re.search(r"script-src 'sha256-\S+' 'sha256-\S+' 'wasm-unsafe-eval'; worker-src blob:;", with_engine)
    for policy in (without, with_engine):
        assert policy.startswith("default-src 'none'; ")
        assert "connect-src" not in policy
        assert "unsafe-inline" not in policy
