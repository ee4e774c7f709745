"""A server under load: `python -m benchmarks.serving`, `--full` for three minutes on the examples ×100.

Clients ask one thing after the other, each with ten seconds to think in between (on average, exponentially spread):
pages, named questions, searches, and SPARQL. First one client alone asks everything light, for the medians without
load; then all of them for a while; then again, with hostile queries among them. Memory is that of all processes of the
server, shared pages counted once. `--store` and `--server` (an address) ask what is there already.
"""

import asyncio
import random
import re
import subprocess
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import AsyncIterator, Generator, Sequence
from contextlib import asynccontextmanager, contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import monotonic, perf_counter
from urllib.parse import quote, urlencode

import httpx

from benchmarks.copies import write_copies
from benchmarks.examples import EXAMPLES
from benchmarks.measuring import ROOT
from benchmarks.tables import Goal, Section, goals, table
from xuntu.graph import Store

TIMES, CLIENTS, THINKING, ALONE = 100, 32, 10.0, 5
"""How often the examples, how many ask, the seconds that they think, and how often each is asked without load."""
WANTED, GROWTH = 5.0, 1.1
"""How many times its unloaded median a light request may take at the 99th percentile, and how memory may grow."""
LIGHT = 1.0
"""Seconds, without load, above which a page or a question is not light: the server counts it as heavy too."""
TIMEOUT = 30
"""Seconds that the server gives a query: hostile ones take them all."""

_UNITS = "SELECT DISTINCT ?x { GRAPH xtg:inferred { ?f xt:ofUnit ?x } } ORDER BY ?x LIMIT 3000"
_DOCUMENTS = "SELECT DISTINCT ?x { ?x a xt:Document } ORDER BY ?x LIMIT 3000"
_NAMES = "SELECT DISTINCT ?x { ?u a xt:Unit ; rdfs:label ?x } ORDER BY ?x LIMIT 3000"
_WORDS = ("财政", "预算", "主体责任", "形式主义", "工程", "采购", "发票", "接待", "选人用人", "巡察整改")
_PAGES = (
    "/", "/units", "/types", "/rounds", "/policies", "/checks", "/questions", "/editor", "/documents",
    "/unit?iri={unit}", "/document?iri={document}", "/graph?iri={unit}", "/network.json?iri={unit}",
)  # fmt: skip
_QUESTIONS = (
    "findings", "ledger", "money", "open-findings", "overdue", "policies", "rates", "recurring", "sanctions", "status",
    "unit-findings", "unit-history",
)  # fmt: skip
_SPARQL = {
    "findings of a unit": "SELECT ?f ?t {{ GRAPH xtg:inferred {{ ?f xt:ofUnit <{unit}> }} ?f oa:exact ?t }} LIMIT 50",
    "a unit described": "DESCRIBE <{unit}>",
    "what a document says": "CONSTRUCT {{ ?s ?p ?o }} {{ GRAPH ?g {{ <{document}> a ?d . ?s ?p ?o }} }} LIMIT 500",
    "units by name": 'SELECT ?u {{ ?u a xt:Unit ; rdfs:label ?l FILTER(CONTAINS(?l, "{word}")) }} LIMIT 20',
    "findings counted": "SELECT (COUNT(DISTINCT ?f) AS ?n) {{ ?f a xt:Finding }}",
}
_HOSTILE = (
    "SELECT (COUNT(*) AS ?n) {{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a != <http://x/{n}>) }}",
    "SELECT * {{ ?a (!<http://a/{n}>|^!<http://a/>)+ ?b . ?b (!<http://a/>|^!<http://a/>)+ ?c }}",
    "SELECT * {{ ?a ?b ?c . ?d ?e ?f }} ORDER BY ?c ?f OFFSET {n}",
    "ASK {{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(CONCAT(STR(?a), STR(?f), '{n}') = STR(?h)) }}",
    "SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?f))) AS ?t{n}) {{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }}",
    "SELECT * {{ FILTER({brackets}{n}",
    "SELECT * {{ ?a ?b ?c . ?d ?e ?f{n} . ?g ?h ?i FILTER(STR(?a) = CONCAT(STR(?f), STR(?i))) }}",
    "SELECT DISTINCT ?c ?f {{ ?a ?b ?c . ?d ?e ?f FILTER(?c != {n}) }}",
)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of request: its name, whether it is light, its path or SPARQL with places for what is asked about."""

    name: str
    light: bool
    path: str
    sparql: str = ""

    def fill(self, things: "Things", dice: random.Random) -> str:
        """Return a path that asks about something that is there."""
        word = dice.choice(_WORDS)
        if not word.endswith("整改"):
            word += dice.choice(("", " 整改"))
        chosen = {"unit": dice.choice(things.units), "document": dice.choice(things.documents)}
        chosen |= {"name": dice.choice(things.names), "word": word}
        if self.sparql:
            return f"{self.path}?{urlencode({'query': self.sparql.format(**chosen)})}"
        return self.path.format(**{key: quote(value, safe="") for key, value in chosen.items()})


@dataclass(frozen=True, slots=True)
class Things:
    """What can be asked about."""

    units: Sequence[str]
    documents: Sequence[str]
    names: Sequence[str]


@dataclass(slots=True)
class Seen:
    """What clients saw: seconds by kind, statuses that were not 200, and refusals of hostile queries."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    errors: Counter[str] = field(default_factory=Counter)
    hostile: Counter[str] = field(default_factory=Counter)

    def add(self, kind: str, seconds: float) -> None:
        """Note an answer."""
        self.seconds.setdefault(kind, []).append(seconds)


def kinds() -> Generator[Kind, None, None]:
    """Yield what is asked."""
    for path in _PAGES:
        yield Kind(f"page: {path.partition('?')[0]}", True, path)
    yield Kind("search: words", True, "/search?q={word}")
    yield Kind("search: names", True, "/suggest?q={name}")
    for question in _QUESTIONS:
        yield Kind(f"question: {question}", True, f"/questions/{question}?ask=1&unit={{name}}")
    for name, sparql in _SPARQL.items():
        yield Kind(f"SPARQL: {name}", False, "/sparql", sparql)


def read_things(store: Path) -> Things:
    """Return what can be asked about in a store."""
    with Store.open(store) as opened:
        units, documents, names = (
            [str(value) for value in opened.query(sparql).column("x")] for sparql in (_UNITS, _DOCUMENTS, _NAMES)
        )
    return Things(units, documents, names)


@contextmanager
def serve(store: Path) -> Generator[tuple[str, int], None, None]:
    """Yield the address of a server of a store, and the number of its process."""
    command = [sys.executable, "-m", "xuntu", "serve", str(store), "--port", "0", "--timeout", str(TIMEOUT)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=ROOT)
    try:
        yield _read_address(server), server.pid
    finally:
        server.terminate()
        server.communicate()


def _read_address(server: "subprocess.Popen[str]") -> str:
    assert server.stdout
    said = ""
    for line in server.stdout:
        if found := re.search(r"http://[\d.:]+", line):
            return found[0]
        said += line
    raise RuntimeError(f"the server did not start: {said[-2000:]}")


async def ask(client: httpx.AsyncClient, path: str) -> tuple[int, float]:
    """Return status and seconds of a request."""
    start = perf_counter()
    try:
        response = await client.get(path)
    except httpx.HTTPError as error:
        return -1 if isinstance(error, httpx.TimeoutException) else 0, perf_counter() - start
    return response.status_code, perf_counter() - start


async def measure_alone(client: httpx.AsyncClient, things: Things, dice: random.Random) -> dict[Kind, float]:
    """Return the median of each kind without load; kinds that the server does not answer are left out."""
    found = dict[Kind, float]()
    for kind in kinds():
        answers: list[tuple[int, float]] = []
        while len(answers) < ALONE + 2 and all(status == 200 for status, _ in answers):
            answers.append(await ask(client, kind.fill(things, dice)))
        if answers[-1][0] == 200:
            found[kind] = median(seconds for _, seconds in answers[2:])
        else:
            print(f"left out: {kind.name}, which is answered with {answers[-1][0]}", file=sys.stderr)
    return found


async def load(base: str, each: Sequence[Kind], things: Things, seconds: float, hostile: int = 0) -> Seen:
    """Return what so many clients saw for so long, with some hostile queries among what they asked."""
    seen, until = Seen(), monotonic() + seconds
    gap = seconds / hostile if hostile else 0

    async def behave(number: int) -> None:
        dice = random.Random(number)
        async with _connect(base) as client:
            await asyncio.sleep(dice.random() * THINKING)
            while monotonic() < until:
                kind = dice.choice(groups[dice.choice(list(groups))])
                status, taken = await ask(client, kind.fill(things, dice))
                seen.add(kind.name, taken)
                if status != 200:
                    seen.errors[f"{kind.name}: {status}"] += 1
                await asyncio.sleep(dice.expovariate(1 / THINKING))

    async def attack(number: int) -> None:
        await asyncio.sleep(number * gap)
        sparql = _HOSTILE[number % len(_HOSTILE)].format(n=number, brackets="(" * 10_000)
        async with _connect(base) as client:
            try:
                response = await client.post("/sparql", data={"query": sparql})
            except httpx.RemoteProtocolError:
                seen.hostile["cut off in the middle"] += 1
            else:
                seen.hostile[str(response.status_code)] += 1

    groups = dict[str, list[Kind]]()
    for kind in each:
        groups.setdefault(kind.name.partition(":")[0], []).append(kind)
    await asyncio.gather(*map(behave, range(CLIENTS)), *map(attack, range(hostile)))
    return seen


@asynccontextmanager
async def _connect(base: str) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=base, timeout=900) as client:
        yield client


async def watch(pid: int, memory: list[float]) -> None:
    """Note the megabytes of a process and its children, every two seconds, until stopped."""
    while pid:
        memory.append(await asyncio.to_thread(_megabytes, pid))
        await asyncio.sleep(2)


def _megabytes(pid: int) -> float:
    parents = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(status.parent.name)] = int(status.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    ours = [each for each in parents if each == pid or parents[each] == pid]
    return sum(map(_proportional, ours)) / 1024


def _proportional(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


@dataclass(frozen=True, slots=True)
class Run:
    """What was measured in a while of load."""

    title: str
    seen: Seen
    memory: Sequence[float]
    seconds: float


async def measure(
    base: str, pid: int, things: Things, seconds: float, hostile: int
) -> tuple[dict[Kind, float], list[Run]]:
    """Return the medians without load, and what was seen under load, without and with hostile queries."""
    async with _connect(base) as client:
        alone = await measure_alone(client, things, random.Random(0))
    runs = []
    for title, number in (("load", 0), ("load and hostile queries", hostile)):
        memory = list[float]()
        watching = asyncio.ensure_future(watch(pid, memory))
        start = monotonic()
        runs.append(Run(title, await load(base, tuple(alone), things, seconds, number), memory, monotonic() - start))
        watching.cancel()
    return alone, runs


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which a share of the values lies.

    >>> percentile([1, 2, 3, 4], 0.99), percentile(range(1, 101), 0.5)
    (4, 51)
    """
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def section(alone: dict[Kind, float], runs: Sequence[Run], about: str) -> Section:
    """Tell."""
    light = [kind for kind in alone if kind.light and alone[kind] < LIGHT]
    unloaded = median(alone[kind] for kind in light)
    lines, found = [about, ""], list[Goal]()
    for run in runs:
        ratios = [taken / alone[kind] for kind in light for taken in run.seen.seconds.get(kind.name, ())]
        taken = [taken for kind in light for taken in run.seen.seconds.get(kind.name, ())]
        worst, plain = percentile(ratios, 0.99), percentile(taken, 0.99) / unloaded
        number = sum(map(len, run.seen.seconds.values()))
        errors = sum(run.seen.errors.values())
        lines += [
            f"**{run.title}**: {number:,} requests in {run.seconds:.0f} s; errors: {dict(run.seen.errors) or 'none'}"
        ]
        if run.seen.hostile:
            lines[-1] += f"; hostile queries by status: {dict(run.seen.hostile)}"
        lines += ["", *_memory(run.memory), "", *_rows(alone, run), ""]
        found += [
            Goal(f"errors ({run.title})", "none", str(errors or "none"), not errors),
            Goal(
                f"p99 of light requests to the median of their kind without load ({run.title})",
                f"< {WANTED:g}×", f"{worst:.1f}× (all kinds together: {plain:.1f}×)", worst < WANTED,
            ),
        ]  # fmt: skip
        if run.memory:
            early, late = _halves(run.memory)
            found.append(
                Goal(f"memory ({run.title})", "flat", f"{early:.0f} MB, then {late:.0f} MB", late < GROWTH * early)
            )
    return Section("Serving", tuple(lines), tuple(found))


def _halves(memory: Sequence[float]) -> tuple[float, float]:
    third = max(1, len(memory) // 3)
    return median(memory[third : 2 * third] or memory), median(memory[2 * third :])


def _memory(memory: Sequence[float]) -> Generator[str, None, None]:
    if memory:
        step = max(1, len(memory) // 10)
        told = ", ".join(f"{each:.0f}" for each in memory[::step])
        yield f"memory of all processes, MB over time: {told}; most {max(memory):.0f}"


def _rows(alone: dict[Kind, float], run: Run) -> Generator[str, None, None]:
    rows = []
    for kind, without in alone.items():
        if taken := run.seen.seconds.get(kind.name):
            p99 = percentile(taken, 0.99)
            rows.append((kind.name, len(taken), 1000 * without, 1000 * median(taken), 1000 * p99, p99 / without))
    yield from table(("request", "number", "alone: median ms", "median ms", "p99 ms", "p99 × alone"), rows)


@contextmanager
def _built(*, full: bool) -> Generator[Path, None, None]:
    with TemporaryDirectory() as folder:
        place, documents = Path(folder) / "examples.store", EXAMPLES
        if full:
            documents = Path(folder) / "copies"
            write_copies(documents, TIMES)
        command = [sys.executable, "-m", "xuntu", "build", str(documents), "-o", str(place)]
        subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
        yield place


def main() -> None:
    """Measure and print."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--full", action="store_true", help="three minutes, and fifty hostile queries")
    parser.add_argument("--store", type=Path, help="a store that is there; by default the examples")
    parser.add_argument("--server", help="the address of a server of that store that is running")
    parser.add_argument("--seconds", type=float, help="of load")
    parser.add_argument("--hostile", type=int, help="how many hostile queries")
    asked = parser.parse_args()
    seconds = asked.seconds or (180 if asked.full else 20)
    hostile = asked.hostile if asked.hostile is not None else 50 if asked.full else 4
    with nullcontext(asked.store) if asked.store else _built(full=asked.full) as store:
        things = read_things(store)
        with nullcontext((asked.server, 0)) if asked.server else serve(store) as (base, pid):
            alone, runs = asyncio.run(measure(base, pid, things, seconds, hostile))
    about = f"{CLIENTS} clients that think {THINKING:g} s on average; {len(things.documents):,} documents"
    told = section(alone, runs, f"{about}; {TIMEOUT} s for a query.")
    print("\n".join((*goals(told.goals), "", *told.lines)))


if __name__ == "__main__":
    main()
