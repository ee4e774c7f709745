"""A part of the graph: what belongs to a unit, a round or an answer is whole, what it links to is named."""

from types import SimpleNamespace

import pytest

from xuntu.graph.link import link
from xuntu.graph.parts import Part, select_part
from xuntu.graph.store import Store
from xuntu.graph.vocabulary import load_vocabulary
from xuntu.ontology import GRAPH, Organisation, QueryError

TOWN = Organisation("云岭县青石镇", ("中共云岭县青石镇委员会",), "530199")
OTHER = Organisation("云岭县青石镇卫生院", (), "530199")


@pytest.fixture(scope="module")
def store(samples: SimpleNamespace) -> Store:
    """Return two inspections of a bureau, one of a town, one of its clinic, and a launch notice of a round."""
    made: Store = samples.to_store(
        samples.rectification(2019),
        samples.rectification(2021, repeat=True),
        samples.rectification(2021, unit=TOWN, statements=("执行不力。",)),
        samples.rectification(2020, unit=OTHER, statements=("药品管理混乱。",)),
        samples.launch(),
    )
    made.replace_all(load_vocabulary())
    made.replace(GRAPH.inferred, link(made))
    return made


def ask(part: Part, query: str) -> list[str]:
    """Return the first column of a query on a part."""
    return sorted(str(row[0]) for row in part.to_store().query(query).rows)


LABELS = "SELECT DISTINCT ?l {{ ?s a xt:{} ; rdfs:label ?l }}"
DANGLING = "SELECT DISTINCT ?o { ?s ?p ?o FILTER(ISIRI(?o) && ?p != rdf:type) FILTER NOT EXISTS { ?o a ?c } }"
PARTS = [
    {"unit": "云岭县财政局"},
    {"unit": "青石镇卫生院"},
    {"round": "第四轮"},
    {"unit": "县财政局", "round": "第四轮"},
    {"question": "recurring"},
    {"question": "unit-findings", "unit": "云岭县青石镇"},
]


def test_a_unit_brings_its_findings_and_theirs_and_nothing_of_others(store: Store) -> None:
    """Findings, measures, passages of its inspections; of other units not even the name, but where they are linked."""
    part = select_part(store, unit="云岭县青石镇")
    assert ask(part, LABELS.format("Finding")) == ["执行不力", "落实全面从严治党责任不到位方面"]
    whole = store.query(
        "SELECT ?m { ?m xt:addresses/xt:foundIn/xt:inspects/rdfs:label ?l FILTER(STR(?l) = '云岭县青石镇') }"
    )
    assert ask(part, "SELECT ?m { ?m a xt:Measure }") == sorted(str(row[0]) for row in whole.rows)
    assert len(whole) > 0
    assert "云岭县财政局" not in ask(part, LABELS.format("Unit"))


def test_statements_of_the_part_are_all_that_the_store_says_of_its_things(store: Store) -> None:
    """No property, no status, no recurrence and no inference about them is left out; graphs stay as they are."""
    part = select_part(store, unit="云岭县财政局")
    wanted = {line for line in store.nquads() if line[1 : line.index(">")] in part.things}
    assert wanted <= set(part.nquads()) <= set(store.nquads())
    classes = ask(part, "SELECT DISTINCT ?c { ?s a ?c }")
    for name in ("Finding", "Measure", "StatusRecord", "Recurrence", "Passage", "PolicyDocument", "Report", "Document"):
        assert f"https://w3id.org/xuntu/ns#{name}" in classes


@pytest.mark.parametrize("wanted", PARTS)
def test_no_link_of_a_part_leads_to_nothing(store: Store, wanted: dict[str, str]) -> None:
    """What is linked to has its class, and its name where it has one."""
    part = select_part(store, **wanted)
    assert [each for each in ask(part, DANGLING) if "/concept/scheme/" not in each] == []


def test_what_is_linked_to_is_named_but_not_followed(store: Store) -> None:
    """The round of an inspection has its name; the other inspections of the round do not come along."""
    part = select_part(store, unit="云岭县财政局")
    assert ask(part, LABELS.format("Inspection")) == [
        "2019年县委巡察",
        "县委第一巡察组巡察云岭县财政局",
        "县委第一巡察组巡察云岭县财政局（2019）",
        "县委第一巡察组巡察云岭县财政局（2021）",
    ]
    assert ask(part, LABELS.format("InspectionRound")) == ["十三届云岭县委第4轮巡察"]
    assert "阶段性完成" in ask(part, "SELECT ?l { ?c a skos:Concept ; skos:prefLabel ?l FILTER(LANG(?l) = 'zh') }")


def test_a_round_brings_all_its_inspections_and_the_notice_that_launched_it(store: Store) -> None:
    """Units that were inspected in it, with or without a report; with a unit as well, that unit only."""
    asked = "SELECT DISTINCT ?l { ?i xt:inspects/rdfs:label ?l }"
    part = select_part(store, round="十三届云岭县委第四轮")
    assert ask(part, asked) == sorted({str(row[0]) for row in store.query(asked).rows})
    assert "公告.txt" in ask(part, "SELECT ?f { ?d xt:fileName ?f }")
    assert ask(select_part(store, round="第四轮", unit="云岭县青石镇"), asked) == ["云岭县青石镇"]


def test_a_question_brings_what_its_rows_name_with_what_belongs_to_it(store: Store) -> None:
    """Recurrences come with both findings and their sentences; findings without recurrence stay away."""
    part = select_part(store, question="recurring")
    labels = ask(part, LABELS.format("Finding"))
    assert "财务管理不规范" in labels
    assert "药品管理混乱" not in labels
    assert ask(part, "SELECT ?e { ?f a xt:Recurrence ; xt:evidence/oa:exact ?e }") != []


def test_a_part_is_the_same_every_time(store: Store) -> None:
    """Its lines are those of the store, whatever the order of asking."""
    one = sorted(select_part(store, unit="云岭县财政局").nquads())
    assert one == sorted(select_part(store, unit="中共云岭县财政局党组").nquads())


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ({"unit": "云岭县财政厅"}, "库里没有单位“云岭县财政厅”；是不是 云岭县财政局"),
        ({"unit": " "}, "请写单位的名称"),
        ({"unit": "青石镇"}, "单位“青石镇”不止一个：云岭县青石镇、云岭县青石镇卫生院；请写全称"),
        ({"unit": "云岭县"}, "库里没有“云岭县”的巡视巡察"),
        ({"round": "第九十轮"}, "库里没有轮次“第九十轮”"),
        ({"question": "recuring"}, "是不是 recurring"),
        ({"question": "unit-findings", "unit": "火星"}, "答案里没有行"),
        ({"question": "unit-findings"}, "需要参数 unit"),
        ({}, "没有说要哪一部分"),
    ],
)
def test_a_part_that_is_not_there_is_told(store: Store, wanted: dict[str, str], words: str) -> None:
    """The message says what there is, or how to ask."""
    with pytest.raises(QueryError, match=words):
        select_part(store, **wanted)
