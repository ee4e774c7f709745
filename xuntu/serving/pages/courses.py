"""Pictures of time: inspections on an axis of years, and findings that come back from one inspection to the next."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from markupsafe import Markup

from xuntu.serving.pages.drawing import frame, measure, shorten

_WIDTH: Final = 1000
_DAYS: Final = 365.25


@dataclass(frozen=True, slots=True)
class Span:
    """An inspection on the axis: its days (``None`` where they are not known) and where its name leads."""

    label: str
    path: str
    start: str | None
    end: str | None
    feedback: str | None
    reports: tuple[str, ...]
    told: str


@dataclass(frozen=True, slots=True)
class Point:
    """A finding in the column of its inspection; ``told`` is what it says, ``path`` its page."""

    key: str
    name: str
    told: str
    path: str


@dataclass(frozen=True, slots=True)
class Column:
    """An inspection with its findings."""

    label: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """From an earlier finding to a later one, by their keys."""

    earlier: str
    later: str
    is_stated: bool
    told: str


def draw_spans(spans: Sequence[Span], *, title: str, description: str, names: Mapping[str, str]) -> Markup:
    """Return inspections below each other on one axis of years; *names* are those of the three marks in the legend."""
    days = [day for span in spans for day in map(to_years, (span.start, span.end, span.feedback, *span.reports)) if day]
    if not days:
        return Markup("")
    first, last = int(min(days)), int(max(days)) + 1
    left, step, head = 12, 40, 26
    scale = (_WIDTH - 2 * left) / (last - first)
    height = head + step * len(spans) + 26

    def at(day: float) -> float:
        return round(left + (day - first) * scale, 1)

    lines = [
        Markup(
            '<line x1="{x}" y1="{top}" x2="{x}" y2="{base}" class="grid"/><text x="{x}" y="14" class="{k}">{y}</text>'
        ).format(
            x=at(year), top=20, base=height - 24, y=year, k="" if year == first else "end" if year == last else "middle"
        )
        for year in range(first, last + 1)
        if (last - first) <= 12 or year % 2 == 0
    ]
    for place, span in enumerate(spans):
        lines.append(_draw_span(span, at, top=head + step * place))
    return frame([*lines, _marks(names, left, height - 8)], title=title, description=description, size=(_WIDTH, height))


def to_years(day: str | None) -> float | None:
    """Return a day, month or year as a number of years; ``None`` where it is none.

    >>> to_years("2021"), to_years("2021-07"), to_years("前年")
    (2021.5, 2021.54, None)
    """
    parts = (day or "").split("-")
    if not all(part.isdigit() for part in parts) or len(parts[0]) != 4 or int(parts[0]) < 1:
        return None
    year = int(parts[0])
    if len(parts) == 1:
        return year + 0.5
    month = min(max(int(parts[1]), 1), 12)
    if len(parts) == 2:
        return round(year + (month - 0.5) / 12, 2)
    known = date(year, month, min(max(int(parts[2]), 1), 28))
    return year + (known - date(year, 1, 1)).days / _DAYS


def _draw_span(span: Span, at: Callable[[float], float], *, top: float) -> Markup:
    start = to_years(span.start) or to_years(span.feedback) or next(filter(None, map(to_years, span.reports)), None)
    if start is None:
        return Markup("")
    end = max(to_years(span.end) or start, start)
    x, long = at(start), max(at(end) - at(start), 6)
    wide = measure(span.label)
    to_left = x + wide > _WIDTH - 4
    marks = Markup("").join(
        [
            *(_diamond(at(day), top + 28) for day in [to_years(span.feedback)] if day),
            *(_disc(at(day), top + 28) for day in map(to_years, span.reports) if day),
        ]
    )
    return Markup(
        '<g><title>{told}</title><a href="{path}"><text x="{x}" y="{text}" class="{kind}">{label}</text></a>'
        '<rect x="{bar}" y="{y}" width="{long}" height="10" rx="2" class="bar c1"/>{marks}</g>'
    ).format(
        told=span.told, path=span.path, label=span.label, kind="end" if to_left else "",
        x=round(min(_WIDTH - 4, max(x + long, wide)), 1) if to_left else x,
        text=top + 17, bar=x, y=top + 23, long=round(long, 1), marks=marks,
    )  # fmt: skip


def _diamond(x: float, y: float) -> Markup:
    return Markup('<path d="M{x} {a}L{r} {y}L{x} {b}L{l} {y}Z" class="bar c3"/>').format(
        x=x, y=y, a=y - 6, b=y + 6, r=round(x + 6, 1), l=round(x - 6, 1)
    )


def _disc(x: float, y: float) -> Markup:
    return Markup('<circle cx="{}" cy="{}" r="5" class="bar c5"/>').format(x, y)


def _marks(names: Mapping[str, str], left: float, base: float) -> Markup:
    parts: list[Markup] = []
    x = left
    for key, shape in (("inspection", None), ("feedback", _diamond), ("report", _disc)):
        parts.append(
            shape(x + 6, base - 4)
            if shape
            else Markup('<rect x="{}" y="{}" width="14" height="10" rx="2" class="bar c1"/>').format(x, base - 9)
        )
        parts.append(Markup('<text x="{}" y="{}" class="soft">{}</text>').format(round(x + 20, 1), base, names[key]))
        x += 20 + measure(names[key], 11) + 24
    return Markup("").join(parts)


def draw_chains(columns: Sequence[Column], lines: Sequence[Line], *, title: str, description: str) -> Markup:
    """Return inspections as columns from left to right, findings as points in them, and lines where one comes back."""
    pitch, step, head, left = max(190, _WIDTH // max(len(columns), 1)), 18, 44, 14
    places: dict[str, tuple[float, float, float]] = {}
    drawn: list[Markup] = []
    ends = {end for line in lines for end in (line.earlier, line.later)}
    for number, column in enumerate(columns):
        x = left + pitch * number
        drawn.append(
            Markup('<g><title>{}</title><text x="{}" y="18" class="head">{}</text></g>').format(
                column.label, x, shorten(column.label, max(int((pitch - 16) / 13), 4))
            )
        )
        for place, point in enumerate(column.points):
            y = head + step * place
            places[point.key] = (x + 6, y, x + 20 + measure(shorten(point.name, 9), 11))
            drawn.append(
                Markup(
                    '<a href="{}" class="{}"><title>{}</title><circle cx="{}" cy="{}" r="{}"/>'
                    '<text x="{}" y="{}">{}</text></a>'
                ).format(
                    point.path, "again" if point.key in ends else "once", point.told, x + 6, y,
                    5 if point.key in ends else 3, x + 16, y + 4, shorten(point.name, 9),
                )
            )  # fmt: skip
    height = head + step * max((len(column.points) for column in columns), default=0) + 6
    paths = [_draw_line(line, places) for line in lines if line.earlier in places and line.later in places]
    size = (max(left + pitch * len(columns), _WIDTH), height)
    return frame([*paths, *drawn], title=title, description=description, size=size)


def _draw_line(line: Line, places: Mapping[str, tuple[float, float, float]]) -> Markup:
    (_, y1, x1), (x2, y2, _) = places[line.earlier], places[line.later]
    bend = round(max((x2 - x1) / 2, 40), 1)
    return Markup('<path d="M{:.1f} {}C{} {} {} {} {} {}" class="link {}"><title>{}</title></path>').format(
        x1,
        y1,
        round(x1 + bend, 1),
        y1,
        round(x2 - bend, 1),
        y2,
        x2,
        y2,
        "stated" if line.is_stated else "inferred",
        line.told,
    )
