"""Requests to a server: who asks, what is tried again, and what a refusal means. The one door to httpx."""

import base64
import logging
import random
import time
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Final, Self

import httpx

from xuntu.graph.remote.access import Access, mask
from xuntu.ontology import StoreError

_LOG = logging.getLogger(__name__)

_BUSY: Final = frozenset({429, 502, 503, 504})
_ASIDE: Final = frozenset({400, 413})
_RETRIES: Final = 6
_FIRST_PAUSE: Final = 0.25
_LONGEST_PAUSE: Final = 30.0
_CONNECT: Final = 10.0
_SHOWN: Final = 300
_KEYS: Final = "请设环境变量 XUNTU_REMOTE_USER 和 XUNTU_REMOTE_PASSWORD（或 XUNTU_REMOTE_TOKEN），或写进 ~/.netrc"


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of a server; a request may be sent twice without harm."""

    method: str
    address: str
    body: bytes = b""
    kind: str = ""
    accept: str = "*/*"
    parameters: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server said: done (2xx), not understood (400) or too large (413); anything else is raised."""

    status: int
    body: bytes
    kind: str
    headers: Mapping[str, str]

    @property
    def words(self) -> str:
        """The first words of the body, for people."""
        return " ".join(self.body.decode(errors="replace").split())[:_SHOWN]


class Session:
    """A connection to a server, kept open; for one thread. A context manager."""

    def __init__(self, access: Access) -> None:
        self._access = access
        timeout = httpx.Timeout(access.timeout, connect=min(_CONNECT, access.timeout))
        self._client = httpx.Client(
            auth=_Login(access),
            timeout=timeout,
            headers={"User-Agent": "xuntu"},
            verify=access.is_secured,  # reading the certificates of all authorities takes a while
        )
        self._met = False
        self.software = ""

    def send(self, request: Request) -> Reply:
        """Return the reply to a request.

        A server that is busy, or that hangs up, is asked again after a pause that doubles. Raises ``StoreError`` that
        says what to do.
        """
        until = time.monotonic() + self._access.timeout
        trouble = ""
        for attempt in range(_RETRIES + 1):
            reply, trouble = self._try(request)
            if reply and reply.status not in _BUSY:
                self._met = True
                self.software = reply.headers.get("server", "")
                return self._accepted(request, reply)
            pause = _pause(attempt, reply)
            if attempt == _RETRIES or time.monotonic() + pause > until or not (self._met or reply):
                break
            _LOG.info("%s: %s; again in %.1f s", mask(request.address), trouble, pause)
            time.sleep(pause)
        raise StoreError(f"{mask(request.address)}：{trouble}")

    def close(self) -> None:
        """Hang up."""
        self._client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _try(self, request: Request) -> tuple[Reply | None, str]:
        """Return the reply, and what is wrong where there is none or the server is busy."""
        kind = {"Content-Type": request.kind} if request.kind else {}
        try:
            reply = self._client.request(
                request.method,
                request.address,
                content=request.body or None,
                headers={"Accept": request.accept, **kind},
                params=dict(request.parameters) or None,
            )
        except httpx.ConnectError as error:
            return None, f"连不上（{error}）；请核对地址，并确认服务器已启动"
        except httpx.TimeoutException as error:
            raise StoreError(
                f"{mask(request.address)}：{self._access.timeout:g} 秒内没有答复；请放宽时限，或减小所问的范围"
            ) from error
        except (httpx.TransportError, httpx.DecodingError) as error:
            return None, f"连接中断（{error}）；请稍后再试"
        except httpx.InvalidURL as error:
            raise StoreError(f"{mask(request.address)}：地址写得不对（{error}）") from error
        kind_of_body = reply.headers.get("content-type", "").partition(";")[0].strip().lower()
        busy = f"服务器忙（{reply.status_code}），试了几次都没有成；请稍后再试"
        return Reply(reply.status_code, reply.content, kind_of_body, reply.headers), busy

    def _accepted(self, request: Request, reply: Reply) -> Reply:
        if 200 <= reply.status < 300 or reply.status in _ASIDE:
            return reply
        raise StoreError(f"{mask(request.address)}：{self._why(reply)}")

    def _why(self, reply: Reply) -> str:
        forbidden = reply.status == 403 or b"SECURITY" in reply.body[:_SHOWN]  # Virtuoso forbids by a 500
        if reply.status == 401 or (forbidden and not self._access.is_known):
            return f"用户名或口令不对；{_KEYS}" if self._access.is_known else f"服务器要用户名和口令；{_KEYS}"
        if forbidden:
            return "服务器不许这样做；请换一个有权限的用户，或请管理员给这个用户查询或更新的权限"
        if reply.status == 404:
            return "服务器上没有这个地址（404）；请核对路径，查询、更新、图各自的地址见文档“更大的库”"
        if 300 <= reply.status < 400:
            return f"服务器转到 {mask(reply.headers.get('location', '别处'))}；不自动跟随，如属实请直接写那个地址"
        if reply.status in (405, 406, 415, 501):
            return f"这个地址不接受这样的请求（{reply.status}）；请核对查询、更新、图各自的地址"
        return f"服务器出错（{reply.status}）：{reply.words}"


class _Login(httpx.Auth):
    """Says who asks: a token at once; a user when the server asks for one, in the way that it asks for."""

    def __init__(self, access: Access) -> None:
        self._access = access
        self._chosen: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Yield the request as often as it takes."""
        if self._access.token is not None:
            request.headers["Authorization"] = f"Bearer {self._access.token}"
        if self._chosen is not None:
            yield from self._chosen.auth_flow(request)
            return
        response = yield request
        if response.status_code != 401 or self._access.user is None:
            return
        challenge = response.headers.get("www-authenticate", "").lower()
        if "digest" in challenge:
            self._chosen = httpx.DigestAuth(self._access.user, self._access.password or "")
            yield from self._chosen.auth_flow(request)
        elif "basic" in challenge:
            self._chosen = _Basic(self._access.user, self._access.password or "")
            yield from self._chosen.auth_flow(request)


class _Basic(httpx.Auth):
    """User and password in UTF-8."""

    def __init__(self, user: str, password: str) -> None:
        self._value = "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.headers["Authorization"] = self._value
        yield request


def _pause(attempt: int, reply: Reply | None) -> float:
    """Return how long to wait in seconds: as the server asks, else twice as long each time, less a random part."""
    asked = reply.headers.get("retry-after", "") if reply else ""
    if asked.isdigit():
        return min(float(asked), _LONGEST_PAUSE)
    longest = min(_FIRST_PAUSE * 2**attempt, _LONGEST_PAUSE)
    return random.uniform(longest / 2, longest)  # noqa: S311 (no secret: it keeps many clients from coming at once)
