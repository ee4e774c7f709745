"""Why there is no answer, said to who asked: a page in the frame for people, JSON for programs."""

import json
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response

from xuntu.graph import Language
from xuntu.ontology import clean
from xuntu.serving.pages import Asked
from xuntu.serving.pages.templates import say, show
from xuntu.serving.safety.headers import Headers


def answer_fault(request: Request, status: int, message: str, language: Language) -> Response:
    """Return the answer that says why there is none; one that is busy also says when to ask again."""
    headers = {"Retry-After": "2"} if status == HTTPStatus.SERVICE_UNAVAILABLE else {}
    if Headers.of(request.scope["headers"]).wants_json():
        return Response(to_json(status, message), status, headers, "application/json")
    asked = Asked("fault", (), language, request.scope.get("root_path", ""))
    page = show("fault.html", asked, status=status, code=status, message=clean(message))
    return Response(page.body, status, headers, page.media_type)


def explain(status: int, language: Language) -> str:
    """Return what is said of a status where nobody has said anything better.

    >>> explain(404, "zh")
    '这个地址没有对应的页面；请核对地址，或从菜单进入。'
    """
    key = {404: "fault_nopage", 405: "fault_nomethod"}.get(status, "fault_inside")
    return say(key, language)


def to_json(status: int, message: str) -> bytes:
    """Return a fault as JSON.

    >>> to_json(404, "没有这一页").decode()
    '{"status": 404, "error": "没有这一页"}'
    """
    return json.dumps({"status": status, "error": clean(message)}, ensure_ascii=False).encode()
