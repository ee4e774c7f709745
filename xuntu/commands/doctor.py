"""The command that says what is missing on this machine."""

import json
from typing import TYPE_CHECKING

import click

from xuntu.commands.frame import (
    answering,
    command,
    file_option,
    json_option,
    means_json,
    place_of,
    store_argument,
    text_format_option,
)
from xuntu.terminal.display import note, print_block
from xuntu.terminal.entry import DONE, FINDINGS
from xuntu.terminal.language import Words, say

if TYPE_CHECKING:
    from xuntu.doctor import Part


@command(
    "看看这台机器还缺什么：字体、浏览器、LibreOffice、识字的部件，缺了哪样做不了什么，怎样装上。",
    "Say what this machine lacks: fonts, a browser, LibreOffice, what reads scans; what needs it and how to get it.",
    "xuntu doctor",
    "xuntu doctor --format json",
)
@store_argument
@text_format_option
@file_option
@json_option
def doctor(store: str | None, form: str | None, output: str | None, as_json: bool) -> int:
    """Say what is missing; 3 where something is that nothing works without."""
    from xuntu.doctor import examine

    found = examine(place_of(store))
    with answering(output):
        if means_json(form, output, as_json=as_json):
            click.echo(json.dumps([_to_json(one) for one in found], ensure_ascii=False, indent=1))
        else:
            for one in found:
                mark = {"ok": "✓", "missing": "–", "wrong": "✗"}[one.state]
                lines = [(say("有", "found"), one.found)] if one.found else []
                lines += [(say("用途", "for"), str(Words(*one.use)))]
                lines += [(say("办法", "remedy"), str(Words(*one.remedy)))] if one.state != "ok" else []
                print_block(f"{mark} {Words(*one.name)}", lines)
    wrong, missing = (sum(one.state == state for one in found) for state in ("wrong", "missing"))
    note(
        say(
            f"缺少而不能没有的 {wrong} 样，缺少而有的功能要用的 {missing} 样",
            f"{wrong} missing that everything needs, {missing} that some of it needs",
        )
    )
    return FINDINGS if wrong else DONE


def _to_json(part: "Part") -> dict[str, str]:
    spoken = {name: str(Words(*getattr(part, name))) for name in ("name", "use", "remedy")}
    return {**spoken, "state": part.state, "found": part.found}


COMMANDS = (doctor,)
