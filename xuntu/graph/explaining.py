"""Why a query is slow: what was asked, of which graphs, how much each of its patterns matches, how long it took."""

from collections.abc import Mapping
from dataclasses import dataclass
from time import process_time
from typing import Final

from xuntu.graph.patterns import Pattern, find_patterns
from xuntu.graph.queries.questions import find_question, narrow, read_slots
from xuntu.graph.queries.values import Told
from xuntu.graph.sparql import Bound, Slot, bind, to_term
from xuntu.graph.store import Store
from xuntu.ontology import PREFIXES

UNION: Final = "*"
"""Stands among graphs for the union of all."""


@dataclass(frozen=True, slots=True)
class Matched:
    """A triple pattern and how many rows it has by itself, with the values that are bound to its variables.

    ``rows`` is ``None`` for a path of any length, which would be walked from everywhere.
    """

    pattern: str
    rows: int | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """What became of a query; times are CPU milliseconds, ``first`` until the first row.

    ``preparing`` is what it took to find what the parameters name; ``slots`` tells how many values each of them has.
    """

    sparql: str
    graphs: tuple[str, ...]
    slots: Mapping[str, int]
    patterns: tuple[Matched, ...]
    preparing: float
    first: float | None
    whole: float
    rows: int


def explain_question(store: Store, name: str, parameters: Mapping[str, Told | None]) -> Explanation:
    """Ask a named question and return what became of it; raises ``QueryError`` as ``ask`` does."""
    start = process_time()
    question = find_question(name)
    slots = narrow(store, question, read_slots(store, question, parameters))
    return explain(store, question.order.sparql, slots, preparing=_since(start))


def explain(
    store: Store, sparql: str, bindings: Mapping[str, Slot] | None = None, *, preparing: float = 0.0
) -> Explanation:
    """Run a query and return what became of it; raises ``QueryError`` where it cannot be run."""
    slots = dict(bindings or {})
    first, whole, rows = store.time(sparql, slots)
    patterns = find_patterns(sparql)
    return Explanation(
        bind(sparql, slots),
        tuple(dict.fromkeys(_in_full(each.graph) if each.graph else UNION for each in patterns)),
        {name: len(value) if isinstance(value, tuple) else 1 for name, value in slots.items() if value is not None},
        tuple(sorted((_match(store, each, slots) for each in patterns), key=lambda each: -(each.rows or 0))),
        preparing,
        first,
        whole,
        rows,
    )


def _match(store: Store, pattern: Pattern, slots: Mapping[str, Slot]) -> Matched:
    if pattern.is_closure:
        return Matched(str(pattern), None)
    told = [name for name in pattern.variables if slots.get(name) is not None]
    values = "".join(f"VALUES ?{name} {{ {_terms(slots[name])} }} " for name in told)
    counted = store.query(f"SELECT (COUNT(*) AS ?rows) WHERE {{ {values}{pattern} }}")
    return Matched(str(pattern), int(str(counted.rows[0][0])))


def _terms(slot: Slot) -> str:
    values: tuple[Bound, ...] = slot if isinstance(slot, tuple) else (slot,) if slot is not None else ()
    return " ".join(map(to_term, values))


def _in_full(graph: str) -> str:
    prefix, _, local = graph.partition(":")
    return f"{PREFIXES[prefix]}{local}" if prefix in PREFIXES else graph.strip("<>")


def _since(start: float) -> float:
    return 1000 * (process_time() - start)
