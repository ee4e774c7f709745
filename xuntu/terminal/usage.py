"""Commands, arguments and options that explain themselves in two languages, and what is said of wrong usage."""

import os
import re
from collections.abc import Sequence
from typing import Any

import click

from xuntu.terminal.language import Words, say
from xuntu.terminal.volume import Volume, turn
from xuntu.terminal.wrapping import measure, wrap

_WIDEST = 100
_INDENT, _BETWEEN = "  ", "   "

# What click says of wrong usage, and how we say it; the first that matches is taken.
_MISTAKES: tuple[tuple[str, str], ...] = (
    (r"No such command '(.+?)'\..*?'(.+)'\?", "没有“{}”这个命令；是不是 {}？"),
    (r"No such command '(.+?)'", "没有“{}”这个命令；xuntu --help 列出全部命令"),
    (r"No such option:? '?([^'\s.]+)'?\.? .*?(-\S+?)'?\?", "没有 {} 这个选项；是不是 {}？"),
    (r"No such option:? '?([^'\s.]+)", "没有 {} 这个选项"),
    (r"Missing argument '(.+?)'", "缺少参数 {}"),
    (r"Missing option '(.+?)'", "缺少选项 {}"),
    (r"Missing command", "没有写命令"),
    (r"Option '(.+?)' requires an argument", "选项 {} 后面要写一个值"),
    (r"Option '(.+?)' does not take a value", "选项 {} 后面不写值"),
    (r"Got unexpected extra arguments? \((.+)\)", "多出来的参数：{}"),
    (r"Invalid value for '(.+?)': '(.*)' is not (?:one of )?('.+?')\.?$", "{} 不能是“{}”，只能是 {}"),
    (r"Invalid value for '(.+?)': '(.*)' is not a valid integer", "{} 要写整数，不能是“{}”"),
    (r"Invalid value for '(.+?)': (.+) is not in the range (.+?)\.?$", "{} 不能是 {}，范围是 {}"),
    (r"Invalid value for '(.+?)': (.+)", "{} 不对：{}"),
)


class Argument(click.Argument):
    """An argument with an explanation."""

    def __init__(self, declarations: Sequence[str], *, words: Words, **attributes: Any) -> None:
        super().__init__(declarations, **attributes)
        self.words = words


class Option(click.Option):
    """An option with an explanation in both languages."""

    def __init__(self, declarations: Sequence[str], *, words: Words, **attributes: Any) -> None:
        super().__init__(declarations, **attributes)
        self.words = words

    def resolve_envvar_value(self, ctx: click.Context) -> str | None:
        """Return what the environment says under the name that users type: ``XUNTU_QUERY_FORMAT`` for ``--format``."""
        if self.envvar or not self.allow_from_autoenv:
            return super().resolve_envvar_value(ctx)
        name = max(self.opts, key=len).lstrip("-").replace("-", "_").upper()
        return os.environ.get(f"{ctx.auto_envvar_prefix}_{name}") or None


def _volume_option(short: str, long: str, volume: Volume, zh: str, en: str) -> Option:
    def callback(ctx: click.Context, parameter: click.Parameter, given: bool) -> None:  # noqa: ARG001 (click's)
        if given:
            turn(volume)

    words = Words(zh, en)
    return Option([short, long], words=words, is_flag=True, is_eager=True, expose_value=False, callback=callback)


class Command(click.Command):
    """A command whose help shows what it does, an example, its arguments and its options.

    Every command may be told to say less (``--quiet``) or more (``--verbose``).
    """

    def __init__(self, *arguments: Any, words: Words, examples: Sequence[str] = (), **attributes: Any) -> None:
        super().__init__(*arguments, **attributes)
        self.params += [
            _volume_option(
                "-q", "--quiet", Volume.QUIET, "只给答案和错误，别的不说", "say nothing but answers and errors"
            ),
            _volume_option(
                "-v",
                "--verbose",
                Volume.VERBOSE,
                "另说用时、内存和错误的由来",
                "also tell time, memory, and what caused an error",
            ),
        ]
        self.words = words
        self.examples = tuple(examples)

    def get_short_help_str(self, limit: int = 45) -> str:  # noqa: ARG002 (click's signature; the line is short)
        """Return the first sentence of the explanation."""
        return first_sentence(str(self.words))

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help in the language that is spoken."""
        formatter.write(render_help(self, ctx))


class Group(Command, click.Group):
    """The command above the commands; it lists them in the order in which one meets them."""

    command_class = Command

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        """Return the names of the commands in the order of their definition."""
        return list(self.commands)


def first_sentence(text: str) -> str:
    """Return *text* up to its first full stop.

    >>> first_sentence("把文件读成图谱。已有的库会更新。"), first_sentence("Read documents. Twice is cheap.")
    ('把文件读成图谱', 'Read documents')
    """
    return re.split(r"。|\.(?:\s|$)", text, maxsplit=1)[0]


def render_help(command: Command, ctx: click.Context, *, width: int | None = None) -> str:
    """Return the help of *command*, as wide as the terminal or *width*.

    Columns stay aligned where Chinese characters stand in them, which click's own help does not do.
    """
    columns = width or min(_WIDEST, _terminal_width())
    pieces = _placeholders(" ".join(command.collect_usage_pieces(ctx)))
    lines = [say("用法：", "Usage: ") + f"{ctx.command_path} {pieces}", "", *wrap(str(command.words), columns)]
    if command.examples:
        lines += ["", say("例：", "Example:"), *("  " + example for example in command.examples)]
    lines += _section(say("命令：", "Commands:"), _commands(command, ctx), columns)
    lines += _section(say("参数：", "Arguments:"), _parameters(command, ctx, click.Argument), columns)
    lines += _section(say("选项：", "Options:"), _parameters(command, ctx, click.Option), columns)
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _section(title: str, rows: Sequence[tuple[str, str]], columns: int) -> list[str]:
    """Return a list of names with what is said of each beside it, lines under lines."""
    left = max((measure(name) for name, _ in rows), default=0) + len(_BETWEEN)
    lines: list[str] = ["", title] if rows else []
    for name, words in rows:
        for place, line in enumerate(wrap(words, columns - len(_INDENT) - left)):
            before = name if place == 0 else ""
            lines.append(_INDENT + before + " " * (left - measure(before)) + line)
    return lines


def _placeholders(usage: str) -> str:
    for english, chinese in (("[OPTIONS]", "[选项]"), ("[COMMAND] [ARGS]...", "命令 …"), ("...", "…")):
        usage = usage.replace(english, say(chinese, english))
    return usage


def _terminal_width() -> int:
    from shutil import get_terminal_size

    return max(50, get_terminal_size().columns)


def _commands(command: Command, ctx: click.Context) -> list[tuple[str, str]]:
    if not isinstance(command, click.Group):
        return []
    found = ((name, command.get_command(ctx, name)) for name in command.list_commands(ctx))
    return [(name, one.get_short_help_str()) for name, one in found if one is not None]


def _parameters(command: Command, ctx: click.Context, kind: type[click.Parameter]) -> list[tuple[str, str]]:
    return [_explained(parameter, ctx) for parameter in command.get_params(ctx) if isinstance(parameter, kind)]


def _explained(parameter: click.Parameter, ctx: click.Context) -> tuple[str, str]:
    if isinstance(parameter, Argument):
        return _placeholders(parameter.make_metavar(ctx=ctx).strip("[]")), str(parameter.words)
    record = parameter.get_help_record(ctx)
    name = record[0] if record else ", ".join(parameter.opts)
    if isinstance(parameter, Option):
        return name, str(parameter.words)
    return name, say("显示这份说明", "Show this help")


def explain(error: click.UsageError) -> str:
    """Return what is wrong with the usage, in the language that is spoken.

    >>> explain(click.UsageError("Got unexpected extra argument (乙)"))
    '多出来的参数：乙'
    """
    message = " ".join(error.format_message().split())
    for pattern, chinese in _MISTAKES:
        if match := re.match(pattern, message):
            return say(_placeholders(chinese.format(*match.groups())), message)
    return message
