"""Documents: the list of them, and the page of one with its text and every passage marked."""

from collections import Counter
from typing import TYPE_CHECKING, Final

from xuntu.graph.profiles import DocumentProfile, Mark, describe_document, list_document_rows
from xuntu.serving.pages.links import is_ours
from xuntu.serving.pages.marking import cut_lines
from xuntu.serving.pages.missing import show_missing
from xuntu.serving.pages.page import Asked, Page
from xuntu.serving.pages.paging import page_of, start_of
from xuntu.serving.pages.templates import show

if TYPE_CHECKING:
    from xuntu.serving.tasks import Reading

_KINDS: Final = (
    "heading", "finding", "measure", "status", "recurrence", "money", "sanction", "meeting", "figure", "declared",
    "header", "policy", "unit", "note", "passage",
)  # fmt: skip
_LISTED: Final = 100


def show_documents(reading: "Reading", asked: Asked) -> Page:
    """Return the list of documents."""
    listing = list_document_rows(reading.store, words=asked.get("q"), start=start_of(asked), language=asked.language)
    return show("documents.html", asked, rows=listing.rows, paging=page_of(asked, listing.total))


def show_document(reading: "Reading", asked: Asked) -> Page:
    """Return the page of a document."""
    one = (
        describe_document(reading.store, asked.get("iri"), asked.language, at=asked.number("at", 0, most=1 << 30))
        if is_ours(asked.get("iri"))
        else None
    )
    if one is None:
        return show_missing(asked)
    passages = [mark for mark in one.marks if mark.is_passage]
    start = start_of(asked, "marks", _LISTED)
    counts = Counter(each for mark in one.marks for each in kinds_of(mark))
    return show(
        "document.html",
        asked,
        document=one,
        lines=[] if one.text is None else list(cut_lines(one.text, one.marks, offset=one.offset)),
        loose=_unnested(one) if one.text is None else [],
        kinds_of=kinds_of,
        number=one.parts.index(one.offset),
        kinds=[(kind, counts[kind]) for kind in _KINDS if counts[kind]],
        listed=passages[start : start + _LISTED],
        paging=page_of(asked, len(passages), "marks", _LISTED),
    )


def kinds_of(mark: Mark) -> tuple[str, ...]:
    """Return the kinds of a mark, each once; a passage that nothing points to is one of its own."""
    return tuple(dict.fromkeys(each.kind for each in mark.marked)) or ("passage",)


def _unnested(one: DocumentProfile) -> list[tuple[str, list[Mark]]]:
    """Return the words of the passages with the marks in them, where the text is not kept."""
    return [(mark.words, [mark]) for mark in one.marks if mark.is_passage]
