"""Taking back a ledger that people edited: what they changed becomes dated status records of the store."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from hashlib import sha256
from pathlib import Path
from typing import Final, cast

from xuntu.graph.build import add_shard
from xuntu.graph.counts import Counts
from xuntu.graph.index import Index
from xuntu.graph.ledger.choice import Chosen
from xuntu.graph.ledger.columns import CLOSED_HEAD, PROGRESS_HEAD, PROOF_HEAD, STATUS_HEAD
from xuntu.graph.ledger.edits import Cells, Edit, read_edits
from xuntu.graph.ledger.entries import Entry, read_entries
from xuntu.graph.ledger.stamp import digest_text
from xuntu.graph.ledger.told import closed_of, progress_of, proof_of
from xuntu.graph.packs import Header, pack
from xuntu.graph.profiles.facts import read_facts
from xuntu.graph.quads import Record, Workbook, to_ledger
from xuntu.graph.sources import Source
from xuntu.graph.store import Store, read_index
from xuntu.ontology import XT, QueryError, StatusNormal

_VERSION: Final = "ledger/1"
"""What is noted as having read the document: no build reads it again."""
_MOST_FAULTS: Final = 20
_CHINA: Final = timezone(timedelta(hours=8))


@dataclass(frozen=True, slots=True)
class Taken:
    """One problem that a ledger changes: what it was and is now, by the heads of the columns that changed."""

    finding: str
    unit: str
    number: str
    problem: str
    changes: Mapping[str, tuple[str, str]]
    place: str


@dataclass(frozen=True, slots=True)
class LedgerImport:
    """What came of taking a ledger back.

    ``taken`` are the problems that changed, ``day`` the day of their new statuses, ``strays`` rows and cells that were
    left alone, and why; ``known`` says that this very file was taken before.
    """

    taken: tuple[Taken, ...]
    day: str
    strays: tuple[str, ...]
    known: bool = False


def import_ledger(
    place: str | os.PathLike[str],
    name: str,
    content: bytes,
    sheets: Mapping[str, Cells],
    *,
    modified: str | None = None,
    day: date | None = None,
    dry: bool = False,
) -> LedgerImport:
    """Take back the ledger *content* (its bytes, and the cells of its *sheets*) into the store at *place*.

    Only cells that people changed since it was written are taken; each problem gets a status record of *day*, or else
    of the day on which the workbook was saved (*modified*). All or nothing: raises ``QueryError`` that says sheet, cell
    and what to write where anything is wrong. With *dry* the store stays as it is.
    """
    digest, saved = sha256(content).hexdigest(), _to_utc(modified)
    read_index(Path(place))
    with Index(Path(place), writable=False) as index:
        if index.entry(digest[:16]):
            return LedgerImport((), "", (), known=True)
    edits = read_edits(sheets, name)
    when = day.isoformat() if day else _day_of(saved)
    if not when:
        raise QueryError(f"{name}：没有写保存的日期；请用 --date 写明状态是哪一天的，如 --date 2024-12-31")
    with Store.open(place) as store:
        taking = _Taking(read_known(store, [edit.stamp.iri for edit in edits.found.values()]), when)
        taken = [each for edit in edits.found.values() if (each := taking.take(edit))]
    faults = [*edits.faults, *taking.faults]
    if faults:
        more = f"\n……共 {len(faults)} 处" if len(faults) > _MOST_FAULTS else ""
        raise QueryError("\n".join([f"{name}：有要改正的地方，一处也没有导入", *faults[:_MOST_FAULTS]]) + more)
    if taken and not dry:
        book = Workbook(name, digest, saved, when)
        shard, text = to_ledger(book, [record for _, record in taken])
        counts = Counts(quads=shard.quads, digest=sha256(shard.own.encode()).hexdigest())
        packed = pack(Header(digest, (name,), _VERSION, counts), shard.own, shard.shared, text)
        add_shard(packed, Source(f"ledger/{digest[:16]}/{name}", name, content), place)
    return LedgerImport(tuple(each for each, _ in taken), when, tuple(edits.strays))


class _Taking:
    """Compares edits with what the store says now; ``faults`` are what has to be mended."""

    def __init__(self, entries: Mapping[str, Entry], day: str) -> None:
        self._entries, self._day = entries, day
        self.faults: list[str] = []

    def take(self, edit: Edit) -> tuple[Taken, Record] | None:
        """Return what an edit changes; ``None`` where the store says so already, or something is wrong."""
        place = next(iter(edit.changes.values())).place
        entry = self._entries.get(edit.stamp.iri)
        if entry is None:
            self.faults.append(f"{place}：库里没有这一行的问题；这张台账是从别的库导出的，或问题重读后变了，请重新导出")
            return None
        changes = self._compare(edit, entry)
        if not changes:
            return None
        status = changes.get(STATUS_HEAD, ("", entry.status))[1]
        if not status:
            self.faults.append(f"{place}：这个问题还没有整改状态；请同时在“{STATUS_HEAD}”一栏选一个")
            return None
        latest = entry.now.day if entry.now else ""
        if latest > self._day:
            self.faults.append(
                f"{place}：{self._day} 早于库里这个问题现有状态的日期 {latest}；请用 --date 写明不早于它的日期"
            )
            return None
        return _to_taken(entry, changes, place), _to_record(entry, changes, edit, status=cast("StatusNormal", status))

    def _compare(self, edit: Edit, entry: Entry) -> dict[str, tuple[str, str]]:
        """Return what is said anew, by the head: before and after; what two people said differently is a fault."""
        stamp, changes = edit.stamp, dict[str, tuple[str, str]]()
        written = {
            STATUS_HEAD: (stamp.status, entry.status, entry.status),
            PROGRESS_HEAD: (stamp.progress, digest_text(progress_of(entry)), progress_of(entry)),
            PROOF_HEAD: (stamp.proof, digest_text(proof_of(entry)), proof_of(entry)),
            CLOSED_HEAD: (stamp.closed, closed_of(entry), closed_of(entry)),
        }
        is_stale = STATUS_HEAD in edit.changes and stamp.status != entry.status
        for head, change in edit.changes.items():
            before, now, text = written[head]
            after = digest_text(change.text) if head in (PROGRESS_HEAD, PROOF_HEAD) else change.text
            if after == now:
                continue
            if before != now and (head == STATUS_HEAD or not is_stale):
                self.faults.append(
                    f"{change.place}：导出以后库里的“{head}”已改为“{text[:40]}”；请重新导出，在新的台账上改"
                )
                continue
            changes[head] = (text, change.text)
        return changes


def read_known(store: Store, findings: Iterable[str]) -> dict[str, Entry]:
    """Return problems as a ledger tells them now, by IRI, without those that the graph does not have."""
    facts = read_facts(store, findings, XT.ofUnit, XT.ofInspection)
    chosen = [
        Chosen(finding, facts.first(finding, XT.ofUnit), inspection)
        for finding in facts.things()
        if (inspection := facts.first(finding, XT.ofInspection))
    ]
    return {entry.iri: entry for entry in read_entries(store, chosen)}


def _to_taken(entry: Entry, changes: Mapping[str, tuple[str, str]], place: str) -> Taken:
    return Taken(entry.iri, entry.unit, entry.number, entry.text, dict(changes), place)


def _to_record(entry: Entry, changes: Mapping[str, tuple[str, str]], edit: Edit, *, status: StatusNormal) -> Record:
    def new(head: str) -> str | None:
        return changes[head][1] if head in changes else None

    return Record(
        entry.iri,
        " ".join(filter(None, [entry.unit, entry.number, entry.text])),
        status,
        new(PROGRESS_HEAD),
        new(PROOF_HEAD),
        new(CLOSED_HEAD),
        tuple((edit.changes[head].place, f"{head}：{told}") for head, (_, told) in changes.items()),
    )


def _day_of(saved: str | None) -> str:
    """Return the day in China on which a workbook was saved, ``""`` where it does not say when.

    >>> _day_of("2024-05-01T20:30:00Z")
    '2024-05-02'
    """
    return datetime.fromisoformat(saved).astimezone(_CHINA).date().isoformat() if saved else ""


def _to_utc(moment: str | None) -> str | None:
    """Return a moment as an ISO date and time in UTC; ``None`` for what is none.

    >>> _to_utc("2024-05-01T08:30:00+08:00"), _to_utc("昨天")
    ('2024-05-01T00:30:00Z', None)
    """
    try:
        told = datetime.fromisoformat(moment or "")
    except ValueError:
        return None
    aware = told if told.tzinfo else told.replace(tzinfo=UTC)
    return aware.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
