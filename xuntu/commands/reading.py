"""Commands that show how documents are read, without a store."""

import json

import click

from xuntu.commands.frame import (
    answering,
    command,
    file_option,
    format_option,
    json_option,
    means_json,
    paths_argument,
    read_each,
    text_format_option,
)
from xuntu.terminal.entry import DONE, FINDINGS
from xuntu.terminal.language import spoken


@command(
    "打印文件的正文，就是各处“起止位置”所指的那份文字。",
    "Print the text of documents: the one that all offsets point into.",
    "xuntu text 通报.pdf",
)
@paths_argument
@file_option
def text(paths: tuple[str, ...], output: str | None) -> int:
    """Print the text of documents."""
    from xuntu.extractors import read_document

    unreadable: list[str] = []
    with answering(output):
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
@text_format_option
@file_option
@json_option
def outline(paths: tuple[str, ...], form: str | None, output: str | None, as_json: bool) -> int:
    """Print how outlines were read."""
    from xuntu.extractors import explain_outline, read_document
    from xuntu.terminal.outline import to_json_outline, to_outline_lines

    unreadable: list[str] = []
    as_json = means_json(form, output, as_json=as_json)
    with answering(output):
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
@format_option(
    "json",
    "jsonl",
    zh="格式；json 和 jsonl 都是每个文件一行",
    en="format; json and jsonl are both a line for each file",
)
@file_option
def extract(paths: tuple[str, ...], form: str | None, output: str | None) -> int:  # noqa: ARG001 (one shape so far)
    """Print what documents say."""
    from xuntu.extractors import extract as extract_bytes
    from xuntu.extractors import to_json

    unreadable: list[str] = []
    with answering(output):
        for extraction in read_each(paths, extract_bytes, unreadable):
            click.echo(json.dumps(to_json(extraction), ensure_ascii=False))
    return FINDINGS if unreadable else DONE


COMMANDS = (text, outline, extract)
