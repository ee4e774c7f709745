"""How much a server may be asked for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of a server: *timeout* and *slowest* in seconds, *answer* and *request* in bytes.

    ``timeout`` is for one question, from when a process takes it up; ``rows`` and ``answer`` are where an answer is cut
    and says so; ``waiting`` how many requests may wait for a process before others are told to come later; ``slowest``
    how long a client may take over a piece of its answer; ``processes`` how many questions are answered at a time;
    ``memory`` how many bytes one of these processes may hold, and less where the machine has less to give.
    """

    timeout: float = 30.0
    rows: int = 1_000_000
    answer: int = 256 << 20
    request: int = 1 << 20
    waiting: int = 64
    slowest: float = 60.0
    processes: int = 8
    memory: int = 4 << 30
