"""The five things that people come for, done as they would do them, with nothing on the network but the server."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.chromium import touching
from tests.serving.browser.window import Window

pytestmark = pytest.mark.slow

LOOKS = [("light", 1280), ("dark", 400)]
VALUE = "document.querySelector('.CodeMirror').CodeMirror"


@pytest.fixture(params=LOOKS, ids=["light and wide", "dark and narrow"])
def window(request: pytest.FixtureRequest, chromium: Any, site: str) -> Iterator[Window]:
    """Return a window at the first page; at its end nothing was said, asked outside, or wider than it."""
    scheme, width = request.param
    opened = Window(chromium, site, color_scheme=scheme, viewport={"width": width, "height": 900})
    yield opened
    assert opened.said == []
    assert opened.outside == []
    assert opened.overflow() == 0
    opened.close()


def search(window: Window, words: str) -> None:
    """Type into the search box of the frame and press Enter."""
    window.page.locator("header input[name=q]").fill(words)
    window.page.keyboard.press("Enter")
    window.page.wait_for_url("**/search?*")


def test_find_a_unit_by_part_of_its_name(window: Window) -> None:
    """The unit's page says who inspected it and when."""
    search(window, "第二人民医院")
    window.page.locator("main a[href^='/unit?']", has_text="澄陵市第二人民医院").first.click()
    window.page.wait_for_url("**/unit?*")
    window.settle()
    assert "澄陵市第二人民医院" in window.page.locator("h1").inner_text()
    text = window.page.locator("main").inner_text()
    assert all(year in text for year in ("2019", "2021", "2023"))


def test_see_what_recurs_in_a_unit(window: Window) -> None:
    """The named question, asked of one unit, has its rows, and each leads to the finding."""
    window.open("/questions")
    window.page.locator("main a[href='/questions/recurring']").first.click()
    window.page.locator("main form [name=unit]").fill("水务投资集团")
    window.page.locator("main form button").first.click()
    window.page.wait_for_url("**/questions/recurring?*unit=*")
    window.settle()
    table = window.page.locator("main table tbody").first
    assert "化整为零规避招标问题" in table.inner_text()
    assert table.locator("tr").count() > 5
    table.locator("a[href^='/finding?']").first.click()
    window.page.wait_for_url("**/finding?*")
    assert window.page.locator("h1").count() == 1


def test_open_the_sentence_in_its_document(window: Window) -> None:
    """From the unit's page to the words in the text, which stand out there."""
    search(window, "水费欠缴清收力度不够")
    window.page.locator("main a[href^='/finding?']").first.click()
    window.settle()
    window.page.locator("main a[href^='/document?'][href*='#c']").first.click()
    window.page.wait_for_url("**/document?*")
    hit = window.page.locator(":target, .hit").first
    assert "水费欠缴清收力度不够" in hit.evaluate("(one) => one.parentElement.textContent")
    assert hit.evaluate(
        "(one) => { const box = one.getBoundingClientRect(); return box.top >= 0 && box.top < innerHeight; }"
    )


def test_write_sparql_with_completion_and_see_the_answer(window: Window) -> None:
    """Chinese is completed to a class, the answer is a table, its things lead to their pages."""
    window.open("/editor")
    window.page.wait_for_load_state("networkidle")  # the words have come
    window.page.evaluate(f"{VALUE}.setValue('SELECT DISTINCT ?x WHERE {{ ?x a ')")
    window.page.evaluate(f"({VALUE}.focus(), {VALUE}.setCursor(0, 99))")
    window.page.keyboard.insert_text("反馈问")
    window.page.locator(".CodeMirror-hint-active").wait_for()
    assert window.page.locator(".CodeMirror-hint-active b").inner_text() == "xt:Finding"
    window.page.keyboard.press("Enter")
    window.page.keyboard.insert_text(" ; xt:currentStatus/xt:status xtc:status-undone }")
    window.page.keyboard.press("Escape")
    window.page.locator("#run").click()
    window.page.locator("#result tbody tr").first.wait_for()
    assert window.page.evaluate(f"{VALUE}.getValue()").startswith("PREFIX ")
    assert window.page.locator("#state").inner_text().startswith("2 行")
    window.page.locator("#result tbody a").first.click()
    window.page.wait_for_url("**/finding?*")


def test_a_construct_is_drawn(window: Window) -> None:
    """The third example from the end makes a graph; its things are listed for the keyboard too."""
    window.open("/editor?example=11-graph")
    window.page.locator("#run").click()
    window.page.locator("#result tbody tr").first.wait_for()
    window.page.locator("#result [data-view=graph]").click()
    window.page.locator("#result .drawn summary").wait_for()
    assert "图中事物（39）" in window.page.locator("#result .drawn summary").inner_text()


def test_a_mistake_is_told_with_its_place(chromium: Any, site: str) -> None:
    """In Chinese, with the line marked; the next query answers."""
    window = Window(chromium, site, "/editor")
    window.page.evaluate(f"{VALUE}.setValue('SELECT * WHERE {{\\n  ?x a \\n}}')")
    window.page.locator("#run").click()
    fault = window.page.locator("#fault .fault")
    fault.wait_for()
    assert "SPARQL 第 3 行" in fault.inner_text()
    assert window.page.locator(".CodeMirror .wrong").count() == 1
    window.page.evaluate(f"{VALUE}.setValue('ASK {{ ?x a xt:Finding }}')")
    window.page.locator("#run").click()
    window.page.locator("#result .answer").wait_for()
    assert window.page.locator("#result .answer").inner_text() == "是"
    assert fault.count() == 0
    window.close()


def test_a_link_to_a_query_opens_it_and_does_not_run_it(chromium: Any, site: str) -> None:
    """What somebody else wrote runs when one says so."""
    window = Window(chromium, site, "/editor#query=ASK%20%7B%7D")
    assert window.page.evaluate(f"{VALUE}.getValue()") == "ASK {}"
    assert window.page.locator("#result").is_hidden()
    window.close()


def test_download_the_table(window: Window, tmp_path: Path) -> None:
    """CSV with the mark by which a spreadsheet knows its Chinese, from the editor and from a named question."""
    window.open("/editor?example=04-statuses")
    window.page.locator("#run").click()
    window.page.locator("#result tbody tr").first.wait_for()
    with window.page.expect_download() as download:
        window.page.locator("#result .saves button", has_text="CSV").click()
    rows = read(download.value, tmp_path / "a.csv")
    assert rows[0] == ["状态", "个数"]
    assert ["完成", "81"] in rows
    window.open("/questions/recurring?unit=%E6%B0%B4%E5%8A%A1%E6%8A%95%E8%B5%84%E9%9B%86%E5%9B%A2")
    with window.page.expect_download() as download:
        window.page.locator("main a", has_text="CSV").first.click()
    assert any("化整为零规避招标问题" in cell for row in read(download.value, tmp_path / "b.csv") for cell in row)


def read(download: Any, path: Path) -> list[list[str]]:
    """Return the rows of a file that the browser has saved."""
    download.save_as(path)
    text = path.read_bytes()
    assert text.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(text.decode("utf-8-sig"))))


def test_the_picture_of_a_unit_is_walked(chromium: Any, site: str) -> None:
    """No label lies on another; a click tells of a thing, a double click moves it to the middle, a kind can be hidden."""
    window = Window(chromium, site, "/graph?iri=https://w3id.org/xuntu/id/unit/澄陵市水务投资集团有限公司")
    drawn = "document.querySelector('.network').drawn"
    boxes = window.page.evaluate(f"{drawn}.boxes()")
    assert len(boxes) == 40
    assert touching(boxes) == []
    name = "水费欠缴清收力度不够，截至2021年5月累计欠费2340万元，其中机关事业单位欠费占六成"
    spot = window.page.evaluate(f"{drawn}.spot({name!r})")
    window.page.mouse.click(spot["x"], spot["y"])
    window.page.wait_for_timeout(500)
    assert window.page.locator(".panel h2").inner_text() == name
    assert window.page.locator(".panel blockquote").first.inner_text() == f"{name}。"
    assert "#c" in (window.page.locator(".panel figcaption a").first.get_attribute("href") or "")
    window.page.mouse.dblclick(spot["x"], spot["y"])
    window.page.locator(".network .drawn li:first-child", has_text=name).wait_for(state="attached")
    assert window.page.evaluate(f"{drawn}.centre()") == name
    assert "iri=" in window.page.evaluate("location.search")
    assert touching(window.page.evaluate(f"{drawn}.boxes()")) == []
    measures = window.page.locator(".legend button", has_text="整改措施")
    measures.click()
    window.page.locator(".legend button[aria-pressed=false]").wait_for()
    assert "整改措施" not in window.page.locator(".drawn .things").inner_text()
    window.page.locator(".zoom button").first.click()
    window.page.locator(".network .drawn li:first-child", has_text="澄陵市水务").wait_for(state="attached")
    assert window.page.evaluate(f"{drawn}.centre()") == "澄陵市水务投资集团有限公司"
    assert window.said == []
    window.close()


def test_the_keyboard_is_enough_for_the_picture(chromium: Any, site: str) -> None:
    """The list of things is walked by Tab, and Enter tells of one."""
    window = Window(chromium, site, "/graph?iri=https://w3id.org/xuntu/id/unit/澄陵市第二人民医院")
    window.page.locator(".drawn summary").focus()
    window.page.keyboard.press("Enter")
    window.page.keyboard.press("Tab")
    window.page.keyboard.press("Tab")
    name = window.page.evaluate("document.activeElement.querySelector('bdi').textContent")
    window.page.keyboard.press("Enter")
    assert window.page.locator(".panel h2").inner_text() == name != "澄陵市第二人民医院"
    window.close()
