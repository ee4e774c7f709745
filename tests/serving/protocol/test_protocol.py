"""The cases of the W3C's protocol tests, written from SPARQL 1.1 Protocol, section 2, and what goes beyond them."""

import json
from dataclasses import dataclass, field
from typing import Any

import pytest

from tests.serving.conftest import Client
from tests.serving.inline import Inline
from xuntu.graph import Store
from xuntu.serving import Limits
from xuntu.serving.answers import Fault, Lane, TaskError
from xuntu.serving.app import make_app
from xuntu.serving.tasks import Job, Reading

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
JSON = "application/sparql-results+json"
INSERT = "INSERT DATA { GRAPH <http://note/1> { <a:a> <a:b> 1 } }"
BOTH = "ASK { <http://s/1> ?p ?o . <http://s/2> ?p ?o }"
NAMED = "ASK { GRAPH ?g { <http://s/1> ?p ?o } }"


@pytest.fixture(scope="module")
def graphs() -> Client:
    """Return a client of two small graphs."""
    store = Store.in_memory()
    store.replace("http://g/1", "<http://s/1> <http://p> <http://o> <http://g/1> .")
    store.replace("http://g/2", "<http://s/2> <http://p> <http://o> <http://g/2> .")
    return Client(make_app(Inline(Reading(store))))


@dataclass
class Sent:
    """A request: its method, the fields of its address, its body and the type of it."""

    method: str = "GET"
    fields: list[tuple[str, str]] = field(default_factory=list)
    body: str | bytes | None = None
    kind: str | None = None
    headers: dict[str, str] = field(default_factory=dict)

    def send(self, client: Client, path: str = "/sparql") -> Any:
        """Send it."""
        kind = {"content-type": self.kind} if self.kind else {}
        return client.request(
            self.method, path, params=self.fields, content=self.body, headers={**kind, **self.headers}
        )


ASK = ("query", "ASK {}")

BAD = {
    "bad-multiple-queries": (Sent(fields=[ASK, ("query", "SELECT * {}")]), 400),
    "bad-query-method": (Sent("PUT", [ASK]), 405),
    "bad-query-missing-form-type": (Sent("POST", body="query=ASK%20%7B%7D"), 415),
    "bad-query-missing-direct-type": (Sent("POST", body="ASK {}"), 415),
    "bad-query-wrong-media-type": (Sent("POST", body="ASK {}", kind="text/plain"), 415),
    "bad-query-non-utf8": (Sent("POST", body="ASK {}".encode("utf-16"), kind=f"{QUERY}; charset=UTF-16"), 415),
    "bad-query-syntax": (Sent(fields=[("query", "ASK { {")]), 400),
    "bad-query-bytes": (Sent("POST", body=b"ASK { ?s ?p '\xff' }", kind=QUERY), 400),
    "bad-form-bytes": (Sent("POST", body="query=%FF", kind=FORM), 400),
    "bad-query-and-update": (Sent("POST", body="query=ASK%7B%7D&update=DROP%20ALL", kind=FORM), 400),
    "bad-query-twice-over": (Sent("POST", [ASK], "ASK {}", QUERY), 400),
    "bad-query-empty": (Sent(fields=[("query", " ")]), 400),
    "bad-query-none": (Sent("POST", body="format=json", kind=FORM), 400),
    "bad-dataset-without-query": (Sent(fields=[("default-graph-uri", "http://g/1")]), 400),
    "bad-dataset-iri": (Sent(fields=[ASK, ("default-graph-uri", "no iri")]), 400),
    "bad-update-as-query": (Sent(fields=[("query", INSERT)]), 400),
    "bad-multiple-updates": (Sent("POST", body="update=CLEAR%20ALL&update=CLEAR%20ALL", kind=FORM), 400),
    "bad-update-get": (Sent(fields=[("update", INSERT)]), 400),
    "bad-update-missing-form-type": (Sent("POST", body="update=CLEAR%20ALL"), 415),
    "bad-update-wrong-media-type": (Sent("POST", body=INSERT, kind="text/plain"), 415),
    "bad-update-non-utf8": (Sent("POST", body=INSERT.encode("utf-16"), kind=f"{UPDATE}; charset=UTF-16"), 415),
    "update-where-none-are-taken": (Sent("POST", body=INSERT, kind=UPDATE), 403),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_not_asked_as_the_protocol_says_is_refused(graphs: Client, name: str) -> None:
    """With the status of the standard and a sentence; where programs listen, in JSON."""
    sent, status = BAD[name]
    sent.headers["accept"] = "application/json"
    reply = sent.send(graphs)
    assert (reply.status_code, reply.json()["status"]) == (status, status)
    assert any("\u4e00" <= character <= "\u9fff" for character in reply.json()["error"])


GOOD = {
    "query-get": (Sent(fields=[ASK]), JSON, True),
    "query-post-form": (Sent("POST", body="query=ASK%20%7B%7D", kind=FORM), JSON, True),
    "query-post-form-charset": (Sent("POST", body="query=ASK%20%7B%7D", kind=f"{FORM}; charset=UTF-8"), JSON, True),
    "query-post-direct": (Sent("POST", body="ASK {}", kind=QUERY), JSON, True),
    "query-post-direct-chinese": (Sent("POST", body="ASK { BIND('巡察' AS ?词) }", kind=f"{QUERY};charset=utf-8"), JSON, True),
    "query-dataset-default-graph": (Sent(fields=[("query", BOTH), ("default-graph-uri", "http://g/1")]), JSON, False),
    "query-dataset-default-graphs-get": (
        Sent(fields=[("query", BOTH), ("default-graph-uri", "http://g/1"), ("default-graph-uri", "http://g/2")]), JSON, True,
    ),
    "query-dataset-default-graphs-post": (
        Sent("POST", [("default-graph-uri", "http://g/1"), ("default-graph-uri", "http://g/2")], BOTH, QUERY), JSON, True,
    ),
    "query-dataset-named-graphs": (Sent(fields=[("query", NAMED), ("named-graph-uri", "http://g/1")]), JSON, True),
    "query-dataset-other-named-graph": (Sent(fields=[("query", NAMED), ("named-graph-uri", "http://g/2")]), JSON, False),
    "query-dataset-named-only-default-empty": (Sent(fields=[("query", BOTH), ("named-graph-uri", "http://g/1")]), JSON, False),
    "query-dataset-default-only-named-empty": (
        Sent(fields=[("query", NAMED), ("default-graph-uri", "http://g/1")]), JSON, False,
    ),
    "query-multiple-dataset": (  # that of the protocol counts
        Sent(fields=[("query", BOTH.replace("ASK", "ASK FROM <http://g/1>")), ("default-graph-uri", "http://g/1"),
                     ("default-graph-uri", "http://g/2")]), JSON, True,
    ),
    "query-from": (Sent(fields=[("query", BOTH.replace("ASK", "ASK FROM <http://g/1>"))]), JSON, False),
    "query-without-dataset": (Sent(fields=[("query", BOTH)]), JSON, True),  # the union of all graphs
    "query-without-dataset-named": (Sent(fields=[("query", NAMED)]), JSON, True),
}  # fmt: skip


@pytest.mark.parametrize("name", GOOD)
def test_queries_are_answered_over_their_dataset(graphs: Client, name: str) -> None:
    """However they are sent; the dataset of the request counts before that of the query."""
    sent, kind, truth = GOOD[name]
    reply = sent.send(graphs)
    assert (reply.status_code, reply.headers["content-type"], reply.json()["boolean"]) == (200, kind, truth)


SELECT = "SELECT ?s { ?s ?p ?o }"
CONSTRUCT = "CONSTRUCT WHERE { ?s ?p ?o }"

AGREED = [
    (SELECT, "", JSON),
    (SELECT, "*/*", JSON),
    (SELECT, "application/*", JSON),
    (SELECT, "text/*", "text/csv; charset=utf-8"),
    (SELECT, "application/json", "application/json"),
    (SELECT, "application/sparql-results+xml", "application/sparql-results+xml"),
    (SELECT, "text/xml", "text/xml"),
    (SELECT, "text/csv;q=0.3, text/tab-separated-values;q=0.4", "text/tab-separated-values; charset=utf-8"),
    (SELECT, "text/csv; q=1.0, */*; q=0.1", "text/csv; charset=utf-8"),
    (SELECT, "application/sparql-results+json;q=0, */*;q=0.5", "application/sparql-results+xml"),
    (SELECT, "text/turtle", None),
    (SELECT, "image/png, text/html;q=0", None),
    ("ASK {}", "application/sparql-results+xml", "application/sparql-results+xml"),
    ("ASK {}", "text/csv", None),
    (CONSTRUCT, "", "text/turtle; charset=utf-8"),
    (CONSTRUCT, "application/n-triples", "application/n-triples"),
    (CONSTRUCT, "application/rdf+xml, text/turtle;q=0.5", "application/rdf+xml"),
    (CONSTRUCT, "application/ld+json", "application/ld+json"),
    (CONSTRUCT, "application/json", "application/json"),
    (CONSTRUCT, "application/trig", "application/trig"),
    (CONSTRUCT, "application/n-quads", "application/n-quads"),
    ("DESCRIBE <http://s/1>", "text/turtle", "text/turtle; charset=utf-8"),
    (CONSTRUCT, "text/csv", None),
]


@pytest.mark.parametrize(("query", "accept", "kind"), AGREED)
def test_the_format_is_agreed_on(graphs: Client, query: str, accept: str, kind: str | None) -> None:
    """By Accept, with weights and wildcards; where nothing fits, 406 and the formats that there are."""
    reply = graphs.get("/sparql", params={"query": query}, headers={"accept": accept})
    assert (reply.status_code, reply.headers["vary"]) == (200 if kind else 406, "Accept")
    assert not kind or reply.headers["content-type"] == kind


@pytest.mark.parametrize(
    ("query", "name", "kind"),
    [
        (SELECT, "csv", "text/csv; charset=utf-8"),
        (SELECT, "xml", "application/sparql-results+xml"),
        (SELECT, "text/csv", "text/csv; charset=utf-8"),
        (SELECT, "pdf", JSON),  # not a format: as if nothing were said
        (CONSTRUCT, "xml", "application/rdf+xml"),
        (CONSTRUCT, "nt", "application/n-triples"),
        (CONSTRUCT, "json", "application/ld+json"),
        (CONSTRUCT, "csv", None),
    ],
)
@pytest.mark.parametrize("field", ["format", "output"])
def test_the_format_can_be_named(graphs: Client, query: str, name: str, kind: str | None, field: str) -> None:
    """By the short names that other servers have, before Accept."""
    reply = graphs.get("/sparql", params={"query": query, field: name}, headers={"accept": "*/*"})
    assert (reply.status_code, reply.headers["content-type"] if kind else None) == (200 if kind else 406, kind)


def test_the_place_of_a_mistake_is_told(graphs: Client) -> None:
    """Line and column, in JSON apart and in words."""
    told = graphs.get("/sparql", params={"query": "SELECT *\n{ ?s ?p }"}, headers={"accept": JSON}).json()
    assert (told["line"], told["column"]) == (2, 10)
    words = graphs.get("/sparql", params={"query": "SELECT *\n{ ?s ?p }"}, headers={"accept": "text/csv"})
    assert words.headers["content-type"] == "text/plain; charset=utf-8"
    assert "第 2 行第 10 列" in words.text


def test_a_download_has_a_name(graphs: Client) -> None:
    """In Chinese, with another for old clients; a table for spreadsheets begins with the mark of UTF-8."""
    reply = graphs.get("/sparql", params={"query": SELECT, "format": "csv", "download": "1", "bom": "1"})
    assert reply.headers["content-disposition"] == (
        "attachment; filename=\"result.csv\"; filename*=UTF-8''%E6%9F%A5%E8%AF%A2%E7%BB%93%E6%9E%9C.csv"
    )
    assert reply.content.startswith(b"\xef\xbb\xbfs\r\n")


@pytest.mark.parametrize("path", ["/sparql?query=ASK%20%7B%7D", "/data?default", "/.well-known/void", "/sparql"])
def test_the_head_alone_is_that_of_the_whole(graphs: Client, path: str) -> None:
    """HEAD says what GET would say, and sends nothing."""
    whole, head = graphs.get(path, headers={"accept": "*/*"}), graphs.request("HEAD", path, headers={"accept": "*/*"})
    assert (head.status_code, dict(head.headers)) == (whole.status_code, dict(whole.headers))
    assert (head.content, bool(whole.content)) == (b"", True)


@pytest.mark.parametrize(
    ("method", "path", "status", "allow"),
    [
        ("OPTIONS", "/sparql", 204, "GET, HEAD, POST, OPTIONS"),
        ("DELETE", "/sparql", 405, "GET, HEAD, POST, OPTIONS"),
        ("GET", "/update", 405, "POST, OPTIONS"),
        ("OPTIONS", "/update", 204, "POST, OPTIONS"),
        ("PUT", "/data?graph=http://g/1", 405, "GET, HEAD, OPTIONS"),
        ("DELETE", "/data?default", 405, "GET, HEAD, OPTIONS"),
        ("POST", "/.well-known/void", 405, "GET, HEAD, OPTIONS"),
    ],
)
def test_what_may_be_done_is_told(graphs: Client, method: str, path: str, status: int, allow: str) -> None:
    """Other methods are refused with those that there are."""
    reply = graphs.request(method, path)
    assert (reply.status_code, reply.headers["allow"]) == (status, allow)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/data?graph=http://g/1", 200),
        ("/data?default", 200),
        ("/data?graph=http://g/9", 404),
        ("/data?graph=no%20iri", 400),
        ("/data?graph=", 400),
        ("/data", 400),
        ("/data?default&graph=http://g/1", 400),
        ("/data?graph=http://g/1&format=csv", 406),
    ],
)
def test_graphs_are_read_whole(graphs: Client, path: str, status: int) -> None:
    """By the Graph Store Protocol: one by its name, or the union of all."""
    reply = graphs.get(path, headers={"accept": "application/n-triples"})
    assert reply.status_code == status
    assert status != 200 or reply.text.count("\n") == (2 if "default" in path else 1)


def test_an_answer_that_was_cut_says_so() -> None:
    """In the head where it is known before, and with the limits always."""
    store = Store.in_memory()
    store.replace(
        "http://g",
        "".join(f"<http://s/{n}> <http://p> '{'x' * 99}' <http://g> .\n" for n in range(9_000)).replace("'", '"'),
    )
    small = Client(make_app(Inline(Reading(store, limits=Limits(rows=5, answer=1 << 20)))))
    large = Client(make_app(Inline(Reading(store, limits=Limits(rows=8_000)))))
    marks = [
        (client.get("/sparql", params={"query": "SELECT * { ?s ?p ?o }", "format": form}).headers, client, form)
        for client in (small, large)
        for form in ("json", "csv", "tsv", "xml")
    ]
    told = [(headers["xuntu-truncated"], headers["xuntu-row-limit"]) for headers, _, _ in marks]
    assert told == [("rows", "5")] * 4 + [("later", "8000"), ("rows", "8000"), ("rows", "8000"), ("later", "8000")]
    late = json.loads(large.get("/sparql", params={"query": "SELECT * { ?s ?p ?o }"}).content)
    assert (late["truncated"], len(late["results"]["bindings"])) == ("rows", 8_000)


@dataclass
class Failing:
    """A runner that does nothing."""

    fault: Fault

    async def run(self, job: Job, *, lane: Lane = "light") -> Any:  # noqa: ARG002
        """Fail."""
        raise TaskError(self.fault, "问题在此")


@pytest.mark.parametrize(("fault", "status"), [("busy", 503), ("time", 504), ("died", 500), ("store", 500)])
def test_why_there_is_no_answer_is_told(fault: Fault, status: int) -> None:
    """Who is to come later is told when."""
    reply = Client(make_app(Failing(fault))).get("/sparql", params={"query": "ASK {}"})
    assert (reply.status_code, reply.text) == (status, "问题在此\n")
    assert ("retry-after" in reply.headers) == (fault == "busy")


def test_a_request_that_is_too_large_is_refused() -> None:
    """Before anything of it is read further."""
    app = make_app(Failing("died"), limits=Limits(request=100))
    reply = Client(app).post("/sparql", content=b"ASK {}" + b" " * 100, headers={"content-type": QUERY})
    assert reply.status_code == 413


def test_the_service_describes_itself(graphs: Client, client: Client) -> None:
    """Its address is the one by which it was asked; a browser is sent on to the editor."""
    told = graphs.get("/sparql", headers={"accept": "text/turtle", "host": "tu.example:81"}).text
    assert "<http://tu.example:81/sparql> <http://www.w3.org/ns/sparql-service-description#endpoint>" in told.replace(
        " ;\n\t<http", " ;\n<http://tu.example:81/sparql> <http"
    )
    assert "UnionDefaultGraph" in told
    assert "<http://g/2>" in told
    assert "SPARQL11Update" not in told
    page = graphs.get("/sparql", headers={"accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert (page.status_code, page.headers["location"]) == (303, "/editor")
    void = client.get("/.well-known/void", headers={"accept": "application/n-triples"}).text
    assert '<http://rdfs.org/ns/void#documents> "17"' in void
    assert "<http://rdfs.org/ns/void#dataDump> <http://127.0.0.1:8000/data?default>" in void


def test_nothing_is_parsed_of_what_hosts_are_called(graphs: Client) -> None:
    """A host that is none does not stand in the description."""
    told = graphs.get("/sparql", headers={"accept": "text/turtle", "host": "a> <b:c> <d"})
    assert (told.status_code, "<b:c>" in told.text) == (200, False)


def test_no_query_calls_out_through_the_endpoint(graphs: Client) -> None:
    """It is refused in words."""
    reply = graphs.get("/sparql", params={"query": "ASK { SERVICE <http://127.0.0.1:9/> {} }"})
    assert (reply.status_code, "SERVICE" in reply.text) == (400, True)


def test_the_store_is_read_by_nobody_but_the_runner(store: Store) -> None:
    """A job is JSON: what is asked of the process that answers can be written down."""
    jobs: list[Job] = []

    @dataclass
    class Noting(Inline):
        async def run(self, job: Job, *, lane: Lane = "light") -> Any:
            jobs.append(json.loads(json.dumps(job)))
            return await super().run(job, lane=lane)

    Client(make_app(Noting(Reading(store)))).get("/sparql", params={"query": "ASK {}"})
    assert [(job["task"], job["query"]) for job in jobs] == [("query", "ASK {}")]
