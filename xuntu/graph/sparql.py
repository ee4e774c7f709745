"""SPARQL text: the limits it must keep and the values bound into it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Final

from xuntu.graph.quads.literals import iri, plain, typed
from xuntu.graph.tokens import Lexed, Token, lex
from xuntu.ontology import XSD, QueryError


class Iri(str):
    """Text that is bound as an IRI."""

    __slots__ = ()


Bound = Iri | str | int | Decimal | date
Slot = Bound | tuple[Iri, ...] | None

# The engine's parser and optimiser recurse: 10,000 nested brackets end the whole process by SIGSEGV. Measured on 0.5.13
# with a stack of 8 MB, the first that dies: 1,000 nested calls, 3,000 BINDs or columns, 10,000 operators, triples or
# terms. A test holds that what just passes is read on a stack of 2 MB.
_LONGEST: Final = 60_000
_DEEPEST: Final = 100
_MOST_CLAUSES: Final = 300
_MOST_OPERATORS: Final = 1_000
_MOST_PARTS: Final = 1_000
_LONGEST_RUN: Final = 300

_OPENING: Final = frozenset({"(", "[", "{", "{|", "<<"})
_CLOSING: Final = frozenset({")", "]", "}", "|}", ">>"})
_CLAUSES: Final = frozenset({"AS", "BIND", "EXISTS", "FILTER", "GRAPH", "LATERAL", "MINUS", "OPTIONAL", "VALUES"})
_OPERATORS: Final = frozenset({"||", "&&", "!", "/", "|", "^", "+", "-", "*", "=", "!="})
_PARTS: Final = frozenset(".;,")
_TERMS: Final = frozenset({"iri", "text", "name", "variable", "blank", "number"})
_FORMS: Final = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_CHANGES: Final = ("INSERT", "DELETE", "WITH", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY")
_NOTHING: Final = Token("mark", "", 0)
_POINT: Final = re.compile(r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}")
_IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^<>\"{}|^`\\\x00-\x20]+")


def check_limits(sparql: str) -> None:
    """Raise ``QueryError`` where the text is too long or too deep for the engine, or asks another server.

    >>> check_limits("SELECT * { ?s ?p 'SERVICE ((((' }")
    """
    if len(sparql) > _LONGEST:
        raise QueryError(f"SPARQL 太长：{len(sparql)} 个字符，上限 {_LONGEST}；请把数据放进库里，而不是写进查询")
    if _is_harmless(sparql):
        return
    lexed = lex(sparql)
    if calls_out(lexed, sparql):
        raise QueryError("不支持 SERVICE：查询只在本地库内进行，不访问网络")
    size = _measure_raw(sparql) if lexed.is_doubtful else _measure(lexed.tokens)
    if size.depth > _DEEPEST:
        raise QueryError(f"SPARQL 的括号嵌套超过 {_DEEPEST} 层，请化简")
    if size.operators > _MOST_OPERATORS:
        raise QueryError(f"SPARQL 的运算符超过 {_MOST_OPERATORS} 个，请化简（可改用 VALUES 或 IN）")
    if size.clauses > _MOST_CLAUSES:
        raise QueryError(f"SPARQL 的子句（OPTIONAL、FILTER、BIND、AS 等）超过 {_MOST_CLAUSES} 个，请化简")
    if size.parts > _MOST_PARTS or size.run > _LONGEST_RUN:
        raise QueryError(
            f"SPARQL 的三元组或列表太长（上限 {_MOST_PARTS} 个标点、连写 {_LONGEST_RUN} 个词项）；请改用 VALUES"
        )


def calls_out(lexed: Lexed, sparql: str) -> bool:
    """Tell whether a query may ask another server, by ``SERVICE`` where a keyword may stand.

    >>> [calls_out(lex(text), text) for text in ("ASK { ?service :service 'SERVICE' }", "ASK { service:x { } }")]
    [False, True]
    """
    if "service" not in (folded := sparql.casefold()) and "\\u" not in folded:
        return False
    if lexed.is_doubtful:  # what the engine reads as a string is not known
        return "service" in _unescape(sparql).casefold()
    tokens = lexed.tokens
    return any("service" in token.text.casefold() for token in lexed.words()) or any(
        token.kind == "name" and "service" in token.prefix.casefold() and after.text.startswith("{")
        for token, after in pairwise(tokens)
    )


def form_of(sparql: str) -> str:
    r"""Return the form of a query: SELECT, ASK, CONSTRUCT or DESCRIBE.

    >>> form_of("# ask for a label\nPREFIX : <http://select/> DESCRIBE ?f { ?f a :Ask }")
    'DESCRIBE'
    """
    word = _first_word(sparql)
    return next((form for form in _FORMS if word.startswith(form)), _FORMS[0])


def is_update(sparql: str) -> bool:
    """Tell whether the text begins as an update does, not as a query.

    >>> is_update("PREFIX delete: <http://x/> INSERT DATA { <http://a> <http://b> 1 }")
    True
    """
    return _first_word(sparql).startswith(_CHANGES)


def has_dataset(sparql: str) -> bool:
    """Tell whether a query says by FROM which graphs it asks.

    >>> has_dataset("SELECT ?from { ?from :from 'FROM' }"), has_dataset("ASK FROM <http://g> { }")
    (False, True)
    """
    return "from" in sparql.casefold() and any(token.text.upper() == "FROM" for token in lex(sparql).words())


def declare(sparql: str, prefixes: Mapping[str, str]) -> str:
    """Return the query with those *prefixes* declared that it uses and does not declare, on its first line.

    >>> declare("SELECT * { ?f a xt:Finding }", {"xt": "http://x/", "xtc": "http://c/"})
    'PREFIX xt: <http://x/> SELECT * { ?f a xt:Finding }'
    """
    tokens = lex(sparql).tokens
    declared = {name.prefix for word, name in pairwise(tokens) if word.kind == "word" and word.text.upper() == "PREFIX"}
    used = {token.prefix for token in tokens if token.kind == "name"} - declared
    return "".join([*(f"PREFIX {name}: <{prefixes[name]}> " for name in prefixes if name in used), sparql])


def bind(sparql: str, values: Mapping[str, Slot]) -> str:
    """Return the query with *values* in place of ``UNDEF`` in its ``VALUES ?name { UNDEF }`` lines.

    A query says by such a line that a variable may be bound from outside; ``None`` leaves it free, several IRIs let it
    be any of them, and an empty tuple nothing at all. Raises ``QueryError`` for a name that has no such line.

    >>> bind("SELECT * { VALUES ?no { UNDEF } ?f xt:number ?no }", {"no": "问题3"})
    'SELECT * { VALUES ?no { "问题3" } ?f xt:number ?no }'
    """
    for name, value in values.items():
        slot = re.compile(rf"VALUES\s+[?$]{re.escape(name)}\s*\{{\s*UNDEF\s*\}}", re.IGNORECASE)
        if not slot.search(sparql):
            raise QueryError(f"查询中没有可绑定的变量 ?{name}；在查询里写上 VALUES ?{name} {{ UNDEF }} 即可绑定")
        if value is not None:
            terms = " ".join(map(to_term, value if isinstance(value, tuple) else (value,)))
            filled = f"VALUES ?{name} {{ {terms} }}"
            sparql = filled.join(slot.split(sparql))
    return sparql


def to_term(value: Bound) -> str:
    """Return a plain value as SPARQL text; raises ``QueryError`` for an ``Iri`` that is none.

    >>> to_term(date(2024, 12, 31))
    '"2024-12-31"^^<http://www.w3.org/2001/XMLSchema#date>'
    >>> to_term(Iri("https://w3id.org/xuntu/id/unit/云岭县财政局"))
    '<https://w3id.org/xuntu/id/unit/云岭县财政局>'
    """
    if isinstance(value, Iri):
        if not _IRI.fullmatch(value):
            raise QueryError(f"不是 IRI：{value[:120]}；IRI 形如 https://w3id.org/xuntu/id/unit/…")
        return iri(value)
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, date):
        return typed(value.isoformat(), XSD.date)
    return typed(str(value), XSD.decimal if isinstance(value, Decimal) else XSD.integer)


@dataclass(slots=True)
class _Size:
    """How much of a text the engine recurses over."""

    depth: int = 0
    operators: int = 0
    clauses: int = 0
    parts: int = 0
    run: int = 0


def _measure(tokens: Sequence[Token]) -> _Size:
    size, depth, run = _Size(), 0, 0
    for at, token in enumerate(tokens):
        text = token.text
        if token.kind in _TERMS:
            run += 1
            size.run = max(size.run, 0 if _opens_values(tokens[max(0, at - run - 2) : at - run + 1]) else run)
            continue
        run = 0
        if token.kind == "word":
            word = text.upper()
            size.clauses += word in _CLAUSES
            size.operators += word == "UNION"
        elif text in _OPENING:
            depth += 1
            size.depth = max(size.depth, depth)
        elif text in _CLOSING:
            depth -= 1
        else:
            size.operators += text in _OPERATORS
            size.parts += text in _PARTS
    return size


def _opens_values(before: Sequence[Token]) -> bool:
    return len(before) == 3 and before[0].text.upper() == "VALUES" and before[2].text == "{"


def _measure_raw(sparql: str) -> _Size:
    """Return no less than the size of the text by any reading."""
    raw = _unescape(sparql)
    openings = sum(map(raw.count, "([{")) + raw.count("<<")
    pieces = re.split(r"[()\[\]{};,.]", raw)
    operators = sum(map(raw.count, "|&!/^+-*=")) + len(re.findall("UNION", raw, re.IGNORECASE))
    return _Size(openings, operators, openings, sum(map(raw.count, ".;,")), max(map(len, pieces)) // 2)


def _is_harmless(sparql: str) -> bool:
    """Tell, without reading tokens, that a text keeps the limits whatever it says."""
    if "\\" in sparql or "service" in sparql.casefold():
        return False
    size = _measure_raw(sparql)
    return (
        size.depth <= _DEEPEST
        and size.operators <= _MOST_OPERATORS
        and size.parts <= _MOST_PARTS
        and size.run <= _LONGEST_RUN
    )


def _unescape(sparql: str) -> str:
    return _POINT.sub(lambda found: chr(min(int(found[0][2:], 16), 0x10FFFF)), sparql)


def _first_word(sparql: str) -> str:
    """Return the word, in capitals, by which a text begins after its prefixes."""
    tokens = lex(sparql).tokens
    for before, token in pairwise((_NOTHING, *tokens)):
        said = before.text.upper() == "PREFIX"  # what follows is the name of the prefix, such as ask:
        text = token.text.upper()
        if token.kind in ("word", "name") and not said and text.startswith(_FORMS + _CHANGES):
            return text
    return ""
