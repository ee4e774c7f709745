"""What is to be looked at: counts that differ, notes, statuses that contradict each other, what is overdue."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from xuntu.graph import Value, ask
from xuntu.graph.profiles import FindingRow, Quote, list_declared, list_notes, read_declared_of, read_finding_rows
from xuntu.serving.pages.page import Asked, Page
from xuntu.serving.pages.paging import SIZE, page_of, start_of
from xuntu.serving.pages.templates import show

if TYPE_CHECKING:
    from xuntu.serving.tasks import Reading

SECTIONS: Final = ("mismatches", "declared", "notes", "conflicts", "overdue")
_QUESTIONS: Final = {"mismatches": "count-mismatches", "conflicts": "status-conflicts", "overdue": "overdue"}


@dataclass(frozen=True, slots=True)
class _Day:
    """The day that overdue is counted from, as asked: ``told`` is ``None`` where none is or it is none."""

    told: date | None
    is_bad: bool


def show_checks(reading: "Reading", asked: Asked) -> Page:
    """Return the page of checks, one section of it."""
    section = asked.get("section") if asked.get("section") in SECTIONS else SECTIONS[0]
    start = start_of(asked)
    day = _read_day(asked.get("today"))
    values: dict[str, object] = {}
    if section == "declared":
        declared = list_declared(reading.store, start=start, language=asked.language)
        values, total = {"rows": declared.rows}, declared.total
    elif section == "notes":
        notes = list_notes(reading.store, stage=asked.get("stage"), start=start, language=asked.language)
        values, total = {"rows": notes.rows}, notes.total
    else:
        parameters = {"today": day.told} if section == "overdue" and day.told else {}
        rows = ask(reading.store, _QUESTIONS[section], **parameters).to_dicts()
        total = len(rows)
        rows = rows[start : start + SIZE]
        values = {
            "rows": rows,
            "findings": _find_rows(reading, rows, asked),
            "quotes": _find_quotes(reading, rows, asked),
        }
    return show(
        "checks.html",
        asked,
        section=section,
        sections=SECTIONS,
        paging=page_of(asked, total),
        bad_date=day.is_bad,
        **values,
    )


def _find_rows(reading: "Reading", rows: list[dict[str, Value]], asked: Asked) -> dict[str, FindingRow]:
    """Return the findings that *rows* name, by their IRIs."""
    named = {str(row[key]) for row in rows for key in ("finding_iri", "other_iri") if row.get(key)}
    return {row.iri: row for row in read_finding_rows(reading.store, sorted(named), asked.language)}


def _find_quotes(reading: "Reading", rows: list[dict[str, Value]], asked: Asked) -> dict[tuple[str, str], list[Quote]]:
    """Return the places that declare a count, by the report and by what is declared."""
    reports = {str(row["report_iri"]) for row in rows if row.get("report_iri")}
    quotes: defaultdict[tuple[str, str], list[Quote]] = defaultdict(list)
    for declared in read_declared_of(reading.store, sorted(reports), asked.language):
        if declared.quote:
            quotes[declared.report, declared.what].append(declared.quote)
    return quotes


def _read_day(told: str) -> _Day:
    try:
        return _Day(date.fromisoformat(told) if told else None, is_bad=False)
    except ValueError:
        return _Day(None, is_bad=True)
