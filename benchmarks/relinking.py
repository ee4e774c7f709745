"""What it costs to link again after one document was replaced, at several sizes: `python -m benchmarks.relinking`.

Every size runs in a process of its own. Only linking is timed, as CPU seconds; the peak is that of the whole process.
The
document that is replaced loses a finding, and comes back under another digest, as an edited file does.
"""

import resource
import subprocess
import sys
from argparse import ArgumentParser
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from benchmarks.corpus import write_corpus
from benchmarks.linking import fill
from xuntu.graph.link import Memory, relink
from xuntu.graph.link.authority import NOTHING
from xuntu.graph.link.survey import list_documents
from xuntu.graph.quads import to_quads
from xuntu.graph.store import Store

UNITS = (250, 2_500)
FINDINGS = 5
_ROOT = Path(__file__).parents[1]


def measure(folder: str, units: int) -> str:
    """Return the row of one size: documents, seconds of linking all, seconds after one change, lines changed, peak."""
    with Store.open(f"{folder}/xuntu.store", writable=True) as store, Memory(f"{folder}/links.sqlite") as memory:
        told = dict.fromkeys(list_documents(store), "")
        start = process_time()
        whole = relink(store, memory, told, NOTHING)
        memory.commit()
        all_at_once = process_time() - start
        store.load(["".join(memory.lines())])
        old = next(iter(write_corpus(units, FINDINGS)))
        report = old.reports[0]
        digest = f"{'e' * 16}{old.document.sha256[16:]}"
        new = to_quads(
            replace(
                old,
                document=replace(old.document, sha256=digest),
                reports=(replace(report, findings=report.findings[1:]),),
            )
        )
        before = to_quads(old)
        store.change(documents={before.graph: "", new.graph: new.own})
        told = {iri: digest for iri, digest in told.items() if iri != before.document} | {new.document: "new"}
        start = process_time()
        delta = relink(store, memory, told, NOTHING, state=whole.state)
        memory.commit()
        once = process_time() - start
        store.change(documents={}, removed=delta.removed, added=delta.added)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    changed = len(delta.removed) + len(delta.added)
    cells = (f"{len(told):,}", f"{whole.size:,}", f"{all_at_once:.1f}", f"{once:.2f}", f"{changed:,}", f"{peak:.0f}")
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Print the table, or do one of the tasks of a run."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("task", nargs="*", help="fill or measure, with a folder and a number of units")
    parser.add_argument("--units", type=int, nargs="*", default=UNITS, help="numbers of units, of four documents each")
    asked = parser.parse_args()
    if asked.task:
        task, folder, units = asked.task
        if task == "fill":
            fill(f"{folder}/xuntu.store", int(units), FINDINGS)
        else:
            print(measure(folder, int(units)))
        return
    print("| documents | inferred lines | all at once, CPU s | after one change, CPU s | lines changed | peak MB |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: |")
    for units in asked.units:
        with TemporaryDirectory() as folder:
            for task in ("fill", "measure"):
                command = [sys.executable, "-m", "benchmarks.relinking", task, folder, str(units)]
                done = subprocess.run(
                    command, check=True, capture_output=True, text=True, cwd=Path(__file__).parents[1]
                )
            print(done.stdout.strip(), flush=True)


if __name__ == "__main__":
    main()
