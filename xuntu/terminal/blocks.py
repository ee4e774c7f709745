"""Answers that read better as blocks than as tables: what came back, and all about one thing."""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Final

import click

from xuntu.terminal.display import note, plain, print_block
from xuntu.terminal.language import Words, say

if TYPE_CHECKING:
    from xuntu.graph import CheckResult, Entity, Judgement, RecurrenceLink, Rows, Value

_QUOTED = 200
_SHOWN = 5
SEVERITIES: Final[Mapping[str, Words]] = {
    "ok": Words("正常", "fine"),
    "info": Words("提示", "note"),
    "warning": Words("可疑", "warning"),
    "violation": Words("有误", "violation"),
}
"""What the severities of a check are called."""

Row = dict[str, "Value"]


def print_recurrences(rows: "Rows") -> None:
    """Print a block for every finding that came back, with the earlier inspections one below the other."""
    blocks = [list(block) for _, block in groupby(rows.to_dicts(), key=_same_finding)]
    for block in blocks:
        first = block[0]
        finding = "　".join(plain(first[name]) for name in ("number", "statement") if first[name])
        print_block(plain(first["unit"]), [(say("问题", "finding"), finding), *_lines(block)])
    stated = sum(any(row["score"] is None for row in block) for block in blocks)
    note(
        say(
            f"又出现的问题 {len(blocks)} 个，其中原文明示 {stated} 个",
            f"{len(blocks)} findings came back, {stated} of them as the text itself says",
        )
    )


def print_candidates(links: "Sequence[RecurrenceLink]") -> None:
    """Print each pair that comes near to a recurrence as a section of an authority file, with both statements."""
    for link in links:
        earlier = link.earlier
        if isinstance(earlier, str):
            continue
        block = [
            f"# {link.score:.2f}　{plain(link.later.unit or '')}",
            f"# {say('后', 'later')}：{plain(link.later.statement)}",
            f"# {say('前', 'earlier')}：{plain(earlier.statement)}",
            "# [[accept]]",
            f"# later = {json.dumps(link.later.reference, ensure_ascii=False)}",
            f"# earlier = {json.dumps(earlier.reference, ensure_ascii=False)}",
        ]
        click.echo("\n".join(block) + "\n")
    note(
        say(
            f"接近而未认定的 {len(links)} 对；去掉三行前的 # 写入规范文件即认定，[[refuse]] 则否定",
            f"{len(links)} pairs come near; uncomment three lines to accept one, or write [[refuse]]",
        )
    )


def print_judgement(judgement: "Judgement") -> None:
    """Print precision and recall of each kind of link."""
    names = {"stated": say("明示的反复", "stated recurrences"), "all": say("全部反复", "all recurrences")}
    for kind, score in judgement.scores.items():
        name = names.get(kind, say("复述", "restatements"))
        precision = f"P {score.precision:.3f} ({score.right}/{score.given})"
        click.echo(f"{name}: {precision} R {score.recall:.3f} ({score.found}/{score.wanted})")


def _same_finding(row: Row) -> tuple["Value", ...]:
    return tuple(row[name] for name in ("unit", "number", "file", "start"))


def _lines(block: list[Row]) -> Iterator[tuple[str, str]]:
    for row in block:
        score = "" if row["score"] is None else f" {row['score']}"
        yield say("此前", "earlier"), f"{plain(row['earlier'])}（{plain(row['kind'])}，{plain(row['basis'])}{score}）"
        if row["quotes"]:
            yield say("旧语", "then"), plain(row["quotes"])
    for words in dict.fromkeys(plain(row["evidence"]) for row in block if row["evidence"]):
        yield say("凭据", "words"), f"“{_short(words)}”"
    yield say("出处", "source"), f"{plain(block[0]['file'])} {block[0]['start']}–{block[0]['end']}"


def print_entity(entity: "Entity") -> None:
    """Print one thing: its facts, its links by kind, and the sentences that support it."""
    lines = [*entity.facts, *_link_lines(entity)]
    lines += [(say("问题", "finding"), finding) for finding in entity.findings]
    for place in entity.places:
        lines.append((say("出处", "source"), f"{place.file} {place.start}–{place.end}"))
        if place.quote:
            lines.append(("", f"“{_short(place.quote)}”"))
    print_block(f"{entity.label}　{entity.kind}", [*lines, ("IRI", entity.iri)])


def print_checks(results: "Sequence[CheckResult]") -> None:
    """Print, for each file, the counts it declares beside what was read; then what the shapes complain of, by kind."""
    declared = [result for result in results if result.kind == "declared"]
    for file, counts in groupby(declared, key=lambda result: result.file):
        print_block(plain(file), [_count_line(count) for count in counts])
    complaints = sorted((result for result in results if result.kind == "shape"), key=_grave)
    for (severity, message), group in groupby(complaints, key=lambda result: (result.severity, result.message)):
        _print_complaints(f"{SEVERITIES[severity]}　{message}", list(group))


def _grave(result: "CheckResult") -> tuple[int, str]:
    return -list(SEVERITIES).index(result.severity), result.message


def _count_line(result: "CheckResult") -> tuple[str, str]:
    verdict = {
        True: say("一致", "agrees"),
        False: say("不一致", "differs"),
        None: say("不核对", "not judged"),
    }[result.agrees]
    within = f"　{result.under}" if result.under else ""
    read = "" if result.extracted is None else say(f" 读出 {result.extracted}", f" read {result.extracted}")
    return verdict, f"{result.what} {result.declared}{read}{within}"


def _print_complaints(title: str, complaints: "Sequence[CheckResult]") -> None:
    lines = [(plain(one.file), f"“{_short(one.sentence)}”" if one.sentence else plain(one.node)) for one in complaints]
    more = len(lines) - _SHOWN
    rest = [("", say(f"……另有 {more} 处，--json 列全", f"… and {more} more, --json lists all"))] if more > 0 else []
    print_block(title, [*lines[:_SHOWN], *rest])


def _link_lines(entity: "Entity") -> Iterator[tuple[str, str]]:
    for link in entity.links:
        yield f"{link.relation} {'→' if link.outward else '←'}", link.label


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= _QUOTED else flat[:_QUOTED] + "…"
