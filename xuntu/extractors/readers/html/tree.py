"""From the source of a page to a tree without what a browser does not show."""

import re
from itertools import islice
from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element  # pyright: ignore[reportPrivateUsage]  # lxml gives it no public name  # noqa: SLF001
_UNSEEN = (
    "script", "style", "noscript", "template", "select", "datalist", "button", "iframe", "object", "embed", "svg",
    "math", "canvas", "video", "audio", "map", "textarea", "nav", "aside", "footer", "head", "link", "meta", "input",
    "rt", "rp",
)  # fmt: skip
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}>")
_NOT_MARKUP = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def parse(source: str) -> Element | None:
    """Return the root of the page, or ``None`` where the source holds no element.

    Nesting of any depth is read; nothing is loaded from elsewhere.
    """
    source = _NOT_MARKUP.sub("", _XML_DECLARATION.sub("", source))
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True, remove_pis=True, recover=True
    )
    try:
        return etree.fromstring(source.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None


def find_visible(root: Element) -> Element:
    """Return the body of the page after taking out of it what is not shown or only leads elsewhere."""
    body = root.find("body")
    body = root if body is None else body
    hidden = [element for element in body.iter("*") if _is_hidden(element)]
    for element in [*body.iter(*_UNSEEN), *hidden]:
        _drop(element)
    return body


def is_deep(body: Element, limit: int) -> bool:
    """Return whether elements are nested more than *limit* deep, which recursive libraries do not survive."""
    depth = 0
    for event, _ in etree.iterwalk(body, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > limit:
            return True
    return False


def count_sentences(body: Element) -> int:
    """Return how many sentence ends the text below *body* has."""
    return sum(len(re.findall("[。；！？]", str(text))) for text in islice(body.itertext(), 1_000_000))


def _is_hidden(element: Element) -> bool:
    style = element.get("style")
    return element.get("hidden") is not None or bool(style and _HIDDEN.search(style))


def _drop(element: Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    # references such as &#1; put signs into a tree that it then refuses to take
    tail = _NOT_MARKUP.sub("", element.tail or "")
    before = element.getprevious()
    if before is None:
        parent.text = _NOT_MARKUP.sub("", parent.text or "") + tail
    else:
        before.tail = _NOT_MARKUP.sub("", before.tail or "") + tail
    parent.remove(element)
