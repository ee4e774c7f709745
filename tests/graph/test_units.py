"""One canonical unit for each accountable body, over all documents of a store."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xuntu.graph import Source, build, build_in_memory, list_units
from xuntu.graph.link import find_units, link, read_authority
from xuntu.graph.link.units import Units
from xuntu.graph.store import Store
from xuntu.ontology import GRAPH, AuthorityError, Date, Extraction, Organisation, Succession

COUNTY = ("云岭县",)


def corpus(samples: SimpleNamespace, *bodies: Organisation | str, places: tuple[str, ...] = COUNTY) -> Store:
    """Return a store with a report on each body, of a year of its own."""
    extractions = [report(samples, body, 2000 + index, places=places) for index, body in enumerate(bodies)]
    store: Store = samples.to_store(*extractions)
    return store


def report(
    samples: SimpleNamespace, body: Organisation | str, year: int = 2021, *, places: tuple[str, ...] = COUNTY
) -> Extraction:
    """Return a report on *body* that names no other unit of a place."""
    unit = Organisation(body) if isinstance(body, str) else body
    extraction: Extraction = samples.rectification(year, unit=unit)
    told = extraction.reports[0]
    assert told.inspection
    inspection = replace(told.inspection, body=None, body_division=None, team=None, round=None)
    return replace(
        extraction, reports=(replace(told, issuer=None, publisher=None, inspection=inspection, places=places),)
    )


def named(units: Units) -> dict[str, str]:
    """Return the name of the unit that each IRI, without its namespace, stands for."""
    return {unit.rpartition("/")[2]: units.name[own] for unit, own in units.canonical.items() if own in units.name}


def joined(units: Units, *names: str) -> bool:
    """Tell whether units of these names stand for one."""
    own = named(units)
    return len({own[name] for name in names}) == 1


SAME = [
    ("云岭县卫生健康委员会", "云岭县卫健委", "short-name"),
    ("云岭县卫生健康委员会", "中共云岭县卫生健康委员会委员会", None),  # one IRI already: nothing to join
    ("云岭县人力资源和社会保障局", "云岭县人社局", "short-name"),
    ("云岭县住房和城乡建设局", "云岭县住建局党组", "short-name"),
    ("云岭县城市建设投资集团有限公司", "云岭县城投集团", "short-name"),
    ("云岭县水务集团有限公司", "云岭县水务集团", "short-name"),
    ("云岭县纪律检查委员会", "云岭县纪委监委", "short-name"),
    ("云岭县财政局", "中共云岭县财政局党组", None),
    ("云岭县青石镇", "青石镇党委", "place"),
    ("云岭经济技术开发区", "云岭县经济技术开发区管理委员会", "short-name"),
]


@pytest.mark.parametrize(("one", "other", "ground"), SAME)
def test_variants_of_one_body_are_joined_on_a_ground(
    samples: SimpleNamespace, one: str, other: str, ground: str | None
) -> None:
    """Full and short names, Party and administrative forms, with and without the outer place, are one unit."""
    units = find_units(corpus(samples, one, other, "中共云岭县委"))
    names = set(named(units).values()) - {"云岭县"}
    assert len(names) == 1
    grounds = {each.rpartition("ground-")[2] for found in units.grounds.values() for each in found}
    assert grounds == ({ground} if ground else set())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("云岭县财政局", "白鹭县财政局"),  # two places
        ("云岭县财政局", "榕川市财政局"),  # two levels
        ("云岭县青石镇", "云岭县青石街道"),  # a town and a street
        ("云岭县第一中学", "云岭县第二中学"),
        ("云岭县人民医院", "云岭县第二人民医院"),
        ("云岭县农业局", "云岭县农业农村局"),  # before and after the reform: linked, not folded
        ("云岭县文化局", "云岭县文化和旅游局"),
        ("云岭县水务集团有限公司", "云岭县水务有限公司"),
        ("云岭县水务集团有限公司", "云岭县水务集团有限公司纪律检查委员会"),
        ("云岭县", "云岭县人民政府"),
        ("云岭县委办公室", "云岭县人民政府办公室"),
        ("云岭县发展和改革局", "云岭县发展和改革委员会"),
    ],
)
def test_other_bodies_are_not_joined(samples: SimpleNamespace, one: str, other: str) -> None:
    """Another place, level, number or kind of body is another unit."""
    assert len(set(named(find_units(corpus(samples, one, other))).values())) == 2


def test_where_two_candidates_fit_none_is_taken(samples: SimpleNamespace) -> None:
    """城投集团 may be short for either company, so it stays by itself."""
    units = find_units(corpus(samples, "云岭县城市建设投资集团", "云岭县城乡投资集团", "云岭县城投集团"))
    assert len(set(named(units).values())) == 3


def test_a_name_without_its_place_belongs_to_the_place_of_its_documents(samples: SimpleNamespace) -> None:
    """县财政局 of two counties' documents are two units, each its own county's."""
    one = report(samples, "县财政局", 2019)
    other = report(samples, "县财政局", 2021, places=("白鹭县",))
    full = report(samples, "云岭县财政局", 2023)
    units = find_units(samples.to_store(one, other, full))
    assert set(named(units).values()) >= {"云岭县财政局", "白鹭县财政局"}
    assert "县财政局" not in named(units).values()


def test_nobody_is_no_unit(samples: SimpleNamespace) -> None:
    """某局, 我局党组 and the like have no identity: they stand for themselves and are not listed."""
    store = corpus(samples, "某国企", "我局党组", "个别单位", "云岭县财政局")
    store.replace(GRAPH.inferred, link(store))
    assert "云岭县财政局" in {unit.name for unit in list_units(store)}
    assert not {unit.name for unit in list_units(store)} & {"某国企", "我局", "我局党组", "个别单位"}


def test_districts_of_one_name_are_told_apart_by_their_codes(samples: SimpleNamespace) -> None:
    """鼓楼区 of 南京 and of 福州 never meet, whether the city is printed or not."""
    nanjing = Organisation("鼓楼区财政局", division="320106")
    fuzhou = Organisation("鼓楼区财政局", division="350102")
    full = Organisation("南京市鼓楼区财政局", division="320106")
    units = find_units(corpus(samples, nanjing, fuzhou, full))
    assert joined(units, "320106-鼓楼区财政局", "320106-南京市鼓楼区财政局")
    assert not joined(units, "320106-鼓楼区财政局", "350102-鼓楼区财政局")


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("安徽省财政厅", "province"),
        ("宣城市财政局", "city"),
        ("泾县财政局", "county"),
        ("沅江市财政局", "county"),  # a city at county level
        ("榕川市财政局", "city"),
        ("云岭县青石镇", "township"),
        ("青石区石桥街道", "township"),
        ("国家粮食和物资储备局", "central"),
        ("远岭矿业集团有限公司", "unit"),
    ],
)
def test_the_level_is_that_of_the_place(samples: SimpleNamespace, name: str, level: str) -> None:
    """Tables know what kind of 市 it is; else the ending of the place tells."""
    units = find_units(corpus(samples, name))
    own = next(unit for unit, said in units.name.items() if said == name)
    assert units.level[own].rpartition("-")[2] == level


def test_the_parent_is_the_place_and_never_in_a_circle(samples: SimpleNamespace) -> None:
    """A bureau, a town and a company's discipline body lie in what their names begin with."""
    store = corpus(samples, "中共云岭县委", "云岭县财政局", "云岭县青石镇", "云岭水务有限公司", "云岭水务有限公司纪委")
    units = find_units(store)
    above = {units.name[unit]: units.name[parent] for unit, parent in units.parent.items()}
    assert above["云岭县财政局"] == above["云岭县青石镇"] == "云岭县"
    assert above["云岭水务有限公司纪委"] == "云岭水务有限公司"
    for unit in units.parent:
        seen = [unit]
        while seen[-1] in units.parent:
            seen.append(units.parent[seen[-1]])
        assert len(seen) == len(set(seen))


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("云岭县卫生和计划生育委员会", "云岭县卫生健康委员会", "renamed"),
        ("云岭县卫计委", "云岭县卫生健康局", "renamed"),
        ("云岭县国土资源局", "云岭县自然资源和规划局", "merged"),
        ("云岭县质监局", "云岭县市场监督管理局", "merged"),
        ("云岭县环保局", "云岭县生态环境局", "renamed"),
        ("云岭县农业局", "云岭县农业农村局", "renamed"),
        ("云岭县文广新局", "云岭县文化旅游体育局", "merged"),
        ("云岭县地税局", "云岭县税务局", "merged"),
        ("云岭县安监局", "云岭县应急管理局", "merged"),
        ("云岭县法制办", "云岭县司法局", "absorbed"),
    ],
)
def test_general_reforms_link_departments_of_one_place(samples: SimpleNamespace, old: str, new: str, kind: str) -> None:
    """The old department is succeeded by the new one, and stays a unit of its own."""
    units = find_units(corpus(samples, old, new, old.replace("云岭", "白鹭")))
    [found] = units.successions
    assert (units.name[found.old], units.name[found.new]) == (old, new)
    assert (found.kind.rpartition("-")[2], found.grounds[0].rpartition("-")[2]) == (kind, "reform")
    assert units.lineage(found.old) == units.lineage(found.new) == {found.old, found.new}
    assert units.group(found.old) == units.group(found.new)


def test_a_department_that_was_inspected_after_the_reform_was_no_part_of_it(samples: SimpleNamespace) -> None:
    """A bureau of sports that lives on beside the bureau of culture, tourism and sports is not its forerunner."""
    late = report(samples, "云岭县体育局", 2022)
    units = find_units(samples.to_store(late, report(samples, "云岭县文化旅游体育局", 2021)))
    assert units.successions == ()


def test_what_a_text_tells_is_a_succession_with_date_and_passage(samples: SimpleNamespace) -> None:
    """A merged body is linked to each of its parts, which are not each other's lineage."""
    extraction = report(samples, "云岭县城市发展集团有限公司")
    passage = extraction.reports[0].passage
    told = Succession(
        "merged", ("县城投集团", "县水务公司"), ("云岭县城市发展集团有限公司",), passage, Date("2019-06", passage)
    )
    reports = (replace(extraction.reports[0], successions=(told,)),)
    old = report(samples, "云岭县城市建设投资集团有限公司", 2018)
    units = find_units(samples.to_store(replace(extraction, reports=reports), old))
    assert {units.name[each.old] for each in units.successions} == {"云岭县城市建设投资集团有限公司", "云岭县水务公司"}
    assert {(each.date, len(each.evidence)) for each in units.successions} == {("2019-06", 1)}
    [one, other] = sorted(each.old for each in units.successions)
    assert other not in units.lineage(one)
    assert units.group(one) == units.group(other)


AUTHORITY = """
[[same]]
names = ["云岭县水投公司", "云岭县水务集团有限公司"]
[[different]]
names = ["云岭县卫健委", "云岭县卫生健康委员会"]
[[parent]]
unit = "云岭县水投公司"
parent = "云岭县财政局"
[[successor]]
old = "云岭县审计局"
new = "云岭县财政局"
date = "2020-05"
kind = "并入"
[[refuse]]
later = "a.txt#0:3"
earlier = "b.txt#0:1"
[[same]]
names = ["云岭县没有局", "云岭县财政局"]
"""
NAMES = (
    "云岭县水投公司", "云岭县水务集团有限公司", "云岭县卫健委", "云岭县卫生健康委员会", "云岭县财政局", "云岭县审计局",
)  # fmt: skip


def test_the_authority_file_has_the_last_word(samples: SimpleNamespace) -> None:
    """What it says is joined, kept apart, put under and carried on; a name that fits no unit is told and left out."""
    store = corpus(samples, *NAMES)
    units = find_units(store, read_authority(AUTHORITY))
    own = named(units)
    assert own["云岭县水投公司"] == own["云岭县水务集团有限公司"] == "云岭县水务集团有限公司"
    assert own["云岭县卫健委"] != own["云岭县卫生健康委员会"]
    assert [(units.name[each.old], units.name[each.new], each.date) for each in units.successions] == [
        ("云岭县审计局", "云岭县财政局", "2020-05")
    ]
    water = next(unit for unit, name in units.name.items() if name == "云岭县水务集团有限公司")
    assert units.name[units.parent[water]] == "云岭县财政局"
    assert units.refused == {("a.txt#0:3", "b.txt#0:1")}
    [warning] = units.warnings
    assert "云岭县没有局" in warning


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[same]\nnames = 1", r"a\.toml 第 1 行第 \d+ 列：不是正确的 TOML"),
        ('[[merge]]\nnames = ["甲", "乙"]', r"不认识 merge；可用的节有 \[\[same\]\]"),
        ('[same]\nnames = ["甲", "乙"]', r"要写成 \[\[same\]\]"),
        ('\n[[same]]\nname = ["甲", "乙"]', r"a\.toml 第 2 行：第 1 个 \[\[same\]\]：不认识的键 name；可用 names、note"),
        ('[[same]]\nnames = ["甲"]', "至少要两个不同的名称"),
        ("[[same]]\nnames = [1, 2]", "names 要是名称"),
        ('[[parent]]\nunit = "甲"', "缺 parent"),
        ('[[successor]]\nold = "甲"\nnew = "甲"', "甲 不能承继自己"),
        ('[[successor]]\nold = "甲"\nnew = "乙"\ndate = "去年"', 'date 要写成 "2019"'),
        ('[[successor]]\nold = "甲"\nnew = "乙"\nkind = "变"', "不认识的 kind 变；可用 renamed"),
        ('[[same]]\nnames = ["甲", "乙"]\n[[different]]\nnames = ["乙", "甲"]', r"第 3 行.*又在 \[\[same\]\] 中"),
        ('[[parent]]\nunit = "甲"\nparent = "乙"\n[[parent]]\nunit = "乙"\nparent = "甲"', "甲 成了自己的上级|乙 成了自己的上级"),
        ('[[parent]]\nunit = "甲"\nparent = "乙"\n[[parent]]\nunit = "甲"\nparent = "丙"', "写了两个上级"),
        ('[[accept]]\nlater = "a"\nearlier = "b"\n[[refuse]]\nlater = "a"\nearlier = "b"', r"又在 \[\[accept\]\] 中"),
    ],
)  # fmt: skip
def test_a_wrong_authority_file_says_where_and_how_to_mend(text: str, says: str) -> None:
    """File, line, entry, what is wrong, what to write instead."""
    with pytest.raises(AuthorityError, match=says):
        read_authority(text, "a.toml")


def test_a_store_keeps_its_authority_file_until_another_comes(samples: SimpleNamespace, tmp_path: Path) -> None:
    """Changing it redoes the links, also where no document has changed; dropping it undoes what it said."""
    extractions = {f"{name}.txt": report(samples, name, 2000 + index) for index, name in enumerate(NAMES)}
    sources = [Source(name, name, told.document.text.encode()) for name, told in extractions.items()]
    place = tmp_path / "store"

    def renew(authority: str | None) -> set[str]:
        summary = build(sources, place, lambda _, name: extractions[name], version="1", authority=authority)
        assert summary.documents == len(NAMES)
        with Store.open(place) as store:
            return {unit.name for unit in list_units(store)} - {"云岭县"}

    plain = renew(None)
    said = renew(AUTHORITY)
    assert "云岭县水投公司" in plain - said
    assert renew(None) == said
    assert renew("") == plain


def _inferred(samples: SimpleNamespace, order: list[str], steps: int, tmp_path: Path) -> list[str]:
    """Return the inferred graph of a store built from reports on bodies in *order*, in *steps* builds."""
    extractions = {name: report(samples, name, 2010 + len(name)) for name in order}
    place = tmp_path / "-".join([*order[:1], str(steps), str(abs(hash(tuple(order))))])
    cuts = [round(step * len(order) / steps) for step in range(steps + 1)]
    for start, end in pairwise(cuts):
        sources = [Source(name, name, extractions[name].document.text.encode()) for name in order[start:end]]
        build(sources, place, lambda _, name: extractions[name], version="1")
    with Store.open(place) as store:
        return store.nquads(GRAPH.inferred)


ORDERED = ["云岭县卫健委", "云岭县卫生健康委员会", "县卫生健康委", "云岭县卫计委", "中共云岭县委", "某国企"]


@pytest.mark.slow
def test_no_order_of_documents_changes_the_links(samples: SimpleNamespace, tmp_path: Path) -> None:
    """All at once, one by one, forwards and backwards: the same inferred graph to the byte."""
    first = _inferred(samples, ORDERED, 1, tmp_path)
    assert _inferred(samples, ORDERED, len(ORDERED), tmp_path) == first
    assert _inferred(samples, ORDERED[::-1], 3, tmp_path) == first


@given(st.permutations(ORDERED))
@settings(deadline=None, max_examples=12)
def test_units_are_a_function_of_what_is_said(samples: SimpleNamespace, order: list[str]) -> None:
    """In whatever order documents come, every name stands for the same unit."""
    extractions = {name: report(samples, name, 2010 + len(name)) for name in order}
    sources = [Source(name, name, extractions[name].document.text.encode()) for name in order]
    store, _ = build_in_memory(sources, lambda _, name: extractions[name])
    assert named(find_units(store))["云岭县卫健委"] == "云岭县卫生健康委员会"
