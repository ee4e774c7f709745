"""Links across documents, in a graph of their own: one unit, one inspection, one problem, and what comes back.

All of it follows from the documents' graphs, so it may be dropped and made again at any time.
"""

from xuntu.graph.link.assembly import find_units
from xuntu.graph.link.authority import Authority, read_authority
from xuntu.graph.link.linking import find_candidates, link, link_with
from xuntu.graph.link.memory import Delta, Memory
from xuntu.graph.link.relinking import relink
from xuntu.graph.link.units import Units

__all__ = [
    "Authority",
    "Delta",
    "Memory",
    "Units",
    "find_candidates",
    "find_units",
    "link",
    "link_with",
    "read_authority",
    "relink",
]
