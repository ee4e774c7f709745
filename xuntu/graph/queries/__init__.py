"""Named questions: files beside this one, each a SPARQL query with what it asks in its first lines."""

from xuntu.graph.queries.groups import Group, load_groups
from xuntu.graph.queries.questions import (
    Column,
    Parameter,
    Question,
    ask,
    find_faults,
    find_question,
    load_questions,
    read_slots,
    to_sparql,
)
from xuntu.graph.queries.values import read_value

__all__ = [
    "Column", "Group", "Parameter", "Question", "ask", "find_faults", "find_question", "load_groups", "load_questions",
    "read_slots", "read_value", "to_sparql",
]  # fmt: skip
