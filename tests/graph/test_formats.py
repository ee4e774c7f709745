"""Rows leave as CSV, JSON and Excel with their values whole and nothing of them obeyed."""

import io
import json
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from xuntu.graph.formats import write_csv, write_json, write_xlsx
from xuntu.graph.rows import Rows

ROWS = Rows(
    ("unit", "amount", "status"),
    (("水务局", Decimal("3.50"), None), ("=cmd|'/c calc'!A1", 2, '有"引号",有逗号')),
)


def test_csv_quotes_what_it_must_and_disarms_formulas() -> None:
    """A text that a spreadsheet would compute gets an apostrophe; numbers stay numbers."""
    paper = io.BytesIO()
    write_csv(ROWS, paper)
    assert paper.getvalue().decode("utf-8") == (
        'unit,amount,status\n水务局,3.50,\n\'=cmd|\'/c calc\'!A1,2,"有""引号"",有逗号"\n'
    )


def test_csv_for_excel_says_its_encoding() -> None:
    """With the mark at its beginning Excel shows Chinese."""
    paper = io.BytesIO()
    write_csv(ROWS, paper, mark=True)
    assert paper.getvalue().startswith(b"\xef\xbb\xbfunit,amount,status\r\n")


def test_json_keeps_numbers_and_what_is_unknown() -> None:
    """What is not bound is null; Chinese stays readable."""
    paper = io.BytesIO()
    write_json(ROWS, paper)
    assert json.loads(paper.getvalue())[0] == {"unit": "水务局", "amount": 3.5, "status": None}
    assert "水务局" in paper.getvalue().decode("utf-8")


def test_excel_cells_are_never_formulas() -> None:
    """The text of a document is text in the sheet; numbers can be summed."""
    paper = io.BytesIO()
    write_xlsx(ROWS, paper)
    sheet = load_workbook(paper).active
    assert sheet is not None
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["unit", "amount", "status"],
        ["水务局", 3.5, None],
        ["=cmd|'/c calc'!A1", 2, '有"引号",有逗号'],
    ]
    assert {cell.data_type for cell in sheet["A"]} == {"s"}


@pytest.mark.parametrize("rows", [Rows(("a",), (("长" * 40_000,),)), Rows((), ())], ids=["long", "empty"])
def test_excel_takes_what_it_can_hold(rows: Rows) -> None:
    """A cell longer than Excel allows is cut, not lost; no column at all is no error."""
    paper = io.BytesIO()
    write_xlsx(rows, paper)
    sheet = load_workbook(paper).active
    assert sheet is not None
    assert (sheet["A2"].value or "") == ("长" * 32_767 if rows.columns else "")


def test_the_same_rows_give_the_same_bytes() -> None:
    """No clock is in the workbook."""
    first, second = io.BytesIO(), io.BytesIO()
    write_xlsx(ROWS, first)
    write_xlsx(ROWS, second)
    assert first.getvalue() == second.getvalue()
