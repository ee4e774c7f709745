"""What the documents of a store tell, as far as links need it: findings, visits, stated recurrences."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from xuntu.graph.asking import ask_own
from xuntu.graph.link.units import Units
from xuntu.graph.rows import Value
from xuntu.graph.store import Store


@dataclass(frozen=True, slots=True)
class Visit:
    """An inspection that some document reports on; ``start`` is the best known date, ``""`` where none is."""

    iri: str
    unit: str
    team: str | None
    start: str
    feedback: str | None
    level: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """A finding as some report tells it."""

    iri: str
    visit: Visit
    statement: str
    passage: str
    types: frozenset[str]

    @property
    def report(self) -> str:
        """The IRI of the report that tells it."""
        return self.iri.rpartition("/")[0]


@dataclass(frozen=True, slots=True)
class Stated:
    """A recurrence that a text states, of an inspection it names."""

    finding: str
    prior: str
    cited: str
    mention: str
    year: str | None
    relative: bool
    examined: str | None
    kind: str
    cue: str
    quotes: tuple[str, ...]


def read_visits(store: Store) -> dict[str, Visit]:
    """Return the inspections that have a unit, by IRI."""
    visits: dict[str, Visit] = {}
    for inspection, unit, team, start, feedback, issued, level in ask_own(store, "facts/inspections").rows:
        when = str(start or feedback or issued or "")
        visits.setdefault(
            str(inspection), Visit(str(inspection), str(unit), _text(team), when, _text(feedback), _text(level))
        )
    return visits


def read_told(store: Store, visits: Mapping[str, Visit]) -> list[Told]:
    """Return every issue of the *visits*."""
    types: defaultdict[str, set[str]] = defaultdict(set)
    for finding, concept in ask_own(store, "facts/types").rows:
        types[str(finding)].add(str(concept))
    return [
        Told(str(finding), visits[str(inspection)], str(statement), str(passage), frozenset(types[str(finding)]))
        for finding, inspection, statement, passage in ask_own(store, "facts/findings").rows
        if str(inspection) in visits
    ]


def read_stated(store: Store, units: Units) -> list[Stated]:
    """Return the recurrences that the texts themselves state, of the lineages of *units*."""
    stated: dict[str, Stated] = {}
    for row in ask_own(store, "facts/recurrences").rows:
        recurrence, finding, prior, cited, mention, year, relative, examined, kind, cue, quote = row
        quotes = stated[str(recurrence)].quotes if str(recurrence) in stated else ()
        stated[str(recurrence)] = Stated(
            str(finding),
            str(prior),
            str(cited),
            str(mention),
            _text(year),
            bool(relative),
            None if examined is None else units.group(str(examined)),
            str(kind),
            str(cue),
            quotes if quote is None else (*quotes, str(quote)),
        )
    return list(stated.values())


def _text(value: Value) -> str | None:
    return None if value is None else str(value)
