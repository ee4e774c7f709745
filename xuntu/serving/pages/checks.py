"""What is to be looked at: counts that differ, notes, statuses that contradict each other, what is overdue."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, cast

from xuntu.graph import Value
from xuntu.graph.profiles import (
    Doubt,
    FindingRow,
    Quote,
    list_declared,
    list_doubts,
    list_notes,
    read_declaring,
    read_finding_rows,
)
from xuntu.serving.pages.page import Asked, Page
from xuntu.serving.pages.paging import page_of, start_of
from xuntu.serving.pages.templates import show

if TYPE_CHECKING:
    from xuntu.serving.tasks import Reading

SECTIONS: Final = ("mismatches", "declared", "notes", "conflicts", "overdue")


@dataclass(frozen=True, slots=True)
class _Day:
    """The day that overdue is counted from, as asked: ``told`` is ``None`` where none is or it is none."""

    told: date | None
    is_bad: bool


def show_checks(reading: "Reading", asked: Asked) -> Page:
    """Return the page of checks, one section of it."""
    section = asked.get("section") if asked.get("section") in SECTIONS else SECTIONS[0]
    day = _read_day(asked.get("today"))
    if section == "declared":
        declared = list_declared(reading.store, start=start_of(asked), language=asked.language)
        return _show(asked, section, declared.rows, declared.total)
    if section == "notes":
        notes = list_notes(reading.store, stage=asked.get("stage"), start=start_of(asked), language=asked.language)
        return _show(asked, section, notes.rows, notes.total)
    doubts = list_doubts(reading.store, cast("Doubt", section), today=day.told, start=start_of(asked))
    return _show(
        asked,
        section,
        doubts.rows,
        doubts.total,
        findings=_find_rows(reading, doubts.rows, asked),
        quotes=read_declaring(
            reading.store, sorted({str(row["report_iri"]) for row in doubts.rows if "report_iri" in row})
        ),
        is_bad=day.is_bad,
    )


def _show(
    asked: Asked,
    section: str,
    rows: Sequence[object],
    total: int,
    *,
    findings: Mapping[str, FindingRow] | None = None,
    quotes: Mapping[tuple[str, str], tuple[Quote, ...]] | None = None,
    is_bad: bool = False,
) -> Page:
    return show(
        "checks.html",
        asked,
        section=section,
        sections=SECTIONS,
        rows=rows,
        findings=findings or {},
        quotes=quotes or {},
        bad_date=is_bad,
        paging=page_of(asked, total),
    )


def _find_rows(reading: "Reading", rows: Sequence[Mapping[str, Value]], asked: Asked) -> dict[str, FindingRow]:
    """Return the findings that *rows* name, by their IRIs."""
    named = {str(row[key]) for row in rows for key in ("finding_iri", "other_iri") if row.get(key)}
    return {row.iri: row for row in read_finding_rows(reading.store, sorted(named), asked.language)}


def _read_day(told: str) -> _Day:
    try:
        return _Day(date.fromisoformat(told) if told else None, is_bad=False)
    except ValueError:
        return _Day(None, is_bad=True)
