"""The network: entities and links as plain attributes, for pictures, Gephi and algorithms."""

from dataclasses import replace
from io import BytesIO
from types import SimpleNamespace

import networkx as nx
import pytest

from xuntu.graph.legend import FACTS, KINDS, RELATIONS
from xuntu.graph.network import Network, find_unit, to_networkx, to_places
from xuntu.graph.store import Store
from xuntu.graph.vocabulary import load_vocabulary
from xuntu.ontology import GRAPH, Date, Organisation, QueryError

TOWN = Organisation("云岭县青石镇", ("中共云岭县青石镇委员会",), "530199")


def build(samples: SimpleNamespace, *extractions: object) -> Store:
    """Return a store of *extractions* with the vocabulary."""
    store: Store = samples.to_store(*extractions)
    store.replace_all(load_vocabulary())
    return store


@pytest.fixture(scope="module")
def store(samples: SimpleNamespace) -> Store:
    """Return two inspections of one unit, one of another, a launch notice and a story."""
    return build(
        samples,
        samples.rectification(2019),
        samples.rectification(2021, repeat=True),
        samples.rectification(2021, unit=TOWN, statements=("执行不力。",)),
        samples.launch(),
        samples.news(),
    )


@pytest.fixture(scope="module")
def graph(store: Store) -> Network:
    """Return the network of the store."""
    return to_networkx(store)


def named(graph: Network, label: str, **facts: object) -> str:
    """Return the one node with this label and these facts."""
    [node] = [n for n, at in graph.nodes(data=True) if at["label"] == label and facts.items() <= at.items()]
    return node


def linked(graph: Network, node: str, relation: str) -> list[str]:
    """Return the labels of what *node* is linked to by *relation*."""
    return [graph.nodes[to]["label"] for _, to, at in graph.out_edges(node, data=True) if at["relation"] == relation]


def test_a_finding_tells_its_facts_and_its_sentence(graph: Network) -> None:
    """Number, unit, latest status and the place of the sentence are attributes of the finding's node."""
    at = graph.nodes[named(graph, "财务管理不规范", file="云岭县财政局2021.txt")]
    assert at["type"] == "finding"
    assert at["type_label"] == "具体问题"
    assert at["number"] == "1"
    assert at["unit"] == "云岭县财政局"
    assert (at["status"], at["date"], at["wording"]) == ("阶段性完成", "2021-12-20", "阶段性完成")
    assert at["quote"] == at["statement"] == "财务管理不规范。公务卡使用率低。"
    assert at["end"] - at["start"] == len(at["quote"])


def test_a_finding_is_linked_to_what_belongs_to_it(graph: Network) -> None:
    """Inspection, heading, type, status, post and measures are neighbours, by the relation that joins them."""
    node = named(graph, "财务管理不规范", file="云岭县财政局2019.txt")
    assert linked(graph, node, "foundIn") == ["县委第一巡察组巡察云岭县财政局（2019）"]
    assert linked(graph, node, "withinFinding") == ["落实全面从严治党责任不到位方面"]
    assert linked(graph, node, "status") == ["阶段性完成"]
    assert linked(graph, node, "responsiblePost") == ["党组书记、局长"]
    assert sorted(linked(graph, node, "problemType")) == ["管党治党责任与纪检监督", "财务制度执行不严"]
    measures = [source for source, _, at in graph.in_edges(node, data=True) if at["relation"] == "addresses"]
    assert [graph.nodes[one]["state"] for one in measures] == ["已做", "拟做"]


def test_a_policy_document_is_linked_once_by_what_was_done_to_it(graph: Network) -> None:
    """The general “yields” is left out where “revises” says more; other outcomes keep it."""
    [measure, *_] = [
        n for n, at in graph.nodes(data=True) if at["label"].startswith("修订《云岭县财政局财务管理办法》")
    ]
    assert linked(graph, measure, "revises") == ["云岭县财政局财务管理办法"]
    assert sorted(linked(graph, measure, "yields")) == ["党组会议 3次", "批评教育 2人", "追缴 1.92万元"]


def test_an_amount_is_a_number_in_yuan_and_the_words_of_the_text(graph: Network) -> None:
    """Amounts can be added up, and show as printed."""
    at = graph.nodes[named(graph, "追缴 1.92万元", file="云岭县财政局2019.txt", start=134)]
    assert (at["value"], at["unit_text"], at["value_text"]) == (19200, "元", "1.92万元")


def test_a_recurrence_is_named_by_the_inspection_that_found_it_first(graph: Network) -> None:
    """A recurrence is a node between the later and the earlier finding, with the words that say so."""
    node = named(graph, "整改不到位：2019年县委巡察")
    assert graph.nodes[node]["basis"] == "文中明示"
    assert graph.nodes[node]["quote"] == "2019年县委巡察指出“公务卡使用率低”，本轮仍然存在。"
    assert linked(graph, node, "recurringFinding") == ["财务管理不规范"]
    assert linked(graph, node, "priorFinding") == ["公务卡使用率低"]


def test_what_is_known_by_mention_only_is_marked(graph: Network) -> None:
    """An earlier inspection without a report of its own, and what it found, can be told from the rest."""
    assert sorted(at["label"] for _, at in graph.nodes(data=True) if at.get("by_mention")) == [
        "2019年县委巡察",
        "公务卡使用率低",
    ]


def test_a_recurrence_gives_way_to_one_that_knows_the_earlier_finding(samples: SimpleNamespace) -> None:
    """Where the inspection that a text mentions is in the store, the mention is marked as told better."""
    store = build(samples, samples.rectification(2019), samples.rectification(2021, repeat=True))
    graph = to_networkx(store)
    cited, visit = named(graph, "2019年县委巡察"), named(graph, "县委第一巡察组巡察云岭县财政局（2019）")
    later = named(graph, "财务管理不规范", file="云岭县财政局2021.txt")
    prior = named(graph, "财务管理不规范", file="云岭县财政局2019.txt")
    xt, known = "https://w3id.org/xuntu/ns#", "https://w3id.org/xuntu/id/recurrence/known"
    links = [
        (cited, "http://www.w3.org/2004/02/skos/core#exactMatch", visit),
        (known, "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", xt + "Recurrence"),
        (known, xt + "recurringFinding", later),
        (known, xt + "priorFinding", prior),
    ]
    store.replace(GRAPH.inferred, "".join(f"<{s}> <{p}> <{o}> <{GRAPH.inferred}> .\n" for s, p, o in links))
    recurrences = [at for _, at in to_networkx(store).nodes(data=True) if at["type"] == "recurrence"]
    assert {at["label"]: at.get("superseded") for at in recurrences} == {
        "整改不到位：2019年县委巡察": 1,
        "问题反复：县委第一巡察组巡察云岭县财政局（2019）": None,
    }


def test_the_status_is_the_newest_and_of_one_day_the_first(samples: SimpleNamespace) -> None:
    """Reports list the strongest source first; a later day outweighs it."""
    extraction = samples.rectification(2021)
    report = extraction.reports[0]
    finding = report.findings[0]
    first = finding.statuses[0]
    weaker = replace(first, text="已完成整改", normal="完成", source="closing_words")
    newest = replace(first, text="正在整改", normal="正在整改", date=Date("2022-03-01"))
    for statuses, told in (((first, weaker), "阶段性完成"), ((first, weaker, newest), "正在整改")):
        findings = (replace(finding, statuses=statuses), *report.findings[1:])
        again = replace(extraction, reports=(replace(report, findings=findings),))
        graph = to_networkx(build(samples, again))
        assert graph.nodes[named(graph, "财务管理不规范")]["wording"] == told


def test_attributes_are_plain(graph: Network) -> None:
    """No attribute is empty, ``None`` or a structure: every graph format can hold them."""
    for _, at in graph.nodes(data=True):
        assert {type(value) for value in at.values()} <= {str, int, float}
        assert {"id", "label", "type", "type_label"} <= set(at)
        assert all(value != "" for value in at.values())
    for *_, at in graph.edges(data=True):
        assert {type(value) for value in at.values()} <= {str, int, float}


def test_edge_keys_are_unique(graph: Network) -> None:
    """Programs that take the key for an id lose no edge."""
    keys = [key for *_, key in graph.edges(keys=True)]
    assert len(keys) == len(set(keys)) == graph.number_of_edges() > 100


def test_graphml_and_gexf_hold_every_node_and_edge(graph: Network) -> None:
    """What is written as GraphML and GEXF reads back whole, with Chinese labels."""
    for write, read in ((nx.write_graphml, nx.read_graphml), (nx.write_gexf, nx.read_gexf)):
        file = BytesIO()
        write(graph, file)
        file.seek(0)
        again = read(file)
        assert again.number_of_nodes() == graph.number_of_nodes()
        assert again.number_of_edges() == graph.number_of_edges()
        assert again.nodes[named(graph, "云岭县青石镇")]["type_label"] == "单位"


def test_the_order_of_documents_changes_nothing(samples: SimpleNamespace) -> None:
    """Nodes and edges come in the same order, however the store was filled."""
    parts = [samples.rectification(2019), samples.rectification(2021, repeat=True), samples.launch()]
    one, two = (to_networkx(build(samples, *order)) for order in (parts, parts[::-1]))
    assert list(one.nodes(data=True)) == list(two.nodes(data=True))
    assert list(one.edges(keys=True, data=True)) == list(two.edges(keys=True, data=True))


def test_nodes_are_listed_by_kind_and_then_as_the_texts_tell_them(graph: Network) -> None:
    """Kinds follow the legend; findings of a document follow its text."""
    kinds = [list(KINDS).index(str(at["type"])) for _, at in graph.nodes(data=True)]
    assert kinds == sorted(kinds)
    starts = [
        at["start"]
        for _, at in graph.nodes(data=True)
        if at["type"] == "finding" and at["file"] == "云岭县财政局2019.txt"
    ]
    assert starts == sorted(starts)
    assert len(starts) == 2


@pytest.mark.parametrize("name", ["云岭县财政局", "县财政局", "中共云岭县财政局党组", "财政局"])
def test_a_unit_is_found_by_any_of_its_names(store: Store, graph: Network, name: str) -> None:
    """Label, other names, its IRI and a telling part of the label find the unit."""
    node = named(graph, "云岭县财政局")
    assert find_unit(graph, name) == find_unit(graph, node) == node
    assert node in to_networkx(store, unit=name)


def test_one_unit_brings_what_is_its_own(store: Store, graph: Network) -> None:
    """Its inspections, findings and measures come along; those of other units stay away, shared things are kept."""
    part = to_networkx(store, unit="云岭县青石镇")
    assert [at["label"] for _, at in part.nodes(data=True) if at["type"] == "finding"] == ["执行不力"]
    assert named(part, "阶段性完成") == named(graph, "阶段性完成")
    assert {at["unit"] for _, at in part.nodes(data=True) if "unit" in at} == {"云岭县青石镇"}
    order = list(graph)
    assert [order.index(node) for node in part] == sorted(order.index(node) for node in part)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("云岭县水务局", ["云岭县水务局", "云岭县财政局", "云岭县青石镇"]),  # says what there is
        ("局", ["不止一个", "写全称"]),
        ("", ["是空的"]),
    ],
)
def test_an_unknown_unit_is_told(store: Store, name: str, words: list[str]) -> None:
    """The message names the units that there are, or asks for the whole name."""
    with pytest.raises(QueryError) as told:
        to_networkx(store, unit=name)
    assert [word for word in words if word not in str(told.value)] == []


def test_control_characters_do_not_reach_the_attributes(samples: SimpleNamespace) -> None:
    """A form feed or an escape sequence in a text cannot make a file that nobody can read."""
    graph = to_networkx(build(samples, samples.rectification(statements=("财务\x0c管理\x1b[31m不规范。",))))
    node = named(graph, "财务 管理[31m不规范")
    assert graph.nodes[node]["quote"] == "财务管理[31m不规范。"


def test_places_are_given_in_the_order_of_the_text(store: Store, graph: Network) -> None:
    """All passages of a thing are there, not only the one on its node."""
    places = to_places(store)[named(graph, "财务管理不规范", file="云岭县财政局2021.txt")]
    assert [(place.start, place.quote[:7]) for place in places] == [(127, "财务管理不规范")]
    inspection = to_places(store)[named(graph, "县委第一巡察组巡察云岭县财政局（2021）")]
    assert [place.file for place in inspection] == ["云岭县财政局2021.txt"]


def test_the_network_can_be_had_in_english(store: Store) -> None:
    """Kinds, relations and concepts have English names; what documents say stays Chinese."""
    graph = to_networkx(store, language="en")
    at = graph.nodes[named(graph, "财务管理不规范", file="云岭县财政局2019.txt")]
    assert at["type_label"] == "finding"
    assert at["status"] == "done for the stage"
    assert {at["label"] for *_, at in graph.edges(data=True) if at["relation"] == "foundIn"} == {"found in"}


def test_an_empty_store_gives_an_empty_network() -> None:
    """No documents, no nodes, no error."""
    assert len(to_networkx(Store.in_memory())) == 0


def test_everything_in_the_network_has_a_name(graph: Network) -> None:
    """No relation and no fact is shown by its English key."""
    assert {at["relation"] for *_, at in graph.edges(data=True)} <= set(RELATIONS)
    named_otherwise = {"id", "label", "type", "type_label", "file", "start", "end", "quote", "by_mention", "superseded"}
    assert {key for _, at in graph.nodes(data=True) for key in at} - named_otherwise <= set(FACTS)


def test_the_legend_says_what_the_vocabulary_says(store: Store) -> None:
    """Relations of the vocabulary carry its Chinese and English labels."""
    rows = store.query("""SELECT ?property ?zh ?en WHERE {
        ?property a owl:ObjectProperty ; rdfs:label ?zh , ?en . FILTER(LANG(?zh) = "zh" && LANG(?en) = "en") }""")
    vocabulary = {str(property_).rpartition("#")[2]: (zh, en) for property_, zh, en in rows.rows}
    shared = set(vocabulary) & set(RELATIONS)
    assert len(shared) > 15
    assert {key: tuple(RELATIONS[key]) for key in shared} == {key: vocabulary[key] for key in shared}
