"""What all commands are made of: the group, arguments and options in two languages, the store, rows as answers."""

import os
import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from xuntu.commands.completing import complete_rounds, complete_units
from xuntu.terminal.display import note, print_table
from xuntu.terminal.entry import STORE, EntryGroup, complain, load_settings, settings_for, usual_store
from xuntu.terminal.language import LANGUAGES, Language, Words, say, speak
from xuntu.terminal.usage import Argument, Command, Option

if TYPE_CHECKING:
    from xuntu.api import Graph
    from xuntu.graph import Rows
    from xuntu.sources import Sources

ROW_FORMATS: Final = ("table", "csv", "json", "jsonl", "xlsx")

T = TypeVar("T")
Decorated = TypeVar("Decorated", bound=Callable[..., Any] | click.Command)


def argument(name: str, zh: str, en: str, **attributes: Any) -> Callable[[Decorated], Decorated]:
    """Give a command an argument that is explained in both languages."""
    return click.argument(name, cls=Argument, words=Words(zh, en), **attributes)


def option(*names: str, zh: str, en: str, **attributes: Any) -> Callable[[Decorated], Decorated]:
    """Give a command an option that is explained in both languages."""
    return click.option(*names, cls=Option, words=Words(zh, en), **attributes)


def _speak(ctx: click.Context, parameter: click.Parameter, language: Language | None) -> None:  # noqa: ARG001 (click's)
    if language:
        speak(language)


def _version(ctx: click.Context, parameter: click.Parameter, asked: bool) -> None:  # noqa: ARG001 (click's)
    if asked:
        from xuntu import __version__

        click.echo(f"xuntu {__version__}")
        ctx.exit()


@click.group(
    cls=EntryGroup,
    name="xuntu",
    words=Words(
        "巡图：把巡视巡察公开文件读成可查询、可核对、可溯源的知识图谱。",
        "xuntu reads public documents of party inspection into a knowledge graph that can be asked and checked.",
    ),
    examples=["xuntu build 通报/", "xuntu recur", "xuntu view -o 图谱.html"],
    invoke_without_command=True,
    context_settings={"auto_envvar_prefix": "XUNTU", "help_option_names": ["-h", "--help"]},
)
@option(
    "--lang",
    zh="界面语言（也可用环境变量 XUNTU_LANG）",
    en="language of messages (or the environment's XUNTU_LANG)",
    type=click.Choice(LANGUAGES),
    is_eager=True,
    expose_value=False,
    callback=_speak,
)
@option(
    "--version",
    zh="显示版本",
    en="show the version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    allow_from_autoenv=False,
    callback=_version,
)
@click.pass_context
def xuntu(ctx: click.Context) -> None:
    """Enter the command line."""
    settings = load_settings()
    ctx.color = False if os.environ.get("NO_COLOR") else None
    ctx.obj = usual_store(settings)
    ctx.default_map = {name: settings_for(one, settings) for name, one in xuntu.commands.items()}
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def command(zh: str, en: str, *examples: str, **attributes: Any) -> Callable[[Callable[..., int]], click.Command]:
    """Make a function a command that is explained in both languages and shows examples; it returns its exit code."""
    return click.command(cls=Command, words=Words(zh, en), examples=examples, **attributes)


paths_argument = argument(
    "paths",
    "文件、文件夹、压缩包（.zip），或 -（标准输入）；可读的格式见文档“能读什么文件”",
    "files, folders, archives (.zip), or - (standard input); docs/formats.md says what can be read",
    metavar="PATH...",
    nargs=-1,
    required=True,
)


def find_sources_of(paths: Sequence[str]) -> "Sources":
    """Return what is to be read at *paths*, and say what is left out."""
    from xuntu.sources import find_sources

    found = find_sources(paths)
    if found.left_out:
        kinds = say("、", ", ").join(f"{extension or '?'} {count}" for extension, count in found.left_out)
        note(say(f"略过文件夹中不读的文件：{kinds}", f"left out of folders: {kinds}"))
    return found


def read_each(paths: Sequence[str], read: Callable[[bytes, str], T], unreadable: list[str]) -> Iterator[T]:
    """Yield what *read* makes of each source; complain of those that cannot be read and go on."""
    from xuntu.ontology import DocumentError

    for source in find_sources_of(paths).sources:
        try:
            yield read(source.read(), source.name)
        except DocumentError as error:
            complain(str(error))
            unreadable.append(source.name)


def open_graph(store: str | None) -> "Graph":
    """Return the graph of the store that is meant."""
    from xuntu.api import open as open_store

    return open_store(place_of(store))


def place_of(store: str | None) -> str:
    """Return the store that is meant: as given, else as the settings say, else ``xuntu.store``."""
    return store or str(click.get_current_context().find_root().obj)


def store_and(store: str | None, name: str | None, what: str) -> tuple[str, str]:
    """Return the store and what is asked of it; a word that stands alone is what is asked."""
    if name is None:
        store, name = None, store
    if name is None:
        raise click.UsageError(f"Missing argument '{what}'.", click.get_current_context())
    return place_of(store), name


STORE_ZH = f"库（默认 {STORE}；也可用环境变量 XUNTU_STORE）：目录，或 SPARQL 服务器的地址（http://…）"
STORE_EN = f"the store (by default {STORE}, or the environment's XUNTU_STORE): a folder, or a SPARQL server's address (http://...)"
store_argument = argument("store", STORE_ZH, STORE_EN, required=False)
unit_option = option(
    "--unit", zh="只看这个单位：名称，或其中几个字", en="this unit only: its name, or part of it", metavar="NAME",
    shell_complete=complete_units,
)  # fmt: skip
round_option = option(
    "--round", "round_name", zh="只看这一轮：名称，或其中几个字，如 第八轮", metavar="NAME",
    en="this round only: its name, or part of it", shell_complete=complete_rounds,
)  # fmt: skip


def output_option(default: str) -> Callable[[Decorated], Decorated]:
    """Give a command the file that it writes."""
    return option(
        "-o", "--output", zh=f"写到哪个文件（默认 {default}）", en=f"the file to write (by default {default})",
        metavar="FILE", default=default,
    )  # fmt: skip


def format_option(*forms: str, zh: str, en: str, default: str | None = None) -> Callable[[Decorated], Decorated]:
    """Give a command the format of its answer."""
    return option("--format", "form", zh=zh, en=en, type=click.Choice(forms), default=default)


rows_format_option = format_option(
    *ROW_FORMATS,
    zh="格式；默认在终端上是表格，在管道里是 CSV，写文件则看扩展名；jsonl 每行一个对象；表格略去标识列（_iri）",
    en="format; by default a table on a terminal, CSV in a pipe, and what the extension says in a file; jsonl is an "
    "object a line; a table leaves the columns of IRIs (_iri) out",
)
text_format_option = format_option(
    "text",
    "json",
    zh="格式：text 供阅读（默认），json 供程序；写文件则看扩展名",
    en="format: text to read (by default), json for programs; in a file what the extension says",
)
json_option = option("--json", "as_json", zh="同 --format json", en="the same as --format json", is_flag=True)
file_option = option("-o", "--output", zh="写到这个文件", en="write to this file", metavar="FILE")


def find_form(form: str | None, output: str | None, forms: Sequence[str]) -> str:
    """Return the format that is meant: as given, else as the file's extension says, else the first of *forms*."""
    extension = Path(output or "").suffix.removeprefix(".").lower()
    return form or (extension if extension in forms else forms[0])


@contextmanager
def answering(output: str | None) -> Generator[None]:
    """Send what is printed meanwhile to a file where one is given; the file is whole or not there."""
    if output is None:
        yield
        return
    from xuntu.graph import drafting

    with drafting(output) as file, TextIOWrapper(file, encoding="utf-8", newline="") as text, redirect_stdout(text):
        yield
    note(say("写好了 ", "wrote ") + output)


def write_text(text: str, output: str | None) -> None:
    """Write *text* to a file, or to standard output."""
    with answering(output):
        click.echo(text, nl=False)


def means_json(form: str | None, output: str | None, *, as_json: bool) -> bool:
    """Return whether JSON is meant: by ``--json``, by ``--format``, or by the name of the file."""
    return as_json or find_form(form, output, ("text", "json")) == "json"


def write_rows(rows: "Rows", form: str | None, output: str | None) -> None:
    """Write rows to a file, or to standard output: a table on a terminal, CSV in a pipe, or what *form* says."""
    from xuntu.graph import save, to_bytes

    if output is not None:
        chosen = find_form(form, output, ("csv", *ROW_FORMATS[1:]))
        if chosen == "table":
            raise click.UsageError("Invalid value for '--format': table", click.get_current_context())
        save(output, to_bytes(rows, chosen, mark=True))
        note(say(f"写好了 {output}（{len(rows)} 行）", f"wrote {output} ({len(rows)} rows)"))
        return
    chosen = form or ("table" if sys.stdout.isatty() else "csv")
    if chosen == "xlsx" and sys.stdout.isatty():
        raise click.UsageError("Missing option '-o'", click.get_current_context())
    if chosen == "table":
        print_table(rows.without(("_iri", "_iris")))
    else:
        click.echo(to_bytes(rows, chosen), nl=False)
