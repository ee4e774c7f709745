"""The pages of the site, put together for Sphinx from the pages as they stand in the repository.

The pages stay plain Markdown that any viewer shows. What Sphinx needs besides is added to copies: pages from outside
``docs`` get a place, links follow, and the map (``docs/index.md``) becomes the navigation, a group for each heading.
"""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from posixpath import normpath, relpath

from making.places import DOCS, LINK, ROOT, is_elsewhere

_OUTSIDE = {
    "CONTRIBUTING.md": "contributing.md",
    "CHANGELOG.md": "changes.md",
    "examples/README.md": "examples.md",
    "benchmarks/results": "benchmarks",
}
_MAPS = ("index.md", "en/index.md", "decisions/index.md")
_ALONE = "---\norphan: true\n---\n\n"  # a page that is linked from another, and not in the navigation
_NOT_PAGES = {".py", ".pyc", ".css"}
_CHINESE = "[\u2014\u2018-\u201d\u2026\u3000-\u303f\u3400-\u9fff\uff00-\uffef]"
_BROKEN = re.compile(rf"(?<={_CHINESE})\n[ ]*(?={_CHINESE})")
_FENCED = re.compile(r"(^```.*?^```$)", re.DOTALL | re.MULTILINE)
_SECTION = re.compile(r"^## +(.+?)\s*$", re.MULTILINE)


def stage(folder: Path) -> None:
    """Write all that the site is made of into *folder*, which is emptied first."""
    shutil.rmtree(folder, ignore_errors=True)
    places = dict(_find_places())
    for file, place in places.items():
        target = folder / place
        target.parent.mkdir(parents=True, exist_ok=True)
        if file.suffix != ".md":
            shutil.copyfile(file, target)
            continue
        text = join_lines(_move_links(file, file.read_text(encoding="utf-8"), place, places))
        more = "".join(to_navigation(place, text)) if place in _MAPS else ""
        alone = _ALONE if place.startswith("benchmarks/") else ""
        target.write_text(alone + text + more, encoding="utf-8")


def _find_places() -> Iterator[tuple[Path, str]]:
    for file in sorted(DOCS.rglob("*")):
        if file.is_file() and file.suffix not in _NOT_PAGES:
            yield file, file.relative_to(DOCS).as_posix()
    for name, place in _OUTSIDE.items():
        source = ROOT / name
        files = sorted(source.glob("*")) if source.is_dir() else [source]
        yield from ((file, f"{place}/{file.name}" if source.is_dir() else place) for file in files)


def _move_links(file: Path, text: str, place: str, places: dict[Path, str]) -> str:
    """Return a page whose links lead to the places of the site; what has no place there is named, not linked."""

    def _move(link: re.Match[str]) -> str:
        address, _, anchor = link["address"].partition("#")
        if is_elsewhere(address) or not address:
            return link[0]
        target = Path(normpath(file.parent / address))
        if target not in places:
            return link["words"]
        there = relpath(places[target], str(PurePosixPath(place).parent))
        return f"[{link['words']}]({there}{'#' + anchor if anchor else ''})"

    return LINK.sub(_move, text)


def join_lines(text: str) -> str:
    r"""Return a page in which Chinese sentences are not broken by line ends, which a browser shows as spaces.

    >>> join_lines("启动公告、\n反馈通报。\n\n## 读\n\n甲\n- 乙，\n  丙，\n  戊 a\n丁")
    '启动公告、反馈通报。\n\n## 读\n\n甲\n- 乙，丙，戊 a\n丁'
    """
    parts = _FENCED.split(text)
    return "".join(part if place % 2 else _BROKEN.sub("", part) for place, part in enumerate(parts))


def to_navigation(place: str, text: str) -> Iterator[str]:
    r"""Yield the hidden lists of pages that a map makes: one for each of its headings.

    >>> print(*to_navigation("index.md", "# 文档\n\n## 查\n\n[命令](commands.md)\n"))
    <BLANKLINE>
    ```{toctree}
    :hidden:
    :caption: 查
    <BLANKLINE>
    commands
    ```
    <BLANKLINE>
    """
    lead, *parts = _SECTION.split(text)
    groups = list(zip(parts[::2], parts[1::2], strict=True)) or [("", lead)]
    known = set[str]()
    for caption, body in groups:
        pages = [page for page in _pages_of(place, body) if page not in known]
        known.update(pages)
        if pages:
            title = f":caption: {caption}\n" if caption else ""
            yield "\n```{toctree}\n:hidden:\n" + title + "\n" + "\n".join(pages) + "\n```\n"


def _pages_of(place: str, text: str) -> list[str]:
    """Return the pages that a map leads to, each once; a map of a folder is of that folder alone."""
    links = [link["address"].partition("#")[0] for link in LINK.finditer(text) if not is_elsewhere(link["address"])]
    inside = [link for link in links if link.endswith(".md") and (place == "index.md" or not link.startswith(".."))]
    return list(dict.fromkeys(link.removesuffix(".md") for link in inside))
