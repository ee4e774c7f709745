"""Terms as N-Quads text. This runs once for every value of every document, so it is plain string formatting."""

import re
from datetime import date
from decimal import Decimal
from json.encoder import encode_basestring
from typing import Final

from xuntu.ontology import XSD

_CONTROLS: Final = (*range(0x20), 0x7F)
_HALVES: Final = range(0xD800, 0xE000)
_ESCAPES: Final = str.maketrans(
    {code: f"\\u{code:04X}" for code in _CONTROLS}
    | dict.fromkeys(_HALVES, "\ufffd")
    | {"\b": r"\b", "\t": r"\t", "\n": r"\n", "\f": r"\f", "\r": r"\r", '"': r"\"", "\\": r"\\"}
)
_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])", re.ASCII)
_YEAR = re.compile(r"[12]\d{3}", re.ASCII)
_MONTH_DAY = re.compile(r"(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])", re.ASCII)


def iri(value: str) -> str:
    """Return an IRI as a term; *value* comes from ``xuntu.ontology.iris`` or a vocabulary, never from a text."""
    return f"<{value}>"


def plain(text: str) -> str:
    r"""Return *text* as a string without language, spelt as the engine spells it.

    Halves of surrogate pairs become U+FFFD.

    >>> plain('他说“好”\n"ok"')
    '"他说“好”\\n\\"ok\\""'
    """
    return encode_basestring(text) if text.isprintable() else f'"{text.translate(_ESCAPES)}"'


def chinese(text: str) -> str:
    """Return *text* as a string in Chinese."""
    return f"{plain(text)}@zh"


def typed(text: str, datatype: str) -> str:
    """Return *text* as a literal of *datatype* (an IRI)."""
    return f"{plain(text)}^^<{datatype}>"


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
    return typed(decimal_digits(value), XSD.decimal)


def decimal_digits(value: Decimal) -> str:
    """Return the digits of a decimal, without zeros at its end.

    >>> decimal_digits(Decimal("7.1320")), decimal_digits(Decimal("1E+2"))
    ('7.132', '100')
    """
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def day(iso: str) -> str:
    """Return an ISO date by its precision: day, month, year, or day of an unknown year; anything else is a string.

    >>> [day(iso).rpartition("#")[2] for iso in ("2021-08-31", "2021-08", "2021", "04-19")]
    ['date>', 'gYearMonth>', 'gYear>', 'gMonthDay>']
    >>> day("2024-02-30")
    '"2024-02-30"'
    """
    text, datatype = datatype_of(iso)
    return typed(text, datatype) if datatype else plain(text)


def datatype_of(iso: str) -> tuple[str, str | None]:
    """Return the lexical form of an ISO date and its datatype (an IRI), ``None`` where it is no date.

    >>> datatype_of("04-19")
    ('--04-19', 'http://www.w3.org/2001/XMLSchema#gMonthDay')
    """
    if is_day(iso):
        return iso, XSD.date
    if _MONTH.fullmatch(iso):
        return iso, XSD.gYearMonth
    if _MONTH_DAY.fullmatch(iso):
        return f"--{iso}", XSD.gMonthDay
    return iso, XSD.gYear if _YEAR.fullmatch(iso) else None


def is_day(iso: str) -> bool:
    """Tell whether *iso* is a day of the calendar, written ``YYYY-MM-DD``."""
    try:
        return len(iso) == 10 and bool(date.fromisoformat(iso))
    except ValueError:
        return False
