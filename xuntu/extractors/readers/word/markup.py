"""Names of WordprocessingML (ECMA-376 part 1, section 17) and how to look an attribute up."""

from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element  # pyright: ignore[reportPrivateUsage]  # lxml gives it no public name  # noqa: SLF001

_LONGEST_NUMBER = 9
_NAMESPACE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def w(name: str) -> str:
    """Return the qualified name of *name* in WordprocessingML."""
    return _NAMESPACE + name


def value_of(parent: Element | None, *path: str) -> str | None:
    """Return the ``w:val`` of the element at *path* below *parent*, ``None`` where there is none.

    >>> value_of(None, "pPr", "pStyle") is None
    True
    """
    for name in path:
        parent = None if parent is None else parent.find(w(name))
    return None if parent is None else parent.get(w("val"))


def number_at(parent: Element | None, *path: str) -> int | None:
    """Return the ``w:val`` at *path* below *parent* as a number, ``None`` where there is none."""
    return _number(value_of(parent, *path))


def number_in(element: Element, attribute: str) -> int:
    """Return the attribute of *element* as a number, 0 where there is none."""
    return _number(element.get(w(attribute))) or 0


def _number(value: str | None) -> int | None:
    return int(value) if value is not None and value.isdecimal() and len(value) <= _LONGEST_NUMBER else None
