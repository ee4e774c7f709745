"""How much is said beside the answer: what is usual, nothing but complaints, or also what it took."""

from contextvars import ContextVar
from enum import IntEnum


class Volume(IntEnum):
    """How much is said on standard error."""

    QUIET = 0
    USUAL = 1
    VERBOSE = 2


_volume: ContextVar[Volume] = ContextVar("volume", default=Volume.USUAL)


def turn(volume: Volume) -> None:
    """Say that much from now on."""
    _volume.set(volume)


def volume() -> Volume:
    """Return how much is said.

    >>> turn(Volume.QUIET); volume() < Volume.USUAL
    True
    >>> turn(Volume.USUAL)
    """
    return _volume.get()
