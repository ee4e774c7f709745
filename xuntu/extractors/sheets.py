"""The bare cells of a workbook, for who wrote it and takes it back."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xuntu.extractors.readers.excel import Sheets


def read_sheets(data: bytes, name: str, wanted: Callable[[str], bool] = bool) -> "Sheets":
    """Return the sheets of an .xlsx whose names are *wanted*; raises DocumentError where it is none."""
    from xuntu.extractors.readers.excel import read_sheets

    return read_sheets(data, name, wanted)
