"""The page of a finding."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xuntu.graph import read_text
from xuntu.graph.profiles import Quote, describe_finding
from xuntu.serving.pages.drawing import number
from xuntu.serving.pages.links import is_ours
from xuntu.serving.pages.page import Asked, Page
from xuntu.serving.pages.templates import show
from xuntu.serving.pages.things import show_thing

if TYPE_CHECKING:
    from xuntu.serving.tasks import Reading

_AROUND: Final = 120


@dataclass(frozen=True, slots=True)
class Context:
    """A passage with some of the text before and after it."""

    quote: Quote
    before: str
    after: str


def show_finding(reading: "Reading", asked: Asked) -> Page:
    """Return the page of a finding; what lies below one, as a measure, has the page of any thing."""
    one = describe_finding(reading.store, asked.get("iri"), asked.language) if is_ours(asked.get("iri")) else None
    if one is None:
        return show_thing(reading, asked)
    text = read_text(reading.store, one.document.iri)
    return show(
        "finding.html", asked, finding=one, contexts=[_around(quote, text) for quote in one.quotes], grouped=number
    )


def _around(quote: Quote, text: str | None) -> Context:
    end = quote.start + len(quote.words)
    if text is None or text[quote.start : end] != quote.words:
        return Context(quote, "", "")
    return Context(quote, text[max(0, quote.start - _AROUND) : quote.start], text[end : end + _AROUND])
