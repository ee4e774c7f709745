"""The numbers that Word prints before paragraphs but does not write into their text (ECMA-376, 17.9)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from xuntu.extractors.readers.word.markup import Element, number_at, number_in, value_of, w
from xuntu.extractors.readers.word.numerals import format_number

_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered; ``text`` holds ``%1`` … ``%9`` for the numbers of the levels."""

    format: str = "decimal"
    text: str = ""
    start: int = 1
    is_legal: bool = False
    style: str | None = None


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has been counted."""

    levels: Mapping[int, Mapping[int, Level]]
    lists: Mapping[int, int]
    restarts: Mapping[int, Mapping[int, int]]
    styles: Mapping[str, tuple[int | None, int | None]]
    _counts: dict[int, dict[int, int]] = field(default_factory=dict[int, dict[int, int]])
    _begun: set[tuple[int, int]] = field(default_factory=set[tuple[int, int]])

    def label(self, paragraph: Element) -> str:
        """Return what Word prints before *paragraph* and count it; ``""`` where it prints nothing or a bullet."""
        list_number, depth = self._list_of(paragraph)
        outline = self.lists.get(list_number or 0)
        if list_number is None or outline is None or depth not in self.levels.get(outline, {}):
            return ""
        levels = self.levels[outline]
        counts = self._counts.setdefault(outline, {})
        if (list_number, depth) not in self._begun:
            self._begun.add((list_number, depth))
            if depth in self.restarts.get(list_number, {}):
                counts[depth] = self.restarts[list_number][depth] - 1
        counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        for deeper in range(depth + 1, _LEVELS):
            counts.pop(deeper, None)
        if levels[depth].format == "bullet":
            return ""
        return _PLACE.sub(lambda place: _printed(levels, counts, int(place[1]) - 1, depth), levels[depth].text)

    def _list_of(self, paragraph: Element) -> tuple[int | None, int]:
        properties = paragraph.find(w("pPr"))
        style = value_of(properties, "pStyle")
        styled_list, styled_depth = self.styles.get(style or "", (None, None))
        own_list, own_depth = number_at(properties, "numPr", "numId"), number_at(properties, "numPr", "ilvl")
        list_number = own_list if own_list is not None else styled_list
        depth = own_depth if own_depth is not None else styled_depth
        if depth is None:
            levels = self.levels.get(self.lists.get(list_number or 0, -1), {})
            depth = next((at for at, level in levels.items() if style and level.style == style), 0)
        return list_number, depth


def read_numbering(numbering: Element | None, styles: Element | None) -> Numbering:
    """Return the lists that the *numbering* and *styles* parts of a document define."""
    styled = _read_styles(styles)
    if numbering is None:
        return Numbering({}, {}, {}, styled)
    outlines = {number_in(one, "abstractNumId"): one for one in numbering.iterchildren(w("abstractNum"))}
    lists: dict[int, int] = {}
    restarts: dict[int, dict[int, int]] = {}
    for one in numbering.iterchildren(w("num")):
        number = number_in(one, "numId")
        lists[number] = number_at(one, "abstractNumId") or 0
        for override in one.iterchildren(w("lvlOverride")):
            start = number_at(override, "startOverride")
            if start is not None:
                restarts.setdefault(number, {})[number_in(override, "ilvl")] = start
    levels = {number: _read_levels(outline) for number, outline in outlines.items()}
    for number, outline in outlines.items():
        linked = styled.get(value_of(outline, "numStyleLink") or "", (None, None))[0]
        if linked is not None and lists.get(linked) in levels:
            levels[number] = levels[lists[linked]]
    return Numbering(levels, lists, restarts, styled)


def _read_levels(outline: Element) -> dict[int, Level]:
    return {
        number_in(level, "ilvl"): Level(
            format=value_of(level, "numFmt") or "decimal",
            text=value_of(level, "lvlText") or "",
            start=number_at(level, "start") or 0,
            is_legal=level.find(w("isLgl")) is not None,
            style=value_of(level, "pStyle"),
        )
        for level in outline.iterchildren(w("lvl"))
    }


def _read_styles(styles: Element | None) -> dict[str, tuple[int | None, int | None]]:
    """Return list and depth of each style, its own or those of the style that it is based on."""
    if styles is None:
        return {}
    found = {style.get(w("styleId")) or "": style for style in styles.iterchildren(w("style"))}
    return {name: _inherited(name, found) for name in found}


def _inherited(name: str, found: Mapping[str, Element]) -> tuple[int | None, int | None]:
    list_number: int | None = None
    depth: int | None = None
    seen: set[str] = set()
    while name in found and name not in seen:
        seen.add(name)
        properties = found[name].find(w("pPr"))
        if list_number is None:
            list_number = number_at(properties, "numPr", "numId")
        if depth is None:
            depth = number_at(properties, "numPr", "ilvl")
        name = value_of(found[name], "basedOn") or ""
    return list_number, depth


def _printed(levels: Mapping[int, Level], counts: Mapping[int, int], depth: int, at: int) -> str:
    level = levels.get(depth, Level())
    is_plain = levels[at].is_legal
    return format_number(counts.get(depth, level.start), "decimal" if is_plain else level.format)
