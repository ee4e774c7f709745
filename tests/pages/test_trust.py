"""What is written can be trusted: no page asks for anything, none waits, no words of a document become more than words."""

from pathlib import Path
from typing import Any

import pytest

from tests.pages.conftest import FORMS, HARMFUL, Window

pytestmark = pytest.mark.slow

FROM_STORE = sorted(FORMS)
# What text from a document must never become, and what a page may have of its own.
MADE = """() => ({
  hit: window.hit,
  handlers: [...document.querySelectorAll("*")].filter((one) => [...one.attributes].some(({ name }) => name.startsWith("on"))).length,
  foreign: [...document.querySelectorAll("iframe, object, embed, base, img:not([src^='data:']), link[rel=stylesheet], form[action]")].map((one) => one.outerHTML.slice(0, 120)),
  links: [...document.querySelectorAll("a[href], area[href]")].map((one) => one.getAttribute("href")).filter((href) => !/^(#|mailto:)/.test(href)),
  scripts: [...document.scripts].filter((one) => one.isConnected && one.src).length,
  bidi: (document.documentElement.innerText.match(/[\\u202a-\\u202e\\u2066-\\u2069\\u200e\\u200f\\u061c]/g) || []).length,
})"""
HARMLESS = {"hit": None, "handlers": 0, "foreign": [], "links": [], "scripts": 0, "bidi": 0}


def settle(window: Window) -> None:
    """Wait until the page is drawn."""
    window.page.wait_for_function("document.body.innerText.trim().length > 100")
    window.page.wait_for_timeout(400)


@pytest.mark.parametrize("name", ["account", *FROM_STORE])
def test_a_page_asks_for_nothing_and_does_not_wait(chromium: Any, pages: dict[str, Path], name: str) -> None:
    """With the network off and packets dropped it is drawn within two seconds of a processor, and says nothing."""
    window = Window(chromium, pages[name])
    settle(window)
    assert window.seconds() < 2
    assert window.outside() == []
    assert window.said == []
    assert window.dialogs == []
    found = window.page.evaluate(MADE)
    assert found["foreign"] == []
    assert found["handlers"] == found["scripts"] == 0


@pytest.mark.parametrize("name", FROM_STORE)
def test_a_page_forbids_itself_the_network(chromium: Any, pages: dict[str, Path], name: str) -> None:
    """What got in could not run, load or send: the policy stands in the page, before anything else."""
    head = pages[name].read_text(encoding="utf-8")[:3000]
    assert head.index("Content-Security-Policy") < head.index("<style" if "<style" in head else "<title")
    window = Window(chromium, pages[name])
    settle(window)
    window.page.evaluate("""() => {
        const image = document.createElement("img");
        image.setAttribute("onerror", "window.hit = 1");
        image.src = "https://example.invalid/x.png";
        const script = document.createElement("script");
        script.textContent = "window.hit = 1";
        const frame = document.createElement("iframe");
        frame.src = "https://example.invalid/";
        document.body.append(image, script, frame);
    }""")
    sent = window.page.evaluate("fetch('https://example.invalid/').then(() => 'sent', (error) => error.name)")
    window.page.wait_for_timeout(300)
    assert sent == "TypeError"
    assert window.page.evaluate("window.hit") is None
    assert window.outside() == []
    assert "https://example.invalid/x.png" in window.blocked


@pytest.mark.parametrize("name", ["account", *sorted(HARMFUL)])
def test_harmful_words_stay_words(chromium: Any, harmful: dict[str, Path], name: str) -> None:
    """No dialog, no script, no element, no link, no turned text, in any tab; what is asked outside is nothing."""
    window = Window(chromium, harmful[name])
    settle(window)
    tabs = window.page.locator("[role=tab]")
    for place in range(tabs.count()):
        tabs.nth(place).click()
        window.page.wait_for_timeout(300)
        assert window.page.evaluate(MADE) == HARMLESS
    search = window.page.locator("#search")
    for words in ("script", "onerror", "javascript", "7*7", "反转") if search.count() else ():
        search.fill(words)
        window.page.wait_for_timeout(100)
        if window.page.locator("#results [role=option]:not(.none)").count():
            window.page.keyboard.press("Enter")
        window.page.wait_for_timeout(200)
        assert window.page.evaluate(MADE) == HARMLESS
    assert window.page.evaluate(MADE) == HARMLESS
    assert (window.said, window.dialogs, window.outside()) == ([], [], [])


def test_harmful_words_stay_words_in_answers(chromium: Any, harmful: dict[str, Path]) -> None:
    """In tables of questions and of SPARQL, in suggestions, and beside fields that were filled wrongly."""
    window = Window(chromium, harmful["view-offline-sparql"], "#ask:findings%3F")
    rows = window.page.locator(".rows td")
    rows.first.wait_for(timeout=60_000)
    assert "<script>" in window.page.locator(".rows").inner_text()
    assert window.page.evaluate(MADE) == HARMLESS
    window.page.locator(".rows .sources button").first.click()
    window.page.wait_for_timeout(300)
    assert window.page.evaluate(MADE) == HARMLESS
    window.page.locator(".own").click()
    window.page.locator("textarea").fill("SELECT DISTINCT ?o { ?s ?p ?o FILTER(ISLITERAL(?o)) } LIMIT 5000")
    window.page.keyboard.press("Control+Enter")
    window.page.locator(".rows .more").wait_for(timeout=60_000)
    while window.page.locator(".rows .more").is_visible():
        window.page.locator(".rows .more").click()
    assert window.page.evaluate(MADE) == HARMLESS
    address = "#ask:findings%3Fyear%3D" + "%3Cimg%20src%3Dx%20onerror%3Dwindow.hit%3D1%3E"
    wrong = Window(chromium, harmful["view-offline-sparql"], address)
    wrong.page.locator("#ask-wrong-year").get_by_text("不是年份").wait_for(timeout=60_000)
    assert wrong.page.evaluate(MADE) == HARMLESS
    assert (window.said, window.dialogs, window.outside()) == ([], [], [])
    assert (wrong.said, wrong.dialogs, wrong.outside()) == ([], [], [])


@pytest.mark.parametrize(
    "address", ["#%3Cscript%3E", "#ask:%22%3E", "#graph:..", "#ask:sparql%3Fquery%3D%7B", "#a:b:c?d#e"]
)
def test_no_address_harms_a_page(chromium: Any, pages: dict[str, Path], address: str) -> None:
    """An address that someone else made opens the page, and nothing more."""
    window = Window(chromium, pages["view-offline-sparql"], address)
    settle(window)
    assert window.page.evaluate(MADE) == HARMLESS
    assert (window.said, window.dialogs, window.outside()) == ([], [], [])
