"""Dates, documents, money, people and teams in running text."""

from decimal import Decimal

import pytest

from xuntu.extractors.measures import read_measures
from xuntu.extractors.mentions.dates import find_dates, find_period
from xuntu.extractors.mentions.organisations import clean_name, is_full_name, split_names
from xuntu.extractors.mentions.policies import find_policies
from xuntu.extractors.mentions.quantities import find_amounts, find_meetings, find_people
from xuntu.extractors.mentions.teams import body_level, find_teams
from xuntu.extractors.statuses import normal_of
from xuntu.ontology import Passage


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2023年3月9日至2023年6月9日", "2023-03-09", "2023-06-09"),
        ("2021年8月31日至9月13日", "2021-08-31", "2021-09-13"),
        ("2019年10月8日至1月20日", "2019-10-08", "2020-01-20"),  # the second month is the next year's
        ("2022年11月1日至次年1月10日", "2022-11-01", "2023-01-10"),
        ("2021年3月至4月", "2021-03", "2021-04"),
        ("2023年3月6日—31日", "2023-03-06", "2023-03-31"),
        ("2023 年 3 月 6 日到 5 月 31 日", "2023-03-06", "2023-05-31"),
        ("3月8日至4月23日", "03-08", "04-23"),  # no year in the text, none in the record
    ],
)
def test_a_span_of_days_gets_the_years_that_the_text_gives(text: str, start: str, end: str) -> None:
    """The end takes its year from the start; a year that is nowhere is not guessed."""
    period = find_period(text)

    assert period is not None
    assert period.start is not None
    assert period.end is not None
    assert (period.start.iso, period.end.iso) == (start, end)


@pytest.mark.parametrize("text", ["2019年13月1日", "5月40日", "37.12月", "1.2月"])
def test_what_is_no_day_is_left_out(text: str) -> None:
    """Impossible months and days are not dates."""
    assert list(find_dates(text)) == []


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("制定《财务管理办法》", ["made"]),
        ("修订完善《议事规则》《采购办法》", ["revised", "revised"]),
        ("拟定《工作方案》(讨论稿)", ["drafted"]),
        ("出台《干部激励办法》(征求意见稿)", ["drafted"]),
        ("深入学习《支部工作条例》", ["cited"]),
        ("按照《若干规定》要求,印发《实施细则》", ["cited", "made"]),
        ("在《保证金管理规定》修订中明确", ["revised"]),
        ("出台先进制造、数字经济等政策,以及《人才办法》《引才细则》等3项制度", ["made", "made"]),
        ("将《责任清单》纳入学习内容", ["cited"]),
        ("印发《关于转发<考核办法>的通知》", ["made"]),  # nested marks are one title
    ],
)
def test_a_document_is_made_revised_drafted_or_cited(text: str, roles: list[str]) -> None:
    """The nearest deed decides, and a mark behind the title."""
    assert [document.role for document in find_policies(text)] == roles


def test_document_numbers_are_kept_with_their_title() -> None:
    """文号 stands behind the title, in any brackets."""
    [document] = find_policies("印发《信访工作办法》（云发﹝2021﹞8号）。")

    assert (document.title, document.number) == ("《信访工作办法》", "云发〔2021〕8号")


@pytest.mark.parametrize(
    ("text", "money"),
    [
        ("追缴资金7.132万元", [("追缴", "71320")]),
        ("清退违规讲课费19.8万元", [("退还", "198000")]),
        ("挽回经济损失1.2亿元", [("挽回", "120000000")]),
        ("项目总投资23.6亿元", []),  # no money is moved
        ("3万人参加", []),
    ],
)
def test_money_is_counted_in_yuan_under_its_deed(text: str, money: list[tuple[str, str]]) -> None:
    """万 and 亿 are multiplied out, so that sums can be added."""
    assert [(a.what, a.value) for a in find_amounts(text)] == [(what, Decimal(value)) for what, value in money]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("给予党内警告3人、诫勉谈话2人", [("党内警告", 3), ("诫勉谈话", 2)]),
        ("移送司法机关0人", [("移送司法机关", 0)]),  # a zero is not a gap
        ("对4名干部进行批评教育", [("批评教育", 4)]),
        ("培训4名干部", []),
    ],
)
def test_people_held_to_account_are_counted(text: str, people: list[tuple[str, int]]) -> None:
    """The deed and the number, also where the number is none."""
    assert [(count.what, count.value) for count in find_people(text)] == [(w, Decimal(n)) for w, n in people]


def test_meetings_are_counted_where_a_count_is_given() -> None:
    """A meeting without a number stays one without a number."""
    assert [(m.what, m.value) for m in find_meetings("召开党组会议3次,召开推进会。")] == [
        ("党组会议", Decimal(3)),
        ("推进会", None),
    ]


@pytest.mark.parametrize(
    ("text", "team", "body"),
    [
        ("省委第十四巡视组对甲县", "省委第十四巡视组", "省委"),
        ("根据丁市委部署,丁市委第二专项巡察组", "丁市委第二专项巡察组", "丁市委"),
        ("市委巡视一组进驻", "市委巡视一组", "市委"),
        ("12月3日县委第二巡察组", "县委第二巡察组", "县委"),
        ("由区委营商环境专项巡察组开展", "区委营商环境专项巡察组", "区委"),
        ("市委第三提级交叉巡察组", "市委第三提级交叉巡察组", "市委"),
        ("校党委第四巡察组", "校党委第四巡察组", "校党委"),
    ],
)
def test_a_team_is_cut_out_of_its_sentence(text: str, team: str, body: str) -> None:
    """Dates, prepositions and other words before the committee do not belong to the team."""
    found = list(find_teams(text))[-1]

    assert (found.name, found.body) == (team, body)


@pytest.mark.parametrize(
    ("body", "division", "level"),
    [
        ("中央", None, "central"),
        ("省委", None, "province"),
        ("市委", None, "city"),
        ("市委", "430981", "county"),  # a county-level city
        ("天津市委", "120000", "province"),  # a municipality
        ("县委", None, "county"),
        ("集团党委", None, "unit"),
    ],
)
def test_the_level_follows_the_word_and_the_place(body: str, division: str | None, level: str) -> None:
    """市委 may stand at three levels; only its place tells."""
    assert body_level(body, division) == level


@pytest.mark.parametrize(
    ("signer", "name", "full"),
    [
        ("中共丁市住房和城乡建设局党组", "市住房和城乡建设局党组", True),
        ("中共丁市水务集团有限公司委员会", "市水务集团有限公司党委", True),
        ("中共丁市水务集团有限公司委员会", "集团党委", True),
        ("中共丁经济技术开发区工作委员会", "经开区党工委", True),
        ("中共丁市委办公室", "市财政局", False),
        ("中共丁市委", "丁市", False),  # a place stands for more than its committee
    ],
)
def test_the_signer_completes_the_name_of_the_unit(signer: str, name: str, full: bool) -> None:
    """The full name is that of the signature where it is the same body."""
    assert is_full_name(signer, name) is full


def test_lists_of_bodies_are_split_and_cleaned() -> None:
    """Asides and quantities do not belong to a name; 和 inside a name does not part it."""
    assert list(split_names("市文化和旅游局、市侨联(含市台联)及市科协等10家单位")) == [
        "市文化和旅游局",
        "市侨联",
        "市科协",
    ]
    assert clean_name("甲新区(以下简称新区)组织部") == "甲新区组织部"


@pytest.mark.parametrize(
    ("printed", "normal"),
    [
        ("已完成", "完成"), ("整改到位", "完成"), ("见底清零", "完成"), ("基本完成", "基本完成"),
        ("阶段性完成", "阶段性完成"), ("达到序时进度", "阶段性完成"), ("长期坚持", "长期坚持"),
        ("已完成并长期坚持", "完成"), ("尚在整改中", "正在整改"), ("未完成", "未完成"), ("未到整改期限", "未完成"),
        ("另行通知", None),
    ],
)  # fmt: skip
def test_statuses_have_six_normal_forms(printed: str, normal: str | None) -> None:
    """What is printed is kept beside; a word that is no status has no normal form."""
    assert normal_of(printed) == normal


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("一是学。二是考。三是评。", 3),
        ("围绕问题,一是学;二是考。", 2),
        ("(1)学。(2)考。", 2),
        ("①学;②考;③评", 3),
        ("1.学习了9项规定。2.7月以来召开会议11次。", 2),  # the second is about July
        ("首先,学习。其次,考试。", 2),
        ("召开会议。开展培训。", 2),  # nothing is enumerated: by sentence
        ("不是一是一、二是二地改。", 1),
    ],
)
def test_measures_are_split_by_their_enumeration(text: str, count: int) -> None:
    """One family of marks a text; a run must begin at one."""
    assert len(read_measures([Passage(0, len(text))], text)) == count
