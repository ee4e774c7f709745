"""The address of a server, as whom it is entered, and where it is asked, changed and filled."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from netrc import NetrcParseError, netrc
from typing import Final, Literal, TypeAlias
from urllib.parse import SplitResult, unquote, urlsplit, urlunsplit

from xuntu.ontology import StoreError

Protocol: TypeAlias = Literal["update", "gsp"]

_SCHEMES: Final = ("http://", "https://")
# Where servers change and fill what they answer at a path; the first that fits is taken.
_LAYOUTS: Final = (
    (r"(?P<base>.*/repositories/[^/]+)", "{base}", "{base}/statements", "{base}/rdf-graphs/service"),
    (r"/query", "/query", "/update", "/store"),
    (r"(?P<base>.+)/query", "{base}/query", "{base}/update", "{base}/data"),
    (r"", "/query", "/update", "/store"),
)
_VIRTUOSO: Final = (
    (r"(?P<base>.*)/sparql(?:-auth)?", "/sparql-auth", "/sparql-graph-crud-auth"),
    (r"(?P<base>.*)/sparql", "/sparql", "/sparql-graph-crud"),
)


@dataclass(frozen=True, slots=True)
class Access:
    """A server: its address, as whom it is entered, and how.

    ``update`` and ``data`` are its addresses for SPARQL Update and for the Graph Store Protocol, where they do not
    follow from ``address``; ``timeout`` is in seconds, for one request.
    """

    address: str
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    token: str | None = field(default=None, repr=False)
    update: str | None = None
    data: str | None = None
    protocol: Protocol | None = None
    timeout: float = 300.0
    connections: int = 2

    @property
    def is_known(self) -> bool:
        """Whether the server is told who enters."""
        return self.user is not None or self.token is not None

    @property
    def is_secured(self) -> bool:
        """Whether any of its addresses is one of https, whose certificate is to be verified.

        >>> Access("http://localhost/query", update="HTTPS://example.org/update").is_secured
        True
        """
        return any((each or "").lower().startswith("https:") for each in (self.address, self.update, self.data))


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where a server takes queries, updates, and graphs."""

    query: str
    update: str
    data: str


def is_address(place: object) -> bool:
    """Tell whether *place* is the address of a server, not a path.

    >>> is_address("http://127.0.0.1:7878"), is_address("通报.store")
    (True, False)
    """
    return isinstance(place, str) and place.lower().startswith(_SCHEMES)


def mask(place: str) -> str:
    """Return an address as it may be shown: without user, password and what follows the path.

    >>> mask("https://wang:secret@kg.example.org/sparql?apikey=1"), mask("通报.store")
    ('https://kg.example.org/sparql', '通报.store')
    """
    if not is_address(place):
        return place
    parts = urlsplit(place)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))


def find_access(
    address: str,
    environment: Mapping[str, str],
    *,
    update: str | None = None,
    data: str | None = None,
    protocol: Protocol | None = None,
    timeout: float = 300.0,
    connections: int = 2,
) -> Access:
    """Return how to enter the server at *address*.

    As whom is told by the address itself, else by ``XUNTU_REMOTE_TOKEN``, or ``XUNTU_REMOTE_USER`` and
    ``XUNTU_REMOTE_PASSWORD``, of the *environment*, else by ``~/.netrc``. Raises ``StoreError`` where the address is
    none, or leads elsewhere than *update* and *data*.
    """
    parts = _split(address)
    for other in (update, data):
        if other is not None and _split(other).netloc.rpartition("@")[2] != parts.netloc.rpartition("@")[2]:
            raise StoreError(f"{mask(other)}：与 {mask(address)} 不在同一台服务器；口令只发给同一台")
    user, password, token = _credentials(parts, environment)
    clean = urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2], fragment=""))
    return Access(
        clean, user, password, token, update=update, data=data, protocol=protocol, timeout=timeout,
        connections=max(1, connections),
    )  # fmt: skip


def find_addresses(access: Access, software: str = "") -> Addresses:
    """Return where to ask, change and fill a server that calls itself *software*.

    >>> find_addresses(Access("http://h:7878")).update, find_addresses(Access("http://h/ds/query")).data
    ('http://h:7878/update', 'http://h/ds/data')
    >>> find_addresses(Access("http://h:8890/sparql", "dba", "…"), "Virtuoso/07.20").update
    'http://h:8890/sparql-auth'
    """
    parts = urlsplit(access.address)
    path = parts.path.rstrip("/")
    query, update, data = path, path, path
    if software.startswith("Virtuoso"):
        at, update, data = _VIRTUOSO[0 if access.is_known else 1]
        base = found["base"] if (found := re.fullmatch(at, path)) else ""
        update, data = base + update, base + data
    else:
        for at, *paths in _LAYOUTS:
            if found := re.fullmatch(at, path):
                query, update, data = (each.format(**found.groupdict()) for each in paths)
                break
    where = [urlunsplit(parts._replace(path=each)) for each in (query, update, data)]
    return Addresses(where[0], access.update or where[1], access.data or where[2])


def _split(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        if is_address(address) and parts.hostname and parts.port != 0 and not re.search(r"[\s\x00-\x1f]", address):
            return parts
    except ValueError:
        pass
    raise StoreError(f"{mask(address)}：不是完整的地址；应形如 http://127.0.0.1:7878 或 https://主机/路径")


def _credentials(parts: SplitResult, environment: Mapping[str, str]) -> tuple[str | None, str | None, str | None]:
    if parts.username:
        return unquote(parts.username), unquote(parts.password or ""), None
    if token := environment.get("XUNTU_REMOTE_TOKEN"):
        return None, None, token
    if user := environment.get("XUNTU_REMOTE_USER"):
        return user, environment.get("XUNTU_REMOTE_PASSWORD", ""), None
    try:
        known = netrc().authenticators(parts.hostname or "")
    except FileNotFoundError:
        return None, None, None
    except (NetrcParseError, OSError) as error:
        raise StoreError(f"~/.netrc：读不出（{error}）；请改正，或只许自己读（chmod 600）") from error
    return (known[0], known[2], None) if known else (None, None, None)
