"""The links of a network by relation, both ways: what every picture begins from."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from xuntu.graph.network import Network

_NONE: Final[tuple[str, ...]] = ()


class Links:
    """Who is linked to whom, by relation, in the order of the network."""

    def __init__(self, graph: Network) -> None:
        self._out: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self._in: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for source, target, facts in graph.edges(data=True):
            relation = str(facts["relation"])
            self._out[relation][source].append(target)
            self._in[relation][target].append(source)

    def of(self, node: str, *relations: str) -> list[str]:
        """Return what *node* is linked to by *relations*."""
        return [one for relation in relations for one in self._out[relation].get(node, _NONE)]

    def to(self, node: str, *relations: str) -> list[str]:
        """Return what is linked to *node* by *relations*."""
        return [one for relation in relations for one in self._in[relation].get(node, _NONE)]

    def pairs(self, relation: str) -> Mapping[str, list[str]]:
        """Return all that *relation* links, by where it leads from."""
        return self._out[relation]

    def closure(self, nodes: Iterable[str], *, out: Iterable[str] = (), back: Iterable[str] = ()) -> set[str]:
        """Return *nodes* and all that is reached from them: along the relations *out*, against those of *back*."""
        reached, frontier = set(nodes), list(nodes)
        while frontier:
            node = frontier.pop()
            near = {*self.of(node, *out), *self.to(node, *back)} - reached
            reached |= near
            frontier += near
        return reached
