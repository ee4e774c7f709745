"""How long each named question takes on made-up corpora: `python -m benchmarks.questions`, `--full` for more.

CPU milliseconds, the least of a few runs: all of it, its first hundred rows, and narrowed to one unit. Each size is
filled, and each question asked, in a process of its own; what takes more CPU time than a run may is ended and shown.
"""

import resource
from argparse import ArgumentParser
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from tempfile import TemporaryDirectory
from time import process_time

from benchmarks.corpus import load_extractions, write_corpus
from benchmarks.dressing import dress
from xuntu.graph.link import link
from xuntu.graph.queries import ask, load_questions
from xuntu.graph.rows import Rows
from xuntu.graph.store import Store
from xuntu.graph.vocabulary import load_vocabulary

GOAL, RUNS, LONGEST, PAGE = 150, 3, 60, 100
"""Milliseconds to stay below, runs of each question, CPU seconds after which it is ended, rows of a page."""

QUICK, FULL = (23,), (231, 570, 2_310)
"""Numbers of units: of a hundred documents; of a thousand, of about a million quads, of ten thousand documents."""

_FINDINGS = 5


def fill(place: str, units: int) -> dict[str, float]:
    """Make a linked store of the dressed corpus and return how large it is."""
    with Store.create(place) as store:
        load_extractions(store, map(dress, write_corpus(units, _FINDINGS)))
        store.load(load_vocabulary().values())
        store.load([link(store)])
        store.flush()
        [(documents,)] = store.query("SELECT (COUNT(*) AS ?n) { ?d a xt:Document }").rows
        return {"documents": int(str(documents)), "quads": len(store)}


def measure(place: str, name: str) -> dict[str, float]:
    """Return rows and milliseconds of one question: whole, its first page, and of one unit."""
    question = next(each for each in load_questions().values() if each.name == name)
    parameters = {each.name: each for each in question.parameters}
    with Store.open(place) as store:
        units = store.query("SELECT DISTINCT ?l { ?f xt:ofUnit ?u . ?u rdfs:label ?l } ORDER BY ?l").column("l")
        told = {"unit": str(units[len(units) // 2]), "type": "C05", "finding": _some_finding(store)}
        required = {key: told[key] for key, each in parameters.items() if each.required}
        found: dict[str, float] = {}
        if not ("unit" in parameters and parameters["unit"].required):
            found["ms"], rows = _least(lambda: ask(store, name, **required))
            found["rows"] = len(rows)
            found["page"], _ = _least(lambda: ask(store, name, limit=PAGE, **required))
        if "unit" in parameters:
            found["unit"], rows = _least(lambda: ask(store, name, **{**required, "unit": told["unit"]}))
            found.setdefault("rows", len(rows))
        return found


def _some_finding(store: Store) -> str:
    return str(store.query("SELECT ?f { ?f xt:inChain ?c } ORDER BY ?f LIMIT 1").rows[0][0])


def _least(work: Callable[[], Rows]) -> tuple[float, Rows]:
    best, rows = float("inf"), Rows((), ())
    for _ in range(RUNS):
        start = process_time()
        rows = work()
        best = min(best, 1000 * (process_time() - start))
    return best, rows


def run(task: Callable[..., dict[str, float]], *words: object, seconds: int | None = None) -> dict[str, float]:
    """Do a task in a process of its own; nothing where it took more CPU seconds than it may."""
    forked = get_context("fork")
    here, there = forked.Pipe(duplex=False)
    child = forked.Process(target=_limited, args=(there, seconds, task, words))
    child.start()
    there.close()
    try:
        found: dict[str, float] = here.recv()
    except EOFError:
        found = {}
    child.join()
    if not found and child.exitcode is not None and child.exitcode >= 0:
        raise RuntimeError(f"{task.__name__} of {words} failed; its error stands above")
    return found


def _limited(
    answer: Connection, seconds: int | None, task: Callable[..., dict[str, float]], words: tuple[object, ...]
) -> None:
    if seconds is not None:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    answer.send(task(*words))


def cell(measured: dict[str, float], key: str) -> str:
    """Return one figure of the table, in bold where it misses the goal."""
    if not measured:
        return f"**> {LONGEST} s**"
    if key not in measured:
        return ""
    words = f"{measured[key]:,.0f}"
    return f"**{words}**" if key != "rows" and measured[key] > GOAL else words


def main() -> None:
    """Print the table."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--full", action="store_true", help="to ten thousand documents")
    sizes = FULL if parser.parse_args().full else QUICK
    with TemporaryDirectory() as folder:
        filled = [run(fill, f"{folder}/{units}", units) for units in sizes]
        print(f"CPU ms; **bold** misses {GOAL} ms; page: the first {PAGE} rows; unit: narrowed to one unit\n")
        heads = [f"{each['documents']:,} documents, {each['quads']:,} quads" for each in filled]
        print("| question |" + "".join(f" rows | {head}: whole | page | unit |" for head in heads))
        print("| --- |" + " ---: |" * (4 * len(sizes)))
        for name in dict.fromkeys(question.name for question in load_questions().values()):
            each = [run(measure, f"{folder}/{units}", name, seconds=LONGEST) for units in sizes]
            cells = [cell(one, key) for one in each for key in ("rows", "ms", "page", "unit")]
            print(f"| {name} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
