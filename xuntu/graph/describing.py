"""What a store holds, by its index: sums that cost nothing, and some of its things."""

from dataclasses import dataclass
from typing import Final

from xuntu.graph.index import Index
from xuntu.graph.store import Store
from xuntu.ontology import PREFIXES

_EXAMPLES: Final = 3


@dataclass(frozen=True, slots=True)
class Holdings:
    """How much a store holds: quads (without those of the vocabulary), documents, findings, inspected units."""

    quads: int
    documents: int
    findings: int
    units: int
    examples: tuple[str, ...] = ()


def measure(store: Store) -> Holdings:
    """Return how much the store holds; a store without an index is counted."""
    if store.path is None:
        return Holdings(len(store), 0, 0, 0)
    with Index(store.path, writable=False) as index:
        return Holdings(
            index.quads(),
            len(index),
            index.total("findings").get("", 0),
            index.units(),
            tuple(f"{PREFIXES['xtid']}doc/{key}" for key in index.keys(_EXAMPLES)),
        )
