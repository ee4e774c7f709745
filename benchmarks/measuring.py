"""What work costs, in a process of its own: CPU seconds of its threads and children, and the most memory it held.

Wall time says little on a machine that others use too; CPU time says nearly the same each time. A figure is the least
of a few runs, and those of a comparison take turns, so that a hot or busy hour does not favour one side.
"""

import ctypes
import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from time import process_time
from typing import Any

ROOT = Path(__file__).parents[1]
_ADOPT = 36  # PR_SET_CHILD_SUBREAPER of prctl(2): children of a child that has ended become ours


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU seconds and megabytes; ``facts`` are what the work told of itself."""

    seconds: float
    megabytes: float
    facts: dict[str, Any]


class Clock:
    """CPU seconds of this process since the clock was made."""

    def __init__(self) -> None:
        self._start = process_time()

    def seconds(self) -> float:
        """Return the seconds so far."""
        return process_time() - self._start


def cost_of(work: Callable[..., dict[str, Any]], *arguments: Any) -> Cost:
    """Do *work*, a function of a module, in a new process.

    Where the facts that it returns have ``seconds``, these count, and not the start of Python and the imports.
    """
    call = json.dumps([work.__module__, work.__qualname__, arguments], default=str)
    return _told([sys.executable, "-m", "benchmarks.measuring", "work", call])


def cost_of_command(command: Sequence[str]) -> Cost:
    """Run a command with all the processes that it starts, from the start to the end of the last."""
    return _told([sys.executable, "-m", "benchmarks.measuring", "command", *map(str, command)])


def least(*each: Callable[[], Cost], rounds: int = 3) -> list[Cost]:
    """Return the cheapest of some rounds of each, which take turns."""
    runs = [[one() for one in each] for _ in range(rounds)]
    return [min(column, key=lambda cost: cost.seconds) for column in zip(*runs, strict=True)]


def _told(command: list[str]) -> Cost:
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command[3:])}\n{done.stdout}{done.stderr}")
    told = json.loads(done.stdout.splitlines()[-1])
    return Cost(told["seconds"], told["megabytes"], told["facts"])


def _work(call: str) -> tuple[float, float, dict[str, Any]]:
    module, function, arguments = json.loads(call)
    start = process_time()
    facts = getattr(import_module(module), function)(*arguments)
    seconds = process_time() - start
    return facts.pop("seconds", seconds), peak(), facts


def peak() -> float:
    """Return the most megabytes that this process has held."""
    try:  # getrusage's figure begins with that of the process that started this one
        lines = Path("/proc/self/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024
    except (OSError, StopIteration):
        return _megabytes(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


def _megabytes(size: int) -> float:
    return size / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def _command(command: list[str]) -> tuple[float, float, dict[str, Any]]:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_ADOPT, 1, 0, 0, 0)
    first = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert first.stderr
    said = first.stderr.read()  # until the last process that could write there has ended
    seconds, most, status = 0.0, 0, 0
    while True:
        try:
            number, ended, used = os.wait4(-1, 0)
        except ChildProcessError:
            break
        seconds += used.ru_utime + used.ru_stime
        most = max(most, used.ru_maxrss)
        status = ended if number == first.pid else status
    if status:
        sys.exit(f"exit {os.waitstatus_to_exitcode(status)}: {said.decode(errors='replace')[-2000:]}")
    return seconds, _megabytes(most), {}


def main() -> None:
    """Do one piece of work and tell what it cost."""
    kind, *what = sys.argv[1:]
    seconds, megabytes, facts = _work(*what) if kind == "work" else _command(what)
    print(json.dumps({"seconds": seconds, "megabytes": megabytes, "facts": facts}))


if __name__ == "__main__":
    main()
