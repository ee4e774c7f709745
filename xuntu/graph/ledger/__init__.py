"""The rectification ledger (整改台账): an Excel workbook to be printed, worked on, and taken back."""

from xuntu.graph.ledger.edits import SHEETS
from xuntu.graph.ledger.taking import LedgerImport, Taken, import_ledger
from xuntu.graph.ledger.writing import write_ledger

__all__ = ["SHEETS", "LedgerImport", "Taken", "import_ledger", "write_ledger"]
