"""Builds by several processes: the same store, whatever dies, hangs or is killed."""

import importlib
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest

from tests.graph.building import find
from tests.graph.reading import read, read_slowly
from xuntu.graph.build import build
from xuntu.graph.jobs import Job
from xuntu.graph.pool import read_all
from xuntu.graph.store import Store

module = importlib.import_module("xuntu.graph.build")
ROOT = Path(__file__).parents[2]
TEXT = """中共{place}县委关于巡察整改进展情况的通报
2021年3月至5月，县委第一巡察组对{place}县财政局党组开展了巡察。
（一）关于学习不深入的问题
整改情况：修订制度{number}项，追缴资金{number}.5万元。已完成。
（二）关于会议记录不规范的问题
整改情况：补齐记录{number}份。正在推进。
"""

pytestmark = pytest.mark.slow


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of twelve notices."""
    path = tmp_path / "docs"
    path.mkdir()
    for number in range(12):
        words = TEXT.format(place="云石青清"[number % 4], number=number)
        (path / f"{number:02}.txt").write_text(words, encoding="utf-8")
    return path


def lines(place: Path) -> list[str]:
    """Return all quads of a store."""
    with Store.open(place) as store:
        return store.nquads()


def test_any_number_of_processes_makes_the_same_store(folder: Path, tmp_path: Path) -> None:
    """Our own process, one, two and four others; at once, and grown in steps."""
    build(find(folder), tmp_path / "0", read, version="1")
    for jobs in (1, 2, 4):
        build(find(folder), tmp_path / str(jobs), read, version="1", jobs=jobs)
    for size in range(1, 13, 3):
        build(find(folder)[:size], tmp_path / "grown", read, version="1", jobs=2)
    build(find(folder), tmp_path / "grown", read, version="1", jobs=2)
    expected = lines(tmp_path / "0")
    assert [lines(tmp_path / name) == expected for name in ("1", "2", "4", "grown")] == [True] * 4


def test_a_document_costs_itself_only(folder: Path, tmp_path: Path) -> None:
    """Where a process dies, hangs or fails over a document, that document is told and all others are read."""
    build(find(folder), tmp_path / "plain", read, version="1")
    for name, word in (("03x", "DIE"), ("05x", "HANG"), ("07x", "FAIL")):
        (folder / f"{name}.txt").write_text(word, encoding="utf-8")
    summary = build(find(folder), tmp_path / "store", read, version="1", jobs=2, limit=1.5)
    assert (summary.added, summary.documents) == (12, 12)
    assert {each.name: each.message.partition("：")[2][:6] for each in summary.failed} == {
        "03x.txt": "读取时出错退", "05x.txt": "读取时出错退", "07x.txt": "读取时程序出",
    }  # fmt: skip
    assert lines(tmp_path / "store") == lines(tmp_path / "plain")


def test_results_come_in_order(folder: Path) -> None:
    """However long each takes, what comes of the jobs comes in the order of the jobs."""
    jobs = [Job(source.digest()[:16], (source.name,), source, "1") for source in find(folder)]
    assert [done.key for done in read_all(jobs, read, workers=3)] == [job.key for job in jobs]


@pytest.mark.parametrize("jobs", ["0", "2"])
def test_a_killed_build_goes_on_where_it_was(folder: Path, tmp_path: Path, jobs: str) -> None:
    """After three kills while reading, what was read is not read again, and the store is that of a build at once."""
    build(find(folder), tmp_path / "plain", read_slowly, version="1")
    kept = 0
    for _ in range(3):
        kept = _kill(folder, tmp_path / "store", jobs, kept + 2)
    assert kept >= 6
    told: list[str] = []
    build(find(folder), tmp_path / "store", read, version="1", progress=lambda _, __, name: told.append(name))
    assert len(told) - 1 == 12 - kept
    assert lines(tmp_path / "store") == lines(tmp_path / "plain")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["docs", "plain", "store"]


def _kill(folder: Path, place: Path, jobs: str, most: int) -> int:
    """Build in another process, kill it with SIGKILL when it has noted *most* documents; return how many it had."""
    command = [sys.executable, "-m", "tests.graph.building", str(folder), str(place), jobs]
    process = subprocess.Popen(command, cwd=ROOT, start_new_session=True)
    draft = place.with_name(f"{place.name}.building")
    noted = 0
    for _ in range(600):
        time.sleep(0.02)
        noted = _noted(draft)
        if noted >= most:
            break
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return _noted(draft)


def _noted(draft: Path) -> int:
    if not (draft / "index.sqlite").exists():
        return 0
    with suppress(sqlite3.Error), closing(sqlite3.connect(draft / "index.sqlite")) as base:
        return int(base.execute("SELECT count(*) FROM drafts").fetchone()[0])
    return 0


@pytest.mark.parametrize("others", [3, 0])
def test_a_build_killed_while_it_writes_is_mended(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, others: int
) -> None:
    """Whether graphs were being replaced (few of many) or all loaded anew, the next build makes up for it."""
    place, moved = tmp_path / "store", folder / "00.txt"
    build(find(folder), place, read, version="1")
    moved.write_text(TEXT.format(place="泉", number=77), encoding="utf-8")
    for number in range(1, 12 - others if others else 1):
        (folder / f"{number:02}.txt").write_text(TEXT.format(place="湖", number=90 + number), encoding="utf-8")
    with monkeypatch.context() as patched:
        patched.setattr(module, "_commit", _interrupt)
        with pytest.raises(KeyboardInterrupt):
            build(find(folder), place, read, version="1", prune=True)
    moved.write_text(TEXT.format(place="溪", number=78), encoding="utf-8")
    build(find(folder), place, read, version="1", prune=True)
    build(find(folder), tmp_path / "fresh", read, version="1")
    assert lines(place) == lines(tmp_path / "fresh")
    build(find(folder), place, read, version="1", prune=True)
    assert not (place / "undo.json").exists()


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt
