"""The command line: every command, in the order in which one meets them.

Answers go to standard output; progress, summaries and complaints to standard error. Exit codes: 0 done, 1 failed,
2 wrong usage, 3 done, with findings of a check or with documents that could not be read, 130 interrupted.
Settings come from flags, then from the environment (``XUNTU_…``), then from ``xuntu.toml`` in the current folder.
"""

from xuntu.commands import (
    asking,
    building,
    completion,
    doctor,
    exporting,
    judging,
    ledgers,
    reading,
    reference,
    reporting,
    serving,
    viewing,
)
from xuntu.commands.frame import xuntu

__all__ = ["main", "xuntu"]

for _module in (
    building,
    reading,
    judging,
    asking,
    exporting,
    viewing,
    reporting,
    ledgers,
    serving,
    reference,
    doctor,
    completion,
):
    for _command in _module.COMMANDS:
        xuntu.add_command(_command)


def main() -> None:
    """Run the command line and exit with its code."""
    xuntu.main()
