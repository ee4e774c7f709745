"""Every page that can be reached by links: at rest, accessible, narrow and dark, and with harmful words in it."""

from typing import Any

import pytest

from tests.serving.browser.hostile import HARM
from tests.serving.browser.window import HARMLESS, Window, crawl
from xuntu.serving.pages import ROUTES

pytestmark = pytest.mark.slow

STARTS = (
    "/", "/questions", "/units", "/rounds", "/types", "/policies", "/documents", "/checks", "/editor", "/graph",
    "/search?q=%E8%B5%84%E9%87%91", "/no-such-page",
)  # fmt: skip
MENU = [path for path, _ in ROUTES if path in STARTS and path not in ("/", "/graph")]


@pytest.mark.parametrize("path", MENU)
def test_the_menu_leads_to_pages(chromium: Any, site: str, path: str) -> None:
    """Every item of the menu is there."""
    window = Window(chromium, site)
    assert path in window.links()
    window.open(path)
    assert window.status == 200
    assert window.page.locator("h1").count() == 1
    window.close()


def test_every_page_is_quiet_and_asks_nothing_outside(chromium: Any, site: str) -> None:
    """No word in the console, no breach of the policy, no request but to the server, one heading of the first rank."""
    window = Window(chromium, site)
    pages = []
    for path in crawl(window, STARTS, each=2, most=70):
        pages.append(path)
        said = [one for one in window.said if not ("404" in one and window.status == 404)]
        assert (path, said) == (path, [])
        assert (path, window.page.locator("h1").count()) == (path, 1)
        assert (path, window.status) in {(path, 200), (path, 404)}
        window.said.clear()
    assert window.outside == []
    assert len(pages) > 10


@pytest.mark.parametrize(("scheme", "width"), [("light", 400), ("dark", 1280)])
def test_every_kind_of_page_is_accessible_and_fits(chromium: Any, site: str, scheme: str, width: int) -> None:
    """Axe finds nothing, and no page is wider than its window."""
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="needs axe: pip install axe-playwright-python"
    )
    window = Window(chromium, site, color_scheme=scheme, viewport={"width": width, "height": 900})
    faults: list[tuple[str, object]] = []
    for path in crawl(window, STARTS, each=1, most=40):
        found = axe.Axe().run(window.page).response["violations"]
        faults += [(path, (one["id"], [node["html"][:160] for node in one["nodes"][:3]])) for one in found]
        if window.overflow() > 0:
            faults.append((path, f"wider by {window.overflow()}"))
    assert faults == []


def test_harmful_words_stay_words(chromium: Any, hostile: str) -> None:
    """In every page that links lead to: no script ran, no handler, no foreign link, no turned text."""
    window = Window(chromium, hostile)
    shown = set()
    pages = []
    for path in crawl(window, STARTS, each=8, most=160):
        pages.append(path)
        assert (path, window.harm()) == (path, HARMLESS)
        text = window.page.evaluate("document.body.textContent")
        assert (path, "49$" in text or "{{49" in text) == (path, False)
        shown |= {harm for harm in HARM if harm[:40] in text}
    assert window.outside == []
    assert [one for one in window.said if "404" not in one] == []
    assert {"<script>window.hit=1</script>", "{{7*7}}${7*7}<%=7*7%>", "javascript:window.hit=4"} <= shown
    assert len(pages) > 20


def test_harmful_words_in_addresses_stay_words(chromium: Any, site: str) -> None:
    """What is asked for is shown, never run."""
    window = Window(chromium, site)
    fields = ("q", "iri", "query", "name", "unit", "filter", "sort", "page", "kind", "example")
    for path in STARTS:
        for harm in (
            "%3Cscript%3Ewindow.hit%3D1%3C%2Fscript%3E",
            "%22%27%3E%3Cimg%20src%3Dx%20onerror%3Dwindow.hit%3D1%3E",
            "javascript%3Awindow.hit%3D1",
        ):
            query = "&".join(f"{field}={harm}" for field in fields)
            window.open(f"{path.partition('?')[0]}?{query}")
            assert (path, window.status < 500) == (path, True)
            assert (path, window.harm()) == (path, HARMLESS)
    assert window.outside == []
