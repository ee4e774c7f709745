"""Where the pages of the documentation are, and where their links lead."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

DOCS = Path(__file__).parents[1]
ROOT = DOCS.parent
PAGES = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/**/*.md", "examples/**/*.md", "benchmarks/**/*.md")
LINK = re.compile(r"\[(?P<words>[^\]\[]*)\]\((?P<address>[^)\s]+)\)")
_HEADING = re.compile(r"^#+\s+(.+?)\s*$", re.MULTILINE)
_FENCED = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
_ELSEWHERE = ("http://", "https://", "mailto:")


def find_pages(root: Path) -> list[Path]:
    """Return our pages below *root*, in order."""
    return sorted({page for pattern in PAGES for page in root.glob(pattern)})


def find_links(text: str) -> Iterator[str]:
    """Yield the links of a page to files and headings of ours; what stands in code is none.

    >>> list(find_links("[甲](a.md#乙) [丙](https://example.org)"))
    ['a.md#乙']
    """
    for link in LINK.finditer(_FENCED.sub("", text)):
        if not is_elsewhere(link["address"]):
            yield link["address"]


def is_elsewhere(link: str) -> bool:
    """Return whether a link leaves the project."""
    return link.startswith(_ELSEWHERE)


def find_broken_links(root: Path) -> Iterator[str]:
    """Yield every link in our pages whose file, or whose heading in it, does not exist."""
    for page in find_pages(root):
        for link in find_links(page.read_text(encoding="utf-8")):
            if not _leads_somewhere(page, link):
                yield f"{page.relative_to(root)}: {link}"


def find_lost_pages(root: Path, *, start: str = "docs/index.md") -> list[str]:
    """Return the pages of ``docs`` that no chain of links reaches from *start*."""
    reached, waiting = set[Path](), [root / start]
    while waiting:
        page = waiting.pop().resolve()
        if page in reached or page.suffix != ".md" or not page.exists():
            continue
        reached.add(page)
        waiting += [page.parent / link.partition("#")[0] for link in find_links(page.read_text(encoding="utf-8"))]
    pages: Iterable[Path] = (root / "docs").rglob("*.md")
    return sorted(str(page.relative_to(root)) for page in pages if page.resolve() not in reached)


def to_anchor(heading: str) -> str:
    """Return the anchor of a heading, as viewers of repositories make it.

    >>> to_anchor("库里有什么？ `.store`")
    '库里有什么-store'
    """
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _leads_somewhere(page: Path, link: str) -> bool:
    name, _, anchor = link.partition("#")
    target = (page.parent / name) if name else page
    if not target.exists():
        return False
    headings = _HEADING.findall(target.read_text(encoding="utf-8")) if target.suffix == ".md" else []
    return not anchor or anchor in {to_anchor(heading) for heading in headings}
