"""Which names are one unit, which accounts one inspection."""

from collections.abc import Iterable, Iterator, Mapping

from xuntu.graph.link.lines import line
from xuntu.graph.quads.literals import iri
from xuntu.ontology import XT


def say_canonical(things: Iterable[str], known: Mapping[str, str]) -> Iterator[str]:
    """Yield what each unit, inspection and round stands for: itself, or the one that a text mentions (*known*)."""
    for thing in things:
        yield line(thing, XT.canonical, iri(known.get(thing, thing)))
