"""Which pages there are and at which paths."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final, TypeAlias

from xuntu.serving.pages import home
from xuntu.serving.pages.page import Asked, Page

if TYPE_CHECKING:
    from xuntu.serving.tasks import Reading

PageOf: TypeAlias = "Callable[[Reading, Asked], Page]"

PAGES: Final["Mapping[str, PageOf]"] = {"home": home.show_home}
"""Each page by its name."""

ROUTES: Final[tuple[tuple[str, str], ...]] = (("/", "home"),)
"""The path of each page (``{name}`` becomes a field) and its name."""
