"""The ASGI application: routes, and what the network may see of an error."""

from collections.abc import Awaitable, Callable
from typing import Final

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from xuntu.graph import Language
from xuntu.serving.answers import Fault, Runner, TaskError
from xuntu.serving.pages import ROUTES, Asked

_STATUS: Final[dict[Fault, int]] = {"query": 400, "missing": 404, "store": 500, "died": 500, "busy": 503, "time": 504}


def make_app(runner: Runner, *, language: Language = "zh") -> Starlette:
    """Return the application that has *runner* answer what is asked."""
    pages = [Route(path, _page(runner, name, language), name=name) for path, name in ROUTES]
    static = Mount("/static", StaticFiles(packages=[("xuntu.serving", "static")]))
    return Starlette(routes=[*pages, static])


def _page(runner: Runner, name: str, language: Language) -> Callable[[Request], Awaitable[Response]]:
    async def give(request: Request) -> Response:
        fields = (*request.path_params.items(), *request.query_params.multi_items())
        asked = Asked(name, fields, language, request.scope.get("root_path", ""))
        try:
            answer = await runner.run(asked.to_job())
        except TaskError as fault:
            return HTMLResponse(str(fault), _STATUS[fault.fault])  # the page of faults comes with the frame
        head = answer.head
        return StreamingResponse(answer.pieces(), head.status, dict(head.headers), head.media_type)

    return give
