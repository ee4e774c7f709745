"""Which pages there are and at which paths."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final, TypeAlias

from xuntu.serving.pages import home, network
from xuntu.serving.pages.page import Asked, Page

if TYPE_CHECKING:
    from xuntu.serving.tasks import Reading

PageOf: TypeAlias = "Callable[[Reading, Asked], Page]"

PAGES: Final["Mapping[str, PageOf]"] = {
    "home": home.show_home,
    "graph": network.show_graph,
    "network": network.give_network,
}
"""Each page by its name."""

ROUTES: Final[tuple[tuple[str, str], ...]] = (
    ("/", "home"),
    ("/graph", "graph"),
    ("/network.json", "network"),
)
"""The path of each page (``{name}`` becomes a field) and its name."""
