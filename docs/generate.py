"""Write what the documentation takes from the code itself, and check every link: `make docs`.

`docs/commands.md` is the help of every command, `docs/questions.md` the questions that the graph answers by name,
`docs/vocabulary.md` the classes and properties of the ontology. With `--check` nothing is written, and the exit code
is 1 where a page is not what it would be, or a link leads nowhere.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from xuntu.cli import xuntu
from xuntu.terminal.usage import Command, render_help

DOCS = Path(__file__).parent
PAGES = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/**/*.md", "examples/**/*.md")
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+\s+(.+?)\s*$", re.MULTILINE)


def commands_page() -> str:
    """Return the help of the group and of every command, as one page."""
    parts = ["# 命令\n", "由 `make docs` 从程序自己的说明生成。\n"]
    with click.Context(xuntu, info_name="xuntu", **xuntu.context_settings) as root:
        parts += ["```text", render_help(xuntu, root, width=100) + "```\n"]
        for name in xuntu.list_commands(root):
            command = xuntu.get_command(root, name)
            assert isinstance(command, Command)  # noqa: S101 (all of ours are)
            with click.Context(command, info_name=name, parent=root) as ctx:
                parts += [f"## {name}\n", "```text", render_help(command, ctx, width=100) + "```\n"]
    return "\n".join(parts)


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
    return {DOCS / "commands.md": commands_page()}


def main(*, check: bool) -> int:
    """Write, or check, the generated pages, then check the links; return the exit code."""
    stale = [page for page, text in generated().items() if not page.exists() or page.read_text("utf-8") != text]
    for page in stale:
        if not check:
            page.write_text(generated()[page], encoding="utf-8")
        print(f"{page.relative_to(DOCS.parent)}: {'not up to date, run make docs' if check else 'written'}")
    broken = list(find_broken_links(DOCS.parent))
    print("\n".join(f"{link}: leads nowhere" for link in broken) or "every link leads somewhere")
    return 1 if broken or (check and stale) else 0


if __name__ == "__main__":
    sys.exit(main(check="--check" in sys.argv[1:]))
