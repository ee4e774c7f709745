"""Days as ledgers need them: the last day of a deadline, and days that people write into a cell."""

import calendar
import re
from datetime import date

_WRITTEN = re.compile(r"(\d{4})\s*[-/.．年]\s*(\d{1,2})\s*[-/.．月]\s*(\d{1,2})\s*日?(?:[ T]\d{1,2}:\d{2}.*)?")
_MONTH = re.compile(r"(\d{4})-(\d{2})")


def last_day(iso: str | None) -> date | None:
    """Return the last day of an ISO day, month or year; ``None`` for what is none.

    >>> last_day("2020-06"), last_day("2020"), last_day("--06-30")
    (datetime.date(2020, 6, 30), datetime.date(2020, 12, 31), None)
    """
    if iso and (month := _MONTH.fullmatch(iso)) and 1 <= int(month[2]) <= 12:
        return date(int(month[1]), int(month[2]), calendar.monthrange(int(month[1]), int(month[2]))[1])
    if iso and re.fullmatch(r"[12]\d{3}", iso):
        return date(int(iso), 12, 31)
    return _day(iso or "")


def read_day(written: str) -> date | None:
    """Return the day that a person wrote; ``None`` where it is none.

    >>> read_day("2024年5月1日"), read_day("2024/5/1"), read_day("五月初")
    (datetime.date(2024, 5, 1), datetime.date(2024, 5, 1), None)
    """
    found = _WRITTEN.fullmatch(written.strip())
    return _day("{}-{:0>2}-{:0>2}".format(*found.groups())) if found else None


def _day(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso) if len(iso) == 10 else None
    except ValueError:
        return None
