"""The formats of answers: their names, media types and extensions."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from xuntu.graph import Syntax
from xuntu.serving.protocol.negotiation import choose


@dataclass(frozen=True, slots=True)
class Format:
    """How an answer can be written.

    ``media_type`` is that of its standard, ``others`` are those that it answers to as well; ``names`` are what stands
    for it in ``format=``.
    """

    syntax: Syntax
    media_type: str
    others: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    charset: str = ""

    def content_type(self, asked: str) -> str:
        """Return what is said of the answer where *asked* is the type that was agreed on.

        >>> ROWS[2].content_type("text/csv"), ROWS[0].content_type("application/json")
        ('text/csv; charset=utf-8', 'application/json')
        """
        return asked + self.charset


_UTF8: Final = "; charset=utf-8"

ROWS: Final = (
    Format("json", "application/sparql-results+json", ("application/json", "text/json"), ("json", "srj")),
    Format("xml", "application/sparql-results+xml", ("application/xml", "text/xml"), ("xml", "srx")),
    Format("csv", "text/csv", (), ("csv",), _UTF8),
    Format("tsv", "text/tab-separated-values", (), ("tsv",), _UTF8),
)
"""For SELECT; the first is given to who takes any."""

TRUTHS: Final = ROWS[:2]
"""For ASK: the standard of CSV and TSV knows tables only."""

TRIPLES: Final = (
    Format("ttl", "text/turtle", ("application/x-turtle", "application/turtle"), ("turtle", "ttl", "n3"), _UTF8),
    Format("nt", "application/n-triples", ("text/plain",), ("ntriples", "n-triples", "nt")),
    Format("jsonld", "application/ld+json", ("application/json",), ("json-ld", "jsonld", "json")),
    Format("rdf", "application/rdf+xml", ("application/xml", "text/xml"), ("rdf+xml", "rdfxml", "rdf", "xml")),
    Format("trig", "application/trig", ("application/x-trig",), ("trig",)),
    Format("nq", "application/n-quads", ("text/x-nquads",), ("nquads", "n-quads", "nq")),
)
"""For CONSTRUCT, DESCRIBE, graphs and descriptions."""

OFFERED: Final[Mapping[str, tuple[Format, ...]]] = {
    "SELECT": ROWS,
    "ASK": TRUTHS,
    "CONSTRUCT": TRIPLES,
    "DESCRIBE": TRIPLES,
}
"""The formats for each form of a query."""

_NAMES: Final = frozenset(name for each in (*ROWS, *TRIPLES) for name in (*each.names, each.media_type, *each.others))


def pick(offered: tuple[Format, ...], *, accept: str, name: str = "") -> tuple[Format, str] | None:
    """Return the format that is asked for by its *name*, else by *accept*, and the media type to say; ``None`` if none.

    A name that stands for no format of ours is passed over, as other servers do.

    >>> pick(TRIPLES, accept="application/json")[0].syntax, pick(ROWS, accept="*/*", name="tsv")[1]
    ('jsonld', 'text/tab-separated-values')
    """
    if name.lower() in _NAMES:
        named = (each for each in offered if name.lower() in (*each.names, each.media_type, *each.others))
        return next(((each, each.media_type) for each in named), None)
    types = {each.media_type: each for each in offered}
    for each in offered:
        for other in each.others:
            types.setdefault(other, each)
    chosen = choose(accept, tuple(types))
    return (types[chosen], chosen) if chosen else None
