"""The first page tells what is in the store, in numbers that `xuntu build` tells too."""

import re

from tests.serving.conftest import Client
from tests.serving.inline import Inline
from xuntu.graph import Store, read_overview
from xuntu.serving.app import make_app
from xuntu.serving.tasks import Reading


def test_the_numbers_are_those_of_the_examples(store: Store) -> None:
    """17 files on 13 units with 210 findings, 81 of them done; a unit's findings that were found four times come first."""
    overview = read_overview(store)
    assert overview.counts == {
        "documents": 17, "findings": 210, "units": 13, "notes": 52, "rounds": 7, "inspections": 24, "measures": 328,
        "policies": 63, "recurring": 66,
    }  # fmt: skip
    assert overview.statuses["完成"] == 81
    assert overview.years == (("2019", 55), ("2021", 66), ("2023", 82))
    assert (overview.types[0].label, overview.types[0].number) == ("上轮巡视巡察问题未改到位", 18)
    assert (overview.units[0].label, overview.units[0].number) == ("槐溪县", 16)
    assert [one.year for one in overview.chains[0]] == ["2021", "2021", "2023", "2023"]
    assert overview.documents[0].day == "2024-05-17"


def test_the_page_shows_them_and_leads_on(client: Client) -> None:
    """Tiles, the bar of statuses, what recurs with both sentences, and questions."""
    page = client.get("/").text
    assert "<b>210</b>问题" in page
    assert re.search(r'<rect x="0(\.0)?" width="71\.\d+" height="10" class="bar s-done">', page)  # 81 of 113
    assert 'href="/questions/recurring"' in page
    assert (
        page.count(">原文</a>") == 2 * page.count('<th scope="row"><a href="/unit') - 2 * 8
    )  # but for the eight ranked


def test_an_empty_store_says_what_to_do() -> None:
    """Nothing is drawn of nothing."""
    with Store.in_memory() as store:
        page = Client(make_app(Inline(Reading(store)))).get("/")
    assert page.status_code == 200
    assert "库里还没有文档" in page.text
