"""A snapshot is the store as it was, whatever becomes of the store."""

import subprocess
import sys
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

import pytest

from tests.notices import NOTICE
from xuntu.extractors import extract
from xuntu.graph import Source, Store, build, read_state, read_text, take_snapshot, write_copy
from xuntu.graph.undo import finish, prepare_rebuild
from xuntu.ontology import StoreError

DOCUMENTS = "SELECT DISTINCT ?d { ?d a xt:Document } ORDER BY ?d"
UNITS = ("水务局", "财政局", "教育局", "林业局", "档案局", "审计局", "统计局", "商务局")


def update(place: Path, units: Mapping[str, str] | tuple[str, ...]) -> None:
    """Bring a store up to date with the notices of some units, and of none else; words may be added to each."""
    said = units if isinstance(units, Mapping) else dict.fromkeys(units, "")
    texts = {unit: NOTICE.replace("水务局", unit) + words for unit, words in said.items()}
    sources = [Source(f"/{unit}.txt", f"{unit}.txt", text.encode()) for unit, text in texts.items()]
    build(sources, place, extract, version="1", prune=True)


def documents(place: Path) -> list[str]:
    """Return the documents of a store, each with its text."""
    with Store.open(place) as store:
        return [f"{each} {read_text(store, str(each))}" for each in store.query(DOCUMENTS).column("d")]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    place = tmp_path / "a.store"
    update(place, UNITS[:6])
    return place


def test_a_snapshot_says_what_the_store_said(place: Path, tmp_path: Path) -> None:
    """Quads and texts, and costs hardly any room: the large files are the store's own."""
    take_snapshot(place, tmp_path / "snapshot")
    with Store.open(place) as store, Store.open(tmp_path / "snapshot") as snapshot:
        assert snapshot.nquads() == store.nquads()
    assert documents(tmp_path / "snapshot") == documents(place)
    [pack] = (place / "shards").glob("*.trig.gz")
    assert pack.samefile(tmp_path / "snapshot" / "shards" / pack.name)


@pytest.mark.slow
def test_a_snapshot_stays_as_it_is_while_the_store_changes(place: Path, tmp_path: Path) -> None:
    """Documents are replaced, added, dropped; packs are cut and grow; the engine is filled anew; all is removed."""
    snapshot = tmp_path / "snapshot"
    take_snapshot(place, snapshot)
    before = documents(snapshot)
    update(place, {**dict.fromkeys(UNITS[:5], ""), UNITS[5]: "附记。"})
    assert documents(place) != documents(snapshot) == before
    update(place, UNITS[:4])
    update(place, (*UNITS[:4], UNITS[6]))
    assert documents(snapshot) == before
    update(place, UNITS[5:])
    assert documents(snapshot) == before


def test_packs_that_no_snapshot_holds_are_cut_where_they_are(place: Path, tmp_path: Path) -> None:
    """A pack is written anew only where somebody else has it too; what is read of either is right."""
    [pack] = (place / "shards").glob("*.trig.gz")
    for snapshot in (None, tmp_path / "snapshot"):
        update(place, UNITS[:6])
        if snapshot:
            take_snapshot(place, snapshot)
        file = pack.stat().st_ino
        with pack.open("ab") as end:
            end.write(b"left by a build that was killed")
        update(place, UNITS[:5])
        update(place, (*UNITS[:5], UNITS[7]))
        assert (pack.stat().st_ino == file) is (snapshot is None)
        assert len(documents(place)) == 6


def test_the_state_is_another_after_each_build_that_changed_something(place: Path) -> None:
    """And only then: a build that found nothing new leaves it."""
    states = [read_state(place)]
    for units in (UNITS[:6], UNITS[:5], UNITS[:5], UNITS[:6], UNITS[3:]):
        update(place, units)
        states.append(read_state(place))
    assert [one == other for one, other in pairwise(states)] == [True, False, True, False, False]
    assert len(set(states)) == 4


def test_a_store_that_was_made_again_is_in_another_state(tmp_path: Path) -> None:
    """Though it says the same, and was changed as often."""
    update(tmp_path / "a.store", UNITS[:1])
    update(tmp_path / "b.store", UNITS[:1])
    assert read_state(tmp_path / "a.store") != read_state(tmp_path / "b.store")


def test_no_snapshot_is_taken_of_what_is_half_written(place: Path, tmp_path: Path) -> None:
    """While a build changes the engine, or after it was killed at that; the store is as it was once that is mended."""
    before = read_state(place)
    prepare_rebuild(place)
    with pytest.raises(StoreError, match="正在写入，或上次建库中断"):
        take_snapshot(place, tmp_path / "snapshot")
    assert not (tmp_path / "snapshot").exists()
    finish(place)
    assert read_state(place) == before


def test_there_is_no_snapshot_of_nothing(tmp_path: Path) -> None:
    """The message is that of a store that is opened."""
    with pytest.raises(StoreError, match="没有这个库"):
        take_snapshot(tmp_path / "none.store", tmp_path / "snapshot")


def test_a_snapshot_is_taken_beside_a_build_that_reads(place: Path, tmp_path: Path) -> None:
    """One process holds the store for writing; another opens its snapshot."""
    with Store.open(place, writable=True):
        code = "import sys; from pathlib import Path; from xuntu.graph import take_snapshot as t; t(*map(Path, sys.argv[1:]))"
        subprocess.run([sys.executable, "-c", code, str(place), str(tmp_path / "snapshot")], check=True)
    assert documents(tmp_path / "snapshot") == documents(place)


def test_a_store_in_memory_is_written_as_one_on_disk(place: Path, tmp_path: Path) -> None:
    """With all its quads; of texts it has none."""
    memory = Store.in_memory()
    with Store.open(place) as store:
        memory.load(store.nquads())
    write_copy(memory, tmp_path / "copy")
    with Store.open(tmp_path / "copy") as copy:
        assert copy.nquads() == memory.nquads()
        assert read_text(copy, str(copy.query(DOCUMENTS).column("d")[0])) is None
    take_snapshot(tmp_path / "copy", tmp_path / "snapshot")
    assert read_state(tmp_path / "copy")
