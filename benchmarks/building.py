"""Building a store against the engine's own loader, and writing quads against other stores, on the same documents.

The whole of `xuntu build` is taken, from the start of Python to the end; taken off are reading the same files alone, in
a process of its own, and linking. What is left is our price for a store, and stands beside `oxigraph load` of its dump.
"""

from importlib.util import find_spec
from pathlib import Path
from shutil import rmtree, which
from sys import executable
from time import process_time
from typing import Any

from benchmarks.documents import LONG, write_documents
from benchmarks.measuring import Clock, Cost, cost_of, cost_of_command, least
from benchmarks.stages import build_timed, sources_of
from benchmarks.tables import Goal, Section, table


def read_files(folder: str) -> dict[str, Any]:
    """Read the documents of a folder, as `xuntu build` does, and drop what they say."""
    from xuntu.extractors import extract
    from xuntu.sources import find_sources

    return {
        "findings": sum(
            len(r.findings)
            for each in find_sources([folder]).sources
            for r in extract(each.read(), each.short_name).reports
        )
    }


def build_in_stages(folder: str, store: str) -> dict[str, Any]:
    """Build a store in this process, and tell the seconds of each stage."""
    rmtree(store, ignore_errors=True)
    return {"stages": build_timed(sources_of(Path(folder)), Path(store))}


def dump(store: str, file: str) -> dict[str, Any]:
    """Write all quads of a store as N-Quads, and tell how many there are."""
    from xuntu.graph import Store

    with Store.open(store) as opened, Path(file).open("wb") as output:
        opened.dump(output)
    with Path(file).open("rb") as lines:
        return {"quads": sum(1 for _ in lines)}


def add_to_rdflib(file: str) -> dict[str, Any]:
    """Add quads one by one to rdflib's Dataset in memory; parsing them is not counted."""
    from rdflib import Dataset

    quads, dataset = _rdflib_quads(file), Dataset()
    clock = Clock()
    for quad in quads:
        dataset.add(quad)
    return {"seconds": clock.seconds()}


def add_to_oxrdflib(file: str, place: str) -> dict[str, Any]:
    """Add quads to rdflib's Dataset over an Oxigraph store on disk, a graph at a time."""
    from itertools import groupby

    from rdflib import Dataset, Graph

    rmtree(place, ignore_errors=True)
    quads = sorted(_rdflib_quads(file), key=lambda quad: quad[3])
    dataset = Dataset(store="Oxigraph")
    dataset.open(place, create=True)
    clock = Clock()
    for name, each in groupby(quads, key=lambda quad: quad[3]):
        graph = Graph(dataset.store, name)
        dataset.addN((s, p, o, graph) for s, p, o, _ in each)
    dataset.close()
    return {"seconds": clock.seconds()}


def read_into_maplib(file: str) -> dict[str, Any]:
    """Read the triples into maplib's model in memory; it has no quads, so the graphs are left out."""
    from maplib import Model

    lines = Path(file).read_text(encoding="utf-8").removesuffix("\n").split("\n")
    triples = "".join(f"{line.rsplit(' ', 2)[0]} .\n" for line in lines)
    model = Model()
    clock = Clock()
    model.reads(triples, format="ntriples")
    return {"seconds": clock.seconds()}


def _rdflib_quads(file: str) -> list[Any]:
    import pyoxigraph as ox
    from rdflib import Literal, URIRef

    def term(each: Any) -> Any:
        if not isinstance(each, ox.Literal):
            return URIRef(each.value)
        kind = None if each.language else URIRef(each.datatype.value)
        return Literal(each.value, lang=each.language, datatype=kind, normalize=False)

    parsed = ox.parse(path=file, format=ox.RdfFormat.N_QUADS)
    return [(term(q.subject), term(q.predicate), term(q.object), URIRef(q.graph_name.value)) for q in parsed]


def section(folder: Path, documents: int, rounds: int = 2, characters: int = LONG) -> Section:
    """Measure and tell."""
    texts = write_documents(folder, range(documents), characters)
    store, other, file = folder / "build.store", folder / "oxigraph.store", folder / "build.nq"
    server = which("oxigraph", path=str(Path(executable).parent)) or which("oxigraph")

    def whole() -> Cost:
        rmtree(store, ignore_errors=True)
        return cost_of_command([executable, "-m", "xuntu", "build", texts, "-o", store, "--jobs", "0"])

    def load() -> Cost:
        rmtree(other, ignore_errors=True)
        return cost_of_command([server or "", "load", "--location", other, "--file", file])

    reading, built, staged = least(
        lambda: cost_of(read_files_whole, texts),
        whole,
        lambda: cost_of(build_in_stages, texts, folder / "staged.store"),
        rounds=rounds,
    )
    quads = cost_of(dump, store, file).facts["quads"]
    stages = staged.facts["stages"]
    ours = built.seconds - reading.seconds - stages["linking"]
    rows: list[tuple[object, ...]] = [
        ("`xuntu build`, the whole process", built.seconds, 1e6 * built.seconds / quads, round(built.megabytes), None),
        (
            "reading the same files, the whole process",
            reading.seconds,
            1e6 * reading.seconds / quads,
            round(reading.megabytes),
            None,
        ),
        ("linking, within the build", stages["linking"], 1e6 * stages["linking"] / quads, None, None),
        ("**the rest: build − reading − linking**", ours, 1e6 * ours / quads, None, 1.0),
    ]
    peers: list[tuple[str, Cost]] = []
    if server:
        peers.append(("`oxigraph load` of the dump, on disk", min((load() for _ in range(rounds)), key=_seconds)))
    for told, name, work, *places in (
        ("rdflib `Dataset.add`, in memory", "rdflib", add_to_rdflib),
        ("oxrdflib `addN` by graph, on disk", "oxrdflib", add_to_oxrdflib, folder / "oxrdflib.store"),
        ("maplib `reads`, in memory, without graphs", "maplib", read_into_maplib),
    ):
        if find_spec(name):
            peers.append((told, cost_of(work, file, *places)))
    rows += [
        (told, each.seconds, 1e6 * each.seconds / quads, round(each.megabytes), each.seconds / ours)
        for told, each in peers
    ]
    lines = [
        f"{documents:,} documents of about {characters:,} characters: {quads:,} quads; one process; "
        f"the least of {rounds} runs.",
        "",
        *table(("what", "CPU s", "µs a quad", "peak MB", "× the rest"), rows),
        "",
        "Taken apart by the clock of the threads, in one process: "
        + ", ".join(f"{stage} {seconds:.2f} s" for stage, seconds in stages.items())
        + ".",
    ]
    for place in (store, other, folder / "staged.store", folder / "oxrdflib.store"):
        rmtree(place, ignore_errors=True)
    return Section("Building", tuple(lines), tuple(_goals(ours, peers)))


def read_files_whole(folder: str) -> dict[str, Any]:
    """Read the documents of a folder; the start of Python counts."""
    return read_files(folder) | {"seconds": process_time()}


def _seconds(cost: Cost) -> float:
    return cost.seconds


def _goals(ours: float, peers: list[tuple[str, Cost]]) -> list[Goal]:
    by = {told.split("`")[1].split()[0] if "`" in told else told: each.seconds for told, each in peers}
    load, add = by.get("oxigraph"), by.get("Dataset.add")
    return [
        Goal(
            "build − reading − linking, against `oxigraph load`",
            "≤ 1.15×",
            f"{ours / load:.2f}×" if load else "–",
            ours / load <= 1.15 if load else None,
        ),
        Goal(
            "the same against rdflib `Dataset.add`",
            "≥ 2×",
            f"{add / ours:.2f}×" if add else "–",
            add / ours >= 2 if add else None,
        ),
    ]
