"""Links across documents: what was found before, what is told twice, and what is neither."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from xuntu.graph.link import link
from xuntu.graph.link.wording import grams
from xuntu.graph.store import Store
from xuntu.ontology import GRAPH, EarlierInspection, Extraction, Organisation, ProblemType, Repeat


def linked(samples: SimpleNamespace, *extractions: Extraction) -> Store:
    """Return a store of *extractions* with its links."""
    store: Store = samples.to_store(*extractions)
    store.replace(GRAPH.inferred, link(store))
    return store


def recurrences(store: Store) -> list[tuple[object, ...]]:
    """Return basis, score and both statements of every recurrence in the inferred graph."""
    return list(
        store.query("""SELECT ?basis ?score ?now ?before { GRAPH xtg:inferred { ?r a xt:Recurrence ; xt:basis ?basis ;
            xt:recurringFinding ?f ; xt:priorFinding ?p OPTIONAL { ?r xt:score ?score } }
            ?f rdfs:label ?now . ?p rdfs:label ?before } ORDER BY ?now""").rows
    )


def with_type(extraction: Extraction, code: str) -> Extraction:
    """Return the extraction with all findings of another type."""
    report = extraction.reports[0]
    findings = tuple(replace(finding, problem_types=(ProblemType(code, ()),)) for finding in report.findings)
    return replace(extraction, reports=(replace(report, findings=findings),))


STATED, INFERRED = (f"https://w3id.org/xuntu/concept/basis-{basis}" for basis in ("stated", "inferred"))


def test_like_problems_of_two_visits_to_one_unit_are_inferred(samples: SimpleNamespace) -> None:
    """The later finding recurs, with a score and both passages; unlike ones do not."""
    store = linked(
        samples,
        samples.rectification(2019, statements=("公务卡使用率低，报销手续不规范。", "会议记录不全。")),
        samples.rectification(2021, statements=("公务卡使用率较低，报销手续不够规范。", "招商项目落地少。")),
    )
    [(basis, score, now, before)] = recurrences(store)
    assert (basis, now, before) == (INFERRED, "公务卡使用率较低，报销手续不够规范", "公务卡使用率低，报销手续不规范")
    assert 0.5 < float(str(score)) < 1
    assert store.query("SELECT (COUNT(?e) AS ?n) { ?r xt:basis xtc:basis-inferred ; xt:evidence ?e }").rows == ((2,),)


def test_the_same_words_about_another_unit_are_no_recurrence(samples: SimpleNamespace) -> None:
    """Findings of different units are never compared."""
    audit = Organisation("云岭县审计局", division="530199")
    store = linked(samples, samples.rectification(2019), samples.rectification(2021, unit=audit))
    assert recurrences(store) == []


def test_a_common_type_speaks_for_one_problem(samples: SimpleNamespace) -> None:
    """Like words score higher where both findings are of one type."""
    old = samples.rectification(2019, statements=("公务卡使用率低，报销手续不规范。", "会议记录不全。"))
    near = samples.rectification(2021, statements=("公务卡使用少，报销手续有缺。", "项目少。"))
    [same], [other] = (recurrences(linked(samples, old, each)) for each in (near, with_type(near, "C01.01")))
    assert float(str(same[1])) > float(str(other[1])) > 0.5


def test_a_stated_recurrence_finds_the_old_finding(samples: SimpleNamespace) -> None:
    """“2019年县委巡察指出…” becomes a link to the finding of that visit, without score, once."""
    store = linked(samples, samples.rectification(2019), samples.rectification(2021, repeat=True))
    stated = [row for row in recurrences(store) if row[0] == STATED]
    assert stated == [(STATED, None, "财务管理不规范", "财务管理不规范")]
    chain = store.query("SELECT ?known { GRAPH xtg:inferred { ?cited skos:exactMatch ?known } }")
    assert [str(row[0]).rpartition("-")[2] for row in chain.rows] == ["20190301"]


@pytest.mark.parametrize(
    ("mention", "found"),
    [
        (EarlierInspection("2019年县委巡察", None, year=2019), True),  # type: ignore[arg-type]
        (EarlierInspection("上轮巡察", None, relative=True), True),  # type: ignore[arg-type]
        (EarlierInspection("2018年县委巡察", None, year=2018), False),  # type: ignore[arg-type]
        (EarlierInspection("2019年省委巡视", None, year=2019), False),  # type: ignore[arg-type]
        (EarlierInspection("上级审计", None, kind="audit", relative=True), False),  # type: ignore[arg-type]
    ],
)
def test_a_mention_fits_by_year_and_level(samples: SimpleNamespace, mention: EarlierInspection, found: bool) -> None:
    """Year and committee must agree; “the last round” is the latest known one; an audit is no inspection."""
    extraction = samples.rectification(2021, repeat=True)
    report = extraction.reports[0]
    repeat: Repeat = report.findings[0].repeat
    told = replace(mention, passage=repeat.cue.passage)
    finding = replace(report.findings[0], repeat=replace(repeat, earlier=(told,)))
    extraction = replace(extraction, reports=(replace(report, findings=(finding, *report.findings[1:])),))
    store = linked(samples, samples.rectification(2019), extraction)
    assert any(row[0] == STATED for row in recurrences(store)) is found


def test_one_visit_told_by_two_documents_is_restated_not_recurring(samples: SimpleNamespace) -> None:
    """Two reports on one inspection that tell one problem restate each other, both ways."""
    first = samples.rectification(2021, statements=("公务卡使用率低，报销手续不规范。",))
    second = samples.rectification(2021, statements=("公务卡使用率低，报销手续不规范。", "学习不深入。"))
    store = linked(samples, first, second)
    assert recurrences(store) == []
    assert len(store.query("SELECT ?a ?b { ?a xt:restates ?b . ?b xt:restates ?a }")) == 2


def test_links_are_the_same_however_often_they_are_made(samples: SimpleNamespace) -> None:
    """Making the links again, with the old ones in the store, gives the same."""
    store = linked(samples, samples.rectification(2019), samples.rectification(2021, repeat=True))
    assert link(store) == "".join(store.nquads(GRAPH.inferred))


def test_likeness_is_of_characters_not_of_marks() -> None:
    """Digits, punctuation and white space say nothing."""
    assert grams("2021年，12个") == grams("年 个")


def test_unit_and_inspection_of_a_finding_are_said_once(samples: SimpleNamespace) -> None:
    """Both are canonical, and said of canonical findings only: what another report tells again has none."""
    store = samples.to_store(samples.rectification(2019), samples.rectification(2021))
    store.replace(GRAPH.inferred, link(store))
    walked = store.query(
        "SELECT ?f ?u ?i { ?f xt:canonical ?f ; xt:foundIn ?v . ?v xt:canonical ?i ; xt:inspects/xt:canonical ?u "
        "FILTER NOT EXISTS { ?v xt:mentionedAs ?m } }"
    )
    said = store.query("SELECT ?f ?u ?i { GRAPH xtg:inferred { ?f xt:ofUnit ?u ; xt:ofInspection ?i } }")
    assert sorted(map(str, said.rows)) == sorted(map(str, walked.rows)) != []
