"""Problem types that are common: those of peers of a unit, those of the units of a round."""

from collections import defaultdict
from typing import Final

from xuntu.graph.profiles import Named, Peers
from xuntu.reports.material import Material
from xuntu.reports.model import Column, Section, Table, text
from xuntu.reports.wording import say_list

_MOST: Final = 15
_NAMED: Final = 12
_PEERS: Final = (
    Column("问题类型", 40), Column("有此类问题的单位", 18, "right"), Column("问题数", 12, "right"),
    Column("本单位", 12, "right"), Column("提示", 18),
)  # fmt: skip
_SHARED: Final = (
    Column("问题类型", 30),
    Column("单位数", 9, "right"),
    Column("问题数", 9, "right"),
    Column("单位", 52),
)


def tell_peers(peers: Peers) -> Section:
    """Return the types that two or more peers have, with the unit's own count."""
    if not peers.types:
        return Section("peers", "同类单位的共性问题", (text("所读文件中没有可比的单位，或它们没有相同类型的问题。"),))
    names = say_list((unit.label for unit in peers.units), _NAMED)
    rows = tuple(
        (
            text(one.type.label),
            text(f"{one.units} / {len(peers.units)}"),
            text(one.findings),
            text(one.own, tone="strong" if one.own else "plain"),
            text("本单位也有" if one.own else "本单位尚无记载", tone="plain" if one.own else "soft"),
        )
        for one in peers.types[:_MOST]
    )
    left = len(peers.types) - len(rows)
    return Section(
        "peers",
        "同类单位的共性问题",
        (
            text(f"与{peers.basis}相比，共 {len(peers.units)} 个：{names}。下列类型其中两个以上单位都有。"),
            Table(_PEERS, rows, f"另有 {left} 类未列出" if left else None),
            text("“尚无记载”不是没有问题，是所读文件没有写到。", tone="soft"),
        ),
    )


def tell_shared(material: Material) -> Section:
    """Return the types that were found in two or more units of a round."""
    units: defaultdict[Named, dict[str, str]] = defaultdict(dict)
    counts: defaultdict[Named, int] = defaultdict(int)
    for each in material.found:
        row = material.row(each.finding)
        for kind in row.types if row else ():
            counts[kind] += 1
            units[kind][each.unit] = row.unit.label if row and row.unit else each.unit
    ordered = sorted(units, key=lambda kind: (-len(units[kind]), -counts[kind], kind.iri))
    shared = [kind for kind in ordered if len(units[kind]) > 1]
    if not shared:
        return Section("shared", "共性问题", (text("没有两个以上单位都有的问题类型。"),))
    rows = tuple(
        (
            text(kind.label),
            text(len(units[kind])),
            text(counts[kind]),
            text(say_list(sorted(units[kind].values()), _NAMED)),
        )
        for kind in shared[:_MOST]
    )
    left = len(shared) - len(rows)
    rest = f"另有 {left} 类未列出，见 xuntu query common-problems" if left else None
    return Section("shared", "共性问题", (text("两个以上单位都有的问题类型。"), Table(_SHARED, rows, rest)))
