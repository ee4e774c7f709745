"""Excel workbooks: every sheet that is shown, as a table, or the bare cells of any."""

from xuntu.extractors.readers.excel.sheets import Cells, Sheets, read_sheets
from xuntu.extractors.readers.excel.workbook import read_xlsx

__all__ = ["Cells", "Sheets", "read_sheets", "read_xlsx"]
