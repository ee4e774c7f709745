"""Costs are of the work alone, and of all that it starts."""

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.documents import write_documents
from benchmarks.drawing import Line, draw
from benchmarks.measuring import ROOT, cost_of, cost_of_command
from benchmarks.stages import STAGES, build_timed, sources_of
from tests.benchmarks import working

_SPIN = "sum(range(6_000_000))"


def test_a_command_costs_what_its_grandchildren_cost() -> None:
    """A process that outlives the one that started it counts too, on Linux."""
    if sys.platform != "linux":
        pytest.skip("only Linux hands the children of a child that has ended to us")
    inner = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', '{_SPIN}'])"
    alone = cost_of_command([sys.executable, "-c", "pass"]).seconds
    assert cost_of_command([sys.executable, "-c", inner]).seconds > 2 * alone


def test_a_command_that_fails_is_told() -> None:
    """What it said last is in the message."""
    with pytest.raises(RuntimeError, match="no such thing"):
        cost_of_command([sys.executable, "-c", "raise SystemExit('no such thing')"])


def test_work_tells_its_facts_and_its_own_memory() -> None:
    """The peak is that of the process that works, not of the one that measures."""
    small, large = cost_of(working.hold, 1), cost_of(working.hold, 150)
    assert small.facts == {"held": 1}
    assert large.megabytes - small.megabytes == pytest.approx(149, abs=15)


def test_a_build_is_taken_apart(tmp_path: Path) -> None:
    """Every stage of a build takes some of its time."""
    folder = write_documents(tmp_path, range(4))
    stages = build_timed(sources_of(folder), tmp_path / "xuntu.store")
    assert tuple(stages) == STAGES
    assert all(seconds > 0 for seconds in stages.values())


def test_a_curve_goes_through_its_points() -> None:
    """Ten times as many stand as far to the right again; twice as much stands twice as high."""
    drawn = draw([Line("all", ((100, 1.0), (1_000, 2.0), (10_000, 4.0)))], across="documents", up="ms")
    points = drawn.partition('points="')[2].partition('"')[0].split()
    (x1, y1), (x2, y2), (x3, y3) = ([float(each) for each in point.split(",")] for point in points)
    assert x2 - x1 == pytest.approx(x3 - x2, abs=0.2)
    assert y2 - y3 == pytest.approx(2 * (y1 - y2), abs=0.2)


@pytest.mark.slow
def test_the_smallest_run_prints_and_keeps_its_page(tmp_path: Path) -> None:
    """The goals stand first, then a table for each theme; the same is kept under the date, with the curve."""
    command = [sys.executable, "-m", "benchmarks", "reading", "building", "size", "--smallest", "--date", "2026-01-02"]
    places = ["--folder", str(tmp_path / "documents"), "--results", str(tmp_path / "results")]
    done = subprocess.run([*command, *places], check=True, capture_output=True, encoding="utf-8", cwd=ROOT)
    titles = [line for line in done.stdout.splitlines() if line.startswith("#")]
    assert titles == [
        "# Benchmarks of 2026-01-02",
        "## What was asked",
        "## Reading",
        "## Building",
        "## Size of the corpus",
    ]
    assert (tmp_path / "results" / "2026-01-02.md").read_text(encoding="utf-8").strip() == done.stdout.strip()
    assert "<polyline" in (tmp_path / "results" / "2026-01-02.svg").read_text(encoding="utf-8")
