"""The taxonomy of problem types and the frames of inspection."""

import csv
from pathlib import Path

import pytest

from xuntu.ontology import load_frames, load_problems, read_turtle
from xuntu.ontology.skos import to_turtle

SHARED = Path(__file__).parents[2].parent / "shared"


def test_turtle_is_written_from_the_tables() -> None:
    """problems.ttl is what the tables give, byte for byte; else run `python -m xuntu.ontology.skos`."""
    assert to_turtle(load_problems(), load_frames()).encode() == read_turtle("problems")


def test_there_are_147_problem_types_under_15_tops() -> None:
    """The taxonomy has fifteen tops, and every other type hangs under a type that exists."""
    problems = load_problems()
    codes = {problem.code for problem in problems}
    assert len(problems) == len(codes) == 147
    assert [problem.code for problem in problems if problem.broader is None] == [f"C{n:02}" for n in range(1, 16)]
    assert {problem.broader for problem in problems} - {None} <= codes


def test_every_problem_type_can_be_found_and_read() -> None:
    """Each type has labels, a definition and triggers without blanks or repeats."""
    for problem in load_problems():
        assert problem.label_zh and problem.label_en
        assert problem.definition_zh.endswith("。") and problem.definition_en.endswith(".")
        assert problem.triggers and all(word == word.strip() != "" for word in problem.triggers)
        assert len(set(problem.triggers)) == len(problem.triggers)


@pytest.mark.parametrize(
    ("code", "label", "broader", "trigger"),
    [
        ("C01.A", "理论学习", "C01", "理论武装"),
        ("C01.02", "第一议题与中心组学习不规范", "C01.A", "第一议题"),
        ("C11.06", "三转不到位", "C11.B", "三转"),
        ("C15.02", "问题反弹与屡改屡犯", "C15.A", "屡改屡犯"),
    ],
)
def test_problem_types(code: str, label: str, broader: str, trigger: str) -> None:
    """Codes, labels, places in the tree and triggers are those of the table."""
    [problem] = [problem for problem in load_problems() if problem.code == code]
    assert (problem.label_zh, problem.broader) == (label, broader)
    assert trigger in problem.triggers


def test_frames_lead_to_problem_types() -> None:
    """Every frame names the problem types that stand under it, and the four implementations have four parts."""
    frames, codes = load_frames(), {problem.code for problem in load_problems()}
    assert len(frames) == 18
    assert all(frame.related and set(frame.related) <= codes for frame in frames)
    assert [frame.code for frame in frames if frame.broader == "F1"] == ["F1.1", "F1.2", "F1.3", "F1.4"]


def test_every_frame_is_defined_in_two_languages() -> None:
    """Frames are read by people who have never seen one of their notices."""
    for frame in load_frames():
        assert frame.definition_zh.endswith("。") and frame.definition_en.endswith(".")


def test_tables_agree_with_the_study() -> None:
    """The table is the one the study of the genre gave."""
    if not (SHARED / "taxonomy.csv").exists():
        pytest.skip("../shared is absent: it holds the study's table")
    with (SHARED / "taxonomy.csv").open(encoding="utf-8", newline="") as lines:
        study = {row["id"]: tuple(row["altLabels"].split("|")) for row in csv.DictReader(lines)}
    assert {problem.code: problem.triggers for problem in load_problems()} == study
