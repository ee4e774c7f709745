"""Commands that write what is carried to a meeting: reports and pictures for documents."""

import click

from xuntu.commands.frame import argument, command, open_graph, option, output_option, store_and, store_argument
from xuntu.terminal.display import note
from xuntu.terminal.entry import DONE
from xuntu.terminal.language import say


@command(
    "写一份进驻前看的报告：一个单位的来龙去脉，或一轮的情况，每一处都注明出处。",
    "Write a report to be read before an inspection: on one unit, or one round, with sources as notes.",
    "xuntu report --unit 梨花渡 -o 报告.docx",
    "xuntu report 通报.store --unit 槐溪县 --today 2024-12-31 -o 槐溪县.html",
    "xuntu report --round 第三轮 -o 第三轮.pdf",
)
@store_argument
@option("--unit", zh="写这个单位：名称，或其中几个字", en="on this unit: its name, or part of it", metavar="NAME")
@option(
    "--round",
    "round_",
    zh="写这个轮次：名称，或其中几个字，如 三届市委第六轮",
    en="on this round: its name, or part of it",
    metavar="NAME",
)
@option(
    "--today",
    zh="以哪一天为准算逾期，如 2024-12-31；默认是所读文件中最晚的日期",
    en="the day by which what is overdue is told; by default the latest day in the documents",
    metavar="DATE",
)
@option(
    "--browser",
    zh="用哪个浏览器写 PDF（也可用环境变量 XUNTU_BROWSER）；默认找 Edge、Chrome、Chromium，都没有就用 LibreOffice",
    en="the browser that prints a PDF (or the environment's XUNTU_BROWSER); by default one of this machine",
    metavar="FILE",
    envvar="XUNTU_BROWSER",
)
@output_option("xuntu.docx")
def report(
    store: str | None, unit: str | None, round_: str | None, today: str | None, browser: str | None, output: str
) -> int:
    """Write a report."""
    if (unit is None) == (round_ is None):
        raise click.UsageError("Missing option '--unit' / '--round'.", click.get_current_context())
    with open_graph(store) as graph:
        note(
            say("写好了 ", "wrote ") + str(graph.report(output, unit=unit, round=round_, today=today, browser=browser))
        )
    return DONE


@command(
    "画一张放进文稿的图：反复、状态、类型、一个单位的历次巡视巡察、公布用时。要装 xuntu[plot]。",
    "Draw a picture for a document: recurrences, statuses, types, the course of a unit, time to publication.",
    "xuntu plot recurrences -o 反复.png",
    "xuntu plot 通报.store timeline --unit 槐溪县 -o 槐溪县.svg",
)
@argument("store", "库", "the store", required=False)
@argument(
    "kind",
    "recurrences（反复）、statuses（状态）、types（类型）、timeline（一个单位，加 --unit）、publication（公布用时）",
    "recurrences, statuses, types, timeline (of one unit, with --unit), publication (days to publication)",
    metavar="KIND",
    required=False,
)
@option(
    "--unit",
    zh="timeline 的单位：名称，或其中几个字",
    en="the unit of a timeline: its name, or part of it",
    metavar="NAME",
)
@option(
    "--font",
    zh="字体文件（也可用环境变量 XUNTU_FONT）；默认在本机找一个字都齐的中文字体",
    en="the file of a font (or the environment's XUNTU_FONT); by default a Chinese one of this machine",
    metavar="FILE",
    envvar="XUNTU_FONT",
)
@output_option("xuntu.png")
def plot(store: str | None, kind: str | None, unit: str | None, font: str | None, output: str) -> int:
    """Draw a picture."""
    place, chosen = store_and(store, kind, "KIND")
    with open_graph(place) as graph:
        note(say("写好了 ", "wrote ") + str(graph.plot(chosen, output, unit=unit, font=font)))
    return DONE


COMMANDS = (report, plot)
