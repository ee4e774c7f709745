"""The score says what a reading got right, and agrees with the scorer that the project is judged by."""

import json
import subprocess
import sys
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from xuntu.extractors.evaluation import Agreement, Rate, compare, count, load_gold, to_lines, to_miss_lines
from xuntu.ontology import DocumentError

SHARED = Path(__file__).parents[2].parent / "shared"

GOLD: dict[str, Any] = {
    "source": "清河县水务局.txt",
    "documents": [
        {
            "kind": "rectification_report",
            "inspected_unit": "清河县水务局",
            "feedback_date": "2023-07-24",
            "inspection_types": ["常规"],
            "declared": {"problems": 2, "categories": None},
            "problems": [
                {
                    "number": "1",
                    "statement": "理论学习不深入，党组会议学习流于形式。",
                    "category": "学习贯彻方面",
                    "status": "已完成",
                    "status_normal": "完成",
                    "measures_count": 2,
                    "policy_documents": [{"title": "《学习制度》", "role": "made"}],
                    "concept": {"best": "A01.01", "acceptable": ["A01.02"]},
                },
                {"number": "2", "statement": "河道管护责任落实不到位。", "policy_documents": ["《巡河办法》"]},
            ],
        }
    ],
}
READING: dict[str, Any] = {
    "source": "somewhere/清河县水务局.txt",
    "reports": [
        {
            "kind": "rectification_report",
            "inspected_units": ["清河县水务局"],
            "feedback_date": "2023-07-24",
            "inspection_types": ["常规"],
            "declared": {"problems": 2},
            "findings": [
                {
                    "number": "1",
                    "statement": "理论学习不深入,党组会议学习流于形式",
                    "category": "学习贯彻方面",
                    "status": "已完成",
                    "status_normal": "完成",
                    "measures": ["制定制度", "开展学习"],
                    "policy_documents": [{"title": "《学习制度》", "role": "made"}],
                    "problem_types": ["A01.02", "A01.01"],
                },
                {
                    "number": "2",
                    "statement": "河道管护责任落实不到位。",
                    "policy_documents": [{"title": "《巡河办法》"}],
                },
            ],
        }
    ],
}


def scores_of(reading: dict[str, Any] | None) -> dict[str, Any]:
    """Score one reading, or none, against the gold above."""
    return count(compare([GOLD], [reading] if reading else []))


def test_a_right_reading_is_right_in_every_field() -> None:
    """Punctuation and width are not compared; a fair type is not the best type."""
    scores = scores_of(READING)
    assert scores["findings"] == Agreement(found=2, spurious=0, missed=0)
    assert scores["finding.policy_documents"] == Agreement(found=2, spurious=0, missed=0)
    assert scores["concept.first_is_best"] == Rate(0, 1)
    others = {field: score for field, score in scores.items() if isinstance(score, Rate) and score.share < 1}
    assert list(others) == ["concept.first_is_best"]


@pytest.mark.parametrize(
    ("key", "value", "field"),
    [
        ("statement", "理论学习不深入，党组会议学习。", "finding.statement_whole"),
        ("number", "3", "finding.number"),
        ("category", "工作作风方面", "finding.category"),
        ("status", "基本完成", "finding.status"),
        ("status_normal", "未完成", "finding.status_normal"),
        ("measures", ["制定制度"], "finding.measures_count"),
        ("problem_types", ["B02.01"], "concept.top_branch"),
        ("policy_documents", [{"title": "《学习制度》", "role": "cited"}], "finding.policy_role"),
    ],
)
def test_a_wrong_field_of_a_finding_costs_that_field(key: str, value: object, field: str) -> None:
    """Each field is judged for itself."""
    reading = deepcopy(READING)
    reading["reports"][0]["findings"][0][key] = value
    before, after = scores_of(READING)[field], scores_of(reading)[field]
    assert isinstance(after, Rate)
    assert after == Rate(before.right - 1, before.total)


def test_what_is_missing_and_what_is_too_much_are_counted_apart() -> None:
    """A missed finding costs recall, an invented one precision."""
    reading = deepcopy(READING)
    reading["reports"][0]["findings"][1]["statement"] = "会议纪律松弛，迟到早退现象多。"
    assert scores_of(reading)["findings"] == Agreement(found=1, spurious=1, missed=1)
    marks = list(compare([GOLD], [reading]))
    assert "findings | 清河县水务局.txt#0 | '2 河道管护责任落实不到位。' | –" in list(to_miss_lines(marks))


def test_a_source_that_was_not_read_is_wrong_in_all_that_the_gold_states() -> None:
    """Nothing read is not nothing asked."""
    scores = scores_of(None)
    assert scores["source.read"] == Rate(0, 1)
    assert scores["findings"] == Agreement(found=0, spurious=0, missed=2)


def test_a_document_without_findings_is_asked_to_stay_silent() -> None:
    """News is right when it yields no finding, and is asked nothing else."""
    news = {"source": "动态.txt", "documents": [{"kind": "news"}]}
    noisy = {"source": "动态.txt", "reports": [{"findings": [{"statement": "工作不实"}]}]}
    assert count(compare([news], [noisy])) == {
        "negative.silent": Rate(0, 1),
        "source.read": Rate(1, 1),
    }
    assert count(compare([news], [{"source": "动态.txt", "reports": []}]))["negative.silent"] == Rate(1, 1)


def test_a_folder_without_gold_is_named(tmp_path: Path) -> None:
    """Other JSON is passed over; when nothing is left the folder is named."""
    (tmp_path / "links.json").write_text("{}", encoding="utf-8")
    with pytest.raises(DocumentError, match="没有标注文件"):
        load_gold(tmp_path)
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")
    with pytest.raises(DocumentError, match=r"broken\.json：不是有效的 JSON"):
        load_gold(tmp_path)


def spoiled(gold: dict[str, Any], step: int) -> dict[str, Any]:
    """Turn gold into a reading in which every *step*-th finding has a fault of some kind."""
    reports = []
    for document in gold["documents"]:
        findings = list(spoiled_findings(document, step))
        report = document | {"inspected_units": [document.get("inspected_unit")], "findings": findings}
        reports.append(report | {"issuer": None if step % 2 else document.get("issuer")})
    return {"source": gold["source"], "reports": reports[step % 2 :] if step % 5 == 0 else reports}


def spoiled_findings(document: dict[str, Any], step: int) -> Iterator[dict[str, Any]]:
    """Yield the findings of a gold document, with faults."""
    for place, problem in enumerate(document.get("problems") or []):
        policies = [
            {"title": p, "role": None} if isinstance(p, str) else p for p in problem.get("policy_documents") or []
        ]
        finding = problem | {
            "measures": ["x"] * (problem.get("measures_enumerated") or 0),
            "policy_documents": policies,
        }
        fault = place % (4 * step)
        if fault == 0:
            continue
        if fault == 1:
            finding["statement"] = problem["statement"][: len(problem["statement"]) // 2 + 2]
        elif fault == 2:
            finding |= {"status": "未完成", "category": None, "number": None, "measures": []}
        elif fault == 3:
            finding["policy_documents"] = [{"title": "《别的办法》", "role": "made"}]
            yield {"number": "x", "statement": "多读出来的一个问题，" + str(place)}
        yield finding


@pytest.mark.slow
@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared (gold of real documents and the scorer)")
@pytest.mark.parametrize("step", [1, 2, 5])
def test_our_score_is_the_scorers_score(tmp_path: Path, step: int) -> None:
    """Line for line the same text, and figure for figure the same JSON, as tools/score.py prints."""
    gold = load_gold(SHARED / "gold")
    readings = [spoiled(dict(one), step) for one in gold][: None if step > 1 else -1]
    file = tmp_path / "readings.jsonl"
    file.write_text("".join(json.dumps(reading, ensure_ascii=False) + "\n" for reading in readings), encoding="utf-8")
    command = [sys.executable, str(SHARED / "tools" / "score.py"), str(SHARED / "gold"), str(file)]
    scores = count(compare(gold, readings))
    text = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
    assert to_lines(scores) == text.splitlines()
    figures = subprocess.run([*command, "--json"], check=True, capture_output=True, encoding="utf-8").stdout
    assert {field: score.to_json() for field, score in scores.items()} == json.loads(figures)
