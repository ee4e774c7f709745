"""Dots on a scale of days, one row for each group, with the median."""

from statistics import median

from xuntu.reports.plots.canvas.paper import EDGE, INK, SOFT, Paper, colour, fold_names
from xuntu.reports.plots.charts import Dots

_STEP = 62.0
_GOLDEN = 0.6180339887


def draw_dots(paper: Paper, chart: Dots) -> None:
    """Draw dots on *paper*; where many fall together they lie above and below each other."""
    lines, widest = fold_names([f"{name}（{len(values)}）" for name, values in chart.groups])
    axes = paper.lay(chart.title, chart.remark, left=EDGE + widest + 10, tall=_STEP * len(chart.groups), foot=22)
    paper.name(axes, lines)
    most = max(values[-1] for _, values in chart.groups) or 1
    axes.set_xlim(-most * 0.02, most * 1.04)
    for place, (_, values) in enumerate(chart.groups):
        spread = min(0.5, 0.06 * len(values))
        ys = [place + 0.1 + spread * ((at * _GOLDEN) % 1 - 0.5) for at in range(len(values))]
        size, clear = (22, 0.75) if len(values) <= 60 else (9, 0.4)
        axes.scatter(values, ys, s=size, color=colour("c1"), alpha=clear, linewidths=0)
        middle = median(values)
        axes.plot([middle, middle], [place - 0.22, place + 0.42], color=colour("s-undone"), linewidth=1.6)
        words = f"中位数 {middle:,.0f} {chart.unit}（{values[0]:,}—{values[-1]:,}）"
        paper.label(
            axes, middle, place - 0.33, words, size=8.5, shade=INK, side="right" if middle > most * 0.72 else "left"
        )
    paper.scale(axes, chart.unit)
    axes.axhline(len(chart.groups) - 0.5, color=SOFT, linewidth=0.8)
