"""What a cell shows: a number as Excel writes it, a date where its format is one."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Literal

from xuntu.extractors.readers.excel.parts import Element, children

# numbers of the formats for days that every Excel has, those of Chinese ones among them
_DATES = frozenset((14, 15, 16, 22, 28, 29, 30, 31, 51, 53, 54, 58))
_MONTHS = frozenset((17, 27, 36, 50, 52, 57))
_PERCENTS = {9: 0, 10: 2}
# colours, conditions, words in quotation marks and letters after a backslash say nothing about the kind
_NOT_CODE = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.')
_DAY, _MONTH = re.compile(r"d", re.IGNORECASE), re.compile(r"y.*m|m.*y", re.IGNORECASE)
_PERCENT = re.compile(r"0(?:\.(0+))?%")
_EPOCH, _EPOCH_OF_MAC = date(1899, 12, 30), date(1904, 1, 1)
_LAST_DAY = 2_958_465


@dataclass(frozen=True, slots=True)
class Value:
    """A cell as stored: the words or the digits, and the number of its style."""

    raw: str
    kind: Literal["text", "number"]
    style: int


@dataclass(frozen=True, slots=True)
class Formats:
    """The number format of each style, by its number and by its code where it has one, and the day 0 of dates."""

    styles: tuple[tuple[int, str], ...]
    epoch: date


def read_formats(workbook: Element, styles: Element | None) -> Formats:
    """Return the formats of a workbook; one without styles has none."""
    codes = {
        int(each.get("numFmtId") or 0): each.get("formatCode") or ""
        for each in children(next(children(styles, "numFmts"), None), "numFmt")
    }
    numbers = [int(each.get("numFmtId") or 0) for each in children(next(children(styles, "cellXfs"), None), "xf")]
    settings = next(children(workbook, "workbookPr"), None)
    is_mac = settings is not None and settings.get("date1904") in ("1", "true")
    return Formats(tuple((each, codes.get(each, "")) for each in numbers), _EPOCH_OF_MAC if is_mac else _EPOCH)


def format_value(value: Value, formats: Formats) -> str:
    """Return what a cell shows.

    >>> formats = Formats(((0, ""), (14, "")), _EPOCH)
    >>> format_value(Value("44197", "number", 0), formats), format_value(Value("44197", "number", 1), formats)
    ('44197', '2021年1月1日')
    """
    if value.kind == "text":
        return value.raw.strip()
    try:
        number = Decimal(value.raw)
    except InvalidOperation:
        return value.raw.strip()
    style, code = formats.styles[value.style] if value.style < len(formats.styles) else (0, "")
    return _as_date(number, style, code, formats.epoch) or _as_number(number, style, code)


def _as_date(number: Decimal, style: int, code: str, epoch: date) -> str | None:
    bare = _NOT_CODE.sub("", code)
    is_day = _DAY.search(bare) is not None if code else style in _DATES
    is_month = _MONTH.search(bare) is not None and not is_day if code else style in _MONTHS
    if not (is_day or is_month) or not 1 <= number <= _LAST_DAY:
        return None
    day = epoch + timedelta(days=int(number))
    return f"{day.year}年{day.month}月" + ("" if is_month else f"{day.day}日")


def _as_number(number: Decimal, style: int, code: str) -> str:
    percent = _PERCENT.search(code)
    if percent or style in _PERCENTS:
        digits = len(percent[1] or "") if percent else _PERCENTS[style]
        return f"{number * 100:.{digits}f}%"
    if not number.is_finite() or abs(number.adjusted()) > 20:
        return str(number)
    # what is stored is a binary fraction of 15 decimal digits: 3.5000000000000001
    rounded = Decimal(f"{number:.15g}")
    return f"{rounded:f}".rstrip("0").rstrip(".") if rounded != rounded.to_integral_value() else f"{int(rounded)}"
