"""Reports on a unit and on a round: what they say, by hand from the texts of the examples."""

from datetime import date

import pytest

from xuntu.graph import Store
from xuntu.ontology import QueryError
from xuntu.reports import Report, make_report
from xuntu.reports.model import Bars, Block, Pair, Section, Table, Text, Tiles


@pytest.fixture(scope="module")
def county(examples: Store) -> Report:
    """Return the report on a county that was inspected by the province twice."""
    return make_report(examples, unit="槐溪县")


@pytest.fixture(scope="module")
def tenth(examples: Store) -> Report:
    """Return the report on the tenth round."""
    return make_report(examples, round_="三届市委第十轮")


def section(report: Report, key: str) -> Section:
    """Return a section by its key."""
    return next(each for each in report.sections if each.key == key)


def first(found: Section, kind: type[Block]) -> Block:
    """Return the first block of a kind."""
    return next(block for block in found.blocks if isinstance(block, kind))


def words(table: Block) -> list[tuple[str, ...]]:
    """Return the rows of a table as words."""
    assert isinstance(table, Table)
    return [tuple(cell.words for cell in row) for row in table.rows]


def test_a_report_says_whom_and_as_of_when(county: Report) -> None:
    """The latest day in the documents is the county's second notice; no clock is asked."""
    assert county.title == "槐溪县巡前画像"
    assert dict(county.about)["截至"] == "2024年5月17日"
    assert dict(county.about)["又称"] == "中共槐溪县委、县委、槐溪县委"


def test_the_summary_has_the_figures(county: Report) -> None:
    """22 and 14 findings; of the 16 that came back 13 are stated in the text."""
    told = first(section(county, "summary"), Text)
    assert isinstance(told, Text)
    for phrase in (
        "巡视巡察3次（省级2次、市级1次）",
        "最近一次是2023年9月4日至10月20日由省委第二巡视组进行的",
        "共指出问题36个",
        "完成24个",
        "16个与此前发现的问题相同或同类（文中明示13个，推断3个）",
        "截至2024年5月17日，有2个已过承诺的时限仍未办结",
    ):
        assert phrase in told.words
    tiles = first(section(county, "summary"), Tiles)
    assert isinstance(tiles, Tiles)
    assert [number for number, _ in tiles.tiles] == ["2", "36", "24", "12", "2", "16"]


def test_inspections_stand_in_the_order_of_time(county: Report) -> None:
    """Each with its period, feedback, notice and counts; what is only mentioned has none."""
    rows = words(first(section(county, "history"), Table))
    assert [row[0] for row in rows] == ["2019-05-17", "2021-03-02 至 2021-05-20", "2023-09-04 至 2023-10-20"]
    assert [row[3:] for row in rows] == [
        ("", "", "", "", ""),
        ("2021-07-15", "2021-12-24", "22", "9", "4"),
        ("2023-11-22", "2024-05-17", "14", "3", "12"),
    ]


def test_statuses_are_counted_by_inspection(county: Report) -> None:
    """Only statuses that occur have a column; the bars show what the table tells."""
    bars = first(section(county, "statuses"), Bars)
    assert isinstance(bars, Bars)
    assert [name for name, _ in bars.series] == ["完成", "基本完成", "阶段性完成", "长期坚持", "正在整改", "未完成"]
    assert [values for _, values in bars.rows] == [(13, 2, 4, 2, 0, 1), (11, 0, 0, 0, 2, 1)]
    assert words(first(section(county, "statuses"), Table))[-1] == ("合计", "24", "2", "4", "2", "2", "2", "36")


def test_both_texts_of_a_recurrence_stand_side_by_side(county: Report) -> None:
    """The earlier on the left with its status then; stated or inferred with its score; each with its source."""
    pairs = [block for block in section(county, "recurrences").blocks if isinstance(block, Pair)]
    stated = next(pair for pair in pairs if "借用教师15名" in pair.later.words)
    assert stated.earlier.words.startswith("2017年省委巡视反馈的“违规借调教师”问题改后又犯")
    assert stated.earlier_head == "省委第五巡视组巡视槐溪县（2021）　第 21 项　完成"
    assert stated.basis.words == "文中明示：反弹回潮"
    inferred = next(pair for pair in pairs if "南峒河水质不稳定" in pair.later.words)
    assert inferred.earlier.words == "河长制落实不到位，南峒河部分断面水质不能稳定达标。"
    assert inferred.basis.words == "推断：同类再现，分值 0.93"
    assert all(text.quotes for pair in (stated, inferred) for text in (pair.earlier, pair.later))


def test_audits_that_are_only_mentioned_are_told_at_once(county: Report) -> None:
    """One finding that three audits had found is one pair, not four."""
    heads = [block.earlier_head for block in section(county, "recurrences").blocks if isinstance(block, Pair)]
    assert [head for head in heads if "审计" in head] == ["审计、2016年审计、2018年审计、2020年审计"]


def test_what_is_overdue_is_told_with_its_promise(county: Report) -> None:
    """棚户区 was to be done by 2022-06-30: 687 days before the latest day."""
    rows = words(first(section(county, "unfinished"), Table))
    assert [(row[0], row[3], row[-1]) for row in rows] == [
        ("2021-6", "2022-06-30", "687 天"),
        ("2021-22", "2022-09-30", "595 天"),
    ]


def test_the_day_of_a_report_can_be_told(examples: Store) -> None:
    """By an earlier day less is overdue."""
    report = make_report(examples, unit="槐溪县", today="2022-08-01")
    rows = words(first(section(report, "unfinished"), Table))
    assert [(row[0], row[-1]) for row in rows] == [("2021-6", "32 天")]
    assert make_report(examples, unit="槐溪县", today=date(2022, 8, 1)) == report


def test_money_and_sanctions_are_added_up(county: Report) -> None:
    """追回 is 263.4, 41.9 and 6.2 万元."""
    tables = [block for block in section(county, "outcomes").blocks if isinstance(block, Table)]
    assert words(tables[0])[-1] == ("追回", "311.5万元", "3", "263.4万元；41.9万元；6.2万元")
    assert words(tables[1])[0] == ("党纪政务处分", "9人", "1", "党纪政务处分9人")


def test_peers_are_those_of_the_round(examples: Store) -> None:
    """With how many of them have a type, and how often the unit itself has it."""
    told = section(make_report(examples, unit="梨花渡"), "peers")
    basis = first(told, Text)
    assert isinstance(basis, Text)
    assert basis.words.startswith("与同轮次（四届澄陵市委第4轮巡察）的单位相比，共 5 个")
    assert words(first(told, Table))[0] == ("上轮巡视巡察问题未改到位", "5 / 5", "8", "2", "本单位也有")


def test_units_below_and_their_open_findings_are_told(county: Report) -> None:
    """梨花渡镇 is below the county."""
    tables = [block for block in section(county, "relatives").blocks if isinstance(block, Table)]
    assert words(tables[0]) == [("下级", "槐溪县梨花渡镇", "17", "5", "7")]
    assert len(words(tables[1])) == 5


def test_sources_are_numbered_as_they_are_cited(county: Report) -> None:
    """A sentence that is cited again keeps its number; each tells file and place."""
    assert [note.number for note in county.notes] == list(range(1, len(county.notes) + 1))
    assert len({note.quote.iri for note in county.notes}) == len(county.notes)
    note = next(note for note in county.notes if "南峒河水质不稳定" in note.quote.words)
    assert (note.place.file, note.place.start, note.place.end) == ("17-county-2023.txt", 1101, 1130)


def test_every_finding_stands_in_the_appendix(county: Report) -> None:
    """36 findings, the latest inspection first."""
    tables = [block for block in section(county, "findings").blocks if isinstance(block, Table)]
    assert [len(table.rows) for table in tables] == [14, 22]


def test_a_round_tells_its_units_and_what_they_share(tenth: Report) -> None:
    """Five units, all with findings; a type of two or more units with their names."""
    assert tenth.title == "三届澄陵市委第10轮巡察情况汇编"
    units = words(first(section(tenth, "units"), Table))
    assert (units[0][0], units[0][-3]) == ("澄陵市水务投资集团有限公司", "13")
    assert sum(int(row[-3]) for row in units) == 44
    shared = words(first(section(tenth, "shared"), Table))
    assert all(int(row[1]) >= 2 for row in shared)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"unit": "没有的局"}, "图里没有叫“没有的局”的单位"),
        ({"unit": "水务"}, "叫“水务”的单位有 2 个：澄陵市水务投资集团有限公司、.*；请写得更全"),
        ({"unit": ""}, "图里没有叫“”的单位"),
        ({"round_": "第四轮"}, "叫“第四轮”的轮次有 2 个：十一届省委第4轮巡视、四届澄陵市委第4轮巡察"),
        ({"round_": "第九十轮"}, "图里没有叫“第九十轮”的轮次"),
        ({"unit": "槐溪县", "today": "昨天"}, "--today 不是日期：昨天"),
    ],
)
def test_what_cannot_be_told_is_said(examples: Store, asked: dict[str, str], said: str) -> None:
    """Unknown, ambiguous, or no date."""
    with pytest.raises(QueryError, match=said):
        make_report(examples, **asked)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "unit"),
    [("梨花渡", "槐溪县梨花渡镇"), ("澄陵市住建局", "澄陵市住房和城乡建设局"), ("槐溪县委", "槐溪县")],
)
def test_a_unit_is_found_by_part_of_its_name_or_another_name(examples: Store, name: str, unit: str) -> None:
    """梨花渡 stands in the names of policies too; short names lead to the unit."""
    assert make_report(examples, unit=name).title == f"{unit}巡前画像"
