"""The parts of a workbook's package as trees, without name spaces, which two editions of the standard write apart."""

import zipfile
from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element  # pyright: ignore[reportPrivateUsage]  # lxml gives it no public name  # noqa: SLF001


def open_part(archive: zipfile.ZipFile, name: str) -> Element | None:
    """Return the root of the part *name*, ``None`` where the package has none; entities are left alone."""
    if name not in archive.NameToInfo:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(archive.read(name), parser)


def children(parent: Element | None, name: str) -> Iterator[Element]:
    """Yield the children of *parent* that are called *name*, in whatever name space."""
    for child in parent if parent is not None else ():
        if str(child.tag).rpartition("}")[2] == name:
            yield child


def shown_text(string: Element) -> str:
    """Return the text of a string without the pinyin that stands over it."""
    own = "".join(each.text or "" for each in children(string, "t"))
    return own + "".join(each.text or "" for run in children(string, "r") for each in children(run, "t"))
