"""The documentation says what the program does, because it is made from it or held against it."""

import doctest
import importlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import generate
import pytest
from making.fields import find_keys, load_meanings
from making.places import find_broken_links, find_lost_pages
from making.sessions import find_commands, play
from making.signatures import public_names
from making.snippets import find_snippets, run_snippets

from tests.chromium import CHROMIUM
from xuntu.cli import xuntu
from xuntu.graph import load_questions
from xuntu.ontology import XT, errors

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
SHELL = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
WRITTEN_COMMAND = re.compile(r"^(?:\.venv/bin/)?xuntu (.+?)(?:\s+#.*)?$", re.MULTILINE)
WITH_COMMANDS = [page for page in PAGES if any(find_commands(page.read_text(encoding="utf-8")))]
WITH_PYTHON = [page for page in PAGES if any(find_snippets(page.read_text(encoding="utf-8")))]
# what these show needs a server, a cluster, shards of one's own, or files that were exported before
NOT_RUN = {
    "how-to/cluster.md",
    "how-to/ledger.md",
    "how-to/remote-stores.md",
    "how-to/serving.md",
    "how-to/sparql.md",
    "how-to/taking-away.md",
    "shards.md",
}


def name_of(page: object) -> str:
    """Return a page as it is called here."""
    return str(page.relative_to(ROOT)) if isinstance(page, Path) else str(page)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder, where one stands, with what the pages take for granted."""
    generate.furnish(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_generated_pages_are_up_to_date() -> None:
    """Commands, questions, ontology, the Python API, the JSON and the decisions are those of the program."""
    for page, text in generate.generated().items():
        assert page.read_text(encoding="utf-8") == text, f"{page.name}: run make docs"


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_figures_are_those_that_are_pinned(page: Path) -> None:
    """A table of scores is made from the pins."""
    text = page.read_text(encoding="utf-8")
    assert generate.with_figures(text) == text, f"{page.name}: run make docs"


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of Unix")
@pytest.mark.parametrize("page", WITH_COMMANDS, ids=name_of)
def test_shown_output_is_what_the_commands_print(page: Path, desk: Path) -> None:
    """Every command of the page is run in order in a fresh folder, and prints what stands below it."""
    text = page.read_text(encoding="utf-8")
    assert play(text, desk) == text, "run make docs"
    for file in written_by(text):
        assert is_sane(desk / file), file


def written_by(text: str) -> Iterator[str]:
    """Yield the files that the commands of a page are told to write."""
    for command in find_commands(text):
        yield from re.findall(r"(?:-o|--report) (\S+\.(?:html|xlsx|ttl|csv|png|svg|docx|pdf))", command)


def is_sane(file: Path) -> bool:
    """Return whether a file begins as its kind does, and has something in it."""
    beginnings = {".html": b"<!doctype html", ".xlsx": b"PK", ".docx": b"PK", ".png": b"\x89PNG", ".pdf": b"%PDF"}
    content = file.read_bytes()
    return len(content) > 1000 and content.lower().startswith(beginnings.get(file.suffix, b"").lower())


@pytest.mark.slow
@pytest.mark.parametrize("page", [page for page in WITH_PYTHON if name_of(page)[5:] not in NOT_RUN], ids=name_of)
def test_shown_python_does_what_the_page_says(page: Path, desk: Path) -> None:  # noqa: ARG001 (one stands in it)
    """Blocks run in order, and what they print stands below them."""
    if "pandas" in page.read_text(encoding="utf-8"):
        pytest.importorskip("pandas", reason="needs pandas: pip install --group dev")
    assert list(run_snippets(page)) == []


@pytest.mark.parametrize("page", WITH_PYTHON, ids=name_of)
def test_shown_python_can_be_read(page: Path) -> None:
    """Where it cannot be run here, it is Python all the same."""
    for snippet in find_snippets(page.read_text(encoding="utf-8")):
        if ">>> " not in snippet.code and "reference" not in name_of(page):
            compile(snippet.code, name_of(page), "exec")


@pytest.mark.slow
@pytest.mark.skipif(not os.environ.get("XUNTU_FRESH"), reason="installs into a new environment: XUNTU_FRESH=1 runs it")
@pytest.mark.parametrize("page", ["docs/tutorial.md", "docs/en/tutorial.md"])
def test_a_newcomer_gets_what_the_tutorial_says(page: str, tmp_path: Path) -> None:
    """The first block installs into a fresh environment; then each command prints what it says, word for word."""
    text = (ROOT / page).read_text(encoding="utf-8")
    sources = tmp_path / "xuntu"
    left_out = shutil.ignore_patterns(".git", ".venv", "build", "dist", "tests", "benchmarks", "*.store", "__pycache__")
    shutil.copytree(ROOT, sources, ignore=left_out)
    install = SHELL.findall(text)[0]
    subprocess.run(["bash", "-ec", install], cwd=sources, check=True, capture_output=True)
    path = f"{sources / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}"
    assert play(text, sources, {"PATH": path, "PYTHONPATH": ""}) == text


@pytest.mark.parametrize("module", sorted((DOCS / "making").glob("[a-z]*.py")), ids=lambda module: str(module.stem))
def test_what_makes_the_pages_does_as_its_examples_say(module: Path) -> None:
    """The examples of the modules of docs/making run."""
    assert doctest.testmod(importlib.import_module(f"making.{module.stem}")).failed == 0


def test_every_link_leads_somewhere() -> None:
    """Files and headings that are linked to exist."""
    assert list(find_broken_links(ROOT)) == []


def test_a_broken_link_is_found(tmp_path: Path) -> None:
    """To a file, and to a heading."""
    (tmp_path / "README.md").write_text("# 甲\n[一](没有.md) [二](#甲) [三](#乙) [四](https://example.org)\n", "utf-8")
    assert list(find_broken_links(tmp_path)) == ["README.md: 没有.md", "README.md: #乙"]


def test_every_page_can_be_reached_from_the_map() -> None:
    """By links, one after the other."""
    assert find_lost_pages(ROOT) == []


@pytest.mark.slow
def test_the_site_is_built_without_a_warning_and_opens_without_a_network(tmp_path: Path) -> None:
    """Pages ask for nothing outside, say their language, and find Chinese words by any two characters."""
    pytest.importorskip("sphinx", reason="needs Sphinx: pip install --group dev")
    playwright = pytest.importorskip("playwright.sync_api", reason="needs the driver: pip install playwright")
    if CHROMIUM is None:
        pytest.skip("needs Chromium: apt-get install chromium fonts-noto-cjk")
    build_site = importlib.import_module("build_site")
    assert build_site.main(tmp_path) == 0
    asked: list[str] = []
    said: list[str] = []
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_context(offline=True).new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        languages = {}
        for name in ("index", "tutorial", "en/tutorial", "ontology/index"):
            page.goto((tmp_path / "docs" / f"{name}.html").as_uri())
            languages[name] = page.locator("html").get_attribute("lang")
        page.goto((tmp_path / "docs" / "search.html").as_uri() + "?q=整改台账")
        page.wait_for_selector("#search-results li")
        found = page.locator("#search-results li").all_inner_texts()
        browser.close()
    assert languages == {"index": "zh-CN", "tutorial": "zh-CN", "en/tutorial": "en", "ontology/index": "zh-CN"}
    assert [address for address in asked if not address.startswith("file:")] == []
    assert said == []
    assert "命令" in found


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_written_commands_can_be_typed(page: Path) -> None:
    """Every ``xuntu`` of a shell block names a command, and its options exist."""
    text = page.read_text(encoding="utf-8")
    shown = [command.split(" | ")[0] for command in find_commands(text) if "biuld" not in command]
    for line in WRITTEN_COMMAND.findall("\n".join([*SHELL.findall(text), *shown])):
        words = line.replace("…", "").split()
        if words[0].startswith("-"):
            continue
        command = xuntu.commands[words[0]]
        options = {name for parameter in command.params for name in parameter.opts} | {"--help", "-h"}
        assert {word for word in words if re.match(r"--?[a-z]", word)} <= options, line


def names_to_document() -> list[tuple[str, str]]:
    """Return each thing that must be documented, with the page that must name it."""
    commands = [("commands.md", f"## {name}\n") for name in xuntu.commands]
    questions = [("questions.md", f"## {name}\n") for name in load_questions()]
    terms = [("ontology/index.md", f"`xt:{name}`") for name in vars(XT) if not name.startswith("_")]
    mistakes = [("reference/errors.md", f"`{name}`") for name in vars(errors) if name.endswith("Error")]
    functions = [("python.md", name.replace("Graph.", "graph.") + "(") for name in public_names()]
    return [*commands, *questions, *terms, *mistakes, *functions, *[("settings.md", name) for name in variables()]]


def variables() -> list[str]:
    """Return the variables of the environment that the program asks for by name."""
    code = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "xuntu").rglob("*.py"))
    return sorted(set(re.findall(r"\"(XUNTU_[A-Z_]+[A-Z])\"", code)))


@pytest.mark.parametrize(("page", "words"), names_to_document(), ids=lambda word: word.strip("#`\n "))
def test_nothing_is_undocumented(page: str, words: str) -> None:
    """Every command, question, term, error, public name and variable stands in its page."""
    assert words in (DOCS / page).read_text(encoding="utf-8")


def test_every_key_of_the_json_is_explained() -> None:
    """And none that is not written."""
    assert set(load_meanings()) == set(find_keys())


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_terms_that_pages_name_exist(page: Path) -> None:
    """Each ``xt:`` name is one of the vocabulary."""
    known = {name for name in vars(XT) if not name.startswith("_")} | {"p"}  # xt:p stands for any
    assert set(re.findall(r"\bxt:(\w+)", page.read_text(encoding="utf-8"))) <= known


def test_every_option_is_in_the_page_of_commands() -> None:
    """With its name as it is typed."""
    page = (DOCS / "commands.md").read_text(encoding="utf-8")
    for name, command in xuntu.commands.items():
        section = page.split(f"## {name}\n")[1].split("\n## ")[0]
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert all(option in section for option in parameter.opts), f"{name} {parameter.opts}"


def test_every_decision_says_what_a_decision_says() -> None:
    """A record has its number, a context, a decision and its consequences."""
    records = sorted((DOCS / "decisions").glob("[0-9]*.md"))
    assert len({record.name[:4] for record in records}) == len(records)
    for record in records:
        headings = re.findall(r"^#+ (.+)$", record.read_text(encoding="utf-8"), re.MULTILINE)
        assert headings[0].startswith(record.name[:4]), record.name
        assert headings[1:4] == ["Context", "Decision", "Consequences"], record.name


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of Unix")
def test_commands_of_a_page_are_run_as_one_types_them(tmp_path: Path) -> None:
    """In order, on a terminal of 90 columns; where one stands and what is exported last; mistakes are shown too."""
    said = "$ mkdir 甲\n$ cd 甲\n$ pwd | xargs basename\n$ tput cols\n$ export PLACE=瀚江\n$ echo $PLACE; ls 乙\n$ test -t 1 && echo 终端"
    page = play(f"```console\n{said}\n```", tmp_path, {"TERM": "xterm"})
    assert [line for line in page.splitlines() if not line.startswith(("$", "```"))] == [
        "甲",
        "90",
        "瀚江",
        "ls: cannot access '乙': No such file or directory",
        "终端",
    ]
