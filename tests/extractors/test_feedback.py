"""Feedback notices: which team told which unit what, and on which day.

The table is feedback.toml.
"""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from xuntu.extractors import extract
from xuntu.ontology import Assignment, Date, Inspection, Report

TABLE = tomllib.loads(Path(__file__).with_name("feedback.toml").read_text(encoding="utf-8"))["notice"]


def told(task: Assignment, inspection: Inspection) -> str:
    day = f" {task.feedback.iso}" if task.feedback else ""
    return f"{task.team or inspection.team or ''}={'、'.join(unit.name for unit in task.units)}{day}"


def iso(date: Date | None) -> str:
    return date.iso if date else ""


def facts(report: Report) -> dict[str, Any]:
    inspection = report.inspection or Inspection()
    period = inspection.period
    tasks = inspection.assignments
    return {
        "units": [unit.name for unit in inspection.units],
        "team": inspection.team or "",
        "tasks": [told(task, inspection) for task in tasks],
        "types": [f"{'、'.join(unit.name for unit in task.units)}={'、'.join(task.types)}" for task in tasks],
        "period": f"{iso(period.start)}/{iso(period.end)}" if period else "/",
        "feedback": iso(inspection.feedback),
        "problems": [f"{each.unit or ''}|{each.number or ''}|{each.statement.text}" for each in report.findings],
        "categories": list(dict.fromkeys(each.category for each in report.findings)),
    }


@pytest.mark.parametrize("notice", TABLE, ids=lambda notice: notice["about"])
def test_a_feedback_notice_tells_each_unit_its_problems(notice: dict[str, Any]) -> None:
    """A problem is a finding of the unit under whose head it stands, told by that unit's team on that unit's day."""
    [report] = extract(notice["text"].strip().encode(), notice.get("name", "反馈.txt")).reports
    expected = {key: value for key, value in notice.items() if key not in ("about", "text", "name")}
    found = facts(report)
    assert report.kind == "feedback_notice"
    assert {key: found[key] for key in expected} == expected
