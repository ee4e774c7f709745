"""The rectification ledger (整改台账): an Excel workbook to be printed, worked on, and taken back."""

from xuntu.graph.ledger.writing import write_ledger

__all__ = ["write_ledger"]
