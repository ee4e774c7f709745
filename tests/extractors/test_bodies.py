"""Bodies that running text names."""

import pytest

from xuntu.extractors import extract
from xuntu.extractors.mentions.bodies import find_bodies, find_committees, find_own_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("地址：云岭县城南大道118号云岭县第二人民医院党委办公室", ["云岭县第二人民医院党委"]),  # the number of a house
        ("巡察原市农业局时指出，市畜牧水产局参照执行。", ["原市农业局", "市畜牧水产局"]),
        ("由市自然资源和规划局有关科室落实", ["市自然资源和规划局"]),
        ("合并设立。双柳镇、油坊社区已完成", ["双柳镇", "油坊社区"]),
        ("局属市农科所违规发放", ["局属市农科所"]),
        ("下属碧源污水处理有限公司造假；碧源公司已整改", ["碧源污水处理有限公司", "碧源公司"]),
        ("委托远山建设工程有限公司施工", []),  # a third party's firm
        ("某局、个别单位、有关部门、各县和部分乡镇", []),
        ("制定《市工业用地管理办法》", []),  # 办 of 办法
        ("市场监管不到位，城市管理粗放，全市教育系统", []),
    ],
)
def test_bodies_are_cut_from_running_text(text: str, names: list[str]) -> None:
    """A name begins at its level or place, after a mark or a verb, and ends as bodies do."""
    assert [body.text for body in find_bodies(text)] == names


def test_what_a_body_calls_itself_fits_its_name() -> None:
    """局党组 is a bureau's; 集团党委 in a plain company's report is another's."""
    text = "我局、局党组高度重视，报集团党委同意。"
    assert [name.text for name in find_own_names(text, "甲市财政局")] == ["我局", "局党组"]
    assert [name.text for name in find_own_names(text, "甲市粮油有限公司")] == []


def test_a_committee_is_named_by_its_level_alone() -> None:
    """市委党校 and 市委组织部 are others."""
    assert [name.text for name in find_committees("市委党校、市委组织部；县委巡察", "市县")] == ["县委"]


def test_a_report_names_each_body_once_with_all_its_forms() -> None:
    """Those named by their level alone are of the document's own place."""
    text = "中共甲山市财政局党组关于市委巡察整改情况的通报\n市委第一巡察组对市财政局党组开展了巡察。我局会同市审计局整改。\n中共甲山市财政局党组\n2021年5月1日"
    [report] = extract(text.encode(), "a.txt").reports
    named = {words: body.place or body.name for body in report.bodies for words in body.also}
    assert (named["我局"], named["市审计局"], named["市委"]) == ("中共甲山市财政局党组", "甲山市", "甲山市")
