"""The lines of the inferred graph."""

from xuntu.ontology import GRAPH


def line(subject: str, predicate: str, value: str) -> str:
    """Return one quad of the inferred graph; *value* is a term as text."""
    return f"<{subject}> <{predicate}> {value} <{GRAPH.inferred}> .\n"
