"""Which pages there are and at which paths."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final, TypeAlias

from xuntu.serving.pages import editor, home, network
from xuntu.serving.pages.page import Asked, Page

if TYPE_CHECKING:
    from xuntu.serving.tasks import Reading

PageOf: TypeAlias = "Callable[[Reading, Asked], Page]"

PAGES: Final["Mapping[str, PageOf]"] = {
    "home": home.show_home,
    "graph": network.show_graph,
    "network": network.give_network,
    "editor": editor.show_editor,
    "vocabulary": editor.give_vocabulary,
}
"""Each page by its name."""

ROUTES: Final[tuple[tuple[str, str], ...]] = (
    ("/", "home"),
    ("/graph", "graph"),
    ("/network.json", "network"),
    ("/editor", "editor"),
    ("/vocabulary.json", "vocabulary"),
)
"""The path of each page (``{name}`` becomes a field) and its name."""
