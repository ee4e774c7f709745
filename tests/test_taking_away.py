"""The page about taking a graph away: every command and every example on it works, in its order."""

import os
import re
import shlex
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner

from xuntu.cli import xuntu

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "how-to" / "taking-away.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"```(sh|python)\n(.*?)```", re.DOTALL)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return a folder with the store of the examples, where the commands run."""
    place = tmp_path_factory.mktemp("taking")
    before = Path.cwd()
    os.chdir(place)
    built = CliRunner().invoke(xuntu, ["build", str(ROOT / "examples" / "documents"), "-o", "通报.store"])
    assert built.exit_code == 0
    yield place
    os.chdir(before)


@pytest.mark.slow
def test_every_command_and_example_of_the_page_works(folder: Path) -> None:
    """Commands write what they name, and the examples in Python print something of it."""
    for kind, text in BLOCK.findall(PAGE):
        if kind == "python":
            if "duckdb" in text or "pandas" in text or "networkx" in text:
                pytest.importorskip("duckdb")
            printed = StringIO()
            with redirect_stdout(printed):
                exec(compile(text, "taking-away.md", "exec"), {})  # noqa: S102 (our own page)
            assert printed.getvalue().strip(), text
            continue
        for line in text.splitlines():
            words = shlex.split(line, comments=True)
            result = CliRunner().invoke(xuntu, words[1:])
            assert result.exit_code == 0, (line, result.stderr)
            if "-o" in words:
                assert (folder / words[words.index("-o") + 1]).exists(), line


def test_the_page_names_every_format() -> None:
    """A format that is not on the page is one that nobody finds."""
    from xuntu.graph import FORMATS

    assert [name for name in FORMATS if f"`{name}`" not in PAGE] == []
