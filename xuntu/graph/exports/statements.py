"""Lines of N-Quads as statements in plain Python, for the writers of formats that are not RDF's own."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from xuntu.ontology import RDF, XSD, StoreError

_LINE: Final = re.compile(
    r"(?P<subject><[^>]*>|_:\S+) <(?P<predicate>[^>]*)> "
    r"(?:(?P<link><[^>]*>|_:\S+)|\"(?P<text>(?:[^\"\\]|\\.)*)\"(?:@(?P<language>[\w-]+)|\^\^<(?P<datatype>[^>]*)>)?)"
    r"(?: (?P<graph><[^>]*>))? \.\n?"
)
_ESCAPE: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_MEANT: Final = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}


@dataclass(frozen=True, slots=True)
class Statement:
    """A quad: ``datatype`` is ``None`` where the value is an IRI; ``language`` is ``""`` for what has none."""

    subject: str
    predicate: str
    value: str
    datatype: str | None = None
    language: str = ""
    graph: str = ""

    @property
    def is_link(self) -> bool:
        """Whether the value is another thing, not a literal."""
        return self.datatype is None


def read_statement(line: str) -> Statement:
    r"""Return what a line of N-Quads or N-Triples says; raises ``StoreError`` for what these formats cannot hold.

    >>> said = read_statement(r'<a> <b> "云岭\n县"@zh <g> .')
    >>> said.subject, said.value, said.language, said.graph
    ('a', '云岭\n县', 'zh', 'g')
    >>> read_statement('<a> <b> <c> .').is_link
    True
    """
    found = _LINE.fullmatch(line)
    if found is None:
        raise StoreError(f"这句话只有 RDF 自己的格式（nq、trig、ttl）写得下：{line[:120].strip()}")
    subject, graph, link = (_bare(found[name] or "") for name in ("subject", "graph", "link"))
    if found["link"] is not None:
        return Statement(subject, found["predicate"], link, graph=graph)
    language = found["language"] or ""
    datatype = RDF.langString if language else found["datatype"] or XSD.string
    return Statement(subject, found["predicate"], unescape(found["text"]), datatype, language, graph)


def by_subject(lines: Iterable[bytes]) -> Iterator[tuple[str, list[Statement]]]:
    """Yield each subject of sorted lines with all that is said of it."""
    statements = (read_statement(line.decode()) for line in lines)
    for subject, said in groupby(statements, lambda statement: statement.subject):
        yield subject, list(said)


def unescape(text: str) -> str:
    r"""Return the characters that the escapes of N-Quads mean.

    >>> unescape(r'“\u5E02\\u”\"')
    '“市\\u”"'
    """
    return _ESCAPE.sub(_meant, text) if "\\" in text else text


def _meant(escape: re.Match[str]) -> str:
    short, long, letter = escape.groups()
    return chr(int(short or long, 16)) if letter is None else _MEANT.get(letter, letter)


def _bare(term: str) -> str:
    return term[1:-1] if term.startswith("<") else term
