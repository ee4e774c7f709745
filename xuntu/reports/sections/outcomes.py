"""What rectification brought: money, people held to account, policy documents."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from xuntu.graph.profiles import Deed, Outcome
from xuntu.reports.material import Material, label_of
from xuntu.reports.model import Block, Column, Heading, Section, Table, Text, text
from xuntu.reports.wording import say_money, say_number

_MOST: Final = 80
_ROLES: Final = {"issues": "出台", "revises": "修订", "drafts": "起草"}
_MONEY: Final = (Column("方式", 12), Column("合计", 14, "right"), Column("处数", 8, "right"), Column("各处", 66))
_PEOPLE: Final = (Column("种类", 16), Column("合计", 10, "right"), Column("处数", 8, "right"), Column("各处", 66))
_POLICIES: Final = (Column("制度", 44), Column("方式", 8), Column("针对的问题", 48))


def tell_outcomes(material: Material) -> Section:
    """Return money and sanctions added up by kind, with each place."""
    money = [outcome for _, outcome in material.outcomes if outcome.kind == "money"]
    sanctions = [outcome for _, outcome in material.outcomes if outcome.kind == "sanction"]
    blocks: list[Block] = []
    if money:
        blocks += [Heading("资金"), Table(_MONEY, _add_up(money))]
    if sanctions:
        blocks += [Heading("追责问责"), Table(_PEOPLE, _add_up(sanctions))]
    if not blocks:
        return Section("outcomes", "资金与追责", (text("措施中没有写到资金或追责问责。"),))
    blocks.append(text("合计是各处原文数字之和；同一笔款、同一批人在几处说到的，会重复计入，须看原文。", tone="soft"))
    return Section("outcomes", "资金与追责", tuple(blocks))


def sum_money(material: Material) -> Decimal:
    """Return the sum in yuan of what measures recovered, saved or paid."""
    told = [outcome.value for _, outcome in material.outcomes if outcome.kind == "money" and outcome.unit == "元"]
    return sum((Decimal(value) for value in told if value is not None), Decimal(0))


def _add_up(outcomes: Sequence[Outcome]) -> tuple[tuple[Text, ...], ...]:
    kinds: defaultdict[tuple[str, str], list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        kinds[outcome.type, outcome.unit or ""].append(outcome)
    ordered = sorted(kinds.items(), key=lambda each: (-_sum(each[1]), each[0]))
    return tuple(
        (
            text(kind),
            text(_say(_sum(each), unit), tone="strong"),
            text(len(each)),
            text("；".join(one.words or one.what for one in each[:_MOST]), *(one.quote for one in each[:_MOST])),
        )
        for (kind, unit), each in ordered
    )


def _sum(outcomes: Sequence[Outcome]) -> Decimal:
    return sum((Decimal(one.value) for one in outcomes if one.value is not None), Decimal(0))


def _say(value: Decimal, unit: str) -> str:
    if not value:
        return ""
    return say_money(value) if unit == "元" else f"{say_number(value)}{unit}"


def tell_policies(material: Material) -> Section:
    """Return the policy documents that were issued, revised or drafted, each with the finding that it answers."""
    if not material.deeds:
        return Section("policies", "整改中的制度", (text("措施中没有写到出台、修订或起草的制度。"),))
    made: defaultdict[tuple[str, str], list[Deed]] = defaultdict(list)
    for deed in material.deeds:
        made[deed.policy.iri, deed.role].append(deed)
    shown = list(made.values())[:_MOST]
    rows = tuple(
        (
            text(f"《{deeds[0].policy.label}》{'、'.join(deeds[0].numbers)}", *(deed.quote for deed in deeds)),
            text(_ROLES[deeds[0].role]),
            text("；".join(_finding(material, finding) for finding in dict.fromkeys(deed.finding for deed in deeds))),
        )
        for deeds in shown
    )
    left = len(made) - len(rows)
    return Section(
        "policies",
        "整改中的制度",
        (Table(_POLICIES, rows, f"另有 {left} 份未列出，见 xuntu query policies" if left else None),),
    )


def _finding(material: Material, finding: str) -> str:
    row = material.row(finding)
    return f"{row.label}（{label_of(row)}）" if row else ""
