"""Real notices, where they are at hand: the counts that were checked by hand."""

import json
from collections import Counter
from pathlib import Path

import pytest

from xuntu.extractors import extract
from xuntu.ontology import Extraction

SHARED = Path(__file__).parents[3] / "shared"
pytestmark = pytest.mark.skipif(
    not (SHARED / "corpus").is_dir(), reason="the real notices (../shared/corpus) are not here"
)


def seed(number: str) -> Extraction:
    [path] = (SHARED / "corpus").glob(f"{number}_*.txt")
    return extract(path.read_bytes(), path.name)


def test_a_page_of_five_signed_reports_is_five_reports() -> None:
    """A main notice and four annexes, 141 problems, each with its printed status."""
    reports = seed("001").reports
    statuses = Counter(finding.status.text for report in reports for finding in report.findings if finding.status)

    assert [len(report.findings) for report in reports] == [71, 11, 14, 9, 36]
    assert statuses == {"阶段性完成": 75, "完成": 46, "已完成": 19, "未完成": 1}


def test_statuses_of_a_group_line_are_marked_as_such() -> None:
    """28 problems are done by the line under their heading; none where nothing is said."""
    [county], [centre] = seed("004").reports, seed("002").reports

    assert Counter(f.status.source for f in county.findings if f.status) == {"group_line": 28}
    assert [finding.status for finding in centre.findings] == [None] * 19


def test_a_damaged_notice_gives_round_units_and_theme() -> None:
    """Pinyin-annotated traditional text comes out as simplified names; its navigation tail is not read."""
    extraction = seed("000")
    [report] = extraction.reports
    inspection = report.inspection

    assert inspection is not None
    assert inspection.round is not None
    assert (report.kind, inspection.round.term, inspection.round.ordinal) == ("launch_notice", "十二届", 8)
    assert [unit.name for unit in inspection.assignments[0].units] == [
        "市委党校", "市委政研室", "市财政局", "市侨联", "市委老干部局", "市妇联", "市文联", "市公共资源交易中心",
        "市工商联", "市科协",
    ]  # fmt: skip
    assert [unit.name for unit in inspection.assignments[1].units][:5] == [
        "湘潭县",
        "湘乡市",
        "韶山市",
        "雨湖区",
        "岳塘区",
    ]
    assert "2025" not in extraction.document.text


def test_news_has_figures_and_no_finding() -> None:
    """A story about supervision names projects, money and cases, and reports nothing of a unit."""
    [report] = seed("003").reports
    figures = {(str(figure.value), figure.unit) for figure in report.figures}

    assert (report.kind, report.findings) == ("news", ())
    assert {("205.4", "亿元"), ("110", "亿元"), ("512", "件"), ("591", "人"), ("341", "人")} <= figures
    assert [wording.text for wording in report.policy_documents] == ["《昭通市特派纪检监察员管理办法》"]


def test_stated_recurrences_are_those_of_the_gold() -> None:
    """Seven findings say that they were found before, and by whom."""
    gold = json.loads((SHARED / "gold" / "links.json").read_text(encoding="utf-8"))["explicit_recurrence"]
    found = [
        {
            "document": f"001#{index}",
            "number": finding.number,
            "earlier": [each.text for each in finding.repeat.earlier],
        }
        for index, report in enumerate(seed("001").reports)
        for finding in report.findings
        if finding.repeat
    ]

    assert found == gold


@pytest.mark.parametrize("number", ["001", "002", "004"])
def test_passages_hold_the_words_of_their_records(number: str) -> None:
    """Every statement, measure, document and status is what its place in the text says."""
    extraction = seed(number)
    text = extraction.document.text

    for finding in (finding for report in extraction.reports for finding in report.findings):
        assert finding.statement.passage.of(text).replace("\n", "") == finding.statement.text
        for measure in finding.measures:
            assert measure.passage.of(text).replace("\n", "") == measure.text
        for document in finding.policy_documents:
            assert document.passage.of(text).rstrip("》") == document.title.rstrip("》")
        for status in finding.statuses:
            assert status.source not in ("label", "cell", "closing_words") or status.passage.of(text) == status.text
