"""Shards by parts: the same here and on a cluster, whatever dies, and never loaded incomplete."""

import base64
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from tests.graph.building import find
from tests.graph.reading import read, read_slowly
from tests.graph.sharding import DeadlyFolder, other_version, version
from xuntu.graph.build import build, load_packs
from xuntu.graph.cluster import Columns, Dask, Here, Shards, build_shards, list_pieces, open_folder, to_sources
from xuntu.graph.cluster.engine import Engine
from xuntu.graph.cluster.parts import Document, Order, cut, part_size
from xuntu.graph.packs import read_packs
from xuntu.graph.sources import Source
from xuntu.graph.store import Store
from xuntu.ontology import DocumentError, StoreError

ROOT = Path(__file__).parents[2]
TEXT = """中共{place}县委关于巡察整改进展情况的通报
2021年3月至5月，县委第一巡察组对{place}县财政局党组开展了巡察。
（一）关于学习不深入的问题
整改情况：修订制度{number}项，追缴资金{number}.5万元。已完成。
"""
_ANY = "127.0.0.1:0"
NUMBER, PARTS = 60, 6


def text(number: int) -> str:
    """Return a notice."""
    return TEXT.format(place="云石青清"[number % 4], number=number)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of sixty notices, one of them under two names."""
    path = tmp_path_factory.mktemp("docs")
    for number in range(NUMBER):
        (path / f"{number:02}.txt").write_text(text(number), encoding="utf-8")
    (path / "副本.txt").write_text(text(7), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def expected(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Return all quads of a local build."""
    place = tmp_path_factory.mktemp("local") / "store"
    build(find(folder), place, read, version="1")
    return lines(place)


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Return a Dask cluster of three worker processes that is started by somebody else."""
    distributed = pytest.importorskip("distributed", reason="needs xuntu[cluster]")
    workers: Any
    with distributed.LocalCluster(
        n_workers=3, threads_per_worker=1, host="127.0.0.1", dashboard_address=_ANY, silence_logs=50
    ) as workers:
        yield workers


def lines(place: Path) -> list[str]:
    """Return all quads of a store."""
    with Store.open(place) as store:
        return store.nquads()


def shards_of(folder: Path, place: Path, engine: Engine | None = None, **ways: Any) -> Shards:
    """Write the shards of a folder of documents, here if not said otherwise."""
    ways = {"extract": read, "read_version": version} | ways
    return build_shards(find(folder), open_folder(str(place)), engine=engine or Here(), **ways)


def loaded(shards: Path) -> list[str]:
    """Return all quads of a store that is made from shards."""
    place = shards.with_name(f"{shards.name}.store")
    load_packs([shards], place)
    return lines(place)


def files(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_shards_load_as_a_local_build_reads(folder: Path, tmp_path: Path, expected: list[str]) -> None:
    """The same quads; a document under two names is one that has both."""
    told = shards_of(folder, tmp_path / "shards")
    assert (told.documents, told.read, told.parts, told.all_parts, told.failed) == (60, 60, PARTS, PARTS, ())
    assert loaded(tmp_path / "shards") == expected
    names = {packed.header.names for packed in read_packs(tmp_path / "shards")}
    assert ("07.txt", "副本.txt") in names
    assert len(names) == 60


def test_what_is_finished_is_not_read_again(folder: Path, tmp_path: Path) -> None:
    """A second run writes nothing; when a document is new, only a part for it is written."""
    place, docs = tmp_path / "shards", tmp_path / "docs"
    docs.mkdir()
    for path in folder.iterdir():
        (docs / path.name).write_bytes(path.read_bytes())
    shards_of(docs, place)
    before = files(place)
    assert shards_of(docs, place).parts == 0
    assert files(place) == before
    (docs / "新.txt").write_text(text(99), encoding="utf-8")
    told = shards_of(docs, place)
    assert (told.documents, told.read, told.parts) == (61, 1, 1)
    (docs / "新.txt").unlink()
    assert shards_of(docs, place).parts == 0
    assert files(place) == before


def test_parts_follow_from_digests() -> None:
    """When a document comes, the part that it falls into changes, and seldom another."""
    order = Order(read, "1/5", version, open_folder("shards"), 0, 1.0)
    some = [Document(f"{number * 7919 % 65536:016x}" + "0" * 48, ("a",), Source("a", "a"), 1) for number in range(2000)]
    before = {part.name for part in cut(some, order, size=part_size(2000))}
    new = Document("f" * 64, ("b",), Source("b", "b"), 1)
    after = {part.name for part in cut([*some[:700], new, *some[700:]], order, size=part_size(2000))}
    assert len(before) > 30
    assert len(before - after) <= 2


@pytest.mark.slow
def test_tables_and_addresses_give_equal_shards(folder: Path, tmp_path: Path) -> None:
    """Parquet of text and of bytes, JSON lines of text and of Base64, and a folder in memory."""
    parquet = pytest.importorskip("pyarrow.parquet", reason="needs xuntu[parquet]")
    fsspec = pytest.importorskip("fsspec", reason="needs xuntu[cluster]")
    from pyarrow import table

    names = sorted(path.name for path in folder.iterdir())
    texts = [(folder / name).read_text(encoding="utf-8") for name in names]
    parquet.write_table(table({"name": names, "text": texts}), tmp_path / "a.parquet", row_group_size=9)
    parquet.write_table(table({"题": names, "文": [each.encode() for each in texts]}), tmp_path / "b.parquet")
    rows = list(zip(names, texts, strict=True))
    plain = [json.dumps({"name": name, "text": each}, ensure_ascii=False) for name, each in rows]
    packed = [json.dumps({"name": name, "x": base64.b64encode(each.encode()).decode()}) for name, each in rows]
    (tmp_path / "c.jsonl").write_text("\n".join(plain), encoding="utf-8")
    (tmp_path / "d.jsonl").write_text("\n".join(packed) + "\n", encoding="utf-8")
    memory = fsspec.filesystem("memory")
    for name, each in rows:
        memory.pipe_file(f"/cluster/docs/{name}", each.encode())
    inputs = {
        "a": list_pieces(str(tmp_path / "a.parquet"), Columns()),
        "b": list_pieces(str(tmp_path / "b.parquet"), Columns.of("题,文")),
        "c": list_pieces(str(tmp_path / "c.jsonl"), Columns()),
        "d": list_pieces(str(tmp_path / "d.jsonl"), Columns.of("name,base64:x")),
        "e": to_sources("memory://cluster/docs", (".txt",)),
    }
    for name, given in inputs.items():
        assert _parts(_shards(given, tmp_path / name)) == _parts(_shards(find(folder), tmp_path / "plain")), name


def _parts(folder: Path) -> dict[str, bytes]:
    return {name: content for name, content in files(folder).items() if name.startswith("part-")}


def _shards(given: Any, place: Path) -> Path:
    build_shards(given, open_folder(str(place)), read, read_version=version, engine=Here())
    return place


def test_long_tables_are_looked_at_in_pieces(
    folder: Path, whole: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every line belongs to the piece in which it begins."""
    monkeypatch.setattr("xuntu.graph.cluster.tables._PIECE", 1000)
    rows = [json.dumps({"name": path.name, "text": path.read_text("utf-8")}) for path in sorted(folder.iterdir())]
    (tmp_path / "a.jsonl").write_text("\n".join(rows), encoding="utf-8")
    pieces = list(list_pieces(str(tmp_path / "a.jsonl"), Columns()))
    assert len(pieces) > 10
    parts = {name: content for name, content in whole.items() if name.startswith("part-")}
    assert _parts(_shards(pieces, tmp_path / "shards")) == parts


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ('{"name": "a.txt"}', "没有 bytes 或 text 列"),
        ('{"name": "a.txt", "bytes": "%"}', "不是 Base64"),
        ('{"name": "a.txt", "text": null}', "没有内容"),
        ('{"name": ', "不是 JSON"),
    ],
)
def test_a_bad_row_costs_itself_only(tmp_path: Path, words: str, fault: str) -> None:
    """It is told with what is wrong with it."""
    (tmp_path / "a.jsonl").write_text(f"{words}\n" + json.dumps({"name": "b.txt", "text": text(1)}), encoding="utf-8")
    pieces = list_pieces(str(tmp_path / "a.jsonl"), Columns())
    told = build_shards(pieces, open_folder(str(tmp_path / "s")), read, read_version=version, engine=Here())
    assert told.documents == 1
    [failed] = told.failed
    assert fault in failed.message


def test_a_table_without_the_column_is_refused(tmp_path: Path) -> None:
    """With the option that names it."""
    parquet = pytest.importorskip("pyarrow.parquet", reason="needs xuntu[parquet]")
    from pyarrow import table

    parquet.write_table(table({"name": ["a"], "body": ["b"]}), tmp_path / "a.parquet")
    with pytest.raises(StoreError, match="没有 bytes 或 text 列；请用 --columns"):
        list(list_pieces(str(tmp_path / "a.parquet"), Columns()))
    with pytest.raises(DocumentError, match="里面没有可读的文件"):
        list(to_sources("memory://nothing/here", (".txt",)))


@pytest.fixture(scope="module")
def whole(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return the files of complete shards."""
    return files(_shards(find(folder), tmp_path_factory.mktemp("whole") / "shards"))


@pytest.mark.parametrize(
    ("which", "message"),
    [
        ("part-.trig.gz", "缺这个文件，分片不齐"),
        ("part-.json", "缺这个文件，分片不齐"),
        ("inputs.jsonl.gz", "缺这个文件，分片不齐"),
        ("manifest.json", "没有 manifest.json，分片还没有做完"),
    ],
)
def test_missing_shards_are_not_loaded(whole: dict[str, bytes], tmp_path: Path, which: str, message: str) -> None:
    """Whichever file is missing, it is named."""
    shards = _write(tmp_path, whole)
    start, _, end = which.partition("-.")
    next(path for path in sorted(shards.iterdir()) if path.name.startswith(start) and path.name.endswith(end)).unlink()
    with pytest.raises(StoreError, match=message):
        load_packs([shards], tmp_path / "store")
    assert not (tmp_path / "store").exists()


@pytest.mark.parametrize("end", [".trig.gz", ".nq.gz", ".json", "inputs.jsonl.gz"])
def test_damaged_shards_are_not_loaded(whole: dict[str, bytes], tmp_path: Path, end: str) -> None:
    """One changed byte is enough."""
    shards = _write(tmp_path, whole)
    path = next(path for path in sorted(shards.iterdir()) if path.name.endswith(end) and path.name != "manifest.json")
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(StoreError, match="与清单所记的不符，文件损坏"):
        load_packs([shards], tmp_path / "store")


def test_a_document_in_no_part_is_found(whole: dict[str, bytes], tmp_path: Path) -> None:
    """A manifest that leaves out a part is not complete, though all of its files are whole."""
    shards = _write(tmp_path, whole)
    told = json.loads((shards / "manifest.json").read_bytes())
    left = told["parts"].pop()
    told["files"] = [file for file in told["files"] if not file[0].startswith(left)]
    (shards / "manifest.json").write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(StoreError, match="不在任何分片中"):
        load_packs([shards], tmp_path / "store")


def test_a_pair_that_is_none_is_not_loaded(whole: dict[str, bytes], tmp_path: Path) -> None:
    """Two files of different parts, without a manifest that would tell."""
    one, two, *_ = sorted(name.removesuffix(".trig.gz") for name in whole if name.endswith(".trig.gz"))
    shards = _write(tmp_path, {"a.trig.gz": whole[f"{one}.trig.gz"], "a.nq.gz": whole[f"{two}.nq.gz"]})
    with pytest.raises(StoreError, match="不是一对"):
        load_packs([shards], tmp_path / "store")


def _write(tmp_path: Path, contents: dict[str, bytes]) -> Path:
    shards = tmp_path / "shards"
    shards.mkdir()
    for name, content in contents.items():
        (shards / name).write_bytes(content)
    return shards


@pytest.mark.slow
def test_a_killed_run_goes_on_where_it_was(folder: Path, tmp_path: Path, expected: list[str]) -> None:
    """The driver is killed by SIGKILL when two parts are done: the next run writes the others, and all is as at once."""
    place = tmp_path / "shards"
    command = [sys.executable, "-m", "tests.graph.sharding", str(folder), str(place)]
    process = subprocess.Popen(command, cwd=ROOT)
    _wait(lambda: len(list(place.glob("part-*.json"))) >= 2)
    process.send_signal(signal.SIGKILL)
    process.wait()
    finished = len(list(place.glob("part-*.json")))
    assert 2 <= finished < PARTS
    with pytest.raises(StoreError, match="还没有做完"):
        load_packs([place], tmp_path / "store")
    told = shards_of(folder, place)
    assert (told.parts, told.all_parts) == (PARTS - finished, PARTS)
    _shards(find(folder), tmp_path / "plain")
    assert files(place) == files(tmp_path / "plain")
    assert loaded(place) == expected


@pytest.mark.slow
def test_a_killed_worker_costs_nothing(cluster: Any, folder: Path, tmp_path: Path, expected: list[str]) -> None:
    """Of three worker processes one is killed while it reads: the shards are those of a build here, byte for byte."""
    place, workers = tmp_path / "shards", [worker.pid for worker in cluster.workers.values()]
    killed = list[int]()

    def kill() -> None:
        _wait(lambda: any(place.glob("part-*.json")))
        os.kill(workers[0], signal.SIGKILL)
        killed.append(workers[0])

    killer = Thread(target=kill)
    killer.start()
    with Dask(cluster.scheduler_address) as engine:
        told = shards_of(folder, place, engine, extract=read_slowly)
    killer.join()
    assert killed
    assert workers[0] not in [worker.pid for worker in cluster.workers.values()]
    assert (told.documents, told.failed) == (60, ())
    assert loaded(place) == expected
    _shards(find(folder), tmp_path / "plain")
    assert files(place) == files(tmp_path / "plain")


@pytest.mark.slow
def test_a_document_that_dies_costs_itself(cluster: Any, folder: Path, tmp_path: Path, expected: list[str]) -> None:
    """So does one that hangs, and one over which the program fails; all others are in the shards."""
    docs = tmp_path / "docs"
    docs.mkdir()
    for path in folder.iterdir():
        (docs / path.name).write_bytes(path.read_bytes())
    for name, word in (("03x", "DIE"), ("05x", "HANG"), ("07x", "FAIL")):
        (docs / f"{name}.txt").write_text(word, encoding="utf-8")
    with Dask(cluster.scheduler_address) as engine:
        told = shards_of(docs, tmp_path / "shards", engine, limit=1.5)
    assert told.documents == 60
    assert {each.name: each.message.partition("：")[2][:6] for each in told.failed} == {
        "03x.txt": "读取时出错退", "05x.txt": "读取时出错退", "07x.txt": "读取时程序出",
    }  # fmt: skip
    assert loaded(tmp_path / "shards") == expected


@pytest.mark.slow
def test_a_part_whose_workers_die_is_tried_in_halves(tmp_path: Path) -> None:
    """As where a document takes all the memory of a machine: in the end that document alone is told."""
    distributed = pytest.importorskip("distributed", reason="needs xuntu[cluster]")
    docs = tmp_path / "docs"
    docs.mkdir()
    for name in ("0.txt", "x.txt"):
        (docs / name).write_text(text(ord(name[0])), encoding="utf-8")
    config: Any = import_module("dask.config")
    with (
        config.set({"distributed.scheduler.allowed-failures": 0}),
        distributed.LocalCluster(n_workers=1, host="127.0.0.1", dashboard_address=_ANY, silence_logs=50) as workers,
        Dask(workers.scheduler_address) as engine,
    ):
        folder = DeadlyFolder(str(tmp_path / "shards"))
        told = build_shards(find(docs), folder, read, read_version=version, engine=engine)
    assert [(each.name, each.message) for each in told.failed] == [
        ("x.txt", "x.txt：读它的机器或进程两次退出，没有读（多半是内存不够）")
    ]
    assert (told.documents, told.parts) == (1, 2)
    load_packs([tmp_path / "shards"], tmp_path / "store")


def _wait(until: Any) -> None:
    for _ in range(3000):
        if until():
            return
        time.sleep(0.02)
    raise TimeoutError


@pytest.mark.slow
def test_workers_of_another_version_are_refused(cluster: Any, folder: Path, tmp_path: Path) -> None:
    """Before anything is read."""
    with Dask(cluster.scheduler_address) as engine, pytest.raises(StoreError, match="不是同一版本"):
        shards_of(folder, tmp_path / "shards", engine, read_version=other_version)
    assert not (tmp_path / "shards").exists()


def test_nobody_at_the_address_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the address."""
    pytest.importorskip("distributed", reason="needs xuntu[cluster]")
    monkeypatch.setattr("xuntu.graph.cluster.dask._PATIENCE", 0.3)
    with pytest.raises(StoreError, match=r"tcp://127\.0\.0\.1:9：连不上集群"), Dask("tcp://127.0.0.1:9"):
        pass
