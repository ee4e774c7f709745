"""What users expect of any good command, and of any good object in a notebook."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

import xuntu
from tests.notices import NOTICE
from xuntu.cli import xuntu as command

PROGRAM = Path(sys.executable).with_name("xuntu")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the store of one notice."""
    folder = tmp_path_factory.mktemp("habits")
    (folder / "通报.txt").write_text(NOTICE, encoding="utf-8")
    xuntu.build(folder / "通报.txt", folder / "a.store").close()
    yield str(folder / "a.store")


def run(*arguments: str) -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(command, arguments)


@pytest.mark.parametrize("name", sorted(command.commands))
def test_every_command_may_be_told_to_say_less_or_more(name: str) -> None:
    """``-q`` and ``-v`` are in every help."""
    options = {option for parameter in command.commands[name].params for option in parameter.opts}
    assert {"-q", "--quiet", "-v", "--verbose"} <= options


@pytest.mark.parametrize("name", ["check", "evaluate", "extract", "outline", "query", "recur", "show", "text", "units"])
def test_every_answer_may_go_to_a_file(name: str) -> None:
    """By ``-o``; and all but the plain text have ``--format``."""
    options = {option for parameter in command.commands[name].params for option in parameter.opts}
    assert {"-o", "--output"} <= options
    assert "--format" in options or name == "text"


def test_quiet_leaves_the_answer_and_the_errors(store: str) -> None:
    """Nothing on standard error where all is well; what is wrong is said all the same."""
    loud, quiet = run("recur", store), run("recur", "-q", store)
    assert (quiet.stdout, quiet.stderr) == (loud.stdout, "")
    assert loud.stderr
    assert run("query", "-q", store, "nothing").stderr.startswith("错误：没有名为 nothing 的问题")


def test_verbose_tells_cost_and_causes(store: str) -> None:
    """How long it took; of an error, what the engine said."""
    assert "用时 " in run("query", "-v", store, "status").stderr
    assert "起因：SyntaxError" in run("query", "-v", store, "SELECT {").stderr
    assert "起因" not in run("query", store, "SELECT {").stderr


@pytest.mark.parametrize("name", ["recur", "units", "query"])
@pytest.mark.parametrize("extension", ["csv", "json", "jsonl", "xlsx"])
def test_the_extension_is_the_format(store: str, tmp_path: Path, name: str, extension: str) -> None:
    """Tables leave in the format of the file's name."""
    path = tmp_path / f"a.{extension}"
    assert run(name, store, *(["status"] if name == "query" else []), "-o", str(path)).exit_code == 0
    if extension == "xlsx":
        assert load_workbook(path).active is not None
    elif extension == "csv":
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    elif extension == "jsonl" or name != "query":
        assert all(isinstance(json.loads(line), dict) for line in path.read_text("utf-8").splitlines())
    else:
        assert isinstance(json.loads(path.read_text("utf-8")), list)


def test_a_text_answer_is_the_same_in_a_file(store: str, tmp_path: Path) -> None:
    """What would be printed is what the file holds."""
    assert run("show", store, "水务局", "-o", str(tmp_path / "a.txt")).stdout == ""
    assert (tmp_path / "a.txt").read_text("utf-8") == run("show", store, "水务局").stdout


def test_json_by_any_way_is_the_same(store: str, tmp_path: Path) -> None:
    """``--json``, ``--format json``, and a file called so."""
    run("check", store, "-o", str(tmp_path / "a.json"))
    printed = [run("check", store, *words).stdout for words in (["--json"], ["--format", "json"])]
    assert printed == [(tmp_path / "a.json").read_text("utf-8")] * 2
    assert isinstance(json.loads(printed[0]), list)


def complete(*words: str, **environment: str) -> list[str]:
    """Return what bash would be offered after *words*."""
    line = {
        "COMP_WORDS": " ".join(("xuntu", *words)),
        "COMP_CWORD": str(len(words)),
        "_XUNTU_COMPLETE": "bash_complete",
    }
    ran = subprocess.run([PROGRAM], env={**environment, **line}, check=True, capture_output=True, encoding="utf-8")
    return [line.partition(",")[2] for line in ran.stdout.split()]


def test_a_shell_is_offered_commands_options_questions_and_units(store: str) -> None:
    """Units by any part of their names, from the store on the line or of the environment."""
    assert complete("led") == ["ledger"]
    assert "--format" in complete("query", "--f")
    assert complete("query", "recurring") == ["recurring", "recurring-units"]
    assert complete("recur", store, "--unit", "水务") == ["云岭县水务局"]
    assert complete("recur", "--unit", "水务", XUNTU_STORE=store) == ["云岭县水务局"]
    assert complete("recur", "nowhere", "--unit", "水务") == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_for_a_shell_asks_the_program(shell: str) -> None:
    """It calls xuntu with the variable that completes."""
    assert f"_XUNTU_COMPLETE={shell}_complete" in run("completion", shell).stdout


def test_the_doctor_says_what_is_there_and_what_to_do(store: str) -> None:
    """Python is there; what is missing comes with its remedy; a damaged store is wrong, with exit code 3."""
    parts = {part["name"]: part for part in json.loads(run("doctor", store, "--json").stdout)}
    assert parts["Python"]["state"] == "ok"
    assert parts["库"]["found"].endswith("个四元组")
    assert all(part["remedy"] for part in parts.values() if part["state"] != "ok")


def test_the_doctor_finds_a_store_that_is_none(tmp_path: Path) -> None:
    """A folder of other things is called by its name."""
    (tmp_path / "a.store").mkdir()
    (tmp_path / "a.store" / "b").write_text("x")
    result = run("doctor", str(tmp_path / "a.store"))
    assert result.exit_code == 3
    assert "✗ 库" in result.stdout


def test_rows_show_themselves_in_a_notebook() -> None:
    """As a table whose text is text; the rest is counted."""
    rows = xuntu.graph.Rows(("unit", "n", "x_iri"), tuple((f"<b>{n}</b>", n, "i") for n in range(60)))
    shown = rows._repr_html_()
    assert "&lt;b&gt;0&lt;/b&gt;" in shown and "<b>" not in shown and "x_iri" not in shown
    assert shown.count("<tr>") == 51 and "60 行，这里是前 50 行" in shown


def test_rows_become_a_data_frame(store: str) -> None:
    """Whole numbers stay whole, also where some are missing."""
    pandas = pytest.importorskip("pandas")
    rows = xuntu.graph.Rows(("unit", "findings"), (("水务局", 3), ("财政局", None)))
    frame = rows.to_pandas()
    assert frame.dtypes.astype(str).tolist() == ["string", "Int64"]
    assert frame["findings"].tolist() == [3, pandas.NA]
    with xuntu.open(store) as graph:
        assert len(graph.query("status").to_pandas()) == len(graph.query("status"))


def test_a_graph_says_what_it_holds(store: str) -> None:
    """Its place, documents, units, findings and quads, in words and as a table."""
    with xuntu.open(store) as graph:
        assert repr(graph).startswith(f"<xuntu.Graph {store}：文件 1，单位 1，问题 ")
        assert "<th>文件</th><td>1</td>" in graph._repr_html_()


def test_a_unit_that_is_not_there_is_said_so(store: str) -> None:
    """An answer of nothing would look as if nothing came back; the nearest name is offered."""
    result = run("recur", store, "--unit", "水务厅")
    assert result.exit_code == 1
    assert "库里没有名称含“水务厅”的单位；是不是 云岭县水务局" in result.stderr
