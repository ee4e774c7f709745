"""The guard: every request goes through it before the application sees it, and every answer on its way back.

It parses nothing but headers, so that it costs little; a request that may not be made ends here.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xuntu.serving.pages import Asked
from xuntu.serving.pages.templates import show
from xuntu.serving.safety import entry, origin
from xuntu.serving.safety.faults import to_json
from xuntu.serving.safety.headers import Headers, Pair, complete
from xuntu.serving.safety.rules import Rules

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_LONGEST_ADDRESS: Final = 60 << 10
_LONGEST_HEADERS: Final = 32 << 10
_PATIENCE: Final = 0.5
_REFUSALS: Final[Mapping[int, tuple[str, str]]] = {
    400: ("请求不合 HTTP 规范：须有且只有一个 Host", "Bad request: exactly one Host header is needed"),
    401: ("需要令牌：请在请求头写 Authorization: Bearer 令牌", "A token is needed: Authorization: Bearer TOKEN"),
    403: ("此请求来自别的网站，已拒绝", "Refused: the request comes from a page of another site"),
    408: ("请求传得太慢，已中止", "The request took too long to arrive"),
    413: ("请求太大，已拒绝", "The request is too large"),
    414: ("地址太长，请改用 POST", "The address is too long; use POST"),
    421: (
        "不认识这个主机名；如要用它访问，请在启动时写 --allow-host",
        "This host name is not served here; start with --allow-host to allow it",
    ),
    431: ("请求头太长，已拒绝", "The headers are too large"),
}


class _Refused(Exception):  # noqa: N818  # an answer, not an error
    """A request that may not be made."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


@dataclass(frozen=True, slots=True)
class _Call:
    """A request and where its answer goes."""

    scope: "Scope"
    headers: Headers
    rules: Rules
    send: "Send"

    @property
    def method(self) -> str:
        return str(self.scope["method"])

    @property
    def root(self) -> str:
        return str(self.scope.get("root_path", ""))

    @property
    def path(self) -> str:
        return str(self.scope["path"]).removeprefix(self.root) or "/"

    async def answer(self, status: int, body: bytes, *pairs: Pair) -> None:
        """Give a whole answer."""
        length = (b"content-length", str(len(body)).encode())
        await self.begin({"type": "http.response.start", "status": status, "headers": [*pairs, length]})
        await self.pass_on({"type": "http.response.body", "body": body})

    async def refuse(self, status: int) -> None:
        """Say why nothing is given, in few words: who asks is not to be trusted."""
        chinese, english = _REFUSALS[status]
        message = english if self.rules.language == "en" else chinese
        json = self.headers.wants_json()
        kind = b"application/json" if json else b"text/plain; charset=utf-8"
        more: list[Pair] = [(b"www-authenticate", b'Bearer realm="xuntu"')] if status == 401 else []
        body = to_json(status, message) if json else f"{message}\n{english}\n".encode()
        await self.answer(status, body, (b"content-type", kind), (b"connection", b"close"), *more)

    async def begin(self, message: "Message") -> None:
        """Pass on the head of an answer, with the headers that are always sent."""
        query = self.scope.get("query_string", b"")
        pairs = [*message.get("headers", ()), *origin.allow(self.headers, self.rules)]
        told = complete(pairs, self.path, query, secret=self.rules.token is not None)
        await self.pass_on({**message, "headers": told})

    async def pass_on(self, message: "Message") -> None:
        """Send a piece within the time that a client has for it; to HEAD nothing but the head is given."""
        if message["type"] == "http.response.body" and self.method == "HEAD":
            message = {**message, "body": b""}
        try:
            async with asyncio.timeout(self.rules.limits.slowest):
                await self.send(message)
        except TimeoutError as error:
            raise OSError("the client takes its answer too slowly") from error

    async def give(self, message: "Message") -> None:
        """Pass on what the application says."""
        if message["type"] == "http.response.start":
            await self.begin(message)
        else:
            await self.pass_on(message)


def guard(app: "ASGIApp", rules: Rules) -> "ASGIApp":
    """Return *app* behind the rules."""

    async def guarded(scope: "Scope", receive: "Receive", send: "Send") -> None:
        if scope["type"] == "lifespan":
            await app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            call = _Call(scope, Headers.of(scope["headers"]), rules, send)
            try:
                await _attend(app, call, receive)
            except _Refused as refused:
                await call.refuse(refused.status)

    return guarded


async def _attend(app: "ASGIApp", call: _Call, receive: "Receive") -> None:
    _check_head(call)
    if call.rules.origins and origin.is_preflight(call.method, call.headers):
        return await call.answer(204, b"", *origin.PREFLIGHT)
    body = await _read_body(call, receive)
    if call.rules.token is not None and not entry.has_token(call.headers, call.rules.token):
        if call.path == entry.FORM:
            return await _enter(call, body or b"", call.rules.token)
        if call.path not in entry.OPEN:
            return await _turn_away(call)
    return await app(call.scope, receive if body is None else _replay(body, receive), call.give)


def _check_head(call: _Call) -> None:
    scope, headers, rules = call.scope, call.headers, call.rules
    hosts = headers.values.get("host", ())
    if len(hosts) != 1:
        raise _Refused(400)
    if not rules.is_host(hosts[0]):
        raise _Refused(421)
    if len(scope.get("raw_path") or b"") + len(scope.get("query_string", b"")) > _LONGEST_ADDRESS:
        raise _Refused(414)
    if headers.size > _LONGEST_HEADERS:
        raise _Refused(431)
    if origin.is_foreign(call.method, headers, rules):
        raise _Refused(403)


async def _read_body(call: _Call, receive: "Receive") -> bytes | None:
    """Return the body once it is all there, ``None`` where there is none.

    It is read before anyone is asked anything, so that who sends slowly or too much holds up nobody but himself.
    """
    length, most = call.headers.get("content-length"), call.rules.limits.request
    if length.isascii() and length.isdigit() and (len(length) > 12 or int(length) > most):
        raise _Refused(413)
    if length in ("", "0") and not call.headers.get("transfer-encoding"):
        return None
    body = bytearray()
    try:
        async with asyncio.timeout(call.rules.limits.slowest):
            while (message := await receive())["type"] == "http.request":
                body += message.get("body", b"")
                if len(body) > most:
                    raise _Refused(413)
                if not message.get("more_body"):
                    break
    except TimeoutError as error:
        raise _Refused(408) from error
    return bytes(body)


def _replay(body: bytes, receive: "Receive") -> "Receive":
    told = False

    async def again() -> "Message":
        nonlocal told
        if told:
            return await receive()
        told = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again


async def _turn_away(call: _Call) -> None:
    """Send a reader to the form for the token, and tell programs that one is needed."""
    if call.method not in ("GET", "HEAD") or "text/html" not in call.headers.get("accept"):
        raise _Refused(401)
    from urllib.parse import quote

    query = call.scope.get("query_string", b"").decode("latin-1")
    wanted = quote(call.path, safe="/") + (f"?{query}" if query else "")
    place = f"{call.root}{entry.FORM}?next={quote(wanted, safe='')}"
    await call.answer(303, b"", (b"location", place.encode()))


async def _enter(call: _Call, body: bytes, token: str) -> None:
    """Show the form for the token, or take what it sends."""
    if call.method == "POST":
        told, wanted = entry.read_form(body)
        if entry.is_same(told, token):
            https = call.scope.get("scheme") == "https"
            cookie = entry.to_cookie(token, root=call.root, https=https)
            place = (call.root + wanted).encode()
            return await call.answer(303, b"", (b"location", place), (b"set-cookie", cookie.encode()))
        await asyncio.sleep(_PATIENCE)
        return await _show_form(call, wanted, wrong=True)
    wanted = entry.read_form(call.scope.get("query_string", b""))[1]
    return await _show_form(call, wanted, wrong=False)


async def _show_form(call: _Call, wanted: str, *, wrong: bool) -> None:
    asked = Asked("login", (), call.rules.language, call.root)
    page = show("login.html", asked, status=403 if wrong else 200, next=wanted, wrong=wrong)
    await call.answer(page.status, page.body, (b"content-type", page.media_type.encode()))
