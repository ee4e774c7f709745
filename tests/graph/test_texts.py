"""The text of a document as it was read, kept in the store."""

from pathlib import Path

import pytest

from xuntu.extractors import extract
from xuntu.graph import Source, Store, build, read_text
from xuntu.graph.contacts import hide_contacts

FILE = min(path for path in Path("examples/documents").iterdir() if path.suffix == ".html")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    place = tmp_path_factory.mktemp("texts") / "a.store"
    build([Source(str(FILE.resolve()), FILE.name)], place, extract, version="1")
    return Store.open(place)


def test_a_store_keeps_the_text_that_every_offset_refers_to(store: Store) -> None:
    """All passages of the store are found at their offsets in it."""
    rows = store.query(
        "SELECT ?d ?start ?end ?exact { ?p oa:hasSource ?d ; oa:start ?start ; oa:end ?end ; oa:exact ?exact }"
    ).rows
    (document,) = {str(row[0]) for row in rows}
    text = read_text(store, document)
    assert text == hide_contacts(extract(FILE.read_bytes(), FILE.name).document.text)
    assert all("".join(text[start:end].split()) == "".join(str(exact).split()) for _, start, end, exact in rows)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("监督电话：0563－5021234（工作日）", "监督电话：****－*******（工作日）"),
        ("手机13812345678", "手机***********"),
        ("联系人王某，13812345678", "联系人王某，***********"),
        ("电子邮箱：jw_123@xx.gov.cn", "电子邮箱：**_***@**.***.**"),
        ("12388举报", "12388举报"),  # a number of all the country
        ("2021年3月18日至5月17日，追缴资金13812345678元", "2021年3月18日至5月17日，追缴资金13812345678元"),
        ("（澄二医〔2019〕18号）1380亩、2016-2018年", "（澄二医〔2019〕18号）1380亩、2016-2018年"),
        ("召开电话会议3次，2020年以来", "召开电话会议3次，2020年以来"),
    ],
)
def test_the_text_is_kept_without_telephone_numbers_and_addresses(text: str, kept: str) -> None:
    """They are as long as before, so that every offset still holds."""
    assert hide_contacts(text) == kept


def test_what_is_no_document_has_no_text(store: Store) -> None:
    """Nor has a store in memory."""
    assert read_text(store, "https://w3id.org/xuntu/id/doc/0000000000000000") is None
    assert read_text(Store.in_memory(), "https://w3id.org/xuntu/id/doc/0000000000000000") is None
