"""A joint feedback in the graph: one inspection a unit, and every problem in its own."""

import pytest

from xuntu.extractors import extract
from xuntu.graph.build import build_in_memory
from xuntu.graph.sources import Source
from xuntu.graph.store import Store

TEXT = """五届柳溪市委第六轮巡察反馈情况
五届柳溪市委第六轮巡察于2021年3月10日至5月28日进行。巡察发现的共性问题是：会议偏多；检查过频。
一、市水利局党组（市委第一巡察组，7月6日反馈）
（一）党的领导方面
1.学习不深。
二、市民政局党组（市委第三巡察组，7月7日反馈）
（一）党的领导方面
1.议事规则空转。
2.上轮巡察指出的敬老院消防问题仍未整改。
2021年7月20日
"""


@pytest.fixture(scope="module")
def store() -> Store:
    made, _ = build_in_memory([Source("反馈.txt", "反馈.txt", TEXT.encode())], extract)
    return made


def test_each_unit_has_its_inspection_with_team_and_day(store: Store) -> None:
    """The round's period is that of each; the days are those on which each unit was told."""
    rows = store.query("""SELECT ?unit ?team ?start ?day { ?i xt:inspects/rdfs:label ?unit ; xt:conductedBy/rdfs:label ?team ;
        schema:startDate ?start ; xt:feedbackDate ?day } ORDER BY ?day""").rows
    assert rows == (
        ("柳溪市水利局", "市委第一巡察组", "2021-03-10", "2021-07-06"),
        ("柳溪市民政局", "市委第三巡察组", "2021-03-10", "2021-07-07"),
    )


def test_a_problem_is_found_in_the_inspection_of_its_unit(store: Store) -> None:
    """What all units share is found in an inspection of the round whose unit is not stated."""
    rows = store.query("""SELECT ?problem ?concerned ?inspected { ?f xt:foundIn ?i ; xt:findingLevel xtc:level-issue ;
        rdfs:label ?problem . FILTER NOT EXISTS { ?r xt:priorFinding ?f } ?i xt:inRound ?round
        OPTIONAL { ?f xt:concerns/rdfs:label ?concerned } OPTIONAL { ?i xt:inspects/rdfs:label ?inspected } }
        ORDER BY ?problem""").rows
    assert set(rows) == {
        ("会议偏多", None, None),
        ("检查过频", None, None),
        ("学习不深", "柳溪市水利局", "柳溪市水利局"),
        ("议事规则空转", "柳溪市民政局", "柳溪市民政局"),
        ("上轮巡察指出的敬老院消防问题仍未整改", "柳溪市民政局", "柳溪市民政局"),
    }


def test_one_heading_under_two_units_is_two(store: Store) -> None:
    """党的领导方面 of one unit is not that of the other; each stands in the inspection of what is below it."""
    rows = store.query("""SELECT ?unit (COUNT(DISTINCT ?h) AS ?headings) { ?f xt:withinFinding ?h ; xt:foundIn ?i .
        ?h xt:foundIn ?i ; rdfs:label ?label . ?i xt:inspects/rdfs:label ?unit } GROUP BY ?unit ORDER BY ?unit""").rows
    assert rows == (("柳溪市民政局", 1), ("柳溪市水利局", 1))


def test_the_earlier_inspection_is_one_of_the_unit_that_repeats(store: Store) -> None:
    """上轮巡察 under the second unit is a round before its own inspection."""
    rows = store.query("SELECT ?unit { ?i xt:followsUp ?earlier ; xt:inspects/rdfs:label ?unit }").rows
    assert rows == (("柳溪市民政局",),)
