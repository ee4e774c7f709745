"""Reads of whole graphs: SPARQL 1.1 Graph Store HTTP Protocol, section 5.2."""

from typing import TYPE_CHECKING

from xuntu.graph import ALL, Full, Sparql, answer
from xuntu.ontology import QueryError
from xuntu.serving.protocol.delivery import Delivery
from xuntu.serving.protocol.formats import TRIPLES, pick
from xuntu.serving.protocol.querying import is_markless, refuse, room_of, say_limits

if TYPE_CHECKING:
    from xuntu.serving.tasks import Job, Out, Reading

_WHOLE = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"


def give_graph(reading: "Reading", job: "Job", out: "Out") -> None:
    """Give the graph of a job, or where it names none the union of all, in a format of triples."""
    graph = str(job["graph"]) if job.get("graph") else None
    chosen = pick(TRIPLES, accept=str(job["accept"]), name=str(job.get("format", "")))
    try:
        is_known = graph is None or graph in reading.store
    except ValueError:
        refuse(out, 400, QueryError(f"不是 IRI：{str(graph)[:120]}"), job)
        return
    if not is_known:
        refuse(out, 404, QueryError(f"没有这个图：{str(graph)[:120]}"), job)
        return
    if chosen is None:
        refuse(out, 406, QueryError("图可用的格式是：" + "、".join(each.media_type for each in TRIPLES)), job)
        return
    form, media_type = chosen
    limits, whole = reading.limits, is_markless(form)
    asked = Sparql(_WHOLE, "CONSTRUCT", ALL if graph is None else ((graph,), ()))
    content_type = form.content_type(media_type)
    delivery = Delivery(out, content_type, say_limits(reading), whole=whole, head=bool(job.get("head")))
    try:
        delivery.finish(answer(reading.store, asked, form.syntax, delivery, rows=limits.rows, size=room_of(limits)))
    except Full:
        return
