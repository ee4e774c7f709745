"""The page that tells what was read of each document, what was not, and what needs another look."""

import base64
import hashlib
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path

import pytest

from xuntu.account import Account
from xuntu.extractors import extract
from xuntu.ontology import StoreError

EXAMPLES = Path(__file__).parents[2] / "examples" / "documents"
HOSTILE = """县水务局党组关于<script>alert(1)</script>巡察整改情况的通报
2023年3月1日至4月30日，县委第二巡察组对云岭县水务局党组开展了常规巡察。6月15日，反馈了2个问题。
1.学习<img src=x onerror=alert(1)>不深入\u202e。
整改情况：一是制定{{ words }}《制度》。
云岭县水务局党组
2023年12月20日
"""


class Page(HTMLParser):
    """The elements and the text of a page, as a browser would see them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Keep a piece of text."""
        self.words.append(data)

    @property
    def text(self) -> str:
        """All the text in one line."""
        return " ".join(" ".join(self.words).split())


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., str]:
    """Write the page of texts and examples by name and return its HTML."""

    def written(*documents: str | tuple[str, str], language: str = "zh", failed: tuple[str, str] | None = None) -> str:
        with Account(tmp_path / "读取报告.html", language="en" if language == "en" else "zh") as account:
            for document in documents:
                name, data = (
                    (document, (EXAMPLES / document).read_bytes())
                    if isinstance(document, str)
                    else (document[0], document[1].encode())
                )
                if not account.knows(data, name):
                    account.add(extract(data, name), name)
            if failed:
                account.fail(*failed)
            return account.write().read_text(encoding="utf-8")

    return written


def test_the_page_asks_for_nothing_and_runs_nothing(write: Callable[..., str]) -> None:
    """No script, no style but the one whose hash the policy names, no address to fetch."""
    html = write("02-housing-2019.txt", "10-zone-2023.html")
    page = Page(html)
    tags = {tag for tag, _ in page.tags}
    assert tags.isdisjoint({"script", "link", "img", "iframe", "object", "form", "base"})
    names = {name for _, attributes in page.tags for name in attributes}
    assert "style" not in names
    assert not [name for name in names if name.startswith("on") or name == "src"]
    assert {(a.get("href") or "#")[0] for tag, a in page.tags if tag == "a"} == {"#"}
    [policy] = [a["content"] or "" for _, a in page.tags if a.get("http-equiv") == "Content-Security-Policy"]
    [style] = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def test_words_of_a_document_stay_words(write: Callable[..., str]) -> None:
    """Markup in a text or a name is shown and does nothing; marks that turn the direction round are left out."""
    html = write(("<b>坏</b>.txt", HOSTILE))
    page = Page(html)
    assert {"script", "img", "b"} & {tag for tag, _ in page.tags} <= {"b"}  # <b> is in our own template
    assert "学习<img src=x onerror=alert(1)>不深入" in page.text
    assert "<b>坏</b>.txt" in page.text
    assert "\u202e" not in html


def test_what_was_read_and_what_was_not_is_told_of_each_document(write: Callable[..., str]) -> None:
    """Facts with what was inferred and how, counts with their verdict, notes with place and words, regions."""
    text = Page(write("10-zone-2023.html")).text
    for told in (
        "被巡单位 中共澄陵经济技术开发区工作委员会 推断 原文用的是简称或自称，按署名补全",
        "反馈 2023-07-05 推断 年份取自巡察时间",
        "问题 19个 18 ✗ 不一致 7月5日，市委第二巡察组向经开区党工委反馈了巡察意见，共4个方面19个具体问题 第4行 · 188–195",
        "自报问题19个，读出18个 19个具体问题 第4行 · 188–195",
        "组织整改 27 一、党工委履行巡察整改主体责任情况",
        "2(1) 招大引强后续监管缺位，2019年以来引进的33个项目中有12个未按约定时间开工、9个投资强度不达标",
    ):
        assert told in text


def test_documents_that_need_a_look_stand_first_and_open(write: Callable[..., str]) -> None:
    """One that is in order is folded and last; the contents lead to both."""
    page = Page(write("02-housing-2019.txt", "10-zone-2023.html"))
    documents = [a for tag, a in page.tags if tag == "details" and (a.get("class") or "").startswith("document")]
    assert ["open" in attributes for attributes in documents] == [True, False]
    links = [a.get("href") for tag, a in page.tags if tag == "a" and a.get("href") != "#contents"]
    assert links == [f"#{attributes['id']}" for attributes in documents]
    assert page.text.index("10-zone-2023.html") < page.text.index("02-housing-2019.txt")


def test_copies_are_one_document_with_several_names(write: Callable[..., str]) -> None:
    """The same bytes under two names are told once."""
    page = Page(write(("甲/通报.txt", HOSTILE), ("乙/通报.txt", HOSTILE)))
    assert "同一内容另有 乙/通报.txt" in page.text
    assert len([1 for tag, a in page.tags if tag == "details" and "document" in (a.get("class") or "")]) == 1


def test_what_could_not_be_read_is_told_with_the_reason(write: Callable[..., str]) -> None:
    """Above all others, with the words of the error."""
    text = Page(write("02-housing-2019.txt", failed=("空.txt", "空.txt：文件是空的。"))).text
    assert "读不了的文件 文件 原因 空.txt 空.txt：文件是空的。" in text


def test_the_page_speaks_english_on_request(write: Callable[..., str]) -> None:
    """What is ours is English; what comes from documents, and what is noted of them, stays as it is."""
    text = Page(write("10-zone-2023.html", language="en")).text
    assert "problems 19个 18 ✗ differs" in text
    assert "inferred year from the period" in text
    words = [
        json.loads((files("xuntu.account") / "templates" / f"words.{one}.json").read_text("utf-8"))
        for one in ("zh", "en")
    ]
    assert shape(words[0]) == shape(words[1])


def shape(words: object) -> object:
    """Return the keys of a dictionary, and of those in it."""
    return {key: shape(value) for key, value in words.items()} if isinstance(words, dict) else None


def test_a_place_that_cannot_be_written_is_said_before_reading(tmp_path: Path) -> None:
    """Not after an hour."""
    with pytest.raises(StoreError, match=r"没有/读取报告\.html：无法写入"):
        Account(tmp_path / "没有" / "读取报告.html")


def test_a_page_that_was_not_finished_leaves_the_old_one(tmp_path: Path) -> None:
    """No half page, and no draft beside it."""
    page = tmp_path / "读取报告.html"
    page.write_text("旧", encoding="utf-8")
    with pytest.raises(KeyboardInterrupt), Account(page):
        raise KeyboardInterrupt
    assert [(file.name, file.read_text("utf-8")) for file in tmp_path.iterdir()] == [("读取报告.html", "旧")]
