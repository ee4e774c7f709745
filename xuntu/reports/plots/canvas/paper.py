"""The paper that pictures are drawn on: sizes in points, letters of one font, colours that are told apart."""

from dataclasses import dataclass
from typing import Final, Literal

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties

from xuntu.reports.colours import LIGHT
from xuntu.reports.drawing import measure, wrap

INK: Final = "#1d2126"
SOFT: Final = "#59626b"
LINE: Final = "#d5dae0"
WIDE: Final = 560.0
EDGE: Final = 18.0
HEAD: Final = 46.0
FOOT: Final = 34.0
SIZE: Final = 9.5
_POINTS: Final = 72.0


def colour(name: str) -> str:
    """Return the colour of a series."""
    return f"#{LIGHT[name]}"


@dataclass(frozen=True, slots=True)
class Paper:
    """A figure and its font."""

    figure: Figure
    font: FontProperties

    def lay(self, title: str, remark: str, *, left: float, tall: float, head: float = 0.0, foot: float = 0.0) -> Axes:
        """Return axes of *tall* points, *left* points from the edge, below a title and above a remark.

        A unit of the horizontal is a point until the axes are given other limits.
        """
        lines = _fold(remark, WIDE - 2 * EDGE, 8.5)
        below = FOOT + foot + 12 * (len(lines) - 1)
        high = HEAD + head + tall + below
        self.figure.set_size_inches(WIDE / _POINTS, high / _POINTS)
        self.write(EDGE / WIDE, 1 - 25 / high, title, size=13)
        for place, line in enumerate(lines):
            self.write(EDGE / WIDE, (12 * (len(lines) - 1 - place) + 12) / high, line, size=8.5, shade=SOFT)
        axes = self.figure.add_axes((left / WIDE, below / high, (WIDE - left - EDGE) / WIDE, tall / high))
        axes.set_facecolor("none")
        for side in axes.spines.values():
            side.set_visible(False)
        axes.tick_params(length=0, labelsize=SIZE, labelcolor=INK)
        return axes

    def write(self, x: float, y: float, words: str, *, size: float = SIZE, shade: str = INK) -> None:
        """Write words on the page, at shares of its width and height."""
        self.figure.text(x, y, words, fontproperties=self.font, fontsize=size, color=shade, va="baseline", ha="left")

    def label(
        self,
        axes: Axes,
        x: float,
        y: float,
        words: str,
        *,
        size: float = SIZE,
        shade: str = INK,
        side: Literal["left", "center", "right"] = "left",
    ) -> None:
        """Write words in axes, at a place of their own units; *side* is which end of the words is there."""
        axes.text(x, y, words, fontproperties=self.font, fontsize=size, color=shade, ha=side, va="center")

    def name(self, axes: Axes, lines: list[list[str]]) -> None:
        """Write the names of rows on the left, the first on top."""
        axes.set_yticks(range(len(lines)), ["\n".join(told) for told in lines])
        for told in axes.get_yticklabels():
            told.set_fontproperties(self.font)
            told.set_fontsize(SIZE)
            told.set_linespacing(1.15)
        axes.set_ylim(len(lines) - 0.5, -0.5)

    def scale(self, axes: Axes, words: str = "") -> None:
        """Set the letters of the scale below, and light lines up from it."""
        axes.grid(axis="x", color=LINE, linewidth=0.6)
        axes.set_axisbelow(True)
        for told in axes.get_xticklabels():
            told.set_fontproperties(self.font)
            told.set_fontsize(8.5)
            told.set_color(SOFT)
        if words:
            axes.set_xlabel(words, fontproperties=self.font, fontsize=8.5, color=SOFT, loc="right", labelpad=2)


def fold_names(names: list[str], most: int = 17) -> tuple[list[list[str]], float]:
    """Return names in at most two lines, and how wide the widest is, in points."""
    lines = [wrap(name, most) for name in names]
    return lines, max((measure(line, SIZE) for told in lines for line in told), default=0.0)


def _fold(words: str, width: float, size: float) -> list[str]:
    lines = [""]
    for mark in words:
        if measure(lines[-1] + mark, size) > width:
            lines.append("")
        lines[-1] += mark
    return lines
