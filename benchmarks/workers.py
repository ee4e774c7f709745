"""The same build by one process, and by others that read for it: what more processes cost, and that nothing differs."""

import hashlib
from pathlib import Path
from shutil import rmtree
from sys import executable
from typing import Any

from benchmarks.documents import SHORT, write_documents
from benchmarks.measuring import cost_of, cost_of_command
from benchmarks.tables import Goal, Section, table

WORKERS = (0, 1, 2, 4)


def digest(store: str) -> dict[str, Any]:
    """Return the digest of all quads of a store, sorted."""
    from xuntu.graph import Store

    with Store.open(store) as opened:
        return {"sha256": hashlib.sha256("".join(opened.nquads()).encode()).hexdigest()}


def section(folder: Path, documents: int, characters: int = SHORT) -> Section:
    """Measure and tell."""
    texts, store = write_documents(folder, range(documents), characters), folder / "workers.store"
    rows: list[tuple[object, ...]] = []
    digests: set[str] = set()
    first = None
    for workers in WORKERS:
        rmtree(store, ignore_errors=True)
        cost = cost_of_command([executable, "-m", "xuntu", "build", texts, "-o", store, "--jobs", str(workers)])
        found = cost_of(digest, store).facts["sha256"]
        digests.add(found)
        first = first or cost
        told = f"{workers} others" if workers else "this one alone"
        rows.append((told, cost.seconds, cost.seconds / first.seconds, round(cost.megabytes), f"`{found[:16]}`"))
    rmtree(store, ignore_errors=True)
    lines = [
        f"`xuntu build` of {documents:,} documents of about {characters:,} characters, the whole process and all that "
        "it starts. The peak is of the largest process. The digest is of all quads, sorted.",
        "",
        *table(("processes that read", "CPU s", "× alone", "peak MB", "digest"), rows),
    ]
    same = len(digests) == 1
    return Section(
        "Processes",
        tuple(lines),
        (Goal("quads for 0, 1, 2 and 4 workers", "equal", "equal" if same else "differ", same),),
    )
