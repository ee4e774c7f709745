"""The page that is asked, in a real browser without a network: it answers as ``xuntu query`` does."""

import json
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.chromium import CHROMIUM
from xuntu.extractors import extract
from xuntu.graph import Source, Store, ask, build, load_questions, to_bytes
from xuntu.graph.html import write_view
from xuntu.graph.link import link
from xuntu.graph.vocabulary import load_vocabulary
from xuntu.ontology import GRAPH, Organisation, QueryError

playwright = pytest.importorskip("playwright.sync_api", reason="needs the driver: pip install playwright")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium: apt-get install chromium fonts-noto-cjk"),
]

DOCUMENTS = Path("examples/documents")
REQUIRED = {"type": "C05", "unit": "住房"}
TOLD: tuple[dict[str, str], ...] = (
    {}, {"unit": "水务"}, {"unit": "局", "place": "泾县"}, {"level": "县"}, {"round": "第四轮"}, {"round": "三届市委第六轮"}, {"year": "2021"},
    {"inspector": "市委"}, {"type": "C05"}, {"type": "采购、C01.01"}, {"status": "未办结"}, {"words": "资金"}, {"today": "2024-12-31"},
    {"least": "3"}, {"unit": "没有的单位"},
)  # fmt: skip
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


class Page:
    """A page that is asked, with the network off, and what it said and asked for."""

    def __init__(self, chromium: Any, file: Path, address: str = "#ask") -> None:
        self.said: list[str] = []
        self.asked: list[str] = []
        context = chromium.new_context(offline=True, viewport={"width": 1400, "height": 900}, accept_downloads=True)
        self.page = context.new_page()
        self.page.set_default_timeout(60_000)
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(file.as_uri() + address)

    def ready(self) -> str:
        """Wait for the engine and return what the page says of it."""
        return str(self.page.evaluate("xuntuAsk.ready()"))

    def question(self, name: str, told: dict[str, str]) -> str:
        """Return the answer to a question as CSV."""
        return str(
            self.page.evaluate("([name, told]) => xuntuAsk.question(name, told).then((a) => a.csv)", [name, told])
        )

    def sparql(self, text: str) -> str:
        """Return the answer to SPARQL as CSV, or what the page says is wrong."""
        return str(self.page.evaluate("(text) => xuntuAsk.sparql(text)", text))

    def wait(self, words: str) -> str:
        """Wait until the place of the answer has *words*, and return all of it."""
        place = self.page.locator(".answer")
        place.get_by_text(words).first.wait_for()
        return str(place.inner_text())


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Return the store of the examples."""
    place = tmp_path_factory.mktemp("offline") / "examples.store"
    build([Source(str(path.resolve()), path.name) for path in sorted(DOCUMENTS.iterdir())], place, extract, version="1")
    return Store.open(place)


@pytest.fixture(scope="module")
def file(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the page of the examples."""
    return write_view(store, tmp_path_factory.mktemp("page") / "图谱 一.html", offline_sparql=True)


@pytest.fixture(scope="module")
def page(chromium: Any, file: Path) -> Page:
    """Return the page of the examples, ready."""
    opened = Page(chromium, file)
    assert opened.ready().startswith("就绪")
    return opened


def same(answer: str) -> list[list[str]]:
    """Return the lines with the parts of each in order: SPARQL leaves open in which order GROUP_CONCAT joins them."""
    return sorted(sorted(re.split('[、；; …,"]+', line)) for line in answer.split("\r\n"))


def expect(store: Store, name: str, told: dict[str, str]) -> str:
    """Return the answer of ``xuntu query``."""
    return to_bytes(ask(store, name, **told), "csv", mark=True).decode()


@pytest.mark.parametrize("name", sorted(load_questions()))
def test_a_question_is_answered_as_on_the_command_line(page: Page, store: Store, name: str) -> None:
    """Every question, with every parameter that it takes: the same columns, rows and values, byte for byte as CSV."""
    question = load_questions()[name]
    known = {parameter.name for parameter in question.parameters}
    required = {"finding": str(ask(store, "recurring").column("finding_iri")[0]), **REQUIRED}
    asked = 0
    for told in TOLD:
        if set(told) <= known:
            told = {**{one.name: required[one.name] for one in question.parameters if one.required}, **told}
            found, wanted = page.question(name, told), expect(store, name, told)
            assert found.partition("\r\n")[0] == wanted.partition("\r\n")[0]
            assert same(found) == same(wanted), told
            if question.order.keys and "GROUP_CONCAT" not in question.sparql:
                assert found == wanted, told
            asked += 1
    assert asked


def test_places_and_names_are_read_as_on_the_command_line(
    chromium: Any, samples: SimpleNamespace, tmp_path: Path
) -> None:
    """Divisions by name, short name and code, with those inside them; a unit in a place; what names nothing."""
    audit = Organisation("云岭县审计局", division="341823")
    parts = [samples.rectification(2019), samples.rectification(2021, unit=audit)]
    store: Store = samples.to_store(*parts)
    store.replace_all(load_vocabulary())
    store.replace(GRAPH.inferred, link(store))
    page = Page(chromium, write_view(store, tmp_path / "a.html", offline_sparql=True))
    rows = 0
    for told in (
        {"place": "泾县"},
        {"place": "341823"},
        {"place": "泾"},
        {"place": "341823", "unit": "审计"},
        {"place": "长沙"},
    ):
        for name in ("findings", "ledger"):
            wanted = expect(store, name, told)
            rows += wanted.count("\r\n") - 1
            assert page.question(name, told) == wanted
    assert rows > 0
    with pytest.raises(QueryError, match="没有这个值：不存在"):
        ask(store, "findings", place="不存在")
    with pytest.raises(playwright.Error, match="没有这个值：不存在；可写 区划名称或六位代码"):
        page.question("findings", {"place": "不存在"})


def test_the_page_asks_for_nothing_and_says_nothing(chromium: Any, file: Path) -> None:
    """But for the worker, whose script is in the page."""
    page = Page(chromium, file, "#ask:recurring?")
    page.ready()
    assert "槐溪县" in page.wait("槐溪县")
    assert [url for url in page.asked if not url.startswith("blob:")] == [
        f"{file.as_uri()}#ask:recurring?".split("#")[0]
    ]
    assert page.said == []


@pytest.mark.parametrize(
    ("told", "message"),
    [
        ({"year": "21"}, "不是年份：21"),
        ({"level": "乡"}, "没有这个值：乡；可写 中央、省"),
        ({"type": "C99"}, "没有这个值：C99；可写 代码或名称"),
        ({"status": "好"}, "没有这个值：好"),
        ({"today": "2023-02-30"}, "不是日期：2023-02-30；写成 2024-12-31"),
    ],
)
def test_a_value_that_cannot_be_read_is_refused(page: Page, told: dict[str, str], message: str) -> None:
    """With what may be written instead."""
    with pytest.raises(playwright.Error, match=message):
        page.question("overdue", told)


def test_values_are_never_sparql(page: Page, store: Store) -> None:
    """Quotes, backslashes, brackets and halves of characters in a value are characters of it."""
    for words in ('" } UNION { ?f ?p ?o } #', "\\", "'''", "$& $1", "\u0001", "{{", "?f", "𠮷"):
        assert page.question("findings", {"words": words}) == expect(store, "findings", {"words": words})
        assert page.question("findings", {"unit": words}) == expect(store, "findings", {"unit": words})


@pytest.mark.parametrize(
    ("sparql", "answer"),
    [
        ("ASK { ?f a xt:Finding }", "answer\r\nTrue\r\n"),
        (
            "SELECT ('=1+1' AS ?甲) (1.5 AS ?乙) ('a,\"b' AS ?丙) (?no AS ?丁) { }",
            '甲,乙,丙,丁\r\n\'=1+1,1.5,"a,""b",\r\n',
        ),
        ("PREFIX x: <urn:x:>\nCONSTRUCT { x:a x:b 1 } { }", "subject,predicate,object\r\nurn:x:a,urn:x:b,1\r\n"),
        ("SELECT ?x WHERE {\n  ?x a xt:Unit\n", "SPARQL 第 3 行第 1 列"),
        ("SELECT ?x { ?x a }", "SPARQL 第 1 行第 19 列，在“SELECT ?x { ?x a }”之后有误"),
        ("SELECT * { ?x a nix:Unit }", "SPARQL 第 1 行"),
        ("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", "不支持 SERVICE"),
        ("DELETE WHERE { ?s ?p ?o }", "这里只能查询，不能修改"),
    ],
)
def test_sparql_of_ones_own(page: Page, sparql: str, answer: str) -> None:
    """Answers are as ``xuntu query`` writes them; mistakes are told with their place."""
    assert page.sparql(sparql).removeprefix("\ufeff").startswith(answer)


def test_nothing_leaves_by_load_or_service(page: Page) -> None:
    """Not even silently: no request was made."""
    assert page.sparql("SELECT * { SERVICE SILENT <http://127.0.0.1:1/> { ?s ?p ?o } }").count("\n") <= 2
    assert [url for url in page.asked if not url.startswith(("file:", "blob:"))] == []


def test_a_query_can_be_stopped_and_the_page_goes_on(chromium: Any, file: Path) -> None:
    """The page stays alive meanwhile; after it was stopped the engine is there again."""
    page = Page(chromium, file, f"#ask:sparql%3Fquery%3D{ENDLESS.replace(' ', '%20').replace('?', '%3F')}")
    page.ready()
    page.page.locator(".stop").click()
    assert "已停下" in page.wait("已停下")
    page.page.locator("textarea").fill("SELECT (COUNT(*) AS ?n) { ?f a xt:Report }")
    page.page.keyboard.press("Control+Enter")
    assert "1 行" in page.wait("1 行")
    assert page.page.locator(".answer td").inner_text() == "18"


def test_a_query_that_is_too_deep_costs_itself_alone(page: Page) -> None:
    """The engine is started anew, and answers."""
    assert "引擎已重新启动" in page.sparql(f"SELECT * {{ {'{' * 20000}")
    assert page.sparql("ASK { ?f a xt:Finding }").endswith("True\r\n")


def test_time_is_limited(chromium: Any, file: Path) -> None:
    """What takes longer than allowed is ended, and told."""
    page = Page(chromium, file, "#ask:sparql")
    page.ready()
    page.page.evaluate(
        "document.querySelector('.acts select').options[0].value = 1; document.querySelector('.acts select').value = 1"
    )
    page.page.locator("textarea").fill(ENDLESS)
    page.page.keyboard.press("Control+Enter")
    assert "超过 1 秒没有答完" in page.wait("超过 1 秒")


def test_a_row_leads_to_its_sentence(chromium: Any, file: Path) -> None:
    """A click shows the finding in the panel, with file, place and words; the answer stays."""
    page = Page(chromium, file, "#ask:recurring?")
    page.wait("81 行")
    page.page.locator(".rows .sources button").first.click()
    page.page.locator("#panel blockquote").first.wait_for()
    assert "第 " in page.page.locator("#panel figcaption").first.inner_text()
    assert "81 行" in page.page.locator(".answer").inner_text()


def test_an_answer_is_taken_away(chromium: Any, file: Path, store: Store) -> None:
    """As CSV that Excel opens rightly, and as JSON; the file has the name of the question."""
    page = Page(chromium, file, "#ask:recurring%3Funit%3D%E6%B0%B4%E5%8A%A1")
    page.wait("行")
    with page.page.expect_download() as saved:
        page.page.get_by_text("下载 CSV").click()
    assert saved.value.suggested_filename == "同一问题跨轮次反复-水务.csv"
    content = Path(saved.value.path()).read_bytes()
    assert content.startswith(b"\xef\xbb\xbfunit,number,")
    assert same(content.decode()) == same(expect(store, "recurring", {"unit": "水务"}))
    with page.page.expect_download() as saved:
        page.page.get_by_role("button", name="JSON").click()
    found = json.loads(Path(saved.value.path()).read_bytes())
    wanted = json.loads(to_bytes(ask(store, "recurring", unit="水务"), "json"))
    assert [row["finding_iri"] for row in found] == [row["finding_iri"] for row in wanted]
    assert [row["score"] for row in found] == [row["score"] for row in wanted]


def test_an_address_is_what_was_asked(chromium: Any, file: Path) -> None:
    """A form writes its address, which can be opened again; a question leads on to its SPARQL, which gives as many rows."""
    page = Page(chromium, file, "#ask:findings")
    page.ready()
    page.page.locator("#ask-field-unit").fill("水务")
    page.page.keyboard.press("Control+Enter")
    rows = page.wait("行").split("\n")[0]
    address = page.page.evaluate("location.hash")
    again = Page(chromium, file, address)
    assert again.wait("行").split("\n")[0] == rows
    assert again.page.locator("#ask-field-unit").input_value() == "水务"
    again.page.get_by_text("改成 SPARQL").click()
    again.page.locator("textarea").wait_for()
    again.page.locator(".go").click()
    assert again.wait("行").split("\n")[0] == rows


def test_a_wrong_value_is_told_beside_its_field(chromium: Any, file: Path) -> None:
    """And the field has the focus; what a question needs is told likewise."""
    page = Page(chromium, file, "#ask:findings%3Fyear%3D21")
    page.page.locator("#ask-wrong-year").get_by_text("不是年份：21").wait_for()
    assert page.page.evaluate("document.activeElement.id") == "ask-field-year"
    page.page.locator(".asks button", has_text="同类问题别的单位怎样整改").first.click()
    page.page.locator(".go").click()
    page.page.locator("#ask-wrong-type").get_by_text("这一项必填").wait_for()


def test_a_page_of_an_english_reader(chromium: Any, store: Store, tmp_path: Path) -> None:
    """Questions, columns and the state of the engine are in English."""
    page = Page(
        chromium, write_view(store, tmp_path / "en.html", offline_sparql=True, language="en"), "#ask:recurring?"
    )
    assert page.ready().startswith("Ready: ")
    assert "81 rows" in page.wait("81 rows")
    assert "kind of recurrence" in page.page.locator(".answer thead").inner_text()
