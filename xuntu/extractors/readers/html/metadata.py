"""What a page says about itself in its head: title, site, day of publication."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from xuntu.extractors.lexicons import load_words
from xuntu.extractors.readers.html.tree import Element

_NAMES = load_words("furniture")["page"]
_DAY = re.compile(r"((?:19|20)\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})")
_SUFFIX = re.compile(r"\s*[-_|–—]+\s*")
# a heading that names the site, not the article
_SITE = re.compile(r"(?:网|网站|门户|平台|频道|人民政府|首页)$")
_SHORTEST_TITLE = 6


@dataclass(frozen=True, slots=True)
class Metadata:
    """Facts of the head; ``None`` where the page has none. ``is_sure`` is true for a title made for the article."""

    title: str | None
    is_sure: bool
    publisher: str | None
    published: str | None


def read_metadata(root: Element) -> Metadata:
    """Return what the head of the page *root* says."""
    stated: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = meta.get("name") or meta.get("property")
        content = (meta.get("content") or "").strip()
        if name and content:
            stated.setdefault(name.lower(), content)
    sure = _first(stated, _NAMES["title"][:1])
    return Metadata(
        title=sure or _headline(root) or _first(stated, _NAMES["title"][1:]) or _page_title(root),
        is_sure=sure is not None,
        publisher=_first(stated, _NAMES["publisher"]),
        published=_day(_first(stated, _NAMES["published"])),
    )


def _first(stated: dict[str, str], names: Iterable[str]) -> str | None:
    return next((stated[name.lower()] for name in names if name.lower() in stated), None)


def _headline(root: Element) -> str | None:
    headlines = (" ".join("".join(map(str, element.itertext())).split()) for element in root.iter("h1"))
    return next((line for line in headlines if len(line) >= _SHORTEST_TITLE and not _SITE.search(line)), None)


def _page_title(root: Element) -> str | None:
    """Return the title of the window without the name of the site, which is the shorter part."""
    title = next(root.iter("title"), None)
    text = " ".join(("" if title is None else title.text or "").split())
    return max((part for part in _SUFFIX.split(text) if not _SITE.search(part)), key=len, default=None) or None


def _day(text: str | None) -> str | None:
    match = _DAY.search(text or "")
    if not match or not (1 <= int(match[2]) <= 12 and 1 <= int(match[3]) <= 31):
        return None
    return f"{match[1]}-{int(match[2]):02d}-{int(match[3]):02d}"
