"""Short names of IRIs."""

from collections.abc import Iterable

from rdflib import Graph
from rdflib.term import Node

from xuntu.ontology import PREFIXES


class Names:
    """Short names by the prefixes of our own and of a graph's file."""

    def __init__(self, graph: Graph) -> None:
        known = {str(namespace): prefix for prefix, namespace in graph.namespaces()}
        known |= {namespace: prefix for prefix, namespace in PREFIXES.items()}
        self._prefixes = sorted(known.items(), key=lambda pair: (-len(pair[0]), pair[1]))

    def short(self, term: Node) -> str:
        """Return the short name of an IRI; an IRI of no known namespace, or a literal, stands for itself.

        >>> from rdflib import URIRef
        >>> Names(Graph()).short(URIRef("https://w3id.org/xuntu/ns#Finding"))
        'xt:Finding'
        """
        iri = str(term)
        for namespace, prefix in self._prefixes:
            if iri.startswith(namespace) and iri != namespace:
                return f"{prefix}:{iri.removeprefix(namespace)}"
        return iri

    def all(self, terms: Iterable[Node]) -> tuple[str, ...]:
        """Return the short names of several, sorted."""
        return tuple(sorted(map(self.short, terms)))


def local(name: str) -> str:
    """Return a short name without its prefix.

    >>> local("xt:Finding")
    'Finding'
    """
    return name.partition(":")[2]
