"""The examples many times over, each time of other places: `python -m benchmarks.copies FOLDER --times 100`.

The texts are those of the examples as read, so that Word and PDF files can be renamed too; nothing is drawn by chance.
"""

from argparse import ArgumentParser
from itertools import product
from pathlib import Path

from benchmarks.examples import EXAMPLES
from xuntu.extractors import extract
from xuntu.sources import find_sources

_PLACES = ("澄陵", "槐溪", "栖梧")
_FIRST = "云青石榕清明远临泉松柏竹湖江河凤龙鹤雁枫梅兰桂安宁和永庆丰"
_SECOND = "岭川山原台浦阳津港湾岩谷峰源泽塘洲坪坡"


def write_copies(folder: Path, times: int) -> int:
    """Write the examples *times* over into *folder* and return how many files there are.

    Raises ``ValueError`` where there are not names enough.
    """
    names = ["".join(pair) for pair in product(_FIRST, _SECOND)]
    if times * len(_PLACES) > len(names):
        raise ValueError(f"at most {len(names) // len(_PLACES)} times")
    folder.mkdir(parents=True, exist_ok=True)
    texts = {one.name: extract(one.read(), one.name).document.text for one in find_sources([EXAMPLES]).sources}
    for number in range(times):
        there = names[number * len(_PLACES) :]
        for name, text in texts.items():
            for place, other in zip(_PLACES, there, strict=False):
                text = text.replace(place, other)
            (folder / f"{number:04}-{Path(name).stem}.txt").write_text(text, encoding="utf-8")
    return times * len(texts)


def main() -> None:
    """Write the copies and say how many."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--times", type=int, default=100)
    given = parser.parse_args()
    print(write_copies(given.folder, given.times), "documents")


if __name__ == "__main__":
    main()
