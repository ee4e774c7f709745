"""The page in a real browser, with the network off."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.chromium import CHROMIUM, touching
from xuntu.graph.html import write_view
from xuntu.graph.store import Store
from xuntu.graph.viewing import Focus
from xuntu.graph.vocabulary import load_vocabulary
from xuntu.ontology import Organisation

playwright = pytest.importorskip("playwright.sync_api", reason="needs the driver: pip install playwright")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium: apt-get install chromium fonts-noto-cjk"),
]

STATEMENT = "财务管理不规范。公务卡使用率低。"
HOSTILE = (
    "<script>window.hit=1</script>不规范。",
    "</script><img src=x onerror=window.hit=1>不落实。",
    "\"' onmouseover=window.hit=1 href=javascript:window.hit=1 不到位。",
    "反转\u202e了\u2066的问题。",
)
# What is drawn goes through fillText; a page cannot be asked for it afterwards.
LISTEN = """
window.drawn = new Set();
const fill = CanvasRenderingContext2D.prototype.fillText;
CanvasRenderingContext2D.prototype.fillText = function (text, ...rest) {
  window.drawn.add(text);
  return fill.call(this, text, ...rest);
};
"""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """Return a running Chromium."""
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


class Window:
    """A page opened with the network off, and everything that it said or asked for."""

    def __init__(self, chromium: Any, file: Path, *, address: str = "", **choices: Any) -> None:
        choices = {"viewport": {"width": 1400, "height": 900}, **choices}
        context = chromium.new_context(offline=True, **choices)
        self.page = context.new_page()
        self.page.add_init_script(LISTEN)
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(file.as_uri() + address)
        self.settle()

    def settle(self) -> None:
        """Wait until the picture is drawn."""
        self.page.wait_for_function("window.xuntu")
        self.page.wait_for_timeout(400)

    def search(self, words: str) -> list[str]:
        """Type *words* after ``/`` and return what is found."""
        self.page.keyboard.press("/")
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(words)
        return [text.strip() for text in self.page.locator("#results .text").all_inner_texts()]

    def drawn(self) -> str:
        """Return all the words drawn since the page opened."""
        return "".join(self.page.evaluate("[...window.drawn]"))

    def panel(self) -> str:
        """Return what the panel says."""
        return str(self.page.locator("#panel").inner_text())


def build(samples: SimpleNamespace, path: Path, *extractions: object, **choices: Any) -> Path:
    """Write the view of *extractions*."""
    store: Store = samples.to_store(*extractions)
    store.replace_all(load_vocabulary())
    return write_view(store, path / "图 谱#1.html", **choices)


@pytest.fixture(scope="module")
def file(samples: SimpleNamespace, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a view of two inspections of one unit, where a problem came back."""
    parts = samples.rectification(2019), samples.rectification(2021, repeat=True), samples.launch()
    return build(samples, tmp_path_factory.mktemp("view"), *parts)


def test_the_page_opens_without_a_network_and_without_a_word(chromium: Any, file: Path) -> None:
    """Nothing but the file itself is asked for, and the console stays empty, in light and dark."""
    for scheme in ("light", "dark"):
        window = Window(chromium, file, color_scheme=scheme)
        window.page.emulate_media(color_scheme="dark" if scheme == "light" else "light")
        window.settle()
        assert window.said == []
        assert [url for url in window.asked if url != file.as_uri()] == []


def test_chinese_labels_are_drawn(chromium: Any, file: Path) -> None:
    """The unit stands in the middle, its inspections and findings around it."""
    window = Window(chromium, file)
    assert "云岭县财政局" in window.drawn()
    assert "财务管理不规范" in window.drawn()
    assert window.page.locator("#panel h2").inner_text() == "云岭县财政局"


def test_no_label_lies_on_another(chromium: Any, file: Path) -> None:
    """Every node has its own place, wherever one stands and however wide the window is."""
    for width, height in ((1400, 900), (1000, 700), (700, 1000)):
        window = Window(chromium, file, viewport={"width": width, "height": height})
        for name in ("云岭县财政局", "整改不到位：2019年县委巡察", "财务制度执行不严"):
            window.search(name)
            window.page.keyboard.press("Enter")
            window.settle()
            boxes = window.page.evaluate("xuntu.boxes()")
            assert len(boxes) > 5
            assert touching(boxes) == []


def test_a_unit_is_found_by_its_other_names(chromium: Any, file: Path) -> None:
    """Search reads labels and other names, and Enter goes to the first result."""
    window = Window(chromium, file)
    assert window.search("县财政局")[0] == "云岭县财政局"
    window.page.keyboard.press("Escape")
    assert window.search("档案馆")[0] == "云岭县档案馆"
    window.page.keyboard.press("Enter")
    assert window.page.locator("#panel h2").inner_text() == "云岭县档案馆"
    window.page.locator("#search").fill("没有这样的词")
    assert "没有找到" in window.page.locator("#results").inner_text()


def test_a_finding_shows_its_sentence(chromium: Any, file: Path) -> None:
    """File, characters and words of the source stand in the panel, with status and measures."""
    window = Window(chromium, file)
    window.search("财务管理不规范")
    window.page.locator("#results li").first.click()
    assert window.page.locator("#panel blockquote").inner_text() == STATEMENT
    assert "云岭县财政局2019.txt · 第 98–114 字" in window.panel()
    assert "阶段性完成" in window.panel()
    assert "拟于2020年6月底前出台《公务卡管理细则》" in window.panel()


def test_a_click_in_the_drawing_shows_the_sentence(chromium: Any, file: Path) -> None:
    """One click selects, two move the node to the middle."""
    window = Window(chromium, file)
    spot = window.page.evaluate("xuntu.spot('财务管理不规范')")
    window.page.mouse.click(spot["x"], spot["y"])
    window.page.wait_for_timeout(500)
    assert window.page.locator("#panel blockquote").inner_text() == STATEMENT
    assert window.page.evaluate("xuntu.centre()") == "云岭县财政局"
    window.page.mouse.dblclick(spot["x"], spot["y"])
    window.settle()
    assert window.page.evaluate("xuntu.centre()") == "财务管理不规范"


def test_one_can_go_back_and_share_the_address(chromium: Any, file: Path) -> None:
    """The address names the node in the middle; the back button returns; the address opens where it was copied."""
    window = Window(chromium, file)
    window.page.locator("#panel .links button", has_text="学习不深入").first.click()
    window.settle()
    address = window.page.evaluate("location.hash")
    assert window.page.locator("#panel h2").inner_text() == "学习不深入"
    window.page.locator("#back").click()
    window.settle()
    assert window.page.locator("#panel h2").inner_text() == "云岭县财政局"
    assert window.page.locator("#back").is_disabled()
    again = Window(chromium, file, address=address)
    assert again.page.locator("#panel h2").inner_text() == "学习不深入"
    assert Window(chromium, file, address="#%E0%A4%A").page.locator("#panel h2").inner_text() == "云岭县财政局"


def test_the_keyboard_is_enough(chromium: Any, file: Path) -> None:
    """The list of drawn nodes is walked with arrows; Enter moves to the middle."""
    window = Window(chromium, file)
    window.page.locator("#drawn summary").focus()
    window.page.keyboard.press("Enter")
    window.page.keyboard.press("Tab")
    window.page.keyboard.press("ArrowDown")
    name = window.page.locator("#list li[aria-selected=true] .text").inner_text()
    assert window.page.locator("#panel h2").inner_text() == name != "云岭县财政局"
    window.page.keyboard.press("Enter")
    window.settle()
    assert window.page.evaluate("xuntu.centre()") == name
    assert window.page.evaluate("document.activeElement.closest('#list') !== null")


def test_the_legend_hides_a_kind(chromium: Any, file: Path) -> None:
    """A kind that is switched off is not drawn, and comes back."""
    window = Window(chromium, file)
    measures = window.page.locator("#legend button", has_text="整改措施")
    kinds = window.page.locator("#list .kind")
    assert "整改措施" in kinds.all_text_contents()
    measures.click()
    assert measures.get_attribute("aria-pressed") == "false"
    assert "整改措施" not in kinds.all_text_contents()
    measures.click()
    assert "整改措施" in kinds.all_text_contents()


def test_hostile_words_stay_words(chromium: Any, samples: SimpleNamespace, tmp_path: Path) -> None:
    """Markup, handlers, addresses and turned text in statements and names run nothing and are shown as they are."""
    unit = Organisation("云岭县<img src=x onerror=window.hit=1>局", ("javascript:window.hit=1",), "530199")
    view = build(
        samples, tmp_path, samples.rectification(statements=HOSTILE, unit=unit), focus=Focus("unit", unit.name)
    )
    window = Window(chromium, view)
    assert window.page.locator("#panel h2").inner_text() == unit.name
    for words in ("<script>", "<img", "href=javascript", "反转"):
        assert window.search(words), words
        window.page.keyboard.press("Enter")
        window.settle()
        window.page.mouse.move(400, 500)
        assert words in window.panel()
    assert window.page.evaluate("window.hit") is None
    assert window.page.locator("main img, main script, main a").count() == 0
    assert window.said == []
    assert [url for url in window.asked if url != view.as_uri()] == []


def test_the_policy_is_enforced(chromium: Any, file: Path) -> None:
    """Even a script that got in could not run, load or send."""
    window = Window(chromium, file)
    window.page.evaluate("""() => {
        const image = document.createElement("img");
        image.setAttribute("onerror", "window.hit = 1");
        image.src = "https://example.invalid/x.png";
        const script = document.createElement("script");
        script.textContent = "window.hit = 1";
        document.body.append(image, script);
    }""")
    sent = window.page.evaluate("fetch('https://example.invalid/').then(() => 'sent', (error) => error.name)")
    window.settle()
    assert sent == "TypeError"
    assert window.page.evaluate("window.hit") is None
    assert sum("Content Security Policy" in said for said in window.said) >= 3


def test_the_english_page_speaks_english(chromium: Any, samples: SimpleNamespace, tmp_path: Path) -> None:
    """Buttons, legend and facts are English; the sentence is the document's."""
    window = Window(chromium, build(samples, tmp_path, samples.rectification(2021), language="en"))
    assert window.page.locator("#back").inner_text() == "← Back"
    window.search("财务管理不规范")
    window.page.keyboard.press("Enter")
    assert "done for the stage" in window.panel()
    assert "characters 98–114" in window.panel()
    assert window.page.locator("#panel blockquote").inner_text() == STATEMENT
