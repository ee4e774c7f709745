"""What a text tells of bodies that carry others on."""

import pytest

from xuntu.extractors.successions import find_successions
from xuntu.ontology import Passage, Succession

OWN = "中共澄州市文化和旅游局党组"


def told(words: str, own: str | None = OWN) -> list[Succession]:
    """Return the successions that a line tells in the report of *own*."""
    return list(find_successions([(Passage(0, len(words)), words)], own))


@pytest.mark.parametrize(
    ("words", "kind", "old", "new", "date"),
    [
        (
            "集团由原市城市建设投资集团、市水务投资有限公司于2019年6月合并组建。",
            "merged", ("市城市建设投资集团", "市水务投资有限公司"), (OWN,), "2019-06",
        ),
        ("由市文化局、市旅游局合并组建市文化和旅游局。", "merged", ("市文化局", "市旅游局"), ("市文化和旅游局",), None),
        ("市粮食局并入市发展和改革委员会。", "absorbed", ("市粮食局",), ("市发展和改革委员会",), None),
        ("按照部署，我局将并入新组建的市农业农村局。", "absorbed", (OWN,), ("市农业农村局",), None),
        ("2020年1月，市水务公司更名为市水务集团有限公司。", "renamed", ("市水务公司",), ("市水务集团有限公司",), "2020-01"),
        ("在我校（2019年12月由岚江工学院更名）工作", "renamed", ("岚江工学院",), (OWN,), "2019-12"),
        (
            "对城发集团（前身为澄州市城市建设投资集团有限公司，2022年3月更名）党委进行了巡察",
            "renamed", ("澄州市城市建设投资集团有限公司",), ("澄州市城市发展集团",), "2022-03",
        ),
        ("提级巡察青莲镇党委（原白埠乡已于2022年5月并入）", "absorbed", ("白埠乡",), (OWN,), "2022-05"),
        ("党组（含原市国土资源局、原市规划局划转事项）", "merged", ("市国土资源局", "市规划局"), (OWN,), None),
        ("原旅发委、文广新局、体育局三方合并后班子职数不齐", "merged", ("澄州市旅发委", "澄州市文广新局", "澄州市体育局"), (OWN,), None),
        ("机构合并后，原文广新局和原旅游局人员各管一摊", "merged", ("澄州市文广新局", "澄州市旅游局"), (OWN,), None),
        ("机构合并后人员融合慢，原国土、原规划两支队伍待遇不一", "merged", ("澄州市国土局", "澄州市规划局"), (OWN,), None),
        ("在原市质监局、市工商局基础上组建市市场监督管理局。", "merged", ("市质监局", "市工商局"), ("市市场监督管理局",), None),
        ("将市法制办的职责整合，组建市司法局。", "merged", ("市法制办",), ("市司法局",), None),
    ],
)  # fmt: skip
def test_a_statement_gives_old_new_kind_and_date(
    words: str, kind: str, old: tuple[str, ...], new: tuple[str, ...], date: str | None
) -> None:
    """Names without a place get that of the report's own unit; the date is the one beside the statement."""
    own = "澄州市城市发展集团" if "城发" in words else OWN
    [found] = told(words, own)
    assert (found.kind, found.old, found.new) == (kind, old, new)
    assert (found.date.iso if found.date else None) == date


@pytest.mark.parametrize(
    ("words", "own", "old"),
    [
        ("撤县设区后职能划转不到位", "中国共产党榕川市白鹭区委员会", "榕川市白鹭县"),
        ("撤乡设镇以来", "中共棠溪县青莲镇委员会", "棠溪县青莲乡"),
    ],
)
def test_an_upgraded_place_was_the_same_place_before(words: str, own: str, old: str) -> None:
    """撤县设区 names no body: the place of the report's unit gives it."""
    [found] = told(words, own)
    assert (found.kind, found.old, found.new) == ("renamed", (old,), (own,))


@pytest.mark.parametrize(
    "words",
    [
        "合并各类检查考核19项。",
        "热线整体并入12345平台，实行值守。",
        "组建医联体9个。",
        "合并工会、妇委会，开展活动5场。",
        "解散合并微信群37个。",
        "吸收合并同质化企业5家。",
        "撤销任职1人，对县委组织部分管副部长诫勉。",
        "由局党组书记牵头组建工作专班，对市发改委、市财政局开展检查。",
        "将规划许可与用地审批合并办理。",
        "原任局长已调离，财务部与综合部合并办公。",
    ],
)
def test_work_that_is_merged_or_set_up_is_no_succession(words: str) -> None:
    """Meetings, hotlines, teams and papers are merged too: only bodies carry bodies on."""
    assert told(words) == []
