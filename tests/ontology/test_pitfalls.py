"""The usual pitfalls of an ontology (those of the OOPS! catalogue that need no network), each as a query.

``pitfalls.tsv`` has a line for each: its code, what is claimed, a query that must find nothing, and a statement that,
added to the vocabulary, it must find.
"""

from pathlib import Path

import pytest
import rdflib

from xuntu.ontology import PREFIXES, read_turtle

TABLE = Path(__file__).with_name("pitfalls.tsv")
PITFALLS = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines()[1:]]
PREFIXED = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())


def vocabulary() -> rdflib.Graph:
    """Return the vocabulary."""
    return rdflib.Graph().parse(data=read_turtle("xuntu"), format="turtle")


@pytest.mark.parametrize(("code", "claim", "query", "planted"), PITFALLS, ids=[line[0] for line in PITFALLS])
def test_a_pitfall_is_avoided(code: str, claim: str, query: str, planted: str) -> None:  # noqa: ARG001
    """The vocabulary holds nothing that the query finds."""
    assert [str(row) for row in vocabulary().query(PREFIXED + query)] == [], claim


@pytest.mark.parametrize(
    ("query", "planted"), [line[2:] for line in PITFALLS if line[3]], ids=[line[0] for line in PITFALLS if line[3]]
)
def test_a_planted_pitfall_is_found(query: str, planted: str) -> None:
    """What is done wrong on purpose is found."""
    graph = vocabulary()
    graph.update(f"{PREFIXED} INSERT DATA {{ {planted} }}")
    assert len(list(graph.query(PREFIXED + query))) > 0
