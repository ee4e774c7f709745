"""The report as a page: it holds all in itself, leads to sources and back, and words are words."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.chromium import CHROMIUM
from tests.reports.conftest import HARM
from xuntu.graph import Store
from xuntu.reports import make_report, to_bytes


class Page(HTMLParser):
    """The elements of a page, its links and ids, and its words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.attributes: set[str] = set()
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        self.elements.append(tag)
        for name, value in attrs:
            self.attributes.add(name)
            if name in ("href", "src"):
                self.links.append(value or "")
            if name == "id":
                self.ids.append(value or "")

    def handle_data(self, data: str) -> None:
        """Keep words."""
        self.words += data


@pytest.fixture(scope="module")
def page(examples: Store) -> Page:
    """Return the page of a county."""
    return Page(to_bytes(make_report(examples, unit="槐溪县"), "html").decode())


def test_every_number_leads_to_a_source_and_back(page: Page) -> None:
    """No link goes anywhere else, no id is there twice."""
    assert len(page.ids) == len(set(page.ids))
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
    assert {f"n{number}" for number in range(1, 77)} <= set(page.ids)


def test_a_page_runs_nothing_and_asks_for_nothing(page: Page, examples: Store) -> None:
    """No script, no style of an element, no address; the policy allows one style by its digest."""
    assert not {"script", "img", "iframe", "object", "form"} & set(page.elements)
    assert not {name for name in page.attributes if name.startswith("on") or name == "style"}
    text = to_bytes(make_report(examples, unit="梨花渡"), "html").decode()
    assert re.search(r"default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]{43}='", text)


def test_harmful_words_are_words_in_a_page(harmful: Store) -> None:
    """Nothing of theirs becomes an element or an attribute; marks that turn the text around are gone."""
    text = to_bytes(make_report(harmful, unit="云岭县财政局"), "html").decode()
    page = Page(text)
    assert not {"script", "img"} & set(page.elements)
    assert not {name for name in page.attributes if name.startswith("on")}
    assert "\u202e" not in text
    assert HARM[0] in page.words
    assert "{{ 7*7 }}" in page.words


def test_the_same_graph_gives_the_same_page(examples: Store) -> None:
    """There is no clock in it."""
    pages = {to_bytes(make_report(examples, round_="第六轮"), "html") for _ in range(2)}
    assert len(pages) == 1


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium: apt-get install chromium fonts-noto-cjk")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_fits_its_window(page: Page, examples: Store, tmp_path: Path, scheme: str) -> None:  # noqa: ARG001
    """On a desk and on a telephone nothing is wider than the window, bars do not leave their picture, nothing is asked."""
    driver = pytest.importorskip("playwright.sync_api", reason="needs the driver: pip install playwright")
    file = tmp_path / "报告.html"
    file.write_bytes(to_bytes(make_report(examples, round_="第十轮"), "html"))
    with driver.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for width in (1100, 390):
            context = browser.new_context(offline=True, viewport={"width": width, "height": 900}, color_scheme=scheme)
            window = context.new_page()
            asked: list[str] = []
            said: list[str] = []
            window.on("request", lambda request, asked=asked: asked.append(request.url))
            window.on("console", lambda message, said=said: said.append(message.text))
            window.goto(file.as_uri())
            assert window.evaluate("document.documentElement.scrollWidth") <= width
            outside = window.evaluate(
                "[...document.querySelectorAll('svg')].flatMap(svg => { const box = svg.getBoundingClientRect();"
                " return [...svg.querySelectorAll('text,rect')].filter(each => { const own = each.getBoundingClientRect();"
                " return own.left < box.left - 1 || own.right > box.right + 1 || own.bottom > box.bottom + 1; })"
                ".map(each => each.textContent) })"
            )
            assert outside == []
            assert (asked, said) == ([file.as_uri()], [])
        browser.close()
