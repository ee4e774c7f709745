"""Who inspected whom, when and how, in every wording of the lead, and what kind of document tells it.

The tables are leads.toml and kinds.toml.
"""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from xuntu.extractors import extract
from xuntu.extractors.mentions.fused import find_fused
from xuntu.ontology import Inspection, Report

TABLE = tomllib.loads(Path(__file__).with_name("leads.toml").read_text(encoding="utf-8"))["lead"]
KINDS = tomllib.loads(Path(__file__).with_name("kinds.toml").read_text(encoding="utf-8"))["document"]
TITLE = "关于巡视整改进展情况的通报"
BODY = """二、反馈问题整改情况
（一）学习贯彻不深入。
整改情况：一是组织专题学习3次。二是制定《学习制度》。
（二）作风不实。
整改情况：一是开展走访。二是严格考勤。"""


def read(lead: dict[str, Any]) -> Report:
    text = "\n".join((lead.get("head", TITLE), lead["words"], BODY, lead.get("tail", "")))
    [report] = extract(text.encode(), "通报.txt").reports
    return report


def facts(report: Report) -> dict[str, Any]:
    inspection = report.inspection or Inspection()
    period, round_ = inspection.period, inspection.round
    return {
        "units": [unit.name for unit in inspection.units],
        "team": inspection.team or "",
        "types": sorted(inspection.types),
        "subject": inspection.subject or "",
        "round": "/".join(str(each or "") for each in (round_.term, round_.ordinal, round_.year, round_.batch))
        if round_
        else "",
        "ordinal": round_.ordinal if round_ else None,
        "period": "/".join(day.iso if day else "" for day in ((period.start, period.end) if period else (None, None))),
        "level": inspection.level,
        "feedback": inspection.feedback.iso if inspection.feedback else "",
        "published": report.published.iso if report.published else "",
    }


@pytest.mark.parametrize("lead", TABLE, ids=lambda lead: lead["words"][:24])
def test_the_lead_tells_the_facts_of_the_inspection(lead: dict[str, Any]) -> None:
    """Units, teams, rounds, types, periods, feedback and publication, in the precision that is printed."""
    expected = {key: value for key, value in lead.items() if key not in ("words", "head", "tail")}
    found = facts(read(lead))
    assert {key: found[key] for key in expected} == expected


@pytest.mark.parametrize(
    ("printed", "start", "end"),
    [
        ("2024717日至830日", "2024-07-17", "2024-08-30"),
        ("202131日至430日", "2021-03-01", "2021-04-30"),
        ("2024年717日至8月30日", "2024-07-17", "2024-08-30"),
        ("20247月17日至830日", "2024-07-17", "2024-08-30"),
        ("2024717日至30日", "2024-07-17", "2024-07-30"),
        ("2018115日至2018年4月20日", "2018-01-15", "2018-04-20"),  # the other day leaves one reading
        ("2019年111日至1231日", "2019-11-01", "2019-12-31"),  # eleven months are no inspection
        ("2018115日至420日", None, None),  # from January, or from November into the next year
        ("2018115日", None, None),
        ("2021年12日", None, None),  # the month is lost, not its sign
    ],
)
def test_fused_days_have_a_value_where_one_reading_fits(printed: str, start: str | None, end: str | None) -> None:
    """年 or 月 was lost; the days are read together, and several readings are none."""
    [fused] = find_fused(printed)
    assert (fused.start and fused.start.isoformat(), fused.end and fused.end.isoformat()) == (start, end)


@pytest.mark.parametrize(
    "printed", ["2021年3月1日至4月30日", "2023年5月8日至27日", "第2021115号", "2020年至2021年3月5日"]
)
def test_whole_days_are_not_fused(printed: str) -> None:
    """Nothing is missing in them."""
    assert list(find_fused(printed)) == []


def test_damaged_heads_are_noted_where_they_stand() -> None:
    """A lost number is not the absence of one: the team stays as printed, and the note says so."""
    lead = {"words": "市委第巡察组于2018115日至420日对市教育局党组开展了巡察。"}
    report = read(lead)
    assert report.inspection is not None
    assert report.inspection.team == "市委第巡察组"
    text = "\n".join((TITLE, lead["words"]))
    assert [(note.message, note.passage and note.passage.of(text)) for note in report.notes] == [
        ("组号残缺：市委第巡察组", "市委第巡察组"),
        ("日期残缺：“2018115日至420日”有几种读法，未取值", "2018115日至420日"),
    ]


def test_a_team_without_its_committee_has_no_body() -> None:
    """委第巡察组: whose it is, is lost as well."""
    inspection = read({"words": "委第巡察组于2021年3月1日至4月30日对县教育局党组开展了巡察。"}).inspection
    assert inspection is not None
    assert (inspection.team, inspection.body) == ("委第巡察组", None)


@pytest.mark.parametrize("document", KINDS, ids=lambda document: document["text"][:20])
def test_the_kind_of_a_document_is_read_from_its_words(document: dict[str, str]) -> None:
    """Essays, samples and speeches tell of no inspection, whatever their headings are."""
    assert [report.kind for report in extract(document["text"].encode(), "a.txt").reports] == [document["kind"]]


def test_an_announced_table_that_is_not_there_is_noted() -> None:
    """一览表 is often a picture; what it would say is missing, not absent."""
    text = "三届县委第二轮巡察完成进驻\n本轮巡察派出2个巡察组，对县财政局、县水利局2家单位开展常规巡察。设值班电话。\n附：巡察进驻一览表"
    [report] = extract(text.encode(), "a.txt").reports
    assert [(note.stage, note.message) for note in report.notes] == [("tables", "所附表格不在文中：附:巡察进驻一览表")]
