"""Days, months and spans of days, as the genre writes them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from xuntu.extractors.folding import fold
from xuntu.ontology import Date, Passage, Period, to_number

_YEAR = r"(?:(?P<year{n}>[12]\d{{3}})\s*年\s*)?"
_DAY = _YEAR + r"(?P<month{n}>\d{{1,2}})\s*月(?:\s*(?P<day{n}>\d{{1,2}})\s*[日号]|(?P<part{n}>[上中下]旬|底|初|末)?)"
_DATE = re.compile(r"(?<![\d.])" + _DAY.format(n=""))
_ISO = re.compile(r"(?<!\d)(?P<year>[12]\d{3})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)")
_CHINESE = re.compile(
    r"(?:(?P<year>[二一][○〇零一二三四五六七八九]{3})\s*年\s*)?(?P<month>[一二三四五六七八九十]{1,2})\s*月\s*(?P<day>[一二三四五六七八九十]{1,3})\s*日"
)
_BEGUN, _ENDED = re.compile(r"(?:正式)?(?:开始|启动|起|进驻)[^。;]{0,30}?(?:于|到|至)?"), re.compile("结束|止|完成")
_SPELT_SPAN = re.compile(r"\s*+(?:起|开始)?\s*+,?\s*+(?:至|到|-{1,2}|~)\s*+(?:同年)?\s*")
_FIRST_MONTH = re.compile(r"(?<!\d)元(?=月)")
_JOINED = r"\s*+(?:,|\([^)]{0,12}\))?\s*+(?:至|到|-{1,2}|~|～)\s*"
_SPAN = re.compile(
    r"(?<![\d.])" + _DAY.format(n="1") + r"(?:起|开始|进驻)?" + _JOINED
    + r"(?:同年\s*)?(?:(?P<next>次年|翌年)\s*)?(?:"
    + _DAY.format(n="2") + r"|(?P<only>\d{1,2})\s*日)"
)  # fmt: skip

# the days of entering, and the last day on the spot behind them
_ON_THE_SPOT = re.compile(r"[^。;]{0,24}?进驻[^。;]{0,14}?(?:至|到)\s*(?=\d)")


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
    folded = _folded(text)
    patterns = (_DATE, _ISO, _CHINESE) if "月" in folded else (_ISO,)
    matches = sorted((m for pattern in patterns for m in pattern.finditer(folded)), key=lambda match: match.start())
    for match in matches:
        point = _point(match, "")
        if point is None or (match.re is _CHINESE and not match["year"]):
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
    >>> find_period("2020年9月7日至9日,各巡察组陆续完成进驻,现场巡察时间至11月20日").end.iso
    '2020-11-20'
    """
    folded = _folded(text)
    for match in _SPAN.finditer(folded):
        start = _point(match, "1")
        end = _point(match, "2") if match["month2"] else (start and replace(start, day=int(match["only"])))
        if start is None or end is None:
            continue
        last = match.end()
        if (entered := _ON_THE_SPOT.match(folded, last)) and (until := _DATE.match(folded, entered.end())):
            end, last = _point(until, "") or end, until.end()
        return _spanning(start, end, Passage(offset + match.start(), offset + last), next_year=bool(match["next"]))
    return _find_begun_and_ended(folded, offset) or _find_spelt_span(folded, offset)


def _find_begun_and_ended(folded: str, offset: int) -> Period | None:
    """Return the span of 于3月1日开始,5月2日结束."""
    for first, second in pairwise(_DATE.finditer(folded)):
        begun = _BEGUN.fullmatch(folded, first.end(), second.start())
        start, end = _point(first, ""), _point(second, "")
        if begun and start and end and _ENDED.match(folded, second.end()):
            return _spanning(start, end, Passage(offset + first.start(), offset + second.end()))
    return None


def _spanning(start: _Point, end: _Point, passage: Passage, *, next_year: bool = False) -> Period:
    """Return the period; an end without its year takes that of the start, or the next where it would come before it."""
    inferred = end.year is None and start.year is not None
    if end.year is None and start.year is not None:
        later = next_year or (end.month, end.day or 31) < (start.month, start.day or 1)
        end = replace(end, year=start.year + 1 if later else start.year)
    return Period(
        Date(start.iso(), passage), Date(end.iso(), passage, inferred, "period_start" if inferred else None), passage
    )


def _find_spelt_span(folded: str, offset: int) -> Period | None:
    """Return the first span of days that are printed as 2022.3.1 or in Chinese numerals."""
    for pattern in (_ISO, _CHINESE):
        for first, second in pairwise(pattern.finditer(folded)):
            if not _SPELT_SPAN.fullmatch(folded, first.end(), second.start()):
                continue
            start, end = _point(first, ""), _point(second, "")
            if start is None or end is None or start.year is None:
                continue
            return _spanning(start, end, Passage(offset + first.start(), offset + second.end()))
    return None


def _folded(text: str) -> str:
    """Return *text* folded, with 元月 as the first month, sign for sign."""
    folded = fold(text)
    return _FIRST_MONTH.sub("1", folded) if "元月" in folded else folded


def is_date_line(line: str) -> bool:
    """Tell whether a line holds nothing but a day, as the line under a signature does.

    >>> is_date_line("2023 年 12 月 22 日"), is_date_line("二〇二四年七月二日"), is_date_line("2023年起")
    (True, True, False)
    """
    if "月" not in line:
        return False
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
