"""Every named question on eight short documents whose answers were worked out by hand; see conftest.py."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from xuntu.graph.link import link
from xuntu.graph.queries import ask, load_questions
from xuntu.ontology import GRAPH, Organisation, QueryError

if TYPE_CHECKING:
    from conftest import Corpus

Row = tuple[Any, ...]

W, OLD, F, SUB = "云岭县水务局", "云岭县水利局", "云岭县财政局", "云岭县供水公司"
SIXTH, FOURTH = "十三届云岭县委第6轮巡察", "十三届云岭县委第4轮巡察"
TENDER, FEES, STUDY = "饮水工程招标仍不规范", "水费收缴管理不严", "学习仍不深入"
AUDITED, RECEPTION, AGAIN = "2020年审计", "公务接待超标准", "饮水工程招标问题屡禁不止"
V2019, V2021, V2023, VSUB = (
    f"{team}巡察{unit}（{year}）"
    for team, unit, year in (
        ("县委第一巡察组", OLD, 2019), ("县委第二巡察组", W, 2021), ("市委第三巡察组", W, 2023), ("县委第一巡察组", SUB, 2023),
    )
)  # fmt: skip
T04, T05, T01, T12 = "违反基本建设程序", "财务制度执行不严", "新思想学习不深不实", "形式主义官僚主义"
R2019, R2021, R2023 = (f"{unit}关于巡察整改进展情况的通报（{day}）" for unit, day in (
    (OLD, "2019-12-20"), (W, "2021-12-30"), (W, "2023-11-01")))  # fmt: skip

ANSWERS: dict[str, tuple[dict[str, Any], str, list[Row]]] = {
    "recurring-units": ({}, "unit times firstYear lastYear problem", [
        (W, 3, "2019", "2023", AGAIN),
        (SUB, 2, "2021", "2023", "水费收缴不严"),  # the audit of 2020 is no round
        (W, 2, "2019", "2021", STUDY),
    ]),
    "recurrence-chain": ({"finding": ("水务2021", 1)}, "when unit finding status basis finding_iri", [
        ("2019-03-01", OLD, "饮水工程招标不规范", "完成", None, "水利2019/f1"),
        ("2021-03-10", W, TENDER, "正在整改", "文中明示", "水务2021/f1"),
        ("2023-02", W, AGAIN, "未完成", "推断", "水务2023/f1"),
    ]),
    "done-again": ({}, "unit before doneOn finding status basis finding_iri prior_iri", [
        (SUB, FEES, "2021-12-30", "水费收缴不严", None, "推断", "供水2023/f1", "水务2021/f2"),
        (W, "学习不深入", "2019-12-20", STUDY, "长期坚持", "推断", "水务2021/f3", "水利2019/f2"),
        (W, "饮水工程招标不规范", "2019-12-20", TENDER, "正在整改", "文中明示", "水务2021/f1", "水利2019/f1"),
    ]),
    "rates": ({}, "report declaredRate declaredDone findings done pctDone check finding_iris", [
        (R2019, 100, 2, 3, 2, Decimal("66.7"), "不一致", "水利2019/f3"),
        (f"{F}关于巡察整改进展情况的通报（2021-12-20）", None, 1, 2, 1, 50, "一致", "财政2021/f2"),
    ]),
    "money-by-year": ({}, "unit place year direction kind yuan movements finding_iris", [
        (OLD, "530199", "2019", "收回", "追回", 30000, 1, "水利2019/f1"),
        (OLD, "530199", "2019", "退还", "退还", 2000, 1, "水利2019/f3"),
        (W, "530199", "2021", "收回", "追回", 5000, 1, "水务2021/f2"),
        (F, "530199", "2021", "支付", "兑现拨付", 8000, 1, "财政2021/f1"),
        # two findings name one sentence, and the notice of 2022 tells it again: 20,000, not 60,000
        (F, "530199", "2021", "收回", "追回", 20000, 1, "财政2021/f1"),
    ]),
    "largest-recoveries": ({"unit": "财政"}, "unit kind yuan sentence finding_iri", [
        (F, "追回", 20000, "追缴20000元，兑现8000元", "财政2021/f1"),
        (F, "兑现拨付", 8000, "追缴20000元，兑现8000元", "财政2021/f1"),
    ]),
    "most-sanctioned": ({}, "unit sanction people sentence year finding_iri", [
        (F, "批评教育", 3, "批评教育3人", "2021", "财政2021/f1"),
        (OLD, "诫勉谈话", 2, "诫勉2人", "2019", "水利2019/f3"),
    ]),
    "shared-policies": ({}, "code type units policies titles finding_iris", [
        ("C05.01", T05, 3, 3, "供水公司水费收缴办法、水务局水费管理办法、财政局报销办法", "供水2023/f1 水务2021/f2 财政2021/f1"),
    ]),
    "common-fields": ({}, "round code units findings where finding_iris", [
        (SIXTH, "C04", 2, 2, f"{W}、{F}", "水务2021/f1 财政2021/f2"),
        (SIXTH, "C04.02", 2, 2, f"{W}、{F}", "水务2021/f1 财政2021/f2"),
        (SIXTH, "C05", 2, 2, f"{W}、{F}", "水务2021/f2 财政2021/f1"),
        (SIXTH, "C05.01", 2, 2, f"{W}、{F}", "水务2021/f2 财政2021/f1"),
    ]),
    "unit-history": ({"unit": "云岭县水务局"}, "date event what unit findings open", [
        ("2019-03-01", "巡视巡察", V2019, OLD, 3, 1),
        ("2019-05-06", "反馈", V2019, OLD, None, None),
        ("2019-12-20", "通报", R2019, OLD, None, None),
        ("2020-01-15", "更名", W, OLD, None, None),
        ("2021-03-10", "巡视巡察", V2021, W, 3, 2),
        ("2021-06-01", "反馈", V2021, W, None, None),
        ("2021-12-30", "通报", R2021, W, None, None),
        ("2023-02", "巡视巡察", V2023, W, 1, 1),
        ("2023-05-10", "反馈", V2023, W, None, None),
        ("2023-11-01", "通报", R2023, W, None, None),
    ]),
    "absent-inspections": ({}, "unit mention year kind findings finding_iris", [
        (W, AUDITED, "2020", "审计", 1, "水务2021/f2"),  # that of 2019 is known
    ]),
    "status-changes": ({}, "unit finding from fromDate to toDate finding_iri", [
        (F, "财务报销不规范", "完成", "2021-12-20", "未完成", "2022-03-01", "财政2021/f1"),
        (F, "采购程序不规范", "阶段性完成", "2021-12-20", "完成", "2022-03-01", "财政2021/f2"),
    ]),
    "status-conflicts": ({}, "unit statusA dateA statusB dateB verdict finding_iri other_iri", [
        (F, "完成", "2021-12-20", "未完成", "2022-03-01", "倒退", "财政2021/f1", "财政2022/f1"),
    ]),
    "across-renames": ({}, "unit earlierUnit change changedOn finding basis prior_iri", [
        (W, OLD, "更名", "2020-01-15", STUDY, "推断", "水利2019/f2"),
        (W, OLD, "更名", "2020-01-15", TENDER, "文中明示", "水利2019/f1"),
    ]),
    "across-levels": ({}, "unit earlierUnit relation finding earlierFinding finding_iri prior_iri", [
        (SUB, W, "上级", "水费收缴不严", FEES, "供水2023/f1", "水务2021/f2"),
    ]),
    "repeated-share": ({}, "round findings repeated pctRepeated finding_iris", [
        ("2023年县委第一巡察组", 1, 1, 100, "供水2023/f1"),
        ("2023年市委第三巡察组", 1, 1, 100, "水务2023/f1"),
        (FOURTH, 3, 0, 0, ""),
        (SIXTH, 5, 3, 60, "水务2021/f1 水务2021/f2 水务2021/f3"),
    ]),
    "durations": ({}, "unit level end feedback published daysToFeedback daysToPublication", [
        (W, "县级", "2021-04-20", "2021-06-01", "2021-12-30", 42, 212),
        (W, "市级", "2023-03-30", "2023-05-10", "2023-11-01", 41, 175),
        (OLD, "县级", "2019-04-02", "2019-05-06", "2019-12-20", 34, 228),
        (F, "县级", "2021-04-20", "2021-05-20", "2021-12-20", 30, 214),
        (SUB, "县级", "2023-04", "2023-04-11", "2023-12-01", None, 234),  # its end is known by the month
    ]),
    "durations-by-level": ({}, "level inspections meanToFeedback meanToPublication", [("县级", 4, Decimal("35.3"), 222), ("市级", 1, 41, 175)]),
    "meetings-only": ({}, "unit number finding measuresUsed measures status finding_iri", [
        (OLD, "2", "学习不深入", "会议研究、学习培训", 2, "完成", "水利2019/f2"),
    ]),
    "topic-frequency": ({"type": "工程项目与招标采购"}, "code type field level year findings units finding_iris", [
        ("C04.02", T04, "工程项目与招标采购", "县级", "2021", 2, 2, "水务2021/f1 财政2021/f2"),
        ("C04.02", T04, "工程项目与招标采购", "县级", "2019", 1, 1, "水利2019/f1"),
        ("C04.02", T04, "工程项目与招标采购", "市级", "2023", 1, 1, "水务2023/f1"),
    ]),
    "special-inspections": ({"theme": "粮食"}, "theme kinds unit team body findings", [
        ("粮食购销", "专项、巡察", "云岭县粮食局", "县委第二巡察组", "云岭县", 0),
    ]),
    "rules-by-type": ({"type": "C05"}, "code unit finding role title finding_iri", [
        ("C05.01", SUB, "水费收缴不严", "出台", "供水公司水费收缴办法", "供水2023/f1"),
        ("C05.01", W, FEES, "修订", "水务局水费管理办法", "水务2021/f2"),
        ("C05.01", F, "财务报销不规范", "修订", "财政局报销办法", "财政2021/f1"),
    ]),
    "audit-uncorrected": ({}, "unit finding audit year kind status sentence finding_iri", [
        (W, FEES, AUDITED, "2020", "整改不到位", "完成", FEES, "水务2021/f2"),
    ]),
    "promises": ({"today": "2021-01-01"}, "unit finding due past status sentence finding_iri", [
        (OLD, RECEPTION, "2020-06-30", "已过", "未完成", RECEPTION, "水利2019/f3"),
        (W, TENDER, "2022-06-30", "未到", "正在整改", "拟于2022年6月底前起草《工程招标细则》", "水务2021/f1"),
    ]),
    "who": ({"unit": "水务局"}, "unit team body start end feedback signer signedOn", [
        (W, "县委第二巡察组", "云岭县", "2021-03-10", "2021-04-20", "2021-06-01", W, "2021-12-30"),
        (W, "市委第三巡察组", "云岭市", "2023-02", "2023-03-30", "2023-05-10", W, "2023-11-01"),
    ]),
    "similar-units": ({"type": "C05"}, "unit finding measure measureType status finding_iri", [
        (SUB, "水费收缴不严", "出台《供水公司水费收缴办法》", "建章立制", None, "供水2023/f1"),
        (W, FEES, "修订《水务局水费管理办法》", "建章立制", "完成", "水务2021/f2"),
        (W, FEES, "追缴5000元", "资金处置", "完成", "水务2021/f2"),
        (F, "财务报销不规范", "修订《财政局报销办法》", "建章立制", "完成", "财政2021/f1"),
        (F, "财务报销不规范", "追缴20000元，兑现8000元", "资金处置", "完成", "财政2021/f1"),
        (F, "财务报销不规范", "批评教育3人", "追责问责", "完成", "财政2021/f1"),
    ]),
    "retellings": ({"finding": ("财政2022", 1)}, "file finding status asOf sentence finding_iri", [
        (f"{F}2021-12-20.txt", "财务报销不规范", "完成", "2021-12-20", "财务报销不规范", "财政2021/f1"),
        (f"{F}2022-03-01.txt", "财务报销不规范，手续不全", "未完成", "2022-03-01", "财务报销不规范，手续不全", "财政2022/f1"),
    ]),
    "before-entering": ({"unit": "云岭县水务局"}, "relation unit year number finding status finding_iri", [
        ("本单位", W, "2021", "1", TENDER, "正在整改", "水务2021/f1"),
        ("本单位", W, "2021", "2", FEES, "完成", "水务2021/f2"),
        ("本单位", W, "2021", "3", STUDY, "长期坚持", "水务2021/f3"),
        ("本单位", W, "2023", "1", AGAIN, "未完成", "水务2023/f1"),
        ("前身", OLD, "2019", "1", "饮水工程招标不规范", "完成", "水利2019/f1"),
        ("前身", OLD, "2019", "2", "学习不深入", "完成", "水利2019/f2"),
        ("前身", OLD, "2019", "3", RECEPTION, "未完成", "水利2019/f3"),
        ("下级", SUB, "2023", "1", "水费收缴不严", None, "供水2023/f1"),
    ]),
    "open-findings": ({"today": "2022-01-01", "level": "县"}, "unit finding status asOf daysOld finding_iri", [
        (OLD, RECEPTION, "未完成", "2019-12-20", 743, "水利2019/f3"),  # 2020 was a leap year
        (F, "采购程序不规范", "阶段性完成", "2021-12-20", 12, "财政2021/f2"),
        (W, STUDY, "长期坚持", "2021-12-30", 2, "水务2021/f3"),
        (W, TENDER, "正在整改", "2021-12-30", 2, "水务2021/f1"),
    ]),
    "units-by-type": ({"type": "C04"}, "unit findings inspections lastYear finding_iris", [
        (W, 2, 2, "2023", "水务2021/f1 水务2023/f1"),
        (OLD, 1, 1, "2019", "水利2019/f1"),
        (F, 1, 1, "2021", "财政2021/f2"),
    ]),
    "deadline-classes": ({}, "report deadline findings done pctDone finding_iris", [
        (R2019, "2020年", 1, 0, 0, "水利2019/f3"),
        (R2019, "未写明", 2, 2, 100, "水利2019/f1 水利2019/f2"),
    ]),
    "frames": ({"year": "2021"}, "frame year inspections findings headings", [
        ("四个落实", "2021", 2, 5, "落实全面从严治党战略部署方面"),
    ]),
    "measures-and-relapse": ({}, "measureType findings cameBack pctCameBack finding_iris", [
        ("会议研究", 1, 1, 100, "水利2019/f2"),
        ("建章立制", 5, 3, 60, "水利2019/f1 水务2021/f1 水务2021/f2"),
        ("学习培训", 2, 1, 50, "水利2019/f2"),
        ("资金处置", 5, 2, 40, "水利2019/f1 水务2021/f2"),
        ("督查检查", 1, 0, 0, ""),
        ("追责问责", 2, 0, 0, ""),
    ]),
    "kinds-by-year": ({"unit": "财政局"}, "kind year place inspections units", [
        ("巡察", None, "530199", 1, 1), ("巡察", "2021", "530199", 1, 1),
        ("常规", None, "530199", 1, 1), ("常规", "2021", "530199", 1, 1),  # of the launch of 2019 no day is known
    ]),
    "status-by-type": ({"type": "C05"}, "code type level findings done open unknown finding_iris", [
        ("C05.01", T05, "县级", 3, 2, 0, 1, "供水2023/f1 水务2021/f2 财政2021/f1"),
    ]),
    # the first twenty, where canonical things matter; the rest of them is in test_queries.py
    "recurring": ({"unit": "水务局", "year": "2021"}, "finding earlier year basis kind finding_iri prior_iri", [
        (TENDER, V2019, "2019", "文中明示", "整改不到位", "水务2021/f1", "水利2019/f1"),
        (FEES, AUDITED, "2020", "文中明示", "整改不到位", "水务2021/f2", "水务2021/f2-p1"),
        (STUDY, V2019, "2019", "推断", "同类再现", "水务2021/f3", "水利2019/f2"),
    ]),
    "money": ({"unit": "财政局"}, "unit kind yuan movements noSumGiven", [(F, "追回", 20000, 1, 0), (F, "兑现拨付", 8000, 1, 0)]),
    "overdue": ({"today": "2022-01-01"}, "unit finding due status asOf again finding_iri", [
        (OLD, RECEPTION, "2020-06-30", "未完成", "2019-12-20", "", "水利2019/f3"),
    ]),
    "findings": ({"words": "学习"}, "unit inspection number sentence status finding_iri", [
        (OLD, V2019, "2", "学习不深入", "完成", "水利2019/f2"),
        (W, V2021, "3", STUDY, "长期坚持", "水务2021/f3"),
    ]),
    "unit-findings": ({"unit": "水务局", "words": "招标"}, "year relation unit number sentence status finding_iri", [
        ("2019", "前身", OLD, "1", "饮水工程招标不规范", "完成", "水利2019/f1"),
        ("2021", "本单位", W, "1", TENDER, "正在整改", "水务2021/f1"),
        ("2023", "本单位", W, "1", AGAIN, "未完成", "水务2023/f1"),
    ]),
    "count-mismatches": ({}, "unit report what declared listed quote", []),
    "recoveries": ({}, "unit inspection wan yuan movements sums finding_iris", [
        (OLD, V2019, Decimal("3.2"), 32000, 2, "追回30000元、退还2000元", "水利2019/f1 水利2019/f3"),
        (W, V2021, Decimal("0.5"), 5000, 1, "追回5000元", "水务2021/f2"),
        (F, f"县委第一巡察组巡察{F}（2021）", 2, 20000, 1, "追回20000元", "财政2021/f1"),
    ]),
    "common-problems": ({"round": "第六轮"}, "round type units findings", [(SIXTH, T05, 2, 2), (SIXTH, T04, 2, 2)]),
    "coverage": ({"round": "第4轮"}, "round launcher teams units start end feedback reports", [
        (FOURTH, "云岭县", 2, 3, "2019-03-01", "2019-04-02", "2019-05-06", 2),
    ]),
    "org-rollup": ({"unit": "水务局"}, "org unitsInspected findings stillOpen", [(W, 2, 5, 3)]),  # with the company
    "ledger": ({"unit": "财政局"}, "unit no problem status finding_iri", [
        (F, "1", "财务报销不规范", "完成", "财政2021/f1"),
        (F, "2", "采购程序不规范", "阶段性完成", "财政2021/f2"),
    ]),
    "restated": ({}, "findingA statusA findingB statusB agree", [
        ("财务报销不规范", "完成", "财务报销不规范，手续不全", "未完成", "不一致"),
        ("采购程序不规范", "阶段性完成", "采购程序不够规范", "完成", "不一致"),
    ]),
    "follow-ups": ({}, "inspection earlier earlierStart steps", [
        (V2021, V2019, "2019-03-01", 1), (V2021, AUDITED, "2020", 1),
    ]),
}  # fmt: skip


def shown(corpus: "Corpus", value: Any) -> Any:
    """Return a cell as the tables of this file write it: findings by document and number, lists sorted."""
    if not isinstance(value, str):
        return value
    for name, report in corpus.reports.items():
        value = value.replace(report, name)
    separator = next((mark for mark in (" ", "、") if mark in value), None)
    return separator.join(sorted(value.split(separator))) if separator else value


@pytest.mark.parametrize("name", ANSWERS)
def test_a_question_has_the_answer_that_was_worked_out_by_hand(corpus: "Corpus", name: str) -> None:
    """Row by row; the lists within a cell in any order."""
    parameters, columns, rows = ANSWERS[name]
    told = {key: corpus[value] if isinstance(value, tuple) else value for key, value in parameters.items()}
    found = [
        tuple(shown(corpus, row[column]) for column in columns.split())
        for row in ask(corpus.store, name, **told).to_dicts()
    ]
    expected = [tuple(shown(corpus, value) for value in row) for row in rows]
    if name == "restated":  # which of the two stands first hangs on their IRIs
        found = sorted(
            row if "不够" not in row[0] and "手续" not in row[0] else (*row[2:4], *row[:2], row[4]) for row in found
        )
    assert found == expected


def test_every_question_but_those_tested_elsewhere_is_here() -> None:
    """The others are of the first twenty, which tests/graph/test_queries.py asks."""
    assert {name for name, question in load_questions().items() if not question.aliases} <= set(ANSWERS)


@pytest.mark.parametrize(
    ("parameters", "findings"),
    [
        ({"unit": "水务"}, {"水务2021/f2"}),
        ({"unit": "县财政局"}, {"财政2021/f1"}),  # by another name
        ({"unit": "水"}, {"供水2023/f1", "水务2021/f2"}),
        ({"place": "530199"}, {"供水2023/f1", "水务2021/f2", "财政2021/f1"}),
        ({"place": "530199", "unit": "财政"}, {"财政2021/f1"}),
        ({"place": "宣城市"}, set()),  # a place that no unit is in
        ({"year": "2023"}, {"供水2023/f1"}),
        ({"level": "县级"}, {"供水2023/f1", "水务2021/f2", "财政2021/f1"}),
        ({"level": "city"}, set()),
        ({"round": "第六轮"}, {"水务2021/f2", "财政2021/f1"}),
        ({"round": "第6轮", "inspector": "第二巡察组"}, {"水务2021/f2"}),
        ({"inspector": "云岭县"}, {"供水2023/f1", "水务2021/f2", "财政2021/f1"}),
        ({"type": "c05.01"}, {"供水2023/f1", "水务2021/f2", "财政2021/f1"}),
        ({"type": "财务制度"}, {"供水2023/f1", "水务2021/f2", "财政2021/f1"}),  # part of a label
        ({"unit": "没有的单位"}, set()),
    ],
)
def test_parameters_narrow_what_is_asked(corpus: "Corpus", parameters: dict[str, str], findings: set[str]) -> None:
    """Each kind alone, and two of one kind of thing together."""
    rows = ask(corpus.store, "units-by-type", **{"type": "C05", **parameters}).to_dicts()
    assert {shown(corpus, iri) for row in rows for iri in str(row["finding_iris"]).split()} == findings


def has_rows_of_units(name: str) -> bool:
    """Tell whether each row of a question is of one unit and one finding, and whether it may be asked of all units."""
    question = load_questions()[name]
    free = any(parameter.name == "unit" and not parameter.required for parameter in question.parameters)
    return free and {"unit", "finding_iri"} <= {column.name for column in question.columns}


@pytest.mark.parametrize("name", [name for name in ANSWERS if has_rows_of_units(name)])
def test_a_unit_narrows_an_answer_and_changes_nothing_else(corpus: "Corpus", name: str) -> None:
    """The rows of one unit are those that the whole answer has of it."""
    told = (
        {"type": "C05"} if any(one.name == "type" and one.required for one in load_questions()[name].parameters) else {}
    )
    whole = ask(corpus.store, name, **told).to_dicts()
    assert ask(corpus.store, name, unit="云岭县水务局", **told).to_dicts() == [row for row in whole if row["unit"] == W]


@pytest.mark.parametrize(
    ("status", "numbers"),
    [("未完成", [3]), ("已办结", []), ("open", [3]), (None, [3])],
)
def test_a_status_may_be_told_in_words(corpus: "Corpus", status: str | None, numbers: list[int]) -> None:
    """完成 … 未完成, and the two that hold several."""
    rows = ask(corpus.store, "open-findings", unit="水利", status=status).to_dicts()
    assert [int(str(row["number"])) for row in rows] == numbers


def test_least_says_how_many(corpus: "Corpus") -> None:
    """Two where nothing is told."""
    assert [row["times"] for row in ask(corpus.store, "recurring-units", least="3").to_dicts()] == [3]
    assert len(ask(corpus.store, "recurring-units")) == 3


@pytest.mark.parametrize(
    ("question", "parameters", "message"),
    [
        ("open-findings", {"status": "完成了"}, "status 没有这个值：完成了；是不是 完成、.*？可写 完成、基本完成"),
        ("open-findings", {"level": "镇"}, "level 没有这个值：镇；可写 中央、省、市、县、单位，或 central"),
        ("open-findings", {"type": "财务制度执行不力"}, "是不是 财务制度执行不严.*写代码或名称"),
        ("open-findings", {"type": "C99"}, "type 没有这个值：C99；是不是 C09"),
        ("open-findings", {"year": "去年"}, "year 不是年份：去年；写成 2021"),
        ("open-findings", {"place": "乌有县"}, "place 没有这个值：乌有县；写区划名称或六位代码"),
        ("open-findings", {"today": "2022-13-01"}, "today 不是日期"),
        ("recurring-units", {"least": "两次"}, "least 不是整数：两次"),
        ("units-by-type", {}, "需要参数 type"),
    ],
)
def test_a_value_that_cannot_be_read_says_what_can(
    corpus: "Corpus", question: str, parameters: dict[str, str], message: str
) -> None:
    """With the nearest words where there are any."""
    with pytest.raises(QueryError, match=message):
        ask(corpus.store, question, **parameters)


def test_a_place_holds_those_within_it(samples: Any) -> None:
    """A city by its name, short name or code stands for its counties."""
    county = Organisation("泾县林业局", division="341823")
    store = samples.to_store(samples.rectification(2021, unit=county))
    store.replace(GRAPH.inferred, link(store))
    for place in ("泾县", "宣城市", "宣城", "341800", "安徽省"):
        assert ask(store, "units-by-type", type="C05", place=place).column("unit") == ("泾县林业局",)
    assert ask(store, "units-by-type", type="C05", place="合肥市").rows == ()
