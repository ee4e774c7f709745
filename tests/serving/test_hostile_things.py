"""What documents say stays words in every page: a document full of markup, quotes, scripts and marks of direction."""

from pathlib import Path
from urllib.parse import quote

import pytest

from tests.serving.conftest import Client
from tests.serving.inline import Inline
from tests.serving.markup import Found
from xuntu.extractors import extract
from xuntu.graph import Source, Store, build
from xuntu.ontology import ID_NAMESPACE
from xuntu.serving.app import make_app
from xuntu.serving.tasks import Reading

TEXT = """中共云岭县财政局党组关于巡察整改<script>window.hit=1</script>情况的通报
根据县委统一部署，2023年3月6日至5月31日，县委第一巡察组对云岭县财政局党组进行了巡察。7月7日，县委第一巡察组向局党组反馈了巡察意见。共反馈3个方面4个问题。
二、反馈问题整改落实情况
（一）<img src=x onerror=window.hit=1>方面
1.预算编制"' onmouseover=window.hit=1 href=javascript:window.hit=1 不规范问题。
整改情况：一是制定《"><svg onload=window.hit=1>云岭县预算管理办法》（云财〔2023〕7号）。二是追缴资金3.5万元。已完成整改。
2.上轮巡察指出的“</script><script>window.hit=1</script>采购不规范”问题未整改到位。
整改情况：对2人给予诫勉。正在整改。
3.反转\u202e了\u2066的问题{{ 7*7 }}{% raw %}不严格。
整改情况：召开专题民主生活会。基本完成。
4.javascript:alert(1)管理不到位。
整改情况：一是完善<style>*{display:none}</style>台账。整改完成。
中共云岭县财政局党组
2023年12月29日
"""
FORBIDDEN = ("\u202e", "\u2066", "window.hit=1>办法</svg>")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Return the store of one hostile document, whose file has a hostile name."""
    folder = tmp_path_factory.mktemp("hostile")
    file: Path = folder / "a'\"><img onerror=x>.txt"
    file.write_text(TEXT, encoding="utf-8")
    build([Source(str(file), file.name)], folder / "hostile.store", extract, version="1")
    return Store.open(folder / "hostile.store")


def _paths(store: Store) -> list[str]:
    things = {str(row[0]) for row in store.query("SELECT DISTINCT ?s WHERE { ?s a ?c }").rows}
    own = sorted(thing for thing in things if thing.startswith(ID_NAMESPACE))
    lists = ["/units?every=1", "/rounds", "/types", "/policies", "/documents", "/checks"]
    sections = [f"/checks?section={name}" for name in ("declared", "notes", "conflicts", "overdue")]
    return [*lists, *sections, *(f"/thing?iri={quote(thing, safe='')}" for thing in own)]


@pytest.mark.slow
def test_hostile_words_are_text_in_every_page(hostile: Store) -> None:
    """Every thing of the store, in its page: no element, attribute or link of theirs, no mark of direction."""
    client = Client(make_app(Inline(Reading(hostile))))
    seen = ""
    paths = _paths(hostile)
    assert len(paths) > 60
    for path in paths:
        answer = client.get(path, follow_redirects=True)
        assert answer.status_code == 200, path
        found = Found(answer.text)
        assert found.forbidden == [], path
        assert [mark for mark in FORBIDDEN if mark in answer.text] == [], path
        seen += "".join(found.words)
    for words in (
        "<script>window.hit=1</script>",
        "<img src=x onerror=window.hit=1>",
        "onmouseover=window.hit=1",
        "{{ 7*7 }}",
    ):
        assert words in seen  # shown as text


@pytest.mark.parametrize("field", ["q", "order", "page", "section", "today", "stage", "inspection", "marks"])
def test_hostile_fields_are_text_in_every_page(hostile: Store, field: str) -> None:
    """What is asked for comes back escaped, in fields and in the paths of other pages."""
    client = Client(make_app(Inline(Reading(hostile))))
    words = quote("\"><script>window.hit=1</script>'")
    unit = quote(f"{ID_NAMESPACE}unit/云岭县财政局", safe="")
    for path in (
        "/units",
        "/rounds",
        "/policies",
        "/documents",
        "/checks",
        "/checks?section=notes",
        f"/unit?iri={unit}",
    ):
        answer = client.get(f"{path}{'&' if '?' in path else '?'}{field}={words}")
        assert answer.status_code in (200, 404), path
        assert Found(answer.text).forbidden == [], path
