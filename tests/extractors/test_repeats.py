"""What a text says of earlier findings: which inspection found the problem before, and in which words."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from xuntu.extractors import extract
from xuntu.extractors.dating import date_repeats
from xuntu.extractors.repeats import read_repeat
from xuntu.ontology import Date, Finding, Inspection, Passage, Period, Repeat, Report, Round, Wording

TABLE: dict[str, Any] = tomllib.loads(Path(__file__).with_name("repeats.toml").read_text(encoding="utf-8"))
INSPECTION = Inspection(
    body="市委",
    role="巡察",
    level="city",
    round=Round("五届", 4),
    period=Period(Date("2023-03-06"), Date("2023-05-31")),
)


def repeat_of(statement: str, heading: str = "", deeds: str = "") -> Repeat | None:
    """Return the repeat of a finding in a report on the inspection of 2023."""
    text = f"{heading}\n{statement}\n{deeds}"
    at = len(heading) + 1
    above = [Passage(0, len(heading))] if heading else []
    done = [Passage(at + len(statement) + 1, len(text))] if deeds else []
    told = Wording(statement, Passage(at, at + len(statement)))
    finding = Finding(None, told, repeat=read_repeat(told, text, groups=above, above=above, deeds=done))
    report = Report("rectification_report", Passage(0, len(text)), inspection=INSPECTION)
    [dated] = date_repeats([finding], report, text)
    return dated.repeat


@pytest.mark.parametrize("case", TABLE["stated"], ids=lambda case: case["statement"])
def test_a_stated_recurrence_names_the_earlier_inspections(case: dict[str, Any]) -> None:
    """In the statement, in a heading over old problems, or in the first words of what was done."""
    repeat = repeat_of(case["statement"], case.get("heading", ""), case.get("deeds", ""))

    assert repeat is not None
    assert [each.text for each in repeat.earlier] == case["earlier"]


@pytest.mark.parametrize("case", TABLE["unstated"], ids=lambda case: case["statement"])
def test_what_only_looks_like_a_recurrence_is_none(case: dict[str, Any]) -> None:
    """Pledges and fears, deeds, the report's own inspection, words of persistence that tell of no earlier finding."""
    assert repeat_of(case["statement"], case.get("heading", ""), case.get("deeds", "")) is None


@pytest.mark.parametrize(
    ("statement", "kind", "quotes", "topics"),
    [
        ("2019年省委巡视、2020年丁区委巡察均存在此问题。", "again", [], []),
        ("上轮省委巡视指出的“账务清理不及时”问题未整改到位。", "uncured", ["账务清理不及时"], []),
        ("违规借用教师问题边改边犯。", "relapsed", [], []),
        ("审计指出的资金滞留问题整改不到位。", "uncured", [], ["资金滞留"]),
        ("三届市委第六轮巡察反馈的问题销号后未再跟踪。", "uncured", [], []),
        ("2018年巡察原市旅游局时指出的‘复核走过场’问题边改边犯。", "relapsed", ["复核走过场"], []),
        ("上轮巡察指出“责任悬空”“监管缺位”等问题，仍未解决。", "again", ["责任悬空", "监管缺位"], []),
        ("2018年市委巡察指出供餐质价不符后，以“劳务外包”名义变相承包。", "again", [], ["供餐质价不符"]),
        ("对上轮巡察整改敷衍，“空壳公司”清理不到位。", "uncured", [], []),
        ("上轮巡察指出的“四风”问题仍然突出。", "again", [], []),  # a term, no old wording
        ("2018年市委巡察指出的停车收费“跑冒滴漏”问题反弹。", "relapsed", ["跑冒滴漏"], ["停车收费“跑冒滴漏”"]),
        ("2018年市委巡察反馈的12个问题有3个未整改。", "uncured", [], []),
    ],
)
def test_the_old_wording_is_told_from_that_of_today(
    statement: str, kind: str, quotes: list[str], topics: list[str]
) -> None:
    """Quotations are old words where they are what an earlier inspection found; unquoted, they are a topic."""
    repeat = repeat_of(statement)

    assert repeat is not None
    assert repeat.kind == kind
    assert [quote.text for quote in repeat.quotes] == quotes
    assert [topic.text for topic in repeat.topics] == topics


@pytest.mark.parametrize(
    ("statement", "facts"),
    [
        ("四届榕川市委第三轮巡察原白鹭县时已指出账目混乱。", (None, "榕川市委", "原白鹭县", False, "四届", 3)),
        ("2018年省委第二轮巡视原省国土资源厅时指出此问题。", (2018, "省委", "原省国土资源厅", False, None, 2)),
        ("去年市委巡察指出的问题原地踏步。", (2022, "市委", None, True, None, None)),
        ("上轮省委巡视指出的问题未整改到位。", (None, "省委", None, True, None, None)),
        ("原市粮食局2019年在审计中就被指出此问题，仍未改。", (2019, None, "原市粮食局", False, None, None)),
        ("2018年市委巡察向原市国土资源局指出的问题仍未根治。", (2018, "市委", "原市国土资源局", False, None, None)),
    ],
)
def test_a_mention_tells_year_body_unit_and_round(statement: str, facts: tuple[Any, ...]) -> None:
    """去年 is worked out from the year of the report's own inspection."""
    repeat = repeat_of(statement)

    assert repeat is not None
    [one] = repeat.earlier
    assert (one.year, one.body, one.unit, one.relative, one.term, one.ordinal) == facts


def test_an_audit_report_is_not_its_own_earlier_audit() -> None:
    """What the audit found is the problem itself; what one of an earlier year found is a recurrence."""
    statement = "审计发现，2019年审计查出的超付工程款仍未收回。"
    told = Wording(statement, Passage(0, len(statement)))
    finding = Finding(None, told, repeat=read_repeat(told, statement))
    title = Wording("关于2021年度预算执行审计查出问题整改情况的报告", Passage(0, 1))
    [dated] = date_repeats([finding], Report("audit_rectification", told.passage, title), statement)

    assert dated.repeat is not None
    assert [each.text for each in dated.repeat.earlier] == ["2019年审计"]


NOTICE = """中共柳溪市城市管理局党组关于巡察整改进展情况的通报
根据市委统一部署,2023年3月6日至5月31日,六届柳溪市委第四轮巡察第二巡察组对市城市管理局党组开展了巡察,7月6日反馈了意见。
{}
中共柳溪市城市管理局党组
2023年12月30日
"""
SECTIONS = """二、本轮巡察反馈问题整改情况
(一)履行职责方面
1.环卫作业监管不严。
整改情况:一是约谈企业;二是扣罚费用。
三、上轮巡察反馈未整改到位问题整改情况
1.渣土运输车辆带泥上路。
整改情况:安装洗车台12处。
2.广告拍卖底价评估随意。
整改情况:重新选取评估机构。"""
LISTED = """二、反馈问题整改情况
(一)落实巡察整改方面
1.上轮巡察反馈的11个问题中有2个整改不到位。
整改情况:逐项研究。已完成整改1个:2-1,摊贩占道经营。整改情况:设置疏导点6处;正在整改1个:4-2,编外人员超员。整改情况:已清退18人。
2.公厕管护不到位。
整改情况:一是增加保洁频次;二是更新设施。"""
LABELS = """二、反馈问题整改情况
【问题1】违法建设处置迟缓。
【上轮巡察反馈情况】2019年市委巡察时已反馈,整改后反弹。
【整改情况】拆除违建31处。
【问题2】内部审批流程烦琐。
【上轮巡察反馈情况】未涉及。
【整改情况】压减时限。
【问题3】路灯维护不及时。
【问题来源】本轮巡察发现
【整改情况】更换灯具。"""


@pytest.mark.parametrize(
    ("outline", "repeats"),
    [
        (SECTIONS, {"渣土运输车辆带泥上路。": ["上轮巡察"], "广告拍卖底价评估随意。": ["上轮巡察"]}),
        (
            LISTED,
            {
                "上轮巡察反馈的11个问题中有2个整改不到位。": ["上轮巡察"],
                "摊贩占道经营。": ["上轮巡察"],
                "编外人员超员。": ["上轮巡察"],
            },
        ),
        (LABELS, {"违法建设处置迟缓。": ["2019年市委巡察"]}),
    ],
)
def test_sections_lists_and_labels_tell_of_old_problems(outline: str, repeats: dict[str, list[str]]) -> None:
    """A section on old problems, old problems listed by their codes, and a label with a line of its own."""
    [report] = extract(NOTICE.format(outline).encode(), "通报.txt").reports

    told = {each.statement.text: each.repeat for each in report.findings if each.repeat}
    assert {statement: [each.text for each in repeat.earlier] for statement, repeat in told.items()} == repeats


def test_an_old_problem_listed_by_its_code_keeps_code_words_and_status() -> None:
    """They are what finds it in the report of the earlier round."""
    [report] = extract(NOTICE.format(LISTED).encode(), "通报.txt").reports
    old = [each for each in report.findings if each.listed_under]

    assert [(each.number, each.status.normal if each.status else None) for each in old] == [
        ("2-1", "完成"),
        ("4-2", "正在整改"),
    ]
    assert [[topic.text for topic in each.repeat.topics] for each in old if each.repeat] == [
        ["摊贩占道经营。"],
        ["编外人员超员。"],
    ]


@pytest.mark.parametrize(
    ("head", "cells", "earlier"),
    [
        ("是否上轮问题", ("是", "否"), [[], None]),
        ("问题来源", ("上轮巡察反馈", "本轮巡察"), [["上轮巡察"], None]),
        ("问题来源", ("2018年审计", "新发现"), [["2018年审计"], None]),
        ("上轮巡察是否反馈", ("√", ""), [["上轮巡察"], None]),
        ("是否重复出现", ("否（新发现）", "是（2018年县委巡察）"), [None, ["2018年县委巡察"]]),
        ("来源", ("2021年县委巡察", "信访"), [None, None]),  # its own inspection
    ],
)
def test_a_column_tells_which_problems_are_old(
    head: str, cells: tuple[str, str], earlier: list[list[str] | None]
) -> None:
    """It is no part of the problem; its head names the inspection where the cell says only yes."""
    rows = "".join(
        f"<tr><td>{number}</td><td>{problem}</td><td>{cell}</td><td>专项整治</td><td>已完成</td></tr>"
        for number, problem, cell in zip((1, 2), ("议事规则执行不严", "监管责任压得不实"), cells, strict=True)
    )
    page = f"""<html><meta charset="utf-8"><body><h1>县市场监督管理局党组巡察整改情况公开表</h1>
    <p>2021年9月1日至10月31日，县委第三巡察组对县市场监督管理局党组开展了常规巡察。现将整改情况公开如下：</p>
    <table><tr><th>序号</th><th>存在问题</th><th>{head}</th><th>整改措施</th><th>完成情况</th></tr>{rows}</table></body></html>"""
    [report] = extract(page.encode(), "台账.html").reports

    assert [each.statement.text for each in report.findings] == ["议事规则执行不严", "监管责任压得不实"]
    told = [each.repeat and [mention.text for mention in each.repeat.earlier] for each in report.findings]
    assert told == earlier
