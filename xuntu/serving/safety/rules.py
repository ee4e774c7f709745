"""Who may ask a server, and how much."""

from dataclasses import dataclass, field
from typing import Final

from xuntu.graph import Language
from xuntu.serving.limits import Limits

LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "[::1]"})


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of a server.

    ``hosts``: the names that requests may be addressed to, with a port or without, beside those of this machine;
    ``token``: what everyone must show (``None``: nothing); ``origins``: the other sites whose pages may read answers,
    as browsers write them (``https://example.org``), ``*`` for all.
    """

    hosts: frozenset[str] = frozenset()
    token: str | None = None
    origins: frozenset[str] = frozenset()
    limits: Limits = field(default_factory=Limits)
    language: Language = "zh"

    def is_host(self, address: str) -> bool:
        """Tell whether a request may be addressed so; a name without a port is meant with any.

        >>> [Rules(frozenset({"tu.example"})).is_host(one) for one in ("localhost:8000", "TU.example", "evil.example")]
        [True, True, False]
        """
        address = address.lower()
        return address in self.hosts or to_name(address) in LOOPBACK | self.hosts

    def is_origin(self, origin: str) -> bool:
        """Tell whether pages of another site may read answers."""
        return bool(self.origins) and ("*" in self.origins or origin in self.origins)


def to_name(address: str) -> str:
    """Return the name in an address of the header Host; what is no address stands for itself.

    >>> to_name("[::1]:8000"), to_name("localhost"), to_name("localhost:80x")
    ('[::1]', 'localhost', 'localhost:80x')
    """
    name, colon, port = address.rpartition(":")
    return name if colon and port.isascii() and port.isdigit() and len(port) < 6 and name else address
