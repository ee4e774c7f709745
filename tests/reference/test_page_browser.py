"""The page of the ontology in a real browser, with the network off."""

from pathlib import Path
from typing import Any

import pytest

from tests.chromium import CHROMIUM
from xuntu.reference import load_model, to_file

pytest.importorskip("playwright.sync_api", reason="needs the driver: pip install playwright")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium: apt-get install chromium fonts-noto-cjk"),
]

# Texts of the drawing that reach over the box they belong to, as the browser draws them.
OVERFULL = """
() => [...document.querySelectorAll('.drawing :is(a, g)')].flatMap((group) => {
  const box = group.querySelector('rect').getBBox();
  return [...group.querySelectorAll('text')].filter((text) => {
    const words = text.getBBox();
    return words.x < box.x || words.x + words.width > box.x + box.width
      || words.y < box.y || words.y + words.height > box.y + box.height;
  }).map((text) => text.textContent);
})
"""
# Labels that are wider than what hides the line behind them, or that meet another text.
COLLIDING = """
() => {
  const texts = [...document.querySelectorAll('.drawing text')].map((text) => [text.textContent, text.getBBox()]);
  return texts.flatMap(([one, a], place) => texts.slice(place + 1).filter(([, b]) =>
    a.x < b.x + b.width && b.x < a.x + a.width && a.y + 4 < b.y + b.height && b.y + 4 < a.y + a.height
  ).map(([other]) => one + ' / ' + other));
}
"""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the page."""
    file = tmp_path_factory.mktemp("page") / "index.html"
    file.write_bytes(to_file(load_model(), "html"))
    return file


def opened(chromium: Any, address: str, said: list[str], **choices: Any) -> Any:
    """Open a page with the network off and note whatever it complains of or asks for."""
    page = chromium.new_context(offline=True, **choices).new_page()
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: said.append(request.url))
    page.goto(address)
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_opens_without_a_network_and_without_a_word(chromium: Any, file: Path, scheme: str) -> None:
    """Nothing is loaded but the file, nothing is refused by its policy, and the style is in force."""
    said: list[str] = []
    page = opened(chromium, file.as_uri(), said, color_scheme=scheme)
    assert said == [file.as_uri()]
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper == {"light": "rgb(246, 244, 239)", "dark": "rgb(23, 25, 28)"}[scheme]


def test_the_drawing_can_be_read(chromium: Any, file: Path) -> None:
    """With the fonts of a browser no words leave their box and no two meet."""
    page = opened(chromium, file.as_uri(), [])
    assert page.evaluate(OVERFULL) == []
    assert page.evaluate(COLLIDING) == []


def test_a_box_leads_to_its_class(chromium: Any, file: Path) -> None:
    """A click on 反馈问题 in the drawing shows what a finding is."""
    page = opened(chromium, file.as_uri(), [])
    page.click("a[href='#Finding'] rect.box")
    assert page.evaluate("location.hash") == "#Finding"
    assert page.evaluate("document.querySelector(':target').getBoundingClientRect().top") < 200


def test_the_page_fits_a_telephone(chromium: Any, file: Path) -> None:
    """What is wide scrolls in its own place; the page does not."""
    page = opened(chromium, file.as_uri(), [], viewport={"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") == 390
