"""All files of the ontology in one graph whose blank nodes have lasting names."""

import hashlib
from collections import Counter

from rdflib import BNode, Graph, URIRef
from rdflib.term import Node

from xuntu.ontology import PREFIXES, TURTLE_NAMES, read_turtle


def to_graph() -> Graph:
    """Return the union of the files, its triples in order; parsers name blank nodes at random, this does not."""
    union = Graph()
    for name in TURTLE_NAMES:
        union.parse(data=read_turtle(name), format="turtle")
    names = _Names(union)
    graph = Graph()
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    for triple in sorted((names.of(s), p, names.of(o)) for s, p, o in union):
        graph.add(triple)
    return graph


class _Names:
    """Names of blank nodes by what is said of them and by what leads to them; in Turtle files each hangs on one thing.

    Of nodes that are alike in both, any may have any of the names.
    """

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._said: dict[Node, str] = {}
        self._named: dict[Node, Node] = {}
        self._taken: Counter[str] = Counter()

    def of(self, node: Node) -> Node:
        """Return the node that stands for another: itself, unless it is blank."""
        if not isinstance(node, BNode):
            return node
        if node not in self._named:
            above = sorted((self.of(subject).n3(), predicate.n3()) for subject, predicate in self._above(node))
            key = hashlib.sha256(repr((above, self._say(node))).encode()).hexdigest()[:16]
            self._taken[key] += 1
            self._named[node] = BNode(f"b{key}{self._taken[key]}")
        return self._named[node]

    def _above(self, node: Node) -> list[tuple[Node, URIRef]]:
        return [(subject, URIRef(str(predicate))) for subject, predicate in self._graph.subject_predicates(node)]

    def _say(self, node: Node) -> str:
        """Return everything that is said of a node, and of the blank nodes below it, as text."""
        if not isinstance(node, BNode):
            return node.n3()
        if node not in self._said:
            pairs = sorted(f"{p.n3()} {self._say(o)}" for p, o in self._graph.predicate_objects(node))
            self._said[node] = f"[{' ; '.join(pairs)}]"
        return self._said[node]
