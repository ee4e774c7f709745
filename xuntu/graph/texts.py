"""The text of a document as it was read, to which the offsets of all passages refer."""

from xuntu.graph.index import Index
from xuntu.graph.packs import Packs
from xuntu.graph.store import SHARDS, Store


def read_text(store: Store, document: str) -> str | None:
    """Return the text of a *document* (its IRI); ``None`` where the store keeps no texts or has no such document.

    Stores on disk keep texts beside the quads; stores in memory, servers, and shards of earlier versions do not.
    """
    if store.path is None:
        return None
    with Index(store.path, writable=False) as index, Packs(store.path / SHARDS) as packs:
        entry = index.entry(document.rpartition("/")[2])
        return packs.read_text(entry.place) if entry and entry.place else None
