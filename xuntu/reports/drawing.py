"""Bars of a report as SVG within a page: text is measured so that Chinese fits; colours are classes of the page."""

from collections.abc import Iterator, Sequence
from typing import Final

from markupsafe import Markup

from xuntu.reports.model import Bars

_SIZE: Final = 13
_GAP: Final = 8
_WIDTH: Final = 720
_STEP: Final = 26
_THICK: Final = 16
_IN_LINE: Final = 18
"""Han characters of a label in one line; it has at most two lines, all of it is its title."""
_NOT_FIRST: Final = "，。、；：！？）】》”’%"


def measure(text: str, size: float = _SIZE) -> float:
    """Return the width of *text* in units of the picture: a Han character is as wide as it is high.

    >>> measure("巡视"), measure("2021")
    (26.0, 31.2)
    """
    return round(float(sum(size if mark > "\u2000" else size * 0.6 for mark in text)), 1)


def wrap(text: str, most: int = _IN_LINE) -> list[str]:
    """Return *text* in at most two lines, each as wide as *most* Han characters.

    >>> wrap("水务局", 4), wrap("市委第四巡察组巡察水务局", 6), wrap("一二三四五六七", 3)
    (['水务局'], ['市委第四巡察', '组巡察水务局'], ['一二三', '四五…'])
    >>> wrap("省委第二巡视组（2023）", 10), wrap("一二三四五六（七）", 4)
    (['省委第二巡视组', '（2023）'], ['一二三四', '五六（…'])
    """
    if measure(text, 1) <= most:
        return [text]
    head, mark, tail = text.rpartition("（")
    if mark and most * 0.4 <= measure(head, 1) <= most and measure(tail, 1) < most:
        return [head, mark + tail]
    first = _take(text, most)
    rest = text[len(first) :]
    return [first, rest if measure(rest, 1) <= most else f"{_take(rest, most - 1)}…"]


def _take(text: str, most: float) -> str:
    """Return as much of the beginning of *text* as fits, so that the next line does not begin with a closing mark."""
    taken = next((text[:end] for end in range(len(text), 0, -1) if measure(text[:end], 1) <= most), "")
    return taken[:-1] if len(taken) > 1 and text[len(taken) : len(taken) + 1] in set(_NOT_FIRST) else taken


def draw(bars: Bars) -> Markup:
    """Return *bars* as a picture, with a legend where they are made of several values, and numbers behind them."""
    labels = [wrap(label) for label, _ in bars.rows]
    left = max((measure(line, _SIZE - 1) for lines in labels for line in lines), default=0.0) + _GAP
    sums = [sum(values) for _, values in bars.rows]
    most = max(sums, default=0) or 1
    room = _WIDTH - left - measure(f"{most:,}") - 2 * _GAP
    legend = list(_legend(bars)) if len(bars.series) > 1 else []
    head = 24 if legend else 4
    lines = [*legend]
    top = float(head)
    for (label, values), told in zip(bars.rows, labels, strict=True):
        tall = _STEP if len(told) == 1 else _STEP + 8
        lines += _row(bars, label, values, told=told, box=(left, top, room / most, tall))
        top += tall
    return Markup(
        '<svg class="bars" role="img" viewBox="0 0 {w} {h}" font-size="{s}"><title>{title}</title>'
        "<desc>{desc}</desc>{lines}</svg>"
    ).format(
        w=_WIDTH, h=round(top + 4), s=_SIZE, title=bars.title, desc=describe(bars), lines=Markup("").join(lines)
    )  # fmt: skip


def describe(bars: Bars) -> str:
    """Return in words what bars show."""
    names = [name for name, _ in bars.series]
    return "；".join(
        f"{label}：" + "、".join(f"{name}{value}" for name, value in zip(names, values, strict=True) if value)
        for label, values in bars.rows
    )


def _row(
    bars: Bars, label: str, values: Sequence[int], *, told: list[str], box: tuple[float, float, float, float]
) -> Iterator[Markup]:
    left, top, scale, tall = box
    middle = top + tall / 2
    for place, line in enumerate(told):
        shift = 0 if len(told) == 1 else -7 if place == 0 else 7
        yield Markup('<text x="{}" y="{}" class="end" font-size="{}"><title>{}</title>{}</text>').format(
            round(left - _GAP, 1), round(middle + shift + 4.5, 1), _SIZE - 1, label, line
        )
    x = left
    for (name, colour), value in zip(bars.series, values, strict=True):
        long = value * scale
        if value:
            yield Markup(
                '<rect x="{}" y="{}" width="{}" height="{}" class="{}"><title>{}：{} {}</title></rect>'
            ).format(round(x, 1), round(middle - _THICK / 2, 1), round(long, 1), _THICK, colour, label, name, value)
            if len(bars.series) > 1 and long > measure(str(value)) + 6:
                yield Markup('<text x="{}" y="{}" class="in {}-on">{}</text>').format(
                    round(x + long / 2, 1), round(middle + 4.5, 1), colour, value
                )
        x += long
    yield Markup('<text x="{}" y="{}" class="number">{}</text>').format(
        round(x + _GAP, 1), round(middle + 4.5, 1), f"{sum(values):,}"
    )


def _legend(bars: Bars) -> Iterator[Markup]:
    x = 0.0
    for name, colour in bars.series:
        yield Markup('<rect x="{}" y="2" width="12" height="12" class="{}"/><text x="{}" y="13">{}</text>').format(
            round(x, 1), colour, round(x + 17, 1), name
        )
        x += 17 + measure(name) + 2 * _GAP
