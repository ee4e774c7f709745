"""Named questions: files beside this one, each a SPARQL query with what it asks in its first lines."""

from xuntu.graph.queries.questions import Parameter, Question, ask, load_questions

__all__ = ["Parameter", "Question", "ask", "load_questions"]
