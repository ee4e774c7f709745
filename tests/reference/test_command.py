"""``xuntu ontology``: the ontology on the terminal and as files."""

import csv
import io
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from xuntu.cli import xuntu


def run(*arguments: str, language: str = "zh") -> Result:
    """Run ``xuntu ontology``."""
    return CliRunner().invoke(xuntu, ["ontology", *arguments], env={"XUNTU_LANG": language, "COLUMNS": "100"})


def blocks(output: str) -> dict[str, list[str]]:
    """Return the indented lines by the title above them."""
    told: dict[str, list[str]] = {}
    for line in output.splitlines():
        if line and not line.startswith(" "):
            told[line] = []
        elif line.strip():
            told[list(told)[-1]].append(" ".join(line.split()))
    return told


def test_without_a_word_the_classes_are_told() -> None:
    """Each class with its meaning and its properties, then the concept schemes."""
    told = blocks(run().stdout)
    assert told["xt:RecurrenceChain　问题链　recurrence chain"] == [
        "定义 经反复与复述连成一串的各次发现：一个问题跨轮次的经过。"
    ]
    assert "xt:addresses 针对问题 → xt:Finding 反馈问题" in told["xt:Measure　整改措施　rectification measure"]
    assert "xtsch:problem 问题类型（147）" in told["概念表"]


def test_a_class_is_told_with_properties_and_demands() -> None:
    """What it is, what it may have, what leads to it, what the shapes demand."""
    told = blocks(run("问题链").stdout)["xt:RecurrenceChain　问题链　recurrence chain"]
    assert told == [
        "是 类",
        "定义 经反复与复述连成一串的各次发现：一个问题跨轮次的经过。",
        "上位 prov:Entity",
        "相近 prov:Collection",
        "指来 xt:inChain 所属问题链",
        "约束 ^xt:inChain 2..* xt:Finding 问题链至少连起两个问题（有误）",
        "IRI https://w3id.org/xuntu/ns#RecurrenceChain",
    ]


def test_a_concept_is_told_in_english() -> None:
    """With its list, its place in it, and the frames it stands under."""
    told = blocks(run("C06", language="en").stdout)
    [(title, lines)] = told.items()
    assert title == "xtc:problem-C06　国资国企改革与经营　State-owned enterprise reform and operation"
    assert lines[0] == "is problem types xtsch:problem"
    assert "crosswalk F1.1 Implementation 1: policy and decisions" in lines
    assert any(line.startswith("narrower C06.01") for line in lines)


def test_a_slip_is_answered_with_what_was_meant() -> None:
    """One line on standard error, exit code 1."""
    result = run("Findng")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("错误：本体里没有“Findng”；是不是 xt:Finding（反馈问题）")


def test_the_crosswalk_is_a_table() -> None:
    """CSV in a pipe, a file by -o."""
    rows = list(csv.DictReader(io.StringIO(run("crosswalk").stdout)))
    assert rows[0] == {
        "relation": "relatedMatch", "from": "F1", "from_zh": "四个落实",
        "from_en": "Four implementations (inspection focus frame)", "to": "C01", "to_zh": "政治建设、理论武装与意识形态",
        "to_en": "Political building, theory study and ideology",
    }  # fmt: skip
    assert sum(row["relation"] == "relatedMatch" for row in rows) == 62


@pytest.mark.parametrize(
    ("name", "begins"), [("本体.ttl", b"# The vocabulary"), ("a.html", b"<!DOCTYPE"), ("a.svg", b"<svg")]
)
def test_a_file_is_written_by_its_extension(tmp_path: Path, name: str, begins: bytes) -> None:
    """Turtle, a page, the drawing; the place is told on standard error."""
    result = run("-o", str(tmp_path / name))
    assert (result.exit_code, result.stdout) == (0, "")
    assert (tmp_path / name).read_bytes().startswith(begins)
    assert name in result.stderr


def test_a_folder_is_filled(tmp_path: Path) -> None:
    """It is made where it is not there."""
    run("-o", str(tmp_path / "本体" / "新"))
    assert {"xuntu.ttl", "index.html", "crosswalk.csv"} <= {file.name for file in (tmp_path / "本体" / "新").iterdir()}


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("-o", "a.docx"), 1, "不认识的格式 docx；可用：ttl、nt、jsonld、rdf、html、md、svg、csv，或一个文件夹"),
        (("Finding", "-o", "a.ttl"), 2, "-o"),
        (("-o", "没有的/a.ttl"), 1, "无法写入"),
    ],
)
def test_what_cannot_be_written_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], code: int, words: str
) -> None:
    """A format nobody knows, one term as a file, a folder that is not there."""
    monkeypatch.chdir(tmp_path)
    result = run(*arguments)
    assert result.exit_code == code
    assert words in result.stderr
