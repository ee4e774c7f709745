"""The command line: arguments, progress, exit codes. No domain.

Answers go to standard output; progress, summaries and complaints to standard error. Exit codes: 0 done, 1 failed,
2 wrong usage, 3 done, with findings of a check or with documents that could not be read, 130 interrupted.
Settings come from flags, then from the environment (``XUNTU_…``), then from ``xuntu.toml`` in the current folder.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from xuntu.ontology import DocumentError
from xuntu.sources import Source, find_sources
from xuntu.terminal.display import note
from xuntu.terminal.entry import DONE, FINDINGS, EntryGroup, complain, load_settings, settings_for
from xuntu.terminal.language import LANGUAGES, Words, say, speak
from xuntu.terminal.usage import Argument, Command, Option

if TYPE_CHECKING:
    pass

T = TypeVar("T")
Decorated = TypeVar("Decorated", bound=Callable[..., Any] | click.Command)


def argument(name: str, zh: str, en: str, **attributes: Any) -> Callable[[Decorated], Decorated]:
    """Give a command an argument that is explained in both languages."""
    return click.argument(name, cls=Argument, words=Words(zh, en), **attributes)


def option(*names: str, zh: str, en: str, **attributes: Any) -> Callable[[Decorated], Decorated]:
    """Give a command an option that is explained in both languages."""
    return click.option(*names, cls=Option, words=Words(zh, en), **attributes)


def _speak(ctx: click.Context, parameter: click.Parameter, language: str | None) -> None:  # noqa: ARG001 (click's)
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
    ctx.default_map = {name: settings_for(one, settings) for name, one in xuntu.commands.items()}
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def command(zh: str, en: str, *examples: str, **attributes: Any) -> Callable[[Callable[..., int]], click.Command]:
    """Make a function a command that is explained in both languages and shows examples; it returns its exit code."""
    return xuntu.command(cls=Command, words=Words(zh, en), examples=examples, **attributes)


paths_argument = argument(
    "paths",
    "文件、文件夹（取其中 .txt .md .html .docx .pdf），或 -（标准输入）",
    "files, folders (their .txt .md .html .docx .pdf), or - (standard input)",
    metavar="PATH...",
    nargs=-1,
    required=True,
)


def _find_sources(paths: Sequence[str]) -> tuple[Source, ...]:
    found = find_sources(paths)
    if found.left_out:
        kinds = say("、", ", ").join(f"{extension or '?'} {count}" for extension, count in found.left_out)
        note(say(f"略过文件夹中不读的文件：{kinds}", f"left out of folders: {kinds}"))
    return found.sources


def _read_each(paths: Sequence[str], read: Callable[[bytes, str], T], unreadable: list[str]) -> Iterator[T]:
    """Yield what *read* makes of each source; complain of those that cannot be read and go on."""
    for source in _find_sources(paths):
        try:
            yield read(source.read(), source.name)
        except DocumentError as error:
            complain(str(error))
            unreadable.append(source.name)


@command(
    "打印文件的正文，就是各处“起止位置”所指的那份文字。",
    "Print the text of documents: the one that all offsets point into.",
    "xuntu text 通报.pdf",
)
@paths_argument
def text(paths: tuple[str, ...]) -> int:
    """Print the text of documents."""
    from xuntu.extractors.readers import read_document

    unreadable: list[str] = []
    for document in _read_each(paths, read_document, unreadable):
        click.echo(document.text)
    return FINDINGS if unreadable else DONE


@command(
    "把每个文件读出的内容打印为一行 JSON：单位、问题、状态、措施、制度及其在正文中的位置。",
    "Print what each document says as one line of JSON: units, findings, statuses, measures and where they stand.",
    "xuntu extract 通报/ > 读出.jsonl",
)
@paths_argument
@option(
    "--format",
    "form",
    zh="格式；目前只有 json（每个文件一行）",
    en="format; json only (a line for each file)",
    type=click.Choice(["json"]),
    default="json",
)
def extract(paths: tuple[str, ...], form: str) -> int:  # noqa: ARG001 (one format so far)
    """Print what documents say."""
    from xuntu.extractors.exchange import to_json
    from xuntu.extractors.pipeline import extract as extract_bytes

    unreadable: list[str] = []
    for extraction in _read_each(paths, extract_bytes, unreadable):
        click.echo(json.dumps(to_json(extraction), ensure_ascii=False))
    return FINDINGS if unreadable else DONE


@command(
    "把读出的内容与人工标注比较，逐项给出准确率、精确率和召回率。",
    "Compare what is read with gold labels: accuracy, precision and recall of every field.",
    "xuntu evaluate examples/gold examples/documents",
)
@argument("gold", "标注文件，或放标注（*.json）的文件夹", "a gold file, or a folder of them (*.json)")
@paths_argument
@option("--json", "as_json", zh="打印为 JSON", en="print JSON", is_flag=True)
@option("--errors", zh="另在标准错误列出每一处不同", en="list every difference on standard error", is_flag=True)
def evaluate(gold: str, paths: tuple[str, ...], as_json: bool, errors: bool) -> int:
    """Compare documents with gold."""
    from xuntu.extractors.evaluation import compare, count, load_gold, to_lines, to_miss_lines
    from xuntu.extractors.exchange import to_json
    from xuntu.extractors.pipeline import extract as extract_bytes

    labels = load_gold(Path(gold))
    unreadable: list[str] = []
    marks = list(compare(labels, map(to_json, _read_each(paths, extract_bytes, unreadable))))
    scores = count(marks)
    if as_json:
        click.echo(
            json.dumps({field: score.to_json() for field, score in scores.items()}, ensure_ascii=False, indent=1)
        )
    else:
        click.echo("\n".join(to_lines(scores)))
    if errors:
        for line in to_miss_lines(marks):
            note(line)
    return FINDINGS if unreadable else DONE


def main() -> None:
    """Run the command line and exit with its code."""
    xuntu.main()
