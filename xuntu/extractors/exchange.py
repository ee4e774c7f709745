"""Records as the JSON that judges read: one object a source file, absent facts null or empty."""

from collections.abc import Iterable
from typing import Any

from xuntu.extractors.folding import fold
from xuntu.ontology import Declared, Extraction, Finding, Inspection, Note, Passage, Quantity, Report

_COUNTS = ("categories", "aspects", "problems", "completed", "measures", "rules_made", "completion_rate")


def to_json(extraction: Extraction) -> dict[str, Any]:
    """Return an extraction as plain values, ready for ``json.dumps``."""
    return {
        "source": extraction.document.name,
        "sha256": extraction.document.sha256,
        "reports": [_report(report) for report in extraction.reports],
        "notes": [_note(note) for note in extraction.notes],
    }


def _report(report: Report) -> dict[str, Any]:
    inspection = report.inspection or Inspection()
    period = inspection.period
    round_ = inspection.round
    return {
        "kind": report.kind,
        "title": report.title.text if report.title else None,
        "inspected_units": [unit.name for unit in inspection.units],
        "issuer": report.issuer.name if report.issuer else None,
        "publisher": report.publisher.name if report.publisher else None,
        "inspecting_body": inspection.body,
        "inspecting_team": inspection.team,
        "inspecting_level": inspection.level,
        "round": {"term": round_.term, "ordinal": round_.ordinal, "year": round_.year, "batch": round_.batch}
        if round_
        else None,
        "inspection_types": list(inspection.types),
        "subject": inspection.subject,
        "period": {
            "start": period.start.iso if period.start else None,
            "end": period.end.iso if period.end else None,
        }
        if period
        else None,
        "feedback_date": inspection.feedback.iso if inspection.feedback else None,
        "publication_date": report.published.iso if report.published else None,
        "declared": _declared(report.declared),
        "assignments": [
            {
                "team": task.team,
                "units": [unit.name for unit in task.units],
                "inspection_types": list(task.types),
                "subject": task.subject,
            }
            for task in inspection.assignments
        ],
        "policy_documents": [wording.text for wording in report.policy_documents],
        "figures": [
            {"what": figure.what, "value": _number(figure.value), "unit": figure.unit, **_place(figure.passage)}
            for figure in report.figures
        ],
        "findings": [_finding(finding) for finding in report.findings],
        "notes": [_note(note) for note in report.notes],
        "successions": [
            {
                "kind": told.kind,
                "old": list(told.old),
                "new": list(told.new),
                "date": told.date.iso if told.date else None,
                **_place(told.passage),
            }
            for told in report.successions
        ],
    }


def _declared(declared: Iterable[Declared]) -> dict[str, int | float | None]:
    """Return the report's own totals; of several statements the first stands, of completions the greatest."""
    counts: dict[str, int | float | None] = dict.fromkeys(_COUNTS)
    for each in declared:
        if each.about is None:
            known, value = counts.get(each.kind), _number(each.value)
            if known is None or (each.kind == "completed" and value > known):
                counts[each.kind] = value
    return {key: value for key, value in counts.items() if key in _COUNTS or value is not None}


def _finding(finding: Finding) -> dict[str, Any]:
    status = finding.status
    responsible = finding.responsible
    amounts = [amount for measure in finding.measures for amount in measure.amounts]
    people = [count for measure in finding.measures for count in measure.people]
    return {
        "number": fold(finding.number) if finding.number else None,
        "statement": finding.statement.text,
        "category": finding.category,
        "unit": finding.unit,
        "status": status.text if status else None,
        "status_normal": status.normal if status else None,
        "status_source": status.source if status else None,
        "problem_types": [concept.code for concept in finding.problem_types],
        "measures": [measure.text for measure in finding.measures],
        "policy_documents": [
            {"title": document.title, "role": document.role, "number": document.number}
            for document in finding.policy_documents
        ],
        "responsible": {
            "leader": responsible.leader.text if responsible.leader else None,
            "unit": responsible.unit.text if responsible.unit else None,
        }
        if responsible
        else None,
        "deadline": finding.deadline.text if finding.deadline else None,
        "amounts": [_quantity(amount) for amount in amounts],
        "people": [_quantity(count) for count in people],
        "earlier": [each.text for each in finding.repeat.earlier] if finding.repeat else [],
        "repeat": {
            "kind": finding.repeat.kind,
            "cue": finding.repeat.cue.text,
            "quotes": [quote.text for quote in finding.repeat.quotes],
        }
        if finding.repeat
        else None,
        **_place(finding.statement.passage),
    }


def _quantity(quantity: Quantity) -> dict[str, Any]:
    return {
        "value": _number(quantity.value) if quantity.value is not None else None,
        "unit": quantity.unit,
        "what": quantity.what,
        "raw": quantity.raw,
    }


def _note(note: Note) -> dict[str, Any]:
    return {
        "stage": note.stage,
        "message": note.message,
        **(_place(note.passage) if note.passage else {"start": None, "end": None}),
    }


def _place(passage: Passage) -> dict[str, int]:
    return {"start": passage.start, "end": passage.end}


def _number(value: Any) -> int | float:
    return int(value) if value == int(value) else float(value)
