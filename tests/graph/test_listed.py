"""Old problems that a report lists again, and headings that it prints twice."""

from xuntu.extractors import extract
from xuntu.graph import Rows
from xuntu.graph.build import build_in_memory
from xuntu.graph.sources import Source

NOTICE = """中共云岭县民政局党组关于巡察整改进展情况的通报
2023年3月1日至4月10日,县委第二巡察组对县民政局党组开展了巡察,5月6日反馈了意见,共2个方面2个问题。
二、已完成整改的问题
(一)整改重视不够
1.问题1:上轮巡察指出的问题有2个未完成整改。
整改情况:逐条复核。
(1)已完成整改2个,分别是:
1-2,消防设施未通过验收。整改情况:一是改造。二是验收。
1-4,资产长期闲置。整改情况:出租。
(二)兜底保障缺失
2.问题2:低保审核不严。
整改情况:一是清退。二是补录。
三、未完成的问题
(一)整改重视不够
3.问题3:长效机制不健全。
整改情况:正在制定办法。
中共云岭县民政局党组
2023年12月1日
"""


def ask(query: str) -> Rows:
    store, _ = build_in_memory([Source("甲.txt", "甲.txt", NOTICE.encode())], extract)
    return store.query(query)


def test_an_old_problem_stands_within_the_one_that_lists_it() -> None:
    """It is a finding with its own status, and not one of those that the report counts."""
    rows = ask(
        "SELECT ?number ?outer ?status { ?f xt:withinFinding ?o ; xt:number ?number . ?o xt:number ?outer ; "
        "xt:findingLevel xtc:level-issue . ?s xt:statusOf ?f ; xt:status/skos:prefLabel ?status "
        "FILTER(LANG(?status) = 'zh') } ORDER BY ?number"
    )
    assert rows.rows == (("1-2", "问题1", "完成"), ("1-4", "问题1", "完成"))


def test_a_heading_printed_twice_is_one() -> None:
    """Over what is done and over what is not, the same words group the same problems."""
    rows = ask("SELECT ?label { ?h xt:findingLevel xtc:level-category ; rdfs:label ?label } ORDER BY ?label")
    assert rows.column("label") == ("兜底保障缺失", "整改重视不够")
