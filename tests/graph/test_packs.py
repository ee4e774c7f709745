"""Packs: few files, deterministic, readable by any tool and without an index."""

import gzip
import importlib
import zlib
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xuntu.graph.build import build, load_packs
from xuntu.graph.counts import Counts
from xuntu.graph.packs import Header, Packs, pack, read_packs, unpack, unpack_text
from xuntu.graph.sources import Source
from xuntu.graph.store import Store
from xuntu.ontology import Extraction, StoreError

TEXT = st.text(st.characters(codec="utf-8"), max_size=60)


@settings(deadline=None)
@given(TEXT, TEXT, st.lists(TEXT, min_size=1))
def test_any_text_is_packed_and_unpacked(own: str, shared: str, names: list[str]) -> None:
    """Header and texts come back as they were, and the same shard is the same bytes."""
    header = Header("0" * 64, tuple(names), "1/2", Counts(reports={"news": 1}, units=("a",), quads=3))
    packed = pack(header, own, shared)
    assert packed == pack(header, own, shared)
    assert unpack(packed.own) == (header, own)
    assert unpack(packed.shared) == (header, shared)


def test_a_shard_keeps_the_text_of_its_document_beside_its_quads() -> None:
    """Whatever stands in the text; who reads the quads does not see it, and old shards have none."""
    header, text = Header("0" * 64, ("a.txt",), "1", Counts()), '一、问题\r\n"引"\u2028\ud83d完'
    packed = pack(header, "GRAPH <g> {}\n", "", text)
    assert unpack(packed.own) == (header, "GRAPH <g> {}\n")
    assert unpack_text(packed.own) == text.replace("\ud83d", "\ufffd")
    assert unpack_text(pack(header, "GRAPH <g> {}\n", "").own) is None


def written(folder: Path, number: int = 5) -> list[Header]:
    """Write so many shards into the packs of a folder and return their headers."""
    headers = [Header(f"{place:064}", (f"{place}.txt",), "1", Counts(findings=place)) for place in range(number)]
    with Packs(folder) as packs:
        for header in headers:
            place = packs.append(pack(header, f"own {header.sha256}\n" * 1000, f"shared {header.sha256}\n"))
            assert packs.read(place) == (f"own {header.sha256}\n" * 1000, f"shared {header.sha256}\n")
    return headers


def test_a_pack_is_read_by_any_tool_and_without_an_index(tmp_path: Path) -> None:
    """Gzip reads a pack as one text; the headers in it tell whose each shard is."""
    headers = written(tmp_path)
    text = gzip.decompress((tmp_path / "00000001.trig.gz").read_bytes()).decode()
    assert text.count("# xuntu-shard/1 ") == 5
    assert [packed.header for packed in read_packs(tmp_path)] == headers


@pytest.mark.parametrize("size", [10, 100, -3])
def test_what_follows_the_last_known_shard_is_cut(tmp_path: Path, size: int) -> None:
    """The torn end that a killed build leaves is gone when the next one appends."""
    written(tmp_path)
    with Packs(tmp_path) as packs:
        last = list(read_packs(tmp_path))[-1]
        ends = [sum(len(getattr(each, side)) for each in read_packs(tmp_path)) for side in ("own", "shared")]
    for name in ("00000001.trig.gz", "00000001.nq.gz"):
        path = tmp_path / name
        path.write_bytes(path.read_bytes() + last.own[:size])
    (tmp_path / "00000002.trig.gz").write_bytes(b"torn")
    with Packs(tmp_path) as packs:
        packs.begin((1, ends[0], ends[1]))
        packs.append(pack(Header("f" * 64, ("x",), "1", Counts()), "x", "y"))
    assert [packed.header.key[0] for packed in read_packs(tmp_path)] == ["0"] * 5 + ["f"]


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda data: data[:-9], "不完整"),
        (lambda data: data[:40] + b"xxxx" + data[44:], "损坏"),
        (lambda _: gzip.compress(b"<a> <b> <c> <d> .\n"), "不是巡图的分片"),
        (lambda _: zlib.compress(b"# xuntu-shard/1 {}"), "损坏"),
    ],
)
def test_a_damaged_pack_is_told(tmp_path: Path, damage: Callable[[bytes], bytes], said: str) -> None:
    """A file that is cut short, overwritten or of another kind is named."""
    written(tmp_path)
    path = tmp_path / "00000001.trig.gz"
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(StoreError, match=said):
        list(read_packs(tmp_path))


def test_a_store_is_made_anew_from_its_packs(tmp_path: Path, samples: SimpleNamespace) -> None:
    """Packs alone give the same quads and counts; what is there is not overwritten, and no packs are told."""

    def read(content: bytes, _: str) -> Extraction:
        made: Extraction = samples.rectification(int(content))
        return made

    sources = [Source(str(year), f"{year}.txt", str(year).encode()) for year in (2019, 2021)]
    with pytest.raises(StoreError, match="没有分片"):
        load_packs([tmp_path], tmp_path / "new")
    first = build(sources, tmp_path / "old", _with_digest(read), version="1")
    second = load_packs([tmp_path / "old"], tmp_path / "new")
    assert (second.documents, second.findings, second.statuses) == (first.documents, first.findings, first.statuses)
    with Store.open(tmp_path / "old") as old, Store.open(tmp_path / "new") as new:
        assert new.nquads() == old.nquads()
    assert build(sources, tmp_path / "new", _with_digest(read), version="1").skipped == 2
    with pytest.raises(StoreError, match="已有内容"):
        load_packs([tmp_path / "old" / "shards"], tmp_path / "new")


def _with_digest(read: Callable[[bytes, str], Extraction]) -> Callable[[bytes, str], Extraction]:
    def extract(content: bytes, name: str) -> Extraction:
        made = read(content, name)
        return replace(made, document=replace(made.document, sha256=sha256(content).hexdigest(), name=name))

    return extract


@pytest.mark.slow
def test_packs_of_documents_that_left_are_written_anew(tmp_path: Path, samples: SimpleNamespace) -> None:
    """Where most of what the packs hold is of documents that have changed, they shrink, and nothing is lost."""
    module = importlib.import_module("xuntu.graph.build")
    read = _with_digest(lambda content, _: samples.rectification(2000 + len(content)))
    many = [Source(str(n), f"{n}.txt", b"x" * n) for n in range(1, 13)]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(module, "_SMALL", 0)
        build(many, tmp_path / "store", read, version="1")
        for left in (9, 7, 5, 4):
            build(many[:left], tmp_path / "store", read, version="1", prune=True)
    build(many[:4], tmp_path / "fresh", read, version="1")
    sizes = [sum(f.stat().st_size for f in (tmp_path / name / "shards").iterdir()) for name in ("store", "fresh")]
    assert sizes[0] < 2.2 * sizes[1]
    assert load_packs([tmp_path / "store"], tmp_path / "again").documents == 4
    with Store.open(tmp_path / "again") as again, Store.open(tmp_path / "fresh") as fresh:
        assert again.nquads() == fresh.nquads()
