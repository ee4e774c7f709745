"""Excel workbooks: every sheet that is shown, as a table."""

from xuntu.extractors.readers.excel.workbook import read_xlsx

__all__ = ["read_xlsx"]
