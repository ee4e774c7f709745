"""Who shows the token: in a header, or in a cookie that the form for it has set."""

import hmac
from http.cookies import CookieError, SimpleCookie
from typing import Final
from urllib.parse import parse_qs

from xuntu.serving.safety.headers import Headers

FORM: Final = "/login"
OPEN: Final = frozenset({FORM, "/static/frame.css", "/static/icon.svg"})
"""What is given without the token: the form for it, and how that looks."""

_BEARER: Final = "bearer "


def has_token(headers: Headers, token: str) -> bool:
    """Tell whether a request shows *token*."""
    told = headers.get("authorization")
    if told[: len(_BEARER)].lower() == _BEARER:
        return is_same(told[len(_BEARER) :].strip(), token)
    return is_same(_cookie(headers, name_of(token)), _derive(token, "value"))


def is_same(told: str, secret: str) -> bool:
    """Tell whether a text is the secret one, in a time that does not depend on where they differ."""
    return hmac.compare_digest(_derive(told, "same"), _derive(secret, "same"))


def name_of(token: str) -> str:
    """Return the name of the cookie; two servers on one machine have different ones.

    >>> name_of("a") == name_of("a"), name_of("a") == name_of("b"), len(name_of("a"))
    (True, False, 14)
    """
    return f"xuntu-{_derive(token, 'name')[:8]}"


def to_cookie(token: str, *, root: str, https: bool) -> str:
    """Return what sets the cookie; it holds a value made of the token, never the token."""
    secure = "; Secure" if https else ""
    return f"{name_of(token)}={_derive(token, 'value')}; Path={root or '/'}; HttpOnly; SameSite=Strict{secure}"


def read_form(body: bytes) -> tuple[str, str]:
    """Return the token and the path to go on to that the form sends.

    >>> read_form(b"token=a%20b&next=%2Funits%3Fpage%3D2"), read_form(b"token=&next=//evil.example")
    (('a b', '/units?page=2'), ('', '/'))
    """
    fields = parse_qs(body.decode("utf-8", "replace"), max_num_fields=8)
    return (fields.get("token", [""])[0].strip(), to_own(fields.get("next", [""])[0]))


def to_own(path: str) -> str:
    r"""Return a path where it is one of our own, else that of the first page.

    >>> [to_own(one) for one in ("/units?q=a", "//evil.example", "/\\evil.example", "https://evil.example", "/a\nb")]
    ['/units?q=a', '/', '/', '/', '/']
    """
    plain = path.isascii() and path.isprintable() and " " not in path and "\\" not in path
    return path if plain and path.startswith("/") and not path.startswith("//") else "/"


def _cookie(headers: Headers, name: str) -> str:
    jar: SimpleCookie = SimpleCookie()
    try:
        for line in headers.values.get("cookie", ()):
            jar.load(line)
    except CookieError:
        return ""
    return jar[name].value if name in jar else ""


def _derive(token: str, use: str) -> str:
    return hmac.new(token.encode("utf-8", "replace"), f"xuntu {use}".encode(), "sha256").hexdigest()
