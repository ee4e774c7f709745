"""The command that looks into the ontology."""

from pathlib import Path
from typing import Final

import click

from xuntu.commands.frame import argument, command, option, write_rows
from xuntu.terminal.display import note
from xuntu.terminal.entry import DONE
from xuntu.terminal.language import say

_CROSSWALK: Final = "crosswalk"


@command(
    "查本体：不写词就列出各个类及其属性；写一个词（xt:Finding、反馈问题、C03.02）就说明它；"
    "crosswalk 是框架与问题类型、与别的词汇的对照表。-o 写出全部。",
    "Look into the ontology: without a word, the classes with their properties; of one word (xt:Finding, finding, "
    "C03.02), what it means; crosswalk is the table of frames, problem types and other vocabularies. -o writes it all.",
    "xuntu ontology",
    "xuntu ontology 反馈问题",
    "xuntu ontology C03.02",
    "xuntu ontology crosswalk -o 对照.csv",
    "xuntu ontology -o 本体/",
)
@argument(
    "term",
    "词汇、概念的名称、代码或 IRI；或 crosswalk",
    "a term or concept by its name, code or IRI; or crosswalk",
    required=False,
)
@option(
    "-o",
    "--output",
    zh="写到这个文件（ttl、nt、jsonld、rdf、html、md、svg）或文件夹",
    en="write to this file (ttl, nt, jsonld, rdf, html, md, svg) or folder",
    metavar="PATH",
)
def ontology(term: str | None, output: str | None) -> int:
    """Look into the ontology."""
    from xuntu.reference import find_things, load_model
    from xuntu.terminal.reference import print_overview, print_thing

    if term == _CROSSWALK:
        _write_crosswalk(output)
    elif term is not None and output is not None:
        raise click.UsageError("-o writes the whole ontology: leave out TERM", click.get_current_context())
    elif output is not None:
        _write_ontology(output)
    elif term is not None:
        for thing in find_things(load_model(), term):
            print_thing(load_model(), thing)
    else:
        print_overview(load_model())
    return DONE


def _write_crosswalk(output: str | None) -> None:
    from xuntu.graph import Rows
    from xuntu.reference import CROSSWALK, load_model, to_crosswalk

    rows = tuple(tuple(cell or None for cell in row) for row in to_crosswalk(load_model()))
    write_rows(Rows(CROSSWALK, rows), None, output)


def _write_ontology(output: str) -> None:
    from xuntu.graph import save
    from xuntu.ontology import StoreError
    from xuntu.reference import FORMATS, load_model, to_file, to_folder

    target = Path(output)
    form = target.suffix.removeprefix(".").lower()
    if form and not target.is_dir():
        if form not in FORMATS:
            raise StoreError(f"{target}：不认识的格式 {form}；可用：{'、'.join(FORMATS)}，或一个文件夹")
        save(target, to_file(load_model(), form))
        note(say("写好了 ", "wrote ") + str(target))
        return
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{target}：无法写入（{error.strerror or error}）；请换一个文件夹") from error
    for name, content in to_folder(load_model()).items():
        save(target / name, content)
    note(say("写好了 ", "wrote ") + f"{target}/：{'、'.join(to_folder(load_model()))}")


COMMANDS = (ontology,)
