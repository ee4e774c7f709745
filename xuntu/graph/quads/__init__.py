"""Records to quads: the only place that knows both."""

from xuntu.graph.quads.authority import merge_authority, merge_names, merge_sorted, split_lines
from xuntu.graph.quads.reports import to_quads
from xuntu.graph.quads.shard import Shard

__all__ = ["Shard", "merge_authority", "merge_names", "merge_sorted", "split_lines", "to_quads"]
