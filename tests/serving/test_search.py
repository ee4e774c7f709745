"""Search: every name and text of the examples is found, and every question is answered kindly."""

from pathlib import Path

import pytest

from tests.serving.conftest import Client
from tests.serving.inline import Collected, Inline
from xuntu.graph import Store, find_words
from xuntu.serving.app import make_app
from xuntu.serving.tasks import Reading, do

LABELS = """
SELECT DISTINCT ?label WHERE {
  { GRAPH xtg:authority { ?thing a ?class ; rdfs:label ?label } }
  UNION { ?thing a ?class ; rdfs:label ?label . FILTER NOT EXISTS { ?thing xt:foundIn/xt:mentionedAs ?mention } }
  FILTER(?class IN (xt:Unit, xt:InspectionRound, xt:InspectionTeam, xt:PolicyDocument, xt:Finding, xt:Measure, xt:Report))
}"""


@pytest.fixture(scope="module")
def words(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the index of the examples."""
    path = tmp_path_factory.mktemp("words") / "words.sqlite"
    do(Reading(store, path), {"task": "index"}, Collected())
    return path


@pytest.fixture(scope="module")
def client(store: Store, words: Path) -> Client:
    """Return a client of the application over the examples with their index."""
    return Client(make_app(Inline(Reading(store, words))))


def test_every_label_is_found_by_any_two_neighbouring_characters(store: Store, words: Path) -> None:
    """Units, rounds, teams, policies, findings, measures and reports; several hundred labels of the examples."""
    labels = {str(label) for (label,) in store.query(LABELS).rows}
    assert len(labels) > 400
    pairs = {label[place : place + 2] for label in labels for place in range(len(label) - 1)}
    missing = [
        pair for pair in sorted(pairs) if any(mark.isalnum() for mark in pair) and not find_words(words, pair, limit=1)
    ]
    assert missing == []


def test_an_index_is_made_once(store: Store, words: Path) -> None:
    """A worker that is asked again leaves it as it is; without a place for it there is none."""
    before = words.stat().st_mtime_ns
    do(Reading(store, words), {"task": "index"}, out := Collected())
    assert words.stat().st_mtime_ns == before
    assert out.head.status == 204
    do(Reading(store), {"task": "index"}, Collected())


def test_what_is_found_is_told_by_kind(client: Client) -> None:
    """With numbers, the words marked, and a link to the page of each."""
    page = client.get("/search", params={"q": "水务投资"}).text
    assert "单位 2" in page
    assert "澄陵市<mark>水务投资</mark>集团有限公司</a>" in page
    assert "/unit?iri=https%3A%2F%2Fw3id.org%2Fxuntu%2Fid%2Funit%2F" in page
    assert "#c" in client.get("/search", params={"q": "水务投资", "kind": "passage"}).text


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({}, "几个词以空格分开"),
        ({"q": "    "}, "几个词以空格分开"),
        ({"q": "天王星上的问题"}, "没有找到“天王星上的问题”"),
        ({"q": "澄陵市水务投姿集团"}, "是不是要找"),
        ({"q": "<script>alert(1)</script>"}, "没有找到“&lt;script&gt;"),
        ({"q": '" UNION SELECT iri FROM things --'}, "没有找到"),
        ({"q": "整改", "kind": "nothing"}, "<mark>整改</mark>"),
        ({"q": "整改", "kind": "measure", "page": "9999"}, "<mark>整改</mark>"),
        ({"q": "整\x00改\u202e"}, "<mark>整改</mark>"),
    ],
)
def test_odd_searches_are_answered_kindly(client: Client, asked: dict[str, str], told: str) -> None:
    """Nothing that is typed is an error or becomes part of the page."""
    page = client.get("/search", params=asked)
    assert page.status_code == 200
    assert told in page.text
    assert "<script>alert" not in page.text


def test_before_there_is_an_index_names_are_found_by_their_beginning(store: Store, tmp_path: Path) -> None:
    """And the page says so."""
    client = Client(make_app(Inline(Reading(store, tmp_path / "not yet"))))
    page = client.get("/search", params={"q": "澄陵市水"}).text
    assert "正在建立索引" in page
    assert "<mark>澄陵市水</mark>务投资集团有限公司" in page
    names = client.get("/suggest", params={"kind": "unit", "q": "澄陵市水"}).json()
    assert names == ["澄陵市水务投资集团有限公司", "澄陵市水务投资集团有限公司纪律检查委员会"]


@pytest.mark.parametrize(
    ("kind", "text", "names"),
    [
        ("unit", "市水务", ["澄陵市水务投资集团有限公司", "澄陵市水务投资集团有限公司纪律检查委员会"]),
        ("round", "第十轮", ["三届澄陵市委第10轮巡察"]),
        ("inspector", "省委第五", ["省委第五巡视组"]),
        ("place", "没有", []),
        ("nothing", "市", []),
    ],
)
def test_names_are_suggested_for_fields(client: Client, kind: str, text: str, names: list[str]) -> None:
    """By any name that they have; the fullest is suggested."""
    assert client.get("/suggest", params={"kind": kind, "q": text}).json() == names
