"""What stands beside the problems of a ledger: declared counts and what came back."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from xuntu.graph.ledger.choice import Chosen
from xuntu.graph.profiles.facts import document_of, read_facts
from xuntu.graph.profiles.figures import DeclaredRow, read_declared_of
from xuntu.graph.profiles.findings import FindingRow, Recurrence, read_finding_rows, read_recurrences
from xuntu.graph.rows import Value
from xuntu.graph.sheet import Cell, Line
from xuntu.graph.store import Store
from xuntu.ontology import XT

_AT_ONCE: Final = 200
_JUDGED: Final = {True: "一致", False: "不一致", None: "不核对"}


def check_lines(store: Store, chosen: Iterable[Chosen]) -> Iterator[Line]:
    """Yield every count that the reports of the problems declare, beside what was read."""
    reports = sorted({each.finding.rpartition("/")[0] for each in chosen})
    number = 0
    for batch in _batches(reports):
        rows = read_declared_of(store, batch)
        files = _files(store, (row.report for row in rows))
        for row in rows:
            number += 1
            yield [number, *_declared_cells(row, files)]


def _declared_cells(row: DeclaredRow, files: dict[str, str]) -> list[Cell]:
    told = (row.title, row.what, row.under, row.value, row.extracted, _JUDGED[row.agrees])
    quote = row.quote
    words = quote.words if quote else ""
    start = quote.start if quote else 0
    return [*map(_cell, told), words, f"{files[document_of(row.report)]}\n第 {start}–{start + len(words)} 字"]


def recurrence_lines(store: Store, chosen: Iterable[Chosen]) -> Iterator[Line]:
    """Yield what came back among the problems, with the earlier problem and the words that say so."""
    number = 0
    for batch in _batches([each.finding for each in chosen]):
        among = set(batch)
        links = [link for link in read_recurrences(store, batch) if link.later in among]
        rows = {row.iri: row for row in read_finding_rows(store, {end for each in links for end in _ends(each)})}
        files = _files(store, (quote.iri for each in links for quote in each.quotes), rows)
        order = {finding: place for place, finding in enumerate(batch)}
        for link in sorted(links, key=lambda each: (order[each.later], each.earlier)):
            number += 1
            yield [number, *_recurrence_cells(link, rows, files)]


def _ends(link: Recurrence) -> tuple[str, str]:
    return link.later, link.earlier


def _recurrence_cells(link: Recurrence, rows: dict[str, FindingRow], files: dict[str, str]) -> list[Cell]:
    later, earlier = rows.get(link.later), rows.get(link.earlier)
    quote = next(iter(link.quotes), None) or (later.quote if later else None)
    visit = link.told or (earlier.inspection if earlier else None)
    words = quote.words if quote else ""
    place = f"{files.get(document_of(quote.iri), '')}\n第 {quote.start}–{quote.start + len(words)} 字" if quote else ""
    return [
        later.unit.label if later and later.unit else "",
        later.statement if later else "",
        visit.label if visit else "",
        earlier.statement if earlier else "",
        link.kind,
        "文中明示" if link.is_stated else "推断",
        "" if link.score is None else float(link.score),
        words,
        place,
    ]


def _files(store: Store, things: Iterable[str], rows: Iterable[str] = ()) -> dict[str, str]:
    documents = {document_of(thing) for thing in (*things, *rows)}
    facts = read_facts(store, documents, XT.fileName)
    return {one: facts.first(one, XT.fileName) or one.rpartition("/")[2] for one in documents}


def _batches(things: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(things), _AT_ONCE):
        yield things[start : start + _AT_ONCE]


def _cell(value: Value) -> Cell:
    if value is None:
        return ""
    return float(value) if isinstance(value, int | Decimal) else str(value)
