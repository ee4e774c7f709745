"""Problems that came back, with both texts side by side."""

from dataclasses import replace
from typing import Final

from xuntu.graph.profiles import FindingRow, Quote, Recurrence
from xuntu.reports.material import Material
from xuntu.reports.model import Block, Heading, Pair, Section, Text, text

_MOST: Final = 60


def tell_recurrences(material: Material) -> Section:
    """Return what its findings repeat, stated first, and what elsewhere repeats them."""
    again = sorted(material.again, key=lambda link: (not link.is_stated, _order(material, link)))
    onward = [link for link in material.recurrences if link.later not in material.own and link.earlier in material.own]
    if not again and not onward:
        return Section("recurrences", "反复出现的问题", (text("没有发现与此前相同或同类的问题。"),))
    stated = _join([link for link in again if link.is_stated])
    inferred = [link for link in again if not link.is_stated]
    blocks: list[Block] = [
        text(
            "左边是此前的问题，右边是后来的问题。“文中明示”是文件自己说的；“推断”是按用词、类型和单位比对出来的，"
            "分值越近 1 越像，须看原文判断。"
        )
    ]
    for title, links in (("文中明示", stated), ("推断", inferred), ("此后在其他单位或其他轮次再次发现", onward)):
        if links:
            blocks.append(Heading(f"{title}（{len(links)} 处）"))
            blocks += [_tell(material, link) for link in links[:_MOST]]
            if len(links) > _MOST:
                blocks.append(text(f"另有 {len(links) - _MOST} 处未列出，见 xuntu query recurring", tone="soft"))
    return Section("recurrences", "反复出现的问题", tuple(blocks))


def _join(links: list[Recurrence]) -> list[Recurrence]:
    """Return links with those of one finding in one, that are told by the same words of inspections only mentioned."""
    joined: dict[object, Recurrence] = {}
    for link in links:
        key = (link.later, link.kind, link.quotes) if link.told else (link.later, link.earlier)
        before = joined.get(key)
        if before and before.told and link.told:
            names = dict.fromkeys((*before.told.label.split("、"), link.told.label))
            joined[key] = replace(before, told=replace(before.told, label="、".join(names)))
        else:
            joined[key] = link
    return list(joined.values())


def _order(material: Material, link: Recurrence) -> tuple[int, str, int]:
    row = material.row(link.later)
    quote = row.quote if row else None
    return (
        -int(row.year or 0) if row else 0,
        quote.iri.partition("#")[0] if quote else "",
        quote.start if quote else 0,
    )


def _tell(material: Material, link: Recurrence) -> Pair:
    later, earlier = material.row(link.later), material.row(link.earlier)
    return Pair(
        _earlier(earlier, link),
        _head(earlier, link.told.label if link.told else None),
        text(later.statement, later.quote) if later else text("（只被提到）", tone="soft"),
        _head(later, None),
        _basis(link, later),
    )


def _earlier(row: FindingRow | None, link: Recurrence) -> Text:
    """Return the earlier words; of what is only mentioned, where it is said to have been found."""
    if row is None or (link.told is not None and row.statement == ""):
        return text("只知道此前发现过，所读文件中没有那一次的原文。", tone="soft")
    if link.told is not None and (row.quote is None or row.quote in link.quotes or row.statement in link.told.label):
        return text("只在后来的文件中提到，所读文件中没有那一次的原文。", tone="soft")
    return text(row.statement, row.quote)


def _head(row: FindingRow | None, told: str | None) -> str:
    if row is None:
        return text(told or "").words
    where = told or (row.inspection.label if row.inspection else "")
    status = f"　{row.status_label}" if row.status_label and told is None else ""
    unit = row.unit.label if row.unit and row.unit.label not in where else None
    return text("　".join(filter(None, (where, unit, _number(row.number) if told is None else None))) + status).words


def _number(number: str | None) -> str | None:
    return f"第 {number} 项" if number and number[0].isdigit() else number


def _basis(link: Recurrence, later: FindingRow | None) -> Text:
    if not link.is_stated:
        return text(f"推断：{link.kind}" + ("" if link.score is None else f"，分值 {link.score}"), tone="soft")
    others: list[Quote] = [quote for quote in link.quotes if later is None or quote != later.quote]
    words = "；".join(quote.words for quote in others[:2])
    return text(f"文中明示：{link.kind}" + (f"。依据：{words}" if words else ""), *others[:2])
