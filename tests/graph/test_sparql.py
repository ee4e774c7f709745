"""SPARQL of others: read as tokens, guarded before the engine sees it, answered in the standards' formats."""

import csv
import io
import json
import subprocess
import sys
from contextlib import suppress

import pytest
from lxml import etree

from xuntu.graph import Store, answer, read_sparql, read_update
from xuntu.graph.sparql import check_limits, has_dataset
from xuntu.graph.tokens import lex, resolve
from xuntu.ontology import QueryError

PREFIXES = "PREFIX : <http://a/> PREFIX http: <http://a/> PREFIX service: <http://a/> "


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("ASK{?s ?p 1.5e3}", ["ASK", "{", "?s", "?p", "1.5e3", "}"]),
        ("?a<?b&&?c", ["?a", "<", "?b", "&&", "?c"]),
        ("<http://a/#b> # 注释 <'", ["<http://a/#b>"]),
        ("\"\"\"a\"b\"\"\" '''it's'''@zh-Hans", ['"""a"b"""', "'''it's'''", "@zh-Hans"]),
        (r"ex:a\#b ex:单位 _:b.", [r"ex:a\#b", "ex:单位", "_:b", "."]),
        ("true.x:y true.", ["true.x:y", "true", "."]),
        ("# only a comment", []),
        (r"'a\u0027b' <\u0061:b>", [r"'a\u0027b'", r"<\u0061:b>"]),
        ("<< :s :p :o >> {| :a :b |}", ["<<", ":s", ":p", ":o", ">>", "{|", ":a", ":b", "|}"]),
    ],
)
def test_terminals_are_those_of_the_grammar(text: str, tokens: list[str]) -> None:
    """Section 19.8, the longest first."""
    assert [token.text for token in lex(text).tokens] == tokens


CALLS = [
    "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { service silent <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { SERVICE:x { ?s ?p ?o } }",
    "SELECT * { service:x { ?s ?p ?o } }",  # the prefix is declared, the engine calls nevertheless
    "SELECT * { SERVICESILENT:x { ?s ?p ?o } }",
    "SELECT * { SERVICEhttp:x { ?s ?p ?o } }",
    "SELECT * { SERVICE?x { ?s ?p ?o } }",
    "SELECT * { ?s ?p trueSERVICE:x { ?s ?p ?o } }",
    "SELECT * { ?s ?p 1SERVICE:x { ?s ?p ?o } }",
    "SELECT * { ?s ?p 'a'SERVICE:x { ?s ?p ?o } }",
    "SELECT * { # '\r SERVICE:x { ?s ?p ?o } }",
    "SELECT * { BIND(NOT EXISTS { SERVICE:x { } } AS ?x) }",
    "SELECT * { BIND(1<'>' AS ?x) SERVICE<http://127.0.0.1:9/>{} BIND(1<'>' AS ?y) }",
    "SELECT * { BIND(1<?b#> '''\n AS ?x) SERVICE <http://127.0.0.1:9/>{} #''' }\n}",
    r"SELECT * { \u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    r"SELECT * { S\U00000045RVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { {SELECT * {SERVICE <http://127.0.0.1:9/> {}}} }",
]


@pytest.mark.parametrize("text", CALLS)
def test_no_query_reaches_another_server(text: str) -> None:
    """Neither as the standard writes it nor as only the engine reads it."""
    with pytest.raises(QueryError, match="SERVICE"):
        read_sparql(PREFIXES + text)


@pytest.mark.parametrize(
    "text",
    [
        "ASK { ?service ?p 'SERVICE <http://a> {}' }",
        "ASK { ?s :service '''SERVICE''' } # SERVICE",
        "ASK { ?s service:name <http://a/service> }",
        "ASK { ?s ?p ?o FILTER(?s < <http://a/it's#SERVICE>) }",
        "ASK { ?s <http://a/SERVICE#x> ?o }",
        'SELECT ?SERVICE { BIND("a\\"SERVICE <b> {}" AS ?SERVICE) }',
    ],
)
def test_the_word_alone_is_no_call(text: str) -> None:
    """In strings, IRIs, comments, variables and names ``service`` is a word like any other."""
    assert Store.in_memory().query(read_sparql(PREFIXES + text).text).rows in (
        ((False,),),
        (),
        (('a"SERVICE <b> {}',),),
    )


DEEP = {
    "parentheses": lambda n: "ASK { FILTER(" + "(" * n + "1" + ")" * n + ") }",
    "groups": lambda n: "ASK " + "{" * n + "}" * n,
    "negations": lambda n: "ASK { FILTER(" + "!" * n + "true) }",
    "unions": lambda n: "ASK {" + " UNION ".join(["{ ?s ?p ?o }"] * n) + "}",
    "alternatives": lambda n: "ASK { FILTER(" + "||".join(["?o"] * n) + ") }",
    "products": lambda n: "ASK { FILTER(" + "*".join(["?o"] * n) + ") }",
    "sequences": lambda n: "ASK { ?s " + "/".join(["<a:b>"] * n) + " ?o }",
    "paths": lambda n: "ASK { ?s " + "(" * n + "<a:b>" + ")*" * n + " ?o }",
    "collections": lambda n: "ASK { ?s ?p " + "(" * n + "1" + ")" * n + " }",
    "long collections": lambda n: "ASK { ?s ?p (" + " 1" * n + " ) }",
    "blank nodes": lambda n: "ASK { ?s ?p " + "[ ?p " * n + "1" + "]" * n + " }",
    "options": lambda n: "ASK { " + "OPTIONAL { ?s ?p ?o } " * n + "}",
    "calls": lambda n: "ASK { FILTER(" + "STR(" * n + "?o" + ")" * n + ") }",
    "conditions": lambda n: "ASK { FILTER(" + "IF(1,1," * n + "?o" + ")" * n + ") }",
    "existences": lambda n: "ASK { " + "FILTER EXISTS { ?s ?p ?o " * n + "}" * n + " }",
    "queries in queries": lambda n: "ASK { " + "{SELECT * {" * n + "}}" * n + " }",
    "bindings": lambda n: "ASK { " + "".join(f"BIND(1 AS ?x{i}) " for i in range(n)) + "}",
    "columns": lambda n: "SELECT " + "".join(f"(1 AS ?x{i}) " for i in range(n)) + "{}",
    "triples": lambda n: "ASK { " + "?s ?p ?o ." * n + "}",
    "objects": lambda n: "ASK { ?s ?p " + ",".join(["?o"] * n) + "}",
    "described": lambda n: "DESCRIBE" + " <a:b>" * n,
    "triple terms": lambda n: "ASK { ?s ?p " + "<<( <a:a> <a:b> " * n + "1" + " )>>" * n + "}",
    "annotations": lambda n: "ASK { ?s ?p ?o " + "{| ?p ?o " * n + "|}" * n + "}",
    "hidden parentheses": lambda n: "ASK { FILTER(?a<" + "(" * n + "?b>1" + ")" * n + ") }",
    "hidden products": lambda n: "ASK { FILTER(?a<" + "/".join(["?b"] * n) + ">1) }",
}


@pytest.mark.parametrize("shape", DEEP)
def test_what_would_end_the_engine_is_refused(shape: str) -> None:
    """Twelve thousand of each are too many, in whatever way they are written."""
    with pytest.raises(QueryError):
        check_limits(DEEP[shape](12_000))


def most(shape: str) -> str:
    """Return the query of a shape with the most that passes."""
    low, high = 1, 12_000
    while high - low > 1:
        middle = (low + high) // 2
        try:
            check_limits(DEEP[shape](middle))
        except QueryError:
            high = middle
        else:
            low = middle
    return DEEP[shape](low)


@pytest.mark.slow
@pytest.mark.parametrize("shape", DEEP)
def test_what_just_passes_does_not_end_the_engine(shape: str) -> None:
    """It may take long, which has a limit of its own; on a stack of 2 MB, a quarter of the usual."""
    code = (
        "import sys, threading, pyoxigraph as ox\n"
        "def go():\n    try: list(ox.Store().query(query)) if not query.startswith('ASK') else ox.Store().query(query)\n"
        "    except SyntaxError: pass\n"
        "query = sys.stdin.read(); threading.stack_size(2 << 20)\n"
        "thread = threading.Thread(target=go); thread.start(); thread.join()"
    )
    try:
        done = subprocess.run([sys.executable, "-c", code], input=most(shape), text=True, check=False, timeout=4)
    except subprocess.TimeoutExpired:
        return
    assert done.returncode == 0


@pytest.fixture(scope="module")
def store() -> Store:
    """Return a store of ten rows that are hard to write, in two graphs that share one."""
    store = Store.in_memory()
    values = [
        '"a"', '"b"@zh-Hans', '"1"^^<http://www.w3.org/2001/XMLSchema#integer>', "_:x", "<http://a/?a&b>", '""',
        r'"},{\"x\":{},{}"', r'"quote \" comma , line\r\nnext\ttab"', r'"\u0001\uFFFE"', '"<result>]]>&"',
    ]  # fmt: skip
    for graph in ("http://g/1", "http://g/2"):
        lines = [f"<http://s/{n}> <http://p> {value} <{graph}> ." for n, value in enumerate(values)]
        store.replace(graph, "\n".join(lines[: 10 if graph.endswith("1") else 1]))
    return store


ROWS = "SELECT ?s ?o ?none FROM <http://g/1> { ?s ?p ?o } ORDER BY ?s"


def written(store: Store, text: str, syntax: str, *, rows: int = 100, size: int = 1 << 20) -> tuple[str | None, bytes]:
    """Return what an answer was cut by, and the answer."""
    body = io.BytesIO()
    return answer(store, read_sparql(text), syntax, body, rows=rows, size=size), body.getvalue()  # type: ignore[arg-type]


def count(syntax: str, body: bytes) -> int:
    """Return how many rows a reader of the format finds."""
    if syntax == "json":
        return len(json.loads(body)["results"]["bindings"])
    if syntax == "xml":
        return sum(1 for _ in etree.fromstring(body).iter("{http://www.w3.org/2005/sparql-results#}result"))
    if syntax == "csv":
        return len(list(csv.reader(io.StringIO(body.decode(), newline="")))) - 1
    return body.decode().count("\n") - 1


@pytest.mark.parametrize("syntax", ["json", "xml", "csv", "tsv"])
@pytest.mark.parametrize("rows", [1, 6, 7, 8, 9, 10, 11])
def test_rows_are_cut_where_the_limit_is(store: Store, syntax: str, rows: int) -> None:
    """Exactly, whatever stands in the strings; what is cut can be read by any reader of its format."""
    cut, body = written(store, ROWS, syntax, rows=rows)
    assert (cut, count(syntax, body)) == (("rows" if rows < 10 else None), min(rows, 10))


@pytest.mark.parametrize("syntax", ["json", "xml", "csv", "tsv"])
def test_bytes_are_cut_between_rows(store: Store, syntax: str) -> None:
    """At every length: the limit is kept, but for the words that end the format."""
    for size in range(0, 1_600, 37):
        cut, body = written(store, ROWS, syntax, size=size)
        assert cut == "bytes" or len(body) <= size
        assert count(syntax, body) <= 10
        assert len(body) <= size + 220  # the head and the end, which are always written


def test_a_cut_is_told_where_the_format_has_room(store: Store) -> None:
    """A member at the end of JSON, a comment in XML and Turtle."""
    assert json.loads(written(store, ROWS, "json", rows=2)[1])["truncated"] == "rows"
    assert written(store, ROWS, "xml", rows=2)[1].endswith(b"</results><!-- truncated: rows --></sparql>")
    assert written(store, "CONSTRUCT WHERE { ?s ?p ?o }", "ttl", rows=2)[1].endswith(b"# truncated: rows\n")


@pytest.mark.parametrize(
    ("text", "syntax", "body"),
    [
        ("SELECT ?x { VALUES ?y { 1 2 } }", "json", b'{"head":{"vars":["x"]},"results":{"bindings":[{},{}]}}'),
        ("SELECT * {}", "csv", b"\r\n\r\n"),
        ("SELECT ?x { FILTER(false) }", "tsv", b"?x\n"),
        ("SELECT ('a\\n\"' AS ?x) {}", "csv", b'x\r\n"a\n"""\r\n'),
        ("SELECT ('\\u0001' AS ?x) {}", "xml", "\ufffd".encode()),
        ("ASK { ?s ?p ?o }", "json", b'{"head":{},"boolean":true}'),
        ("CONSTRUCT { <a:a> <a:b> 1 } {}", "nt", b'<a:a> <a:b> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .\n'),
        ("DESCRIBE <http://s/0>", "nt", b'<http://s/0> <http://p> "a" .\n'),  # it is in two graphs
    ],
)
def test_odd_results_are_written_as_the_standards_say(store: Store, text: str, syntax: str, body: bytes) -> None:
    """Unbound, without columns, empty, quoted, with what XML cannot hold, doubled."""
    assert body in written(store, text, syntax)[1]


def test_from_chooses_the_graphs(store: Store) -> None:
    """And without it the default graph is all of them, where a triple that two hold comes twice."""
    assert has_dataset("ASK FROM <http://g/1> {}")
    asked = {
        graph: f"SELECT (COUNT(*) AS ?n) {graph} {{ ?s ?p ?o }}" for graph in ("", "FROM <http://g/2>", "FROM <a:b>")
    }
    assert [written(store, text, "csv")[1] for text in asked.values()] == [b"n\r\n11\r\n", b"n\r\n1\r\n", b"n\r\n0\r\n"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("LOAD <http://a>", "LOAD"),
        ("LOAD:x", "只能用"),
        ("INSERT DATA { <a:a> <a:b> 1 }", "GRAPH"),
        ("INSERT DATA { GRAPH <https://w3id.org/xuntu/graph/inferred> { <a:a> <a:b> 1 } }", "由文档建成"),
        ("INSERT DATA { GRAPH <http://a/../b> { <a:a> <a:b> 1 } }", "完整的 IRI"),
        ("INSERT DATA { GRAPH <graph/inferred> { <a:a> <a:b> 1 } }", "完整的 IRI"),
        (r"INSERT DATA { GRAPH <https://w3id.org/xu\u006etu/graph/inferred> { <a:a> <a:b> 1 } }", "完整的 IRI"),
        ("BASE <https://w3id.org/> INSERT DATA { GRAPH <a:x> { <a:a> <a:b> 1 } }", "BASE"),
        ("INSERT DATA { GRAPH xtg:inferred { <a:a> <a:b> 1 } }", "完整的 IRI"),
        ("DELETE { GRAPH ?g { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }", "完整的 IRI"),
        ("DELETE WHERE { GRAPH ?g { ?s ?p ?o } }", "完整的 IRI"),
        ("WITH <a:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", "只能用"),
        ("CLEAR ALL", "GRAPH"),
        ("DROP DEFAULT", "GRAPH"),
        ("CLEAR GRAPH <a:g> ; DROP NAMED", "GRAPH"),
        ("COPY <a:a> TO <a:b>", "只能用"),
        ("INSERT { GRAPH <a:g> { ?s ?p ?o } } WHERE { SERVICE <http://a> { ?s ?p ?o } }", "SERVICE"),
        ("INSERT DATA { GRAPH <a:g> { <a:a> <a:b> 1 } } DROP ALL", "有误"),
        ("INSERT { GRAPH <a:g> { ?s ?p ?o } } WHERE { BIND(1<'>' AS ?x) } ; DROP ALL # '>'", "读不清"),
        ("INSERT DATA { GRAPH <a:g> { <a:a> <a:b> 1", "没有写完"),
    ],
)
def test_updates_of_what_is_ours_or_unnamed_are_refused(text: str, why: str) -> None:
    """Before they are run: what an update changes must be said by the whole name of a graph that is not ours."""
    with pytest.raises(QueryError, match=why):
        read_update(text)


@pytest.mark.parametrize(
    ("text", "graphs"),
    [
        ("INSERT DATA { GRAPH <a:g> { <a:a> <a:b> 1 ; <a:c> 'x' } GRAPH <a:h> { } }", ("a:g", "a:h")),
        (
            "PREFIX a: <http://a/> DELETE DATA { GRAPH <a:g> { a:b a:c a:d } } ; CREATE SILENT GRAPH <a:h>",
            ("a:g", "a:h"),
        ),
        (
            "DELETE { GRAPH <a:g> { ?s ?p 1 } } INSERT { GRAPH <a:g> { ?s ?p 2 } } WHERE { GRAPH ?g { ?s ?p 1 } }",
            ("a:g",),
        ),
        ("INSERT { GRAPH <a:g> { ?s a 1 } } USING <a:x> WHERE { ?s ?p 1 OPTIONAL { ?s ?q ?r } };", ("a:g",)),
        ("DELETE WHERE { GRAPH <a:g> { ?s ?p ?o } }", ("a:g",)),
    ],
)
def test_updates_say_which_graphs_they_change(text: str, graphs: tuple[str, ...]) -> None:
    """What they read is free."""
    assert read_update(text).graphs == graphs


def test_graphs_that_an_update_reads_can_be_told_beside_it() -> None:
    """They stand where USING would stand, and not beside it."""
    update = "INSERT { GRAPH <a:g> { ?s a 1 } } WHERE { ?s ?p 1 }"
    assert "} USING <a:x> USING NAMED <a:y> WHERE" in read_update(update, ["a:x"], ["a:y"]).text
    with pytest.raises(QueryError, match="USING"):
        read_update(update.replace("WHERE", "USING <a:z> WHERE"), ["a:x"])


@pytest.mark.slow
@pytest.mark.parametrize("part", ["a.", "a...", "'\\", '"""a', "<a", ":a%4", "_:a..", "a.b:c.", "\\u0041", "{|", "a-"])
def test_no_text_takes_long_to_read(part: str) -> None:
    """What begins like a token sixty thousand times and is none is read in a second or two, not in minutes."""
    text = part * (59_000 // len(part))
    assert len(resolve(text)) <= len(text)
    assert lex(text).tokens
    with suppress(QueryError):
        check_limits(text)
