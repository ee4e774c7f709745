"""What a unit's name says: its place, its level, and which body of that place it is."""

import pytest

from xuntu.graph.link.identity import is_short_for
from xuntu.graph.link.naming import Gazetteer, clean_name, is_nobody, read_name

HERE = Gazetteer(frozenset({"榕川市", "青石区", "岚江省", "澄陵市"}))


@pytest.mark.parametrize(
    ("name", "places", "level", "core"),
    [
        ("榕川市卫生健康委员会", ("榕川市",), None, "卫生健康委"),
        ("中共榕川市卫生健康委员会委员会", ("榕川市",), None, "卫生健康委"),
        ("榕川市卫健委党组", ("榕川市",), None, "卫生健康委"),
        ("市卫生健康委党委", (), "市", "卫生健康委"),
        ("中共榕川市发展和改革委员会", ("榕川市",), None, "发展和改革委"),  # the commission, not its Party committee
        ("县人社局", (), "县", "人力资源和社会保障局"),
        ("原市旅游局", (), "市", "旅游局"),
        ("四届榕川市委", ("榕川市",), None, ""),
        ("市委", (), "市", ""),
        ("泾县县委", ("安徽省", "宣城市", "泾县"), None, ""),
        ("安徽省泾县", ("安徽省", "宣城市", "泾县"), None, ""),
        ("鼓楼区财政局", ("鼓楼区",), None, "财政局"),  # of four cities: none is taken
        ("榕川市青石区石桥街道办事处", ("榕川市", "青石区", "石桥街道"), None, ""),
        ("青石区石桥街道党工委", ("青石区", "石桥街道"), None, ""),
        ("榕川市城市建设投资集团有限公司", ("榕川市",), None, "城市建设投资集团"),
        ("榕川城市发展控股集团有限公司", ("榕川市",), None, "城市发展集团"),
        ("榕川市城市发展有限公司", ("榕川市",), None, "城市发展公司"),  # a company of the group is another
        ("澄陵经济技术开发区管理委员会", ("澄陵市",), None, "经济技术开发区"),
        ("澄陵市经开区党工委", ("澄陵市",), None, "经济技术开发区"),
        ("榕川市文化和旅游局（文物局）", ("榕川市",), None, "文化和旅游局"),
        ("榕川市纪律检查委员会", ("榕川市",), None, "纪委监委"),
        ("榕川市纪委监委", ("榕川市",), None, "纪委监委"),
        ("榕川市委政法委员会", ("榕川市",), None, "委政法委"),
        ("中共湘江新区工作委员会", ("湖南省", "长沙市"), None, "湖南湘江新区"),
        ("湖南湘江新区纪检监察工委", ("湖南省", "长沙市"), None, "湖南湘江新区纪检监察工委"),
        ("岚江理工大学党委", ("岚江省",), None, "理工大学"),
    ],
)
def test_a_name_is_read_into_place_level_and_body(
    name: str, places: tuple[str, ...], level: str | None, core: str
) -> None:
    """Party forms and short forms fall away; what is left is in standard words."""
    found = read_name(name, HERE)
    assert (found.places, found.level, found.core) == (places, level, core)


@pytest.mark.parametrize(
    ("name", "somebody"),
    [
        ("榕川市财政局", True),
        ("市财政局", True),
        ("岚江理工大学", True),
        ("某国企", False),
        ("某局党组", False),
        ("个别单位", False),
        ("8个市直单位和县", False),
        ("被巡视的18个县", False),
        ("我局党组", False),
        ("集团党委", False),
        ("党群工作部", False),
        ("市委第三巡察组", False),
        ("榕川日报", False),
        ("榕川市纪委监委网站", False),
        ("榕川市文化广电新闻出版局", True),  # 新闻 alone makes no newspaper
    ],
)
def test_who_is_somebody(name: str, somebody: bool) -> None:
    """Anonymous bodies, teams, media and names that mean something in one document only are no units."""
    assert is_nobody(read_name(name, HERE)) is not somebody


@pytest.mark.parametrize(
    ("short", "full", "fits"),
    [
        ("城投集团", "城市建设投资集团", True),
        ("城发集团", "城市发展集团", True),
        ("住保中心", "住房保障中心", True),
        ("农业局", "农业农村局", False),  # the department before the reform
        ("卫生局", "卫生健康局", False),
        ("文化局", "文化和旅游局", False),
        ("规划局", "自然资源和规划局", False),  # not from the first character
        ("一医集团", "第二医疗集团", False),
        ("水务集团", "水务投资集团", False),  # whole words: may well be another company
        ("城投公司", "城市建设投资集团", False),  # the ending tells
    ],
)
def test_a_short_name_takes_single_characters_in_their_order(short: str, full: str, fits: bool) -> None:
    """城投集团 is 城市建设投资集团; a department's full name is short for nothing."""
    assert is_short_for(short, full) is fits


@pytest.mark.parametrize(
    ("printed", "clean"),
    [
        ("中共 榕川市水务局党组", "榕川市水务局"),
        ("五届榕川市委", "榕川市"),
        ("原市国土资源局", "市国土资源局"),
        ("厅属省地质调查院党委", "省地质调查院"),
        ("原州区", "原州区"),  # a district whose name begins with 原
    ],
)
def test_a_name_is_cleaned_of_what_tells_no_identity(printed: str, clean: str) -> None:
    """中共, 原, the term of a committee and the Party form tell who speaks and when, not which body it is."""
    assert clean_name(printed) == clean
