"""Plain text and Markdown."""

import re
from collections.abc import Iterator

from xuntu.extractors.readers.encoding import decode
from xuntu.extractors.readers.page import Block, Grid, Page
from xuntu.extractors.readers.size import MOST_BYTES_OF_TEXT, refuse_beyond
from xuntu.extractors.readers.tabular import find_tables

_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_HEADING = re.compile(r"^ {0,3}#{1,6}\s+")
_BULLET = re.compile(r"^\s*[-*+]\s+|^\s*>\s?")
# bounded, so that a long line of marks without partners costs no more than any other
_IMAGE = re.compile(r"!\[[^\]\n]{0,200}\]\([^)\n]{0,400}\)")
_LINK = re.compile(r"\[([^\]\n]{1,200})\]\([^)\n]{0,400}\)")
_EMPHASIS = re.compile(r"(\*\*|__|\*|`)(?=\S)(.{1,300}?)(?<=\S)\1")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")
_RULE = re.compile(r"[-*_=:|\s]{3,}")


def read_text(data: bytes, name: str) -> Page:
    """Return the page of a plain text; every line is a paragraph, or the row of a table parted by tabs."""
    refuse_beyond(len(data), MOST_BYTES_OF_TEXT, name)
    text, notes = decode(data, name)
    return Page(tuple(find_tables(text)) if "\t" in text else (text,), notes=notes)


def read_markdown(data: bytes, name: str) -> Page:
    """Return the page of a Markdown text without its marks; numbers of lists stay."""
    refuse_beyond(len(data), MOST_BYTES_OF_TEXT, name)
    text, notes = decode(data, name)
    lines = _FRONT_MATTER.sub("", text.replace("\r\n", "\n")).split("\n")
    return Page(tuple(_blocks(lines)), notes=notes)


def _blocks(lines: list[str]) -> Iterator[Block]:
    rows: list[tuple[str, ...]] = []
    for line in [*lines, ""]:
        row = line.strip()
        if len(row) > 1 and row[0] == row[-1] == "|":
            if not _RULE.fullmatch(line):
                rows.append(tuple(_plain(cell.strip()) for cell in re.split(r"(?<!\\)\|", row[1:-1])))
            continue
        if rows:
            width = max(map(len, rows))
            yield Grid(tuple((*row, *[""] * (width - len(row))) for row in rows))
            rows = []
        if not _RULE.fullmatch(line):
            yield _plain(_BULLET.sub("", _HEADING.sub("", line)))


def _plain(text: str) -> str:
    text = _LINK.sub(r"\1", _IMAGE.sub("", text))
    return _ESCAPED.sub(r"\1", _EMPHASIS.sub(r"\2", text))
