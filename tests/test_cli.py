"""Each command does what its help says, through the entry that users take."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from xuntu.cli import xuntu

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
PROGRAM = Path(sys.executable).with_name("xuntu")
NOTICE = """中共云岭县水务局党组关于县委巡察整改进展情况的通报
根据县委统一部署，2023年3月1日至4月30日，县委第二巡察组对云岭县水务局党组开展了常规巡察。2023年6月15日，县委巡察组向云岭县水务局党组反馈了巡察意见。现将巡察整改进展情况予以公布。
一、理论学习方面
1.关于“理论学习不深入”的问题
整改情况：一是制定《云岭县水务局理论学习制度》；二是开展专题研讨3次。
整改状态：已完成。
2.关于“河道管护责任不落实”的问题
整改情况：一是明确河段责任人。
整改状态：基本完成，长期坚持。
中共云岭县水务局党组
2023年12月20日
"""

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run commands in an empty folder that holds one notice."""
    (tmp_path / "通报.txt").write_text(NOTICE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("XUNTU_")]:
        monkeypatch.delenv(name)

    def invoke(*arguments: str, **more: object) -> Result:
        return CliRunner().invoke(xuntu, arguments, **more)  # type: ignore[arg-type]

    return invoke


def program(*arguments: str, folder: Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run the installed program in a process of its own."""
    return subprocess.run([PROGRAM, *arguments], check=False, capture_output=True, cwd=folder, input=stdin)


def test_text_is_what_offsets_point_into(run: Run) -> None:
    """The text of ``xuntu text`` cut at the offsets of ``xuntu extract`` is the statement."""
    text = run("text", "通报.txt").stdout
    [report] = json.loads(run("extract", "通报.txt").stdout)["reports"]
    assert len(report["findings"]) == 2
    for finding in report["findings"]:
        assert text[finding["start"] : finding["end"]] == finding["statement"]


def test_extract_prints_one_line_a_file(run: Run, tmp_path: Path) -> None:
    """In the order given, under the names given."""
    (tmp_path / "a.txt").write_text("今天天气很好。", encoding="utf-8")
    lines = [json.loads(line) for line in run("extract", "通报.txt", "a.txt").stdout.splitlines()]
    assert [line["source"] for line in lines] == ["通报.txt", "a.txt"]
    assert [len(line["reports"][0]["findings"]) if line["reports"] else 0 for line in lines] == [2, 0]
    assert "云岭县水务局" in lines[0]["reports"][0]["inspected_units"][0]


def test_standard_input_is_a_document_too(tmp_path: Path) -> None:
    """A dash reads what comes in by the pipe; answers leave in UTF-8."""
    done = program("extract", "-", folder=tmp_path, stdin=NOTICE.encode("gb18030"))
    assert (done.returncode, done.stderr) == (0, b"")
    assert "云岭县水务局" in json.loads(done.stdout)["reports"][0]["inspected_units"][0]


@pytest.mark.parametrize("command", ["text", "extract", "build"])
@pytest.mark.parametrize(
    ("content", "message"),
    [(b"", "文件是空的"), (bytes(range(256)) * 40, "："), (b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "是图片")],
    ids=["empty", "binary", "picture"],
)
def test_an_unreadable_document_is_named_and_the_rest_is_done(
    run: Run, tmp_path: Path, command: str, content: bytes, message: str
) -> None:
    """One line on standard error, and exit code 3."""
    (tmp_path / "坏.txt").write_bytes(content)
    result = run(command, "坏.txt", "通报.txt")
    complaints = [line for line in result.stderr.splitlines() if line.startswith("错误：")]
    assert result.exit_code == 3
    assert len(complaints) == 1
    assert complaints[0].startswith("错误：坏.txt：")
    assert message in complaints[0]
    assert command == "build" or "云岭县水务局" in result.stdout


@pytest.mark.parametrize("command", ["text", "extract", "build"])
def test_a_missing_path_is_named(run: Run, tmp_path: Path, command: str) -> None:
    """Nothing is begun: one line, exit code 1, no store."""
    result = run(command, "通报.txt", "没有/这个")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "错误：没有/这个：没有这个文件或文件夹；请核对路径\n"
    assert [file.name for file in tmp_path.iterdir()] == ["通报.txt"]


def test_evaluate_compares_with_gold(run: Run, tmp_path: Path) -> None:
    """Field by field; a wrong label is listed on request; JSON holds the same figures."""
    document = {
        "kind": "rectification_report",
        "feedback_date": "2023-06-16",
        "problems": [{"number": "1", "statement": "理论学习不深入", "status_normal": "完成"}],
    }
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "1.json").write_text(
        json.dumps({"source": "通报.txt", "documents": [document]}), encoding="utf-8"
    )
    result = run("evaluate", "gold", "通报.txt", "--errors")
    lines = dict(line.split(maxsplit=1) for line in result.stdout.splitlines())
    assert result.exit_code == 0
    assert lines["finding.status_normal"] == "1.000  of 1"
    assert lines["header.feedback_date"] == "0.000  of 1"
    assert lines["findings"] == "P 0.500  R 1.000  F1 0.667  of 1"
    assert "header.feedback_date | 通报.txt#0 | '2023-06-16' | '2023-06-15'" in result.stderr.splitlines()
    figures = json.loads(run("evaluate", "gold", "通报.txt", "--json").stdout)
    assert figures["findings"] == {"precision": 0.5, "recall": 1.0, "f1": 0.6667, "gold": 1}


def test_evaluate_without_gold_says_so(run: Run) -> None:
    """A folder in which there is none is named."""
    result = run("evaluate", ".", "通报.txt")
    assert (result.exit_code, result.stderr.splitlines()[0][:10]) == (1, "错误：.：没有标注文")


@pytest.mark.slow
@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared (real documents, their gold and the scorer)")
def test_evaluate_agrees_with_the_scorer(run: Run, tmp_path: Path) -> None:
    """On real documents, line for line."""
    readings = tmp_path / "读出.jsonl"
    readings.write_text(run("extract", str(SHARED / "corpus")).stdout, encoding="utf-8")
    command = [sys.executable, str(SHARED / "tools" / "score.py"), str(SHARED / "gold"), str(readings)]
    scored = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
    assert run("evaluate", str(SHARED / "gold"), str(SHARED / "corpus")).stdout == scored


@pytest.mark.parametrize(("language", "words"), [("zh", ["用法：", "例：", "选项："]), ("en", ["Usage:", "Example:"])])
@pytest.mark.parametrize("name", [None, *xuntu.commands])
def test_help_shows_an_example_in_either_language(run: Run, name: str | None, language: str, words: list[str]) -> None:
    """``--help`` explains, shows an example and ends well."""
    result = run(*([name] if name else []), "--help", env={"XUNTU_LANG": language})
    assert (result.exit_code, result.stderr) == (0, "")
    assert all(word in result.stdout for word in words)
    assert f"  xuntu {name or ''}" in result.stdout
    assert max(len(line) for line in result.stdout.splitlines()) <= 100


def test_settings_come_from_the_file_the_environment_and_flags(run: Run, tmp_path: Path) -> None:
    """A flag outranks the environment, which outranks ``xuntu.toml``."""
    (tmp_path / "xuntu.toml").write_text('lang = "en"\n[evaluate]\njson = true\n', encoding="utf-8")
    assert run("text").stderr.startswith("Error: Missing argument")
    assert run("text", env={"XUNTU_LANG": "zh"}).stderr.startswith("错误：缺少参数")
    assert run("--lang", "en", "text", env={"XUNTU_LANG": "zh"}).stderr.startswith("Error: ")
    (tmp_path / "1.json").write_text('{"source": "通报.txt", "documents": [{"kind": "news"}]}', encoding="utf-8")
    assert json.loads(run("evaluate", "1.json", "通报.txt").stdout)["negative.silent"] == 0.0
    assert run("evaluate", "1.json", "通报.txt", env={"XUNTU_EVALUATE_JSON": "0"}).stdout.startswith("negative.silent ")


def test_a_broken_settings_file_is_named(run: Run, tmp_path: Path) -> None:
    """One line, exit code 1."""
    (tmp_path / "xuntu.toml").write_text("lang = ", encoding="utf-8")
    result = run("text", "通报.txt")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("错误：xuntu.toml：不能读取（")


def test_a_closed_pipe_is_no_error(tmp_path: Path) -> None:
    """``xuntu … | head`` ends without a word."""
    (tmp_path / "长.txt").write_text("很长的一行。\n" * 40_000, encoding="utf-8")
    command = f"{PROGRAM} text 长.txt | head -n 1"
    done = subprocess.run(["bash", "-c", command], check=False, capture_output=True, cwd=tmp_path)
    assert (done.stdout.decode(), done.stderr) == ("很长的一行。\n", b"")


def test_the_program_answers_in_a_process_of_its_own(tmp_path: Path) -> None:
    """The installed script and ``python -m xuntu`` are the same program."""
    installed = program("--version", folder=tmp_path)
    module = subprocess.run([sys.executable, "-m", "xuntu", "--version"], check=False, capture_output=True)
    assert (installed.returncode, installed.stdout) == (module.returncode, module.stdout)
