"""The page in a real browser, with the network off."""

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

pytest.importorskip("playwright.sync_api", reason="needs the driver: pip install playwright")

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


class Window:
    """A page opened with the network off, and everything that it said or asked for."""

    def __init__(self, chromium: Any, file: Path, *, address: str = "", script: str = "", **choices: Any) -> None:
        choices = {"viewport": {"width": 1400, "height": 900}, **choices}
        context = chromium.new_context(offline=True, **choices)
        self.page = context.new_page()
        self.page.add_init_script(LISTEN + script)
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(file.as_uri() + address)
        self.settle()

    def settle(self) -> None:
        """Wait until the picture is drawn."""
        self.page.wait_for_selector("body[data-tab]")
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
        for name in ("云岭县财政局", "整改不到位：2019年县委巡察", "财务制度执行不严", "公务卡管理细则", "阶段性完成"):
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


def at(chromium: Any, file: Path, tab: str, **choices: Any) -> Window:
    """Return the page opened at a tab."""
    window = Window(chromium, file, address=f"#{tab}", **choices)
    assert window.page.locator("#tabs [aria-selected=true]").get_attribute("id") == f"tab-{tab.partition(':')[0]}"
    return window


TABS = ("graph", "chains", "overview", "org", "policies")


def test_every_tab_opens_by_itself(chromium: Any, file: Path) -> None:
    """Each has an address, says nothing, asks for nothing, and is reached with the arrows of the keyboard."""
    for tab in TABS:
        window = at(chromium, file, tab)
        assert window.page.locator(".stage:visible").count() == 1
        assert (window.said, window.asked) == ([], [file.as_uri()])
    window = Window(chromium, file)
    window.page.locator("#tab-graph").focus()
    for tab in (*TABS[1:], TABS[0]):
        window.page.keyboard.press("ArrowRight")
        assert window.page.evaluate("document.activeElement.id") == f"tab-{tab}"
        assert window.page.locator(f"#stage-{tab}").is_visible()


def test_a_chain_runs_from_left_to_right(chromium: Any, file: Path) -> None:
    """The earlier finding stands left of the later; the line between them is solid, and opens what it rests on."""
    window = at(chromium, file, "chains")
    cards = window.page.locator(".lane .card")
    assert cards.locator(".words").all_inner_texts() == ["公务卡使用率低", "财务管理不规范"]
    earlier, later = (cards.nth(place).bounding_box() for place in (0, 1))
    assert earlier and later
    assert earlier["x"] + earlier["width"] < later["x"]
    assert window.page.locator(".lane .wire").get_attribute("class") == "wire stated"
    window.page.locator(".lane .wire .hit").dispatch_event("click")
    assert window.page.locator("#panel h2").inner_text() == "整改不到位：2019年县委巡察"
    cards.nth(1).click()
    assert window.page.locator("#panel blockquote").first.inner_text() == STATEMENT
    window.page.locator(".chain-name").click()
    assert (
        window.page.locator(".lanes.full .head button")
        .all_inner_texts()[-1]
        .startswith("县委第一巡察组巡察云岭县财政局")
    )


def test_a_figure_of_the_map_opens_its_sentences(chromium: Any, file: Path) -> None:
    """Units by types, and by years; a cell lists its findings with file, place and words, and has an address."""
    window = at(chromium, file, "overview")
    row = window.page.locator("tr.unit", has_text="云岭县财政局")
    assert row.locator("td").all_inner_texts() == ["4", "4", "4"]
    row.locator("td button").nth(1).click()
    assert window.page.locator("#panel h2").inner_text() == "云岭县财政局 · 财政财务与资产管理"
    assert window.page.locator("#panel .listed li").count() == 4
    assert STATEMENT in window.panel()
    assert "云岭县财政局2019.txt · 第 98–114 字" in window.panel()
    again = Window(chromium, file, address=window.page.evaluate("location.hash"))
    assert again.page.locator("#panel .listed li").count() == 4
    window.page.locator("button", has_text="按年度").click()
    assert window.page.locator(".matrix thead th").all_inner_texts()[2:4] == ["2019", "2021"]
    assert row.locator("td").all_inner_texts() == ["4", "2", "2"]
    window.page.locator("button", has_text="按状态").click()
    assert "阶段性完成" in window.page.locator(".matrix thead").inner_text()
    window.page.locator(".choose button", has_text="反复").click()
    assert row.locator("td").first.inner_text() == "1"


def test_types_open_and_rows_sort_and_filter(chromium: Any, file: Path) -> None:
    """⊕ shows the types below one; what is typed leaves the units that have it in their names."""
    window = at(chromium, file, "overview")
    window.page.locator(".drill").first.click()
    assert "财务制度执行不严" in window.page.locator(".matrix thead").inner_text()
    window.page.locator(".filter").fill("没有的局")
    assert window.page.locator("tr.unit").count() == 0
    window.page.locator(".filter").fill("财政")
    assert window.page.locator("tr.unit").count() == 1
    assert window.page.evaluate("document.activeElement.className") == "filter"


def test_the_organisation_folds(chromium: Any, file: Path) -> None:
    """A unit stands under the one above it, whose figures hold its own; a click folds them."""
    window = at(chromium, file, "org")
    rows = window.page.locator(".orgs tbody tr")
    assert rows.first.locator(".first .unit-name").inner_text() == "云岭县"
    assert rows.first.locator(".figure").all_inner_texts() == ["4", "4", "1"]
    open_rows = rows.count()
    window.page.locator(".orgs .fold").first.click()
    assert rows.count() < open_rows
    window.page.locator(".orgs .fold").first.click()
    assert rows.count() == open_rows
    window.page.locator(".orgs .unit-name", has_text="云岭县财政局").first.click()
    assert window.page.locator("#panel h2").inner_text() == "云岭县财政局"


def test_a_policy_document_shows_what_it_answered(chromium: Any, file: Path) -> None:
    """From the finding by the measure to the document; each opens its sentence."""
    window = at(chromium, file, "policies")
    window.page.locator(".papers button", has_text="公务卡管理细则").click()
    columns = [window.page.locator(f".flow .column:nth-child({place}) .words").all_inner_texts() for place in (1, 2, 3)]
    assert columns[0][:2] == ["财务管理不规范", "学习不深入"]
    assert set(columns[1]) == {f"拟于{year}年6月底前出台《公务卡管理细则》" for year in (2020, 2022)}
    assert columns[2] == ["公务卡管理细则"]
    assert window.page.locator(".flow .measure .top-line").first.inner_text().startswith("起草")
    window.page.locator(".flow .measure").first.click()
    assert "《公务卡管理细则》" in window.page.locator("#panel blockquote").first.inner_text()


@pytest.mark.parametrize("tab", TABS)
def test_hostile_words_stay_words_in_every_tab(
    chromium: Any, samples: SimpleNamespace, tmp_path: Path, tab: str
) -> None:
    """Nothing of names and statements runs or becomes an element, wherever one clicks."""
    unit = Organisation(
        "云岭县</script><img src=x onerror=window.hit=1>'\"局", ("<a href=javascript:hit=1>",), "530199"
    )
    parts = [samples.rectification(year, statements=HOSTILE, unit=unit, repeat=year > 2019) for year in (2019, 2021)]
    window = at(chromium, build(samples, tmp_path, *parts, title="<u onclick=hit=1>"), tab)
    for button in window.page.locator(f"#stage-{tab} button:visible").all()[:40]:
        if button.is_visible():
            button.click(timeout=2000)
    window.page.mouse.move(300, 400)
    assert window.page.evaluate("window.hit") is None
    assert window.page.locator("main img, main script, main a, main u").count() == 0
    assert (
        window.page.evaluate(
            "[...document.querySelectorAll('*')].flatMap((e) => e.getAttributeNames()).filter((n) => n.startsWith('on'))"
        )
        == []
    )
    assert window.said == []


def test_old_browsers_unpack_by_themselves(
    chromium: Any, samples: SimpleNamespace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page with much data is packed; a browser without DecompressionStream reads the same from it."""
    monkeypatch.setattr("xuntu.graph.html._MUCH", 10)
    packed = build(samples, tmp_path, samples.rectification(2019), samples.rectification(2021, repeat=True))
    assert 'type="application/gzip"' in packed.read_text(encoding="utf-8")
    told = []
    for script in ("", "delete window.DecompressionStream;"):
        window = Window(chromium, packed, script=script)
        window.page.locator("#tab-overview").click()
        told.append((window.page.locator("#size").inner_text(), window.page.locator(".matrix").inner_text()))
        assert window.said == []
    assert told[0] == told[1]


def test_paper_shows_the_picture_and_what_is_said(chromium: Any, file: Path) -> None:
    """Printed are the picture, the legend and the panel, not what one presses."""
    window = Window(chromium, file)
    window.page.emulate_media(media="print")
    shown = {
        name: window.page.locator(name).is_visible() for name in ("#canvas", "#panel", "#tabs", "#search", ".zoom")
    }
    assert shown == {"#canvas": True, "#panel": True, "#tabs": False, "#search": False, ".zoom": False}
    assert len(window.page.pdf()) > 20_000


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
