"""What a store holds, at a glance: sums, years, the most frequent types, what recurs most, what is new."""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Self

from xuntu.graph.asking import ask_own
from xuntu.graph.index import Index
from xuntu.graph.sparql import Iri
from xuntu.graph.store import Store
from xuntu.ontology import load_problems, problem_iri


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A finding of a chain: its IRI, its words, its unit, the year of its inspection, and its sentence."""

    iri: str
    label: str
    unit: str
    unit_name: str
    year: str
    passage: str


@dataclass(frozen=True, slots=True)
class Named:
    """A thing with its name and a number: how many findings it has."""

    iri: str
    label: str
    number: int


@dataclass(frozen=True, slots=True)
class Issued:
    """A document with the title and the day of a report of it."""

    iri: str
    title: str
    day: str


@dataclass(frozen=True, slots=True)
class Overview:
    """What a store holds; ``counts`` by what is counted, ``statuses`` by normal form, ``years`` in their order.

    ``chains`` are the problems found most often, each from the first time to the last.
    """

    counts: Mapping[str, int] = field(default_factory=dict[str, int])
    statuses: Mapping[str, int] = field(default_factory=dict[str, int])
    years: tuple[tuple[str, int], ...] = ()
    types: tuple[Named, ...] = ()
    units: tuple[Named, ...] = ()
    chains: tuple[tuple[Occurrence, ...], ...] = ()
    documents: tuple[Issued, ...] = ()

    def to_json(self) -> str:
        """Return the overview as JSON text."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def of(cls, text: str) -> Self:
        """Return the overview that a JSON text tells.

        >>> Overview.of(Overview({"units": 1}, types=(Named("i", "招标", 2),)).to_json()).types
        (Named(iri='i', label='招标', number=2),)
        """
        told = json.loads(text)
        return cls(
            told["counts"],
            told["statuses"],
            tuple((year, number) for year, number in told["years"]),
            tuple(Named(**each) for each in told["types"]),
            tuple(Named(**each) for each in told["units"]),
            tuple(tuple(Occurrence(**each) for each in chain) for chain in told["chains"]),
            tuple(Issued(**each) for each in told["documents"]),
        )


def read_overview(store: Store) -> Overview:
    """Return what *store* holds; sums of documents, findings and statuses are those of its index."""
    counts = {str(what): int(str(number)) for what, number in ask_own(store, "pages/home-counts").rows}
    sums, statuses = _read_index(store)
    return Overview(
        counts | sums,
        statuses,
        _read_years(store),
        _read_types(store),
        _read_units(store),
        _read_chains(store),
        tuple(
            Issued(str(one), str(title), str(day)) for one, title, day in ask_own(store, "pages/home-documents").rows
        ),
    )


def _read_index(store: Store) -> tuple[dict[str, int], dict[str, int]]:
    """Return sums and statuses: of the index, or, where it tells of no document, of the quads themselves."""
    if store.path is not None:
        with Index(store.path, writable=False) as index:
            if len(index):
                sums = {what: index.total(what).get("", 0) for what in ("documents", "findings", "notes")}
                return {**sums, "units": index.units()}, index.total("status")
    told = ask_own(store, "pages/home-sums").rows
    statuses = ask_own(store, "pages/home-statuses").rows
    return {str(what): int(str(n)) for what, n in told}, {str(status): int(str(n)) for status, n in statuses}


def _read_years(store: Store) -> tuple[tuple[str, int], ...]:
    years = {str(inspection): str(year) for inspection, year in ask_own(store, "facts/years").rows}
    sums: defaultdict[str, int] = defaultdict(int)
    for inspection, number in ask_own(store, "pages/home-years").rows:
        year = years.get(str(inspection), "")
        if year.isdigit():
            sums[year] += int(str(number))
    return tuple(sorted(sums.items()))


def _read_types(store: Store) -> tuple[Named, ...]:
    labels = {problem_iri(one.code): one.label_zh for one in load_problems()}
    rows = ask_own(store, "pages/home-types").rows
    return tuple(Named(str(one), labels.get(str(one), str(one)), int(str(number))) for one, number in rows)


def _read_units(store: Store) -> tuple[Named, ...]:
    rows = ask_own(store, "pages/home-units").rows
    units = (Named(str(unit), str(label), int(str(number))) for unit, label, number in rows)
    return tuple(sorted(units, key=lambda unit: (-unit.number, unit.label)))


def _read_chains(store: Store) -> tuple[tuple[Occurrence, ...], ...]:
    found = [Iri(str(chain)) for chain, number in ask_own(store, "pages/home-chains").rows if int(str(number)) > 1]
    told: dict[str, dict[str, Occurrence]] = {str(chain): {} for chain in found}
    rows = ask_own(store, "pages/home-chained", {"chain": tuple(found)}).rows if found else ()
    for chain, finding, label, unit, name, day, passage in sorted(rows, key=str):
        year = str(day or "")[:4]
        of = Occurrence(str(finding), str(label), str(unit), str(name), year, str(passage))
        told[str(chain)].setdefault(of.iri, of)
    chains = [tuple(sorted(each.values(), key=lambda one: (one.year, one.iri))) for each in told.values() if each]
    return tuple(sorted(chains, key=lambda chain: (-len(chain), chain[-1].iri)))
