"""The authority file at the front door: what links is loaded when something is linked, not with the room."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xuntu.graph.link import Authority


def read_authority(text: str, place: str = "authority.toml") -> "Authority":
    """Return what the authority file *text* says; *place* is its name in errors.

    Raises ``AuthorityError`` for what is wrong with it.
    """
    from xuntu.graph.link import read_authority as read

    return read(text, place)
