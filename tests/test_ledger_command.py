"""``xuntu ledger`` as an office uses it: written, filled in, looked at, taken back."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from tests.notices import NOTICE
from xuntu.cli import xuntu


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with a store of one notice, and its ledger."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "通报.txt").write_text(NOTICE, encoding="utf-8")
    assert run("build", "通报.txt").exit_code == 0
    assert run("ledger", "-o", "台账.xlsx").exit_code == 0
    return tmp_path


def run(*arguments: str) -> Result:
    """Run the command line."""
    return CliRunner().invoke(xuntu, arguments)


def fill_in(path: Path, word: str) -> str:
    """Write a status beside the first problem, and return the cell."""
    book = load_workbook(path)
    sheet = book["台账"]
    row = next(cell.row for cell in sheet["A"] if cell.value == 1)
    sheet.cell(row, 10).value = word
    book.save(path)
    return f"台账!J{row}"


def test_a_ledger_that_was_filled_in_is_taken_back(office: Path) -> None:
    """First what would change, then the change; the answer knows the new status, and a second time nothing is new."""
    cell = fill_in(office / "台账.xlsx", "长期坚持")
    told = run("ledger", "--import", "台账.xlsx", "--date", "2030-01-02", "--dry-run")
    assert told.stderr == "会改 1 个问题（2030-01-02）\n"
    done = run("ledger", "--import", "台账.xlsx", "--date", "2030-01-02")
    assert (done.exit_code, done.stderr) == (0, "导入了 1 个问题的变化（2030-01-02）\n")
    assert done.stdout == told.stdout
    assert done.stdout.endswith(f"→ 长期坚持（{cell}）\n")
    assert "长期坚持" in run("query", "findings", "--format", "csv").stdout
    assert run("ledger", "--import", "台账.xlsx").stderr == "这个文件已经导入过，没有变化\n"


def test_a_word_that_is_no_status_is_told_with_its_cell(office: Path) -> None:
    """In English too; the exit code is 1, and what is wrong is named with what may be written."""
    cell = fill_in(office / "台账.xlsx", "已完成")
    done = run("ledger", "--import", "台账.xlsx")
    assert (done.exit_code, done.stdout) == (1, "")
    assert f"{cell}：整改状态“已完成”不在列表中；是不是“完成”？" in done.stderr
    assert run("--lang", "en", "ledger", "--import", "没有.xlsx").exit_code == 1


@pytest.mark.parametrize(
    "arguments", [("--date", "2024-01-01"), ("--dry-run",), ("--import", "台账.xlsx", "--unit", "水务局")]
)
def test_options_that_do_not_go_together_are_refused(office: Path, arguments: tuple[str, ...]) -> None:
    """With exit code 2, as any other wrong use."""
    assert (office / "台账.xlsx").exists()
    assert run("ledger", *arguments).exit_code == 2
