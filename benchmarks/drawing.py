"""A curve as SVG, the numbers of things as logarithms: small enough to be read as text."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

_WIDTH, _HEIGHT, _LEFT, _BELOW, _RIGHT, _ABOVE = 720, 380, 60, 50, 110, 20
_COLOURS = ("#222222", "#8c8c8c", "#1f6fb2", "#c0392b", "#2e8b57")
_STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True, slots=True)
class Line:
    """A curve: its name, and its points from left to right."""

    name: str
    points: tuple[tuple[float, float], ...]


def draw(lines: Sequence[Line], *, across: str, up: str) -> str:
    """Return an SVG of *lines*; *across* is drawn as a logarithm, *up* from zero.

    >>> draw([Line("all", ((100, 1.0), (1000, 2.0)))], across="documents", up="ms").count("<polyline")
    1
    """
    return "\n".join(_draw(lines, across, up)) + "\n"


def _draw(lines: Sequence[Line], across: str, up: str) -> Iterator[str]:
    points = [point for line in lines for point in line.points]
    low, high = (math.log10(pick(x for x, _ in points)) for pick in (min, max))
    step = _step(max(y for _, y in points))
    top = step * math.ceil(max(y for _, y in points) / step)
    wide, tall = _WIDTH - _LEFT - _RIGHT, _HEIGHT - _ABOVE - _BELOW

    def place(x: float, y: float) -> tuple[float, float]:
        share = (math.log10(x) - low) / (high - low) if high > low else 0.5
        return round(_LEFT + wide * share, 1), round(_ABOVE + tall * (1 - y / top), 1)

    box = f'viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif" font-size="12"'
    yield f'<svg xmlns="http://www.w3.org/2000/svg" {box}>'
    yield f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="white"/>'
    for number in range(round(top / step) + 1):
        _, y = place(points[0][0], number * step)
        yield f'<path d="M{_LEFT} {y}H{_LEFT + wide}" stroke="#e0e0e0"/>'
        yield f'<text x="{_LEFT - 8}" y="{y + 4}" text-anchor="end">{number * step:g}</text>'
    for value in sorted({x for x, _ in points}):
        x, _ = place(value, 0)
        yield f'<text x="{x}" y="{_ABOVE + tall + 18}" text-anchor="middle">{value:,.0f}</text>'
    yield f'<text x="{_LEFT + wide / 2}" y="{_HEIGHT - 10}" text-anchor="middle">{escape(across)}</text>'
    middle = _ABOVE + tall / 2
    yield f'<text x="16" y="{middle}" text-anchor="middle" transform="rotate(-90 16 {middle})">{escape(up)}</text>'
    for number, line in enumerate(lines):
        colour = _COLOURS[number % len(_COLOURS)]
        placed = [place(*point) for point in line.points]
        way = " ".join(f"{x},{y}" for x, y in placed)
        yield f'<polyline fill="none" stroke="{colour}" stroke-width="2" points="{way}"/>'
        yield from (f'<circle cx="{x}" cy="{y}" r="3" fill="{colour}"/>' for x, y in placed)
        # names in a column: curves may end close together
        y = _ABOVE + 14 + 18 * number
        yield f'<text x="{_LEFT + wide + 14}" y="{y}" fill="{colour}">{escape(line.name)}</text>'
    yield "</svg>"


def _step(most: float) -> float:
    """Return the distance of five or so round numbers up to *most*."""
    rough = most / 5 or 1
    unit = 10 ** math.floor(math.log10(rough))
    return next(unit * each for each in _STEPS if unit * each >= rough)
