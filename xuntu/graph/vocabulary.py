"""The vocabulary and the taxonomy as graphs of the store, so that queries can name things in words."""

from functools import cache
from importlib.resources import files

from xuntu.graph.store import to_nquads
from xuntu.ontology import GRAPH

_FILES = {GRAPH.vocabulary: ("xuntu.ttl",), GRAPH.taxonomy: ("concepts.ttl", "problems.ttl")}


@cache
def load_vocabulary() -> dict[str, str]:
    """Return the N-Quads of the vocabulary and of the taxonomy by graph; axioms with blank nodes stay in the files."""
    texts = {graph: [to_nquads(_read(name), graph) for name in names] for graph, names in _FILES.items()}
    return {
        graph: "".join(sorted({line for part in parts for line in part.splitlines(keepends=True)}))
        for graph, parts in texts.items()
    }


def _read(name: str) -> bytes:
    return (files("xuntu.ontology") / name).read_bytes()
