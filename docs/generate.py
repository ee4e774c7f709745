"""Write what the documentation takes from the code itself, and check every link: `make docs`.

`docs/commands.md` is the help of every command, `docs/questions.md` the questions that the graph answers by name,
`docs/ontology/` the reference of the ontology. With `--check` nothing is written, and the exit code is 1 where a page
is not what it would be, or a link leads nowhere. In README.md and the tutorial, the output below a `<!-- $ xuntu … -->`
mark is what that command prints.
"""

import re
import shlex
import sys
from collections.abc import Iterable, Iterator
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from click.testing import CliRunner

from xuntu.cli import xuntu
from xuntu.graph import Parameter, load_questions
from xuntu.reference import load_model, to_folder
from xuntu.terminal.language import speak
from xuntu.terminal.usage import Command, render_help

DOCS = Path(__file__).parent
PAGES = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/**/*.md", "examples/**/*.md")
WITH_OUTPUT = (DOCS.parent / "README.md", DOCS / "tutorial.md")
_EXAMPLE = re.compile(
    r"(?P<mark><!-- \$ xuntu (?P<command>[^|\n]+?)(?: \| head -n (?P<lines>\d+))? -->)\n```text\n.*?^```$",
    re.DOTALL | re.MULTILINE,
)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+\s+(.+?)\s*$", re.MULTILINE)


def commands_page() -> str:
    """Return the help of the group and of every command, as one page."""
    speak("zh")
    parts = ["# 命令\n", "由 `make docs` 从程序自己的说明生成。\n"]
    with click.Context(xuntu, info_name="xuntu", **xuntu.context_settings) as root:
        parts += ["```text", render_help(xuntu, root, width=100) + "```\n"]
        for name in xuntu.list_commands(root):
            command = xuntu.get_command(root, name)
            assert isinstance(command, Command)  # noqa: S101 (all of ours are)
            with click.Context(command, info_name=name, parent=root) as ctx:
                parts += [f"## {name}\n", "```text", render_help(command, ctx, width=100) + "```\n"]
    return "\n".join(parts)


def questions_page() -> str:
    """Return every question that has a name, with what it asks, what it may be told and what its columns are."""
    parts = ["# 现成的问题\n", "由 `make docs` 从 `xuntu/graph/queries/*.rq` 生成。问法：`xuntu query 名字`，或\n"]
    parts[-1] += '`graph.query("名字", 参数=值)`；加一个问题，就是加一个 `.rq` 文件。\n'
    parts += ["参数有这些种类：\n", *(f"- `{kind}`：{meaning}" for kind, meaning in _KINDS.items()), ""]
    parts.append(
        "以 `_iri`、`_iris` 结尾的列是事物的标识，`xuntu show IRI` 显示它的原句；`_iris` 是几个，以空格分开。\n"
    )
    for question in load_questions().values():
        parts += [f"## {question.name}\n", f"{question.chinese}  \n{question.english}\n"]
        parts += [f"{question.about}\n"] if question.about else []
        if question.parameters:
            parts += [_parameter_line(one) for one in question.parameters]
            parts.append("")
        parts += ["| 列 | |", "|---|---|", *(f"| `{one.name}` | {one.meaning} |" for one in question.columns), ""]
    return "\n".join(parts)


_KINDS = {
    "text": "几个字 / text",
    "iri": "事物的标识 / an IRI",
    "date": "日期，如 2024-12-31 / a day",
    "year": "年份，如 2021 / a year",
    "number": "整数 / a whole number",
    "unit": "单位名称或其中几个字，任何一种写法都可以；指前身的名称就是问前身 / a unit, by part of any of its names",
    "place": "区划名称或六位代码，含其下各级 / a division by name or code, with those inside it",
    "level": "派出层级：中央、省、市、县、单位，或 central 等 / level of the inspecting body: central, province …",
    "round": "轮次名称或其中几个字，如 第八轮 / part of the name of a round",
    "type": "问题类型的代码或名称，如 C05、C05.01、财政财务；含其下各类 / a problem type, with those below it",
    "status": "完成、基本完成、阶段性完成、长期坚持、正在整改、未完成，或 已办结（closed）、未办结（open） / a status",
    "inspector": "组或派出主体的名称或其中几个字 / part of the name of a team or of the body that sent it",
}


def _parameter_line(parameter: Parameter) -> str:
    needs = "（必须）" if parameter.required else f"（默认 {parameter.default}）" if parameter.default else ""
    return f"- `{parameter.name}`（{parameter.kind}）{needs}：{parameter.meaning}"


def ontology_pages() -> dict[Path, str]:
    """Return the reference of the ontology: two pages, one web page, the drawing."""
    files = to_folder(load_model())
    return {DOCS / "ontology" / name: files[name].decode() for name in files if not name.endswith((".ttl", ".csv"))}


def with_output(page: Path) -> str:
    """Return a page with the blocks below its ``<!-- $ xuntu … -->`` marks filled with what these commands print.

    The commands of a page run one after the other in one empty folder that has the examples in it.
    """
    with TemporaryDirectory() as folder, chdir(folder):
        Path("examples").symlink_to(DOCS.parent / "examples")
        return _EXAMPLE.sub(_run_example, page.read_text(encoding="utf-8"))


def _run_example(example: re.Match[str]) -> str:
    result = CliRunner().invoke(xuntu, shlex.split(example["command"]), env={"COLUMNS": "90", "XUNTU_LANG": "zh"})
    lines = result.output.rstrip().splitlines()
    most = int(example["lines"] or len(lines))
    shown = [*lines[:most], "……"] if len(lines) > most else lines
    return "\n".join([example["mark"], "```text", *shown, "```"])


def find_broken_links(root: Path) -> Iterator[str]:
    """Yield every link in our pages whose file, or whose heading in it, does not exist."""
    for page in _pages(root):
        for link in _LINK.findall(page.read_text(encoding="utf-8")):
            if not link.startswith(("http://", "https://", "mailto:")) and not _leads_somewhere(page, link):
                yield f"{page.relative_to(root)}: {link}"


def _pages(root: Path) -> Iterable[Path]:
    return sorted(page for pattern in PAGES for page in root.glob(pattern))


def _leads_somewhere(page: Path, link: str) -> bool:
    name, _, anchor = link.partition("#")
    target = (page.parent / name) if name else page
    if not target.exists():
        return False
    headings = _HEADING.findall(target.read_text(encoding="utf-8")) if target.suffix == ".md" else []
    return not anchor or anchor in {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def generated() -> dict[Path, str]:
    """Return the content of every generated page."""
    return {
        DOCS / "commands.md": commands_page(),
        DOCS / "questions.md": questions_page(),
        **ontology_pages(),
        **{page: with_output(page) for page in WITH_OUTPUT},
    }


def main(*, check: bool) -> int:
    """Write, or check, the generated pages, then check the links; return the exit code."""
    pages = generated()
    stale = [page for page, text in pages.items() if not page.exists() or page.read_text("utf-8") != text]
    for page in stale:
        if not check:
            page.parent.mkdir(exist_ok=True)
            page.write_text(pages[page], encoding="utf-8")
        print(f"{page.relative_to(DOCS.parent)}: {'not up to date, run make docs' if check else 'written'}")
    broken = list(find_broken_links(DOCS.parent))
    print("\n".join(f"{link}: leads nowhere" for link in broken) or "every link leads somewhere")
    return 1 if broken or (check and stale) else 0


if __name__ == "__main__":
    sys.exit(main(check="--check" in sys.argv[1:]))
