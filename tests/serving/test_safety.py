"""What stands between the network and the application."""

import asyncio
import json
from dataclasses import dataclass, field

import pytest
from starlette.types import Message, Receive, Scope, Send

from tests.serving.conftest import Client
from xuntu.serving.answers import Answer, Fault, Lane, TaskError
from xuntu.serving.app import make_app
from xuntu.serving.limits import Limits
from xuntu.serving.safety import Rules, guard
from xuntu.serving.safety.headers import POLICY
from xuntu.serving.tasks import Job

HERE = "127.0.0.1:8000"
TOKEN = "七个字以上的令牌 abc"  # noqa: S105


async def echo(_: Scope, receive: Receive, send: Send) -> None:
    """Answer every request with its body, twice."""
    body, more = b"", True
    while more:
        message = await receive()
        body, more = body + message.get("body", b""), message.get("more_body", False)
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/plain")]})
    await send({"type": "http.response.body", "body": body, "more_body": True})
    await send({"type": "http.response.body", "body": body})


def ask(rules: Rules, method: str = "GET", path: str = "/", **headers: str) -> tuple[int, dict[str, str], str]:
    """Return the status, headers and text of an answer; underscores in the names of headers are hyphens."""
    told = {"host": HERE, **{name.replace("_", "-"): value for name, value in headers.items()}}
    answer = Client(guard(echo, rules)).request(method, path, headers=told)
    return answer.status_code, dict(answer.headers), answer.text


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8000", 200),
        ("127.0.0.1", 200),
        ("localhost:8000", 200),
        ("LOCALHOST:8000", 200),
        ("[::1]:8000", 200),
        ("tu.example", 200),
        ("tu.example:8443", 200),
        ("only.example:8443", 200),
        ("only.example:8444", 421),
        ("evil.example", 421),  # a name that its owner has turned to this machine: DNS rebinding
        ("127.0.0.1.evil.example:8000", 421),
        ("localhost.evil.example", 421),
        ("localhost:80@evil.example", 421),
        ("localhost:", 421),
        ("", 421),
    ],
)
def test_requests_must_be_addressed_to_this_server(host: str, status: int) -> None:
    """Other names are refused, wherever they lead to."""
    rules = Rules(frozenset({"tu.example", "only.example:8443"}))
    assert ask(rules, host=host)[0] == status


def test_a_request_without_a_host_or_with_two_is_none() -> None:
    """It cannot be told whom they are meant for."""
    for hosts in ([], [(b"host", HERE.encode())] * 2):
        assert run(guard(echo, Rules()), "GET", hosts)[0]["status"] == 400


@pytest.mark.parametrize(
    ("method", "headers", "status"),
    [
        ("POST", {}, 200),  # curl, rdflib
        ("POST", {"origin": f"http://{HERE}"}, 200),
        ("POST", {"origin": f"http://{HERE}", "sec_fetch_site": "same-origin"}, 200),
        ("POST", {"sec_fetch_site": "none"}, 200),
        ("POST", {"origin": "https://evil.example"}, 403),
        ("POST", {"origin": "http://127.0.0.1:9000"}, 403),  # another server of this machine
        ("POST", {"origin": "null"}, 403),  # a page in a sandbox
        ("POST", {"sec_fetch_site": "cross-site"}, 403),
        ("POST", {"sec_fetch_site": "same-site"}, 403),
        ("POST", {"sec_fetch_site": "cross-site", "sec_fetch_mode": "navigate", "sec_fetch_dest": "document"}, 403),
        ("GET", {"sec_fetch_site": "cross-site", "sec_fetch_mode": "navigate", "sec_fetch_dest": "document"}, 200),
        ("GET", {"sec_fetch_site": "cross-site", "sec_fetch_mode": "navigate", "sec_fetch_dest": "iframe"}, 403),
        ("GET", {"sec_fetch_site": "cross-site", "sec_fetch_mode": "no-cors", "sec_fetch_dest": "script"}, 403),
        ("GET", {"sec_fetch_site": "same-origin", "sec_fetch_mode": "cors"}, 200),
        ("GET", {"origin": "https://evil.example"}, 403),
    ],
)
def test_pages_of_other_sites_ask_nothing(method: str, headers: dict[str, str], status: int) -> None:
    """A link from elsewhere may be followed; nothing may be sent, embedded or fetched from there."""
    code, told, _ = ask(Rules(), method, **headers)
    assert code == status
    assert not [name for name in told if name.startswith("access-control")]


@pytest.mark.parametrize(
    ("origins", "origin", "allowed"),
    [
        ((), "https://a.example", None),
        (("https://a.example",), "https://a.example", "https://a.example"),
        (("https://a.example",), "https://b.example", None),
        (("https://a.example",), "https://a.example.evil", None),
        (("*",), "https://b.example", "https://b.example"),
    ],
)
def test_other_sites_read_answers_where_that_is_allowed(
    origins: tuple[str, ...], origin: str, allowed: str | None
) -> None:
    """Only those that were named when the server was started, and never with its cookie."""
    rules = Rules(origins=frozenset(origins))
    code, told, _ = ask(rules, "GET", origin=origin, sec_fetch_site="cross-site", sec_fetch_mode="cors")
    assert (code, told.get("access-control-allow-origin")) == (200 if allowed else 403, allowed)
    assert "access-control-allow-credentials" not in told
    preflight = {"origin": origin, "access_control_request_method": "POST", "sec_fetch_site": "cross-site"}
    code, told, _ = ask(rules, "OPTIONS", **preflight)
    assert (code, told.get("access-control-allow-origin")) == (204 if allowed else 403, allowed)


def test_every_answer_tells_browsers_what_it_may_do() -> None:
    """The policy lets nothing in from outside, and nothing run that is not a file of ours."""
    for status, told, _ in (ask(Rules()), ask(Rules(), host="evil.example"), ask(Rules(token=TOKEN))):
        assert status in (200, 401, 421)
        assert told["content-security-policy"] == POLICY
        assert told["x-content-type-options"] == "nosniff"
        assert told["referrer-policy"] == "same-origin"
        assert told["x-frame-options"] == "DENY"
        assert told["cross-origin-opener-policy"] == told["cross-origin-resource-policy"] == "same-origin"
        assert "camera=()" in told["permissions-policy"]
    assert "unsafe" not in POLICY
    assert "http" not in POLICY


@pytest.mark.parametrize(
    ("path", "token", "kept"),
    [
        ("/units", None, "private, no-cache"),
        ("/static/frame.css", None, "private, no-cache"),
        ("/static/frame.css?v=0123456789", None, "public, max-age=31536000, immutable"),
        ("/units?v=1", None, "private, no-cache"),
    ],
)
def test_files_are_kept_and_pages_are_asked_for_again(path: str, token: str | None, kept: str) -> None:
    """A file that names its version is kept for a year."""
    assert ask(Rules(token=token), path=path)[1]["cache-control"] == kept


def test_what_a_token_guards_is_kept_by_no_cache() -> None:
    """Neither the browser's nor that of a proxy."""
    assert ask(Rules(token="a"), authorization="Bearer a")[1]["cache-control"] == "no-store"  # noqa: S106


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/", {}, 200),
        (f"/?q={'a' * 60_000}", {}, 200),
        (f"/?q={'a' * 62_000}", {}, 414),
        ("/", {"x_long": "a" * 30_000}, 200),
        ("/", {"x_long": "a" * 40_000}, 431),
    ],
)
def test_addresses_and_headers_have_an_end(path: str, headers: dict[str, str], status: int) -> None:
    """What is longer is refused unread."""
    assert ask(Rules(), path=path, **headers)[0] == status


@pytest.mark.parametrize(("size", "status"), [(0, 200), (1000, 200), (1001, 413), (10**13, 413)])
def test_bodies_have_an_end(size: int, status: int) -> None:
    """The length that is told counts, and without one the bytes that come."""
    app = guard(echo, Rules(limits=Limits(request=1000)))
    told = [(b"host", HERE.encode()), (b"content-length", str(size).encode())]
    body = b"a" * min(size, 2000)
    answer = run(app, "POST", told, [{"type": "http.request", "body": body}])
    assert answer[0]["status"] == status
    if size < 10**6:
        halves = body[: size // 2], body[size // 2 :]
        pieces = [{"type": "http.request", "body": half, "more_body": not at} for at, half in enumerate(halves)]
        chunked = [(b"host", HERE.encode()), (b"transfer-encoding", b"chunked")]
        answer = run(app, "POST", chunked, pieces)
        assert answer[0]["status"] == status
        assert status != 200 or answer[1]["body"] == body


def test_who_sends_slowly_is_sent_away() -> None:
    """The application is not asked before the body is there."""
    app = guard(echo, Rules(limits=Limits(slowest=0.05)))
    told = [(b"host", HERE.encode()), (b"transfer-encoding", b"chunked")]
    answer = run(app, "POST", told, [{"type": "http.request", "body": b"a", "more_body": True}])
    assert answer[0]["status"] == 408


def test_who_takes_slowly_is_left() -> None:
    """The application's sending ends with an OSError, as ASGI says of clients that are gone."""

    async def never(_: Message) -> None:
        await asyncio.sleep(10)

    async def receive() -> Message:
        return {"type": "http.request", "body": b""}

    app = guard(echo, Rules(limits=Limits(slowest=0.05)))
    with pytest.raises(OSError, match="too slowly"):
        asyncio.run(app(scope("GET", [(b"host", HERE.encode())]), receive, never))


def test_head_is_get_without_a_body() -> None:
    """The headers are those of GET."""
    assert ask(Rules(), "HEAD")[2] == ""
    assert ask(Rules(), "HEAD")[1]["content-type"] == "text/plain"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 401),
        ({"authorization": "Bearer a-token"}, 200),
        ({"authorization": "bearer  a-token "}, 200),
        ({"authorization": "Bearer a-toke"}, 401),
        ({"authorization": "Bearer "}, 401),
        ({"authorization": "Basic a-token"}, 401),
        ({"cookie": "xuntu=a-token"}, 401),
        ({"cookie": '=; ;; xuntu-00000000="\\'}, 401),
        ({"accept": "text/html,*/*"}, 303),
    ],
)
def test_a_token_is_asked_of_everyone(headers: dict[str, str], status: int) -> None:
    """Programs show it in a header; a reader is sent to the form for it."""
    code, told, _ = ask(Rules(token="a-token"), path="/units?page=2", **headers)  # noqa: S106
    assert code == status
    assert told.get("www-authenticate") == ('Bearer realm="xuntu"' if status == 401 else None)
    assert told.get("location") == ("/login?next=%2Funits%3Fpage%3D2" if status == 303 else None)


def test_the_form_for_the_token_sets_a_cookie() -> None:
    """The cookie lets its holder in, holds no token, and is no use to scripts and other sites."""
    client = Client(guard(echo, Rules(token=TOKEN)))
    form = client.get("/login?next=/units")
    assert form.status_code == 200
    assert '<input type="hidden" name="next" value="/units">' in form.text
    assert client.get("/static/frame.css").status_code == 200
    wrong = client.post("/login", data={"token": "x", "next": "/units"})
    assert (wrong.status_code, "set-cookie" in wrong.headers) == (403, False)
    assert "令牌不对" in wrong.text
    right = client.post("/login", data={"token": TOKEN, "next": "//evil.example"})
    assert (right.status_code, right.headers["location"]) == (303, "/")
    cookie = right.headers["set-cookie"]
    assert cookie.endswith("; Path=/; HttpOnly; SameSite=Strict")
    assert TOKEN not in cookie
    assert client.get("/units", headers={"cookie": cookie.partition(";")[0]}).status_code == 200
    assert client.get("/units", headers={"cookie": cookie.partition(";")[0][:-1]}).status_code == 401


@dataclass
class Faulty:
    """A runner that gives every job up."""

    fault: Fault
    jobs: list[Job] = field(default_factory=list)

    async def run(self, job: Job, *, lane: Lane = "light") -> Answer:  # noqa: ARG002 (there is but one)
        """Raise the fault."""
        raise TaskError(self.fault, "有 <b>原因</b>\u202e")


@pytest.mark.parametrize(
    ("fault", "status", "title"),
    [
        ("query", 400, "请求有误"),
        ("missing", 404, "没有这一页"),
        ("store", 500, "服务出了问题"),
        ("died", 500, "服务出了问题"),
        ("busy", 503, "正忙"),
        ("time", 504, "查询超时"),
    ],
)
def test_faults_are_told_in_words(fault: Fault, status: int, title: str) -> None:
    """As a page in the frame to people, as JSON to programs; who should wait is told how long."""
    client = Client(make_app(Faulty(fault)))
    page = client.get("/")
    assert page.status_code == status
    assert title in page.text
    assert "有 &lt;b&gt;原因&lt;/b&gt;</p>" in page.text
    assert page.headers.get("retry-after") == ("2" if fault == "busy" else None)
    told = client.get("/", headers={"accept": "application/json"})
    assert json.loads(told.text) == {"status": status, "error": "有 <b>原因</b>"}


def test_what_is_not_there_is_told_in_the_frame(client: Client) -> None:
    """Wrong addresses and methods as well."""
    for path in ("/no-such-page", "/static/no-such-file", "/static/../app.py", "/units/%2e%2e/%00"):
        answer = client.get(path)
        assert (answer.status_code, "没有这一页" in answer.text) == (404, True), path
    assert client.post("/").status_code == 405


def scope(method: str, headers: list[tuple[bytes, bytes]]) -> Scope:
    """Return what a server tells of a request."""
    return {"type": "http", "method": method, "path": "/", "raw_path": b"/", "query_string": b"", "headers": headers}


def run(
    app: object, method: str, headers: list[tuple[bytes, bytes]], pieces: list[Message] | None = None
) -> list[Message]:
    """Return what the application sends when a request comes piece by piece; after the last it waits."""
    left, sent = list(pieces or ()), []

    async def receive() -> Message:
        if not left:
            await asyncio.sleep(10)
        return left.pop(0)

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(app(scope(method, headers), receive, send))  # type: ignore[operator]
    return sent
