"""The reading of a document beside what is expected of it, field by field."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.variations.layout import Expected
from tests.variations.notice import Written

HEADER = ("kind", "unit", "issuer", "team", "types", "period", "feedback", "published", "round", "subject", "declared")
FINDING = ("count", "number", "statement", "place", "category", "printed", "status", "measures", "texts", "policies",
           "leader", "office", "deadline")  # fmt: skip
FIELDS = (*HEADER, *FINDING)


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that was read otherwise than expected."""

    field: str
    expected: object
    got: object


def bare(words: str | None) -> str:
    """Return *words* without punctuation and spaces, in half width.

    >>> bare("（一）学习 不深，")
    '一学习不深'
    """
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", words or ""))


def compare(written: Written, got: dict[str, Any], text: str) -> list[Difference]:
    """Return the differences between what was written and the JSON *got*, of the document's *text*."""
    reports = got["reports"]
    if not reports:
        return [Difference("count", len(written.findings), "no report")]
    report = max(reports, key=lambda each: len(each["findings"]))
    found = [*_header(written, report)]
    if any(each.field == "kind" for each in found):
        return found[:1]
    found += [*_findings(written.findings, [f for each in reports for f in each["findings"]], text)]
    return found


def _header(written: Written, report: dict[str, Any]) -> Iterator[Difference]:
    period, round_ = report["period"] or {}, report["round"]
    declared = report["declared"]
    read: dict[str, object] = {
        "kind": report["kind"],
        "unit": "、".join(_short(unit) for unit in report["inspected_units"]),
        "issuer": _short(report["issuer"] or ""),
        "team": report["inspecting_team"],
        "types": sorted(report["inspection_types"]),
        "period": (period.get("start"), period.get("end")),
        "feedback": report["feedback_date"],
        "published": report["publication_date"],
        "round": (round_["term"], round_["ordinal"]) if round_ else None,
        "subject": report["subject"],
        "declared": (declared["aspects"], declared["problems"])
        if written.header.get("declared") and any(declared.values())
        else None,
    }
    for field, value in written.header.items():
        if field == "subject" and value and read[field] and read[field] in value:
            continue  # 营商环境 of 营商环境领域 will do
        if read[field] != value:
            yield Difference(field, value, read[field])


def _short(unit: str) -> str:
    return unit.removeprefix("中共").replace("委员会党", "委员会党")


def _findings(expected: tuple[Expected, ...], got: list[dict[str, Any]], text: str) -> Iterator[Difference]:
    if len(expected) != len(got):
        yield Difference("count", len(expected), [finding["statement"] for finding in got])
        return
    for one, other in zip(expected, got, strict=True):
        yield from _finding(one, other, text)


def _finding(one: Expected, other: dict[str, Any], text: str) -> Iterator[Difference]:
    if other["number"] not in one.numbers:
        yield Difference("number", one.numbers, other["number"])
    if core(one.statement) != core(other["statement"]):
        yield Difference("statement", one.statement, other["statement"])
    if bare(text[other["start"] : other["end"]]) != bare(other["statement"]):
        yield Difference("place", other["statement"], text[other["start"] : other["end"]])
    if _aspect(one.category) != _aspect(other["category"]):
        yield Difference("category", one.category, other["category"])
    if one.printed and bare(one.printed) != bare(other["status"]):
        yield Difference("printed", one.printed, other["status"])
    if one.normal not in ("?", other["status_normal"]):
        yield Difference("status", one.normal, other["status_normal"])
    responsible = other["responsible"] or {}
    for field, value, read_ in (
        ("leader", one.leader, responsible.get("leader")),
        ("office", one.office, responsible.get("unit")),
        ("deadline", one.deadline, other["deadline"]),
    ):
        if value and bare(value) != bare(read_):
            yield Difference(field, value, read_)
    if one.normal == "?":
        return  # of a problem whose measures list others, only the statement is told for certain
    if len(one.measures) != len(other["measures"]):
        yield Difference("measures", one.measures, other["measures"])
    elif [*map(_deed, one.measures)] != [
        _deed(each)[: len(_deed(mine))] for each, mine in zip(other["measures"], one.measures, strict=True)
    ]:
        yield Difference("texts", one.measures, other["measures"])
    wanted = sorted((bare(each.title), each.role) for each in one.policies)
    read = sorted((bare(each["title"]), each["role"]) for each in other["policy_documents"])
    if wanted != read:
        yield Difference("policies", wanted, read)


def core(statement: str) -> str:
    """Return a statement without 关于 … 的问题 around it."""
    return re.sub(r"^关于(.*?)的?问题$", r"\1", bare(statement))


def _aspect(category: str | None) -> str:
    return re.sub(r"^(?:在|关于)|方面(?:存在的问题)?$", "", bare(category))


def _deed(text: str) -> str:
    return re.sub(r"^\d+|^[①-⑳]", "", bare(text))
