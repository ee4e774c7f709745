"""The figures of a report in plain sentences, and as tiles."""

from collections import Counter, defaultdict
from decimal import Decimal

from xuntu.reports.material import STATUSES, Material
from xuntu.reports.sections.counts import count_types
from xuntu.reports.wording import say_day, say_list, say_money, say_number

_NAMES = dict(STATUSES)


def say_found(material: Material) -> str:
    """Return how many findings there are, how far they are rectified, how many came back."""
    if not material.found:
        return "没有问题记载。"
    statuses = Counter(each.status or "none" for each in material.found)
    told = say_list(f"{_NAMES.get(key, key)}{statuses[key]}个" for key, _ in STATUSES if statuses[key])
    again = {link.later for link in material.again}
    stated = {link.later for link in material.again if link.is_stated}
    back = (
        f"其中{len(again)}个与此前发现的问题相同或同类（文中明示{len(stated)}个，推断{len(again - stated)}个）。"
        if again
        else "没有发现与此前相同或同类的。"
    )
    late = (
        f"截至{say_day(material.today.isoformat())}，有{len(material.overdue)}个已过承诺的时限仍未办结。"
        if material.today and material.overdue
        else ""
    )
    return f"共指出问题{len(material.found)}个，按最近一次报告的状态：{told}；{back}{late}"


def say_types(material: Material) -> str:
    """Return the three types that were found most."""
    most = [(kind, counts.total()) for kind, counts in count_types(material)[:3]]
    return f"最多的类型是{say_list(f'{kind.label}（{number}个）' for kind, number in most)}。" if most else ""


def say_money_and_people(material: Material) -> str:
    """Return money and people held to account, by kind."""
    sums: defaultdict[tuple[str, str, str], Decimal] = defaultdict(Decimal)
    for _, outcome in material.outcomes:
        if outcome.kind in ("money", "sanction") and outcome.value:
            sums[outcome.kind, outcome.type, outcome.unit or ""] += Decimal(outcome.value)
    ordered = sorted(sums.items(), key=lambda each: (each[0][0], -each[1], each[0]))
    money = [f"{kind}{say_money(value)}" for (what, kind, unit), value in ordered if what == "money" and unit == "元"]
    people = [f"{kind}{say_number(value)}{unit}" for (what, kind, unit), value in ordered if what == "sanction"]
    return "".join(
        f"整改中{name}：{say_list(told[:4])}。" for name, told in (("的资金", money), ("追责问责", people)) if told
    )


def to_tiles(material: Material) -> tuple[tuple[str, str], ...]:
    """Return the figures that are seen first."""
    done = sum(each.status == "done" for each in material.found)
    return (
        (f"{len(material.found):,}", "个问题"),
        (f"{done:,}", "个报告为完成"),
        (f"{len(material.open):,}", "个未办结"),
        (f"{len(material.overdue):,}", "个已过时限"),
        (f"{len({link.later for link in material.again}):,}", "个反复"),
    )
