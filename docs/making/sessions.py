"""Commands that a page shows, with what they print.

A block of ``console`` holds commands after ``$`` and, below each, what it prints. :func:`play` runs the commands of a
page one after the other in one folder, as someone who types them into a terminal of 90 columns, and returns the page
with what was printed.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from making.places import ROOT

COLUMNS, LINES = 90, 50
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_LASTING = re.compile(r"^(export|cd) ")
_CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[()][A-Z0-9]")


def find_commands(text: str) -> Iterator[str]:
    r"""Yield the commands that a page shows, in order.

    >>> list(find_commands("```console\n$ xuntu text a.txt\n甲\n$ ls\n```"))
    ['xuntu text a.txt', 'ls']
    """
    for block in _BLOCK.findall(text):
        yield from (line.removeprefix("$ ") for line in block.splitlines() if line.startswith("$ "))


def play(text: str, folder: Path, environment: Mapping[str, str] | None = None) -> str:
    """Return a page with what its commands print now; they run in *folder*, *environment* over what is usual."""
    shell = Shell(folder, environment)

    def _play_block(block: re.Match[str]) -> str:
        commands = [line.removeprefix("$ ") for line in block[1].splitlines() if line.startswith("$ ")]
        return "\n".join(["```console", *(line for one in commands for line in (f"$ {one}", *shell.run(one))), "```"])

    return _BLOCK.sub(_play_block, text)


class Shell:
    """A shell in a folder, with our program on its path; ``cd`` and ``export`` last."""

    def __init__(self, folder: Path, environment: Mapping[str, str] | None = None) -> None:
        self.folder = folder
        self.environment = _environment() | dict(environment or {})
        self._before: list[str] = []

    def run(self, command: str) -> list[str]:
        """Return the lines that *command* prints on a terminal, the errors among them."""
        output = _on_a_terminal(" && ".join([*self._before, command]), self.folder, self.environment)
        if _LASTING.match(command):
            self._before.append(command)
        return [line.rstrip() for line in to_lines(output)]


def to_lines(output: str) -> list[str]:
    r"""Return what stands on a terminal after *output*: no colours, and of overwritten lines the last.

    >>> to_lines("读 1/2\r读 2/2\r\x1b[2K新增 2\n\n")
    ['新增 2']
    """
    lines = [line.split("\r")[-1] for line in _CONTROL.sub("", output).replace("\r\n", "\n").split("\n")]
    while lines and not lines[-1].strip():
        lines.pop()
    while lines and not lines[0].strip():
        lines.pop(0)
    return lines


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("XUNTU_", "PYTHON"))}
    path = f"{Path(sys.executable).parent}{os.pathsep}{kept.get('PATH', '')}"
    mine = {"PATH": path, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "TERM": "dumb", "NO_COLOR": "1"}
    return kept | mine | {"COLUMNS": str(COLUMNS), "LINES": str(LINES), "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}


def _on_a_terminal(command: str, folder: Path, environment: Mapping[str, str]) -> str:
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
    process = subprocess.Popen(  # noqa: S603 (our own pages)
        ["/bin/bash", "-c", command], cwd=folder, env=dict(environment), stdin=theirs, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    chunks = []
    with suppress(OSError):  # a terminal whose other end is closed
        while chunk := os.read(ours, 1 << 16):
            chunks.append(chunk)
    process.wait()
    os.close(ours)
    return b"".join(chunks).decode("utf-8", errors="replace")
