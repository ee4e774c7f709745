"""Records to quads: the only place that knows both."""

from xuntu.graph.quads.authority import merge_authority, merge_names, merge_sorted, split_lines
from xuntu.graph.quads.ledgers import Record, Workbook, to_ledger
from xuntu.graph.quads.reports import to_quads
from xuntu.graph.quads.shard import Shard

__all__ = [
    "Record", "Shard", "Workbook", "merge_authority", "merge_names", "merge_sorted", "split_lines", "to_ledger",
    "to_quads",
]  # fmt: skip
