"""The named questions: known by name and alias, bound by parameter, answered on documents made by hand."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from xuntu.graph.link import link
from xuntu.graph.queries import ask, load_questions
from xuntu.graph.store import Store
from xuntu.graph.vocabulary import load_vocabulary
from xuntu.ontology import GRAPH, Organisation, QueryError

QUESTIONS = sorted(load_questions())
AUDIT = Organisation("云岭县审计局", division="530199")
REQUIRED = {"finding": "https://w3id.org/xuntu/id/none", "type": "C05", "unit": "云岭县财政局"}


@pytest.fixture(scope="module")
def store(samples: SimpleNamespace) -> Store:
    """Return a store of two inspections of one unit, one of another, a launch notice, news, and an outline."""
    extractions = [
        samples.rectification(2019),
        samples.rectification(2021, repeat=True),
        samples.rectification(2021, unit=AUDIT, statements=("财务管理不规范。报销手续不全。",)),
        samples.launch(),
        samples.news(),
        samples.outline(),
    ]
    made: Store = samples.to_store(*extractions)
    made.replace_all(load_vocabulary())
    made.replace(GRAPH.inferred, link(made))
    return made


def answer(store: Store, name: str, **parameters: Any) -> list[dict[str, Any]]:
    """Return the rows of a question as dictionaries."""
    return ask(store, name, **parameters).to_dicts()


def test_twenty_questions_keep_their_old_names() -> None:
    """Every question has a speaking name and both languages, the first twenty an alias."""
    questions = load_questions()
    assert sorted(alias for question in questions.values() for alias in question.aliases) == [
        f"cq{number:02}" for number in range(1, 21)
    ]
    assert all(name.isascii() and question.chinese and question.english for name, question in questions.items())
    assert questions["recurring"].parameters[0].name == "unit"


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_question_runs(store: Store, name: str) -> None:
    """No question fails; each tells its columns, one of them an IRI; and no unit of that name means no rows."""
    question = load_questions()[name]
    required = {p.name: REQUIRED[p.name] for p in question.parameters if p.required}
    rows = ask(store, name, **required)
    assert rows.columns == tuple(column.name for column in question.columns)
    assert any(column.endswith(("iri", "iris")) for column in rows.columns)
    if any(parameter.name == "unit" for parameter in question.parameters):
        assert ask(store, name, **{**required, "unit": "没有的单位"}).rows == ()


def test_recurring_names_the_earlier_inspection_and_the_words(store: Store) -> None:
    """A stated recurrence gives way to the real finding when the earlier inspection is known."""
    [row, inferred] = answer(store, "recurring")
    assert (inferred["finding"], inferred["basis"]) == ("学习不深入", "推断")
    assert 0.5 < inferred["score"] < 1
    assert row["unit"] == "云岭县财政局"
    assert (row["number"], row["finding"]) == ("1", "财务管理不规范")
    assert (row["earlier"], row["year"]) == ("县委第一巡察组巡察云岭县财政局（2019）", "2019")
    assert (row["basis"], row["kind"], row["score"]) == ("文中明示", "整改不到位", None)
    assert row["quotes"] == "公务卡使用率低"
    assert "本轮仍然存在" in row["evidence"]
    assert len(answer(store, "cq01", unit="财政局党组")) == 2  # by another name


def test_coverage_counts_teams_and_units(store: Store) -> None:
    """A round is set beside what its notice declares."""
    [row] = answer(store, "coverage")
    assert (row["round"], row["teams"], row["declaredTeams"]) == ("十三届云岭县委第4轮巡察", 2, 2)
    assert (row["declaredUnits"], row["start"]) == (3, "2019-03-01")


def test_common_problems_are_those_of_two_units(store: Store) -> None:
    """A type that two units of one round share is common, with all its findings."""
    [row] = answer(store, "common-problems")
    assert (row["units"], row["findings"]) == (2, 5)
    assert sorted(row["where"].split("、")) == ["云岭县审计局", "云岭县财政局"]


def test_overdue_asks_for_a_day(store: Store) -> None:
    """What was promised for June 2020 is overdue in 2021, and what was promised for 2022 is not."""
    rows = answer(store, "overdue", today=date(2021, 1, 1))
    assert {(row["due"], row["status"], row["asOf"]) for row in rows} == {("2020-06-30", "阶段性完成", "2019-12-20")}
    assert len(rows) == 2
    assert len(answer(store, "overdue", today="2023-01-01")) == 5


def test_the_ledger_has_a_row_for_each_problem(store: Store) -> None:
    """Measures, rules, the post that answers and the status stand beside the problem."""
    rows = answer(store, "ledger", unit="云岭县审计局")
    assert [(row["no"], row["problem"], row["status"]) for row in rows] == [("1", "财务管理不规范", "阶段性完成")]
    assert rows[0]["responsible"] == "党组书记、局长"
    assert set(rows[0]["policies"].split("、")) == {"云岭县财政局财务管理办法", "公务卡管理细则"}
    archive = answer(store, "ledger", unit="档案馆")
    assert [(row["no"], row["status"]) for row in archive] == [("1(1)", "未载明"), ("1(2)", "未载明"), ("2", "未载明")]


def test_declared_counts_are_compared_by_level_and_heading(store: Store) -> None:
    """Two of the outline's counts are right, one of the whole and none of the heading's is wrong."""
    rows = [row for row in answer(store, "declared") if row["report"] == "档案馆.txt"]
    told = {(row["what"], row["under"]): (row["declared"], row["extracted"], row["check"]) for row in rows}
    assert told == {
        ("自报大类数", None): (2, 2, "一致"),
        ("自报方面数", None): (2, 2, "一致"),
        ("自报问题数", None): (4, 3, "不一致"),
        ("自报问题数", "大类一"): (2, 2, "一致"),
    }


def test_status_money_sanctions_and_figures_add_up(store: Store) -> None:
    """Sums are sums: five findings with 19,200 yuan and two persons each."""
    money = {row["unit"]: (row["kind"], row["yuan"], row["movements"]) for row in answer(store, "money")}
    assert money == {"云岭县财政局": ("追回", 76800, 4), "云岭县审计局": ("追回", 19200, 1)}
    assert [(row["sanction"], row["people"]) for row in answer(store, "sanctions", unit="审计")] == [("批评教育", 2)]
    assert [(row["what"], row["value"]) for row in answer(store, "figures")] == [("开工项目", 12)]
    status = answer(store, "status")
    assert [(row["withStatus"], row["stage"], row["pctDone"]) for row in status] == [(1, 1, 0), (2, 2, 0), (2, 2, 0)]


def test_drafts_follow_ups_and_policies(store: Store) -> None:
    """A draft stays a draft, a chain reaches back, a rule counts the findings it was made for."""
    assert {row["title"] for row in answer(store, "drafts-only")} == {"公务卡管理细则"}
    assert [row["earlierStart"] for row in answer(store, "follow-ups")] == ["2019-03-01"]
    best = answer(store, "policies")[0]
    assert (best["title"], best["issuer"], best["findings"]) == ("云岭县财政局财务管理办法", "云岭县财政局", 4)


def test_rollups_count_under_parents_and_divisions(store: Store) -> None:
    """The county committee answers for all its bureaus: those told to be under it, and those whose names say so."""
    rows = {row["org"]: row["findings"] for row in answer(store, "org-rollup")}
    assert (rows["云岭县"], rows["云岭县财政局"]) == (8, 4)
    [division] = answer(store, "division-rollup")
    assert (division["code"], division["findings"]) == ("530199", 8)


def test_facts_tell_each_thing_with_its_place(store: Store) -> None:
    """A finding, its measures, outcomes, status and recurrence come in the order of the text."""
    [finding] = store.query("SELECT ?f { ?r xt:recurringFinding ?f ; xt:basis xtc:basis-stated ; xt:quotes ?q }").rows[
        :1
    ]
    rows = answer(store, "facts", finding=finding[0])
    assert [row["start"] for row in rows] == sorted(row["start"] for row in rows)
    assert {row["class"] for row in rows} >= {"反馈问题", "整改措施", "资金处置", "会议", "整改状态记录", "问题反复"}


def test_unknown_names_and_wrong_values_say_what_would_be_right(store: Store) -> None:
    """A question, a parameter, a date or an IRI that is wrong is one line that helps."""
    with pytest.raises(QueryError, match="是不是 recurring"):
        ask(store, "recuring")
    with pytest.raises(QueryError, match="全部问题见"):
        ask(store, "zzz")
    with pytest.raises(QueryError, match="没有参数 colour"):
        ask(store, "recurring", colour="红")
    with pytest.raises(QueryError, match="需要参数 finding"):
        ask(store, "facts")
    with pytest.raises(QueryError, match="不是日期"):
        ask(store, "overdue", today="明天")
    with pytest.raises(QueryError, match="不是 IRI"):
        ask(store, "facts", finding="不是 > IRI")


def test_a_value_is_never_part_of_the_query(store: Store) -> None:
    """What looks like SPARQL within a value is only text."""
    assert ask(store, "recurring", unit='" } } DROP ALL #').rows == ()


@pytest.mark.slow
def test_the_seeds_answer_all_questions(tmp_path: Path) -> None:
    """On the five real documents, every question has rows but those of which they tell nothing."""
    corpus = Path(__file__).parents[3] / "shared" / "corpus"
    if not corpus.is_dir():
        pytest.skip("../shared/corpus is not here")
    from xuntu.extractors.pipeline import extract
    from xuntu.graph.build import build
    from xuntu.graph.sources import Source

    sources = [Source(str(path), path.name) for path in sorted(corpus.iterdir())]
    summary = build(sources, tmp_path / "store", extract, version="test")
    assert (summary.documents, summary.findings, summary.failed) == (5, 188, ())
    with Store.open(tmp_path / "store") as seeds:
        numbers = {(row["unit"], row["number"]) for row in answer(seeds, "recurring")}
        assert sorted(number for _, number in numbers) == ["(二)", "(十一)", "(十三)", "67", "68", "69", "70"]
        finding = seeds.query("SELECT ?f { ?r xt:recurringFinding ?f } ORDER BY ?f LIMIT 1").rows[0][0]
        for name, question in load_questions().items():
            if question.aliases:
                given = {"facts": {"finding": str(finding)}, "overdue": {"today": "2026-01-01"}}
                assert len(ask(seeds, name, **given.get(name, {}))) > 0, name
        levels = {
            (row["report"], row["what"]): (row["declared"], row["extracted"])
            for row in answer(seeds, "declared")
            if row["under"] is None and "泾县" in str(row["report"])
        }
        assert {what: counts for (_, what), counts in levels.items() if what != "自报措施数"} == {
            "自报大类数": (3, 3),
            "自报方面数": (10, 10),
            "自报问题数": (19, 19),
        }
        money = {row["kind"]: row["yuan"] for row in answer(seeds, "money", unit="泾县")}
        assert money == {"收缴": Decimal(1920)}
