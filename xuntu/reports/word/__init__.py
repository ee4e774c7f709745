"""A report as a Word document."""

from xuntu.reports.word.document import to_docx

__all__ = ["to_docx"]
