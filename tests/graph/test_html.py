"""The page: one file that asks for nothing, runs nothing of what documents say, and shows their sentences."""

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from xuntu.graph.html import _network_class, _script, write_view
from xuntu.graph.store import Store
from xuntu.graph.viewing import Focus
from xuntu.graph.vocabulary import load_vocabulary
from xuntu.ontology import Organisation, QueryError, StoreError

TOWN = Organisation("云岭县青石镇", (), "530199")
HOSTILE = (
    "<script>window.hit=1</script>不规范。",
    "</script><img src=x onerror=window.hit=1>不落实。",
    "\"' onmouseover=window.hit=1 href=javascript:window.hit=1 不到位。",
    "{{ 7*7 }}{% raw %}不严格。",
    "反转\u202e了\u2066的\u2028问题。",
)


class Page(HTMLParser):
    """What a browser would find in a page: elements with their attributes, and what stands in scripts and styles."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.raw: dict[str, list[str]] = {"script": [], "style": []}
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.elements.append((tag, dict(attrs)))
        if tag in self.raw:
            self.raw[tag].append("")

    def handle_data(self, data: str) -> None:
        """Note what stands in the last script or style."""
        if self.elements and self.elements[-1][0] in self.raw and data.strip():
            self.raw[self.elements[-1][0]][-1] += data

    @property
    def policy(self) -> str:
        """The content security policy."""
        return next(str(at["content"]) for tag, at in self.elements if "http-equiv" in at and tag == "meta")

    @property
    def graph(self) -> dict[str, Any]:
        """The data that the page draws."""
        graph: dict[str, Any] = json.loads(self.raw["script"][0])
        return graph


def build(samples: SimpleNamespace, *extractions: object) -> Store:
    """Return a store of *extractions* with the vocabulary."""
    store: Store = samples.to_store(*extractions)
    store.replace_all(load_vocabulary())
    return store


@pytest.fixture(scope="module")
def store(samples: SimpleNamespace) -> Store:
    """Return two inspections of one unit, where a problem came back, and one of another."""
    town = samples.rectification(2021, unit=TOWN, statements=("执行不力。", "记录不全。", "公开不够。"))
    return build(samples, samples.rectification(2019), samples.rectification(2021, repeat=True), town)


def view(store: Store, path: Path, **choices: Any) -> Page:
    """Write the view and return its page."""
    return Page(write_view(store, path / "图谱.html", **choices).read_text(encoding="utf-8"))


def test_the_page_is_a_document_of_its_language(store: Store, tmp_path: Path) -> None:
    """Doctype, UTF-8 and language are said; line ends are the same everywhere."""
    data = write_view(store, tmp_path / "图谱.html").read_bytes()
    text = data.decode("utf-8")
    assert text.startswith('<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">')
    assert b"\r" not in data
    assert len(data) < 1_000_000


def test_the_policy_lets_only_the_pages_own_scripts_run(store: Store, tmp_path: Path) -> None:
    """Nothing may be loaded; the scripts and the style that run are exactly those whose hashes are given."""
    page = view(store, tmp_path)

    def hashed(text: str) -> str:
        return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"

    assert page.policy.startswith("default-src 'none'; ")
    assert "unsafe" not in page.policy
    library, script = page.raw["script"][1:]
    assert f"script-src {hashed(library)} {hashed(script)};" in page.policy
    assert f"style-src {hashed(page.raw['style'][0])};" in page.policy
    assert "vis-network" in library[:200]


def test_the_page_refers_to_nothing_outside(store: Store, tmp_path: Path) -> None:
    """No element has a source, an outside address, a handler or a style of its own."""
    page = view(store, tmp_path)
    names = {name for _, attributes in page.elements for name in attributes}
    assert {name for name in names if name.startswith("on") or name in {"src", "srcset", "action", "style"}} == set()
    assert {at["href"] for _, at in page.elements if "href" in at} == {"#"}
    assert "url(" not in page.raw["style"][0]
    assert "@import" not in page.raw["style"][0]


def test_nothing_that_a_document_says_becomes_markup(samples: SimpleNamespace, tmp_path: Path) -> None:
    """Hostile statements and unit names add no element, and arrive in the data as the words that they are."""
    unit = Organisation("云岭县</script><b onclick=x>局", ("<i>局</i>",), "530199")
    page = view(build(samples, samples.rectification(statements=HOSTILE, unit=unit)), tmp_path, title="<u>{{ 1 }}</u>")
    plain = view(build(samples, samples.rectification()), tmp_path)
    assert [tag for tag, _ in page.elements] == [tag for tag, _ in plain.elements]
    quotes = {place[3] for node in page.graph["nodes"] for place in node["places"]}
    assert {HOSTILE[0], HOSTILE[1], HOSTILE[2], HOSTILE[3]} <= quotes


def test_marks_that_turn_text_around_are_taken_out(samples: SimpleNamespace, tmp_path: Path) -> None:
    """A label cannot be made to read as something else."""
    page = view(build(samples, samples.rectification(statements=HOSTILE)), tmp_path)
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", page.raw["script"][0])
    assert not re.search("[<>&\u2028\u2029]", page.raw["script"][0])


def test_every_node_carries_its_sentence_and_where_it_stands(store: Store, tmp_path: Path) -> None:
    """A finding brings the file's name, the characters and the words."""
    nodes = view(store, tmp_path).graph["nodes"]
    findings = [node for node in nodes if node["kind"] == "finding" and node["label"] == "财务管理不规范"]
    assert [node["places"] for node in findings] == [
        [["云岭县财政局2019.txt", 98, 114, "财务管理不规范。公务卡使用率低。"]],
        [["云岭县财政局2021.txt", 127, 143, "财务管理不规范。公务卡使用率低。"]],
    ]
    assert ["status", "阶段性完成"] in findings[0]["facts"]


def test_edges_join_nodes_by_their_place(store: Store, tmp_path: Path) -> None:
    """The data is compact: an edge names its ends by number, and a status edge has its day."""
    graph = view(store, tmp_path).graph
    told = {
        (graph["nodes"][e["from"]]["label"], graph["nodes"][e["to"]]["label"], e.get("date")) for e in graph["edges"]
    }
    assert ("执行不力", "阶段性完成", "2021-12-20") in told
    assert ("县委第一巡察组巡察云岭县青石镇（2021）", "云岭县青石镇", None) in told
    assert graph["page"]["relations"]["foundIn"] == "发现于"
    assert graph["page"]["closed"] == []


def start_of(page: Page) -> str:
    """Return the label of the node at which the page opens."""
    return str(page.graph["nodes"][page.graph["page"]["start"]]["label"])


def test_the_page_opens_where_problems_came_back(store: Store, tmp_path: Path) -> None:
    """The unit with most recurring findings comes first, though another has more findings."""
    page = view(store, tmp_path)
    assert start_of(page) == "云岭县财政局"
    units = [(page.graph["nodes"][unit]["label"], *counts) for unit, *counts in page.graph["page"]["units"]]
    assert units == [("云岭县财政局", 4, 4, 1), ("云岭县青石镇", 3, 3, 0)]


def test_the_page_opens_at_the_unit_asked_for(store: Store, tmp_path: Path) -> None:
    """With a unit, the file holds what is its own, and says so in its title."""
    page = view(store, tmp_path, focus=Focus("unit", "云岭县青石镇"))
    assert start_of(page) == "云岭县青石镇"
    findings = [node["label"] for node in page.graph["nodes"] if node["kind"] == "finding"]
    assert findings == ["执行不力", "记录不全", "公开不够"]
    assert "<title>云岭县青石镇 · 巡图</title>" in (tmp_path / "图谱.html").read_text(encoding="utf-8")


def test_the_page_opens_where_most_was_found_if_nothing_came_back(samples: SimpleNamespace, tmp_path: Path) -> None:
    """Without recurrences the unit with most findings is in the middle."""
    assert start_of(view(build(samples, samples.rectification()), tmp_path)) == "云岭县财政局"


def test_an_empty_store_gives_a_page(tmp_path: Path) -> None:
    """There is nothing to draw, and the page says it in a word."""
    assert view(Store.in_memory(), tmp_path).graph["nodes"] == []


def test_the_page_can_be_english(store: Store, tmp_path: Path) -> None:
    """Words of the page are English, those of documents stay Chinese."""
    page = view(store, tmp_path, language="en")
    assert page.elements[0] == ("html", {"lang": "en"})
    assert page.graph["page"]["kinds"]["finding"] == "finding"
    assert page.graph["page"]["words"]["back"] == "Back"
    assert start_of(page) == "云岭县财政局"


def test_both_languages_have_the_same_words() -> None:
    """No word of the page is missing in one language, and none is empty."""
    zh, en = (
        json.loads((files("xuntu.graph") / "templates" / f"words.{language}.json").read_text(encoding="utf-8"))
        for language in ("zh", "en")
    )
    assert zh.keys() == en.keys()
    assert all([*zh.values(), *en.values()])
    assert set(re.findall(r"\bwords\.(\w+)", _script(None))) <= zh.keys()


def test_the_same_graph_gives_the_same_page(samples: SimpleNamespace, tmp_path: Path) -> None:
    """Two stores filled in different order give equal bytes."""
    parts = [samples.rectification(2019), samples.rectification(2021, repeat=True), samples.launch()]
    one = write_view(build(samples, *parts), tmp_path / "一.html").read_bytes()
    assert write_view(build(samples, *parts[::-1]), tmp_path / "二.html").read_bytes() == one


def test_the_drawing_is_pyvis(store: Store, tmp_path: Path) -> None:
    """The page comes out of pyvis' own network, with its options, and without titles, which pyvis would run as code."""
    from pyvis.network import Network

    assert issubclass(_network_class(), Network)
    graph = view(store, tmp_path).graph
    assert json.loads(graph["options"])["physics"] == {"enabled": False}
    assert all("title" not in node for node in graph["nodes"])


def test_a_file_that_cannot_be_written_leaves_nothing(store: Store, tmp_path: Path) -> None:
    """The message names the file; no half of one is left behind."""
    with pytest.raises(StoreError, match=r"没有的目录.*无法写入"):
        write_view(store, tmp_path / "没有的目录" / "图谱.html")
    (tmp_path / "目录.html").mkdir()
    with pytest.raises(StoreError, match=r"目录\.html.*无法写入"):
        write_view(store, tmp_path / "目录.html")
    assert [path.name for path in tmp_path.iterdir()] == ["目录.html"]


def test_an_unknown_unit_writes_nothing(store: Store, tmp_path: Path) -> None:
    """A unit that is not there is an error before a file is touched."""
    with pytest.raises(QueryError, match="图里没有单位"):
        write_view(store, tmp_path / "图谱.html", focus=Focus("unit", "没有的局"))
    assert list(tmp_path.iterdir()) == []
