"""Terms as N-Quads text. This runs once for every value of every document, so it is plain string formatting."""

import re
from datetime import date
from decimal import Decimal

from xuntu.ontology import XSD

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"} | dict.fromkeys(range(55296, 57344), "�"))
_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
_YEAR = re.compile(r"[12]\d{3}")
_MONTH_DAY = re.compile(r"(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")


def iri(value: str) -> str:
    """Return an IRI as a term; *value* comes from ``xuntu.ontology.iris`` or a vocabulary, never from a text."""
    return f"<{value}>"


def plain(text: str) -> str:
    r"""Return *text* as a string without language; halves of surrogate pairs become U+FFFD.

    >>> plain('他说“好”\n"ok"')
    '"他说“好”\\n\\"ok\\""'
    """
    return f'"{text.translate(_ESCAPES)}"'


def chinese(text: str) -> str:
    """Return *text* as a string in Chinese."""
    return f'"{text.translate(_ESCAPES)}"@zh'


def typed(text: str, datatype: str) -> str:
    """Return *text* as a literal of *datatype* (an IRI)."""
    return f'"{text.translate(_ESCAPES)}"^^<{datatype}>'


def number(value: Decimal | int) -> str:
    """Return a number in canonical form: an integer where it is whole, else a decimal.

    >>> number(Decimal("1920.00")).partition("^^")[0], number(Decimal("7.1320")).partition("^^")[0]
    ('"1920"', '"7.132"')
    """
    if value == (whole := int(value)):
        return typed(str(whole), XSD.integer)
    return decimal(Decimal(value))


def decimal(value: Decimal) -> str:
    """Return a number as a decimal in canonical form, as the engine would write it back."""
    text = format(value, "f")
    return typed(text.rstrip("0").rstrip(".") if "." in text else text, XSD.decimal)


def day(iso: str) -> str:
    """Return an ISO date by its precision: day, month, year, or day of an unknown year; anything else is a string.

    >>> [day(iso).rpartition("#")[2] for iso in ("2021-08-31", "2021-08", "2021", "04-19")]
    ['date>', 'gYearMonth>', 'gYear>', 'gMonthDay>']
    >>> day("2024-02-30")
    '"2024-02-30"'
    """
    if is_day(iso):
        return typed(iso, XSD.date)
    if _MONTH.fullmatch(iso):
        return typed(iso, XSD.gYearMonth)
    if _MONTH_DAY.fullmatch(iso):
        return typed(f"--{iso}", XSD.gMonthDay)
    return typed(iso, XSD.gYear) if _YEAR.fullmatch(iso) else plain(iso)


def is_day(iso: str) -> bool:
    """Tell whether *iso* is a day of the calendar, written ``YYYY-MM-DD``."""
    try:
        return len(iso) == 10 and bool(date.fromisoformat(iso))
    except ValueError:
        return False
