"""Problem types: what a statement is about, by a model that is trained on written statements and on nothing else."""

import numpy as np
import pytest

from tests.evaluation.types import __main__ as evaluation
from xuntu.extractors.problem_types import classify
from xuntu.extractors.types import load_model
from xuntu.extractors.types.train import load_statements, train
from xuntu.ontology import Heading, Passage, load_problems


def under(text: str) -> tuple[Heading, ...]:
    return (Heading(None, text, 1, Passage(0, 0)),)


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("“第一议题”制度落实不到位。", "C01.02"),
        ("固定资产账实不符，3台车辆未登记入账。", "C05.07"),
        ("违规发放值班补贴12.6万元。", "C05.08"),
        ("公务接待超标准，个别接待没有公函。", "C12.02"),
        ("主要负责人个人决定大额资金使用，未经党组会集体研究。", "C13.01"),
        ("党费未按月足额收缴。", "C14.06"),
        ("违规借调下属单位人员17名。", "C13.06"),
        ("上轮巡察反馈的5个问题仍未整改到位。", "C15.01"),
    ],
)
def test_a_statement_is_typed_by_what_it_says(statement: str, code: str) -> None:
    """The first type is the concept that the statement is about."""
    assert classify(statement)[0].code == code


def test_several_types_stand_best_first_each_with_its_words() -> None:
    """A statement that bundles problems has a type for each; the words are the statement's own."""
    statement = "党支部长期未按期换届，党费收缴不及时，公务用车管理不规范。"
    found = classify(statement)
    assert {"C14.02", "C14.06", "C05.08"} <= {kind.code for kind in found}
    assert all(word in statement for kind in found for word in kind.words)
    assert not any(kind.inherited for kind in found)


def test_a_heading_speaks_where_the_statement_does_not() -> None:
    """What has no concept of its own inherits one of its heading; without a heading it stays unclassified."""
    [kind] = classify("XYZ", under("选人用人方面"))
    assert (kind.code, kind.inherited) == ("C13.03", True)
    assert classify("XYZ") == ()


def test_a_model_knows_every_leaf_of_the_taxonomy() -> None:
    """The concepts of the weights are the 120 leaves, and every one has statements to learn from."""
    leaves = {problem.code for problem in load_problems() if problem.code[4:].isdigit()}
    assert set(load_model().codes) == leaves
    assert {code for code, _ in load_statements()} == leaves


def test_no_labelled_statement_is_trained_on() -> None:
    """What the evaluation asks is not among the statements that the model has learnt."""
    asked = [line for folder in evaluation.GOLD.values() for line in evaluation.read_gold(folder)]
    asked += evaluation.read_lines("development") + evaluation.read_lines("final")
    learnt = {statement.strip("。") for _, statement in load_statements()}
    assert [line.statement for line in asked if line.statement.strip("。") in learnt] == []


@pytest.mark.slow
def test_the_weights_are_those_of_the_statements() -> None:
    """Training again gives the weights that ship, but for the last step of a rounded weight."""
    shipped, again = load_model(), train(load_statements())
    assert (again.codes, list(again.rows)) == (shipped.codes, list(shipped.rows))
    assert int(np.abs(again.weights.astype(int) - shipped.weights).max()) <= 1


@pytest.mark.slow
@pytest.mark.parametrize(("name", "fair", "branch"), [("development", 0.88, 0.91)])
def test_types_reach_what_they_reached(name: str, fair: float, branch: float) -> None:
    """On statements that the model was not trained on, the first type is fair this often."""
    figures = evaluation.measure(evaluation.read_lines(name))
    assert figures["first_is_fair"] >= fair
    assert figures["top_branch"] >= branch
