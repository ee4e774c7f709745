"""How well a reading agrees with gold: ``count(compare(load_gold(folder), readings))``."""

from xuntu.extractors.evaluation.gold import Json, load_gold
from xuntu.extractors.evaluation.marks import compare
from xuntu.extractors.evaluation.scores import (
    Agreement,
    Mark,
    Overlap,
    Rate,
    Scores,
    Verdict,
    count,
    to_lines,
    to_miss_lines,
)

__all__ = [
    "Agreement", "Json", "Mark", "Overlap", "Rate", "Scores", "Verdict", "compare", "count", "load_gold", "to_lines",
    "to_miss_lines",
]  # fmt: skip
