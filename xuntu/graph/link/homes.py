"""Whose city or county a document is of, where it names none: that of the other documents on the same round."""

from collections import defaultdict
from collections.abc import Mapping

from xuntu.graph.link.reading import read_told, read_where_told
from xuntu.graph.store import Store
from xuntu.ontology import SCHEMA, XT, XTC

Rows = set[tuple[str, ...]]
_ENDINGS = {XTC.authority_province: "省", XTC.authority_city: "市", XTC.authority_county: "县区"}
_DAY = len("2024-03-01")


def read_tours(store: Store) -> dict[str, set[tuple[str, ...]]]:
    """Return the keys by which inspections are the same in two documents, by document: level with day or round."""
    starts, terms, ordinals = (read_told(store, each) for each in (SCHEMA.startDate, XT.term, XT.roundNumber))
    feedbacks: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for document, inspection, day in read_where_told(store, XT.feedbackDate):
        feedbacks[document, inspection].append(day)
    rounds: defaultdict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for document, inspection, round_ in read_where_told(store, XT.inRound):
        rounds[document, inspection] |= {
            (term, ordinal) for term in terms.get(round_, ()) for ordinal in ordinals.get(round_, ())
        }
    tours: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    for document, inspection, level in read_where_told(store, XT.level):
        days = (*starts.get(inspection, ()), *feedbacks[document, inspection])
        tours[document].update((level, "day", day) for day in days if len(day) == _DAY)
        tours[document].update((level, "round", *told) for told in rounds[document, inspection])
    return dict(tours)


def add_homes(
    places: Mapping[str, Mapping[str, Rows]], tours: Mapping[str, set[tuple[str, ...]]]
) -> dict[str, dict[str, Rows]]:
    """Return the rows of places by document and ending, with those of documents that name none of that ending.

    A document is given the place of the others with which it shares a day or a round, if these have just one.

    >>> key = (XTC.authority_city, "round", "7", "5")
    >>> add_homes({"a": {"市": {("甲山市",)}}, "b": {}}, {"a": {key}, "b": {key}})["b"]
    {'市': {('甲山市',)}}
    """
    known: defaultdict[tuple[str, ...], Rows] = defaultdict(set)
    for document, keys in tours.items():
        for key in keys:
            for ending in _ENDINGS.get(key[0], ""):
                rows = places.get(document, {}).get(ending, set())
                known[key] |= rows if len({row[-1] for row in rows}) == 1 else set()
    homes = {document: dict(found) for document, found in places.items()}
    for document in sorted(tours):
        found = {row for key in tours[document] for row in known[key]}
        if len({row[-1] for row in found}) == 1:
            own = homes.setdefault(document, {})
            ending = next(iter(found))[-1][-1]
            if not any(own.get(each) for each in _with_same_level(ending)):
                own[ending] = found
    return homes


def _with_same_level(ending: str) -> str:
    return next((endings for endings in _ENDINGS.values() if ending in endings), ending)
