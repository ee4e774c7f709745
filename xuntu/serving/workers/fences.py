"""What keeps a worker from harm to others: as far as the system can, no network, bounded memory, no life of its own.

None of it is what refuses a hostile query; it is what is left where that has failed. What the system does not offer is
left out, and said in the worker's first word.
"""

import ctypes
import faulthandler
import os
import signal
import sys
from contextlib import suppress
from typing import IO, Final

_GRACE: Final = 5.0
_DIE_WITH_PARENT: Final = 1  # PR_SET_PDEATHSIG of prctl(2)
_NEW_NETWORK, _NEW_USER = 0x40000000, 0x10000000  # CLONE_NEWNET, CLONE_NEWUSER of unshare(2)


def ignore_signals() -> None:
    """Leave Ctrl-C and the end of a service to the server, which ends its workers when answers under way are given."""
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, signal.SIG_IGN)


def bound_memory(size: int) -> bool:
    """Let the process have so many bytes of its own, and die where it asks for more; tell whether that holds."""
    if sys.platform == "win32":
        return False
    import resource

    try:
        resource.setrlimit(resource.RLIMIT_DATA, (size, size))
    except (OSError, ValueError):
        return False
    return sys.platform == "linux"  # others take the figure and do not mind it


def leave_network() -> bool:
    """Move to a network of no interfaces, for which Linux asks root or user namespaces; tell whether that was done.

    Only a process that has one thread can.
    """
    if sys.platform != "linux":
        return False
    with suppress(OSError, AttributeError):
        unshare = ctypes.CDLL(None).unshare
        return any(unshare(flags) == 0 for flags in (_NEW_NETWORK, _NEW_USER | _NEW_NETWORK))
    return False


def end_with_parent(parent: int) -> None:
    """End as soon as the process that started this one does, which is noticed elsewhere by the end of its words."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL, 0, 0, 0)
            if os.getppid() != parent:
                os._exit(1)


def set_alarm(seconds: float, nowhere: IO[str]) -> None:
    """End the process, whatever it is at, a while after *seconds*, should nobody else have done so."""
    faulthandler.dump_traceback_later(seconds + _GRACE, exit=True, file=nowhere)


def stop_alarm() -> None:
    """Go on living."""
    faulthandler.cancel_dump_traceback_later()
