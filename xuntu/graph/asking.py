"""The queries by which the room reads its own graph: files below ``facts/`` (for links and checks) and ``views/``."""

from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files

from xuntu.graph.rows import Rows
from xuntu.graph.sparql import Iri, Slot
from xuntu.graph.store import Store

_TOGETHER = 500


def ask_own(store: Store, name: str, bindings: Mapping[str, Slot] | None = None) -> Rows:
    """Return the rows of the query in the file *name*, such as ``facts/types``; *bindings* fill its slots."""
    return store.query(_read(name), bindings)


def ask_of(store: Store, name: str, things: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Yield the rows of the query *name* for *things*, which fill its slot ``?thing``, as N-Triples writes terms."""
    wanted = sorted(map(Iri, set(things)))
    for start in range(0, len(wanted), _TOGETHER):
        yield from store.terms(_read(name), {"thing": tuple(wanted[start : start + _TOGETHER])})


def _read(name: str) -> str:
    return (files("xuntu.graph") / f"{name}.rq").read_text(encoding="utf-8")
