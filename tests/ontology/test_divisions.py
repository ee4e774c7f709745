"""Administrative divisions and zones."""

import time

import pytest

from xuntu.ontology import (
    division,
    division_level,
    division_path,
    divisions_named,
    load_divisions,
    load_zones,
    zone_named,
)
from xuntu.ontology.renew_divisions import short_names


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("泾县", ["341823"]),
        ("长沙", ["430100", "430121"]),  # the city before the county
        ("长沙市", ["430100"]),
        ("湖南", ["430000"]),
        ("内蒙古", ["150000"]),
        ("广西", ["450000"]),
        ("新疆", ["650000"]),
        ("重庆", ["500000"]),
        ("恩施州", ["422800"]),
        ("湘西", ["433100"]),
        ("新晃", ["431227"]),
        ("海南", ["460000"]),  # not 海南藏族自治州
        ("吉林", ["220000", "220200"]),
        ("鼓楼区", ["320106", "320302", "350102", "410204"]),
        ("神农架", ["429021"]),
        ("宁乡市", ["430182"]),
        ("浦东新区", ["310115"]),
        ("两江新区", ["500157"]),
        ("台湾省", ["710000"]),
        ("合作", []),  # a city, but first of all a word
        ("泾", []),
        ("某县", []),
    ],
)
def test_divisions_are_found_by_full_and_short_names(name: str, codes: list[str]) -> None:
    """A name in use gives the divisions that bear it, the higher ones first; ordinary words give none."""
    assert [found.code for found in divisions_named(name)] == codes


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("341823", ["安徽省", "宣城市", "泾县"]),
        ("310115", ["上海市", "浦东新区"]),
        ("429021", ["湖北省", "神农架林区"]),  # right under the province
        ("430000", ["湖南省"]),
        ("999999", []),
    ],
)
def test_paths_lead_from_the_province_down(code: str, names: list[str]) -> None:
    """A path holds the levels that exist and invents none."""
    assert [step.name for step in division_path(code)] == names


def test_the_table_is_whole() -> None:
    """34 provinces, 333 cities and 2,845 counties, each under a division of the table and under one code."""
    divisions = load_divisions().values()
    levels = [division_level(each.code) for each in divisions]
    assert [levels.count("province"), levels.count("city"), levels.count("county")] == [34, 333, 2845]
    assert all(each.parent is None or division(each.parent) for each in divisions)
    assert all(division_level(each.code) == "province" for each in divisions if each.parent is None)


def test_every_division_is_found_by_its_own_name() -> None:
    """Full and short names all lead back."""
    for each in load_divisions().values():
        assert all(each in divisions_named(name) for name in (each.name, *each.short))
        assert all(len(name) > 1 for name in each.short)


def test_an_unknown_code_is_none() -> None:
    """A code that no division has gives None."""
    assert division("999999") is None
    assert division_level("999999") is None


@pytest.mark.parametrize(
    ("name", "full", "code"),
    [
        ("湘江新区", "湖南湘江新区", "430100"),
        ("湖南湘江新区", "湖南湘江新区", "430100"),
        ("雄安新区", "河北雄安新区", "130600"),
        ("岳麓高新区", "岳麓高新技术产业开发区", "430104"),
    ],
)
def test_zones_lie_in_divisions(name: str, full: str, code: str) -> None:
    """A zone has no code of its own; it is known by where it lies."""
    zone = zone_named(name)
    assert zone is not None
    assert (zone.name, zone.division) == (full, code)


def test_all_national_new_areas_are_known() -> None:
    """The nineteen national new areas stand first, and every zone lies in a division of the table."""
    assert len([zone for zone in load_zones()[:19] if zone.name.endswith("新区")]) == 19
    assert all(division(zone.division) for zone in load_zones())
    assert zone_named("某新区") is None


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("黔西南布依族苗族自治州", ("黔西南", "黔西南州")),
        ("龙胜各族自治县", ("龙胜", "龙胜县")),
        ("木垒哈萨克自治县", ("木垒", "木垒县")),
        ("科尔沁右翼前旗", ()),
        ("万柏林区", ("万柏林",)),
        ("清新区", ("清新",)),
        ("峰峰矿区", ()),
        ("城区", ()),
        ("阿里地区", ("阿里",)),
    ],
)
def test_short_names_leave_out_kind_and_people(name: str, short: tuple[str, ...]) -> None:
    """The rule by which the table was made."""
    assert short_names(name) == short


def test_reading_the_table_takes_no_time_worth_noticing() -> None:
    """The gazetteer is in memory within a fifth of a second, even on a busy machine."""
    load_divisions.cache_clear()
    began = time.process_time()
    load_divisions()
    assert time.process_time() - began < 0.2
