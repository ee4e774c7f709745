"""What came back and what is told twice, as rows with both places and the words that prove it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal, TypeAlias

from xuntu.graph.asking import ask_own
from xuntu.graph.rows import Rows, Value
from xuntu.graph.store import Store, read_index
from xuntu.ontology import XTC

Kind: TypeAlias = Literal["recurs", "found again after done", "not corrected", "restates"]

_REPORT: Final = re.compile(r"/r(\d+)/")
_DONE: Final = frozenset({XTC.status_done, XTC.status_mostly})
_PARTLY: Final = 0.5
"""The score of a restatement in which one problem of a report is told in several of another."""
_JOIN: Final = " … "
_COLUMNS: Final = (
    "unit", "file", "number", "statement", "earlier_file", "earlier_number", "earlier_statement", "earlier_inspection",
    "kind", "basis", "score", "evidence",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Telling:
    """A finding as a document tells it: file, index of the report in it, printed number, statement.

    ``listed`` is the finding (IRI) that lists this one among old problems.
    """

    iri: str
    source: str
    report: int
    number: str | None
    statement: str
    unit: str | None
    status: str | None
    issued: str | None
    listed: str | None = None

    @property
    def reference(self) -> str:
        """The finding as an authority file may name it."""
        return f"{self.source}#{self.report}:{self.number}" if self.number else self.iri

    def to_json(self) -> dict[str, str | int | None]:
        """Return the place as an object of the links JSON."""
        return {"source": self.source, "report": self.report, "number": self.number, "statement": self.statement}


@dataclass(frozen=True, slots=True)
class RecurrenceLink:
    """A finding that repeats an earlier one; ``earlier`` is the name of an inspection where no old finding is known."""

    later: Telling
    earlier: Telling | str
    basis: Literal["stated", "inferred"]
    kind: Kind
    score: float
    evidence: str

    def to_json(self) -> dict[str, object]:
        """Return the link as an object of the links JSON."""
        known = self.earlier.to_json() if isinstance(self.earlier, Telling) else {"inspection": self.earlier}
        return {
            "later": self.later.to_json(),
            "earlier": known,
            "basis": self.basis,
            "kind": self.kind,
            "score": self.score,
            "unit": self.later.unit,
            "evidence": self.evidence,
        }


def list_candidates(store: Store) -> list[RecurrenceLink]:
    """Return pairs that come near to a recurrence, the likeliest first, for a person to accept or refuse.

    They are found anew, as the graph holds only what is held to be true.
    """
    from xuntu.graph.link import find_candidates, read_authority

    said = read_authority(str(read_index(store.path)["authority"]) if store.path else "")
    told = read_tellings(store)
    found = [
        RecurrenceLink(
            told[each.later.iri],
            told[each.earlier.iri],
            "inferred",
            _kind(XTC.recur_like, told[each.earlier.iri]),
            round(each.score, 2),
            f"{told[each.later.iri].statement}{_JOIN}{told[each.earlier.iri].statement}",
        )
        for each in find_candidates(store, said)
        if each.later.iri in told and each.earlier.iri in told
    ]
    return sorted(found, key=lambda link: (-link.score, _order(link)))


def list_links(store: Store) -> list[RecurrenceLink]:
    """Return the recurrences, stated and inferred, then the restatements, in the order of files and places."""
    told = read_tellings(store)
    return [*_recurrences(store, told), *_restatements(store, told)]


def to_link_rows(links: Sequence[RecurrenceLink]) -> Rows:
    """Return *links* as rows, the later telling first."""
    return Rows(_COLUMNS, tuple(_to_row(link) for link in links))


def _to_row(link: RecurrenceLink) -> tuple[Value, ...]:
    known = link.earlier if isinstance(link.earlier, Telling) else None
    earlier = (known.source, known.number, known.statement, None) if known else (None, None, None, str(link.earlier))
    later = (link.later.source, link.later.number, link.later.statement)
    return (link.later.unit, *later, *earlier, link.kind, link.basis, Decimal(str(link.score)), link.evidence)


def read_tellings(store: Store) -> dict[str, Telling]:
    """Return every issue of a report by its IRI, with its place and words."""
    return {
        str(finding): Telling(
            str(finding),
            str(file),
            int(found[1]) if (found := _REPORT.search(str(finding))) else 0,
            _text(number),
            " ".join(str(statement).split()),
            _text(unit),
            _text(status),
            _text(issued),
            _text(listed),
        )
        for finding, file, number, statement, unit, status, issued, listed in ask_own(store, "facts/tellings").rows
    }


def _recurrences(store: Store, told: dict[str, Telling]) -> Iterator[RecurrenceLink]:
    """Yield each recurrence once; a statement on a finding known by mention with what that turned out to be."""
    links: dict[tuple[str, str], RecurrenceLink] = {}
    for row in ask_own(store, "facts/links").to_dicts():
        later = told.get(str(row["later"]))
        if later is None:
            continue
        by_mention = row["cited"] is not None
        earlier = told.get(str(row["known"])) if row["known"] is not None else None
        if earlier is None and not by_mention:
            continue
        stated = str(row["basis"]) == XTC.basis_stated
        if stated and not by_mention:
            continue  # the statement itself stands in the document's graph
        if stated and earlier is None and not _names_inspection(row):
            continue  # words of habit (屡禁不止) prove no earlier finding
        key = (later.iri, earlier.iri if earlier else str(row["earlier"]))
        words = " ".join(str(row["words"] or "").split())
        before = links.get(key)
        evidence = _JOIN.join(dict.fromkeys(filter(None, (before.evidence if before else "", words))))
        links[key] = RecurrenceLink(
            later,
            earlier or str(row["cited"]),
            "stated" if stated or (before and before.basis == "stated") else "inferred",
            _kind(str(row["kind"]), earlier),
            1.0 if stated else float(str(row["score"] or 0)),
            evidence,
        )
    yield from sorted(links.values(), key=_order)


def _names_inspection(row: Mapping[str, Value]) -> bool:
    from xuntu.graph.link.stated import SPEAKS_OF_ONE, UNNAMED

    words = str(row["words"] or "")
    return str(row["cited"]) != UNNAMED or row["quotes"] is not None or bool(SPEAKS_OF_ONE.search(words))


def _restatements(store: Store, told: dict[str, Telling]) -> Iterator[RecurrenceLink]:
    found: list[RecurrenceLink] = []
    for one, other, score in ask_own(store, "facts/restatements").rows:
        pair = [told[str(each)] for each in (one, other) if str(each) in told]
        if len(pair) == 2:
            earlier, later = sorted(pair, key=lambda telling: (telling.issued or "", telling.iri))
            words = f"{later.statement}{_JOIN}{earlier.statement}"
            found.append(
                RecurrenceLink(
                    later, earlier, "inferred", "restates", _PARTLY if score is None else float(str(score)), words
                )
            )
    yield from sorted(found, key=_order)


def _kind(kind: str, earlier: Telling | None) -> Kind:
    if kind == XTC.recur_unresolved:
        return "not corrected"
    was_done = earlier is not None and earlier.status in _DONE
    return "found again after done" if was_done or kind == XTC.recur_relapse else "recurs"


def _order(link: RecurrenceLink) -> tuple[str, int, str, str]:
    earlier = link.earlier if isinstance(link.earlier, str) else link.earlier.iri
    return link.later.source, link.later.report, link.later.iri, earlier


def _text(value: Value) -> str | None:
    return None if value is None else str(value)
