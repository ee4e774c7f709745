"""Commands that show how documents are read, without a store."""

import json

import click

from xuntu.commands.frame import command, option, paths_argument, read_each
from xuntu.terminal.entry import DONE, FINDINGS
from xuntu.terminal.language import spoken


@command(
    "打印文件的正文，就是各处“起止位置”所指的那份文字。",
    "Print the text of documents: the one that all offsets point into.",
    "xuntu text 通报.pdf",
)
@paths_argument
def text(paths: tuple[str, ...]) -> int:
    """Print the text of documents."""
    from xuntu.extractors import read_document

    unreadable: list[str] = []
    for document in read_each(paths, read_document, unreadable):
        click.echo(document.text)
    return FINDINGS if unreadable else DONE


@command(
    "打印文件的层次是怎样读的：每个标题算作部分、分组、问题、举措还是不算，凭什么这样算。",
    "Print how the outline of documents was read: each heading as a part, group, problem, deed or neither, and why.",
    "xuntu outline 通报.docx",
    "xuntu outline 通报.docx --json",
)
@paths_argument
@option("--json", "as_json", zh="每个文件打印为一行 JSON", en="print a line of JSON for each document", is_flag=True)
def outline(paths: tuple[str, ...], as_json: bool) -> int:
    """Print how outlines were read."""
    from xuntu.extractors import explain_outline, read_document
    from xuntu.terminal.outline import to_json_outline, to_outline_lines

    unreadable: list[str] = []
    for document in read_each(paths, read_document, unreadable):
        explained = tuple(explain_outline(document))
        if as_json:
            click.echo(json.dumps(to_json_outline(document, explained, spoken()), ensure_ascii=False))
            continue
        click.echo(document.name)
        for line in to_outline_lines(document, explained, spoken()):
            click.echo(line)
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
    from xuntu.extractors import extract as extract_bytes
    from xuntu.extractors import to_json

    unreadable: list[str] = []
    for extraction in read_each(paths, extract_bytes, unreadable):
        click.echo(json.dumps(to_json(extraction), ensure_ascii=False))
    return FINDINGS if unreadable else DONE


COMMANDS = (text, outline, extract)
