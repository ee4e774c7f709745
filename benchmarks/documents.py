"""Made-up notices as texts, any number, of a known truth: what `make bench` reads.

A document follows from its number alone: four inspections of each department of each county, three years apart. Each is
laid out in one of the outline schemes of `tests/variations`, in one writer's dress; problems are the written statements
of the problem types with places and figures of their own, and a part of them comes back at the next inspection. What
must be read from it is known (`Written`), and a test compares. Nothing is kept: memory does not grow with the number.
"""

import re
from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path

from tests.variations import words
from tests.variations.choice import Seeded
from tests.variations.dress import Dress, draw_dress
from tests.variations.gaps import GAPS
from tests.variations.notice import Written, write_notice
from tests.variations.scheme import Scheme
from tests.variations.tree import Group, Inspection, Measure, Notice, Policy, Problem, Status
from tests.variations.variation import BY_NAME, Variation

LONG, SHORT = 5_000, 500
"""Characters of a document, about: the 15 KB that the issue means, and those of which there are many (1.5 KB)."""

VISITS = 4
_FRAME = 350
"""Characters of title, lead, ending, and of the headings."""

_YEARS = (2014, 2017, 2020, 2023)
_SCHEMES = ("S1", "S4", "S6", "S7", "S11", "C1", "C2", "C7", "C9", "C11", "C13")
"""Those whose problems are numbered in digits: a document may have thirty."""

_FIRST = "云青石榕清明远临泉松柏竹溪湖江河凤龙鹤雁枫梅兰桂安宁和永庆丰"
_SECOND = "岭川山原台浦陵阳津港湾岩谷峰源泽塘洲坪坡"
_TAILS = ("", "，{place}较为突出", "，涉及{place}{n}个项目、资金{sum}万元", "，抽查{n}份档案，{place}占{m}份")
_REPEATED = 5
"""One problem of so many comes back at the next inspection."""


def document(number: int, characters: int = SHORT, *, edition: int = 0) -> Written:
    """Return a document of about so many characters, by its number from 0.

    Another *edition* is the same notice with other problems, as when a unit publishes it anew.

    >>> document(0).lines[0], document(0) == document(0), document(0) == document(0, edition=1)
    ('中共云岭县农业农村局党组关于巡察整改进展情况的通报', True, False)
    """
    unit, visit = divmod(number, VISITS)
    choice = Seeded(f"{number} {characters} {edition}")
    scheme = BY_NAME[choice.one(_SCHEMES)]
    inspection = _inspection(unit, visit)
    problems = _problems(unit, visit, edition, characters - _FRAME)
    topics = words.TOPICS[: min(len(words.TOPICS), -(-len(problems) // 2))]
    size = -(-len(problems) // len(topics))
    groups = [problems[start : start + size] for start in range(0, len(problems), size)]
    published = inspection.feedback + timedelta(days=150)
    told = tuple(Group(topic[0], topic[1], tuple(each)) for topic, each in zip(topics, groups, strict=False))
    notice = Notice(inspection, published, told)
    return write_notice(notice, scheme, _dress(scheme, notice, choice))


def name(number: int) -> str:
    """Return the name of a document's file; a thousand lie in a folder.

    >>> name(12_345)
    '0012/012345.txt'
    """
    return f"{number // 1000:04}/{number:06}.txt"


def write_documents(folder: Path, numbers: range, characters: int = SHORT) -> Path:
    """Write documents that are not there yet, and return the folder, which holds no others.

    What an earlier run has written is taken over: the same number is always the same text.
    """
    place = folder / f"documents-{characters}-{len(numbers)}"
    if (place / "whole").exists():
        return place
    for number in numbers:
        file = place / name(number)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(document(number, characters).text, encoding="utf-8", newline="")
    (place / "whole").touch()
    return place


def texts(numbers: range, characters: int = SHORT) -> Iterator[str]:
    """Yield the texts of documents, one after the other."""
    return (document(number, characters).text for number in numbers)


def _dress(scheme: Scheme, notice: Notice, choice: Seeded) -> Dress:
    """Return a dress in which all can be read back, as far as it is known."""
    while True:
        dress = draw_dress(scheme, choice)
        if dress.title and not any(gap.holds(Variation(scheme, notice, dress)) for gap in GAPS if not gap.fields):
            return dress


def _inspection(unit: int, visit: int) -> Inspection:
    county, body = _place(unit // len(words.BODIES)), words.BODIES[unit % len(words.BODIES)]
    start = date(_YEARS[visit], 3, 1) + timedelta(days=unit % 60)
    end = start + timedelta(days=60)
    return Inspection(
        kind="巡察",
        inspector=f"{county}县委",
        team=f"{county}县委第{words.NUMERALS[unit % 9]}巡察组",
        unit=f"{county}县{body}党组",
        short=f"县{body}党组",
        start=start,
        end=end,
        feedback=end + timedelta(days=30),
        types=((), ("常规",))[unit % 2],
        term=f"十{words.NUMERALS[visit // 2]}届",
        ordinal=1 + unit % len(words.BODIES) % 9,
    )


def _place(number: int) -> str:
    number, low = divmod(number, len(_SECOND))
    high, middle = divmod(number, len(_FIRST))
    return f"{_FIRST[middle]}{_SECOND[low]}{_place(high - 1) if high else ''}"


def _problems(unit: int, visit: int, edition: int, characters: int) -> list[Problem]:
    """Return as many problems as fill so many characters, at least one."""
    found: list[Problem] = []
    while characters > 0 or not found:
        problem = _problem(unit, visit, edition, len(found))
        characters -= sum(len(each.text) + 12 for each in problem.measures) + len(problem.statement) + 20
        found.append(problem)
    return found


def _problem(unit: int, visit: int, edition: int, place: int) -> Problem:
    back = visit > 0 and (unit + visit + place) % _REPEATED == 0
    told = Seeded(f"{unit} {visit - 1 if back else visit} {edition} {place} told")
    choice = Seeded(f"{unit} {visit} {edition} {place} done")
    statement = told.one(_statements()) + _fill(told.one(_TAILS), choice)
    steps = choice.some(words.STEPS, choice.number(1, 3))
    books = choice.some(words.BOOKS, len(steps))
    measures = tuple(_measure(step, book, choice) for step, book in zip(steps, books, strict=True))
    return Problem(statement, measures, Status(*choice.one(words.STATUSES)))


def _measure(step: tuple[str, str, str | None], book: str, choice: Seeded) -> Measure:
    title, text, role = step
    text = _NUMBER.sub(lambda _: str(choice.number(2, 60)), text)
    if role is None:
        return Measure(title, text)
    # a place before the title, that none comes twice: a notice gives each title one role
    named = book if role == "cited" else f"《{_village(choice)}{choice.one(words.TITLES)[1:]}"
    return Measure(title, text.replace("{}", named), (Policy(named, role),))


def _fill(tail: str, choice: Seeded) -> str:
    return tail.format(
        place=_village(choice), n=choice.number(30, 90), m=choice.number(2, 29), sum=choice.number(3, 900) / 10
    )


def _village(choice: Seeded) -> str:
    return f"{choice.one(_FIRST)}{choice.one(_SECOND)}{choice.one('镇乡村')}"


@cache
def _statements() -> tuple[str, ...]:
    tables = sorted((files("xuntu.extractors.types") / "statements").iterdir(), key=lambda each: each.name)
    lines = [line for table in tables if table.name.endswith(".tsv") for line in table.read_text("utf-8").splitlines()]
    found = [line.partition("\t")[2].rpartition("\t")[2].rstrip("。") for line in lines]
    return tuple(each for each in found if _WHOLE.fullmatch(each))


_NUMBER = re.compile(r"(?<![\d.])\d{1,3}(?:\.\d+)?(?![\d.年])")
_WHOLE = re.compile(r"(?!关于|对|巡|反馈)[^。；：“《（！？]{8,40}(?<!问题)")


def main() -> None:
    """Write documents into a folder."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--characters", type=int, default=SHORT)
    asked = parser.parse_args()
    print(write_documents(asked.folder, range(asked.count), asked.characters))


if __name__ == "__main__":
    main()
