"""Excel workbooks: what is shown on their sheets, as tables."""

import datetime
from io import BytesIO

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from xuntu.extractors import extract
from xuntu.extractors.readers import read_document
from xuntu.ontology import Document, DocumentError


def data_of(workbook: Workbook) -> bytes:
    """Return the file of a workbook."""
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def make_ledger() -> Workbook:
    """Return a ledger as offices keep it: a title over all columns, a problem merged over its two measures."""
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "台账"
    for row in (
        ["青石县水利局巡察整改台账", None, None, None],
        ["序号", "反馈问题", "整改措施", "完成情况"],
        [1, "理论学习不深入", "制定学习计划，集中学习12次。", "已完成"],
        [None, None, "修订制度1项。", "已完成"],
        [2, "项目管理不规范", "追缴资金3.5万元。", "正在整改"],
        [None, None, None, None],
        ["填表人：某某", None, None, None],
    ):
        sheet.append(row)
    sheet.merge_cells("A1:D1")
    sheet.merge_cells("A3:A4")
    sheet.merge_cells("B3:B4")
    return workbook


def cells_of(document: Document) -> list[list[list[str]]]:
    """Return the words in the cells of every table."""
    return [[[cell.of(document.text) for cell in row] for row in table.rows] for table in document.tables]


def test_a_sheet_is_a_table_between_its_lines() -> None:
    """A title over all columns and a note below stand outside; a merged cell counts for all that it covers."""
    document = read_document(data_of(make_ledger()), "台账.xlsx")
    assert document.text.split("\n")[0] == "青石县水利局巡察整改台账"
    assert document.text.split("\n")[-1] == "填表人：某某"
    assert cells_of(document) == [
        [
            ["序号", "反馈问题", "整改措施", "完成情况"],
            ["1", "理论学习不深入", "制定学习计划，集中学习12次。", "已完成"],
            ["1", "理论学习不深入", "修订制度1项。", "已完成"],
            ["2", "项目管理不规范", "追缴资金3.5万元。", "正在整改"],
        ]
    ]


def test_a_ledger_in_excel_gives_its_findings() -> None:
    """Problems, measures and statuses are those of its rows."""
    [report] = extract(data_of(make_ledger()), "台账.xlsx").reports
    assert [finding.statement.text for finding in report.findings] == ["理论学习不深入", "项目管理不规范"]
    assert [len(finding.measures) for finding in report.findings] == [2, 1]


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (3.5, "General", "3.5"),
        (0.1 + 0.2, "General", "0.3"),
        (28, "General", "28"),
        (1234567, "#,##0", "1234567"),
        (0.985, "0.0%", "98.5%"),
        (1, "0%", "100%"),
        (datetime.date(2021, 12, 30), "yyyy-mm-dd", "2021年12月30日"),
        (datetime.datetime(2021, 12, 30, 8, 30), "yyyy/m/d h:mm", "2021年12月30日"),
        (44561, 'yyyy"年"m"月"', "2021年12月"),
        (44561, '"第"0"号"', "44561"),  # words in a format are no codes
        (44561, "[Red]0", "44561"),
        ("2021.12", "General", "2021.12"),
        (True, "General", "1"),
        ('=1+1', "General", ""),  # a formula that no program has worked out
        (CellRichText("限期", TextBlock(InlineFont(b=True), "整改")), "General", "限期整改"),
    ],
)  # fmt: skip
def test_values_are_read_as_they_are_shown(value: object, form: str, shown: str) -> None:
    """Days are days, shares are per cent, and a binary fraction has no tail."""
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append(["序号", "值", "备注"])
    sheet.append(["甲", None, "乙"])
    sheet["B2"] = value  # type: ignore[assignment]  # whatever openpyxl takes
    sheet["B2"].number_format = form
    assert cells_of(read_document(data_of(workbook), "a.xlsx"))[0][1] == ["甲", shown, "乙"]


def test_sheets_are_read_in_order_and_hidden_ones_noted() -> None:
    """Each sheet is a table of its own; what nobody sees is not read."""
    workbook = make_ledger()
    second = workbook.create_sheet("第二轮")
    for row in (["序号", "问题"], [1, "作风不实"]):
        second.append(row)
    hidden = workbook.create_sheet("草稿")
    hidden.append(["甲", "乙"])
    hidden.sheet_state = "hidden"
    document = read_document(data_of(workbook), "a.xlsx")
    assert [rows[0][1] for rows in cells_of(document)] == ["反馈问题", "问题"]
    assert [note.message for note in document.notes] == ["没有读隐藏的工作表：草稿"]


@pytest.mark.parametrize("share", [0.3, 0.9])
def test_a_truncated_workbook_is_refused(share: float) -> None:
    """A download that broke off is named as such."""
    data = data_of(make_ledger())
    with pytest.raises(DocumentError, match=r"^a\.xlsx：.*已损坏"):
        read_document(data[: int(len(data) * share)], "a.xlsx")
