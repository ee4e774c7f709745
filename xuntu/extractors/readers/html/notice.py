"""Where on the page the notice stands: in a known container, where readability sees it, or anywhere."""

import logging
import re
from collections.abc import Iterator
from itertools import islice

from lxml import etree

from xuntu.extractors.lexicons import load_words
from xuntu.extractors.readers.html.blocks import read_table
from xuntu.extractors.readers.html.tree import Element, count_sentences, is_deep, parse
from xuntu.ontology import Note

_RANKS = {name: rank for rank, name in reversed(list(enumerate(load_words("furniture")["page"]["containers"])))}
# a choice that keeps fewer of the page's sentences is not taken
_KEEPS = 0.6
_CANDIDATES = 12
# readability walks by recursion
_DEEPEST_FOR_READABILITY = 250
# a page with so many links is more than its notice
_LINKS_OF_A_SITE = 12
_MARK = "data-xuntu"
_SENTENCE_END = re.compile("[。；！？]")


def find_notice(body: Element) -> tuple[Element, tuple[Note, ...]]:
    """Return the element that holds the notice and what is known about sentences left outside of it.

    Nothing inside of that element is lost: readability only says where to look. A page with few links is
    the notice, all of it.
    """
    is_site = len(list(islice(body.iter("a"), _LINKS_OF_A_SITE))) == _LINKS_OF_A_SITE
    total = count_sentences(body)
    for element in _choices(body, is_site=is_site) if total else ():
        kept = count_sentences(element)
        if kept >= _KEEPS * total:
            lost = total - kept
            return element, (Note("reading", f"正文之外还有 {lost} 句没有读（全页 {total} 句）"),) if lost else ()
    return body, (Note("reading", "没有认出正文区域，读的是整个页面"),) if is_site else ()


def _choices(body: Element, *, is_site: bool) -> Iterator[Element]:
    yield from _containers(body)
    located = _locate(body) if is_site else None
    if located is not None:
        yield _widen(located, body)


def _containers(body: Element) -> list[Element]:
    """Return the elements with a known id or class, the surest first, in the order of the page among equals."""
    ranked: list[tuple[int, Element]] = []
    for element in body.iter("div", "td", "article", "section", "span", "main", "ucapcontent"):
        names = [element.get("id") or "", *(element.get("class") or "").split()]
        rank = min((_RANKS[name] for name in names if name in _RANKS), default=None)
        if rank is not None:
            ranked.append((rank, element))
    ranked.sort(key=lambda pair: pair[0])
    return [element for _, element in ranked[:_CANDIDATES]]


def _locate(body: Element) -> Element | None:
    """Return the smallest element around all sentences that readability keeps, ``None`` where it keeps none."""
    if is_deep(body, _DEEPEST_FOR_READABILITY):
        return None
    elements = {str(number): element for number, element in enumerate(body.iter())}
    for number, element in elements.items():
        element.set(_MARK, number)
    kept = _summary(body)
    around: list[Element] | None = None
    for element in () if kept is None else kept.iter():
        original = elements.get(element.get(_MARK) or "")
        if original is not None and _SENTENCE_END.search(_own_text(original)):
            path = [*reversed(list(original.iterancestors())), original]
            around = path if around is None else [a for a, b in zip(around, path, strict=False) if a is b]
    return around[-1] if around else None


def _widen(element: Element, body: Element) -> Element:
    """Return *element* or what is around it as far as tables of facts stand beside it, which have no sentences."""
    widest = element
    for around in element.iterancestors():
        inside = set(widest.iter("table"))
        if any(table not in inside and _states_facts(table) for table in around.iter("table")):
            widest = around
        if around is body:
            break
    return widest


def _states_facts(table: Element) -> bool:
    linked = sum(len("".join(map(str, link.itertext()))) for link in table.iter("a"))
    return read_table(table) is not None and linked * 2 < len("".join(map(str, table.itertext())))


def _summary(body: Element) -> Element | None:
    from readability.readability import Document, Unparseable

    logging.getLogger("readability.readability").setLevel(logging.CRITICAL)
    source = etree.tostring(body, encoding="unicode", method="html", with_tail=False)
    try:
        return parse(Document(f"<html>{source}</html>").summary(html_partial=True))
    except (Unparseable, etree.LxmlError, ValueError):
        return None


def _own_text(element: Element) -> str:
    return (element.text or "") + "".join(child.tail or "" for child in element)
