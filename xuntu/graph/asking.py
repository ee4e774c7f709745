"""The queries by which the room reads its own graph: files below ``facts/`` (for links and checks) and ``views/``."""

from collections.abc import Mapping
from importlib.resources import files

from xuntu.graph.rows import Rows
from xuntu.graph.sparql import Slot
from xuntu.graph.store import Store


def ask_own(store: Store, name: str, bindings: Mapping[str, Slot] | None = None) -> Rows:
    """Return the rows of the query in the file *name*, such as ``facts/types``; *bindings* fill its slots."""
    return store.query((files("xuntu.graph") / f"{name}.rq").read_text(encoding="utf-8"), bindings)
