"""What is carried to a meeting: reports on a unit or a round, and pictures for documents."""

from xuntu.reports.model import Report
from xuntu.reports.plots.fonts import find_fonts
from xuntu.reports.printing import find_browser
from xuntu.reports.writing import FORMS, make_report, to_bytes, write_report

__all__ = ["FORMS", "Report", "find_browser", "find_fonts", "make_report", "to_bytes", "write_report"]
