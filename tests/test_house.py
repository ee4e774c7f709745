"""The house stands as it is described: light to enter, rooms apart, dependencies bounded."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import xuntu

ROOT = Path(xuntu.__file__).parents[1]
HEAVY = (
    "spacy",
    "rdflib",
    "networkx",
    "pyoxigraph",
    "pyvis",
    "pyshacl",
    "docx",
    "pdfplumber",
    "lxml",
    "opencc",
    "httpx",
)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
REQUIREMENTS = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]]


def python(code: str) -> str:
    """Run *code* in a Python of its own and return what it prints."""
    return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, encoding="utf-8").stdout


@pytest.mark.parametrize(
    "entry",
    [
        "import xuntu",
        "import xuntu.cli",
        "from xuntu.cli import xuntu\ntry: xuntu(['--help'])\nexcept SystemExit: pass",
    ],
    ids=["import xuntu", "import xuntu.cli", "xuntu --help"],
)
def test_the_entrance_is_light(entry: str) -> None:
    """Asking for help, or importing the package, loads none of the heavy libraries."""
    loaded = python(f"import sys\n{entry}\nprint('LOADED', *sorted(sys.modules))").split("LOADED")[-1].split()
    assert [name for name in (*HEAVY, "numpy", "rich", "xuntu.ontology") if name in loaded] == []
    assert "click" in loaded or entry == "import xuntu"


def test_a_question_loads_the_store_and_no_more(tmp_path: Path) -> None:
    """To ask a store neither what reads nor what links is loaded, and no heavy library but the store's own."""
    store = str(tmp_path / "a.store")
    xuntu.build(ROOT / "examples" / "documents" / "01-launch-2019.txt", store, jobs=1).close()
    ask = f"from xuntu.cli import xuntu\ntry: xuntu(['query', {store!r}, 'recurring'])\nexcept SystemExit: pass"
    loaded = python(f"import sys\n{ask}\nprint('LOADED', *sorted(sys.modules))").split("LOADED")[-1].split()
    unneeded = {*HEAVY, "numpy", "rich", "xuntu.extractors", "xuntu.graph.link"} - {"pyoxigraph"}
    assert sorted(unneeded & set(loaded)) == []
    assert "pyoxigraph" in loaded


def test_the_rooms_are_entered_as_the_contracts_say() -> None:
    """lint-imports finds every contract of pyproject.toml kept."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    report = subprocess.run(command, check=False, capture_output=True, encoding="utf-8", cwd=ROOT)
    assert report.returncode == 0, report.stdout
    assert f"{len(PROJECT['tool']['importlinter']['contracts'])} kept, 0 broken" in report.stdout


@pytest.mark.parametrize("door", sorted((ROOT / "xuntu").rglob("__init__.py")), ids=lambda door: str(door.parent.name))
def test_a_front_door_holds_imports_only(door: Path) -> None:
    """An ``__init__.py`` is a docstring, imports, ``__all__`` and, at the top, the version."""
    body = ast.parse(door.read_text(encoding="utf-8")).body
    assert isinstance(body[0], ast.Expr), "a front door says what the room is"
    names = {
        target.id
        for statement in body[1:]
        if isinstance(statement, ast.Assign)
        for target in statement.targets
        if isinstance(target, ast.Name)
    }
    assert names <= {"__all__", "__version__"}
    assert all(isinstance(statement, ast.Import | ast.ImportFrom | ast.Assign) for statement in body[1:])


@pytest.mark.parametrize("requirement", REQUIREMENTS)
def test_every_dependency_is_bounded_and_locked(requirement: str) -> None:
    """Each has a lower bound, or one version, and constraints.txt names a version of it."""
    match = re.match(r"([\w-]+)(\[\w+\])?(>=|==)\d", requirement)
    assert match, f"{requirement} has no lower bound"
    locked = (ROOT / "constraints.txt").read_text(encoding="utf-8").lower().replace("_", "-")
    assert re.search(rf"^{re.escape(match[1].lower())}==\d", locked, re.MULTILINE)


def test_the_program_and_the_package_are_of_one_version() -> None:
    """``xuntu --version`` says what ``xuntu.__version__`` says."""
    command = [sys.executable, "-m", "xuntu", "--version"]
    printed = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
    assert printed == f"xuntu {xuntu.__version__}\n"
