"""Pictures for documents: recurrences, statuses, types, the course of a unit, time to publication."""

from xuntu.reports.plots.charts import Bands, Chart, Course, Dots
from xuntu.reports.plots.kinds import KINDS, read_chart
from xuntu.reports.plots.writing import FORMS, write_plot

__all__ = ["FORMS", "KINDS", "Bands", "Chart", "Course", "Dots", "read_chart", "write_plot"]
