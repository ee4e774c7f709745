"""Which pages there are and at which paths."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final, TypeAlias

from xuntu.serving.pages import home, network, questions, search
from xuntu.serving.pages.page import Asked, Page

if TYPE_CHECKING:
    from xuntu.serving.tasks import Reading

PageOf: TypeAlias = "Callable[[Reading, Asked], Page]"

PAGES: Final["Mapping[str, PageOf]"] = {
    "home": home.show_home,
    "search": search.show_search,
    "suggest": search.suggest,
    "questions": questions.show_questions,
    "question": questions.show_question,
    "graph": network.show_graph,
    "network": network.give_network,
}
"""Each page by its name."""

ROUTES: Final[tuple[tuple[str, str], ...]] = (
    ("/", "home"),
    ("/search", "search"),
    ("/suggest", "suggest"),
    ("/questions", "questions"),
    ("/questions/{name}", "question"),
    ("/graph", "graph"),
    ("/network.json", "network"),
)
"""The path of each page (``{name}`` becomes a field) and its name."""
