"""From a tree of elements to paragraphs and tables, as a browser would break them."""

import re
from collections.abc import Iterator

from xuntu.extractors.readers.grid import Cell, to_grid
from xuntu.extractors.readers.html.tree import Element
from xuntu.extractors.readers.page import Block, Grid

_BLOCK_TAGS = frozenset(
    (
        "address", "article", "blockquote", "body", "br", "center", "dd", "div", "dl", "dt", "fieldset", "figcaption",
        "figure", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main", "ol", "p",
        "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "caption", "o:p",
    )
)  # fmt: skip
_SPACES = re.compile("[ \t\r\n\f\xa0]+")
_WIDE = re.compile("[\u2e80-\uffee\u3000-\u303f‘’“”…—]")
_LONGEST_NUMBER = 6
_NUMBERED = re.compile(r"^\s*[(（〔]?(?:\d{1,3}|[一二三四五六七八九十]{1,3}|[①-⑳])\s*[)）〕.．、]?")


def to_blocks(root: Element) -> list[Block]:
    """Return the paragraphs and tables below *root* in their order."""
    return [block for block in _walk(root) if isinstance(block, Grid) or block.strip()]


def _walk(root: Element) -> Iterator[Block]:
    """Yield blocks, without recursion: pages nest as deep as they like."""
    pieces: list[str] = []
    counts: dict[Element, int] = {}
    stack: list[tuple[Element, bool]] = [(root, False)]
    while stack:
        element, is_end = stack.pop()
        tag = element.tag
        if tag in _BLOCK_TAGS and pieces:
            yield from _break_up(pieces)
            pieces = []
        if is_end:
            if element.tail and element is not root:
                pieces.append(element.tail)
            continue
        stack.append((element, True))
        grid = read_table(element) if tag == "table" else None
        if grid:
            yield grid
            continue
        if tag == "li":
            pieces.append(_list_number(element, counts))
        if element.text:
            pieces.append(element.text.replace("\n", "\u2028") if tag == "pre" else element.text)
        stack += [(child, False) for child in reversed(element)]
    yield from _break_up(pieces)


def _break_up(pieces: list[str]) -> Iterator[str]:
    """Yield the lines of a paragraph; line breaks of the source are spaces, and nothing between Han characters."""
    number = pieces[0][1:] if pieces and pieces[0].startswith("\0") else ""
    text = "".join(pieces[1:] if number else pieces)
    if number and text.strip() and not _NUMBERED.match(text):
        text = number + text.lstrip()
    for line in text.split("\u2028"):
        yield _SPACES.sub(_space, line).strip()


def _space(match: re.Match[str]) -> str:
    if "\n" not in match[0] or "\xa0" in match[0]:
        return " "
    around = match.string[max(match.start() - 1, 0) : match.start()] + match.string[match.end() : match.end() + 1]
    return "" if _WIDE.search(around) else " "


def _list_number(element: Element, counts: dict[Element, int]) -> str:
    """Return the number that a browser prints before a list element, after a mark; ``""`` where it prints none."""
    parent = element.getparent()
    if parent is None or parent.tag != "ol" or "none" in (parent.get("style") or ""):
        return ""
    start = parent.get("start") or "1"
    number = counts.get(parent, int(start) if start.isdecimal() and len(start) < _LONGEST_NUMBER else 1)
    counts[parent] = number + 1
    return f"\0{number}."


def read_table(table: Element) -> Grid | None:
    """Return the rows of *table*, or ``None`` where it only lays out the page."""
    if next(table.iterdescendants("table"), None) is not None:
        return None
    return to_grid([[_cell(cell) for cell in row.iterchildren("td", "th")] for row in table.iterdescendants("tr")])


def _cell(cell: Element) -> Cell:
    text = " ".join(block for block in to_blocks(cell) if isinstance(block, str))
    return Cell(text, _span(cell, "rowspan"), _span(cell, "colspan"))


def _span(cell: Element, name: str) -> int:
    value = (cell.get(name) or "1").strip()
    return max(1, int(value)) if value.isdecimal() and len(value) < _LONGEST_NUMBER else 1
