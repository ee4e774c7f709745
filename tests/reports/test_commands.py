"""``xuntu report`` and ``xuntu plot`` as they are typed."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import xuntu
from xuntu.cli import xuntu as command
from xuntu.graph import Store
from xuntu.reports.plots.fonts import find_fonts


def run(*arguments: str, language: str = "zh") -> Result:
    """Run a command."""
    return CliRunner().invoke(command, arguments, env={"XUNTU_LANG": language})


def test_a_report_is_written_and_named(examples: Store, tmp_path: Path) -> None:
    """The format follows from the extension; the name of the file goes to standard error."""
    file = tmp_path / "报告.html"
    result = run("report", str(examples.path), "--unit", "梨花渡", "-o", str(file))
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", f"写好了 {file}\n")
    assert "槐溪县梨花渡镇巡前画像" in file.read_text(encoding="utf-8")


def test_a_report_is_on_one_thing(examples: Store) -> None:
    """Neither none nor two: wrong usage."""
    assert run("report", str(examples.path)).exit_code == 2
    assert run("report", str(examples.path), "--unit", "甲", "--round", "乙").exit_code == 2


def test_an_unknown_unit_is_an_error_in_one_line(examples: Store, tmp_path: Path) -> None:
    """With exit code 1, and no file."""
    result = run("report", str(examples.path), "--unit", "没有的局", "-o", str(tmp_path / "报告.docx"))
    assert result.exit_code == 1
    assert result.stderr == "错误：图里没有叫“没有的局”的单位；请换一个说法，写名称的一部分也可以\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
@pytest.mark.skipif(not find_fonts(), reason="needs a Chinese font: apt-get install fonts-noto-cjk")
def test_a_picture_is_drawn(examples: Store, tmp_path: Path) -> None:
    """From the command line and from Python alike."""
    pytest.importorskip("matplotlib", reason='needs matplotlib: pip install "xuntu[plot]"')
    file = tmp_path / "反复.png"
    assert run("plot", str(examples.path), "recurrences", "-o", str(file)).exit_code == 0
    assert file.read_bytes().startswith(b"\x89PNG")
    graph = xuntu.Graph(examples)
    assert graph.plot("recurrences", tmp_path / "又.png").read_bytes() == file.read_bytes()


def test_the_kind_of_a_picture_must_be_told(examples: Store, tmp_path: Path) -> None:
    """An unknown one names those that there are."""
    result = run("plot", str(examples.path), "pie", "-o", str(tmp_path / "图.png"))
    assert result.exit_code == 1
    assert "可以画：recurrences、statuses、types、timeline、publication" in result.stderr
