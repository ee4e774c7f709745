"""What is near in pictures: how far one kind of thing lies from another, and where a picture stops."""

from typing import Final

RANK: Final[dict[str, float]] = {
    "division": 0, "document": 0, "round": 1, "team": 1, "report": 1.5, "unit": 2, "inspection": 3, "category": 4,
    "aspect": 5, "finding": 6, "recurrence": 7, "measure": 7, "figure": 7, "post": 7, "policy": 8, "outcome": 8,
    "status": 9, "problem_type": 9,
}  # fmt: skip
"""From top to bottom of the model: an opened node shows what lies further from the centre, never its siblings."""

HUBS: Final = ("unit", "round", "team", "division", "status", "problem_type", "document")
"""Kinds that many things share: a picture goes up to them but not past them, unless one is its centre."""

STEP: Final[dict[str, float]] = {
    "unit": 0.6, "inspection": 0.4, "category": 0.5, "aspect": 0.7, "finding": 1, "recurrence": 0.2, "measure": 0.9,
    "team": 0.8, "round": 0.8, "report": 1, "post": 1, "policy": 1.1, "status": 1, "problem_type": 1.3, "outcome": 1.5,
    "division": 1.6, "document": 1.4, "figure": 2,
}  # fmt: skip
"""How far a step to a node of each kind leads: telling nodes are near."""

WEAK: Final[dict[str, float]] = {
    "observationAbout": 1.5, "creator": 0.9, "inDivision": 0.8, "cites": 0.6, "references": 1.2, "publisher": 1.2,
    "declaredFor": 1,
}  # fmt: skip
"""What a step costs more by relations that are true but seldom what one is looking for."""

RECURRING: Final = 0.55
"""How much nearer a finding is that came back."""

CROWD: Final = 0.05
"""How much farther each next node of one kind is, so that no parent alone fills a picture."""
