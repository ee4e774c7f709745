"""Horizontal bands, with the number of each part in it and the sum behind."""

from matplotlib.patches import Rectangle

from xuntu.reports.drawing import measure
from xuntu.reports.plots.canvas.paper import EDGE, INK, SIZE, WIDE, Paper, colour, fold_names
from xuntu.reports.plots.charts import Bands

_STEP = 25.0
_WHITE_ON = {"c1", "s-done", "s-undone"}


def draw_bands(paper: Paper, chart: Bands) -> None:
    """Draw bands on *paper*."""
    lines, widest = fold_names([name for name, _ in chart.rows])
    several = len(chart.series) > 1
    left = EDGE + widest + 8
    step = _STEP + (4 if any(len(told) > 1 for told in lines) else 0)
    axes = paper.lay(chart.title, chart.remark, left=left, tall=step * len(chart.rows), head=18 if several else 0)
    paper.name(axes, lines)
    most = max(sum(values) for _, values in chart.rows) or 1
    points = WIDE - left - EDGE - measure(f"{most:,}", SIZE) - 8
    axes.set_xlim(0, most * (WIDE - left - EDGE) / points)
    axes.set_xticks([])
    for place, (_, values) in enumerate(chart.rows):
        x = 0
        for (_, shade), value in zip(chart.series, values, strict=True):
            axes.barh(place, value, 0.62, left=x, color=colour(shade), linewidth=0)
            if several and value * points / most > measure(f"{value:,}", 8.5) + 4:
                on = "white" if shade in _WHITE_ON else INK
                paper.label(axes, x + value / 2, place, f"{value:,}", size=8.5, shade=on, side="center")
            x += value
        paper.label(axes, x + 5 * most / points, place, f"{x:,}")
    if several:
        _explain(paper, chart)


def _explain(paper: Paper, chart: Bands) -> None:
    """Write what the colours mean, below the title."""
    high = paper.figure.get_size_inches()[1] * 72
    x, y = EDGE, high - 46
    for name, shade in chart.series:
        paper.figure.add_artist(Rectangle((x / WIDE, y / high), 9 / WIDE, 9 / high, color=colour(shade), linewidth=0))
        paper.write((x + 13) / WIDE, (y + 1) / high, name)
        x += 13 + measure(name, SIZE) + 16
