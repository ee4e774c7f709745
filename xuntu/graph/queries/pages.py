"""The first rows of a long answer, without making all of it: unit by unit, in the order of their names."""

from collections.abc import Iterator, Mapping
from itertools import groupby

from xuntu.graph.asking import ask_own
from xuntu.graph.sparql import Iri, Slot
from xuntu.graph.store import Store

_GROWTH = 4


def find_pages(store: Store, slots: Mapping[str, Slot], limit: int) -> Iterator[dict[str, Slot]]:
    """Yield the slots of one page after another; together they leave what *slots* leave, in the order of the answer.

    The first has the findings of no unit, where units are not told; the others have units with twice as many findings
    as *limit*, then with four times as many as the page before.
    """
    units = slots.get("u")
    if units is None:
        alone = tuple(Iri(finding) for (finding,) in ask_own(store, "facts/findings-without-unit").rows)
        if alone:
            yield {**slots, "f": alone}
    size = limit
    page: list[Iri] = []
    room = size
    for _, alike in groupby(_read_units(store, units), key=lambda unit: unit[0]):
        for _, unit, findings in alike:
            page.append(unit)
            room -= findings
        if room <= 0:
            yield {**slots, "u": tuple(page)}
            page, size = [], _GROWTH * size
            room = size
    if page:
        yield {**slots, "u": tuple(page)}


def _read_units(store: Store, units: Slot) -> list[tuple[str, Iri, int]]:
    """Return names, units and how many findings they have, in the order of the names."""
    rows = ask_own(store, "facts/units-with-findings", {"u": units}).rows
    return sorted((str(name or ""), Iri(unit), int(str(findings))) for unit, name, findings in rows)
