"""What a request asks for: SPARQL 1.1 Protocol, section 2."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias
from urllib.parse import parse_qsl

Kind: TypeAlias = Literal["query", "update", "describe"]
Fields: TypeAlias = Sequence[tuple[str, str]]

FORM: Final = "application/x-www-form-urlencoded"
QUERY: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"
_METHODS: Final = "GET, HEAD, POST, OPTIONS"
_MOST_FIELDS: Final = 1_000
_OPTIONS: Final = ("format", "output", "download", "bom")


class Refusal(Exception):  # noqa: N818 (it is what the client is told, not what went wrong here)
    """Why a request is not done: a status, words for people, and what else is said of it."""

    def __init__(
        self,
        status: int,
        message: str,
        headers: Mapping[str, str] | None = None,
        *,
        place: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(message)
        self.status, self.message, self.place = status, message, place
        self.headers: Mapping[str, str] = headers or {}


@dataclass(frozen=True, slots=True)
class Operation:
    """A query or an update as it was sent.

    ``default`` and ``named`` are the graphs of its dataset, for an update those of USING; ``options`` our own fields.
    """

    kind: Kind
    text: str = ""
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    options: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def is_selective(self) -> bool:
        """Whether the request says of which graphs the dataset is made."""
        return bool(self.default or self.named)


def read_operation(method: str, address: bytes, content_type: str, body: bytes) -> Operation:
    """Return what a request asks for; *address* is what follows its question mark. Raises ``Refusal``.

    >>> read_operation("GET", b"query=ASK+%7B%7D&default-graph-uri=http://g", "", b"").default
    ('http://g',)
    """
    if method not in ("GET", "HEAD", "POST"):
        raise Refusal(405, f"这里只接受 GET 和 POST，不接受 {method}", {"Allow": _METHODS})
    fields = _read_fields(address)
    if method != "POST":
        return _read_get(fields)
    kind, charset = _read_type(content_type)
    if charset.lower() not in ("", "utf-8", "utf8", "us-ascii"):
        raise Refusal(415, f"请求须用 UTF-8 编码，不是 {charset}")
    if kind == FORM:
        return _of_fields([*fields, *_read_fields(body)])
    if kind not in (QUERY, UPDATE):
        raise Refusal(415, f"POST 的 Content-Type 须是 {FORM}、{QUERY} 或 {UPDATE}", {"Accept-Post": _POSTED})
    if any(name in ("query", "update") for name, _ in fields):
        raise Refusal(400, "查询或更新已在请求体中，地址里不能再有 query= 或 update=")
    return _of_fields([*fields, ("query" if kind == QUERY else "update", _decode(body))])


_POSTED: Final = f"{FORM}, {QUERY}, {UPDATE}"


def _read_get(fields: Fields) -> Operation:
    if any(name == "update" for name, _ in fields):
        raise Refusal(400, "更新只能用 POST 发送")
    if not any(name == "query" for name, _ in fields):
        if any(name in ("default-graph-uri", "named-graph-uri") for name, _ in fields):
            raise Refusal(400, "请求中没有查询：请用 query= 写明")
        return Operation("describe", options=_options(fields))
    return _of_fields(fields)


def _of_fields(fields: Fields) -> Operation:
    texts = [(name, value) for name, value in fields if name in ("query", "update")]
    if not texts:
        raise Refusal(400, "请求中没有查询：请用 query= 写明")
    if len(texts) > 1:
        raise Refusal(400, "一次只能有一个查询或一个更新")
    [(kind, text)] = texts
    if not text.strip():
        raise Refusal(400, "查询是空的")
    if kind == "query":
        default, named = _all(fields, "default-graph-uri"), _all(fields, "named-graph-uri")
        return Operation("query", text, default, named, _options(fields))
    default, named = _all(fields, "using-graph-uri"), _all(fields, "using-named-graph-uri")
    return Operation("update", text, default, named, _options(fields))


def _all(fields: Fields, name: str) -> tuple[str, ...]:
    return tuple(value for key, value in fields if key == name)


def _options(fields: Fields) -> dict[str, str]:
    return {name: value for name, value in fields if name in _OPTIONS}


def _read_fields(text: bytes) -> Fields:
    try:
        return parse_qsl(text.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except UnicodeDecodeError as error:
        raise Refusal(400, "请求不是 UTF-8 编码的文字") from error
    except ValueError as error:
        raise Refusal(400, f"请求的字段超过 {_MOST_FIELDS} 个") from error


def _decode(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise Refusal(400, "请求不是 UTF-8 编码的文字") from error


def _read_type(content_type: str) -> tuple[str, str]:
    """Return the media type and the charset of a Content-Type.

    >>> _read_type('Application/SPARQL-Query; charset="UTF-16"')
    ('application/sparql-query', 'UTF-16')
    """
    kind, *parameters = (part.strip() for part in content_type.split(";"))
    charsets = [part.partition("=")[2].strip('" ') for part in parameters if part.lower().startswith("charset")]
    return kind.lower(), charsets[0] if charsets else ""
