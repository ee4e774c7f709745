"""Days, months and spans of days, as the genre writes them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from xuntu.extractors.folding import fold
from xuntu.ontology import Date, Passage, Period, to_number

_YEAR = r"(?:(?P<year{n}>[12]\d{{3}})\s*年\s*)?"
_DAY = _YEAR + r"(?P<month{n}>\d{{1,2}})\s*月(?:\s*(?P<day{n}>\d{{1,2}})\s*[日号]|(?P<part{n}>[上中下]旬|底|初|末)?)"
_DATE = re.compile(r"(?<![\d.])" + _DAY.format(n=""))
_ISO = re.compile(r"(?<!\d)(?P<year>[12]\d{3})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)")
_CHINESE = re.compile(
    r"(?P<year>[二一][○〇零一二三四五六七八九]{3})\s*年\s*(?P<month>[一二三四五六七八九十]{1,2})\s*月\s*(?P<day>[一二三四五六七八九十]{1,3})\s*日"
)
_JOINED = r"\s*(?:,|\([^)]{0,12}\))?\s*(?:至|到|-{1,2}|~|～)\s*"
_SPAN = re.compile(
    r"(?<![\d.])" + _DAY.format(n="1") + r"(?:起)?" + _JOINED
    + r"(?:同年\s*)?(?:(?P<next>次年|翌年)\s*)?(?:"
    + _DAY.format(n="2") + r"|(?P<only>\d{1,2})\s*日)"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Point:
    year: int | None
    month: int
    day: int | None

    def iso(self) -> str:
        month = f"{self.month:02}" + (f"-{self.day:02}" if self.day else "")
        return f"{self.year}-{month}" if self.year else month


def find_dates(text: str, *, offset: int = 0, year: int | None = None) -> Iterator[Date]:
    """Yield the days and months of *text*; one without its year gets *year* and is marked inferred.

    >>> [date.iso for date in find_dates("2021年10月28日反馈,次月3日公布,2023年8月出台")]
    ['2021-10-28', '2023-08']
    >>> [(date.iso, date.inferred) for date in find_dates("10月28日反馈", year=2021)]
    [('2021-10-28', True)]
    """
    folded = fold(text)
    patterns = (_DATE, _ISO, _CHINESE)
    matches = sorted((m for pattern in patterns for m in pattern.finditer(folded)), key=lambda match: match.start())
    for match in matches:
        point = _point(match, "")
        if point is None:
            continue
        passage = Passage(offset + match.start(), offset + match.end())
        inferred = point.year is None and year is not None
        if inferred:
            point = replace(point, year=year)
        yield Date(point.iso(), passage, inferred, "caller" if inferred else None)


def find_period(text: str, *, offset: int = 0) -> Period | None:
    """Return the first span of days in *text*.

    >>> period = find_period("2021年8月31日至9月13日,对县财政局")
    >>> period.start.iso, period.end.iso, period.end.inferred
    ('2021-08-31', '2021-09-13', True)
    >>> find_period("2019年10月8日至1月20日").end.iso
    '2020-01-20'
    """
    folded = fold(text)
    for match in _SPAN.finditer(folded):
        start = _point(match, "1")
        end = _point(match, "2") if match["month2"] else (start and replace(start, day=int(match["only"])))
        if start is None or end is None:
            continue
        inferred = end.year is None and start.year is not None
        if end.year is None and start.year is not None:
            later = match["next"] or (end.month, end.day or 31) < (start.month, start.day or 1)
            end = replace(end, year=start.year + 1 if later else start.year)
        passage = Passage(offset + match.start(), offset + match.end())
        last = Date(end.iso(), passage, inferred, "period_start" if inferred else None)
        return Period(Date(start.iso(), passage), last, passage)
    return None


def is_date_line(line: str) -> bool:
    """Tell whether a line holds nothing but a day, as the line under a signature does.

    >>> is_date_line("2023 年 12 月 22 日"), is_date_line("二〇二四年七月二日"), is_date_line("2023年起")
    (True, True, False)
    """
    bare = re.sub(r"\s", "", fold(line))
    return any(match is not None and match["day"] for match in (_DATE.fullmatch(bare), _CHINESE.fullmatch(bare)))


def _point(match: re.Match[str], n: str) -> _Point | None:
    groups = match.groupdict()
    year, month, day = (_number(groups.get(f"{part}{n}")) for part in ("year", "month", "day"))
    if month is None or not 1 <= month <= 12 or (day is not None and not 1 <= day <= 31):
        return None
    if year is not None and not 1978 <= year <= 2100:
        return None
    return _Point(year, month, day)


def _number(printed: str | None) -> int | None:
    return to_number(printed.replace("○", "〇")) if printed else None
