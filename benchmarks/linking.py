"""How linking grows, in seconds and memory, on made-up corpora: `make bench`; `--full` goes on to 200,000 findings.

`--findings 2` asks the same of many short documents.

Every size is built and linked in processes of their own. Only `link` is timed, as CPU seconds; the peak is that of the
whole process that links, with Python and the engine. What means something on another machine too is the ratio: how much
longer a finding takes than at the smallest size, and how much of that n log n explains.
"""

import math
import resource
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from benchmarks.corpus import FINDINGS, INSPECTIONS, load_extractions, write_corpus
from xuntu.graph.link import link
from xuntu.graph.link.survey import list_documents
from xuntu.graph.store import Store
from xuntu.ontology import XT

QUICK, FULL = (4, 20, 60), (20, 200, 2_000)
"""Numbers of units."""

_ROWS, _COLUMNS = 12, 60
_HEADS = (
    "findings", "units", "documents", "inferred lines", "recurrences", "CPU s", "ms a finding", "growth (n log n = 1)",
    "peak MB",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Run:
    """What linking one corpus took; ``links`` are the lines of the inferred graph."""

    units: int
    findings: int
    documents: int
    seconds: float
    megabytes: float
    links: int
    recurrences: int

    def growth(self, first: "Run") -> float:
        """Return how the seconds grew since *first*, where 1 is as n log n."""
        ideal = self.findings * math.log(self.findings) / (first.findings * math.log(first.findings))
        return self.seconds / first.seconds / ideal


def fill(place: str, units: int, findings: int) -> None:
    """Make a store of the corpus on so many units, with so many findings an inspection, without links."""
    with Store.create(place) as store:
        load_extractions(store, write_corpus(units, findings))
        store.flush()


def measure(place: str, units: int, findings: int) -> Run:
    """Link the store and return what it took."""
    with Store.open(place) as store:
        start = process_time()
        linked = link(store)
        seconds = process_time() - start
        documents = len(list_documents(store))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    return Run(
        units,
        units * INSPECTIONS * findings,
        documents,
        seconds,
        peak,
        linked.count("\n"),
        linked.count(f" <{XT.recurringFinding}> "),
    )


def run(units: int, findings: int) -> Run:
    """Build and link a corpus, each in a process of its own."""
    with TemporaryDirectory() as folder:
        for task in ("fill", "measure"):
            command = [
                sys.executable,
                "-m",
                "benchmarks.linking",
                task,
                f"{folder}/xuntu.store",
                *map(str, (units, findings)),
            ]
            done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=Path(__file__).parents[1])
    counts = done.stdout.split()
    return Run(
        units, int(counts[0]), int(counts[1]), float(counts[2]), float(counts[3]), int(counts[4]), int(counts[5])
    )


def table(runs: list[Run]) -> Iterator[str]:
    """Yield the lines of a Markdown table."""
    yield f"| {' | '.join(_HEADS)} |"
    yield "| ---: " * len(_HEADS) + "|"
    for each in runs:
        cells = (
            f"{each.findings:,}", f"{each.units:,}", f"{each.documents:,}",
            f"{each.links:,}", f"{each.recurrences:,}", f"{each.seconds:.1f}",
            f"{1000 * each.seconds / each.findings:.2f}",
            f"{each.growth(runs[0]):.2f}", f"{each.megabytes:.0f}",
        )  # fmt: skip
        yield f"| {' | '.join(cells)} |"


def curve(runs: list[Run]) -> Iterator[str]:
    """Yield a drawing of the seconds (●) over the findings, both as logarithms, beside n log n (·)."""
    first, last = runs[0], runs[-1]
    span = math.log(last.findings / first.findings)
    low, high = math.log(first.seconds), math.log(max(last.seconds, first.seconds * math.exp(span) * 1.5))
    grid = [[" "] * (_COLUMNS + 1) for _ in range(_ROWS + 1)]

    def put(findings: float, seconds: float, mark: str) -> None:
        across = math.log(findings / first.findings) / span
        up = (math.log(seconds) - low) / (high - low)
        if 0 <= up <= 1:
            grid[_ROWS - round(up * _ROWS)][round(across * _COLUMNS)] = mark

    for step in range(_COLUMNS + 1):
        n = first.findings * math.exp(span * step / _COLUMNS)
        put(n, first.seconds * n * math.log(n) / (first.findings * math.log(first.findings)), "·")
    for each in runs:
        put(each.findings, each.seconds, "●")
    for row, cells in enumerate(grid):
        seconds = math.exp(high - (high - low) * row / _ROWS)
        yield f"{seconds:9.1f} s │{''.join(cells)}".rstrip()
    yield f"{'':11} └{'─' * _COLUMNS}"
    yield f"{'':11} {first.findings:<{_COLUMNS - 10},}{last.findings:>10,} findings   ● measured   · n log n"


def main() -> None:
    """Print the table and the curve, or do one of the tasks of a run."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("task", nargs="*", help="fill or measure, with a store and a number of units")
    parser.add_argument("--full", action="store_true", help="to 200,000 findings")
    parser.add_argument("--findings", type=int, default=FINDINGS, help="findings of an inspection")
    asked = parser.parse_args()
    if asked.task:
        task, place, *counts = asked.task
        units, findings = map(int, counts)
        if task == "fill":
            fill(place, units, findings)
        else:
            done = measure(place, units, findings)
            print(done.findings, done.documents, done.seconds, done.megabytes, done.links, done.recurrences)
        return
    runs = [run(units, asked.findings) for units in (FULL if asked.full else QUICK)]
    print("\n".join([*table(runs), "", "```text", *curve(runs), "```"]))


if __name__ == "__main__":
    main()
