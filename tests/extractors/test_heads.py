"""Who inspects whom, whose committee it is, in which round and when: the facts by which documents are joined.

The table is heads.toml.
"""

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from xuntu.extractors import extract
from xuntu.ontology import Assignment, Inspection, Organisation, Report

TABLE = tomllib.loads(Path(__file__).with_name("heads.toml").read_text(encoding="utf-8"))["head"]


def named(unit: Organisation) -> str:
    return f"{unit.name}@{unit.place}" if unit.place else unit.name


def told(task: Assignment) -> str:
    day = f" {task.feedback.iso}" if task.feedback else ""
    return f"{task.team}={'、'.join(unit.name for unit in task.units)}{day}"


def facts(report: Report) -> dict[str, Any]:
    inspection = report.inspection or Inspection()
    period, of = inspection.period, inspection.round
    return {
        "kind": report.kind,
        "units": [named(unit) for unit in inspection.units],
        "tasks": [told(task) for task in inspection.assignments],
        "issuer": report.issuer.name if report.issuer else "",
        "body": inspection.body or "",
        "seat": inspection.body_place or "",
        "team": inspection.team or "",
        "types": sorted(inspection.types),
        "round": "/".join(str(each or "") for each in (of.term, of.ordinal, of.year, of.batch)) if of else "",
        "period": "/".join(day.iso if day else "" for day in ((period.start, period.end) if period else (None, None))),
        "told": [f"{unit} {count}" for unit, count in Counter(each.unit for each in report.findings).items()],
        "feedback": inspection.feedback.iso if inspection.feedback else "",
    }


@pytest.mark.parametrize("head", TABLE, ids=lambda head: head["about"])
def test_the_head_says_what_joins_a_document_to_others(head: dict[str, Any]) -> None:
    """A unit is a body's name and nothing else; a committee has its place where a word gives it, and else none."""
    [report] = extract(head["text"].strip().encode(), head.get("name", "通报.txt")).reports
    expected = {key: value for key, value in head.items() if key not in ("about", "text", "name")}
    found = facts(report)
    assert {key: found[key] for key in expected} == expected
