"""The page of any thing: those that have a page of their own are shown there."""

from typing import TYPE_CHECKING

from xuntu.graph.profiles import describe_thing
from xuntu.ontology import QueryError
from xuntu.serving.pages.links import to_path
from xuntu.serving.pages.missing import show_missing
from xuntu.serving.pages.page import Asked, Page, redirect
from xuntu.serving.pages.templates import show

if TYPE_CHECKING:
    from xuntu.serving.tasks import Reading


def show_thing(reading: "Reading", asked: Asked) -> Page:
    """Return the page of a thing, or where it has one; what the graph does not know is told to be missing."""
    iri = asked.get("iri")
    own = to_path(iri, asked.root)
    if asked.page == "thing" and not own.startswith(f"{asked.root}/thing?"):
        return redirect(own)
    try:
        thing = describe_thing(reading.store, iri, asked.language)
    except QueryError:  # not an IRI at all
        thing = None
    return show("thing.html", asked, thing=thing) if thing else show_missing(asked)
