"""The documentation says what the program does, because it is made from it or held against it."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import click
import pytest

from xuntu.cli import xuntu
from xuntu.graph import load_questions
from xuntu.ontology import XT, errors

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
SHELL = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
WRITTEN_COMMAND = re.compile(r"^(?:\.venv/bin/)?xuntu (.+?)(?:\s+#.*)?$", re.MULTILINE)


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    """Load docs/generate.py, which is a script and no part of the package."""
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_generated_pages_are_up_to_date(generator: ModuleType) -> None:
    """Commands, questions and ontology are those of the program; else `make docs` was forgotten."""
    pages = {
        ROOT / "docs" / "commands.md": generator.commands_page(),
        ROOT / "docs" / "questions.md": generator.questions_page(),
        **generator.ontology_pages(),
    }
    for page, text in pages.items():
        assert page.read_text(encoding="utf-8") == text, f"{page.name}: run make docs"


@pytest.mark.slow
@pytest.mark.parametrize("page", ["README.md", "docs/tutorial.md"])
def test_shown_output_is_what_the_commands_print(generator: ModuleType, page: str) -> None:
    """Every command of the page is run on the examples."""
    assert generator.with_output(ROOT / page) == (ROOT / page).read_text(encoding="utf-8"), "run make docs"


def test_every_link_leads_somewhere(generator: ModuleType) -> None:
    """Files and headings that are linked to exist."""
    assert list(generator.find_broken_links(ROOT)) == []


def test_a_broken_link_is_found(generator: ModuleType, tmp_path: Path) -> None:
    """To a file, and to a heading."""
    (tmp_path / "README.md").write_text("# 甲\n[一](没有.md) [二](#甲) [三](#乙) [四](https://example.org)\n", "utf-8")
    assert list(generator.find_broken_links(tmp_path)) == ["README.md: 没有.md", "README.md: #乙"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_written_commands_can_be_typed(page: Path) -> None:
    """Every line of a shell block that begins with ``xuntu`` names a command, and its options exist."""
    blocks = "\n".join(SHELL.findall(page.read_text(encoding="utf-8")))
    for line in WRITTEN_COMMAND.findall(blocks):
        words = line.replace("…", "").split()
        command = xuntu.commands[words[0]]
        options = {name for parameter in command.params for name in parameter.opts}
        assert {word for word in words if re.match(r"--?[a-z]", word)} <= options, line


def names_to_document() -> list[tuple[str, str]]:
    """Return each thing that must be documented, with the page that must name it."""
    commands = [("commands.md", f"## {name}\n") for name in xuntu.commands]
    questions = [("questions.md", f"## {name}\n") for name in load_questions()]
    terms = [("ontology/index.md", f"`xt:{name}`") for name in vars(XT) if not name.startswith("_")]
    mistakes = [("python.md", f"`{name}`") for name in vars(errors) if name.endswith("Error")]
    return [*commands, *questions, *terms, *mistakes]


@pytest.mark.parametrize(("page", "words"), names_to_document(), ids=lambda word: word.strip("#`\n "))
def test_nothing_is_undocumented(page: str, words: str) -> None:
    """Every command, question, term and error stands in its page."""
    assert words in (ROOT / "docs" / page).read_text(encoding="utf-8")


def test_every_option_is_in_the_page_of_commands() -> None:
    """With its name as it is typed."""
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    for name, command in xuntu.commands.items():
        section = page.split(f"## {name}\n")[1].split("\n## ")[0]
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert all(option in section for option in parameter.opts), f"{name} {parameter.opts}"


def test_every_decision_says_what_a_decision_says() -> None:
    """A record has its number, a context, a decision and its consequences."""
    records = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    assert [record.name[:4] for record in records] == [f"{number:04}" for number in range(1, len(records) + 1)]
    for record in records:
        headings = re.findall(r"^#+ (.+)$", record.read_text(encoding="utf-8"), re.MULTILINE)
        assert headings[0].startswith(record.name[:4]), record.name
        assert headings[1:4] == ["Context", "Decision", "Consequences"], record.name
