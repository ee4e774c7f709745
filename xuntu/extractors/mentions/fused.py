"""Days that lost 年 or 月 on their way through the web: 2024717日至830日."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from xuntu.ontology import Date, Passage, Period

_POINT = r"(?P<year{n}>(?:19|20)\d\d)?年?(?:(?P<run{n}>\d{{2,4}})|(?P<month{n}>\d{{1,2}})月(?P<day{n}>\d{{1,2}}))日"
_FUSED = re.compile(
    rf"(?<![\d.])(?=\d{{2}}){_POINT.format(n='1')}(?:\s*[至到~-]{{1,2}}\s*(?:同年)?{_POINT.format(n='2')})?(?!\d)"
)
_DAY_DIGITS = 2
_LONGEST = timedelta(days=200)


@dataclass(frozen=True, slots=True)
class Fused:
    """A day or a span of days as printed, with the one reading that fits; without it where several do, or none."""

    printed: str
    passage: Passage
    start: date | None = None
    end: date | None = None

    @property
    def period(self) -> Period:
        """The span as a period; its days are inferred, and ``None`` where they stay unreadable."""
        start, end = (Date(day.isoformat(), self.passage, True) if day else None for day in (self.start, self.end))
        return Period(start, end, self.passage)


def find_fused(text: str, *, offset: int = 0) -> Iterator[Fused]:
    """Yield the fused days of folded *text*; a value stands only where just one reading is possible.

    >>> [(each.start.isoformat(), each.end.isoformat()) for each in find_fused("于2024717日至830日进驻")]
    [('2024-07-17', '2024-08-30')]
    >>> [each.start for each in find_fused("于2018115日至420日进驻")]  # 1月15日 or 11月5日
    [None]
    """
    for match in _FUSED.finditer(text):
        if not _is_fused(match):
            continue
        passage = Passage(offset + match.start(), offset + match.end())
        readings = set(_readings(match))
        start, end = readings.pop() if len(readings) == 1 else (None, None)
        yield Fused(match[0], passage, start, end)


def _is_fused(match: re.Match[str]) -> bool:
    """Tell whether a 年 or a 月 is missing, and whether the year that the reading needs is there."""
    printed = match[0]
    if match["year1"] is None:
        return False
    if match["month1"] and len(match["run2"] or "") == _DAY_DIGITS and not match["year2"]:
        return False  # 5月8日至27日
    years = sum(match[f"year{n}"] is not None for n in "12")
    return bool(match["run1"] or match["run2"]) or printed.count("年") != years


def _readings(match: re.Match[str]) -> Iterator[tuple[date, date | None]]:
    starts = list(_days(match, "1", int(match["year1"])))
    if not (match["run2"] or match["month2"]):
        yield from ((start, None) for start in starts)
        return
    for start in starts:
        if len(match["run2"] or "") == _DAY_DIGITS and not match["year2"]:
            yield from ((start, end) for end in _same_month(start, int(match["run2"])))
        years = [int(match["year2"])] if match["year2"] else [start.year, start.year + 1]
        for year in years:
            for end in _days(match, "2", year):
                # a span into the next year is read only where the months go down
                if start < end <= start + _LONGEST and (
                    match["year2"] or year == start.year or end.month < start.month
                ):
                    yield start, end


def _same_month(start: date, day: int) -> Iterator[date]:
    """Yield the later *day* of the month of *start*, where that month has it."""
    end = start + timedelta(days=day - start.day)
    if start < end and end.month == start.month:
        yield end


def _days(match: re.Match[str], n: str, year: int) -> Iterator[date]:
    """Yield the days that a run of digits may spell: 717 is July 17, 115 is January 15 or November 5."""
    run = match[f"run{n}"]
    if run and len(run) == 2 and "年" in match[0][: match.end(f"run{n}") - match.start()]:
        return  # 2021年12日: the month is lost, not its sign
    pairs = [(run[:cut], run[cut:]) for cut in range(1, len(run))] if run else [(match[f"month{n}"], match[f"day{n}"])]
    for month, day in pairs:
        if len(month) <= 2 and 1 <= len(day) <= 2 and not day.startswith("0" * len(day)):
            try:
                yield date(year, int(month), int(day))
            except ValueError:
                continue
