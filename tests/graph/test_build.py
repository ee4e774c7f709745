"""Builds: incremental, order-free, whole or not at all."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from xuntu.graph.build import Summary, build, build_in_memory
from xuntu.graph.sources import Source
from xuntu.graph.store import Store
from xuntu.ontology import GRAPH, DocumentError, Extraction, StoreError, document_graph_iri

Extract = Callable[[bytes, str], Extraction]

FILES = {
    "甲.txt": "rectification 2019",
    "乙.txt": "rectification 2021 repeat",
    "丙.txt": "launch",
    "丁.txt": "news",
    "戊.txt": "outline",
}


def find_sources(folder: Path) -> list[Source]:
    """Return the files of a folder as sources."""
    return [Source(str(path.resolve()), path.name) for path in sorted(folder.rglob("*")) if path.is_file()]


@pytest.fixture
def extract(samples: SimpleNamespace) -> Extract:
    """Return an extractor that takes the first word of a file for the kind of document, ``bad`` for a damaged one."""

    def read(content: bytes, name: str) -> Extraction:
        kind, *rest = content.decode().split()
        if kind == "bad":
            raise DocumentError(f"{name}：文件损坏")
        arguments = [int(word) for word in rest if word.isdigit()]
        made: Extraction = getattr(samples, kind)(*arguments, **({"repeat": True} if "repeat" in rest else {}))
        digest = hashlib.sha256(content).hexdigest()
        return replace(made, document=replace(made.document, sha256=digest, name=name))

    return read


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with one file of each kind."""
    path = tmp_path / "docs"
    path.mkdir()
    for name, content in FILES.items():
        (path / name).write_text(content, encoding="utf-8")
    return path


def lines(place: Path) -> list[str]:
    """Return all quads of a store."""
    with Store.open(place) as store:
        return store.nquads()


def run(folder: Path, place: Path, extract: Extract, *, version: str = "1", prune: bool = False) -> Summary:
    """Build the store at *place* from all files of *folder*."""
    return build(find_sources(folder), place, extract, version=version, prune=prune)


def test_a_build_tells_what_it_read(folder: Path, tmp_path: Path, extract: Extract) -> None:
    """The summary counts documents, reports by kind, units, findings, statuses and notes."""
    summary = run(folder, tmp_path / "store", extract)
    assert (summary.added, summary.replaced, summary.removed, summary.skipped, summary.failed) == (5, 0, 0, 0, ())
    assert summary.reports == {"launch_notice": 1, "news": 1, "rectification_report": 3}
    assert (summary.documents, summary.units, summary.findings, summary.notes) == (5, 3, 7, 3)
    assert summary.statuses == {"阶段性完成": 4}


@pytest.mark.slow
def test_order_and_steps_do_not_matter(folder: Path, tmp_path: Path, extract: Extract) -> None:
    """A shuffled build and one grown file by file hold the same quads as the plain one."""
    run(folder, tmp_path / "plain", extract)
    sources = find_sources(folder)
    sources = sources[3:] + sources[:3][::-1]
    build(sources, tmp_path / "shuffled", extract, version="1")
    for source in sources:
        build([source], tmp_path / "grown", extract, version="1")
    assert lines(tmp_path / "plain") == lines(tmp_path / "shuffled") == lines(tmp_path / "grown")
    store, summary = build_in_memory(sources, extract)
    assert store.nquads() == lines(tmp_path / "plain")
    assert summary.added == 5


def test_a_second_build_writes_nothing(folder: Path, tmp_path: Path, extract: Extract) -> None:
    """Unchanged files are skipped, and no file of the store is touched."""
    place = tmp_path / "store"
    run(folder, place, extract)
    before = {path: path.stat().st_mtime_ns for path in place.rglob("*")}
    summary = run(folder, place, extract)
    assert (summary.added, summary.replaced, summary.skipped, summary.documents) == (0, 0, 5, 5)
    assert {path: path.stat().st_mtime_ns for path in place.rglob("*")} == before


def test_a_changed_file_changes_its_graph_only(folder: Path, tmp_path: Path, extract: Extract) -> None:
    """The other documents keep every quad; the result is that of a fresh build."""
    place = tmp_path / "store"
    run(folder, place, extract)
    before = lines(place)
    (folder / "甲.txt").write_text("rectification 2017", encoding="utf-8")
    summary = run(folder, place, extract)
    assert (summary.added, summary.replaced, summary.removed, summary.skipped) == (0, 1, 0, 4)
    run(folder, tmp_path / "fresh", extract)
    assert lines(place) == lines(tmp_path / "fresh")
    old, new = (document_graph_iri(hashlib.sha256(f"rectification {y}".encode()).hexdigest()) for y in (2019, 2017))
    graphs = {line.rsplit(" ", 2)[1].strip("<>") for line in set(before) ^ set(lines(place))}
    assert graphs <= {old, new, GRAPH.authority, GRAPH.inferred, GRAPH.manifest}


@pytest.mark.slow
def test_files_that_are_gone_stay_until_pruned(folder: Path, tmp_path: Path, extract: Extract) -> None:
    """A store keeps documents that are not given, unless it is told to prune."""
    place = tmp_path / "store"
    run(folder, place, extract)
    (folder / "乙.txt").unlink()
    assert run(folder, place, extract).documents == 5
    summary = run(folder, place, extract, prune=True)
    assert (summary.removed, summary.documents) == (1, 4)
    run(folder, tmp_path / "fresh", extract)
    assert lines(place) == lines(tmp_path / "fresh")


def test_the_same_bytes_twice_are_one_document_with_two_names(folder: Path, tmp_path: Path, extract: Extract) -> None:
    """A copy adds a name, not a document, and does so in whatever step it comes."""
    place = tmp_path / "store"
    run(folder, place, extract)
    (folder / "丁（转载）.txt").write_text(FILES["丁.txt"], encoding="utf-8")
    summary = run(folder, place, extract)
    assert (summary.documents, summary.replaced) == (5, 1)
    with Store.open(place) as store:
        names = store.query("SELECT ?n { ?d dcterms:identifier ?n ; xt:fileName '丁.txt' } ORDER BY ?n").column("n")
    assert names == ("丁.txt", "丁（转载）.txt")
    run(folder, tmp_path / "fresh", extract)
    assert lines(place) == lines(tmp_path / "fresh")


@pytest.mark.slow
def test_another_version_reads_again(folder: Path, tmp_path: Path, extract: Extract) -> None:
    """When the extractors change, every document is read anew and nothing else changes."""
    place = tmp_path / "store"
    run(folder, place, extract)
    before = lines(place)
    summary = run(folder, place, extract, version="2")
    assert (summary.replaced, summary.skipped) == (5, 0)
    assert lines(place) == before


def test_a_damaged_file_is_told_and_the_rest_is_read(folder: Path, tmp_path: Path, extract: Extract) -> None:
    """One bad document costs one line of the summary; what it replaces stays until it can be read."""
    place = tmp_path / "store"
    run(folder, place, extract)
    before = lines(place)
    (folder / "甲.txt").write_text("bad", encoding="utf-8")
    (folder / "己.txt").write_text("news ", encoding="utf-8")
    summary = run(folder, place, extract)
    assert [(failure.name, failure.message) for failure in summary.failed] == [("甲.txt", "甲.txt：文件损坏")]
    assert (summary.added, summary.replaced, summary.removed, summary.documents) == (1, 0, 0, 6)
    assert set(before) - set(lines(place)) <= {line for line in before if f"<{GRAPH.manifest}>" in line}
    (folder / "甲.txt").write_text(FILES["甲.txt"], encoding="utf-8")
    (folder / "己.txt").unlink()
    run(folder, place, extract, prune=True)
    assert lines(place) == before


def test_when_all_fail_nothing_is_made_or_changed(folder: Path, tmp_path: Path, extract: Extract) -> None:
    """No store comes of damaged files alone, and an existing one keeps every byte of its graph."""
    for path in folder.iterdir():
        path.write_text(f"bad {path.name}", encoding="utf-8")
    assert len(run(folder, tmp_path / "none", extract).failed) == 5
    assert not (tmp_path / "none").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["docs"]


@pytest.mark.slow
def test_a_build_that_breaks_leaves_the_old_store(folder: Path, tmp_path: Path, extract: Extract) -> None:
    """An error that is nobody's document ends the build before anything is written."""
    place = tmp_path / "store"
    run(folder, place, extract)
    before = lines(place)
    (folder / "庚.txt").write_text("rectification 2023", encoding="utf-8")

    def break_down(_content: bytes, _name: str) -> Extraction:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(folder, place, break_down, version="2")
    assert lines(place) == before
    with pytest.raises(KeyboardInterrupt):
        run(folder, tmp_path / "new", break_down)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["docs", "store"]
    run(folder, place, extract)
    run(folder, tmp_path / "fresh", extract)
    assert lines(place) == lines(tmp_path / "fresh")


def test_a_place_that_is_no_store_is_refused(folder: Path, extract: Extract) -> None:
    """A folder with other things, a file, and a place under a file are left as they are."""
    with pytest.raises(StoreError, match="不是巡图的库"):
        run(folder, folder, extract)
    with pytest.raises(StoreError, match="是文件"):
        run(folder, folder / "甲.txt", extract)
    with pytest.raises(StoreError, match="无法写入"):
        run(folder, folder / "甲.txt" / "store", extract)
    assert sorted(path.name for path in folder.iterdir()) == sorted(FILES)


def test_progress_is_told_before_each_document(folder: Path, tmp_path: Path, extract: Extract) -> None:
    """The callback gets the place in the row, the number of documents and the name; at the end that all are read."""
    told: list[tuple[int, int, str]] = []
    build(find_sources(folder), tmp_path / "s", extract, version="1", progress=lambda *step: told.append(step))
    assert [(index, total) for index, total, _ in told] == [(i, 5) for i in range(6)]
    assert sorted(name for *_, name in told[:-1]) == sorted(FILES)


def test_a_source_is_a_file_or_bytes_that_are_there_already(folder: Path) -> None:
    """Bytes are taken as they are; what cannot be read is named."""
    assert Source("-", "标准输入", b"abc").digest().startswith("ba7816bf")
    with pytest.raises(DocumentError, match="读不出"):
        Source(str(folder), "文件夹").read()
