"""SPARQL text: the limits it must keep and the values bound into it."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from xuntu.graph.quads.literals import iri, plain, typed
from xuntu.ontology import XSD, QueryError


class Iri(str):
    """Text that is bound as an IRI."""

    __slots__ = ()


Bound = Iri | str | int | Decimal | date
Slot = Bound | tuple[Iri, ...] | None

# The engine's parser recurses: 10,000 nested brackets end the whole process by SIGSEGV (measured on 0.5.13).
_LONGEST = 60_000
_DEEPEST = 100
_MOST_OPERATORS = 1_000
_OPAQUE = re.compile(
    r"""(?P<iri><[^<>"{}|^`\\\s]*>)|(?P<text>\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*'''|"""
    r""""(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|(?P<comment>\#[^\n]*)""",
    re.DOTALL,
)
_IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^<>\"{}|^`\\\x00-\x20]+")
_REMOTE = re.compile(r"\bSERVICE\b", re.IGNORECASE)
_PREFIX = re.compile(r"(?<![\w?$:-])([A-Za-z][\w-]*):")
_DECLARED = re.compile(r"\bPREFIX\s+([A-Za-z][\w-]*):", re.IGNORECASE)
_FORM = re.compile(r"\b(SELECT|ASK|CONSTRUCT|DESCRIBE)\b(?!:)", re.IGNORECASE)
_OPERATOR = re.compile(r"\bUNION\b|\|\||&&|[!/|^]", re.IGNORECASE)


def check_limits(sparql: str) -> None:
    """Raise ``QueryError`` where the text is too long or too deep for the engine, or asks another server.

    >>> check_limits("SELECT * { ?s ?p '((((' }")
    """
    if len(sparql) > _LONGEST:
        raise QueryError(f"SPARQL 太长：{len(sparql)} 个字符，上限 {_LONGEST}；请把数据放进库里，而不是写进查询")
    bare = _OPAQUE.sub(" ", sparql)
    if _REMOTE.search(bare):
        raise QueryError("不支持 SERVICE：查询只在本地库内进行，不访问网络")
    if _depth(bare) > _DEEPEST:
        raise QueryError(f"SPARQL 的括号嵌套超过 {_DEEPEST} 层，请化简")
    if len(_OPERATOR.findall(bare)) > _MOST_OPERATORS:
        raise QueryError(f"SPARQL 的运算符超过 {_MOST_OPERATORS} 个，请化简（可改用 VALUES 或 IN）")


def form_of(sparql: str) -> str:
    r"""Return the form of a query: SELECT, ASK, CONSTRUCT or DESCRIBE.

    >>> form_of("# ask for a label\nPREFIX : <http://select/> DESCRIBE ?f { ?f a :Ask }")
    'DESCRIBE'
    """
    found = _FORM.search(_OPAQUE.sub(" ", sparql))
    return found[1].upper() if found else "SELECT"


def declare(sparql: str, prefixes: Mapping[str, str]) -> str:
    """Return the query with those *prefixes* declared that it uses and does not declare, on its first line.

    >>> declare("SELECT * { ?f a xt:Finding }", {"xt": "http://x/", "xtc": "http://c/"})
    'PREFIX xt: <http://x/> SELECT * { ?f a xt:Finding }'
    """
    bare = _OPAQUE.sub(" ", sparql)
    used = {name for name in _PREFIX.findall(bare) if name in prefixes} - set(_DECLARED.findall(bare))
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


def _depth(bare: str) -> int:
    depth = deepest = 0
    for mark in re.findall(r"[(\[{]|[)\]}]", bare):
        depth += 1 if mark in "([{" else -1
        deepest = max(deepest, depth)
    return deepest
