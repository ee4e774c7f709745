"""Pictures of numbers as SVG: bars, columns over years. Text is measured, so that Chinese fits; nothing is clipped.

A picture has a title and a description for those who hear it, and stands beside the table that it is drawn from. Its
colours are classes of ``static/drawing.css``; there is no style in the picture itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from markupsafe import Markup

_SIZE: Final = 13
"""Height of the letters, in units of the picture."""
_GAP: Final = 8
_MOST: Final = 22
"""Characters of a label that are shown; the whole of it is its title."""
_MARKS: Final = 4


@dataclass(frozen=True, slots=True)
class Series:
    """One kind of value in columns that are made of several: its name, its values, the class that colours it."""

    name: str
    values: Sequence[float]
    colour: str = "c1"


def measure(text: str, size: float = _SIZE) -> float:
    """Return the width of *text* in units of the picture: a Han character is as wide as it is high.

    >>> measure("巡视"), measure("2021")
    (26.0, 31.2)
    """
    return round(float(sum(size if mark > "\u2000" else size * 0.6 for mark in text)), 1)


def shorten(text: str, most: int = _MOST) -> str:
    """Return *text* cut to *most* characters.

    >>> shorten("招标投标不规范", 4)
    '招标投…'
    """
    return text if len(text) <= most else f"{text[: most - 1]}…"


def bars(rows: Sequence[tuple[str, float]], *, title: str, description: str = "", width: int = 640) -> Markup:
    """Return bars that lie one below the other, each with its name before it and its number behind.

    >>> "招标投标不规范：3" in bars([("招标投标不规范", 3)], title="类型")
    True
    """
    step, thick = 24, 15
    names = max((measure(shorten(name)) for name, _ in rows), default=0.0)
    most = max((value for _, value in rows), default=0) or 1
    numbers = max((measure(number(value)) for _, value in rows), default=0.0)
    room = max(width - names - numbers - 3 * _GAP, 60)
    lines = [
        Markup(
            '<g class="row"><title>{name}：{value}</title><text x="{right}" y="{base}" class="end">{short}</text>'
            '<rect x="{left}" y="{top}" width="{long}" height="{thick}" rx="2" class="bar c1"/>'
            '<text x="{after}" y="{base}" class="value">{value}</text></g>'
        ).format(
            name=name,
            short=shorten(name),
            value=number(value),
            right=round(names, 1),
            left=round(names + _GAP, 1),
            long=round(room * value / most, 1),
            after=round(names + 1.5 * _GAP + room * value / most, 1),
            top=place * step + 4,
            base=place * step + 16,
            thick=thick,
        )
        for place, (name, value) in enumerate(rows)
    ]
    return frame(lines, title=title, description=description, size=(width, len(rows) * step + 4))


def columns(rows: Sequence[tuple[str, float]], *, title: str, description: str = "", width: int = 640) -> Markup:
    """Return columns that stand side by side, as for years; their names are below, their numbers on top."""
    names = [name for name, _ in rows]
    return stacks(names, [Series("", [value for _, value in rows])], title=title, description=description, width=width)


def stacks(
    names: Sequence[str], series: Sequence[Series], *, title: str, description: str = "", width: int = 640
) -> Markup:
    """Return columns that are made of several values, with a legend where there are more than one."""
    tall, head, foot = 150, 18, 22
    sums = [sum(each.values[place] for each in series) for place in range(len(names))]
    most = max(sums, default=0) or 1
    left = measure(number(most)) + _GAP
    widest = max((measure(name) for name in names), default=0.0) + _GAP
    pitch = max(widest, min((width - left) / max(len(names), 1), 64))
    size = (round(max(width, left + pitch * len(names))), tall + head + foot + (_SIZE + _GAP if len(series) > 1 else 0))
    base = head + tall
    lines = [_grid(value, most, left=left, right=size[0], base=base, tall=tall) for value in _ticks(most)]
    for place, name in enumerate(names):
        x = left + pitch * place + pitch * 0.18
        heights = [round(tall * each.values[place] / most, 1) for each in series]
        tops = [round(base - height, 1) for height in accumulate(heights)]
        for each, height, top in zip(series, heights, tops, strict=True):
            told = "：".join(filter(None, (name, each.name, number(each.values[place]))))
            if height:
                lines.append(
                    Markup('<rect x="{}" y="{}" width="{}" height="{}" class="bar {}"><title>{}</title></rect>').format(
                        round(x, 1), top, round(pitch * 0.64, 1), height, each.colour, told
                    )
                )
        middle = round(left + pitch * (place + 0.5), 1)
        if sums[place]:
            lines.append(
                Markup('<text x="{}" y="{}" class="middle value">{}</text>').format(
                    middle, (tops[-1] if tops else base) - 4, number(sums[place])
                )
            )
        lines.append(Markup('<text x="{}" y="{}" class="middle">{}</text>').format(middle, base + 16, name))
    if len(series) > 1:
        lines += _legend(series, left=left, base=base + foot + _SIZE)
    return frame(lines, title=title, description=description, size=size)


def frame(lines: Sequence[Markup], *, title: str, description: str = "", size: tuple[float, float]) -> Markup:
    """Return the picture that *lines* make: its size in units, a title and a description.

    One that holds links is a group of them; any other is heard as one picture.
    """
    role = "group" if any("<a " in line for line in lines) else "img"
    return Markup(
        '<svg class="drawing" role="{role}" viewBox="0 0 {w} {h}" width="{w}" height="{h}" font-size="{s}">'
        "<title>{title}</title>{description}{lines}</svg>"
    ).format(
        role=role,
        w=round(size[0]),
        h=round(size[1]),
        s=_SIZE,
        title=title,
        description=Markup("<desc>{}</desc>").format(description) if description else "",
        lines=Markup("").join(lines),
    )


def number(value: float) -> str:
    """Return a number as it is read: thousands apart, no more digits than it has.

    >>> number(1234), number(7.132), number(3.0)
    ('1,234', '7.13', '3')
    """
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def _ticks(most: float) -> list[float]:
    step = next(
        (step for power in range(12) for step in (10**power, 2 * 10**power, 5 * 10**power) if most / step <= _MARKS),
        most,
    )
    return [step * place for place in range(int(most / step) + 1)]


def _grid(value: float, most: float, *, left: float, right: float, base: float, tall: float) -> Markup:
    y = round(base - tall * value / most, 1)
    return Markup(
        '<line x1="{left}" y1="{y}" x2="{right}" y2="{y}" class="grid"/>'
        '<text x="{at}" y="{low}" class="end soft">{n}</text>'
    ).format(left=round(left, 1), right=right, y=y, at=round(left - _GAP / 2, 1), low=round(y + 4, 1), n=number(value))


def _legend(series: Sequence[Series], *, left: float, base: float) -> list[Markup]:
    lines: list[Markup] = []
    x = left
    for each in series:
        lines.append(
            Markup('<rect x="{}" y="{}" width="11" height="11" class="bar {}"/><text x="{}" y="{}">{}</text>').format(
                round(x, 1), base - 10, each.colour, round(x + 15, 1), base, each.name
            )
        )
        x += 15 + measure(each.name) + 2 * _GAP
    return lines
