"""At which paths pages are; what gives them is in ``routes``, which the serving process need not load."""

from typing import Final

ROUTES: Final[tuple[tuple[str, str], ...]] = (
    ("/", "home"),
    ("/search", "search"),
    ("/suggest", "suggest"),
    ("/questions", "questions"),
    ("/questions/{name}", "question"),
    ("/graph", "graph"),
    ("/network.json", "network"),
    ("/units", "units"),
    ("/unit", "unit"),
    ("/rounds", "rounds"),
    ("/round", "round"),
    ("/types", "types"),
    ("/type", "type"),
    ("/policies", "policies"),
    ("/policy", "policy"),
    ("/documents", "documents"),
    ("/document", "document"),
    ("/finding", "finding"),
    ("/thing", "thing"),
    ("/checks", "checks"),
    ("/editor", "editor"),
    ("/vocabulary.json", "vocabulary"),
)
"""The path of each page (``{name}`` becomes a field) and its name."""
