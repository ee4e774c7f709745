"""What a picture shows, before it is drawn: bands, a course in time, dots on a scale."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Bands:
    """Horizontal bands below each other, each made of as many values as there are ``series`` (name, colour)."""

    title: str
    remark: str
    series: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that happened on a day: ``kind`` is feedback or report."""

    kind: str
    day: date


@dataclass(frozen=True, slots=True)
class Lane:
    """An inspection on a course: its name, its days in words, what became of it, its period, what happened after."""

    name: str
    days: str
    outcome: str
    start: date | None
    end: date | None
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """What happened to a unit, in time."""

    title: str
    remark: str
    lanes: tuple[Lane, ...]


@dataclass(frozen=True, slots=True)
class Dots:
    """Numbers of days as dots on a scale, group by group."""

    title: str
    remark: str
    unit: str
    groups: tuple[tuple[str, tuple[int, ...]], ...]


Chart: TypeAlias = Bands | Course | Dots


def words_of(chart: Chart) -> str:
    """Return every character that a picture may need."""
    return "".join(_words(chart)) + "0123456789.,-—–/%~（）：，、中位数天个年月日巡视巡察反馈整改通报 "


def _words(chart: Chart) -> Iterator[str]:
    yield from (chart.title, chart.remark)
    match chart:
        case Bands():
            yield from (name for name, _ in chart.series)
            yield from (name for name, _ in chart.rows)
        case Course():
            for lane in chart.lanes:
                yield from (lane.name, lane.days, lane.outcome)
        case Dots():
            yield chart.unit
            yield from (name for name, _ in chart.groups)
