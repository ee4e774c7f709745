"""The twenty competency questions of the ontology: each has a name, and each finds in a small graph what it asks for."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from xuntu.graph.queries.questions import ask as ask_question
from xuntu.graph.queries.questions import find_question, load_questions
from xuntu.graph.store import Store, to_nquads
from xuntu.graph.validate import check
from xuntu.graph.vocabulary import load_vocabulary
from xuntu.ontology import GRAPH, GRAPH_NAMESPACE, ID_NAMESPACE, XT

HERE = Path(__file__).parent
SMALL_GRAPH = (HERE.parent / "ontology" / "valid.ttl", HERE / "competency.ttl")
FINDING = f"{ID_NAMESPACE}doc/abababababababab/r0/f1"
WATER, HEAT = "栖梧县供水中心", "栖梧县供热中心"
INFERRED = {
    XT.canonical,
    XT.currentStatus,
    XT.inChain,
    XT.succeeds,
    XT.unitLevel,
    XT.restates,
    XT.ofUnit,
    XT.ofInspection,
}

# What must stand in one row of the answer, in whatever columns.
ANSWERS: dict[str, tuple[str, ...]] = {
    "cq01": (WATER, "理论学习不深入", "2029年县委巡察"),
    "cq02": ("三届栖梧县委第二轮巡察", "2031-03-02", "2031-04-20"),
    "cq03": ("三届栖梧县委第二轮巡察", "新思想学习不深不实", "2"),
    "cq04": (HEAT, "管网改造滞后", "2031-06-30"),
    "cq05": (WATER, "理论学习不深入", "印发《学习制度》，追缴资金3.2万元"),
    "cq06": ("中共栖梧县供水中心党组关于巡察整改进展情况的通报", "自报问题数", "2"),
    "cq07": ("学习制度", "1"),
    "cq08": ("县委第一巡察组巡察栖梧县供水中心", "2029年县委巡察", "2029"),
    "cq09": ("中共栖梧县委", "2"),
    "cq10": ("990000", "东陵省"),
    "cq11": ("中共栖梧县供水中心党组关于巡察整改进展情况的通报", "50"),
    "cq12": ("2031-09-02", "2", HEAT),
    "cq13": ("反馈问题", "99", "107", "理论学习不深入。"),
    "cq14": ("供热管理办法", HEAT),
    "cq15": (WATER, "追回", "32000"),
    "cq16": (HEAT, "约谈", "3"),
    "cq17": ("改造管网", "12", "公里"),
    "cq18": ("政治建设、理论武装与意识形态", "建章立制"),
    "cq19": (HEAT, "记账不规范", "完成"),
    "cq20": ("管网改造滞后", "管网改造慢", "不一致"),
}


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    """Return a store with the small graph, told apart as a build tells it: documents, authority, inferred."""
    with Store.in_memory() as store:
        store.replace_all(load_vocabulary())
        graphs: dict[str, list[str]] = {}
        for path in SMALL_GRAPH:
            for line in to_nquads(path.read_bytes(), "urn:x").splitlines():
                name = graph_of(line)
                graphs.setdefault(name, []).append(line.replace("<urn:x> .", f"<{name}> .") + "\n")
        for name, lines in graphs.items():
            store.replace(name, "".join(sorted(set(lines))))
        yield store


def graph_of(line: str) -> str:
    """Return the graph in which a build would put a triple."""
    subject, predicate = line.split(" ", 2)[:2]
    local = subject.removeprefix(f"<{ID_NAMESPACE}")
    if predicate[1:-1] in INFERRED or local.startswith(("match/", "change/", "chain/")):
        return GRAPH.inferred
    return f"{GRAPH_NAMESPACE}{local[: len('doc/') + 16]}" if local.startswith("doc/") else GRAPH.authority


def ask(store: Store, name: str) -> list[str]:
    """Return the rows of the answer, each as one line of text."""
    question = find_question(name)
    given = {one.name: FINDING for one in question.parameters if one.required}
    if "today" in {one.name for one in question.parameters}:
        given["today"] = "2031-12-31"
    return [" | ".join(map(str, row)) for row in ask_question(store, question.name, **given).rows]


@pytest.mark.slow
def test_the_small_graph_keeps_the_shapes(store: Store) -> None:
    """What the questions are asked of is a graph as a build writes it."""
    assert [result for result in check(store) if result.severity == "violation"] == []


def test_every_competency_question_has_a_name() -> None:
    """cq01 to cq20 are aliases, each of one named question and no two of the same."""
    aliases = [alias for question in load_questions().values() for alias in question.aliases]
    numbered = sorted(alias for alias in aliases if alias.startswith("cq"))
    assert numbered == sorted(set(numbered))
    assert set(ANSWERS) <= set(numbered)
    assert len({find_question(name).name for name in ANSWERS}) == len(ANSWERS)


@pytest.mark.parametrize("name", ANSWERS)
def test_a_competency_question_is_answered(store: Store, name: str) -> None:
    """One row of the answer holds what the small graph was made to tell."""
    rows = ask(store, name)
    assert any(all(words in row for words in ANSWERS[name]) for row in rows), "\n".join(rows)
