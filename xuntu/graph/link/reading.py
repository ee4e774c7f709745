"""What the documents of a store tell, read from it: of all at once, or of those that are asked for.

The queries are flat, without OPTIONAL: the engine would join all findings of the store for those of one document.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from xuntu.graph.asking import ask_own
from xuntu.graph.link.told import Account, Round, Stated, Tellings, Told
from xuntu.graph.rows import Value
from xuntu.graph.sparql import Iri
from xuntu.graph.store import Store
from xuntu.ontology import GRAPH_NAMESPACE, ID_NAMESPACE, SCHEMA, XT

_AT_ONCE = 300
"""Documents to a query: its text has a limit."""


def read_tellings(store: Store) -> Tellings:
    """Return what linking needs of a store."""
    accounts = read_accounts(store)
    return Tellings(
        accounts,
        read_rounds(store),
        read_findings(store, accounts),
        read_stated(store),
        [str(thing) for (thing,) in ask_own(store, "facts/things").rows],
    )


def read_accounts(store: Store) -> dict[str, Account]:
    """Return what documents tell of each inspection, by its IRI; those known by mention only are left out."""
    kinds, units, bodies, rounds, levels, starts, ends, feedbacks = (
        read_told(store, each)
        for each in (
            XT.inspectionKind, XT.inspects, XT.inspectingBody, XT.inRound, XT.level, SCHEMA.startDate, SCHEMA.endDate,
            XT.feedbackDate,
        )
    )  # fmt: skip
    teams, issued = (_gather(store, f"facts/{name}") for name in ("teams", "issued"))
    return {
        each: Account(
            iri=each,
            unit=_first(units, each),
            others=tuple(units.get(each, ())[1:]),
            team=_first(teams, each),
            body=_first(bodies, each),
            round=_first(rounds, each),
            level=_first(levels, each),
            kinds=frozenset(kinds.get(each, ())),
            start=_first(starts, each) or "",
            end=max(ends.get(each, ()), default=""),
            feedback=_first(feedbacks, each) or "",
            issued=_first(issued, each) or "",
        )
        for each in sorted(str(inspection) for (inspection,) in ask_own(store, "facts/inspections").rows)
    }


def read_told(store: Store, relation: str) -> dict[str, list[str]]:
    """Return what documents tell by one property (IRI), by thing, each once and in order."""
    told: defaultdict[str, set[str]] = defaultdict(set)
    for thing, value, _ in ask_own(store, "facts/told", {"property": Iri(relation)}).rows:
        told[str(thing)].add(str(value))
    return {thing: sorted(values) for thing, values in told.items()}


def read_where_told(store: Store, relation: str) -> list[tuple[str, str, str]]:
    """Return the graph, the thing and the value of all that documents tell by one property (IRI)."""
    rows = ask_own(store, "facts/told", {"property": Iri(relation)}).rows
    return [(str(graph), str(thing), str(value)) for thing, value, graph in rows]


def read_rounds(store: Store) -> dict[str, Round]:
    """Return all rounds by IRI."""
    rows = ask_own(store, "facts/rounds").rows
    return {
        str(round_): Round(str(round_), _text(launcher), _number(term), _number(ordinal), _number(year), _number(batch))
        for round_, launcher, term, ordinal, year, batch in rows
    }


def read_findings(store: Store, accounts: Mapping[str, Account], documents: Sequence[str] | None = None) -> list[Told]:
    """Return the findings of *documents* (IRIs), or of all, in order; none that is known by mention only."""
    numbers, within, types, deeds = (
        _gather(store, f"facts/{name}", documents) for name in ("numbers", "listed", "types", "deeds")
    )
    concerned = _gather(store, "facts/concerned", documents)
    found: dict[str, Told] = {}
    # sorted here: the engine would compare whole terms of millions of quads
    for finding, passage, statement, inspection in sorted(_read(store, "facts/findings", documents)):
        if finding in found or inspection not in accounts:
            continue
        found[finding] = Told(
            finding,
            inspection,
            _first(concerned, finding) or accounts[inspection].unit,
            _first(numbers, finding),
            statement,
            passage,
            frozenset(types.get(finding, ())),
            "；".join(deeds.get(finding, ())),
            _first(within, finding),
        )
    return list(found.values())


def read_found(store: Store, documents: Sequence[str]) -> list[tuple[str, str]]:
    """Return each finding of *documents* with the inspection that found it, in order."""
    return sorted((row[0], row[1]) for row in _read(store, "facts/found", documents))


def read_concerned(store: Store, documents: Sequence[str]) -> dict[str, str]:
    """Return the unit that each finding of *documents* is told of, where it is told of one."""
    return {finding: units[0] for finding, units in _gather(store, "facts/concerned", documents).items()}


def read_listed(store: Store, documents: Sequence[str]) -> frozenset[str]:
    """Return the findings of *documents* that are listed within another."""
    return frozenset(finding for finding, _ in _read(store, "facts/listed", documents))


def read_mentioned(store: Store, documents: Sequence[str]) -> list[tuple[str, str]]:
    """Return the findings of *documents* that a text says recur, with the earlier ones, known by mention."""
    return sorted({(later, earlier) for later, earlier in _read(store, "facts/mentioned", documents)})


def read_statuses(store: Store, documents: Sequence[str]) -> list[tuple[str, str, str]]:
    """Return each finding of *documents* with its status records and their dates, ``""`` for none."""
    dates = {row[0]: row[1] for row in _read(store, "facts/status_dates", documents)}
    rows = sorted(set(_read(store, "facts/statuses", documents)))
    return [(finding, record, dates.get(record, "")) for finding, record in rows]


def read_recorded(store: Store) -> list[tuple[str, str, str]]:
    """Return the findings of which a ledger that people edited tells the status: finding, record, day.

    After the day stands when the workbook was saved: of one day, a ledger is newer than a report, and the ledger that
    was saved last is the newest.
    """
    return sorted(
        (str(finding), str(record), f"{date}T{modified or ''}")
        for finding, record, date, modified in ask_own(store, "facts/recorded").rows
    )


def read_stated(store: Store, documents: Sequence[str] | None = None) -> list[Stated]:
    """Return the recurrences that *documents* (IRIs), or all, state, in order."""
    quotes = _gather(store, "facts/quotes", documents)
    rows = sorted(_read(store, "facts/recurrences", documents))
    cited = _read_cited(store) if rows else {}
    stated: dict[str, Stated] = {}
    for recurrence, finding, prior, inspection, kind, cue, words in rows:
        told = cited[inspection]
        term, ordinal, year = (max(told[each], default=None) for each in (XT.term, XT.roundNumber, SCHEMA.startDate))
        stated[recurrence] = Stated(
            finding=finding,
            prior=prior,
            cited=inspection,
            mention=max(told[XT.mentionedAs]),
            year=year,
            relative="True" in told[XT.relative],
            examined=max(told[XT.inspects], default=None),
            kinds=frozenset(told[XT.inspectionKind]),
            kind=kind,
            cue=cue,
            cue_words=words,
            quotes=tuple(quotes.get(recurrence, ())),
            term=None if term is None else int(term),
            ordinal=None if ordinal is None else int(ordinal),
        )
    return list(stated.values())


def read_cited(store: Store, documents: Sequence[str]) -> list[tuple[str, str]]:
    """Return the findings of *documents* known by mention, each with the inspection that it was found in."""
    return sorted((row[0], row[1]) for row in _read(store, "facts/cited_in", documents))


def read_examined(store: Store) -> dict[str, str]:
    """Return the unit of each inspection that is known by mention, as far as the mention tells it."""
    return {cited: max(told[XT.inspects]) for cited, told in _read_cited(store).items() if told[XT.inspects]}


def _read_cited(store: Store) -> dict[str, defaultdict[str, set[str]]]:
    """Return what is told of each inspection that is known by mention, by property."""
    cited: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for inspection, relation, value in ask_own(store, "facts/cited").rows:
        cited[str(inspection)][str(relation)].add(str(value))
    return dict(cited)


def _read(store: Store, name: str, documents: Sequence[str] | None) -> Iterator[tuple[str, ...]]:
    """Yield the rows of a query on *documents*, or on all, as text."""
    if documents is None:
        yield from (tuple(map(str, row)) for row in ask_own(store, name).rows)
        return
    graphs = [Iri(each.replace(ID_NAMESPACE, GRAPH_NAMESPACE, 1)) for each in documents]
    for at in range(0, len(graphs), _AT_ONCE):
        for row in ask_own(store, name, {"document": tuple(graphs[at : at + _AT_ONCE])}).rows:
            yield tuple(map(str, row))


def _gather(store: Store, name: str, documents: Sequence[str] | None = None) -> dict[str, list[str]]:
    """Return the values of each thing, each once, in order."""
    gathered: defaultdict[str, set[str]] = defaultdict(set)
    for thing, value in _read(store, name, documents):
        gathered[thing].add(value)
    return {thing: sorted(values) for thing, values in gathered.items()}


def _first(values: Mapping[str, Sequence[str]], thing: str) -> str | None:
    return next(iter(values.get(thing, ())), None)


def _text(value: Value) -> str | None:
    return None if value is None else str(value)


def _number(value: Value) -> int | None:
    return None if value is None else int(str(value))
