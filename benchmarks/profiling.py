"""Which functions a goal that is missed is lost in: the CPU seconds of a process, by function, in shares."""

import cProfile
import pstats
from collections.abc import Callable
from pathlib import Path
from shutil import rmtree
from time import process_time
from typing import Any

from benchmarks.documents import LONG, SHORT, document, name, write_documents
from benchmarks.measuring import cost_of
from benchmarks.stages import build_timed, sources_of
from benchmarks.tables import Section, table
from xuntu.graph import Source

_SHOWN = 12


def reading(count: int, characters: int) -> dict[str, Any]:
    """Profile reading documents."""
    from xuntu.extractors import extract

    texts = [document(number, characters).text.encode() for number in range(count)]
    extract(document(800_000, characters).text.encode(), "warm.txt")
    return _profile(lambda: [extract(text, "notice.txt") for text in texts])


def building(folder: str, store: str) -> dict[str, Any]:
    """Profile a build; what is loaded once is not in it."""
    from xuntu.extractors import extract

    rmtree(store, ignore_errors=True)
    sources = sources_of(Path(folder))
    extract(document(800_000).text.encode(), "warm.txt")
    return _profile(lambda: build_timed(sources, Path(store)))


def replacing(folder: str, store: str, count: int) -> dict[str, Any]:
    """Profile builds that are given one changed document."""
    sources = []
    for number in range(0, count, max(1, count // 10)):
        path = Path(folder) / name(number)
        sources.append(Source(str(path), path.name, document(number, SHORT, edition=1).text.encode()))
    build_timed(sources[:1], Path(store))
    return _profile(lambda: [build_timed([source], Path(store)) for source in sources[1:]])


def _profile(work: Callable[[], object]) -> dict[str, Any]:
    profile = cProfile.Profile(process_time)
    profile.runcall(work)
    told = pstats.Stats(profile).stats  # type: ignore[attr-defined]  # typeshed leaves it out
    whole = sum(own for _, _, own, _, _ in told.values())
    ranked = sorted(told.items(), key=lambda each: -each[1][2])[:_SHOWN]
    rows = [
        (_where(*place), calls, 100 * own / whole, 100 * with_others / whole)
        for place, (_, calls, own, with_others, _) in ranked
    ]
    return {"rows": rows, "whole": whole}


def _where(file: str, line: int, function: str) -> str:
    if file == "~":
        return function.strip("<>")
    parts = Path(file).parts
    known = next((parts[at:] for at, part in enumerate(parts) if part in ("xuntu", "benchmarks")), parts[-2:])
    return f"{'/'.join(known)}:{line} {function}"


def section(folder: Path, documents: int, sample: int) -> Section:
    """Profile reading long documents, and building and changing a store of so many short ones."""
    texts, store = write_documents(folder, range(documents)), folder / "profile.store"
    lines: list[str] = []
    for told, profile in (
        (f"Reading {sample} documents of 15 KB", cost_of(reading, sample, LONG)),
        (f"Building {documents:,} short documents, reading and linking too", cost_of(building, texts, store)),
        (f"Replacing one of {documents:,} short documents", cost_of(replacing, texts, store, documents)),
    ):
        lines += [f"**{told}**: {profile.facts['whole']:.2f} CPU s under the profiler, of which", ""]
        lines += [*table(("function", "calls", "% itself", "% with what it calls"), profile.facts["rows"]), ""]
    rmtree(store, ignore_errors=True)
    return Section("Profiles: where the time goes", tuple(lines[:-1]))
