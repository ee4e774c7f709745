"""A part of the graph that stands by itself: that of a unit, of a round, or of the rows of a question.

What belongs to the inspections that are chosen comes whole: findings, measures, statuses, outcomes, policy documents,
recurrences, passages, the reports and their documents. What that links to is told by its class and its name, and not
followed; so no link of a part leads to nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final, cast

from xuntu.graph.asking import ask_of, ask_own
from xuntu.graph.network import local_name
from xuntu.graph.queries import ask, read_value
from xuntu.graph.rows import Rows
from xuntu.graph.sparql import Iri, Slot
from xuntu.graph.store import Store
from xuntu.ontology import GRAPH, QueryError

_LISTS: Final = ("_iri", "_iris")
_APART: Final = "、"
_SHOWN: Final = 8
_VOCABULARY: Final = frozenset((GRAPH.vocabulary, GRAPH.manifest))


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a store: the ``things`` that it tells in whole; what they link to it names."""

    store: Store
    things: frozenset[str]

    def nquads(self) -> Iterator[str]:
        """Yield the quads of the part as lines of N-Quads, those of the things first."""
        linked = set[str]()
        for row in ask_of(self.store, "closure/said", self.things):
            if not _is_vocabulary(row[3]):
                linked.add(row[2])
                yield _to_line(row)
        named = {link[1:-1] for link in linked if link.startswith("<")} - self.things
        yield from self._names(named)

    def to_store(self) -> Store:
        """Return the part as a store in memory."""
        store = Store.in_memory()
        store.load(["".join(self.nquads())])
        return store

    def _names(self, named: set[str]) -> Iterator[str]:
        """Yield what *named* things are called, with the concepts above those that are concepts."""
        told = set[str]()
        while named:
            told |= named
            above = set[str]()
            for row in (*ask_of(self.store, "closure/called", named), *ask_of(self.store, "closure/broader", named)):
                if not _is_vocabulary(row[3]):
                    yield _to_line(row)
                    if row[1].endswith("#broader>"):
                        above.add(row[2][1:-1])
            named = above - told - self.things


def select_part(
    store: Store,
    *,
    unit: str | None = None,
    round: str | None = None,  # noqa: A002 (the word of the field)
    question: str | None = None,
    parameters: Mapping[str, str] | None = None,
) -> Part:
    """Return the part of *store* about a *unit*, a *round* (both: that unit in that round), or a *question*.

    A question is told *parameters*, and unit and round as well; its part is what the rows name, with what belongs to
    it and what it belongs to. Raises ``QueryError`` where no unit, no inspection and no row is found.
    """
    told = {name: value for name, value in (("unit", unit), ("round", round)) if value is not None}
    if question is not None:
        return _of_rows(store, question, {**told, **(parameters or {})})
    slots = _read_slots(store, told)
    if not slots:
        raise QueryError("没有说要哪一部分；请指明单位、轮次或问题")
    chosen = _first(ask_own(store, _query_of(slots), slots).rows)
    if not chosen:
        raise QueryError(f"库里没有{'、'.join(f'“{name}”' for name in told.values())}的巡视巡察，没有可导出的")
    if "u" in slots:
        chosen |= _first(ask_own(store, "closure/variants", {"u": slots["u"]}).rows)
    else:
        chosen |= _first(ask_own(store, "closure/rounds", {"thing": _iris(chosen)}).rows)
    return Part(store, frozenset(_with_below(store, chosen)))


def _read_slots(store: Store, told: Mapping[str, str]) -> dict[str, Slot]:
    slots: dict[str, Slot] = {}
    if "unit" in told:
        slots["u"] = _find_units(store, told["unit"])
    if "round" in told:
        slots["i"] = read_value(store, "round", "round", told["round"]) if told["round"].strip() else ()
        if not slots["i"]:
            raise _unknown("轮次", told["round"], ask_own(store, "closure/round-names"), 0)
    return slots


def _find_units(store: Store, name: str) -> tuple[Iri, ...]:
    """Return the one unit that has this name, else the one that has it in a name."""
    wanted = name.strip()
    exact = _first(ask_own(store, "closure/exact-units", {"wanted": wanted}).rows)
    found = exact or (set(cast("tuple[Iri, ...]", read_value(store, "unit", "unit", wanted))) if wanted else exact)
    if not found:
        raise _unknown("单位", name, ask_own(store, "facts/units"), 1)
    if len(found) > 1:
        called = {str(row[0]): str(row[1]) for row in ask_own(store, "facts/units").rows if row[2]}
        names = sorted(called.get(iri) or local_name(iri) for iri in found)
        more = f" 等 {len(names)} 个" if len(names) > _SHOWN else ""
        raise QueryError(f"单位“{name}”不止一个：{_APART.join(names[:_SHOWN])}{more}；请写全称")
    return _iris(found)


def _unknown(what: str, name: str, known: Rows, column: int) -> QueryError:
    names = sorted({str(row[column]) for row in known.rows})
    near = get_close_matches(name, names, n=3, cutoff=0.3) if name.strip() else []
    hint = f"是不是 {_APART.join(near)}？" if near else f"请写{what}的名称，或其中几个字"
    return QueryError(f"库里没有{what}“{name}”；{hint}")


def _query_of(slots: Mapping[str, Slot]) -> str:
    return "closure/inspections" if "u" in slots else "closure/of-rounds"


def _of_rows(store: Store, question: str, parameters: Mapping[str, str]) -> Part:
    rows = ask(store, question, limit=None, **parameters)
    columns = [place for place, name in enumerate(rows.columns) if name.endswith(_LISTS)]
    named = {iri for row in rows.rows for place in columns for iri in str(row[place] or "").split()}
    found = {iri for iri in named if ":" in iri}
    if not found:
        why = "答案里没有行" if columns else "答案里没有事物，只有数目"
        raise QueryError(f"问题 {question} 的{why}，没有可导出的；可先用 xuntu query {question} 看看")
    below = _with_below(store, found)
    return Part(store, frozenset(below | _follow(store, "closure/above", found)))


def _with_below(store: Store, chosen: set[str]) -> set[str]:
    return _follow(store, "closure/below", chosen)


def _follow(store: Store, query: str, start: set[str]) -> set[str]:
    """Return *start* with all that is reached from it."""
    reached, frontier = set(start), set(start)
    while frontier:
        frontier = {row[0][1:-1] for row in ask_of(store, query, frontier) if row[0].startswith("<")} - reached
        reached |= frontier
    return reached


def _first(rows: Iterable[tuple[object, ...]]) -> set[str]:
    return {str(row[0]) for row in rows}


def _iris(things: Iterable[str]) -> tuple[Iri, ...]:
    return tuple(Iri(thing) for thing in sorted(things))


def _is_vocabulary(graph: str) -> bool:
    return graph[1:-1] in _VOCABULARY


def _to_line(row: tuple[str, ...]) -> str:
    return f"{' '.join(row)} .\n"
