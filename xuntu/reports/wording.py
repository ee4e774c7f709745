"""How dates, numbers and lists are said in a report."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Final

_DAY: Final = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_WAN: Final = 10_000
_YI: Final = 100_000_000


def say_day(day: str | None) -> str:
    """Return a date as prose has it.

    >>> say_day("2023-09-04"), say_day("2024-04"), say_day("2019")
    ('2023年9月4日', '2024年4月', '2019年')
    """
    told = _DAY.match(day or "")
    if not told:
        return day or ""
    units = ("年", "月", "日")
    return "".join(f"{int(number)}{unit}" for number, unit in zip(told.groups(), units, strict=True) if number)


def say_span(start: str | None, end: str | None) -> str:
    """Return a period; what is not known is left out.

    >>> say_span("2023-09-04", "2023-10-20"), say_span(None, "2019-05-17"), say_span("2023-12-01", "2024-01-05")
    ('2023年9月4日至10月20日', '至2019年5月17日', '2023年12月1日至2024年1月5日')
    """
    if start and end and start[:4] == end[:4]:
        return f"{say_day(start)}至{say_day(end).partition('年')[2]}"
    return f"{say_day(start)}至{say_day(end)}" if end else say_day(start)


def say_number(value: int | Decimal | float) -> str:
    """Return a number with thousands apart and no more digits than it has.

    >>> say_number(12345), say_number(Decimal("7.132"))
    ('12,345', '7.13')
    """
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def say_money(yuan: int | Decimal) -> str:
    """Return an amount in the unit in which it is read.

    >>> say_money(2634000), say_money(130000000), say_money(800)
    ('263.4万元', '1.3亿元', '800元')
    """
    amount = Decimal(yuan)
    if amount >= _YI:
        return f"{say_number(amount / _YI)}亿元"
    return f"{say_number(amount / _WAN)}万元" if amount >= _WAN else f"{say_number(amount)}元"


def say_list(words: Iterable[str], most: int = 0) -> str:
    """Return words in a row; of more than *most* the first and how many there are, where *most* is told.

    >>> say_list(["甲", "乙", "丙"]), say_list(["甲", "乙", "丙"], 2)
    ('甲、乙、丙', '甲、乙等3个')
    """
    told = list(dict.fromkeys(words))
    return f"{'、'.join(told[:most])}等{len(told)}个" if most and len(told) > most else "、".join(told)


def to_date(day: str | None) -> date | None:
    """Return a date that is told to the day; ``None`` for any other.

    >>> to_date("2023-09-04"), to_date("2023-09")
    (datetime.date(2023, 9, 4), None)
    """
    try:
        return date.fromisoformat(day) if day and len(day) == len("2023-09-04") else None
    except ValueError:
        return None
