"""What a character costs in documents of every length: `python -m benchmarks.lengths [CHARACTERS …]`.

One Markdown table: CPU microseconds per character, for texts of several shapes from 1,000 characters up to the longest
that is read (one million characters, about three megabytes; what is longer is refused, and is split into files). Where
reading is linear every row is level; documents of 1,000 characters are the measure that the last column compares with.
The best of a few runs counts: the rest is noise. Texts are made here, each finding with numbers of its own, so that
nothing that is kept from one line helps with the next.
"""

import sys
from collections.abc import Callable, Iterator, Mapping
from itertools import count
from time import process_time
from typing import Final

from xuntu.extractors.pipeline import extract

LENGTHS: Final = (1_000, 10_000, 100_000, 900_000)
_AT_LEAST: Final = 20_000  # characters to a measurement: short documents are read several times
_RUNS: Final = 3

_LEAD: Final = (
    "根据县委统一部署，2021年3月9日至6月9日，县委第一巡察组对县水务局党组开展了常规巡察。"
    "7月24日，县委巡察组反馈了巡察意见。现将巡察整改进展情况予以公布。\n"
)
_TITLE: Final = "关于巡察整改进展情况的通报\n"
_SIGNED: Final = "中共甲县水务局党组\n2021年12月22日\n"


def _items() -> Iterator[str]:
    for number in count(1):
        if number % 20 == 1:
            yield f"（{'一二三四五六七八九十'[number // 20 % 10]}）党的建设方面\n"
        yield (
            f"{number}.关于第{number}次学习不深入、制度不健全的问题\n整改情况：一是组织专题学习{number % 7 + 1}次，"
            f"修订《第{number}号水费管理办法》；二是追缴资金{number % 90}.{number}万元，约谈{number % 5 + 1}人。"
            "已完成整改。\n"
        )


def _filled(pieces: Iterator[str], length: int) -> str:
    """Return so many of *pieces* that they have *length* characters, or a few more."""
    taken: list[str] = []
    while length > 0:
        taken.append(next(pieces))
        length -= len(taken[-1])
    return "".join(taken)


def findings(length: int) -> str:
    """Return one notice of many findings."""
    head = f"中共甲县水务局党组{_TITLE}{_LEAD}一、反馈问题整改落实情况\n"
    return head + _filled(_items(), length - len(head) - len(_SIGNED)) + _SIGNED


def annexes(length: int) -> str:
    """Return many short notices in one file, each with its title, lead and signature."""

    def notices() -> Iterator[str]:
        for number in count(1):
            body = findings(800).partition("\n")[2]
            yield f"附件{number}\n中共乙镇第{number}村支部委员会{_TITLE}{body}"

    return _filled(notices(), length)


def prose(length: int) -> str:
    """Return lines without headings or marks."""
    return _filled(
        (
            f"县水务局第{number}次研究水库除险加固工作，要求各乡镇认真落实，投入资金{number}万元。\n"
            for number in count(1)
        ),
        length,
    )


def one_line(length: int) -> str:
    """Return a text without line breaks."""
    return prose(length).replace("\n", "")


def one_sentence(length: int) -> str:
    """Return a text without line breaks and without full stops."""
    return one_line(length).replace("。", "，")


def page(length: int) -> str:
    """Return a saved page with one notice, a paragraph to a line."""
    lines = findings(length).split("\n")
    return f"<html><body><div class='content'>{''.join(f'<p>{line}</p>' for line in lines)}</div></body></html>"


SHAPES: Final[Mapping[str, Callable[[int], str]]] = {
    "findings": findings,
    "annexes": annexes,
    "prose without headings": prose,
    "one line": one_line,
    "one sentence": one_sentence,
    "saved page": page,
}


def cost(shape: str, length: int) -> float:
    """Return the CPU microseconds that a character of a document of that shape and length takes."""
    content = SHAPES[shape](length).encode()
    name = "a.html" if shape == "saved page" else "a.txt"
    times = max(1, _AT_LEAST // length)
    return min(_seconds(content, name, times) for _ in range(_RUNS)) / (times * length) * 1e6


def _seconds(content: bytes, name: str, times: int) -> float:
    start = process_time()
    for _ in range(times):
        extract(content, name)
    return process_time() - start


def main(lengths: list[int]) -> None:
    """Print the table."""
    extract(findings(2_000).encode(), "a.txt")
    print("| µs of CPU per character | " + " | ".join(f"{length:,}" for length in lengths) + " | longest to shortest |")
    print("|---|" + "---:|" * (len(lengths) + 1))
    for shape in SHAPES:
        costs = [cost(shape, length) for length in lengths]
        print(
            f"| {shape} | " + " | ".join(f"{each:.1f}" for each in costs) + f" | {costs[-1] / costs[0]:.2f} |",
            flush=True,
        )


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or list(LENGTHS))
