r"""Terms as they stand in a document's block of TriG: short names under one fixed header, bare numbers.

The block is made of statements, a predicate and an object each, that are written as Turtle right where the mapping is
told (``f"xt:statusOf <{place}>"``): one piece of formatted text for each quad is all that there is time for. A test
holds every short name in these modules equal to a term of the vocabularies.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from json.encoder import encode_basestring
from typing import Final, TypeVar

from xuntu.graph.quads.literals import datatype_of, decimal_digits
from xuntu.ontology import PREFIXES

_USED: Final = ("dcterms", "oa", "org", "prov", "rdfs", "schema", "xsd", "xt", "xtc")
_NAMESPACES: Final = {PREFIXES[prefix]: prefix for prefix in _USED}
_LOCAL: Final = re.compile(r"[A-Za-z](?:[\w.-]*\w)?", re.ASCII)
_HALVES: Final = re.compile("[\ud800-\udfff]")
_Key = TypeVar("_Key", bound=str)

HEADER: Final = "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n" for prefix in _USED)
"""What every block begins with: the same prefixes in every shard of every document."""


quoted: Final = encode_basestring
"""Return a text as a string without language: TriG and SPARQL read the escapes of JSON too."""


def zh(text: str) -> str:
    """Return *text* as a string in Chinese."""
    return f"{encode_basestring(text)}@zh"


def bare(value: Decimal | int) -> str:
    """Return a number in canonical form: an integer where it is whole, else a decimal.

    >>> bare(Decimal("1920.00")), bare(Decimal("7.1320"))
    ('1920', '7.132')
    """
    whole = int(value)
    return str(whole) if value == whole else decimal_digits(Decimal(value))


@lru_cache(1024)
def dated(iso: str) -> str:
    """Return an ISO date by its precision, as ``literals.day`` does.

    >>> dated("2021-08-31"), dated("04-19"), dated("2024-02-30")
    ('"2021-08-31"^^xsd:date', '"--04-19"^^xsd:gMonthDay', '"2024-02-30"')
    """
    text, datatype = datatype_of(iso)
    return f"{quoted(text)}^^{short(datatype)}" if datatype else quoted(text)


@lru_cache(1024)
def short(iri: str) -> str:
    """Return the name of a term: with its prefix where the header has one, else in full.

    >>> short("https://w3id.org/xuntu/concept/problem-C01.01"), short("https://w3id.org/xuntu/id/doc/77")
    ('xtc:problem-C01.01', '<https://w3id.org/xuntu/id/doc/77>')
    """
    for namespace, prefix in _NAMESPACES.items():
        local = iri.removeprefix(namespace)
        if local != iri and _LOCAL.fullmatch(local):
            return f"{prefix}:{local}"
    return f"<{iri}>"


def shortened(concepts: Mapping[_Key, str]) -> dict[_Key, str]:
    """Return the short name of each concept, by what it stands for."""
    return {key: short(iri) for key, iri in concepts.items()}


def sound(text: str) -> str:
    r"""Return *text* with U+FFFD, character for character, for halves of surrogate pairs, which no file can hold.

    >>> sound("好"), sound("\ud83d坏")
    ('好', '\ufffd坏')
    """
    try:
        text.encode("utf-16-le")  # three times as fast as UTF-8
    except UnicodeEncodeError:
        return _HALVES.sub("\ufffd", text)
    return text
