"""The one door to matplotlib: pictures without a window, without a clock, without boxes for characters."""

from xuntu.reports.plots.canvas.page import draw

__all__ = ["draw"]
