"""Search by any name and any words, and the names that a field suggests."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, get_args

from xuntu.graph import Hit, ThingKind, count_words, find_named, find_near, find_words, suggest_names
from xuntu.ontology import clean
from xuntu.serving.pages.page import Asked, Page
from xuntu.serving.pages.templates import show

if TYPE_CHECKING:
    from xuntu.serving.tasks import Reading

_KINDS: Final[tuple[ThingKind, ...]] = get_args(ThingKind)
_BY_NAME: Final[Mapping[str, ThingKind]] = {str(kind): kind for kind in _KINDS}
_FIRST: Final = 5
"""Hits of each kind that are shown beside those of others."""
_PAGE: Final = 50
_SUGGESTED: Final = 20
_SUGGESTIONS: Final[Mapping[str, tuple[ThingKind, ...]]] = {
    "unit": ("unit",), "round": ("round",), "inspector": ("team", "unit"), "place": ("place",), "type": ("type",),
    "policy": ("policy",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """What was found of one kind: how many things, and the first of them."""

    kind: ThingKind
    number: int
    hits: tuple[Hit, ...]


def show_search(reading: "Reading", asked: Asked) -> Page:
    """Return what is found of the words ``q``, kind by kind, or page by page of one ``kind``."""
    text = clean(asked.get("q"))
    words = reading.words
    if words is None or not words.exists():
        hits = find_named(reading.store, text) if text else []
        found = [Found(kind, len(some), some) for kind in _KINDS if (some := tuple(h for h in hits if h.kind == kind))]
        return _show(asked, found, indexed=False)
    counts = count_words(words, text)
    kind: ThingKind | None = _BY_NAME.get(asked.get("kind"))
    pages = _count_pages(counts.get(kind, 0)) if kind else 1
    page = min(max(asked.number("page", 1), 1), pages)
    if kind:
        hits = find_words(words, text, kinds=[kind], limit=_PAGE, offset=(page - 1) * _PAGE, counts=counts)
        found = [Found(kind, counts.get(kind, 0), tuple(hits))]
    else:
        found = [
            Found(each, number, tuple(find_words(words, text, kinds=[each], limit=_FIRST, counts=counts)))
            for each, number in counts.items()
        ]
    near = find_near(words, text) if text and not counts else []
    return _show(asked, found, counts=counts, kind=kind, page=page, near=near)


def suggest(reading: "Reading", asked: Asked) -> Page:
    """Return at most twenty names of a ``kind`` that begin with ``q`` or have its words, as JSON."""
    kinds = _SUGGESTIONS.get(asked.get("kind"), ())
    text = asked.get("q")
    if reading.words is not None and reading.words.exists():
        names = suggest_names(reading.words, text, kinds=kinds, limit=_SUGGESTED) if kinds else []
    else:
        hits = [hit for hit in find_named(reading.store, text) if hit.kind in kinds]
        names = list(dict.fromkeys("".join(piece for piece, _ in hit.label) for hit in hits))[:_SUGGESTED]
    return Page(json.dumps(names, ensure_ascii=False).encode(), media_type="application/json; charset=utf-8")


def _show(
    asked: Asked,
    found: list[Found],
    *,
    indexed: bool = True,
    counts: Mapping[ThingKind, int] | None = None,
    kind: ThingKind | None = None,
    page: int = 1,
    near: list[str] | None = None,
) -> Page:
    known = counts or {each.kind: each.number for each in found}
    return show(
        "search.html",
        asked,
        text=asked.get("q"),
        found=found,
        indexed=indexed,
        counts=known,
        number=sum(known.values()),
        kind=kind,
        page=page,
        pages=_count_pages(known.get(kind, 0)) if kind else 1,
        near=near or [],
    )


def _count_pages(number: int) -> int:
    return max((number + _PAGE - 1) // _PAGE, 1)
