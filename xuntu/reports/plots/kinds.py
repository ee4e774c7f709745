"""The kinds of pictures, and what each reads from a store."""

from collections import Counter, defaultdict
from collections.abc import Callable
from typing import Final

from xuntu.graph import Store, ask
from xuntu.graph.profiles import (
    InspectionRow,
    UnitProfile,
    count_statuses,
    describe_unit,
    find_unit,
    list_round_rows,
    list_type_rows,
)
from xuntu.ontology import QueryError, clean
from xuntu.reports.material import STATUSES
from xuntu.reports.plots.charts import Bands, Chart, Course, Dots, Lane, Mark
from xuntu.reports.wording import say_day, say_list, say_span, to_date

_MOST_ROUNDS: Final = 16
_MOST_TYPES: Final = 20
_MOST_LANES: Final = 14
_MOST_DAYS: Final = 5_000
_EVERY: Final = 100_000
_LEVELS: Final = ("中央", "省级", "市级", "县级", "单位")


def read_chart(store: Store, kind: str, *, unit: str | None = None) -> Chart:
    """Return what the picture *kind* shows; a timeline is of one *unit*, the others are of all.

    Raises QueryError for an unknown kind, where a unit is missing or too much, and where there is nothing to draw.
    """
    if kind not in KINDS:
        raise QueryError(f"没有叫 {kind} 的图；可以画：{'、'.join(KINDS)}")
    if (unit is None) == (kind == "timeline"):
        raise QueryError("timeline 画一个单位：加 --unit 名称" if unit is None else f"{kind} 画全部，不用 --unit")
    return KINDS[kind][1](store, unit or "")


def _refuse(what: str) -> QueryError:
    return QueryError(f"没有可画的：图里没有{what}")


def _read_recurrences(store: Store, unit: str) -> Bands:  # noqa: ARG001 (all readers are called alike)
    rows = [row for row in list_round_rows(store, size=_EVERY).rows if row.tally.findings]
    if not rows:
        raise _refuse("有问题记载的轮次")
    sums: defaultdict[str, Counter[bool]] = defaultdict(Counter)
    by_round = len(rows) <= _MOST_ROUNDS
    for row in sorted(rows, key=lambda row: (row.year or "", row.name)):
        name = (
            f"{row.name}（{row.year}）"
            if by_round and row.year
            else row.name
            if by_round
            else f"{row.year or '未载明'}年"
        )
        sums[clean(name)] += Counter({True: row.tally.recurring, False: row.tally.findings - row.tally.recurring})
    return Bands(
        f"各{'轮次' if by_round else '年'}的问题，此前发现过的有多少",
        "此前发现过：文中明示或推断与更早的问题相同或同类。只计知道轮次的巡视巡察。",
        (("此前发现过", "s-undone"), ("首次发现", "s-stage")),
        tuple((name, (counts[True], counts[False])) for name, counts in sums.items()),
    )


def _read_statuses(store: Store, unit: str) -> Bands:  # noqa: ARG001 (all readers are called alike)
    sums: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for line in ask(store, "status-by-type").to_dicts():
        sums[clean(line["type"])] += Counter({key: int(str(line[key] or 0)) for key in ("done", "open", "unknown")})
    ordered = sorted(sums, key=lambda name: (-sums[name].total(), name))[:_MOST_TYPES]
    if not ordered:
        raise _refuse("归了类的问题")
    rest = f"问题最多的 {len(ordered)} 类，共 {len(sums)} 类。" if len(sums) > len(ordered) else ""
    return Bands(
        "各类问题的整改状态",
        f"{rest}状态是单位最近一次自报的；未办结是写了状态而不是完成的。",
        (("完成", "s-done"), ("未办结", "s-ongoing"), ("未载明", "s-none")),
        tuple((name, tuple(sums[name][key] for key in ("done", "open", "unknown"))) for name in ordered),
    )


def _read_types(store: Store, unit: str) -> Bands:  # noqa: ARG001 (all readers are called alike)
    rows = list_type_rows(store)
    leaves = [row for row, after in zip(rows, (*rows[1:], rows[0]), strict=True) if after.depth <= row.depth]
    ordered = sorted((row for row in leaves if row.findings), key=lambda row: (-row.findings, row.code))
    if not ordered:
        raise _refuse("归了类的问题")
    return Bands(
        "最多的问题类型",
        f"有问题的 {len(ordered)} 类中的前 {len(ordered[:_MOST_TYPES])} 类。一个问题可以归入几类。",
        (("问题数", "c1"),),
        tuple((row.label, (row.findings,)) for row in ordered[:_MOST_TYPES]),
    )


def _read_timeline(store: Store, unit: str) -> Course:
    told = describe_unit(store, find_unit(store, unit))
    rows = [row for row in told.inspections if _days(row)] if told else []
    if told is None or not rows:
        raise _refuse(f"{unit}有日期的巡视巡察")
    left = f"；更早的 {len(rows) - _MOST_LANES} 次未画出" if len(rows) > _MOST_LANES else ""
    return Course(
        f"{clean(told.name)}：历次巡视巡察、反馈和整改通报",
        f"问题的状态是通报中最近一次自报的{left}。",
        tuple(_to_lane(told, row) for row in rows[-_MOST_LANES:]),
    )


def _days(row: InspectionRow) -> list[str]:
    days = (row.start, row.end, row.feedback, *(report.issued for report in row.reports))
    return [day for day in days if day and to_date(day)]


def _to_lane(told: UnitProfile, row: InspectionRow) -> Lane:
    found = [each for each in told.found if each.inspection == row.iri]
    counts = count_statuses(found)
    told_by = say_list(f"{name} {counts[key]}" for key, name in STATUSES if counts[key])
    outcome = f"{len(found)} 个问题：{told_by}" if found else "没有问题记载"
    feedback = to_date(row.feedback)
    reports = sorted({day for report in row.reports if (day := to_date(report.issued))})
    marks = (
        *((Mark("feedback", feedback),) if feedback else ()),
        *(Mark("report", day) for day in reports),
    )
    kinds = say_list(kind for kind in row.kinds if kind not in ("巡视", "巡察"))
    teams = say_list(team.label for team in row.teams) or row.label
    days = (
        say_span(row.start, row.end),
        f"{say_day(row.feedback)}反馈" if row.feedback else "",
        *(f"{say_day(day.isoformat())}公布整改通报" for day in reports[:2]),
    )
    return Lane(
        clean(f"{teams}（{kinds}）" if kinds else teams),
        clean("，".join(filter(None, days))),
        outcome,
        to_date(row.start),
        to_date(row.end),
        marks,
    )


def _read_publication(store: Store, unit: str) -> Dots:  # noqa: ARG001 (all readers are called alike)
    days: defaultdict[str, list[int]] = defaultdict(list)
    for line in ask(store, "durations").to_dicts():
        number = line["daysToPublication"]
        if number is not None and 0 <= int(str(number)) <= _MOST_DAYS:
            days[clean(line["level"] or "层级未载明")].append(int(str(number)))
    if not days:
        raise _refuse("既知道反馈日期又知道公布日期的通报")
    ordered = sorted(days, key=lambda name: (_LEVELS.index(name) if name in _LEVELS else len(_LEVELS), name))
    return Dots(
        "从反馈到公布整改通报用了多少天",
        "一点是一次巡视巡察，按派出层级；竖线是中位数。只计两个日期都写到日的。",
        "天",
        tuple((name, tuple(sorted(days[name]))) for name in ordered),
    )


KINDS: Final[dict[str, tuple[str, Callable[[Store, str], Chart]]]] = {
    "recurrences": (
        "各轮次（轮次多时按年）的问题中，此前发现过的有多少 / recurrences by round or year",
        _read_recurrences,
    ),
    "statuses": ("各类问题的整改状态 / statuses by problem type", _read_statuses),
    "types": ("最多的问题类型 / the most frequent problem types", _read_types),
    "timeline": ("一个单位（--unit）的历次巡视巡察、反馈、通报 / the course of one unit (--unit)", _read_timeline),
    "publication": (
        "从反馈到公布用了多少天，按派出层级 / days from feedback to publication, by level",
        _read_publication,
    ),
}
"""What can be drawn: what it shows in Chinese and, after `` / ``, in English, and what reads it."""
