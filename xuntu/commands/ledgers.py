"""The command of the rectification ledger (整改台账)."""

from xuntu.commands.frame import command, open_graph, output_option, store_argument, unit_option
from xuntu.terminal.display import note
from xuntu.terminal.entry import DONE
from xuntu.terminal.language import say


@command(
    "写成整改台账（Excel）：问题、措施、责任、时限、状态、出处，另有反复问题和核对两张表。",
    "Write the ledger of rectification (Excel): findings, measures, who answers, deadlines, statuses and sources.",
    "xuntu ledger -o 台账.xlsx",
    "xuntu ledger 通报.store --unit 水务局 -o 水务局.xlsx",
)
@store_argument
@unit_option
@output_option("xuntu.xlsx")
def ledger(store: str | None, unit: str | None, output: str) -> int:
    """Write the ledger."""
    with open_graph(store) as graph:
        note(say("写好了 ", "wrote ") + str(graph.ledger(output, unit=unit)))
    return DONE


COMMANDS = (ledger,)
