"""What pictures are drawn from: a part of the network, and rows, chains and answers read off it."""

from xuntu.graph.viewing.chains import Chain, Tie, list_chains
from xuntu.graph.viewing.focus import Focus, Part, Sight, cut
from xuntu.graph.viewing.found import Found, Tally, count_units, list_found
from xuntu.graph.viewing.links import Links
from xuntu.graph.viewing.pictures import short, to_pictures
from xuntu.graph.viewing.policies import Answer, list_answers

__all__ = [
    "Answer", "Chain", "Focus", "Found", "Links", "Part", "Sight", "Tally", "Tie", "count_units", "cut",
    "list_answers", "list_chains", "list_found", "short", "to_pictures",
]  # fmt: skip
