"""Checks: declared counts against what was read, and the shapes against what was written."""

import re
from dataclasses import replace
from types import SimpleNamespace

import pytest

from xuntu.graph.link import link
from xuntu.graph.store import Store
from xuntu.graph.validate import check
from xuntu.graph.vocabulary import load_vocabulary
from xuntu.ontology import GRAPH, Extraction, ProblemType


def whole(samples: SimpleNamespace, *extractions: Extraction) -> Store:
    """Return a store of *extractions* with vocabulary and links."""
    store: Store = samples.to_store(*extractions)
    store.replace_all(load_vocabulary())
    store.replace(GRAPH.inferred, link(store))
    return store


def test_declared_counts_agree_or_do_not(samples: SimpleNamespace) -> None:
    """Each count is told with its sentence, its heading, and whether what was read agrees."""
    results = check(whole(samples, samples.outline()), shapes=False)
    told = {(each.what, each.under): (each.declared, each.extracted, each.agrees, each.severity) for each in results}
    assert told == {
        ("自报大类数", None): (2, 2, True, "ok"),
        ("自报方面数", None): (2, 2, True, "ok"),
        ("自报问题数", None): (4, 3, False, "info"),
        ("自报问题数", "大类一"): (2, 2, True, "ok"),
    }
    [wrong] = [each for each in results if each.agrees is False]
    assert (wrong.file, wrong.message, wrong.sentence) == ("档案馆.txt", "自报 4，抽取 3", "（一）大类一")


def test_counts_that_cannot_be_checked_are_told_and_not_judged(samples: SimpleNamespace) -> None:
    """How many teams went out is not printed unit by unit, so it neither agrees nor disagrees."""
    results = check(whole(samples, samples.launch()), shapes=False)
    assert [(each.what, each.declared, each.agrees, each.severity) for each in results] == [
        ("自报派出组数", 2, None, "ok"),
        ("自报被巡单位数", 3, None, "ok"),
    ]


@pytest.mark.slow
def test_what_the_builder_writes_conforms(samples: SimpleNamespace) -> None:
    """No shape finds a violation in documents of every kind."""
    store = whole(
        samples,
        samples.rectification(2019),
        samples.rectification(2021, repeat=True),
        samples.launch(),
        samples.news(),
    )
    assert [each for each in check(store) if each.severity == "violation"] == []


@pytest.mark.slow
def test_a_problem_type_outside_of_the_taxonomy_is_a_violation(samples: SimpleNamespace) -> None:
    """The rule in SPARQL is run for the whole store and names the finding, its file and its words."""
    extraction = samples.outline()
    report = extraction.reports[0]
    odd = replace(report.findings[0], problem_types=(ProblemType("C99.99", ()),))
    store = whole(samples, replace(extraction, reports=(replace(report, findings=(odd, *report.findings[1:])),)))
    [result] = [each for each in check(store) if each.severity == "violation"]
    assert (result.kind, result.what, result.file, result.sentence) == ("shape", "Finding", "档案馆.txt", "甲不到位")
    assert "分类" in result.message


@pytest.mark.slow
def test_complaints_are_told_in_chinese(samples: SimpleNamespace) -> None:
    """Where a shape has no words of its own too, even where the IRI of the node is Chinese."""
    store = whole(samples, samples.launch())
    [line] = [each for each in store.nquads(GRAPH.authority) if "ns#roundNumber" in each]
    doubled = re.sub(r'"\d+"', '"77"', line)
    store.replace(GRAPH.authority, "".join([*store.nquads(GRAPH.authority), doubled]))
    [result] = [each for each in check(store) if each.what == "roundNumber"]
    assert (doubled != line, result.severity, result.message) == (True, "violation", "只应有一个值，却有几个")


@pytest.mark.slow
def test_a_broken_graph_is_caught_by_the_core_shapes(samples: SimpleNamespace) -> None:
    """A finding without its inspection is worth a look; a passage that lies about its offsets is a violation."""
    store = whole(samples, samples.outline())
    [graph] = [name for name in store.graphs() if "/doc/" in name]
    text = "".join(line for line in store.nquads(graph) if not ("/f2>" in line and "ns#foundIn" in line))
    store.replace(graph, text.replace('"甲不到位"', '"甲不够到位"'))
    found = {(each.severity, each.what, str(each.node).rpartition("/")[2]) for each in check(store)}
    assert ("warning", "foundIn", "f2") in found
    assert any(each[:2] == ("violation", "Passage") and each[2].endswith("#char=20,24") for each in found)
