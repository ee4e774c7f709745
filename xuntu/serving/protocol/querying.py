"""The task of a query: read, guarded, negotiated, answered and cut by the process that has the store open."""

from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from xuntu.graph import Full, Selection, Sparql, answer, find_place, read_sparql
from xuntu.ontology import QueryError
from xuntu.serving.limits import Limits
from xuntu.serving.protocol.delivery import Delivery
from xuntu.serving.protocol.formats import OFFERED, Format, pick
from xuntu.serving.protocol.refusing import to_document, to_head

if TYPE_CHECKING:
    from xuntu.serving.tasks import Job, Out, Reading

_MARKLESS: Final = frozenset({"csv", "tsv", "jsonld"})
_ENDING: Final = 1 << 16
_MARK: Final = "\ufeff".encode()


def give_answer(reading: "Reading", job: "Job", out: "Out") -> None:
    """Answer the query of a job, or say why not."""
    accept = str(job["accept"])
    try:
        asked = read_sparql(str(job["query"]), _selection(job))
    except QueryError as error:
        refuse(out, 400, error, job)
        return
    chosen = pick(OFFERED[asked.form], accept=accept, name=str(job.get("format", "")))
    if chosen is None:
        types = "、".join(each.media_type for each in OFFERED[asked.form])
        refuse(out, 406, QueryError(f"{asked.form} 的结果可用的格式是：{types}"), job)
        return
    _deliver(reading, job, out, asked, chosen)


def refuse(out: "Out", status: int, error: QueryError, job: "Job") -> None:
    """Say why there is no answer."""
    media_type, body = to_document(status, str(error), str(job["accept"]), find_place(error))
    out.begin(to_head(status, media_type, body))
    out.write(body)


def is_markless(form: Format) -> bool:
    """Tell whether a format has no room to say that it was cut: its head waits for its end."""
    return form.syntax in _MARKLESS


def say_limits(reading: "Reading") -> dict[str, str]:
    """Return the headers that tell how long an answer may become."""
    limits = reading.limits
    return {"Vary": "Accept", "Xuntu-Row-Limit": str(limits.rows), "Xuntu-Byte-Limit": str(room_of(limits))}


def room_of(limits: Limits) -> int:
    """Return where an answer is cut, in bytes: a little before it may not be longer, so that it can be ended."""
    return max(1, limits.answer - _ENDING)


def _deliver(reading: "Reading", job: "Job", out: "Out", asked: Sparql, chosen: tuple[Format, str]) -> None:
    form, media_type = chosen
    limits = reading.limits
    headers = {**say_limits(reading), **_disposition(form, job)}
    content_type, is_head = form.content_type(media_type), bool(job.get("head"))
    delivery = Delivery(out, content_type, headers, whole=is_markless(form), head=is_head)
    try:
        if form.syntax == "csv" and job.get("bom"):
            delivery.write(_MARK)
        delivery.finish(answer(reading.store, asked, form.syntax, delivery, rows=limits.rows, size=room_of(limits)))
    except Full:
        return
    except QueryError as error:
        if delivery.has_begun:
            raise
        refuse(out, 400, error, job)


def _selection(job: "Job") -> Selection | None:
    default, named = job.get("default"), job.get("named")
    if not default and not named:
        return None
    return (tuple(map(str, default or ())), tuple(map(str, named or ())))  # type: ignore[call-overload]  # JSON lists


def _disposition(form: Format, job: "Job") -> dict[str, str]:
    if not job.get("download"):
        return {}
    name = f"查询结果.{form.syntax}"
    return {"Content-Disposition": f"attachment; filename=\"result.{form.syntax}\"; filename*=UTF-8''{quote(name)}"}
