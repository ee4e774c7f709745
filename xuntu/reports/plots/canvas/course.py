"""The course of a unit in time: one lane for each inspection, the latest at the bottom."""

from datetime import date
from typing import Final

from matplotlib.axes import Axes
from matplotlib.dates import DateFormatter, YearLocator, date2num
from matplotlib.lines import Line2D

from xuntu.reports.drawing import measure
from xuntu.reports.plots.canvas.paper import EDGE, INK, SIZE, SOFT, WIDE, Paper, colour, fold_names
from xuntu.reports.plots.charts import Course, Lane

_STEP: Final = 58.0
_SMALL: Final = 8.5
_SHAPES: Final = {"feedback": ("D", "s-ongoing"), "report": ("o", "s-undone")}
_LEGEND: Final = (("巡视巡察", "s", "c1"), ("反馈", "D", "s-ongoing"), ("整改通报", "o", "s-undone"))


def draw_course(paper: Paper, chart: Course) -> None:
    """Draw a course on *paper*."""
    lines, widest = fold_names([lane.name for lane in chart.lanes], 12)
    left = EDGE + widest + 10
    axes = paper.lay(chart.title, chart.remark, left=left, tall=_STEP * len(chart.lanes), head=20, foot=18)
    paper.name(axes, lines)
    days = [day for lane in chart.lanes for day in _days(lane)]
    first, last = date(min(days).year, 1, 1), date(max(days).year + 1, 1, 1)
    axes.set_xlim(_at(first), _at(last))
    years = last.year - first.year
    step = 1 if years <= 8 else 2 if years <= 16 else 5
    axes.xaxis.set_major_locator(YearLocator(step))  # type: ignore[no-untyped-call]  # matplotlib has no types here
    axes.xaxis.set_major_formatter(DateFormatter("%Y年"))  # type: ignore[no-untyped-call]  # nor here
    for place, lane in enumerate(chart.lanes):
        _draw_lane(paper, axes, lane, place=place, points=(WIDE - left - EDGE) / (last - first).days)
    paper.scale(axes)
    axes.axhline(len(chart.lanes) - 0.5, color=SOFT, linewidth=0.8)
    _explain(paper)


def _at(day: date) -> float:
    return float(date2num(day))  # type: ignore[no-untyped-call]  # its stubs say nothing


def _days(lane: Lane) -> list[date]:
    return sorted(day for day in (lane.start, lane.end, *(mark.day for mark in lane.marks)) if day)


def _draw_lane(paper: Paper, axes: Axes, lane: Lane, *, place: int, points: float) -> None:
    days = _days(lane)
    axes.plot([_at(days[0]), _at(days[-1])], [place, place], color=SOFT, linewidth=0.8, zorder=2)
    start, end = lane.start or lane.end, lane.end or lane.start
    if start and end:
        long = max((end - start).days, int(4 / points))
        axes.barh(place, long, 0.16, left=_at(start), color=colour("c1"), linewidth=0, zorder=3)
    for mark in lane.marks:
        shape, shade = _SHAPES[mark.kind]
        axes.plot(
            [_at(mark.day)],
            [place],
            marker=shape,
            markersize=6.5,
            color=colour(shade),
            markeredgecolor="white",
            zorder=4,
        )
    for words, level, shade in ((lane.days, -0.29, SOFT), (lane.outcome, 0.29, INK)):
        _write(paper, axes, words, at=(_at(days[0]), place + level), points=points, shade=shade)


def _write(paper: Paper, axes: Axes, words: str, *, at: tuple[float, float], points: float, shade: str) -> None:
    """Write words beginning at a day, or so far before it that they end within the axes."""
    begin, end = axes.get_xlim()
    x = max(begin, min(at[0], end - measure(words, _SMALL) / points))
    paper.label(axes, x, at[1], words, size=_SMALL, shade=shade)


def _explain(paper: Paper) -> None:
    """Write what the shapes mean, below the title."""
    high = paper.figure.get_size_inches()[1] * 72
    x, y = EDGE, high - 44
    for name, shape, shade in _LEGEND:
        drawn = Line2D(
            [(x + 5) / WIDE],
            [(y + 3) / high],
            marker=shape,
            markersize=6.5,
            color=colour(shade),
            markeredgecolor="white",
        )
        paper.figure.add_artist(drawn)
        paper.write((x + 13) / WIDE, y / high, name)
        x += 13 + measure(name, SIZE) + 16
