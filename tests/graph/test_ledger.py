"""The ledger: a workbook that prints, keeps every word, and invents none."""

import hashlib
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest

from xuntu.graph.ledger import write_ledger
from xuntu.graph.link import link
from xuntu.graph.sheet import split_text, wrap_text
from xuntu.graph.store import Store
from xuntu.graph.vocabulary import load_vocabulary
from xuntu.ontology import GRAPH, Organisation, QueryError, StoreError

HEADS = ["序号", "反馈问题", "具体表现", "整改目标", "整改措施", "责任领导", "责任单位", "整改时限"]
HEADS += ["整改进展", "整改状态", "佐证材料", "出处"]
SHEETS = ["台账", "总表", "问题清单", "任务清单", "责任清单", "核对", "反复问题", "出处"]
TOWN = Organisation("云岭县青石镇", (), "530199")


def build(samples: SimpleNamespace, *extractions: object) -> Store:
    """Return a store of *extractions* with the vocabulary and the links."""
    store: Store = samples.to_store(*extractions)
    store.replace_all(load_vocabulary())
    store.replace(GRAPH.inferred, link(store))
    return store


def write(store: Store, path: Path, **choices: Any) -> Any:
    """Write the ledger and read it again with another program."""
    return openpyxl.load_workbook(write_ledger(store, path / "台账.xlsx", **choices))


def rows(sheet: Any) -> list[list[Any]]:
    """Return the rows below the heads."""
    return [list(row) for row in sheet.iter_rows(min_row=3, values_only=True)]


def lines(sheet: Any) -> list[list[Any]]:
    """Return the rows below the heads that are numbered."""
    return [row for row in rows(sheet) if isinstance(row[0], int)]


@pytest.fixture(scope="module")
def store(samples: SimpleNamespace) -> Store:
    """Return two inspections of one unit, where a problem came back, one of another, and a launch notice."""
    town = samples.rectification(2021, unit=TOWN, statements=("执行不力。",))
    return build(samples, samples.rectification(2019), samples.rectification(2021, repeat=True), town, samples.launch())


@pytest.fixture(scope="module")
def book(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Return the ledger of the store."""
    return write(store, tmp_path_factory.mktemp("ledger"))


def test_the_ledger_has_its_sheets_and_its_twelve_columns(book: Any) -> None:
    """The sheet that is printed has the columns that ledgers have, under one title."""
    assert book.sheetnames == [*SHEETS, "_xuntu"]
    sheet = book["台账"]
    assert sheet["A1"].value == "巡视巡察反馈问题整改台账"
    assert [cell.value for cell in sheet[2]] == [*HEADS, "逾期", "编码"]
    assert [sheet.column_dimensions[column].hidden for column in "LMN"] == [False, True, True]
    assert sheet.print_area == "'台账'!$A$1:$L$13"


def test_a_line_tells_all_that_is_known_of_a_finding(book: Any) -> None:
    """Problem and instance, measures, post, deadline, progress, status, papers and place; nothing that is not known."""
    line = dict(zip(HEADS, lines(book["台账"])[0], strict=False))
    assert line == {
        "序号": 1,
        "反馈问题": "1 财务管理不规范。",
        "具体表现": "公务卡使用率低。",
        "整改目标": None,
        "整改措施": "1. 一是修订《云岭县财政局财务管理办法》，追缴资金1.92万元，给予2人批评教育，召开党组会议3次。\n"
        "2. 二是拟于2020年6月底前出台《公务卡管理细则》。",
        "责任领导": "党组书记、局长",
        "责任单位": None,
        "整改时限": "措施2：6月底前",
        "整改进展": "2019-12-20 阶段性完成\n措施 2 条：已做 1，拟做 1",
        "整改状态": "阶段性完成",
        "佐证材料": "修订《云岭县财政局财务管理办法》（云财〔2021〕7号）\n起草《公务卡管理细则》",
        "出处": "云岭县财政局2019.txt\n第 98–114 字",
    }


def test_lines_stand_under_their_unit_inspection_and_heading(book: Any) -> None:
    """Bands across the sheet name the unit with its inspection, and the headings; numbers run through."""
    told = [row[0] for row in rows(book["台账"])]
    assert told == [
        "云岭县财政局　县委第一巡察组巡察云岭县财政局（2019）　2019-03-01 至 2019-04-02　2019-05-06 反馈",
        "（一） 落实全面从严治党责任不到位方面",
        1,
        2,
        "云岭县财政局　县委第一巡察组巡察云岭县财政局（2021）　2021-03-01 至 2021-04-02　2021-05-06 反馈",
        "（一） 落实全面从严治党责任不到位方面",
        3,
        4,
        "云岭县青石镇　县委第一巡察组巡察云岭县青石镇（2021）　2021-03-01 至 2021-04-02　2021-05-06 反馈",
        "（一） 落实全面从严治党责任不到位方面",
        5,
    ]
    assert [str(one) for one in book["台账"].merged_cells.ranges] == ["A1:L1"]  # people can sort what is not merged


def test_findings_known_by_mention_only_have_no_line(book: Any) -> None:
    """What an earlier inspection had found stands in 反复问题, not among the problems to be mended."""
    assert [row[1] for row in lines(book["台账"])].count("公务卡使用率低") == 0
    assert lines(book["反复问题"])[:1] == [
        [
            1,
            "云岭县财政局",
            "财务管理不规范。公务卡使用率低。",
            "县委第一巡察组巡察云岭县财政局（2019）",
            "财务管理不规范。公务卡使用率低。",
            "整改不到位",
            "文中明示",
            None,
            "2019年县委巡察指出“公务卡使用率低”，本轮仍然存在。",
            "云岭县财政局2021.txt\n第 96–124 字",
        ]
    ]


def test_declared_counts_stand_beside_what_was_read(samples: SimpleNamespace, tmp_path: Path) -> None:
    """Counts of the whole report and of one heading are compared; one that differs is said to differ."""
    told = lines(write(build(samples, samples.outline()), tmp_path)["核对"])
    assert [row[2:7] for row in told] == [
        ["自报方面数", None, 2, 2, "一致"],
        ["自报大类数", None, 2, 2, "一致"],
        ["自报问题数", None, 4, 3, "不一致"],
        ["自报问题数", "大类一", 2, 2, "一致"],
    ]


def test_every_line_has_its_sentences(book: Any) -> None:
    """Findings, measures and statuses are listed with file, characters and words."""
    told = lines(book["出处"])
    assert [row[1] for row in told if row[0] == 1] == ["反馈问题", "整改措施", "整改措施", "整改状态"]
    assert told[0] == [
        1, "反馈问题", "财务管理不规范。", "云岭县财政局2019.txt", 98, 114, "财务管理不规范。公务卡使用率低。",
    ]  # fmt: skip


def test_one_unit_has_a_ledger_of_its_own(store: Store, tmp_path: Path) -> None:
    """Only its lines are there, numbered from 1, under its name."""
    book = write(store, tmp_path, unit="云岭县青石镇")
    assert book["台账"]["A1"].value == "云岭县青石镇巡视巡察反馈问题整改台账"
    assert [row[:2] for row in lines(book["台账"])] == [[1, "1 执行不力。"]]
    assert lines(book["反复问题"]) == []


def full(book: Any, number: int) -> dict[str, Any]:
    """Return a line of the full sheet by its heads."""
    sheet = book["总表"]
    line = next(row for row in sheet.iter_rows(min_row=3, values_only=True) if row[0] == number)
    return dict(zip([cell.value for cell in sheet[2]], line, strict=True))


def test_the_full_sheet_tells_more_of_each_finding(book: Any) -> None:
    """Number, round, unit, inspection, heading, types, way of mending, day of the deadline, and what was inferred."""
    told = full(book, 1)
    assert {
        head: told[head] for head in ("编号", "被反馈单位", "巡视巡察", "所属方面", "整改类型", "时限日", "状态日期")
    } == {
        "编号": "1",
        "被反馈单位": "云岭县财政局",
        "巡视巡察": "县委第一巡察组巡察云岭县财政局（2019）",
        "所属方面": "（一） 落实全面从严治党责任不到位方面",
        "整改类型": "限期",
        "时限日": "2020-06-30",
        "状态日期": "2019-12-20",
    }
    assert told["轮次"] == "十三届云岭县委第4轮巡察"
    assert "财务管理" in told["问题类别"]


def test_every_measure_is_a_task(book: Any) -> None:
    """With the number of its problem, who answers, its deadline and how far it is."""
    told = lines(book["任务清单"])
    assert len(told) == 10
    assert told[1] == [
        2, 1, "云岭县财政局", "财务管理不规范。", "二是拟于2020年6月底前出台《公务卡管理细则》。", "党组书记、局长", None,
        "6月底前", "逾期", "拟做", "云岭县财政局2019.txt\n第 164–189 字",
    ]  # fmt: skip


def test_everyone_who_answers_has_a_line(book: Any) -> None:
    """Units and posts with the problems that they answer for, how many are open and how many overdue."""
    told = lines(book["责任清单"])
    assert [row[1:7] for row in told] == [
        ["党组书记、局长", "责任岗位", "云岭县财政局", 4, 4, 2],
        ["党组书记、局长", "责任岗位", "云岭县青石镇", 1, 1, 0],
    ]
    assert told[1][7] == "5. 执行不力。　阶段性完成"


def test_every_problem_stands_whole_in_the_list_of_problems(book: Any) -> None:
    """Its text is not parted there."""
    told = lines(book["问题清单"])
    assert [row[5] for row in told] == [
        "财务管理不规范。公务卡使用率低。", "学习不深入。", "财务管理不规范。公务卡使用率低。", "学习不深入。", "执行不力。",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("choices", "numbers"),
    [
        ({"status": "阶段性完成"}, 5),
        ({"status": "未办结"}, 5),
        ({"status": "已办结"}, 0),
        ({"round": "第四轮"}, 5),
        ({"type": "C05"}, 5),
        ({"type": "C01.01"}, 0),
        ({"unit": "财政局", "status": "open"}, 4),
    ],
)
def test_a_ledger_may_be_narrowed(store: Store, tmp_path: Path, choices: dict[str, str], numbers: int) -> None:
    """By status, round, type and unit, in the words that questions understand; all sheets list the same."""
    book = write(store, tmp_path, **choices)
    assert [len(lines(book[name])) for name in ("台账", "总表", "问题清单")] == [numbers] * 3


@pytest.mark.parametrize(
    ("choices", "message"),
    [
        ({"round": "第九轮"}, "图里没有轮次“第九轮”；图里的轮次有：十三届云岭县委第4轮"),
        ({"status": "已完成"}, "参数 status 没有这个值：已完成"),
        ({"type": "C99"}, "参数 type 没有这个值：C99"),
    ],
)
def test_what_there_is_not_is_refused(store: Store, tmp_path: Path, choices: dict[str, str], message: str) -> None:
    """The message says what may be written."""
    with pytest.raises(QueryError, match=message):
        write(store, tmp_path, **choices)


@pytest.mark.parametrize(
    ("today", "overdue"),
    [
        (date(2020, 6, 30), [None] * 5),  # the last day of the deadline itself
        (date(2020, 7, 1), ["逾期", "逾期", None, None, None]),
        (None, ["逾期", "逾期", None, None, None]),  # as of 2021-12-20, the latest day in the graph
        (date(2023, 1, 1), ["逾期"] * 5),
    ],
)
def test_what_is_overdue_is_red(store: Store, tmp_path: Path, today: date | None, overdue: list[str | None]) -> None:
    """As of the day that is asked for, never of the clock; by a rule of the sheet, which lets go when it is done."""
    book = write(store, tmp_path, today=today)
    sheet = book["台账"]
    assert [row[12] for row in lines(sheet)] == overdue
    rules = {str(where.sqref): rule[0] for where, rule in sheet.conditional_formatting._cf_rules.items()}
    assert rules["H3:H13"].formula == ['AND($M3="逾期",$J3<>"完成")']
    assert rules["H3:H13"].dxf.font.color.rgb == "FFB3261E"


def test_a_hidden_sheet_knows_whose_the_rows_are(book: Any) -> None:
    """IRI and status of every finding, and the IRI of every measure, by the code that the rows carry."""
    sheet = book["_xuntu"]
    assert sheet.sheet_state == "veryHidden"
    told = {row[0]: row[1:4] for row in sheet.iter_rows(min_row=3, values_only=True)}
    codes = [row[13] for row in lines(book["台账"])]
    assert [told[code][0::2] for code in codes] == [("finding", "阶段性完成")] * 5
    assert len(told) == 15


def test_more_than_excel_holds_is_refused(samples: SimpleNamespace, tmp_path: Path, monkeypatch: Any) -> None:
    """The message says how to make less of it."""
    monkeypatch.setattr("xuntu.graph.sheet._MOST_ROWS", 5)
    with pytest.raises(StoreError, match="工作表“出处”超过 Excel 的 5 行；请用 --unit"):
        write(build(samples, samples.rectification()), tmp_path)


def test_the_sheet_is_made_for_paper(book: Any) -> None:
    """A3 landscape, one page wide, heads on every page and on the screen, text wrapped."""
    sheet = book["台账"]
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 8)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert int(sheet.page_setup.fitToHeight) == 0
    assert (sheet.print_title_rows, sheet.freeze_panes) == ("$1:$2", "C3")
    cell = sheet["E5"]
    assert (cell.font.name, cell.alignment.wrap_text) == ("仿宋", True)


def test_the_status_is_chosen_from_a_list(book: Any) -> None:
    """The status column offers the statuses of the vocabulary."""
    [choice] = book["台账"].data_validations.dataValidation
    assert choice.formula1 == '"完成,基本完成,阶段性完成,长期坚持,正在整改,未完成"'
    assert str(choice.sqref) == "J3:J13"


def test_rows_are_as_high_as_their_text(book: Any) -> None:
    """The height of a row holds the lines of its longest cell."""
    sheet = book["台账"]
    for row in sheet.iter_rows(min_row=5, max_row=6):
        most = max(
            len(wrap_text(str(cell.value or ""), int(sheet.column_dimensions[cell.column_letter].width) - 1))
            for cell in row
        )
        assert most * 14 <= sheet.row_dimensions[row[0].row].height <= 409


@pytest.mark.parametrize("danger", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x.invalid","点")', "{=1}"])
def test_text_never_becomes_a_formula_or_a_link(samples: SimpleNamespace, tmp_path: Path, danger: str) -> None:
    """What looks like a formula or an address stays text."""
    book = write(
        build(samples, samples.rectification(statements=(f"不规范。{danger}", "http://x.invalid 不实。"))), tmp_path
    )
    sheet = book["台账"]
    assert [(cell.value, cell.data_type) for cell in sheet["C"] if cell.value == danger] == [(danger, "s")]
    assert [
        cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f" or cell.hyperlink
    ] == []


def test_a_text_too_long_for_a_cell_goes_on_below(samples: SimpleNamespace, tmp_path: Path) -> None:
    """Forty thousand characters stay forty thousand characters, in rows that Excel can show."""
    rest = "".join(f"第{number}笔支出无票据，" for number in range(4000))
    book = write(build(samples, samples.rectification(statements=(f"财务管理不规范。{rest}",))), tmp_path)
    told = rows(book["台账"])[2:]
    assert told[0][0] == 1
    assert {row[0] for row in told[1:]} == {"1（续）"}
    assert "".join(row[2] or "" for row in told) == rest
    assert len(told) > 10
    assert max(book["台账"].row_dimensions[number].height for number in range(5, 5 + len(told))) <= 409
    source = [row for row in rows(book["出处"]) if row[1] == "反馈问题" or row[0] == "1（续）"]
    assert "".join(str(row[6] or "") for row in source) == f"财务管理不规范。{rest}"


def test_control_characters_are_left_out(samples: SimpleNamespace, tmp_path: Path) -> None:
    """A form feed in a text does not make a workbook that cannot be opened."""
    book = write(build(samples, samples.rectification(statements=("财务\x0b不规范。\x08有出入。",))), tmp_path)
    assert lines(book["台账"])[0][1:3] == ["1 财务不规范。", "有出入。"]


def test_the_same_graph_gives_the_same_bytes(samples: SimpleNamespace, tmp_path: Path) -> None:
    """Two stores filled in different order, written at different times, give equal files."""
    parts = [samples.rectification(2019), samples.rectification(2021, repeat=True), samples.launch()]
    files = [
        write_ledger(build(samples, *order), tmp_path / name) for order, name in ((parts, "一"), (parts[::-1], "二"))
    ]
    assert len({hashlib.sha256(file.read_bytes()).hexdigest() for file in files}) == 1


def test_an_empty_store_gives_an_empty_ledger(tmp_path: Path) -> None:
    """Heads, no lines, no error."""
    book = write(Store.in_memory(), tmp_path)
    assert [rows(book[name]) for name in SHEETS] == [[]] * len(SHEETS)


def test_a_ledger_that_cannot_be_written_leaves_the_old_one(store: Store, tmp_path: Path) -> None:
    """An unknown unit or a bad place is told, and a file that was there stays as it was."""
    path = tmp_path / "台账.xlsx"
    path.write_text("旧")
    with pytest.raises(QueryError, match="图里没有单位"):
        write_ledger(store, path, unit="没有的局")
    with pytest.raises(StoreError, match="无法写入"):
        write_ledger(store, path / "台账.xlsx")
    assert path.read_text() == "旧"
    assert [one.name for one in tmp_path.iterdir()] == ["台账.xlsx"]


@pytest.mark.parametrize(
    ("text", "width", "most", "pieces"),
    [
        ("", 10, 3, [""]),
        ("一二三", 6, 3, ["一二三"]),
        ("一二三四", 6, 1, ["一二三", "四"]),
        ("一\n二\n三", 6, 2, ["一\n二", "三"]),
        ("abcd二", 5, 1, ["abcd", "二"]),  # a letter is half as wide as a character
        ("\n\n一", 4, 2, ["\n", "一"]),
    ],
)
def test_text_is_cut_where_the_row_is_full(text: str, width: int, most: int, pieces: list[str]) -> None:
    """Pieces fill their row, paragraphs keep their breaks."""
    assert split_text(text, width, most=most) == pieces
