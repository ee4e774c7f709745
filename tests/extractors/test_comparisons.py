"""Declared counts are held against what was read in the same way in the records and in the graph."""

from pathlib import Path

import pytest

import xuntu
from xuntu.extractors import compare_declared, extract

ROOT = Path(__file__).parents[2]
KINDS = {
    "自报大类数": "categories", "自报方面数": "aspects", "自报问题数": "problems", "自报完成数": "completed",
    "自报措施数": "measures", "自报制度数": "rules_made", "自报完成率": "completion_rate",
    "自报专项行动数": "special_actions", "自报派出组数": "teams", "自报被巡单位数": "units",
}  # fmt: skip
# in the graph, problems of several units are of one inspection each, and only those of the first are counted
OF_SEVERAL_UNITS = "13-S13.txt"


@pytest.mark.slow
@pytest.mark.parametrize("folder", ["examples/documents", "tests/evaluation/schemes/documents"])
def test_the_records_and_the_graph_agree_on_every_declared_count(folder: str) -> None:
    """`xuntu check` and the account of a build say the same of the same sentence."""
    files = [file for file in sorted((ROOT / folder).iterdir()) if file.name != OF_SEVERAL_UNITS]
    checked = {
        (each.file, each.start, KINDS[each.what], each.declared, each.extracted)
        for each in xuntu.build(files).check(shapes=False)
    }
    compared = {
        (file.name, each.declared.passage.start, each.declared.kind, each.declared.value, each.extracted)
        for file in files
        for report in extract(file.read_bytes(), file.name).reports
        for each in compare_declared(report)
    }
    assert compared == checked
    assert len(compared) > 20


def test_a_count_under_a_heading_is_held_against_that_heading() -> None:
    """Two groups, each with its own count; the second says one too many."""
    text = (
        "县水务局党组关于县委巡察整改情况的通报\n县委巡察组对县水务局党组开展了巡察。反馈2个方面3个问题。\n"
        "（一）学习方面\n反馈问题2个，已完成整改2个。\n1.学习不深入。\n整改情况：一是学。\n2.研讨不经常。\n整改情况：一是议。\n"
        "（二）管护方面\n反馈问题2个，已完成整改1个。\n1.管护不落实。\n整改情况：一是巡。"
    )
    [report] = extract(text.encode(), "通报.txt").reports
    found = [(c.declared.kind, c.declared.about, int(c.declared.value), c.extracted) for c in compare_declared(report)]
    assert [each for each in found if each[0] in ("aspects", "problems")] == [
        ("aspects", None, 2, 2),
        ("problems", None, 3, 3),
        ("problems", "学习方面", 2, 2),
        ("problems", "管护方面", 2, 1),
    ]
