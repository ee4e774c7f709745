"""Findings that tell one problem, and the chain of a problem through the years."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from xuntu.graph.link.lines import line
from xuntu.graph.quads.literals import iri
from xuntu.ontology import ID_NAMESPACE, RDF, XT


class Groups:
    """Things that belong together, joined pair by pair (union–find); the first in order names its group.

    >>> groups = Groups()
    >>> groups.join("b", "c"); groups.join("a", "b")
    >>> groups.first("c"), groups.first("d")
    ('a', 'd')
    """

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def first(self, thing: str) -> str:
        """Return the thing that names the group."""
        while thing in self._above:
            above = self._above[thing]
            if above in self._above:
                self._above[thing] = self._above[above]
            thing = above
        return thing

    def join(self, one: str, other: str) -> None:
        """Put both things, with all that they belong to, into one group."""
        low, high = sorted((self.first(one), self.first(other)))
        if low != high:
            self._above[high] = low

    def members(self) -> dict[str, list[str]]:
        """Return the members of each group of two or more by the first, sorted."""
        groups: defaultdict[str, list[str]] = defaultdict(list)
        for thing in self._above:
            groups[self.first(thing)].append(thing)
        return {first: sorted((first, *rest)) for first, rest in sorted(groups.items())}


def say_chains(recurring: Iterable[tuple[str, str]], restated: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield the chains that recurrences (later, earlier) make, with those that restate one of their findings."""
    groups, again = Groups(), set[str]()
    for later, earlier in recurring:
        groups.join(later, earlier)
        again.add(later)
    for one, other in restated:
        groups.join(one, other)
    for first, members in groups.members().items():
        if again.isdisjoint(members):
            continue
        chain = f"{ID_NAMESPACE}chain/{first.removeprefix(f'{ID_NAMESPACE}doc/')}"
        yield line(chain, RDF.type, iri(XT.RecurrenceChain))
        for member in members:
            yield line(member, XT.inChain, iri(chain))
