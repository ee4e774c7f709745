"""The page on which SPARQL is written, and what its editor knows."""

import json
import re
from urllib.parse import urlencode

import pytest

from tests.serving.conftest import Client
from xuntu.graph import Store, load_questions
from xuntu.ontology import PREFIXES
from xuntu.serving.pages.editor import Example, load_examples


@pytest.mark.parametrize("example", load_examples(), ids=lambda example: example.name)
def test_every_example_answers(store: Store, example: Example) -> None:
    """Each has rows over the examples, and says in Chinese and English what it asks."""
    assert store.query(example.sparql).rows
    assert re.search("[\u4e00-\u9fff]", example.chinese)
    assert re.match("[A-Z]", example.english)
    assert example.about.endswith("。")


def test_the_examples_show_what_they_say(store: Store) -> None:
    """Values of two of them, counted by hand over the examples."""
    examples = {one.name: one.sparql for one in load_examples()}
    assert ("完成", 81) in store.query(examples["04-statuses"]).rows
    assert len(store.query(examples["01-units"]).rows) == 13


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({}, "?巡察 xt:inspects ?提到 ."),
        ({"query": 'ASK { ?x rdfs:label "<b>&" }'}, "ASK { ?x rdfs:label &#34;&lt;b&gt;&amp;&#34; }</textarea>"),
        ({"query": "</textarea><script>alert(1)</script>"}, "&lt;/textarea&gt;&lt;script&gt;"),
        ({"example": "04-statuses"}, "?问题 xt:currentStatus ?记录 ."),
        ({"question": "facts"}, load_questions()["facts"].sparql[:12]),
        ({"example": "../../etc/passwd"}, "?巡察 xt:inspects ?提到 ."),
        ({"question": "no-such-question"}, "?巡察 xt:inspects ?提到 ."),
    ],
)
def test_the_address_says_what_stands_in_the_editor(client: Client, fields: dict[str, str], text: str) -> None:
    """A query, an example or a named question; nothing runs before it is told to."""
    page = client.get(f"/editor?{urlencode(fields)}")
    assert page.status_code == 200
    assert text in page.text


def test_the_page_works_without_scripts(client: Client) -> None:
    """A form posts the query to the endpoint; every example and question is a link; nothing is written in scripts."""
    page = client.get("/editor").text
    assert '<form method="post" action="/sparql"' in page
    assert '<textarea id="query" name="query"' in page
    for one in (*load_examples(), *load_questions().values()):
        assert one.chinese in page
    assert re.findall(r"<script(?![^>]*(?:src=|application/json))", page) == []
    assert re.findall(r"\sstyle=|\son\w+=", page) == []


def test_the_editor_knows_the_vocabulary_in_chinese(client: Client) -> None:
    """Classes, properties, concepts and prefixes; each by its prefixed name, with its names and meaning."""
    told = json.loads(client.get("/vocabulary.json").text)
    assert told["prefixes"] == PREFIXES
    words = {word[0]: word for word in told["words"]}
    assert words["xt:Finding"][1:4] == ["class", "反馈问题", "finding"]
    assert words["xt:problemType"][1:3] == ["property", "问题类型"]
    assert words["xtc:status-done"][1:3] == ["concept", "完成"]
    assert "C05" in words["xtc:problem-C05"][4]
    assert words["dcterms:title"][2] == "标题"
    assert len(words) == len(told["words"]) > 400


def test_the_editor_asks_no_one_else(client: Client) -> None:
    """The library's own style has no address in it, and what completes by the web is off."""
    style = client.get("/static/vendor/yasgui/yasgui.min.css").text
    assert re.findall(r"url\((?!['\"]?data:)|@import", style) == []
    script = client.get("/static/editor.js").text
    assert "Yasqe.defaults.autocompleters = []" in script
    assert re.findall(r"https?://(?!w3id\.org/xuntu/)", script) == []
    assert "sourceMappingURL" not in client.get("/static/vendor/yasgui/yasgui.min.js").text
