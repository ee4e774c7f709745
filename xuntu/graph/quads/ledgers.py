"""Ledgers that people edited: a document of its own each, with the status records that it adds, proved by its cells."""

from collections.abc import Sequence
from dataclasses import dataclass

from xuntu.graph.contacts import hide_contacts
from xuntu.graph.quads.shard import Draft, Shard
from xuntu.graph.quads.trig import dated, quoted, short, zh
from xuntu.ontology import STATUS, XTC, Document, Passage, StatusNormal, document_iri, ledger_status_iri

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Record:
    """What a ledger adds of one problem: the status it has now, and what else was written; ``cells`` say where.

    ``label`` says which problem it is, ``cells`` are pairs of a place such as ``台账!J5`` and what stands there.
    """

    finding: str
    label: str
    status: StatusNormal
    progress: str | None
    proof: str | None
    closed: str | None
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Workbook:
    """The workbook that the records are from: name, digest, when it was saved (ISO, UTC), and the day it counts for."""

    name: str
    sha256: str
    modified: str | None
    day: str


def to_ledger(book: Workbook, records: Sequence[Record]) -> tuple[Shard, str]:
    """Return the quads of a ledger and the text that its passages stand in."""
    text, passages = _write_text(book, records)
    draft = Draft(Document(book.name, book.sha256, _XLSX, text))
    draft.say(
        draft.document,
        "a xt:Document",
        f"dcterms:format {quoted(_XLSX)}",
        f"dcterms:title {zh(f'整改台账 {book.name}')}",
        f"xt:sha256 {quoted(book.sha256)}^^xsd:hexBinary",
        f"xt:fileName {quoted(book.name)}",
        f"dcterms:identifier {quoted(book.name)}",
        *([f"dcterms:modified {quoted(book.modified)}^^xsd:dateTime"] if book.modified else ()),
    )
    for record, passage in zip(records, passages, strict=True):
        _say_record(draft, book, record, passage)
    return draft.to_shard(), text


def _say_record(draft: Draft, book: Workbook, record: Record, passage: Passage) -> None:
    said = {"progress": record.progress, "proof": record.proof}
    draft.say(
        ledger_status_iri(document_iri(book.sha256), record.finding),
        "a xt:StatusRecord",
        f"dcterms:date {dated(book.day)}",
        f"xt:status {short(STATUS[record.status])}",
        f"xt:statusOf <{record.finding}>",
        f"xt:statusSource {short(XTC.source_ledger)}",
        f"xt:statusText {quoted(record.status)}",
        *(f"xt:{name} {quoted(hide_contacts(value))}" for name, value in said.items() if value),
        *([f"xt:closedOn {dated(record.closed)}"] if record.closed else ()),
        *draft.evidence(passage),
    )


def _write_text(book: Workbook, records: Sequence[Record]) -> tuple[str, list[Passage]]:
    """Return what was taken from the ledger as a text, a paragraph a problem, and where the cells of each stand."""
    text, passages = f"整改台账 {book.name}（{book.day}）\n", list[Passage]()
    for record in records:
        text += f"\n{record.label}\n"
        start = len(text)
        text += hide_contacts("\n".join(f"{place} {told}" for place, told in record.cells))
        passages.append(Passage(start, len(text)))
        text += "\n"
    return text, passages
