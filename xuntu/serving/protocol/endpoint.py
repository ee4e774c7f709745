"""The addresses of the protocol, as ASGI applications: what is asked becomes a job, and its answer is handed on.

They are asked more often than pages, so nothing stands between them and the server.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl

from xuntu.serving.answers import Lane, Runner, TaskError
from xuntu.serving.limits import Limits
from xuntu.serving.protocol.describing import to_base
from xuntu.serving.protocol.negotiation import prefers_pages
from xuntu.serving.protocol.operations import Operation, Refusal, read_operation
from xuntu.serving.protocol.refusing import to_document
from xuntu.serving.protocol.updater import Updater

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

_LATER: Final = 2
"""Seconds after which it may be worth asking again, where nobody says better."""


@dataclass(frozen=True, slots=True)
class _Call:
    """A request, and where its answer goes."""

    scope: "Scope"
    send: "Send"
    headers: Mapping[bytes, bytes]

    @property
    def method(self) -> str:
        return str(self.scope["method"])

    @property
    def accept(self) -> str:
        return self.headers.get(b"accept", b"").decode("latin-1")

    @property
    def address(self) -> bytes:
        return bytes(self.scope.get("query_string", b""))

    @property
    def base(self) -> str:
        host = self.headers.get(b"host", b"").decode("latin-1")
        return to_base(str(self.scope["scheme"]), host, str(self.scope.get("root_path", "")))

    async def reply(self, status: int, body: bytes = b"", headers: Mapping[str, str] | None = None) -> None:
        """Send a whole answer."""
        told = {"content-length": str(len(body)), **(headers or {})}
        await self.begin(status, told)
        await self.send({"type": "http.response.body", "body": b"" if self.method == "HEAD" else body})

    async def begin(self, status: int, headers: Mapping[str, str]) -> None:
        """Send the head of an answer."""
        pairs = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
        await self.send({"type": "http.response.start", "status": status, "headers": pairs})

    async def refuse(self, refusal: Refusal) -> None:
        """Say why there is no answer."""
        media_type, body = to_document(refusal.status, refusal.message, self.accept, refusal.place)
        await self.reply(refusal.status, body, {"content-type": media_type, "vary": "Accept", **refusal.headers})

    async def hand_on(self, runner: Runner, job: Mapping[str, object], *, lane: Lane = "heavy") -> None:
        """Have a job done, and send its answer as it comes; raises ``Refusal`` where there is none."""
        try:
            answer = await runner.run({**job, "accept": self.accept, "head": self.method == "HEAD"}, lane=lane)
        except TaskError as fault:
            later = {"Retry-After": str(fault.retry_after or _LATER)} if fault.status == 503 else {}
            raise Refusal(fault.status, str(fault), later) from fault
        head = answer.head
        await self.begin(head.status, {"Content-Type": head.media_type, **head.headers})
        left, more = int(head.headers.get("Content-Length", -1)), True
        async for piece in answer.pieces():
            left -= len(piece)
            more = left != 0  # where the length was told, its last piece ends the answer: one message less
            await self.send({"type": "http.response.body", "body": piece, "more_body": more})
        if more:
            await self.send({"type": "http.response.body", "body": b""})


class Address:
    """An address of the protocol: an ASGI application that says why it does not do what it is asked."""

    def __init__(self, runner: Runner, limits: Limits, updater: Updater | None = None) -> None:
        self.runner, self.limits, self.updater = runner, limits, updater

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Answer a request."""
        call = _Call(scope, send, dict(scope["headers"]))
        try:
            await self.attend(call, receive)
        except Refusal as refusal:
            await call.refuse(refusal)

    async def attend(self, call: _Call, receive: "Receive") -> None:
        """Do what is asked; raises ``Refusal``."""
        raise NotImplementedError

    async def read(self, receive: "Receive") -> bytes:
        """Return the body of a request; raises ``Refusal`` where it is too large."""
        parts: list[bytes] = []
        size, more = 0, True
        while more:
            message = await receive()
            parts.append(message.get("body", b""))
            size += len(parts[-1])
            if size > self.limits.request:
                raise Refusal(413, f"请求超过 {self.limits.request} 字节")
            more = bool(message.get("more_body"))
        return b"".join(parts)


class Sparql(Address):
    """``/sparql``: queries, updates, and what the service says of itself."""

    async def attend(self, call: _Call, receive: "Receive") -> None:
        """Do what is asked; raises ``Refusal``."""
        if call.method == "OPTIONS":
            return await call.reply(204, headers={"Allow": "GET, HEAD, POST, OPTIONS"})
        body = await self.read(receive) if call.method == "POST" else b""
        kind = call.headers.get(b"content-type", b"").decode("latin-1")
        operation = read_operation(call.method, call.address, kind, body)
        if operation.kind == "update":
            return await _change(call, self.updater, operation)
        if operation.kind == "describe":
            return await self._describe(call, operation)
        return await call.hand_on(self.runner, _to_job(operation))

    async def _describe(self, call: _Call, operation: Operation) -> None:
        if prefers_pages(call.accept) and not operation.options:
            root = str(call.scope.get("root_path", ""))
            return await call.reply(303, headers={"Location": f"{root}/editor", "Vary": "Accept"})
        told = {"task": "describe", "base": call.base, "writable": self.updater is not None}
        return await call.hand_on(self.runner, {**told, "format": _format(operation.options)}, lane="light")


class Update(Address):
    """``/update``: updates only."""

    async def attend(self, call: _Call, receive: "Receive") -> None:
        """Do what is asked; raises ``Refusal``."""
        if call.method == "OPTIONS":
            return await call.reply(204, headers={"Allow": "POST, OPTIONS"})
        if call.method != "POST":
            raise Refusal(405, "更新只能用 POST 发送", {"Allow": "POST, OPTIONS"})
        kind = call.headers.get(b"content-type", b"").decode("latin-1")
        operation = read_operation("POST", call.address, kind, await self.read(receive))
        if operation.kind != "update":
            raise Refusal(400, "这里只接受更新；查询请发往 /sparql")
        return await _change(call, self.updater, operation)


class Data(Address):
    """``/data``: graphs, to be read whole."""

    async def attend(self, call: _Call, receive: "Receive") -> None:  # noqa: ARG002 (reads have no body)
        """Do what is asked; raises ``Refusal``."""
        if call.method == "OPTIONS":
            return await call.reply(204, headers=_READS)
        if call.method not in ("GET", "HEAD"):
            raise Refusal(405, "图只能读取，不能由此写入；要改请用 SPARQL 更新（/update）", _READS)
        try:
            fields = parse_qsl(call.address.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=20)
        except ValueError as error:
            raise Refusal(400, "地址不是 UTF-8 编码的文字") from error
        named = [value for name, value in fields if name in ("graph", "default")]
        if len(named) != 1:
            raise Refusal(400, "请用 ?graph=IRI 写明一个图，或用 ?default 取全部")
        graph = next((value for name, value in fields if name == "graph"), None)
        if graph == "":
            raise Refusal(400, "graph= 是空的")
        return await call.hand_on(self.runner, {"task": "graph", "graph": graph, "format": _format(dict(fields))})


class Void(Address):
    """``/.well-known/void``: what the graph holds."""

    async def attend(self, call: _Call, receive: "Receive") -> None:  # noqa: ARG002 (reads have no body)
        """Do what is asked; raises ``Refusal``."""
        if call.method not in ("GET", "HEAD"):
            raise Refusal(405, "只能读取", _READS)
        await call.hand_on(self.runner, {"task": "describe", "base": call.base, "void": True}, lane="light")


_READS: Final = {"Allow": "GET, HEAD, OPTIONS"}


async def _change(call: _Call, updater: Updater | None, operation: Operation) -> None:
    if updater is None:
        raise Refusal(403, "本服务只读：要允许更新，请用 --writable 和令牌启动")
    updater.check(call.headers.get(b"authorization", b"").decode("latin-1"))
    await updater.apply(operation)
    await call.reply(204)


def _to_job(operation: Operation) -> dict[str, object]:
    options = operation.options
    return {
        "task": "query",
        "query": operation.text,
        "default": list(operation.default),
        "named": list(operation.named),
        "format": _format(options),
        "download": options.get("download", "") not in ("", "0"),
        "bom": options.get("bom", "") not in ("", "0"),
    }


def _format(options: Mapping[str, str]) -> str:
    return options.get("format", "") or options.get("output", "")
