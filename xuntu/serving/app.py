"""The ASGI application: routes, and what the network may see of an error."""

from collections.abc import Awaitable, Callable

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from xuntu.graph import Language
from xuntu.serving.answers import Runner, TaskError
from xuntu.serving.files import give_drawing
from xuntu.serving.limits import Limits
from xuntu.serving.pages import ROUTES, Asked
from xuntu.serving.protocol import Updater, routes
from xuntu.serving.safety.faults import answer_fault, explain


def make_app(
    runner: Runner, *, language: Language = "zh", limits: Limits | None = None, updater: Updater | None = None
) -> Starlette:
    """Return the application that has *runner* answer what is asked; without an *updater* nothing can be changed."""
    protocol = routes(runner, limits or Limits(), updater)
    pages = [Route(path, _page(runner, name, language), name=name) for path, name in ROUTES]
    drawing = Route("/static/drawing/{name}", give_drawing)
    static = Mount("/static", StaticFiles(packages=[("xuntu.serving", "static")]))

    async def say_fault(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        return answer_fault(request, status, explain(status, language), language)

    return Starlette(
        routes=[*protocol, *pages, drawing, static], exception_handlers={HTTPException: say_fault, Exception: say_fault}
    )


def _page(runner: Runner, name: str, language: Language) -> Callable[[Request], Awaitable[Response]]:
    async def give(request: Request) -> Response:
        fields = (*request.path_params.items(), *request.query_params.multi_items())
        asked = Asked(name, fields, language, request.scope.get("root_path", ""))
        try:
            answer = await runner.run(asked.to_job())
        except TaskError as fault:
            return answer_fault(request, fault.status, str(fault), language)
        head = answer.head
        return StreamingResponse(answer.pieces(), head.status, dict(head.headers), head.media_type)

    return give
