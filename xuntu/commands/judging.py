"""Commands that judge what was read: by what documents declare, by the shapes, by gold labels."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from xuntu.commands.frame import (
    answering,
    argument,
    command,
    file_option,
    find_sources_of,
    json_option,
    means_json,
    open_graph,
    option,
    paths_argument,
    read_each,
    store_argument,
    text_format_option,
)
from xuntu.terminal.blocks import print_checks, print_judgement
from xuntu.terminal.display import note
from xuntu.terminal.entry import DONE, FINDINGS
from xuntu.terminal.language import say


@command(
    "核对：文件自报的数与读出的数是否一致，图谱是否合乎本体的约束。有出入时退出码是 3。",
    "Check the counts that documents declare against what was read, and the graph against the shapes. Exits with 3 "
    "where something differs.",
    "xuntu check",
    "xuntu check 通报.store --json",
)
@store_argument
@text_format_option
@file_option
@json_option
def check(store: str | None, form: str | None, output: str | None, as_json: bool) -> int:
    """Check the graph."""
    with open_graph(store) as graph:
        results = graph.check()
    with answering(output):
        if means_json(form, output, as_json=as_json):
            click.echo(json.dumps([asdict(result) for result in results], ensure_ascii=False, indent=1, default=str))
        else:
            print_checks(results)
    differing = sum(result.agrees is False for result in results)
    faulty = sum(result.kind == "shape" and result.severity in {"warning", "violation"} for result in results)
    note(
        say(
            f"自报数不一致 {differing} 处，不合约束 {faulty} 处",
            f"{differing} counts differ, {faulty} shapes are broken",
        )
    )
    return FINDINGS if differing or faulty else DONE


@command(
    "把读出的内容与人工标注比较，逐项给出准确率、精确率和召回率。",
    "Compare what is read with gold labels: accuracy, precision and recall of every field.",
    "xuntu evaluate examples/gold examples/documents",
    "xuntu evaluate --links examples/gold/links.json examples/documents",
)
@argument("gold", "标注文件，或放标注（*.json）的文件夹", "a gold file, or a folder of them (*.json)")
@paths_argument
@text_format_option
@file_option
@json_option
@option("--errors", zh="另在标准错误列出每一处不同", en="list every difference on standard error", is_flag=True)
@option(
    "--links",
    zh="比较反复与复述：GOLD 是成对标注的文件，或含 links.json 的文件夹",
    en="compare recurrences and restatements: GOLD is a file of labelled pairs, or a folder with links.json",
    is_flag=True,
)
def evaluate(
    gold: str,
    paths: tuple[str, ...],
    form: str | None,
    output: str | None,
    as_json: bool,
    errors: bool,
    links: bool,
) -> int:
    """Compare documents with gold."""
    as_json = means_json(form, output, as_json=as_json)
    if links:
        return _evaluate_links(Path(gold), paths, output, as_json=as_json, errors=errors)
    from xuntu.extractors import extract as extract_bytes
    from xuntu.extractors import to_json
    from xuntu.extractors.evaluation import compare, count, load_gold, to_lines, to_miss_lines

    labels = load_gold(Path(gold))
    unreadable: list[str] = []
    marks = list(compare(labels, map(to_json, read_each(paths, extract_bytes, unreadable))))
    scores = count(marks)
    with answering(output):
        if as_json:
            _print_scores(scores)
        else:
            click.echo("\n".join(to_lines(scores)))
    if errors:
        for line in to_miss_lines(marks):
            note(line)
    return FINDINGS if unreadable else DONE


def _print_scores(scores: Mapping[str, Any]) -> None:
    told = {name: score.to_json() for name, score in scores.items()}
    click.echo(json.dumps(told, ensure_ascii=False, indent=1))


def _evaluate_links(gold: Path, paths: tuple[str, ...], output: str | None, *, as_json: bool, errors: bool) -> int:
    from xuntu.api import build_sources
    from xuntu.graph import judge_links

    with build_sources(find_sources_of(paths), None) as graph:
        judgement = judge_links(graph.store, gold / "links.json" if gold.is_dir() else gold)
    with answering(output):
        if as_json:
            _print_scores(judgement.scores)
        else:
            print_judgement(judgement)
    if errors:
        for line in (*judgement.wrong, *judgement.missed):
            note(line)
    return DONE


COMMANDS = (check, evaluate)
