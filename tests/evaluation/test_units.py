"""Every name that the hand-made lists of units give leads to its unit, and to no other."""

import json
from collections import Counter
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from xuntu.api import build
from xuntu.graph import list_units
from xuntu.graph.link import Units, find_units
from xuntu.graph.link.assembly import find_directory
from xuntu.graph.link.directory import Directory

HERE = Path(__file__).parent
pytestmark = pytest.mark.slow

IN_ITS_DOCUMENT = {
    "我局",
    "我委",
    "我市",
    "局党组",
    "委党委",
    "集团",
    "集团党委",
    "学校党委",
    "厅党组",
    "县委",
    "区委",
    "市委",
    "街道党工委",
}
"""Names that say whose they are only within their document: they lead to no unit of a corpus."""


@cache
def corpus(name: str) -> tuple[Units, Directory, dict[str, Any]]:
    """Return the units of a set of documents, their directory, and what the hand-made list says."""
    with build(HERE / name / "documents") as graph:
        units = find_units(graph.store)
        directory = find_directory(graph.store, units)
    return units, directory, json.loads((HERE / name / "gold" / "units.json").read_text(encoding="utf-8"))


def meant(name: str, set_: str) -> str | None:
    """Return the name of the unit that *name* leads to, ``None`` where it leads to none or several."""
    units, directory, _ = corpus(set_)
    found = directory.find(name)
    return units.name[next(iter(found))] if len(found) == 1 else None


def known(names: list[str]) -> list[str]:
    """Return the names that mean one unit in the whole corpus."""
    return [name for name in names if name.split(" ")[0].split("（")[0] not in IN_ITS_DOCUMENT]


ROUNDS = {
    "卫健委": "榕川市卫生健康委员会",
    "卫计委": "榕川市卫生和计划生育委员会",
    "国土局": "榕川市国土资源局",
    "规划局": "榕川市规划局",
    "自规局": "榕川市自然资源和规划局",
    "文广新局": "榕川市文化广电新闻出版局",
    "旅游局": "榕川市旅游局",
    "文旅局": "榕川市文化和旅游局",
    "白鹭县": "榕川市白鹭县",
    "白鹭区": "榕川市白鹭区",
    "教育局": "榕川市教育局",
    "临溪市": "临溪市",
    "城投": "榕川市城市建设投资集团有限公司",
    "城发": "榕川城市发展控股集团有限公司",
    "石桥街道": "榕川市青石区石桥街道",
    "民政局": "榕川市民政局",
    "商务局": "榕川市商务局",
    "医保局": "榕川市医疗保障局",
    "榕川市委": "榕川市",
    "青石区委": "青石区",
}


def test_every_name_of_the_rounds_leads_to_its_unit() -> None:
    """All names of a unit that mean one unit in the whole corpus lead to the same."""
    _, _, gold = corpus("rounds")
    found = {unit["id"]: {meant(name, "rounds") for name in known(unit["names"])} for unit in gold["units"]}
    assert found == {unit: {name} for unit, name in ROUNDS.items()}


def test_the_levels_are_those_of_the_list() -> None:
    """A city at county level is told by who inspects it."""
    units, _, gold = corpus("rounds")
    by_name = {name: unit for unit, name in units.name.items()}
    levels = {unit["id"]: units.level[by_name[ROUNDS[unit["id"]]]].rpartition("-")[2] for unit in gold["units"]}
    assert levels == {unit["id"]: unit["level"].replace("town", "township") for unit in gold["units"]}


def test_every_succession_of_the_rounds_is_found_and_no_other() -> None:
    """Renamed, merged and upgraded bodies; the year where a text or a reform tells it."""
    units, _, gold = corpus("rounds")
    pairs = {(units.name[each.old], units.name[each.new]) for each in units.successions}
    assert pairs == {(ROUNDS[each["old"]], ROUNDS[each["new"]]) for each in gold["successions"]}


def test_names_of_the_province_that_mean_one_unit_lead_to_one() -> None:
    """Long and short, Party and administrative names."""
    _, _, gold = corpus("province")
    for names in gold["same_unit"]:
        found = {meant(name, "province") for name in known(names)}
        assert len(found) == 1 and None not in found, names


def test_successions_of_the_province_are_found_but_one() -> None:
    """粮食局 is only named in the text of another body: reform leads to the office that carries it on, no name of both."""
    units, directory, gold = corpus("province")
    missed: list[str] = []
    for each in gold["successors"]:
        old, new = (next(iter(directory.find(each[key])), "") for key in ("old", "new"))
        if new not in units.successors(old):
            missed.append(each["old"])
    assert missed == ["原市粮食局"]
    assert ("澄州市粮食局", "澄州市粮食和物资储备局") in {
        (units.name[each.old], units.name[each.new]) for each in units.successions
    }
    assert len(units.successions) == len(gold["successors"])


@pytest.mark.parametrize("name", ["rounds", "province"])
def test_no_two_units_are_joined(name: str) -> None:
    """Pairs that the lists call different, and all different units of the rounds, stay apart."""
    _, _, gold = corpus(name)
    if name == "rounds":
        assert all(one != other for one, other in combinations(ROUNDS.values(), 2))
        return
    for one, other, _ in gold["not_same"]:
        assert meant(one, name) is None or meant(one, name) != meant(other, name)


def test_parts_lie_in_their_whole() -> None:
    """厅属 tells the parent; a town's place tells its county."""
    units, directory, _ = corpus("province")
    for part, whole in (("岚江省地质调查院", "岚江省自然资源厅"), ("青莲镇", "棠溪县")):
        [own] = directory.find(part)
        assert units.name[units.parent[own]] == whole


def test_mentions_of_a_city_lead_to_their_units() -> None:
    """Of 207 names in running text 189 lead to one unit in the whole corpus, and more within their document.

    The others: seven names of teams and half names (惠农), eleven by which several units call themselves (局党组).
    """
    with build(HERE / "city" / "documents") as graph:
        units = list_units(graph.store)
    gold = json.loads((HERE / "city" / "gold" / "units.json").read_text(encoding="utf-8"))
    bearers: dict[str, set[str]] = {}
    for unit in units:
        for name in (unit.name, *unit.aliases):
            bearers.setdefault(name, set()).add(unit.name)
    files = {unit.name: unit.documents for unit in units}
    own: dict[str, str] = {}
    for each in gold["units"]:
        votes = Counter(found for name in (each["name"], *each["aliases"]) for found in sorted(bearers.get(name, ())))
        known = bearers.get(each["name"], set())
        own[each["id"]] = min(known) if len(known) == 1 else votes.most_common(1)[0][0] if votes else ""
    mentions = [(bearers.get(each["words"], set()), own[each["unit"]], each["document"]) for each in gold["mentions"]]
    everywhere = sum(found == {unit} for found, unit, _ in mentions)
    within = sum({name for name in found if document in files[name]} == {unit} for found, unit, document in mentions)
    assert (len(mentions), everywhere, within) == (207, 189, 194)
