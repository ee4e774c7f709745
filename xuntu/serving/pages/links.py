"""Where the things of the graph have their pages: from an IRI to a path."""

import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import quote, urlencode

_PAGES: Final = (
    (re.compile(r"https://w3id\.org/xuntu/id/(doc/[0-9a-f]{16})#char=(\d+),(\d+)"), "document"),
    (re.compile(r"https://w3id\.org/xuntu/id/doc/[0-9a-f]{16}"), "document"),
    (re.compile(r"https://w3id\.org/xuntu/id/doc/[0-9a-f]{16}/r\d+/f[^/]*"), "finding"),
    (re.compile(r"https://w3id\.org/xuntu/id/unit/.+"), "unit"),
    (re.compile(r"https://w3id\.org/xuntu/id/round/.+"), "round"),
    (re.compile(r"https://w3id\.org/xuntu/id/policy/.+"), "policy"),
    (re.compile(r"https://w3id\.org/xuntu/concept/problem-.+"), "type"),
)
_OURS: Final = "https://w3id.org/xuntu/"


def is_ours(iri: str) -> bool:
    """Tell whether an IRI is of our namespace, so that it may have a page.

    >>> is_ours("https://w3id.org/xuntu/id/unit/云岭县财政局"), is_ours("javascript:alert(1)")
    (True, False)
    """
    return iri.startswith(_OURS)


def to_path(iri: str, root: str = "") -> str:
    """Return the path of the page that shows a thing; a passage is a place in its document's page.

    >>> to_path("https://w3id.org/xuntu/id/doc/779058c4f0d40117#char=78,105")
    '/document?iri=https%3A%2F%2Fw3id.org%2Fxuntu%2Fid%2Fdoc%2F779058c4f0d40117#c78-105'
    >>> to_path("https://w3id.org/xuntu/id/team/x")
    '/thing?iri=https%3A%2F%2Fw3id.org%2Fxuntu%2Fid%2Fteam%2Fx'
    """
    for pattern, page in _PAGES:
        if found := pattern.fullmatch(iri):
            passage = f"#c{found[2]}-{found[3]}" if found.re.groups else ""
            return f"{root}/{page}?iri={quote(iri.partition('#')[0], safe='')}{passage}"
    return f"{root}/thing?iri={quote(iri, safe='')}"


def to_query(page: str, fields: Mapping[str, object], root: str = "") -> str:
    """Return the path of a page with fields, those that are empty left out.

    >>> to_query("/search", {"q": "预算", "page": None})
    '/search?q=%E9%A2%84%E7%AE%97'
    """
    told = urlencode({key: value for key, value in fields.items() if value not in (None, "")})
    return f"{root}{page}{'?' if told else ''}{told}"
