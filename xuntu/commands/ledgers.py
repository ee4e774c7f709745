"""The command of the rectification ledger (整改台账): written, and taken back when people have filled it in."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

import click

from xuntu.commands.frame import command, open_graph, option, output_option, place_of, store_argument, unit_option
from xuntu.terminal.display import note
from xuntu.terminal.entry import DONE
from xuntu.terminal.language import say

if TYPE_CHECKING:
    from xuntu.graph import LedgerImport, Taken

_SHOWN: Final = 30
_DAY: Final = click.DateTime(formats=["%Y-%m-%d"])


@command(
    "写成整改台账（Excel）：台账、总表、问题清单、任务清单、责任清单、核对、反复问题、出处。填写后用 --import 导入："
    "改了的整改状态、整改进展、佐证材料、销号日期成为带日期的状态记录。",
    "Write the ledger of rectification (Excel): the ledger to print, the full sheet, lists of problems, tasks and "
    "duties, declared counts, recurrences and sources. With --import, take back what people changed in one: statuses, "
    "progress, proof and days of striking off become dated status records.",
    "xuntu ledger -o 台账.xlsx",
    "xuntu ledger 通报.store --unit 水务局 --status 未办结 -o 水务局.xlsx",
    "xuntu ledger --import 台账.xlsx --dry-run",
    "xuntu ledger 通报.store --import 台账.xlsx --date 2024-12-31",
)
@store_argument
@unit_option
@option("--round", zh="只看这一轮：名称，或其中几个字", en="this round only: its name, or part of it", metavar="NAME")
@option(
    "--status",
    zh="只看这种整改状态：完成、未完成等，或 已办结、未办结",
    en="this status only: one of the words of the status column, or closed, open",
    metavar="WORD",
)
@option("--type", zh="只看这类问题：代码或名称", en="this problem type only: its code or name", metavar="TYPE")
@option(
    "--today",
    zh="以哪一天判断逾期（默认取图里最近的日期）",
    en="the day as of which overdue is judged (by default the latest in the graph)",
    type=_DAY,
    metavar="YYYY-MM-DD",
)
@output_option("xuntu.xlsx")
@option(
    "--import",
    "taken",
    zh="导入填写过的台账；有一处写得不对就一处也不导入",
    en="take back a ledger that people filled in; nothing is taken where anything is wrong",
    metavar="FILE",
)
@option(
    "--date",
    "day",
    zh="导入的状态是哪一天的（默认取文件最后保存的那一天）",
    en="the day of the statuses taken back (by default that on which the file was saved last)",
    type=_DAY,
    metavar="YYYY-MM-DD",
)
@option("--dry-run", "dry", zh="只列出会改什么，不导入", en="only list what would change", is_flag=True)
def ledger(store: str | None, taken: str | None, day: datetime | None, dry: bool, output: str, **filters: Any) -> int:
    """Write the ledger, or take one back."""
    if taken is None:
        if day or dry:
            raise click.UsageError("--date and --dry-run need --import.", click.get_current_context())
        return _write(store, output, **filters)
    if any(filters.values()):
        raise click.UsageError("--import takes no filters.", click.get_current_context())
    return _take(store, taken, day.date() if day else None, dry=dry)


def _write(store: str | None, output: str, *, today: datetime | None, **filters: str | None) -> int:
    with open_graph(store) as graph:
        path = graph.ledger(output, today=today.date() if today else None, **filters)
        note(say("写好了 ", "wrote ") + str(path))
    return DONE


def _take(store: str | None, file: str, day: date | None, *, dry: bool) -> int:
    from xuntu.api import import_ledger

    told = import_ledger(file, place_of(store), date=day, dry_run=dry)
    if told.known:
        note(say("这个文件已经导入过，没有变化", "this very file was taken before; nothing changes"))
        return DONE
    for each in told.taken:
        click.echo(_describe(each))
    for stray in told.strays:
        note(say("没有取：", "not taken: ") + stray)
    note(_sum_up(told, dry=dry))
    return DONE


def _describe(taken: "Taken") -> str:
    problem = taken.problem if len(taken.problem) <= _SHOWN else f"{taken.problem[: _SHOWN - 1]}…"
    changes = "；".join(
        f"{head} {before} → {after}" if head in ("整改状态", "销号日期") and before else f"{head} → {_shorten(after)}"
        for head, (before, after) in taken.changes.items()
    )
    return f"{' '.join(filter(None, [taken.unit, taken.number, problem]))}：{changes}（{taken.place}）"


def _shorten(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"


def _sum_up(told: "LedgerImport", *, dry: bool) -> str:
    number = len(told.taken)
    if not number:
        return say("台账与库一致，没有要导入的", "the ledger says what the store says; there is nothing to take")
    if dry:
        return say(f"会改 {number} 个问题（{told.day}）", f"{number} findings would change (as of {told.day})")
    return say(
        f"导入了 {number} 个问题的变化（{told.day}）", f"took the changes of {number} findings (as of {told.day})"
    )


COMMANDS = (ledger,)
