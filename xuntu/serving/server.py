"""The server that ``xuntu serve`` runs: one socket, one event loop, until it is interrupted."""

import ipaddress
import os
import socket
from collections.abc import Callable
from contextlib import closing

from starlette.types import ASGIApp

from xuntu.ontology import StoreError


def is_loopback(host: str) -> bool:
    """Tell whether only this machine can reach what listens at *host*.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("::1"), is_loopback("0.0.0.0")
    (True, True, True, False)
    """
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def run(app: ASGIApp, host: str, port: int, *, ready: Callable[[str], None] | None = None, root_path: str = "") -> None:
    """Serve *app* until Ctrl-C or SIGTERM; *ready* is called with the address once the socket listens.

    *root_path* is the path at which a proxy has it. Port 0 is any that is free. Raises ``StoreError`` where the address
    cannot be listened at.
    """
    import uvicorn

    with closing(_listen(host, port)) as listening:
        address = _address(host, listening.getsockname()[1])
        server = uvicorn.Server(
            uvicorn.Config(
                app,
                log_level="warning",
                access_log=False,
                server_header=False,
                lifespan="on",
                root_path=root_path.rstrip("/"),
                timeout_graceful_shutdown=3,
            )
        )
        if ready:
            ready(address)
        server.run(sockets=[listening])


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        # of TCP by name: else asyncio leaves Nagle's algorithm on, and each answer waits 40 ms for a delayed ACK
        listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        try:
            if os.name == "posix":
                listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind(address)
            listening.listen(256)
        except BaseException:
            listening.close()
            raise
    except OSError as error:
        raise StoreError(
            f"{host}:{port}：不能监听（{error.strerror or error}）；请换一个端口（--port），0 是随便一个空的"
        ) from error
    return listening


def _address(host: str, port: int) -> str:
    """Return the address that a browser opens.

    >>> _address("0.0.0.0", 8000), _address("::1", 80)
    ('http://127.0.0.1:8000/', 'http://[::1]:80/')
    """
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104 (shown, not bound)
    return f"http://[{shown}]:{port}/" if ":" in shown else f"http://{shown}:{port}/"
