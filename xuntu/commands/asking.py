"""Commands that ask the graph."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from xuntu.commands.completing import complete_questions
from xuntu.commands.frame import (
    ROW_FORMATS,
    STORE_EN,
    STORE_ZH,
    answering,
    argument,
    command,
    file_option,
    find_form,
    format_option,
    open_graph,
    option,
    rows_format_option,
    store_and,
    store_argument,
    text_format_option,
    unit_option,
    write_rows,
)
from xuntu.terminal.blocks import print_candidates, print_entity, print_recurrences
from xuntu.terminal.display import print_block
from xuntu.terminal.entry import DONE
from xuntu.terminal.explanation import print_explanation
from xuntu.terminal.language import say, spoken

if TYPE_CHECKING:
    from xuntu.api import Graph
    from xuntu.graph import Parameter

_TOLD = ("text", "csv", "json", "jsonl", "xlsx")


@command(
    "问图谱：一个现成的问题、一个 .rq 文件，或一句 SPARQL。--list 列出现成的问题。",
    "Ask the graph: a question that has a name, a .rq file, or SPARQL. --list tells the questions that have a name.",
    "xuntu query recurring",
    "xuntu query 通报.store overdue --param today=2024-12-31 --format csv",
    "xuntu query 'SELECT ?unit { ?u a xt:Unit ; rdfs:label ?unit }'",
)
@argument("store", STORE_ZH, STORE_EN, required=False, shell_complete=complete_questions)
@argument(
    "query", "问题的名字、.rq 文件或 SPARQL", "the name of a question, a .rq file, or SPARQL", required=False,
    shell_complete=complete_questions,
)  # fmt: skip
@rows_format_option
@file_option
@option(
    "--param", "given", zh="问题的参数，可写多个", en="a parameter of the question; may be repeated",
    metavar="NAME=VALUE", multiple=True,
)  # fmt: skip
@option("--limit", zh="只要前几行", en="only so many rows", type=click.IntRange(min=1), metavar="N")
@option(
    "--explain", "explained",
    zh="不列各行，只说明这个查询：实际送出的文本、读了哪些图、每个三元组模式配上多少行、用时；可加 --format json",
    en="tell of the query instead of its rows: its text as sent, the graphs it reads, how many rows each triple "
    "pattern matches, the time it took; with --format json too",
    is_flag=True,
)  # fmt: skip
@option("--list", "listed", zh="列出现成的问题", en="list the questions that have a name", is_flag=True)
@option(
    "--describe", "described", zh="不问，只说明这个问题：参数怎样写，各列是什么",
    en="do not ask, but tell of the question: its parameters and its columns", is_flag=True,
)  # fmt: skip
def query(
    store: str | None,
    query: str | None,
    form: str | None,
    output: str | None,
    given: tuple[str, ...],
    limit: int | None,
    explained: bool,
    listed: bool,
    described: bool,
) -> int:
    """Ask the graph."""
    if listed or described:
        _tell_of_questions(None if listed else query or store, with_columns=described)
        return DONE
    place, question = store_and(store, query, "QUERY")
    parameters = dict(_read_parameter(pair) for pair in given)
    with open_graph(place) as graph:
        if explained:
            print_explanation(graph.explain(question, **parameters), as_json=form == "json")
            return DONE
        rows = graph.query(question, limit=limit, **parameters)
    write_rows(rows, form, output)
    return DONE


def _tell_of_questions(name: str | None, *, with_columns: bool) -> None:
    """Tell of one question, or of all: what it asks, its parameters and, on request, its columns."""
    from xuntu.graph import find_question, load_questions

    for question in load_questions().values() if name is None else (find_question(name),):
        told = [(_as_option(one), _spoken(one.meaning)) for one in question.parameters]
        if with_columns:
            told += [(one.name, _spoken(one.meaning)) for one in question.columns]
        about = f"\n  {_spoken(question.about)}" if with_columns and question.about else ""
        print_block(f"{question.name}　{say(question.chinese, question.english)}{about}", told)


def _as_option(parameter: "Parameter") -> str:
    """Return a parameter as it is written on the command line: 必须 where the question needs it."""
    value = parameter.default or ("…" if not parameter.required else say("必须", "REQUIRED"))
    return f"--param {parameter.name}={value}"


def _spoken(meaning: str) -> str:
    """Return the Chinese or the English half of words written ``中文 / English``."""
    chinese, _, english = meaning.partition(" / ")
    return say(chinese, english)


def _read_parameter(pair: str) -> tuple[str, str]:
    name, equals, value = pair.partition("=")
    if not equals or not name:
        raise click.UsageError(f"Invalid value for '--param': {pair} (NAME=VALUE)", click.get_current_context())
    return name, value


@command(
    "列出又出现的问题：哪个单位、哪个问题、此前哪次巡视巡察、凭哪句话；明示的是原文自己说的，推断的附分数。",
    "List the findings that came back: the unit, the finding, the earlier inspection, and the words that say so.",
    "xuntu recur",
    "xuntu recur 通报.store --unit 水务局",
    "xuntu recur 通报.store --format json > 反复.jsonl",
    "xuntu recur 通报.store --candidates",
)
@store_argument
@unit_option
@format_option(
    *_TOLD,
    zh="格式：text 供阅读（默认）；csv、xlsx 是表；json、jsonl 每条一行；表和行都含复述（同一问题在两份通报中）；"
    "写文件则看扩展名",
    en="format: text to read (by default); csv and xlsx are tables; json or jsonl a line for each; tables and lines "
    "have restatements (one problem in two reports) too; in a file what the extension says",
)
@file_option
@option(
    "--candidates",
    zh="改列分数接近而未认定的对子，附规范文件中的写法，供人认定或否定",
    en="list the pairs that come near instead, as an authority file would accept or refuse them",
    is_flag=True,
)
def recur(store: str | None, unit: str | None, form: str | None, output: str | None, candidates: bool) -> int:
    """List the findings that came back."""
    from xuntu.graph import to_link_rows

    chosen = find_form(form, output, _TOLD)
    with open_graph(store) as graph:
        if chosen == "text" and not candidates:
            rows = graph.query("recurring", unit=unit) if unit else graph.query("recurring")
            if unit and not rows:
                _units_called(graph, unit)  # none of it, or no such unit
            with answering(output):
                print_recurrences(rows)
            return DONE
        named = _units_called(graph, unit) if unit else set[str]()
        links = graph.candidates() if candidates else graph.recurrences()
        if unit:
            links = [link for link in links if link.later.unit in named]
    if chosen in ("csv", "xlsx"):
        write_rows(to_link_rows(links), chosen, output)
        return DONE
    with answering(output):
        if chosen == "text":
            print_candidates(links)
        else:
            _print_lines(link.to_json() for link in links)
    return DONE


def _units_called(graph: "Graph", unit: str) -> set[str]:
    """Return the names of the units that have *unit* in one of their names; raises ``QueryError`` where none has."""
    from difflib import get_close_matches

    from xuntu.ontology import QueryError

    entries = graph.units()
    named = {each.name for each in entries if any(unit in name for name in (each.name, *each.aliases))}
    if not named:
        near = get_close_matches(
            unit, [name for each in entries for name in (each.name, *each.aliases)], n=3, cutoff=0.3
        )
        hint = f"是不是 {'、'.join(near)}？" if near else ""
        raise QueryError(f"库里没有名称含“{unit}”的单位；{hint}全部单位见 xuntu units")
    return named


def _print_lines(values: Iterable[object]) -> None:
    for value in values:
        click.echo(json.dumps(value, ensure_ascii=False))


@command(
    "列出全部单位：规范名称、文件中的其他写法、上级、层级、由谁承继、区划代码、哪些文件提到。",
    "List all units: the fullest name, other forms in documents, what is above, level, successor, code, documents.",
    "xuntu units",
    "xuntu units 通报.store --format json > 单位.jsonl",
)
@store_argument
@format_option(
    *ROW_FORMATS,
    zh="格式；默认在终端上是表格，在管道里是 CSV，写文件则看扩展名；json、jsonl 每个单位一行",
    en="format; by default a table on a terminal, CSV in a pipe, and what the extension says in a file; json or jsonl "
    "is a line for each unit",
)
@file_option
def units(store: str | None, form: str | None, output: str | None) -> int:
    """List all units."""
    from xuntu.graph import to_rows

    with open_graph(store) as graph:
        found = graph.units()
    if find_form(form, output, ("table", "json", "jsonl")) == "table" or form in ("csv", "xlsx"):
        write_rows(to_rows(found), form, output)
        return DONE
    with answering(output):
        _print_lines(unit.to_dict() for unit in found)
    return DONE


@command(
    "显示一个单位、问题、制度、轮次或别的事物：已知的事实、联系和原句。",
    "Show a unit, finding, policy, round or any other thing: facts, links and the sentences they were read from.",
    "xuntu show 水务局",
    "xuntu show 通报.store 理论学习不深入",
)
@argument("store", STORE_ZH, STORE_EN, required=False)
@argument("name", "名称、名称的一部分或 IRI", "a name, part of a name, or an IRI", required=False)
@text_format_option
@file_option
def show(store: str | None, name: str | None, form: str | None, output: str | None) -> int:
    """Show one thing."""
    place, wanted = store_and(store, name, "NAME")
    with open_graph(place) as graph:
        found = graph.find(wanted, language=spoken())
    with answering(output):
        if find_form(form, output, ("text", "json")) == "json":
            _print_lines(asdict(entity) for entity in found)
            return DONE
        for entity in found:
            print_entity(entity)
    return DONE


COMMANDS = (query, recur, units, show)
