"""List the terms of this version, when it is released: ``python -m tests.ontology.release``."""

from pathlib import Path

import rdflib
from rdflib import RDF

from xuntu.ontology import CONCEPT_NAMESPACE, NAMESPACE, VERSION, read_turtle

RELEASES = Path(__file__).with_name("releases")


def published() -> rdflib.Graph:
    """Return vocabulary and concepts in one graph."""
    graph = rdflib.Graph()
    for name in ("xuntu", "concepts", "problems"):
        graph.parse(data=read_turtle(name), format="turtle")
    return graph


def terms(graph: rdflib.Graph) -> set[str]:
    """Return the classes, properties, schemes and concepts of ours."""
    return {str(term) for term in graph.subjects(RDF.type) if str(term).startswith((NAMESPACE, CONCEPT_NAMESPACE))}


def main() -> None:
    """Write the list of this version."""
    text = "".join(f"{term}\n" for term in sorted(terms(published())))
    (RELEASES / f"{VERSION}.txt").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
