"""Pictures of things and what lies around them."""

import json
from urllib.parse import urlencode

import pytest

from tests.serving.conftest import Client
from xuntu.graph import MOST_DRAWN, Store, draw_around

HOSPITAL = "https://w3id.org/xuntu/id/unit/澄陵市第二人民医院"
WATER = "https://w3id.org/xuntu/id/unit/澄陵市水务投资集团有限公司"
CITY = "https://w3id.org/xuntu/id/unit/澄陵市"
DONE = "https://w3id.org/xuntu/concept/status-done"


def labels(store: Store, iri: str, kind: str) -> set[str]:
    """Return what the things of one kind in the picture around *iri* are called."""
    return {spot.label for spot in draw_around(store, [iri]).spots if spot.kind == kind}


def test_a_unit_stands_among_its_inspections_and_what_recurs(store: Store) -> None:
    """All three inspections of the hospital are drawn, and it stands first."""
    picture = draw_around(store, [HOSPITAL])
    assert (picture.spots[0].label, picture.spots[0].kind, picture.spots[0].parent) == (
        "澄陵市第二人民医院",
        "unit",
        -1,
    )
    assert labels(store, HOSPITAL, "inspection") == {
        f"市委第五巡察组巡察澄陵市第二人民医院（{year}）" for year in (2019, 2021, 2023)
    }
    assert any(spot.kind == "recurrence" for spot in picture.spots)
    assert "澄陵市" in labels(store, HOSPITAL, "unit")


@pytest.mark.parametrize("iri", [HOSPITAL, WATER, CITY, DONE])
def test_a_picture_is_small_and_hangs_together(store: Store, iri: str) -> None:
    """No more than can be read; every thing hangs on one before it; lines join things that are drawn."""
    picture = draw_around(store, [iri])
    assert 10 < len(picture.spots) <= MOST_DRAWN
    assert all(spot.parent < place for place, spot in enumerate(picture.spots))
    assert [spot.parent for spot in picture.spots].count(-1) == 1
    assert len({spot.iri for spot in picture.spots}) == len(picture.spots)
    assert all(max(line.source, line.target) < len(picture.spots) for line in picture.lines)
    joined = {frozenset((line.source, line.target)) for line in picture.lines}
    assert all(
        frozenset((place, spot.parent)) in joined for place, spot in enumerate(picture.spots) if spot.parent >= 0
    )


def test_a_picture_is_the_same_every_time(store: Store) -> None:
    """What is drawn is chosen by what things are, not by the engine's order."""
    assert draw_around(store, [WATER]) == draw_around(store, [WATER])


def test_a_finding_tells_its_sentence_unit_and_status(store: Store) -> None:
    """The place is that of the document, by characters."""
    [spot] = [one for one in draw_around(store, [WATER]).spots if one.label.startswith("水费欠缴清收力度不够")]
    assert (spot.kind, spot.side) == ("finding", "open")
    facts = dict(spot.facts)
    assert (facts["unit"], facts["status"]) == ("澄陵市水务投资集团有限公司", "正在整改")
    [place] = spot.places
    assert place.quote == "水费欠缴清收力度不够，截至2021年5月累计欠费2340万元，其中机关事业单位欠费占六成。"
    assert place.file == "09-water-2021.docx"


@pytest.mark.parametrize(
    ("iris", "count"),
    [
        ([], 0),
        (["javascript:alert(1)"], 0),
        (["https://w3id.org/xuntu/id/unit/没有的单位"], 0),
        (["https://w3id.org/xuntu/id/unit/a> } DROP ALL #"], 0),
        (["x" * 5000, HOSPITAL], 1),
        ([HOSPITAL, HOSPITAL, WATER], 2),
    ],
)
def test_what_the_store_does_not_know_is_not_drawn(store: Store, iris: list[str], count: int) -> None:
    """Nor is what is no IRI; what is asked for twice is drawn once."""
    assert len(draw_around(store, iris, alone=True).spots) == count


def test_kinds_can_be_left_out(store: Store) -> None:
    """Others come in their place."""
    kinds = {spot.kind for spot in draw_around(store, [WATER], hidden={"recurrence", "category"}).spots}
    assert kinds & {"recurrence", "category"} == set()
    assert "finding" in kinds


def test_the_script_gets_a_picture_as_json(client: Client) -> None:
    """Names in the language of the page, paths of our pages, and nothing that is not asked for."""
    answer = client.get(f"/network.json?{urlencode({'iri': HOSPITAL, 'most': 5})}")
    assert answer.headers["content-type"] == "application/json"
    told = json.loads(answer.text)
    assert len(told["nodes"]) == 5
    first = told["nodes"][0]
    assert (first["label"], first["href"].partition("?")[0]) == ("澄陵市第二人民医院", "/unit")
    assert told["relations"]["inspects"] == "被巡单位"
    assert told["kinds"]["unit"] == "单位"
    assert json.loads(client.get("/network.json").text)["nodes"] == []


def test_the_page_of_a_picture_tells_it_as_a_table_too(client: Client) -> None:
    """Who sees no picture reads the relations; what is not there is told so."""
    page = client.get(f"/graph?{urlencode({'iri': HOSPITAL})}")
    assert page.status_code == 200
    assert "图中关系" in page.text
    assert "市委第五巡察组巡察澄陵市第二人民医院（2021）</a></td><td>被巡单位</td>" in page.text
    assert client.get("/graph?iri=https://w3id.org/xuntu/id/unit/x").status_code == 404
    assert "澄陵经济技术开发区管理委员会" in client.get("/graph").text


def test_what_draws_comes_from_our_own_address(client: Client) -> None:
    """The library and the layout are served as files; nothing else is reached that way."""
    for name, kind in (
        ("vis-network.min.js", "text/javascript"),
        ("layout.js", "text/javascript"),
        ("kinds.css", "text/css"),
    ):
        answer = client.get(f"/static/drawing/{name}")
        assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (200, kind)
        assert (
            client.get(f"/static/drawing/{name}", headers={"if-none-match": answer.headers["etag"]}).status_code == 304
        )
    for name in ("view.js", "..%2Fview.js", "page.html"):
        assert client.get(f"/static/drawing/{name}").status_code == 404
