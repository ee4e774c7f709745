"""What a document costs in a corpus of any size, and what replacing one costs: short notices, read for true.

Each size is built in a process of its own, by that process alone, and then a few documents of it are published anew.
"""

from pathlib import Path
from shutil import rmtree
from statistics import median
from typing import Any

from benchmarks.documents import SHORT, document, name, write_documents
from benchmarks.drawing import Line, draw
from benchmarks.measuring import Cost, cost_of
from benchmarks.stages import STAGES, build_timed, sources_of
from benchmarks.tables import Goal, Section, table
from xuntu.graph import Source

_FLAT, _LARGE, _PEAK = 1.15, 1_000, 1_200
_MILLISECONDS = 30


def grow(folder: str, store: str) -> dict[str, Any]:
    """Build a store of all documents of a folder, and tell the seconds of each stage."""
    from xuntu.extractors import extract
    from xuntu.graph.index import Index

    rmtree(store, ignore_errors=True)
    rmtree(f"{store}.building", ignore_errors=True)
    extract(document(0).text.encode(), "warm.txt")  # what is loaded once is no document's cost
    stages = build_timed(sources_of(Path(folder)), Path(store))
    with Index(Path(store)) as index:
        findings, units = index.total("findings")[""], index.units()
        quads = sum(entry.header.counts.quads for entry in index.entries())
    disk = sum(file.stat().st_size for file in Path(store).rglob("*") if file.is_file())
    return {"stages": stages, "findings": findings, "units": units, "quads": quads, "disk": disk / 1e6}


def replace(folder: str, store: str, count: int, times: int) -> dict[str, Any]:
    """Publish documents anew, one at a time, and tell the median milliseconds of each stage.

    Once by a build that is given the one file, and once by one that is given all and finds out itself.
    """
    sources = sources_of(Path(folder))
    told: dict[str, list[dict[str, float]]] = {"one": [], "all": []}
    for turn in range(times + 1):
        for kind, found in told.items():
            number = (turn * len(told) + (kind == "all")) * count // (len(told) * (times + 1))
            path = Path(folder) / name(number)
            text = document(number, SHORT, edition=turn + 1).text.encode()
            renewed = Source(str(path), path.name, text)
            given = [renewed] if kind == "one" else [renewed if each.place == str(path) else each for each in sources]
            found.append(build_timed(given, Path(store)))
            build_timed([Source(str(path), path.name)], Path(store))  # back to the file as it lies there
    # the first loads what is loaded once
    return {
        kind: {stage: 1000 * median(each[stage] for each in found[1:]) for stage in STAGES}
        for kind, found in told.items()
    }


def section(
    folder: Path, sizes: tuple[int, ...], *, replaced_at: tuple[int, ...], times: int = 5, drawing: Path | None = None
) -> Section:
    """Measure and tell; where *drawing* is given, draw the curve there."""
    grown: dict[int, Cost] = {}
    renewed: dict[int, Cost] = {}
    for size in sizes:
        texts, store = write_documents(folder, range(size)), folder / f"grown-{size}.store"
        grown[size] = cost_of(grow, texts, store)
        if size in replaced_at:
            renewed[size] = cost_of(replace, texts, store, size, times)
        rmtree(store, ignore_errors=True)
    lines = [
        f"Documents of about {SHORT} characters (1.5 KB), one process. Milliseconds of CPU a document; "
        "the peak is of the whole process.",
        "",
        *table(
            (
                "documents",
                "findings",
                "units",
                "quads",
                *(f"{stage} ms" for stage in STAGES),
                "all ms",
                "without linking ms",
                "CPU s",
                "peak MB",
                "disk MB",
            ),
            [_grown(size, cost) for size, cost in grown.items()],
        ),
        "",
        f"Replacing one document in a store that is there, in a warm process: median of {times}, milliseconds of CPU.",
        "",
        *table(
            (
                "documents",
                "given to the build",
                *(f"{stage} ms" for stage in STAGES),
                "all ms",
                "without reading and linking ms",
            ),
            [_renewed(size, kind, cost) for size, cost in renewed.items() for kind in ("one", "all")],
        ),
    ]
    if drawing and len(sizes) > 1:
        drawing.write_text(_curve(grown), encoding="utf-8")
        lines += ["", f"![Cost of a document against the number of documents]({drawing.name})"]
    return Section("Size of the corpus", tuple(lines), tuple(_goals(grown, renewed)))


def _all(cost: Cost, *without: str) -> float:
    return sum(seconds for stage, seconds in cost.facts["stages"].items() if stage not in without)


def _grown(size: int, cost: Cost) -> tuple[object, ...]:
    stages, facts = cost.facts["stages"], cost.facts
    each = [1000 * stages[stage] / size for stage in STAGES]
    rest = 1000 * _all(cost, "linking") / size
    told = (size, facts["findings"], facts["units"], facts["quads"], *each, 1000 * _all(cost) / size, rest)
    return (*told, _all(cost), round(cost.megabytes), round(facts["disk"]))


def _renewed(size: int, kind: str, cost: Cost) -> tuple[object, ...]:
    stages = cost.facts[kind]
    told = "the one file" if kind == "one" else "all files"
    return size, told, *stages.values(), sum(stages.values()), stages["looking"] + stages["writing"]


def _curve(grown: dict[int, Cost]) -> str:
    shares = [
        (stage, [(size, 1000 * cost.facts["stages"][stage] / size) for size, cost in grown.items()]) for stage in STAGES
    ]
    whole = Line("all", tuple((size, 1000 * _all(cost) / size) for size, cost in grown.items()))
    lines = [whole, *(Line(stage, tuple(points)) for stage, points in shares)]
    return draw(lines, across="documents", up="ms of CPU a document")


def _goals(grown: dict[int, Cost], renewed: dict[int, Cost]) -> list[Goal]:
    found: list[Goal] = []
    large = {size: cost for size, cost in grown.items() if size >= _LARGE}
    for told, without in (("a document's cost", ()), ("a document's cost without linking", ("linking",))):
        each = {size: _all(cost, *without) / size for size, cost in large.items()}
        if len(each) > 1:
            first, last = each[min(each)], each[max(each)]
            what = f"{told} at {max(each):,} documents against {min(each):,}"
            found.append(Goal(what, "≤ 1.15×", f"{last / first:.2f}×", last / first <= _FLAT))
    if large:
        size = max(large)
        most = large[size].megabytes
        found.append(Goal(f"peak memory at {size:,} documents", "≤ 1.2 GB", f"{most / 1000:.2f} GB", most <= _PEAK))
    for size, cost in renewed.items():
        stages = cost.facts["one"]
        whole, rest = sum(stages.values()), stages["looking"] + stages["writing"]
        found.append(
            Goal(
                f"replacing one of {size:,} documents, all stages", "≤ 30 ms", f"{whole:.0f} ms", whole <= _MILLISECONDS
            )
        )
        found.append(Goal(f"… the write path alone, of {size:,}", "≤ 30 ms", f"{rest:.0f} ms", rest <= _MILLISECONDS))
    return found
