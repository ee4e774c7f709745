"""Clients of others ask over a socket: rdflib, SPARQLWrapper, curl, readers of CSV; and the examples of the docs run."""

import csv
import io
import json
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import uvicorn

from tests.serving.inline import Inline
from xuntu.graph import Store
from xuntu.serving.app import make_app
from xuntu.serving.tasks import Reading

HOW_TO = Path(__file__).parents[3] / "docs" / "how-to" / "sparql.md"
UNITS = "SELECT DISTINCT ?unit WHERE { ?unit a xt:Unit } ORDER BY ?unit"
LABELS = "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> SELECT ?c ?label WHERE { ?c skos:prefLabel ?label }"


@pytest.fixture(scope="module")
def address(store: Store) -> Iterator[str]:
    """Return the address of a server over the examples."""
    server = uvicorn.Server(uvicorn.Config(make_app(Inline(Reading(store))), port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_asks(address: str, store: Store, method: str) -> None:
    """As a store of SPARQL, by each of its ways to send, with language tags as they are."""
    from rdflib import Graph
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    graph = Graph(SPARQLStore(f"{address}/sparql", method=method))
    rows = {(str(c), str(label), label.language) for c, label in graph.query(LABELS)}  # type: ignore[union-attr]
    assert len(rows) == len(store.query("SELECT DISTINCT ?c ?label { ?c skos:prefLabel ?label }").rows)
    assert {language for *_, language in rows} >= {"zh", "en"}
    assert bool(graph.query("ASK { ?s ?p ?o }"))
    assert (
        len(graph.query("CONSTRUCT { ?c a <http://x> } WHERE { ?c a <http://www.w3.org/2004/02/skos/core#Concept> }"))
        > 100
    )


def test_rdflib_asks_one_graph(address: str, store: Store) -> None:
    """A graph with a name is asked by ``default-graph-uri``."""
    from rdflib import Graph, URIRef
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    taxonomy = "https://w3id.org/xuntu/graph/taxonomy"
    graph = Graph(SPARQLStore(f"{address}/sparql"), identifier=URIRef(taxonomy))
    assert len(list(graph.triples((None, None, None)))) == len(store.nquads(taxonomy))


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_sparqlwrapper_asks_for_tables(address: str, form: str, method: str) -> None:
    """In each format that it knows."""
    from SPARQLWrapper import SPARQLWrapper

    wrapper = SPARQLWrapper(f"{address}/sparql", returnFormat=form)
    wrapper.setMethod(method)
    wrapper.setQuery(UNITS)
    body = wrapper.query().response.read().decode()
    assert "云岭" in body or "澄陵市" in body
    if form == "json":
        assert json.loads(body)["head"]["vars"] == ["unit"]


@pytest.mark.parametrize(
    ("form", "query"),
    [
        (form, query)
        for form in ("turtle", "n3", "rdf", "xml", "json-ld")
        for query in ("CONSTRUCT { ?s a ?c } WHERE { ?s a ?c } LIMIT 50", "DESCRIBE ?s { ?s a xt:Inspection } LIMIT 2")
    ],
)
def test_sparqlwrapper_asks_for_graphs(address: str, form: str, query: str) -> None:
    """What it makes of them are triples."""
    from rdflib import Graph
    from SPARQLWrapper import SPARQLWrapper

    wrapper = SPARQLWrapper(f"{address}/sparql", returnFormat=form)
    wrapper.setQuery(query)
    told = wrapper.query().convert()
    graph = told if isinstance(told, Graph) else Graph().parse(data=told)
    assert len(graph) > 3


def curl(*arguments: str) -> str:
    """Return what curl prints."""
    program = shutil.which("curl")
    if not program:
        pytest.skip("curl is not installed")
    done = subprocess.run([program, "-sS", *arguments], check=True, capture_output=True, encoding="utf-8")
    return done.stdout


def test_curl_asks(address: str) -> None:
    """By GET and POST, for what it accepts; of the whole graph, of one, of the head alone."""
    told = curl("-G", f"{address}/sparql", "--data-urlencode", f"query={UNITS}", "-H", "Accept: text/csv")
    assert told.startswith("unit\nhttps://w3id.org/xuntu/id/unit/")
    direct = ("-H", "Content-Type: application/sparql-query", "--data-binary", UNITS)
    assert curl(f"{address}/sparql", *direct, "-H", "Accept: text/csv") == told
    assert curl(f"{address}/sparql", "--data-urlencode", f"query={UNITS}", "-d", "format=csv") == told
    taxonomy = f"{address}/data?graph=https://w3id.org/xuntu/graph/taxonomy"
    assert curl(taxonomy, "-H", "Accept: application/n-triples").count("\n") > 3_000
    assert "HTTP/1.1 200" in curl("-I", "-G", f"{address}/sparql", "--data-urlencode", f"query={UNITS}")


def test_spreadsheets_and_data_frames_read_csv(address: str) -> None:
    """Columns have the names of the variables; a cell may hold commas, quotes and line ends."""
    query = "SELECT DISTINCT ?finding ?text { ?finding a xt:Finding ; rdfs:label ?text }"
    headers = {"Content-Type": "application/sparql-query", "Accept": "text/csv"}
    reply = httpx.post(f"{address}/sparql", content=query.encode(), headers=headers)
    rows = list(csv.DictReader(io.StringIO(reply.text, newline="")))
    assert len(rows) > 100
    assert all(set(row) == {"finding", "text"} and row["text"] for row in rows)


@pytest.mark.skipif(not HOW_TO.exists(), reason="the docs are not here")
def test_the_examples_of_the_docs_run(address: str) -> None:
    """Those in Python and those of curl, against a server on another port."""
    page = HOW_TO.read_text(encoding="utf-8").replace("http://127.0.0.1:8000", address)
    snippets = re.findall(r"^```python\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    assert snippets
    for code in snippets:
        if "pandas" not in code:
            exec(compile(code, str(HOW_TO), "exec"), {})  # noqa: S102 (our own page)
    commands = [
        line for block in re.findall(r"^```sh\n(.*?)^```", page, re.MULTILINE | re.DOTALL) for line in block.split("\n")
    ]
    for command in commands:
        if command.startswith("curl") and "Authorization" not in command:
            assert shutil.which("curl") is None or subprocess.run(command, shell=True, check=True, capture_output=True)  # noqa: S602
