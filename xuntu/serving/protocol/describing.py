"""What the service says of itself and of the graph: SPARQL 1.1 Service Description and VoID."""

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from xuntu.graph import Holdings, measure, parse_triples, write_triples
from xuntu.ontology import PREFIXES, XT, QueryError
from xuntu.serving.protocol.delivery import Delivery
from xuntu.serving.protocol.formats import TRIPLES, pick
from xuntu.serving.protocol.querying import refuse

if TYPE_CHECKING:
    from xuntu.serving.tasks import Job, Out, Reading

_MOST_GRAPHS: Final = 200
_BASE: Final = re.compile(r"https?://[A-Za-z0-9.:\[\]_-]+(?:/[A-Za-z0-9._~/-]*)?")
_SERVICE: Final = """\
@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
@prefix void: <http://rdfs.org/ns/void#> .
@prefix formats: <http://www.w3.org/ns/formats/> .

<{base}/sparql> a sd:Service ;
    sd:endpoint <{base}/sparql> ;
    sd:supportedLanguage {languages} ;
    sd:resultFormat formats:SPARQL_Results_JSON, formats:SPARQL_Results_XML, formats:SPARQL_Results_CSV,
        formats:SPARQL_Results_TSV, formats:Turtle, formats:N-Triples, formats:JSON-LD, formats:RDF_XML,
        formats:TriG, formats:N-Quads ;
    sd:feature sd:UnionDefaultGraph, sd:EmptyGraphs ;
    sd:defaultDataset <{base}/.well-known/void#dataset> .

<{base}/.well-known/void#dataset> a sd:Dataset, void:Dataset ;
    sd:defaultGraph <{base}/data?default> .
<{base}/data?default> a sd:Graph ; void:triples {quads} .
"""
_NAMED: Final = """\
<{base}/.well-known/void#dataset> sd:namedGraph <{base}/data?graph={quoted}> .
<{base}/data?graph={quoted}> a sd:NamedGraph ; sd:name <{graph}> .
"""
_VOID: Final = """\
@prefix void: <http://rdfs.org/ns/void#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .

<{base}/.well-known/void> a void:DatasetDescription ;
    foaf:primaryTopic <{base}/.well-known/void#dataset> .

<{base}/.well-known/void#dataset> a void:Dataset ;
    dcterms:title "巡图：巡视巡察公开文件的知识图谱"@zh ;
    void:sparqlEndpoint <{base}/sparql> ;
    void:uriSpace "{space}" ;
    void:vocabulary <{vocabulary}> ;
    void:triples {quads} ;
    void:documents {documents} ;
    void:classPartition <{base}/.well-known/void#documents>, <{base}/.well-known/void#findings> .
<{base}/.well-known/void#documents> void:class <{document}> ; void:entities {documents} .
<{base}/.well-known/void#findings> void:class <{finding}> ; void:entities {findings} .
"""
_EXAMPLE: Final = "<{base}/.well-known/void#dataset> void:exampleResource <{example}> .\n"
_DUMP: Final = "<{base}/.well-known/void#dataset> void:dataDump <{base}/data?default> .\n"


def describe(reading: "Reading", job: "Job", out: "Out") -> None:
    """Give the service description, or where the job says ``void`` what the graph holds, in a format of triples."""
    base = str(job["base"])
    chosen = pick(TRIPLES, accept=str(job["accept"]), name=str(job.get("format", "")))
    if chosen is None:
        refuse(out, 406, QueryError("说明可用的格式是：" + "、".join(each.media_type for each in TRIPLES)), job)
        return
    form, media_type = chosen
    headers = {"Vary": "Accept", "Link": f'<{base}/.well-known/void>; rel="describedby"'}
    delivery = Delivery(out, form.content_type(media_type), headers, whole=True, head=False)
    text = (_void if job.get("void") else _service)(reading, base, is_writable=bool(job.get("writable")))
    write_triples(parse_triples(text), form.syntax, delivery, rows=reading.limits.rows, size=reading.limits.answer)
    delivery.finish(None)


def to_base(scheme: str, host: str, root: str) -> str:
    """Return the address of the service as it is written in its description; a host that is none is this machine's.

    >>> to_base("http", "tu.example:8000", "/kg"), to_base("http", "a> <b", "")
    ('http://tu.example:8000/kg', 'http://127.0.0.1')
    """
    base = f"{scheme}://{host}{root}"
    return base if _BASE.fullmatch(base) else "http://127.0.0.1"


def _service(reading: "Reading", base: str, *, is_writable: bool) -> str:
    languages = "sd:SPARQL10Query, sd:SPARQL11Query" + (", sd:SPARQL11Update" if is_writable else "")
    graphs = reading.store.graphs()[:_MOST_GRAPHS]
    text = _SERVICE.format(base=base, languages=languages, quads=measure(reading.store).quads)
    return text + "".join(_NAMED.format(base=base, graph=graph, quoted=quote(graph, safe="")) for graph in graphs)


def _void(reading: "Reading", base: str, *, is_writable: bool) -> str:  # noqa: ARG001 (one call for both)
    holdings: Holdings = measure(reading.store)
    text = _VOID.format(
        base=base,
        space=PREFIXES["xtid"],
        vocabulary=PREFIXES["xt"],
        quads=holdings.quads,
        documents=holdings.documents,
        findings=holdings.findings,
        document=XT.Document,
        finding=XT.Finding,
    )
    text += "".join(_EXAMPLE.format(base=base, example=example) for example in holdings.examples)
    return text + (_DUMP.format(base=base) if holdings.quads < reading.limits.rows else "")
