"""Pages of things over the examples: what they show, where they lead, and what is missing."""

import re
from html import unescape
from urllib.parse import quote, unquote, urlsplit

import pytest

from tests.serving.conftest import Client
from tests.serving.markup import Found
from xuntu.graph import Store, read_text
from xuntu.ontology import ID_NAMESPACE

HOUSING = f"{ID_NAMESPACE}unit/澄陵市住房和城乡建设局"
REVIEW = f"{ID_NAMESPACE}doc/b53b1a1ddbc4075a"
OURS = ("unit", "round", "type", "policy", "document", "finding", "thing", "units", "rounds", "types", "policies", "documents", "checks")  # fmt: skip


def _path(page: str, iri: str, **more: str) -> str:
    return f"/{page}?iri={quote(iri, safe='')}{''.join(f'&{key}={quote(value)}' for key, value in more.items())}"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/units", ["澄陵市住房和城乡建设局", "44", "共 8 条"]),
        ("/units?q=住建局", ["澄陵市住房和城乡建设局", "共 1 条"]),
        ("/units?every=1&order=name", ["共 30 条", "槐溪县城小学"]),
        ("/units?page=9", ["没有要列的"]),
        (_path("unit", HOUSING), ["市级", "2019 市委第一巡察组 · 18 个问题", "补全地名", "追回", "8.36万元"]),
        ("/rounds", ["四届澄陵市委第4轮巡察", "十届省委第9轮巡视"]),
        (_path("round", f"{ID_NAMESPACE}round/澄陵市-4-4"), ["四届市委第4轮巡察", "市委第六巡察组"]),
        ("/types", ["招标投标不规范", "C04.03"]),
        (_path("type", "https://w3id.org/xuntu/concept/problem-C04.03"), ["围标", "工程项目与招标采购"]),
        ("/policies?q=耗材", ["澄二医发〔2023〕41号", "修订"]),
        (
            _path("policy", f"{ID_NAMESPACE}policy/医用耗材采购管理办法"),
            ["耗材采购全部纳入省级平台", "澄陵市第二人民医院"],
        ),
        ("/documents?q=housing", ["02-housing-2019.txt", "16-housing-2023.pdf", "共 3 条"]),
        (_path("finding", f"{REVIEW}/r0/f问题5"), ["反弹回潮", "基本整改到位", "立案4起", "招标投标不规范"]),
        (_path("thing", f"{ID_NAMESPACE}team/澄陵市-市委第五巡察组"), ["上级单位", "实施组"]),
        ("/checks", ["已完成13个", "19个具体问题"]),
        ("/checks?section=declared", ["自报措施数", "不核对", "共 51 条"]),
        ("/checks?section=notes", ["没有归入任何记录"]),
        ("/checks?section=conflicts", ["没有要列的"]),
        ("/checks?section=overdue", ["没有要列的"]),
        ("/checks?section=overdue&today=2026-01-01", ["2020-06-30", "共 12 条"]),
        ("/checks?section=overdue&today=明天", ["日期写成"]),
    ],
)
def test_a_page_shows_what_the_documents_say(client: Client, path: str, words: list[str]) -> None:
    """Values checked by hand in the examples."""
    page = client.get(path)
    assert page.status_code == 200
    text = unescape(re.sub(r"<[^>]*>", "", page.text))
    assert [word for word in words if word not in text] == []


@pytest.mark.parametrize(
    ("path", "target"),
    [
        (_path("unit", f"{ID_NAMESPACE}unit/澄陵市住建局"), _path("unit", HOUSING)),
        (_path("round", f"{ID_NAMESPACE}round/市委-4-4"), _path("round", f"{ID_NAMESPACE}round/澄陵市-4-4")),
        (_path("thing", HOUSING), _path("unit", HOUSING)),
        (_path("thing", f"{REVIEW}#char=729,781"), f"{_path('document', REVIEW)}#c729-781"),
    ],
)
def test_a_thing_is_shown_where_it_has_its_page(client: Client, path: str, target: str) -> None:
    """Names of a unit at the unit, things of a kind at the pages of that kind."""
    page = client.get(path)
    assert page.status_code == 303
    assert unquote(page.headers["location"]) == unquote(target)


@pytest.mark.parametrize("page", ["unit", "round", "type", "policy", "document", "finding", "thing"])
@pytest.mark.parametrize(
    "iri", ["", "x", "<>", "javascript:alert(1)", f"{ID_NAMESPACE}unit/没有", "http://example.org/"]
)
def test_what_is_not_in_the_store_is_told_to_be_missing(client: Client, page: str, iri: str) -> None:
    """As text, and no link leads to it."""
    answer = client.get(_path(page, iri))
    if page == "thing" and iri.startswith(ID_NAMESPACE):
        answer = client.get(answer.headers["location"])
    assert answer.status_code == 404
    assert "没有找到" in answer.text
    assert not any(iri and each in (iri, quote(iri, safe="")) for each in Found(answer.text).links)


@pytest.mark.slow
def test_the_text_of_every_document_stands_whole_in_its_page_with_every_passage(client: Client, store: Store) -> None:
    """Without its tags it is the text that was read; each passage has an anchor, each anchor its passage's words."""
    passages: dict[str, list[tuple[int, int, str]]] = {}
    for document, start, end, words in store.query(
        "SELECT ?d ?s ?e ?w WHERE { ?p oa:hasSource ?d ; oa:start ?s ; oa:end ?e ; oa:exact ?w }"
    ).rows:
        passages.setdefault(str(document), []).append((int(str(start)), int(str(end)), str(words)))
    assert len(passages) == 17
    for document, places in passages.items():
        found = Found(client.get(_path("document", document)).text)
        text = read_text(store, document)
        assert found.reading == text
        assert found.anchors == {f"c{start}-{end}": words for start, end, words in places}


def test_the_text_of_a_document_stands_whole_in_its_page(client: Client, store: Store) -> None:
    """Without the tags it is the text that was read; a passage across lines has all its words."""
    found = Found(client.get(_path("document", REVIEW)).text)
    assert found.reading == read_text(store, REVIEW)
    assert found.anchors["c369-375"] == "2.71万元"


@pytest.mark.slow
def test_every_link_between_these_pages_leads_somewhere(client: Client) -> None:
    """From the lists, a unit, a document and a finding: pages that exist, and places that are in them."""
    starts = [
        "/rounds",
        "/documents",
        _path("unit", f"{ID_NAMESPACE}unit/澄陵市城市管理局"),
        _path("finding", f"{REVIEW}/r0/f问题5"),
    ]
    pages: dict[str, Found] = {}
    for start in starts:
        for link in Found(client.get(start).text).links:
            address = urlsplit(link)
            if address.path.strip("/") in OURS and f"{address.path}?{address.query}" not in pages:
                answer = client.get(f"{address.path}?{address.query}", follow_redirects=True)
                assert answer.status_code == 200, link
                pages[f"{address.path}?{address.query}"] = Found(answer.text)
            if address.path == "/document" and address.fragment:
                assert address.fragment in pages[f"{address.path}?{address.query}"].anchors, link
    assert len(pages) > 40


@pytest.mark.parametrize("path", ["/units", _path("unit", HOUSING), _path("document", REVIEW), "/checks?section=notes"])
def test_pages_are_well_made(client: Client, path: str) -> None:
    """One h1, a caption for every table, a label for every field, no id twice, nothing that the policy forbids."""
    found = Found(client.get(path).text)
    assert found.count("h1") == 1
    assert found.count("caption") == found.count("table")
    assert len(found.ids) == len(set(found.ids))
    assert found.forbidden == []


def test_pages_are_told_in_english_too(store: Store) -> None:
    """The words of the pages; the words of documents stay as they are."""
    from xuntu.serving.pages import Asked
    from xuntu.serving.pages.routes import PAGES
    from xuntu.serving.tasks import Reading

    page = PAGES["finding"](Reading(store), Asked("finding", (("iri", f"{REVIEW}/r0/f问题5"),), "en"))
    assert b"mostly done" in page.body
    assert "立案4起".encode() in page.body
