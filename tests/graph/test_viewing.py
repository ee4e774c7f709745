"""What pictures are drawn from: chains, what was found where, what answered it, and the part that a page holds."""

import re
from types import SimpleNamespace

import pytest
from networkx import MultiDiGraph

from xuntu.graph.network import Network, to_networkx
from xuntu.graph.store import Store
from xuntu.graph.viewing import Focus, Links, Part, cut, list_answers, list_chains, list_found, to_pictures
from xuntu.graph.viewing.found import count_units, list_above, list_closed, year_of
from xuntu.graph.vocabulary import load_vocabulary
from xuntu.ontology import Organisation, QueryError

TOWN = Organisation("云岭县青石镇", (), "530199")
# A problem of the water company that came back twice (the second time only inferred), one that is told of an earlier
# inspection without a date, and a unit where nothing came back.
NODES: dict[str, dict[str, object]] = {
    "u1": {"label": "云岭市", "type": "unit"},
    "u2": {"label": "云岭市水务公司", "type": "unit", "also": "市水务公司"},
    "u3": {"label": "云岭市水务局", "type": "unit"},
    "i19": {"label": "巡察水务公司", "type": "inspection", "start_date": "2019-03-01"},
    "i21": {"label": "巡察水务公司（2021）", "type": "inspection", "feedback_date": "2021-06-01"},
    "i23": {"label": "巡察水务公司（2023）", "type": "inspection"},
    "before": {"label": "上轮巡察", "type": "inspection", "by_mention": 1},
    "named": {"label": "2019年巡察", "type": "inspection", "by_mention": 1},
    "other": {"label": "巡察水务局（2021）", "type": "inspection"},
    "f19": {"label": "违规转包", "type": "finding", "status": "完成"},
    "f21": {"label": "转包屡禁不止", "type": "finding", "status": "正在整改"},
    "f23": {"label": "仍有转包", "type": "finding"},
    "g": {"label": "欠费", "type": "finding", "status": "完成"},
    "gb": {"label": "欠费未清", "type": "finding"},
    "o": {"label": "公开不够", "type": "finding"},
    "m19": {"label": "违规转包（前述）", "type": "finding"},
    "r1": {"label": "反弹回潮", "type": "recurrence"},
    "r2": {"label": "同类再现", "type": "recurrence", "score": 0.8},
    "r2b": {"label": "同类再现", "type": "recurrence", "score": 0.6},
    "r3": {"label": "整改不到位", "type": "recurrence"},
    "rd": {"label": "三届市委第6轮巡察", "type": "round"},
    "https://x.invalid/problem-C1": {"label": "工程建设", "type": "problem_type"},
    "https://x.invalid/problem-C1.2": {"label": "转包分包", "type": "problem_type"},
    "https://x.invalid/status-closed": {"label": "已办结", "type": "status"},
    "done": {"label": "完成", "type": "status"},
    "me": {"label": "修订《转包管理办法》", "type": "measure"},
    "po": {"label": "转包管理办法", "type": "policy"},
}
EDGES = [
    ("i19", "inspects", "u2"),
    ("i21", "inspects", "u2"),
    ("i23", "inspects", "u2"),
    ("other", "inspects", "u3"),
    ("named", "exactMatch", "i19"),
    ("f19", "foundIn", "i19"),
    ("f21", "foundIn", "i21"),
    ("f23", "foundIn", "i23"),
    ("g", "foundIn", "i21"),
    ("gb", "foundIn", "before"),
    ("o", "foundIn", "other"),
    ("r1", "recurringFinding", "f21"),
    ("r1", "priorFinding", "f19"),
    ("r2", "recurringFinding", "f23"),
    ("r2", "priorFinding", "f21"),
    ("r2b", "recurringFinding", "f23"),
    ("r2b", "priorFinding", "f21"),
    ("r3", "recurringFinding", "g"),
    ("r3", "priorFinding", "gb"),
    ("f21", "problemType", "https://x.invalid/problem-C1.2"),
    ("https://x.invalid/problem-C1.2", "broader", "https://x.invalid/problem-C1"),
    ("f19", "status", "done"),
    ("done", "broader", "https://x.invalid/status-closed"),
    ("i21", "inRound", "rd"),
    ("u2", "subOrganizationOf", "u3"),
    ("u3", "subOrganizationOf", "u1"),
    ("me", "addresses", "f21"),
    ("me", "references", "po"),
    ("me", "revises", "po"),
    ("f21", "references", "po"),
]


def network(nodes: dict[str, dict[str, object]] = NODES, edges: list[tuple[str, str, str]] = EDGES) -> Network:
    """Return a network of what is given."""
    graph: Network = MultiDiGraph()
    graph.add_nodes_from(nodes.items())
    for source, relation, target in edges:
        graph.add_edge(source, target, key=f"{source} {relation} {target}", relation=relation, label=relation)
    return graph


@pytest.fixture(scope="module")
def graph() -> Network:
    """Return the network above."""
    return network()


@pytest.fixture(scope="module")
def links(graph: Network) -> Links:
    """Return its links."""
    return Links(graph)


def test_a_chain_runs_from_the_earliest_finding_to_the_latest(graph: Network, links: Links) -> None:
    """Ties join findings of three inspections; of two ties between the same findings the surer stays."""
    chain = list_chains(graph, links)[0]
    assert chain.findings == ("f19", "f21", "f23")
    assert chain.inspections == ("i19", "i21", "i23")
    assert [(tie.earlier, tie.later, tie.score) for tie in chain.ties] == [("f19", "f21", None), ("f21", "f23", 0.8)]


def test_what_has_no_date_stands_before_what_takes_it_up(graph: Network, links: Links) -> None:
    """An earlier inspection without a date comes first; the longest chain is the first of the list."""
    chains = list_chains(graph, links)
    assert [(chain.findings, chain.length) for chain in chains] == [(("f19", "f21", "f23"), 3), (("gb", "g"), 2)]


def test_a_mentioned_inspection_counts_as_the_one_that_it_is() -> None:
    """“2019年巡察” and the inspection of 2019 are one column of a chain."""
    edges = [*EDGES, ("m19", "foundIn", "named"), ("r3", "priorFinding", "m19"), ("r3", "recurringFinding", "f21")]
    whole = network(edges=edges)
    chain = list_chains(whole, Links(whole))[0]
    assert dict(zip(chain.findings, chain.inspections, strict=True))["m19"] == "i19"


@pytest.mark.parametrize(
    ("facts", "year"),
    [
        ({"label": "巡察县财政局（2021）"}, 2021),
        ({"label": "巡察县财政局（2021）", "start_date": "2020-11-02"}, 2020),
        ({"label": "巡察县财政局", "feedback_date": "2022-01-05"}, 2022),
        ({"label": "上轮巡察"}, None),
        ({"label": "第2030次会议"}, 2030),  # the label is all that is known
    ],
)
def test_the_year_of_an_inspection_is_when_it_began(facts: dict[str, object], year: int | None) -> None:
    """Else when it gave its findings, else what its name says."""
    assert year_of(facts) == year


def test_findings_are_counted_where_they_were_found(graph: Network, links: Links) -> None:
    """What is only mentioned is not counted; a status that is not closed is open, no status is neither."""
    found = list_found(graph, links)
    assert [(one.finding, one.unit, one.year) for one in found] == [
        ("f19", "u2", 2019),
        ("f21", "u2", 2021),
        ("f23", "u2", 2023),
        ("g", "u2", 2021),
        ("o", "u3", 2021),
    ]
    tallies = count_units(graph, links, found, list_closed(graph, links))
    assert {unit: (t.findings, t.open, t.recurring) for unit, t in tallies.items()} == {
        "u2": (4, 1, 3),
        "u3": (1, 0, 0),
    }


def test_of_two_superiors_the_one_with_a_superior_of_its_own_is_taken() -> None:
    """A unit told under its city and under a bureau of that city stands under the bureau."""
    whole = network(edges=[("u2", "subOrganizationOf", "u1"), *EDGES])
    assert list_above(whole, Links(whole), "unit", "subOrganizationOf") == {"u2": "u3", "u3": "u1"}


def test_a_circle_of_superiors_is_cut() -> None:
    """Two units that are each told under the other still make a tree."""
    whole = network(edges=[("u1", "subOrganizationOf", "u2"), ("u2", "subOrganizationOf", "u1")])
    assert list_above(whole, Links(whole), "unit", "subOrganizationOf") == {"u1": "u2"}


def test_a_policy_document_is_answered_by_what_made_it(graph: Network, links: Links) -> None:
    """Of several relations the most telling is kept; a finding that names it too is led to it by its measure."""
    assert [(one.policy, one.by, one.relation, one.findings) for one in list_answers(graph, links)] == [
        ("po", "me", "revises", ("f21",))
    ]


@pytest.mark.parametrize(
    ("focus", "tab", "node", "findings"),
    [
        (Focus("unit", "市水务公司"), "graph", "u2", {"f19", "f21", "f23", "g", "gb"}),
        (Focus("round", "三届市委第六轮"), "overview", "rd", {"f19", "f21", "f23", "g", "gb"}),
        (Focus("type", "C1.2"), "overview", "https://x.invalid/problem-C1.2", {"f19", "f21", "f23"}),
        (Focus("type", "工程建设"), "overview", "https://x.invalid/problem-C1", {"f19", "f21", "f23"}),
        (Focus("chain", "欠费"), "chains", "gb", {"g", "gb"}),
        (Focus("chain", "r1"), "chains", "f19", {"f19", "f21", "f23"}),
        (Focus("chain"), "chains", "", {"f19", "f21", "f23", "g", "gb"}),
        (Focus("policy", "转包管理"), "policies", "po", {"f19", "f21", "f23"}),
        (Focus("org", "水务局"), "org", "u3", {"f19", "f21", "f23", "g", "gb", "o"}),
        (Focus("org"), "org", "", {"f19", "f21", "f23", "g", "gb", "o", "m19"}),
        (Focus("overview"), "overview", "", {"f19", "f21", "f23", "g", "gb", "o", "m19"}),
    ],
)
def test_a_page_holds_what_it_is_about(
    graph: Network, links: Links, focus: Focus, tab: str, node: str, findings: set[str]
) -> None:
    """Its findings and what they came back from, and it opens with the picture that shows them."""
    part = cut(graph, links, focus)
    assert (part.tab, part.node) == (tab, node)
    assert {one for one, at in part.graph.nodes(data=True) if at["type"] == "finding"} == findings


def test_a_part_still_knows_which_statuses_are_closed(graph: Network, links: Links) -> None:
    """The concept above a status comes with it, in the page of a unit as well."""
    for focus in (Focus("unit", "u2"), Focus("type", "C1"), Focus("chain")):
        part = cut(graph, links, focus).graph
        assert list_closed(part, Links(part)) == {"完成"}


@pytest.mark.parametrize(
    ("focus", "message"),
    [
        (Focus("round", "第九轮"), "图里没有轮次“第9轮”；图里有：三届市委第6轮巡察"),
        (Focus("type", ""), "问题类型的名称是空的"),
        (Focus("policy", "没有的办法"), "图里没有制度文件“没有的办法”；图里有：转包管理办法"),
        (Focus("chain", "没有的问题"), "图里没有反复出现的问题“没有的问题”；反复最多的是：仍有转包、欠费"),
        (Focus("unit", "水务"), "单位“水务”不止一个：云岭市水务公司、云岭市水务局"),
        (Focus("org", "没有的局"), "图里没有单位“没有的局”"),
    ],
)
def test_an_unknown_name_is_told_with_those_that_are_known(
    graph: Network, links: Links, focus: Focus, message: str
) -> None:
    """What is asked for, and what could be asked for."""
    with pytest.raises(QueryError, match=re.escape(message)):
        cut(graph, links, focus)


def test_pictures_name_nodes_by_number(graph: Network, links: Links) -> None:
    """The data that scripts draw from: findings with unit, inspection, types and year; chains with places and ties."""
    order = {node: index for index, node in enumerate(graph)}
    pictures = to_pictures(Part(graph, "graph"), links, order)
    assert pictures["start"] == order["u2"]
    assert pictures["at"] == "u2"
    assert [order["f21"], order["u2"], order["i21"], [order["https://x.invalid/problem-C1.2"]], 2021] in pictures[
        "found"
    ]  # type: ignore[operator]  # plain data
    assert pictures["chains"][0] == {  # type: ignore[index]  # plain data
        "findings": [order["f19"], order["f21"], order["f23"]],
        "inspections": [order["i19"], order["i21"], order["i23"]],
        "ties": [[0, 1, order["r1"], None], [1, 2, order["r2"], 0.8]],
    }
    assert [order["u2"], order["u3"]] in pictures["above"]  # type: ignore[operator]  # plain data


def test_a_store_is_cut_as_well(samples: SimpleNamespace) -> None:
    """The round of a store's inspections, with its unit and what was found there, and not the other unit's."""
    town = samples.rectification(2021, unit=TOWN, statements=("执行不力。", "记录不全。"))
    store: Store = samples.to_store(samples.rectification(2019), samples.rectification(2021, repeat=True), town)
    store.replace_all(load_vocabulary())
    graph = to_networkx(store)
    part = cut(graph, Links(graph), Focus("org", "云岭县青石镇")).graph
    labels = {str(at["label"]) for _, at in part.nodes(data=True) if at["type"] in {"unit", "finding"}}
    assert labels >= {"云岭县青石镇", "执行不力", "记录不全"}
    assert "财务管理不规范" not in labels
