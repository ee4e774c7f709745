"""JSON-LD with a context of its own: short keys, plain values, the triples those of the graph."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import BinaryIO, Final, TypeAlias, cast

from xuntu.graph.exports.lines import graph_of, read_by_graph
from xuntu.graph.exports.statements import Statement, by_subject
from xuntu.graph.store import Store
from xuntu.ontology import PREFIXES, RDF, XSD

Node: TypeAlias = dict[str, object]

_LARGEST: Final = 1 << 53
"""From here on JSON readers may lose digits of a number."""
_SHORTENED: Final = ("xtc", "xtsch")


@dataclass(frozen=True, slots=True)
class Term:
    """What the context says of a property: its key, and the type and the language of values written as plain text."""

    key: str
    type: str | None = None
    language: str = ""


def write_jsonld(store: Store, output: BinaryIO) -> None:
    """Write every graph in JSON-LD, graphs, things and values sorted."""
    output.write(f'{{"@context": {write_context()},\n"@graph": ['.encode())
    for place, (graph, lines) in enumerate(groupby(read_by_graph(store), graph_of)):
        name = json.dumps(graph[1:-1].decode(), ensure_ascii=False)
        output.write(f'{"," if place else ""}\n{{"@id": {name}, "@graph": ['.encode())
        for at, node in enumerate(to_nodes(lines)):
            output.write(f"{',' if at else ''}\n{to_json(node)}".encode())
        output.write(b"]}")
    output.write(b"]}\n")


def to_nodes(lines: Iterable[bytes]) -> Iterator[Node]:
    """Yield each subject of sorted lines as an object of JSON-LD."""
    for subject, said in by_subject(lines):
        yield to_node(subject, said)


def to_node(subject: str, said: Iterable[Statement]) -> Node:
    """Return a thing as an object of JSON-LD: its IRI, its classes, then what is said of it.

    >>> to_node("a", [Statement("a", RDF.type, PREFIXES["xt"] + "Unit"),
    ...               Statement("a", PREFIXES["schema"] + "value", "3", XSD.integer)])
    {'@id': 'a', '@type': 'Unit', 'value': 3}
    """
    values: dict[str, list[object]] = {}
    for one in sorted(said, key=lambda one: one.predicate != RDF.type):
        is_class = one.predicate == RDF.type and one.is_link
        key = "@type" if is_class else term_of(one.predicate).key
        values.setdefault(key, []).append(_class_name(one.value) if is_class else to_value(one))
    return {"@id": subject, **{key: found[0] if len(found) == 1 else found for key, found in values.items()}}


def to_value(one: Statement) -> object:
    """Return the value of a statement, plain where the context tells the rest."""
    term = term_of(one.predicate)
    if one.is_link:
        return shorten(one.value) if term.type == "@id" else {"@id": shorten(one.value)}
    if one.language:
        return one.value if term.language == one.language else {"@value": one.value, "@language": one.language}
    if term.type == one.datatype:
        return one.value
    if term.type is None and (number := _to_number(one)) is not None:
        return number
    if one.datatype == XSD.string:
        return {"@value": one.value} if term.type or term.language else one.value
    return {"@value": one.value, "@type": one.datatype}


def shorten(iri: str) -> str:
    """Return the IRI of a concept in short.

    >>> shorten("https://w3id.org/xuntu/concept/status-done"), shorten("https://w3id.org/xuntu/id/unit/县")
    ('xtc:status-done', 'https://w3id.org/xuntu/id/unit/县')
    """
    for prefix in _SHORTENED:
        rest = iri.removeprefix(PREFIXES[prefix])
        if rest != iri and "/" not in rest:
            return f"{prefix}:{rest}"
    return iri


def to_json(node: object) -> str:
    """Return JSON on one line, Chinese as it is; what JSON readers stumble over is escaped."""
    return json.dumps(node, ensure_ascii=False, separators=(", ", ": "))


@cache
def read_context() -> Mapping[str, object]:
    """Return the context: short keys and what they mean."""
    text = (files("xuntu.graph.exports") / "context.json").read_text(encoding="utf-8")
    return cast("dict[str, object]", json.loads(text))


@cache
def write_context() -> str:
    """Return the context as it is written at the head of a file."""
    return (files("xuntu.graph.exports") / "context.json").read_text(encoding="utf-8").strip()


@cache
def term_of(predicate: str) -> Term:
    """Return what the context says of a property; one that it does not know is written out.

    >>> term_of("https://w3id.org/xuntu/ns#deadline").key, term_of("http://www.w3.org/2002/07/owl#imports").key
    ('deadline', 'http://www.w3.org/2002/07/owl#imports')
    """
    return _terms().get(predicate, Term(predicate))


@cache
def _terms() -> dict[str, Term]:
    terms: dict[str, Term] = {}
    for key, meant in read_context().items():
        said = cast("dict[str, str]", meant if isinstance(meant, dict) else {"@id": meant})
        if key not in PREFIXES and "@id" in said:
            kind = said.get("@type")
            told = kind if kind in (None, "@id") else _expand(str(kind))
            terms[_expand(said["@id"])] = Term(key, told, said.get("@language", ""))
    return terms


def _class_name(iri: str) -> str:
    known = _terms().get(iri)
    return known.key if known else iri


def _expand(short: str) -> str:
    prefix, _, name = short.partition(":")
    return PREFIXES[prefix] + name


def _to_number(one: Statement) -> int | bool | None:
    if one.datatype == XSD.boolean and one.value in ("true", "false"):
        return one.value == "true"
    if one.datatype == XSD.integer and one.value.lstrip("-").isdecimal():
        number = int(one.value)
        return number if str(number) == one.value and abs(number) < _LARGEST else None
    return None
