"""Write what the documentation takes from the code itself, and check every link: `make docs`.

`docs/commands.md` is the help of every command, `docs/questions.md` the questions that the graph answers by name,
`docs/ontology/` the reference of the ontology, `docs/reference/` the Python API and the JSON. In any page, what stands
below a command of a ``console`` block is what that command prints, and tables below `<!-- figures … -->` are those of
the pinned scores. With `--check` nothing is written, and the exit code is 1 where a page is not what it would be, or a
link leads nowhere. Pages that are named are the only ones made: `docs/generate.py docs/tutorial.md`.
"""

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from making.fields import json_page
from making.figures import with_figures
from making.pictures import gallery_page
from making.places import DOCS, ROOT, find_broken_links, find_pages
from making.sessions import find_commands, play
from making.signatures import api_page

from xuntu.cli import xuntu
from xuntu.graph import Parameter, load_questions
from xuntu.reference import load_model, to_folder
from xuntu.terminal.language import speak
from xuntu.terminal.usage import Command, render_help


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


def decisions_page() -> str:
    """Return the list of the decision records, by number."""
    parts = [
        "# 决策记录\n",
        "由 `make docs` 生成。撤回要花一天以上的决定，各有半页（英文），[怎样写一份](template.md)。\n",
    ]
    for record in sorted((DOCS / "decisions").glob("[0-9]*.md")):
        title = record.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ")
        parts.append(f"- [{title}]({record.name})")
    return "\n".join(parts) + "\n"


def with_output(text: str) -> str:
    """Return a page with what its commands print, run one after the other in an empty folder that has the examples."""
    if not any(find_commands(text)):
        return text
    with TemporaryDirectory() as folder:
        furnish(Path(folder))
        return play(text, Path(folder))


def furnish(folder: Path) -> None:
    """Put into *folder* what the pages take for granted: the examples, and 通报/, which stands for one's own files."""
    (folder / "examples").symlink_to(ROOT / "examples")
    (folder / "通报").symlink_to(ROOT / "examples" / "documents")


def generated() -> dict[Path, str]:
    """Return the content of every page that is generated as a whole."""
    return {
        DOCS / "commands.md": commands_page(),
        DOCS / "questions.md": questions_page(),
        DOCS / "reference" / "api.md": api_page(),
        DOCS / "reference" / "json.md": json_page(),
        DOCS / "decisions" / "index.md": decisions_page(),
        DOCS / "gallery.md": gallery_page(),
        **ontology_pages(),
    }


def completed(pages: Iterable[Path]) -> dict[Path, str]:
    """Return those of *pages* that hold tables or output of ours, with these as they are now."""
    texts = {page: page.read_text(encoding="utf-8") for page in pages if page.suffix == ".md"}
    return {page: with_output(with_figures(text)) for page, text in texts.items()}


def main(named: list[Path], *, check: bool) -> int:
    """Write, or check, the generated pages, then check the links; return the exit code."""
    made = generated()
    pages = made | completed(page for page in named or find_pages(ROOT) if page not in made)
    stale = [page for page, text in pages.items() if not page.exists() or page.read_text("utf-8") != text]
    for page in stale:
        if not check:
            page.parent.mkdir(exist_ok=True)
            page.write_text(pages[page], encoding="utf-8")
        print(f"{page.relative_to(ROOT)}: {'not up to date, run make docs' if check else 'written'}")
    broken = list(find_broken_links(ROOT))
    print("\n".join(f"{link}: leads nowhere" for link in broken) or "every link leads somewhere")
    return 1 if broken or (check and stale) else 0


if __name__ == "__main__":
    os.environ.pop("XUNTU_LANG", None)
    words = [word for word in sys.argv[1:] if word != "--check"]
    sys.exit(main([Path(word).resolve() for word in words], check="--check" in sys.argv[1:]))
