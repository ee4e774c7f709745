"""Questions of two analysts on corpora whose authors had not seen the program, with the answers that the authors gave.

Each is asked by its name, as ``xuntu query`` would, and the columns that matter are compared row by row. All thirty
questions stand in ``city/gold/questions.json`` and ``port/gold/questions.json``; here are those that are answered exactly.
"""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import xuntu

HERE = Path(__file__).parent
Row = tuple[Any, ...]

ANSWERS: dict[str, tuple[str, str, dict[str, str], str, list[Row]]] = {
    "which problems were past their deadline when the report was published": (
        "city", "overdue", {}, "unit due status", [
            ("禾阳市国土资源局", "", "未完成"),  # 未能按期完成: no day is named
            ("禾阳市", "2022-12-31", "未完成"),
            ("禾阳市乡村振兴局", "2024-03-31", "未完成"),
            ("禾阳市第一人民医院", "2024-03-31", "未完成"),
            ("稻泉区双柳镇", "2024-04-30", "未完成"),
            ("禾阳市农业发展集团有限公司", "2024-05-31", "未完成"),
            ("禾阳高新技术产业开发区", "2024-05-31", "未完成"),
        ]),
    "which reports declare other numbers of findings, or of findings done, than they list": (
        "city", "count-mismatches", {}, "unit what declared listed", [
            ("禾阳市国土资源局", "自报问题数", 11, 10),
            ("禾阳市农业农村局", "自报完成数", 9, 8),
            ("禾阳市农业农村局", "自报问题数", 14, 13),
            ("禾阳市农业发展集团有限公司", "自报问题数", 13, 12),
            ("稻泉区双柳镇", "自报完成数", 8, 7),
            ("稻泉区双柳镇", "自报问题数", 12, 11),
        ]),
    "the same of the port": (
        "port", "count-mismatches", {}, "file what declared listed", [
            ("07-沙礁镇党委关于县委巡察整改情况的通报.txt", "自报问题数", 8, 7),
            ("12-市海洋发展局党组巡察集中整改进展情况.txt", "自报完成数", 8, 7),
        ]),
    "how much a town and its successor took back": (
        "city", "recoveries", {"unit": "双"}, "unit wan", [("双槐镇", Decimal("95.52")), ("稻泉区双柳镇", Decimal("38.88"))]),
    "how much a company that became another took back": (
        "city", "recoveries", {"unit": "禾丰农业投资集团"}, "unit wan movements", [
            ("禾阳市禾丰农业投资集团有限公司", Decimal("4662.2"), 6),
        ]),
    "how much a hospital took back, with no sum of the dues that were paid up": (
        "city", "recoveries", {"unit": "市第一人民医院", "year": "2023"}, "wan", [(Decimal("302.1"),)]),
    "which rules units made for the income of solar plants": (
        "city", "rules-by-type", {"words": "光伏"}, "unit role title", [
            ("禾阳市扶贫开发办公室", "出台", "村级光伏扶贫电站收益分配管理办法"),
            ("禾阳市乡村振兴局", "修订", "帮扶电站收益使用办法"),
        ]),
    "which rules units made for procurement": (
        "city", "rules-by-type", {"words": "采购"}, "unit role title", [
            ("禾阳市第一人民医院", "出台", "医用耗材采购管理办法"),
            ("禾阳市", "出台", "中小学食堂大宗食材集中采购管理办法"),
            ("禾阳市第一人民医院", "修订", "医用耗材采购管理办法"),
        ]),
    "which rules units made for tenders and procurement": (
        "port", "rules-by-type", {"type": "C04.03、C04.04"}, "unit title", [
            ("泊洲市沧屿区", "沧屿区政府投资工程项目开工联审制度"),
            ("泊洲市沧屿县", "沧屿县政府投资项目管理办法"),
            ("泊洲市港务集团有限公司", "船舶修理管理办法"),
            ("泊洲市锦汐区望潮街道", "望潮街道小型工程项目管理办法"),
            ("泊洲海事职业学院", "零星维修工程管理办法"),
            ("泊洲市海洋与渔业局", "局机关采购管理暂行办法"),
            ("泊洲市市场监督管理局", "政府采购内控制度"),
        ]),
    "which findings were reported as not done": (
        "port", "open-findings", {"status": "未完成"}, "finding", [
            ("安置房建设问题。东礁安置小区1286户群众逾期36个月未能回迁",),
            ("海域使用金清欠不彻底,上轮巡察反馈后签订分期协议的780万元,到期仅收回210万元",),
            ("上轮巡察指出的应收账款清收不力问题整改不彻底，截至2020年8月仍有7860万元逾期三年以上",),
            ("东礁安置小区遗留问题久拖不决，仍有214户未取得房屋、873户未办不动产权证",),
        ]),
    "what was promised for a day and was not done after it": (
        "port", "overdue", {"unit": "沧屿", "today": "2024-06-30"}, "due again", [
            ("2019-12-31", "东礁安置小区遗留问题久拖不决，仍有214户未取得房屋、873户未办不动产权证"),
        ]),
    "how much a group took back": (
        "port", "recoveries", {"unit": "泊洲海港集团"}, "wan movements", [(Decimal("4196.7"), 4)]),
    "which findings were answered by study, meetings and visits only": (
        "port", "meetings-only", {}, "unit number", [
            ("岚湾县沙礁镇", "问题5"),
            ("泊洲临港经济开发区", "八"),
            ("泊洲外轮理货有限公司", "4"),
            ("泊洲市", "6"),
            ("泊洲市沧屿区", "13"),
            ("泊洲市海洋与渔业局", "1"),
            ("泊洲市海洋发展局", "(十)"),
            ("泊洲经济技术开发区", "问题10"),
        ]),
    "what was found three times, audits among them": (
        "city", "recurring-units", {"unit": "水务集团", "least": "3", "audits": "是"}, "times problem", [
            (3, "向用户违规收取一户一表改造工料费640万元"),
        ]),
    "how many days a province took to feed back, and a city to publish": (
        "city", "durations", {"level": "省"}, "feedback daysToFeedback daysToPublication", [
            ("2022-08-30", 61, 174), ("2019-07-15", 45, 179),
        ]),
    "how many days the fifth round took": (
        "city", "durations", {"round": "七届市委第五轮"}, "unit daysToFeedback daysToPublication", [
            ("禾阳高新技术产业开发区", 42, 179),
            ("禾阳市乡村振兴局", 41, 197),
            ("禾阳市第一人民医院", 40, 193),
            ("禾阳市农业发展集团有限公司", 39, 192),
        ]),
}  # fmt: skip


@pytest.fixture(scope="module")
def graphs() -> Iterator[dict[str, xuntu.Graph]]:
    """The two corpora as graphs."""
    built = {name: xuntu.build(HERE / name / "documents") for name in ("city", "port")}
    yield built
    for graph in built.values():
        graph.close()


@pytest.mark.slow
@pytest.mark.parametrize("asked", ANSWERS)
def test_an_analyst_is_answered(graphs: dict[str, xuntu.Graph], asked: str) -> None:
    """Neither a row less nor a row more."""
    corpus, question, parameters, columns, rows = ANSWERS[asked]
    found = graphs[corpus].query(question, **parameters).to_dicts()
    assert [tuple(row[column] for column in columns.split()) for row in found] == rows


@pytest.mark.slow
def test_all_findings_on_a_unit_and_its_predecessor_are_listed(graphs: dict[str, xuntu.Graph]) -> None:
    """Ten of 2018 on the office it was, eleven of 2023 on itself, none twice."""
    found = graphs["city"].query("unit-findings", unit="市乡村振兴局").to_dicts()
    assert [(row["year"], row["relation"]) for row in found] == [("2018", "前身")] * 10 + [("2023", "本单位")] * 11
