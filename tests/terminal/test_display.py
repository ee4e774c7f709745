"""What a document says is shown on the terminal and never obeyed by it."""

import sys

import pytest

from xuntu.graph.rows import Rows
from xuntu.terminal.display import moving_bar, plain, print_block, print_table


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b]0;标题\x07三公经费", "]0;标题三公经费"),
        ("一\x9b31m二", "一31m二"),
        ("金额\u202e元001", "金额元001"),
        ("两行\n文字\t列", "两行\n文字\t列"),
    ],
)
def test_commands_to_the_terminal_are_taken_out(text: str, shown: str) -> None:
    """Escape sequences and marks that turn writing round are removed; lines and tabs stay."""
    assert plain(text) == shown


def test_columns_stay_aligned_under_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    """A Chinese character is two columns wide; words in square brackets are words."""
    print_table(Rows(("unit", "findings"), (("水务局", 3), ("[bold]a", 12))))
    out, err = capsys.readouterr()
    assert out.splitlines()[0].split() == ["unit", "findings"]
    assert [line.rstrip() for line in out.splitlines()[2:4]] == ["水务局           3", "[bold]a         12"]
    assert err == "共 2 行\n"


def test_a_block_hangs_under_its_names(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Long text wraps under itself, and a name is said once in a row."""
    monkeypatch.setenv("COLUMNS", "28")
    print_block("水务局", [("问题", "理论学习不深入不系统不经常"), ("此前", "省委巡视"), ("此前", "县委巡察")])
    assert capsys.readouterr().out.splitlines() == [
        "水务局",
        "  问题  理论学习不深入不系统",
        "        不经常",
        "  此前  省委巡视",
        "        县委巡察",
        "",
    ]


def test_no_bar_moves_where_nobody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Into a file or a pipe no progress is written."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: False, raising=False)
    with moving_bar("读取") as step:
        assert step is None
