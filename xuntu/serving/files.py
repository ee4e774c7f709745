"""Files for drawing networks that other packages bring, served as if they lay beside ours."""

import hashlib
from functools import cache
from mimetypes import guess_type

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from xuntu.graph import DRAWING, read_drawing


async def give_drawing(request: Request) -> Response:
    """Give one of the files of ``DRAWING``, or nothing where the browser has it."""
    name = str(request.path_params["name"])
    if name not in DRAWING:
        raise HTTPException(404)
    body, tag = _read(name)
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers={"ETag": tag})
    kind = "text/javascript" if name.endswith(".js") else guess_type(name)[0]
    return Response(body, headers={"ETag": tag}, media_type=kind)


@cache
def _read(name: str) -> tuple[bytes, str]:
    body = read_drawing(name)
    return body, f'"{hashlib.sha256(body).hexdigest()[:20]}"'
