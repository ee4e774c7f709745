"""Why a query is slow, and its first rows: the patterns of a text, what each matches, answers cut short."""

from types import SimpleNamespace

import pytest

from xuntu.graph.explaining import UNION, explain, explain_question
from xuntu.graph.link import link
from xuntu.graph.patterns import find_patterns
from xuntu.graph.queries import ask, load_questions
from xuntu.graph.store import Store
from xuntu.graph.vocabulary import load_vocabulary
from xuntu.ontology import GRAPH, Organisation, QueryError

PAGED = sorted(name for name, question in load_questions().items() if question.paged)


@pytest.fixture(scope="module")
def store(samples: SimpleNamespace) -> Store:
    """Return a store of three inspections of two units, and of an outline."""
    audit = Organisation("云岭县审计局", division="530199")
    made: Store = samples.to_store(
        samples.rectification(2019), samples.rectification(2021), samples.rectification(2021, unit=audit),
        samples.outline(),
    )  # fmt: skip
    made.replace_all(load_vocabulary())
    made.replace(GRAPH.inferred, link(made))
    return made


@pytest.mark.parametrize(
    ("sparql", "patterns"),
    [
        ("SELECT * { ?s ?p ?o }", ["?s ?p ?o"]),
        ("SELECT * { ?f a xt:Finding ; xt:number '1', '2' . }", ["?f a xt:Finding", "?f xt:number '1'", "?f xt:number '2'"]),
        ("SELECT * { ?a (xt:x|^xt:y)+/xt:z ?b }", ["?a (xt:x|^xt:y)+/xt:z ?b"]),
        ("SELECT * { GRAPH xtg:inferred { ?f xt:ofUnit ?u } }", ["GRAPH xtg:inferred { ?f xt:ofUnit ?u }"]),
        ("SELECT * { ?s rdfs:label '句. { 号'@zh FILTER(?s = <urn:a.b>) BIND(1 AS ?n) VALUES ?v { UNDEF } }", ["?s rdfs:label '句. { 号'@zh"]),
        ("SELECT (COUNT(?f) AS ?n) { ?f a ?c FILTER NOT EXISTS { ?f xt:number ?no } } GROUP BY ?c", ["?f a ?c", "?f xt:number ?no"]),
        ("SELECT * { {", []),  # what is no query has no patterns, and no error of its own
    ],
)  # fmt: skip
def test_patterns_are_found_in_the_text(sparql: str, patterns: list[str]) -> None:
    """Each once, with its path and graph; filters, values and words in quotes are none."""
    assert [str(pattern) for pattern in find_patterns(sparql)] == patterns


def test_an_explanation_counts_what_each_pattern_matches(store: Store) -> None:
    """The values of a parameter are bound in the counts; a closure is not counted."""
    told = explain_question(store, "findings", {"unit": "审计局"})
    matched = {each.pattern: each.rows for each in told.patterns}
    whole = len(ask(store, "findings", unit="审计局"))
    assert told.rows == whole == matched["GRAPH xtg:inferred { ?f xt:ofUnit ?u }"]
    assert told.slots == {"u": 1, "f": whole}
    assert told.graphs == (GRAPH.inferred, UNION)
    assert "VALUES ?u { <https://w3id.org/xuntu/id/unit/530199-云岭县审计局> }" in told.sparql
    closure = explain(store, "SELECT * { ?u org:subOrganizationOf+ ?top }")
    assert [(each.pattern, each.rows) for each in closure.patterns] == [("?u org:subOrganizationOf+ ?top", None)]


@pytest.mark.parametrize("sparql", ["ASK { ?s ?p ?o }", "CONSTRUCT { ?s a ?c } WHERE { ?s a ?c } LIMIT 1"])
def test_any_query_can_be_explained(store: Store, sparql: str) -> None:
    """ASK and CONSTRUCT too: the answer counts as a row."""
    assert explain(store, sparql).rows == 1


def test_what_is_wrong_is_told_as_by_asking(store: Store) -> None:
    """An unknown name and a text that does not parse."""
    with pytest.raises(QueryError, match="是不是 findings"):
        explain_question(store, "finding", {})
    with pytest.raises(QueryError, match="第 1 行"):
        explain(store, "SELECT ?s { ?s ?p }")


@pytest.mark.parametrize("name", PAGED)
@pytest.mark.parametrize("limit", [1, 4, 7, 1000])
def test_the_first_rows_are_those_of_the_whole_answer(store: Store, name: str, limit: int) -> None:
    """Though they are made unit by unit, those of no unit first."""
    assert ask(store, name, limit=limit).rows == ask(store, name).rows[:limit]


def test_a_limit_cuts_any_answer(store: Store) -> None:
    """A question that has to be answered as a whole is cut after it."""
    assert ask(store, "topic-frequency", limit=1).rows == ask(store, "topic-frequency").rows[:1]


def test_a_status_keeps_only_its_findings(store: Store) -> None:
    """Those whose status is not told are not among them."""
    every = ask(store, "findings").column("status")
    assert ask(store, "findings", status="未完成").rows == ()
    assert (
        ask(store, "findings", status="阶段性完成").column("status")
        == tuple(s for s in every if s == "阶段性完成")
        != ()
    )
