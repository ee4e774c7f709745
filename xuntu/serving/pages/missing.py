"""What is shown where the graph has no such thing."""

from xuntu.serving.pages.page import Asked, Page
from xuntu.serving.pages.templates import show


def show_missing(asked: Asked) -> Page:
    """Return the page that says that there is no such thing, with what was asked for as text."""
    return show("missing.html", asked, status=404, iri=asked.get("iri"))
