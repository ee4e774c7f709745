"""A server as the engine of a store: the same questions, asked over HTTP."""

from collections.abc import Iterator, Mapping
from math import inf
from typing import IO, Final, NoReturn, TypeAlias
from urllib.parse import urlencode

import pyoxigraph as ox

from xuntu.graph.remote.access import Access, find_addresses, mask
from xuntu.graph.remote.http import Reply, Request, Session
from xuntu.graph.sparql import declare, form_of
from xuntu.graph.store import Results
from xuntu.ontology import GRAPH, GRAPH_NAMESPACE, PREFIXES, SCHEMA, QueryError, StoreError

Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None

_ROWS: Final = "application/sparql-results+json, application/sparql-results+xml;q=0.9"
_TRIPLES: Final = "application/n-triples, text/turtle;q=0.9"
_FORM: Final = "application/x-www-form-urlencoded"
# How a server is told that what is asked is the union of its named graphs; the first way that works is kept.
_UNIONS: Final[tuple[Mapping[str, str], ...]] = (
    {},
    {"union-default-graph": "true"},  # Oxigraph
    {"default-graph-uri": "urn:x-arq:UnionGraph"},  # Jena
)
_IS_THERE: Final = f"ASK {{ GRAPH <{GRAPH.manifest}> {{ ?s ?p ?o }} }}"
_IN_UNION: Final = f"ASK {{ GRAPH <{GRAPH.manifest}> {{ ?s ?p ?o }} ?s ?p ?o }}"
# What our questions need of an engine: LATERAL, division into decimals, Chinese words in functions.
_TRIAL: Final = """SELECT ?a ?b ?c {
  VALUES ?x { "甲" } LATERAL { BIND(?x AS ?a) } BIND(CONCAT(?a, "年：") AS ?b) BIND(STR(1 / 2) AS ?c)
}"""
_ANSWER: Final = ("甲", "甲年：", "0.5")
_DONE: Final = 200


class Server:
    """A SPARQL 1.1 server; it holds the graphs that its manifest names, and any number of others."""

    def __init__(self, session: Session, access: Access) -> None:
        self._session = session
        self._address = find_addresses(access).query
        self._union: Mapping[str, str] = {}

    def can_answer(self) -> bool:
        """Tell whether the server answers questions as the embedded engine does, and find out how to ask for the union.

        No setting of the server is needed where one of the known ways works. Raises ``StoreError`` where the server
        holds nothing of ours.
        """
        if not self._is_true(self._answer(_IS_THERE, _ROWS)):
            raise StoreError(f"{mask(self._address)}：这里没有巡图的图谱；请先 xuntu push 库 {mask(self._address)}")
        for way in _UNIONS:
            reply = self._post(_IN_UNION, _ROWS, way)
            if reply.status == _DONE and self._is_true(reply):
                self._union = way
                return self._passes_trial()
        return False

    def digests(self) -> Iterator[tuple[str, str]]:
        """Yield each graph that the manifest names, with its digest."""
        for graph, found in self._select("?g ?d", f"GRAPH <{GRAPH.manifest}> {{ ?g <{SCHEMA.sha256}> ?d }}"):
            if isinstance(graph, ox.NamedNode) and isinstance(found, ox.Literal):
                yield graph.value, found.value

    def query(
        self, query: str, *, use_default_graph_as_union: bool = False, prefixes: dict[str, str] | None = None
    ) -> Results:
        """Return the answer to a query; raises ``SyntaxError`` where it does not parse, ``QueryError`` if refused."""
        form = form_of(query)
        text = declare(query, prefixes or {})
        accept = _TRIPLES if form in ("CONSTRUCT", "DESCRIBE") else _ROWS
        reply = self._answer(text, accept, self._union if use_default_graph_as_union else {})
        if accept == _TRIPLES:
            syntax = ox.RdfFormat.from_media_type(reply.kind) or self._stranger(reply)
            return [quad.triple for quad in ox.parse(reply.body, syntax)]
        return self._rows(reply)

    def quads_for_pattern(
        self,
        subject: None,  # noqa: ARG002 (as an engine has it)
        predicate: None,  # noqa: ARG002
        value: None,  # noqa: ARG002
        graph_name: ox.NamedNode | None = None,
        /,
    ) -> Iterator[ox.Quad]:
        """Yield the quads of one graph, or of all that the manifest names."""
        for name in self.named_graphs() if graph_name is None else [graph_name]:
            for subject_of, predicate_of, object_of in self._select("?s ?p ?o", f"GRAPH {name} {{ ?s ?p ?o }}"):
                assert isinstance(subject_of, ox.NamedNode | ox.BlankNode)  # noqa: S101 (a subject is no literal)
                assert isinstance(predicate_of, ox.NamedNode)  # noqa: S101 (nor is a predicate)
                assert object_of is not None  # noqa: S101 (nor is anything unbound)
                yield ox.Quad(subject_of, predicate_of, object_of, name)

    def named_graphs(self) -> Iterator[ox.NamedNode]:
        """Yield the graphs that the manifest names, and the manifest."""
        rows = self._select("DISTINCT ?g", f"GRAPH <{GRAPH.manifest}> {{ ?g ?p ?o }}")
        names = [name for (name,) in rows if isinstance(name, ox.NamedNode)]
        yield from (*names, *([ox.NamedNode(GRAPH.manifest)] if names else []))

    def contains_named_graph(self, graph_name: ox.NamedNode, /) -> bool:
        """Tell whether the graph holds anything."""
        return self._is_true(self._answer(f"ASK {{ GRAPH {graph_name} {{ ?s ?p ?o }} }}", _ROWS))

    def dump(self, output: IO[bytes], format: ox.RdfFormat, *, prefixes: dict[str, str] | None = None) -> None:  # noqa: A002
        """Write every graph that the manifest names."""
        ox.serialize(self.quads_for_pattern(None, None, None), output, format, prefixes=prefixes)

    def __len__(self) -> int:
        """Return the number of quads in our graphs."""
        return self._count("*", f'GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), "{GRAPH_NAMESPACE}"))')

    def _select(self, variables: str, pattern: str) -> list[tuple[Term, ...]]:
        """Return the rows of a pattern, page by page where the server gives no more at once."""
        rows: list[tuple[Term, ...]] = []
        query, limit = f"SELECT {variables} {{ {pattern} }}", ""
        while True:
            reply = self._answer(query + limit, _ROWS, in_part=True)
            page = [tuple(row) for row in self._solutions(reply)]
            rows += page
            if len(page) < (most := _most_rows(reply)):
                break
            limit = f" LIMIT {most} OFFSET {len(rows)}"
        if len(rows) > len(page) and len(set(rows)) != self._count(variables, pattern):
            raise self._too_few(len(page))
        return rows

    def _count(self, what: str, pattern: str) -> int:
        counted = what if what == "*" or what.startswith("DISTINCT") else "*"
        [[count]] = self._solutions(self._answer(f"SELECT (COUNT({counted}) AS ?n) {{ {pattern} }}", _ROWS))
        return int(count.value) if isinstance(count, ox.Literal) else 0

    def _passes_trial(self) -> bool:
        reply = self._post(_TRIAL, _ROWS, {})
        if reply.status != _DONE:
            return False
        rows = [
            tuple(term.value if isinstance(term, ox.Literal) else "" for term in row) for row in self._solutions(reply)
        ]
        return rows == [_ANSWER]

    def _solutions(self, reply: Reply) -> ox.QuerySolutions:
        rows = self._rows(reply)
        assert isinstance(rows, ox.QuerySolutions)  # noqa: S101 (SELECT was asked)
        return rows

    def _is_true(self, reply: Reply) -> bool:
        return bool(self._rows(reply))

    def _rows(self, reply: Reply) -> ox.QuerySolutions | ox.QueryBoolean:
        syntax = ox.QueryResultsFormat.from_media_type(reply.kind) or self._stranger(reply)
        try:
            return ox.parse_query_results(reply.body, syntax)
        except (SyntaxError, ValueError) as error:
            raise StoreError(f"{mask(self._address)}：服务器的答复读不懂（{error}）") from error

    def _answer(
        self, sparql: str, accept: str, union: Mapping[str, str] | None = None, *, in_part: bool = False
    ) -> Reply:
        reply = self._post(sparql, accept, union or {})
        if reply.status == 400:
            ox.Store().query(sparql, prefixes=PREFIXES)  # says where it does not parse, if that is the reason
            raise QueryError(f"{mask(self._address)}：服务器不接受这个查询：{reply.words}")
        if reply.status == 413:
            raise QueryError(f"{mask(self._address)}：服务器不收这么长的查询（413）；请把查询写短")
        if "S1TAT" in reply.headers.get("x-sql-state", ""):
            raise StoreError(f"{mask(self._address)}：服务器没有算完就停了；请放宽它的查询时限")
        if not in_part and (most := _most_rows(reply)) < inf and _count_rows(reply) >= most:
            raise self._too_few(int(most))
        return reply

    def _post(self, sparql: str, accept: str, union: Mapping[str, str]) -> Reply:
        body = urlencode({"query": sparql, **union}).encode()
        return self._session.send(Request("POST", self._address, body, _FORM, accept))

    def _too_few(self, most: int) -> StoreError:
        limit = "请把 virtuoso.ini 里 [SPARQL] 的 ResultSetMaxRows 放大"
        return StoreError(f"{mask(self._address)}：服务器一次只给 {most} 行；{limit}")

    def _stranger(self, reply: Reply) -> NoReturn:
        raise StoreError(f"{mask(self._address)}：答复的不是查询结果（{reply.kind or '没有类型'}）；请核对地址")


def _most_rows(reply: Reply) -> float:
    """Return how many rows the server gives at once; Virtuoso says so in the head of a reply."""
    most = reply.headers.get("x-sparql-maxrows", "")
    return int(most) if most.isdigit() and int(most) else inf


def _count_rows(reply: Reply) -> int:
    """Return how many rows an answer has, or lines, where it holds triples."""
    syntax = ox.QueryResultsFormat.from_media_type(reply.kind)
    rows = ox.parse_query_results(reply.body, syntax) if syntax else None
    return sum(1 for _ in rows) if isinstance(rows, ox.QuerySolutions) else reply.body.count(b"\n")
