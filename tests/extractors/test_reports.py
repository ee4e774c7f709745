"""Notices, their heads, their kinds, the counts they declare and what they say of earlier rounds."""

from decimal import Decimal

import pytest

from xuntu.extractors import extract
from xuntu.extractors.declared import find_declared
from xuntu.extractors.launch import read_assignments
from xuntu.extractors.prose import read_prose
from xuntu.ontology import DocumentError, Extraction, Inspection, Passage, Report


def read(text: str) -> Extraction:
    return extract(text.encode(), "通报.txt")


def only(text: str) -> tuple[Report, Inspection]:
    [report] = read(text).reports
    assert report.inspection is not None
    return report, report.inspection


REPORT = """中共甲县农业农村局党组关于巡察整改进展情况的通报
来源:甲县纪委监委  时间:2022-02-23  点击量:12次
根据三届甲县县委第二轮巡察统一部署,县委第四巡察组于2021年8月31日至9月13日,对县农业农村局党组开展了常规巡察。10月28日,县委第四巡察组向县农业农村局党组反馈了巡察意见,共3大类10个方面19个具体问题。
二、反馈问题整改情况
(一)学习不深。
整改情况:一是学。二是考。
中共甲县农业农村局党组
2022年2月20日
"""


def test_the_lead_tells_who_inspected_whom_when_and_how() -> None:
    """Team, unit in full, level, type, round, period, feedback and publication."""
    report, inspection = only(REPORT)

    assert report.kind == "rectification_report"
    assert report.title is not None
    assert report.title.text == "中共甲县农业农村局党组关于巡察整改进展情况的通报"
    assert report.issuer is not None
    assert report.issuer.name == "中共甲县农业农村局党组"
    assert report.publisher is not None
    assert report.publisher.name == "甲县纪委监委"
    assert report.published is not None
    assert report.published.iso == "2022-02-23"
    assert inspection.team == "县委第四巡察组"
    assert [unit.name for unit in inspection.units] == ["中共甲县农业农村局党组"]
    assert (inspection.level, inspection.role, inspection.types) == ("county", "巡察", ("常规",))
    assert inspection.round is not None
    assert (inspection.round.term, inspection.round.ordinal) == ("三届", 2)
    assert inspection.period is not None
    assert inspection.period.end is not None
    assert inspection.period.end.iso == "2021-09-13"
    assert inspection.feedback is not None
    assert (inspection.feedback.iso, inspection.feedback.inferred) == ("2021-10-28", True)


def test_every_passage_covers_the_words_of_its_record() -> None:
    """text[start:end] is what the record says it is."""
    extraction = read(REPORT)
    text = extraction.document.text
    [report] = extraction.reports
    [finding] = report.findings

    assert finding.statement.passage.of(text) == finding.statement.text == "学习不深。"
    assert [measure.passage.of(text) for measure in finding.measures] == ["一是学。", "二是考。"]
    assert [declared.passage.of(text) for declared in report.declared] == ["3大类", "10个方面", "19个具体问题"]


@pytest.mark.parametrize(
    ("lead", "types"),
    [
        ("对县财政局党组进行了巡察", ()),  # nothing is said: nothing is written
        ("对县财政局党组开展了常规巡察", ("常规",)),
        ("对县财政局党组进行了提级巡察", ("提级",)),
        ("对县财政局党组开展了常规巡察和选人用人专项巡察", ("常规", "专项")),
        ("对县财政局党组开展了巡察“回头看”", ("回头看",)),
        ("对县财政局党组开展了政治巡察", ()),  # rhetoric
    ],
)
def test_the_types_of_an_inspection_are_those_printed(lead: str, types: tuple[str, ...]) -> None:
    """Words before 巡察, several where several are named."""
    _, inspection = only(
        f"2021年3月1日至4月1日,县委第一巡察组{lead}。5月6日反馈了意见。\n(一)学习不深。\n整改情况:学。"
    )

    assert inspection.types == types


def test_a_page_with_annexes_holds_several_notices() -> None:
    """Each signed notice is a report of its own, with its own unit."""
    annex = REPORT.replace("农业农村局", "水利局").replace("关于巡察整改", "\n关于巡察整改")
    extraction = read(f"{REPORT}附件1\n{annex}")

    assert [report.title.text for report in extraction.reports if report.title] == [
        "中共甲县农业农村局党组关于巡察整改进展情况的通报",
        "中共甲县水利局党组关于巡察整改进展情况的通报",
    ]
    assert [len(report.findings) for report in extraction.reports] == [1, 1]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("三届县委第二轮巡察完成进驻\n本轮巡察派出2个巡察组,对县财政局、县水利局2家单位开展常规巡察。设值班电话。", "launch_notice"),
        ("县委第一巡察组向县财政局党组反馈巡察情况\n县委第一巡察组对县财政局党组开展了巡察。巡察指出主要问题:学习不深;作风不实。", "feedback_notice"),
        ("甲市召开整改推进会\n会议强调,要压实整改责任,严防问题反弹。", "news"),
        ("关于2022年度预算执行审计查出问题整改情况的报告\n受县政府委托,报告审计整改情况。\n(一)预算编制不规范。\n整改情况:已调整。", "audit_rectification"),
        ("甲省生态环境保护督察反馈问题整改情况\n根据督察反馈意见,对县委开展了督察。\n一、污水直排。\n整改情况:已截污。", "environment_inspection_rectification"),
        ("春耕备耕工作全面展开\n各地抓紧备耕。", "other"),
    ],
)  # fmt: skip
def test_the_kind_follows_title_lead_and_content(text: str, kind: str) -> None:
    """News and launch notices report no findings."""
    [report] = read(text).reports

    assert report.kind == kind
    assert bool(report.findings) is (kind not in ("launch_notice", "news", "other"))


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("反馈的3大类10个方面19个具体问题", {"categories": 3, "aspects": 10, "problems": 19}),
        ("针对巡察反馈问题制定整改措施50条", {"measures": 50}),
        (
            "反馈问题28个,截至12月底已完成整改25个,整改完成率89.3%",
            {"problems": 28, "completed": 25, "completion_rate": "89.3"},
        ),
        ("整改期间制定完善制度17项,开展专项治理2项", {"rules_made": 17, "special_actions": 2}),
        ("书记带头领办巡察反馈问题11个", {}),  # a share of the work, not the report's count
        ("巡察组反馈问题30个,已完成20个,基本完成6个", {"problems": 30, "completed": 20}),
    ],
)
def test_declared_counts_are_read_with_their_kind(text: str, counts: dict[str, int | str]) -> None:
    """What a report says of itself, to be held against what was read."""
    found = {declared.kind: declared.value for declared in find_declared([Passage(0, len(text))], text)}

    assert found == {kind: Decimal(value) for kind, value in counts.items()}


def test_prose_lists_its_problems_clause_by_clause() -> None:
    """Advice behind the problems is none of them; an enumerated sentence with details heads a group."""
    text = "反馈指出,局党组做了一些工作。巡察也发现一些问题:一是领导弱化,部署有差距。学习不深入;改造缓慢。二是建设缺失。支部未换届;档案缺失。提出三点建议:一是加强学习;二是改进作风。"
    found = read_prose([Passage(0, len(text))], text)

    assert [(finding.statement.text, finding.category) for finding in found] == [
        ("学习不深入", "领导弱化,部署有差距"),
        ("改造缓慢", "领导弱化,部署有差距"),
        ("支部未换届", "建设缺失"),
        ("档案缺失", "建设缺失"),
    ]


def test_a_joint_feedback_gives_each_unit_its_own_problems() -> None:
    """The sentence names team and unit; a count such as 5个国有企业 is no unit."""
    report, inspection = only(
        "甲市委巡察组向国有企业反馈巡察情况\n日前，八届市委第三轮巡察向5个国有企业党组织反馈了情况。\n"
        "市委第一巡察组指出，市城投集团党委存在一些问题：一是学习不深入；二是租金拖欠。\n"
        "市委第二巡察组指出，市水务集团党委存在：招标管理混乱；党建弱化。\n巡察组要求，要扛起责任。"
    )
    assert [(finding.unit, finding.statement.text) for finding in report.findings] == [
        ("市城投集团党委", "学习不深入"),
        ("市城投集团党委", "租金拖欠"),
        ("市水务集团党委", "招标管理混乱"),
        ("市水务集团党委", "党建弱化"),
    ]
    assert [unit.name for unit in inspection.units] == ["市城投集团党委", "市水务集团党委"]
    assert [task.team for task in inspection.assignments] == ["市委第一巡察组", "市委第二巡察组"]


def test_the_days_of_a_round_are_no_day_of_publication() -> None:
    """巡视时间 is a period, and several teams are none in particular."""
    report, inspection = only(
        "十三届省委第四轮巡视公告\n经省委批准，十三届省委第四轮巡视将对以下单位党组织开展常规巡视：\n"
        "省委第一巡视组：省教育厅党组、东陵师范大学党委\n省委第二巡视组：省交通运输厅党组\n"
        "巡视时间：2023年8月20日至10月30日。\n中共东陵省委巡视工作领导小组办公室\n2023年8月18日"
    )
    assert report.published is not None
    assert report.published.iso == "2023-08-18"
    assert inspection.team is None
    assert [task.team for task in inspection.assignments] == ["省委第一巡视组", "省委第二巡视组"]


def test_a_notice_of_several_units_is_signed_by_none_of_them() -> None:
    """Each unit heads its own problems; the round names the committee."""
    report, inspection = only(
        "五届区委第二轮巡察反馈情况公告\n五届区委第二轮巡察5个巡察组完成对10个单位党组织的集中反馈。现将情况公布如下。\n"
        "区退役军人事务局党组\n巡察发现的主要问题：政策宣传不够；资金监管不严。\n整改要求：抓好落实。\n"
        "区医疗保障局党组\n巡察发现的主要问题：学习贯彻不深入；内控制度不健全。\n整改要求：强化监管。"
    )
    assert report.issuer is None
    assert (inspection.body, inspection.team) == ("区委", None)
    assert [unit.name for unit in inspection.units] == ["区退役军人事务局党组", "区医疗保障局党组"]
    assert [finding.unit for finding in report.findings] == ["区退役军人事务局党组"] * 2 + ["区医疗保障局党组"] * 2


def test_a_list_of_problems_names_its_unit_in_the_title() -> None:
    """清单 without a lead: unit and team under labels."""
    report, inspection = only(
        "沙岭县城市建设投资有限责任公司党委巡察反馈问题整改清单\n"
        "被巡察单位：县城投公司党委    巡察单位：县委第五巡察组\n"
        "问题1：董事会长期缺员。\n整改措施：补选董事2名。\n整改情况：已完成。\n"
        "问题2：债务风险管控不力。\n整改措施：制定方案。\n整改情况：正在推进。"
    )
    assert report.kind == "rectification_report"
    assert [unit.name for unit in inspection.units] == ["沙岭县城市建设投资有限责任公司党委"]
    assert inspection.team == "县委第五巡察组"
    assert [finding.status and finding.status.text for finding in report.findings] == ["已完成", "正在推进"]


def test_tasks_of_a_round_name_team_and_units() -> None:
    """A line for each team, or a sentence for all."""
    text = "县委第一巡察组:县财政局党组、县水利局党组;"
    [task] = read_assignments([Passage(0, len(text))], text)

    assert (task.team, [unit.name for unit in task.units]) == ("县委第一巡察组", ["县财政局党组", "县水利局党组"])


def test_empty_bytes_are_no_document() -> None:
    """The message names the file."""
    with pytest.raises(DocumentError, match=r"空\.txt"):
        extract(b"", "空.txt")
