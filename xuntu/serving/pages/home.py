"""The first page: what is in the graph."""

from typing import TYPE_CHECKING

from xuntu.serving.pages.page import Asked, Page
from xuntu.serving.pages.templates import show

if TYPE_CHECKING:
    from xuntu.serving.tasks import Reading


def show_home(reading: "Reading", asked: Asked) -> Page:
    """Return the first page."""
    return show("home.html", asked, graphs=len(reading.store.graphs()))
