"""What is carried to a meeting: reports on a unit or a round, and pictures for documents."""

from xuntu.reports.model import Report
from xuntu.reports.writing import WRITERS, make_report, write_report

__all__ = ["WRITERS", "Report", "make_report", "write_report"]
