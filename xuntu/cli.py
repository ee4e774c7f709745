"""The command line: arguments, progress, exit codes. No domain.

Answers go to standard output; progress, summaries and complaints to standard error. Exit codes: 0 done, 1 failed,
2 wrong usage, 3 done, with findings of a check or with documents that could not be read, 130 interrupted.
Settings come from flags, then from the environment (``XUNTU_…``), then from ``xuntu.toml`` in the current folder.
"""

import json
import os
import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from xuntu.terminal.blocks import print_candidates, print_checks, print_entity, print_judgement, print_recurrences
from xuntu.terminal.display import moving_bar, note, print_block, print_table
from xuntu.terminal.entry import DONE, FINDINGS, EntryGroup, complain, load_settings, settings_for
from xuntu.terminal.explanation import print_explanation
from xuntu.terminal.language import LANGUAGES, Language, Words, say, speak, spoken
from xuntu.terminal.summary import to_summary_lines
from xuntu.terminal.usage import Argument, Command, Option

if TYPE_CHECKING:
    from xuntu.api import Graph
    from xuntu.graph import Parameter, Rows, Summary
    from xuntu.sources import Sources

STORE: Final = "xuntu.store"
_CROSSWALK: Final = "crosswalk"

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
    ctx.obj = os.environ.get("XUNTU_STORE") or settings.get("store") or STORE
    ctx.default_map = {name: settings_for(one, settings) for name, one in xuntu.commands.items()}
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def command(zh: str, en: str, *examples: str, **attributes: Any) -> Callable[[Callable[..., int]], click.Command]:
    """Make a function a command that is explained in both languages and shows examples; it returns its exit code."""
    return xuntu.command(cls=Command, words=Words(zh, en), examples=examples, **attributes)


paths_argument = argument(
    "paths",
    "文件、文件夹、压缩包（.zip），或 -（标准输入）；可读的格式见文档“能读什么文件”",
    "files, folders, archives (.zip), or - (standard input); docs/formats.md says what can be read",
    metavar="PATH...",
    nargs=-1,
    required=True,
)


def _find_sources(paths: Sequence[str]) -> "Sources":
    from xuntu.sources import find_sources

    found = find_sources(paths)
    if found.left_out:
        kinds = say("、", ", ").join(f"{extension or '?'} {count}" for extension, count in found.left_out)
        note(say(f"略过文件夹中不读的文件：{kinds}", f"left out of folders: {kinds}"))
    return found


def _read_each(paths: Sequence[str], read: Callable[[bytes, str], T], unreadable: list[str]) -> Iterator[T]:
    """Yield what *read* makes of each source; complain of those that cannot be read and go on."""
    from xuntu.ontology import DocumentError

    for source in _find_sources(paths).sources:
        try:
            yield read(source.read(), source.name)
        except DocumentError as error:
            complain(str(error))
            unreadable.append(source.name)


def _open(store: str | None) -> "Graph":
    from xuntu.api import open as open_graph

    return open_graph(_place(store))


def _place(store: str | None) -> str:
    """Return the store that is meant: as given, else as the settings say, else ``xuntu.store``."""
    return store or str(click.get_current_context().find_root().obj)


def _store_and(store: str | None, name: str | None, what: str) -> tuple[str, str]:
    """Return the store and what is asked of it; a word that stands alone is what is asked."""
    if name is None:
        store, name = None, store
    if name is None:
        raise click.UsageError(f"Missing argument '{what}'.", click.get_current_context())
    return _place(store), name


_STORE_ZH = f"库（默认 {STORE}；也可用环境变量 XUNTU_STORE）：目录，或 SPARQL 服务器的地址（http://…）"
_STORE_EN = f"the store (by default {STORE}, or the environment's XUNTU_STORE): a folder, or a SPARQL server's address (http://...)"
store_argument = argument("store", _STORE_ZH, _STORE_EN, required=False)
unit_option = option(
    "--unit", zh="只看这个单位：名称，或其中几个字", en="this unit only: its name, or part of it", metavar="NAME"
)


def output_option(default: str) -> Callable[[Decorated], Decorated]:
    """Give a command the file that it writes."""
    return option(
        "-o", "--output", zh=f"写到哪个文件（默认 {default}）", en=f"the file to write (by default {default})",
        metavar="FILE", default=default,
    )  # fmt: skip


@command(
    "把文件读成图谱，放进库里。库已经有了就只读新的和变了的，其余不动。",
    "Read documents into a graph, in a store. In a store that is there, only what is new or has changed is read.",
    "xuntu build 通报/",
    "xuntu build 通报.pdf 网页.html -o 我的.store",
    "xuntu build 通报/ --report 读取报告.html",
    "xuntu build 通报/ --shards 分片/ --engine dask --jobs 4",
    "xuntu build 通报/ --to http://127.0.0.1:7878",
)
@argument(
    "paths",
    "文件、文件夹、压缩包（.zip），或 -（标准输入）；可读的格式见文档“能读什么文件”。写分片时还可以是"
    "表（.parquet、.jsonl）和地址（s3://…）",
    "files, folders, archives (.zip), or - (standard input); docs/formats.md says what can be read. For shards also "
    "tables (.parquet, .jsonl) and addresses (s3://...)",
    metavar="PATH...",
    nargs=-1,
)
@option(
    "-o",
    "--store",
    zh=f"库的位置（默认 {STORE}；也可用环境变量 XUNTU_STORE）",
    en=f"where the store is (by default {STORE}, or the environment's XUNTU_STORE)",
    metavar="DIR",
)
@option(
    "--report",
    zh="另写一个网页：每份文件读出了什么、没有读什么、哪里要再看一眼；没变的文件也写进去",
    en="also write a web page: what was read of each document, what was not, what needs a look; unchanged ones too",
    metavar="FILE",
)
@option(
    "--authority",
    zh="规范文件（TOML）：哪些名称是同一单位、谁是谁的上级、谁承继谁；库会记住它，none 去掉它",
    en="an authority file (TOML): which names are one unit, what lies in what, what carried on what; the store keeps "
    "it, none drops it",
    metavar="FILE",
)
@option(
    "-j",
    "--jobs",
    zh="几个进程同时读；默认文件多时与处理器数相同，0 为不另开进程",
    en="how many processes read; by default as many as processors where there is much to read, 0 for none but this",
    type=click.IntRange(min=0),
    metavar="N",
)
@option(
    "--limit",
    zh="另开进程时一份文件最多读几秒，超时的试两次后放过（默认 600）",
    en="seconds that a document may take where other processes read; after two tries it is left out (by default 600)",
    type=click.FloatRange(min=1),
    metavar="SECONDS",
)
@option(
    "--shards",
    zh="不直接建库，先把分片写到这个文件夹或地址；断了再运行一次，只做没做完的。写了 -o 再由分片建库",
    en="write packed shards to this folder or address instead; run again after a break, only the rest is done. With -o "
    "a store is made of them at the end",
    metavar="DIR|URL",
)
@option(
    "--engine",
    zh="谁来写分片：local 本机（默认），dask 集群（要装 xuntu[cluster]）",
    en="who writes shards: local, this machine (by default), or dask, a cluster (needs xuntu[cluster])",
    type=click.Choice(["local", "dask"]),
    default="local",
)
@option(
    "--address",
    zh="Dask 调度器的地址；不写就在本机起 --jobs 个工作进程",
    en="the address of a Dask scheduler; without it, --jobs worker processes of this machine",
    metavar="tcp://…",
)
@option(
    "--list",
    "lists",
    zh="从这个文件取要读的路径或地址，一行一个；可写几次",
    en="a file with what to read, a path or an address a line; may be given several times",
    metavar="FILE",
    multiple=True,
)
@option(
    "--columns",
    zh="表里哪一列是名称、哪一列是内容（默认 name 和 bytes，没有 bytes 就用 text；JSONL 里 base64:列名 表示 Base64）",
    en="which columns of tables hold name and content (by default name and bytes, or text where there are no bytes; "
    "in JSON lines base64:COLUMN is Base64)",
    metavar="NAME,CONTENT",
)
@option(
    "--to",
    zh="建好以后推送到这个 SPARQL 服务器，同 xuntu push",
    en="then bring this SPARQL server up to date, as xuntu push does",
    metavar="URL",
)
def build(
    paths: tuple[str, ...],
    store: str | None,
    report: str | None,
    authority: str | None,
    jobs: int | None,
    limit: float | None,
    to: str | None,
    shards: str | None,
    engine: str,
    address: str | None,
    lists: tuple[str, ...],
    columns: str | None,
) -> int:
    """Read documents into a graph."""
    from xuntu.api import build_sources

    paths = (*paths, *_read_lists(lists))
    if not paths:
        raise click.UsageError("Missing argument 'PATH...'.", click.get_current_context())
    if shards:
        if report or to:
            raise click.UsageError("--report and --to do not go with --shards.", click.get_current_context())
        way = _Way(engine, address, jobs, limit, columns)
        return _build_shards(paths, shards, store=store, authority=authority, way=way)
    if engine != "local" or address or columns:
        raise click.UsageError("--engine, --address and --columns need --shards.", click.get_current_context())
    found, place = _find_sources(paths), _place(store)
    with (
        _kept_on_interrupt(),
        moving_bar(say("读取", "Reading"), say("写入与连接", "Writing and linking")) as step,
    ):
        built = build_sources(
            found,
            place,
            progress=step,
            report=report,
            authority=authority,
            language=spoken(),
            jobs=jobs,
            limit=limit,
        )
    with built as graph:
        summary = graph.summary
        assert summary is not None  # noqa: S101 (of a graph that was built)
        _tell_of_build(summary, place, report)
        if to:
            _push(graph, to)
    return FINDINGS if summary.failed else DONE


@contextmanager
def _kept_on_interrupt() -> Generator[None, None, None]:
    """Say, where the work is interrupted, that what was read is kept."""
    try:
        yield
    except KeyboardInterrupt:
        note(
            say("停下了；读过的都留着，再运行一次就接着读", "stopped; what was read is kept, the same command goes on")
        )
        raise


def _tell_of_build(summary: "Summary", place: str, report: str | None) -> None:
    for failure in summary.failed:
        complain(failure.message)
    for line in to_summary_lines(summary, place):
        note(line)
    for warning in summary.warnings:
        note(say("提醒：", "warning: ") + warning)
    if report:
        note(say("写好了 ", "wrote ") + report)


@command(
    "把库推送到 SPARQL 1.1 服务器：只送与那边不同的图，那边多余的移走；断了再推一次就接上。"
    "口令取自环境变量 XUNTU_REMOTE_USER、XUNTU_REMOTE_PASSWORD（或 XUNTU_REMOTE_TOKEN），或 ~/.netrc。",
    "Bring a SPARQL 1.1 server up to date with the store: only graphs that differ are sent, what is gone is dropped; a "
    "push that was cut off is completed by the next. Passwords come from the environment's XUNTU_REMOTE_USER and "
    "XUNTU_REMOTE_PASSWORD (or XUNTU_REMOTE_TOKEN), or from ~/.netrc.",
    "xuntu push http://127.0.0.1:7878",
    "xuntu push 通报.store http://127.0.0.1:8890/sparql",
)
@argument("store", _STORE_ZH, _STORE_EN, required=False)
@argument("url", "服务器的地址", "the server's address", required=False)
@option(
    "--protocol",
    zh="update：一批图一次更新；gsp：逐图 PUT。默认 update，Virtuoso 用 gsp",
    en="update: one update for a batch of graphs; gsp: a PUT for each graph. By default update, for Virtuoso gsp",
    type=click.Choice(["update", "gsp"]),
)
@option("--update", zh="更新（SPARQL Update）的地址，推不出时用", en="the address for SPARQL Update", metavar="URL")
@option(
    "--data", zh="图（Graph Store Protocol）的地址，推不出时用", en="the Graph Store Protocol's address", metavar="URL"
)
@option(
    "--connections",
    zh="同时用几条连接",
    en="how many connections at once",
    type=click.IntRange(1, 32),
    metavar="N",
    default=2,
)
@option(
    "--timeout",
    zh="一次请求最多等几秒",
    en="how many seconds a request may take",
    type=click.FloatRange(0.1),
    metavar="SECONDS",
    default=300,
)
def push(store: str | None, url: str | None, **options: Any) -> int:
    """Bring a server up to date."""
    place, address = _store_and(store, url, "URL")
    with _open(place) as graph:
        _push(graph, address, **options)
    return DONE


def _push(graph: "Graph", address: str, **options: Any) -> None:
    from xuntu.graph import mask

    with moving_bar(say("推送", "Pushing")) as step:
        done = graph.push(address, progress=step, **options)
    place = mask(address)
    note(
        say(
            f"服务器 {place}：送出 {done.sent} 个图，移走 {done.dropped} 个，未变 {done.unchanged} 个",
            f"Server {place}: {done.sent} graphs sent, {done.dropped} dropped, {done.unchanged} unchanged",
        )
    )


def _read_lists(lists: Sequence[str]) -> Iterator[str]:
    """Yield the lines of files that list what to read."""
    from xuntu.ontology import DocumentError

    for name in lists:
        try:
            lines = Path(name).read_text(encoding="utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            from xuntu.ontology import DocumentError

            raise DocumentError(f"{name}：不能读取列表（{error}）；请核对路径，并存为 UTF-8") from error
        yield from (line.strip() for line in lines if line.strip())


@dataclass(frozen=True, slots=True)
class _Way:
    engine: str
    address: str | None
    jobs: int | None
    limit: float | None
    columns: str | None


def _build_shards(paths: Sequence[str], shards: str, *, store: str | None, authority: str | None, way: _Way) -> int:
    """Write shards, and load them where a store is wanted."""
    from xuntu.api import build_shards
    from xuntu.ontology import StoreError

    if store and os.path.lexists(store):
        from xuntu.ontology import StoreError

        raise StoreError(f"{store}：已有内容，不能在此新建库；请换一个目录")
    with moving_bar(say("读取", "Reading"), say("写清单", "Writing the manifest")) as step:
        built = build_shards(paths, shards, progress=step, **asdict(way))
    for failure in built.failed:
        complain(failure.message)
    note(
        say(
            f"{built.documents} 份文件的分片在 {shards}：本次读了 {built.read} 份，写了 {built.parts} 包，"
            f"共 {built.all_parts} 包",
            f"shards of {built.documents} documents in {shards}: {built.read} read now into {built.parts} packs, "
            f"{built.all_parts} packs in all",
        )
    )
    if store and built.documents:
        _load(shards, store=store, authority=authority)
    return FINDINGS if built.failed else DONE


def _load(*shards: str, store: str, authority: str | None) -> None:
    """Make a store from packed shards, and tell what it holds."""
    from xuntu.api import load as load_shards

    with load_shards(shards, store, authority=authority) as graph:
        summary = graph.summary
    assert summary is not None  # noqa: S101 (of a graph that was built)
    _tell_of_build(summary, store, None)


@command(
    "由打包的分片建库，不再读任何文件：分片来自另一个库（损坏了、换了机器），或来自集群。",
    "Make a store from packed shards, without reading a document: those of another store, or of a cluster.",
    "xuntu load 旧的.store -o 新的.store",
    "xuntu load 分片/ -o 新的.store",
)
@argument(
    "shards",
    "库，或放分片（*.trig.gz、*.nq.gz）的文件夹或地址，可以几个；有清单（manifest.json）就先核对齐不齐",
    "stores, or folders or addresses of packed shards (*.trig.gz, *.nq.gz); with a manifest.json all must be there",
    metavar="SHARDS...",
    nargs=-1,
    required=True,
)
@option(
    "-o",
    "--store",
    zh=f"新库的位置（默认 {STORE}；也可用环境变量 XUNTU_STORE）",
    en=f"where the new store will be (by default {STORE}, or the environment's XUNTU_STORE)",
    metavar="DIR",
)
@option(
    "--authority",
    zh="规范文件（TOML）；库会记住它",
    en="an authority file (TOML), which the store keeps",
    metavar="FILE",
)
def load(shards: tuple[str, ...], store: str | None, authority: str | None) -> int:
    """Make a store from packed shards."""
    _load(*shards, store=_place(store), authority=authority)
    return DONE


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
    for document in _read_each(paths, read_document, unreadable):
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
    for document in _read_each(paths, read_document, unreadable):
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
    for extraction in _read_each(paths, extract_bytes, unreadable):
        click.echo(json.dumps(to_json(extraction), ensure_ascii=False))
    return FINDINGS if unreadable else DONE


@command(
    "核对：文件自报的数与读出的数是否一致，图谱是否合乎本体的约束。有出入时退出码是 3。",
    "Check the counts that documents declare against what was read, and the graph against the shapes. Exits with 3 "
    "where something differs.",
    "xuntu check",
    "xuntu check 通报.store --json",
)
@store_argument
@option("--json", "as_json", zh="打印为 JSON", en="print JSON", is_flag=True)
def check(store: str | None, as_json: bool) -> int:
    """Check the graph."""
    with _open(store) as graph:
        results = graph.check()
    if as_json:
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
@option("--json", "as_json", zh="打印为 JSON", en="print JSON", is_flag=True)
@option("--errors", zh="另在标准错误列出每一处不同", en="list every difference on standard error", is_flag=True)
@option(
    "--links",
    zh="比较反复与复述：GOLD 是成对标注的文件，或含 links.json 的文件夹",
    en="compare recurrences and restatements: GOLD is a file of labelled pairs, or a folder with links.json",
    is_flag=True,
)
def evaluate(gold: str, paths: tuple[str, ...], as_json: bool, errors: bool, links: bool) -> int:
    """Compare documents with gold."""
    if links:
        return _evaluate_links(Path(gold), paths, as_json=as_json, errors=errors)
    from xuntu.extractors import extract as extract_bytes
    from xuntu.extractors import to_json
    from xuntu.extractors.evaluation import compare, count, load_gold, to_lines, to_miss_lines

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


def _evaluate_links(gold: Path, paths: tuple[str, ...], *, as_json: bool, errors: bool) -> int:
    from xuntu.api import build_sources
    from xuntu.graph import judge_links

    with build_sources(_find_sources(paths), None) as graph:
        judgement = judge_links(graph.store, gold / "links.json" if gold.is_dir() else gold)
    if as_json:
        scores = {name: score.to_json() for name, score in judgement.scores.items()}
        click.echo(json.dumps(scores, ensure_ascii=False, indent=1))
    else:
        print_judgement(judgement)
    if errors:
        for line in (*judgement.wrong, *judgement.missed):
            note(line)
    return DONE


@command(
    "问图谱：一个现成的问题、一个 .rq 文件，或一句 SPARQL。--list 列出现成的问题。",
    "Ask the graph: a question that has a name, a .rq file, or SPARQL. --list tells the questions that have a name.",
    "xuntu query recurring",
    "xuntu query 通报.store overdue --param today=2024-12-31 --format csv",
    "xuntu query 'SELECT ?unit { ?u a xt:Unit ; rdfs:label ?unit }'",
)
@argument("store", _STORE_ZH, _STORE_EN, required=False)
@argument("query", "问题的名字、.rq 文件或 SPARQL", "the name of a question, a .rq file, or SPARQL", required=False)
@option(
    "--format",
    "form",
    zh="格式；默认在终端上是表格，在管道里是 CSV，写文件则看扩展名；表格略去标识列（_iri）",
    en="format; by default a table on a terminal, CSV in a pipe, and what the extension says in a file; "
    "a table leaves the columns of IRIs (_iri) out",
    type=click.Choice(["table", "csv", "json", "xlsx"]),
)
@option("-o", "--output", zh="写到这个文件", en="write to this file", metavar="FILE")
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
    place, question = _store_and(store, query, "QUERY")
    parameters = dict(_read_parameter(pair) for pair in given)
    with _open(place) as graph:
        if explained:
            print_explanation(graph.explain(question, **parameters), as_json=form == "json")
            return DONE
        rows = graph.query(question, limit=limit, **parameters)
    _write_rows(rows, form, output)
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


def _write_rows(rows: "Rows", form: str | None, output: str | None) -> None:
    from xuntu.graph import ROW_FORMATS, save, to_bytes

    if output is not None:
        extension = Path(output).suffix.removeprefix(".").lower()
        chosen = form or (extension if extension in ROW_FORMATS else "csv")
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
@option(
    "--format",
    "form",
    zh="格式：text 供阅读；json 每条一行，含复述（同一问题在两份通报中）",
    en="format: text to read; json a line for each, with restatements (one problem in two reports)",
    type=click.Choice(["text", "json"]),
    default="text",
)
@option(
    "--candidates",
    zh="改列分数接近而未认定的对子，附规范文件中的写法，供人认定或否定",
    en="list the pairs that come near instead, as an authority file would accept or refuse them",
    is_flag=True,
)
def recur(store: str | None, unit: str | None, form: str, candidates: bool) -> int:
    """List the findings that came back."""
    with _open(store) as graph:
        if form == "text" and not candidates:
            print_recurrences(graph.query("recurring", unit=unit) if unit else graph.query("recurring"))
            return DONE
        links = graph.candidates() if candidates else graph.recurrences()
        if unit:
            named = {each.name for each in graph.units() if any(unit in name for name in (each.name, *each.aliases))}
            links = [link for link in links if link.later.unit in named]
    if form == "text":
        print_candidates(links)
    else:
        click.echo("".join(json.dumps(link.to_json(), ensure_ascii=False) + "\n" for link in links), nl=False)
    return DONE


@command(
    "列出全部单位：规范名称、文件中的其他写法、上级、层级、由谁承继、区划代码、哪些文件提到。",
    "List all units: the fullest name, other forms in documents, what is above, level, successor, code, documents.",
    "xuntu units",
    "xuntu units 通报.store --format json > 单位.jsonl",
)
@store_argument
@option(
    "--format",
    "form",
    zh="格式；默认在终端上是表格，在管道里是 CSV，写文件则看扩展名；json 每个单位一行",
    en="format; by default a table on a terminal, CSV in a pipe, and what the extension says in a file; json is a "
    "line for each unit",
    type=click.Choice(["table", "csv", "json", "xlsx"]),
)
@option("-o", "--output", zh="写到这个文件", en="write to this file", metavar="FILE")
def units(store: str | None, form: str | None, output: str | None) -> int:
    """List all units."""
    from xuntu.graph import save, to_rows

    with _open(store) as graph:
        found = graph.units()
    if (form or Path(output or "").suffix) not in ("json", ".json"):
        _write_rows(to_rows(found), form, output)
        return DONE
    lines = "".join(json.dumps(unit.to_dict(), ensure_ascii=False) + "\n" for unit in found)
    if output is None:
        click.echo(lines, nl=False)
    else:
        save(output, lines.encode())
        note(say(f"写好了 {output}（{len(found)} 行）", f"wrote {output} ({len(found)} rows)"))
    return DONE


@command(
    "显示一个单位、问题、制度、轮次或别的事物：已知的事实、联系和原句。",
    "Show a unit, finding, policy, round or any other thing: facts, links and the sentences they were read from.",
    "xuntu show 水务局",
    "xuntu show 通报.store 理论学习不深入",
)
@argument("store", _STORE_ZH, _STORE_EN, required=False)
@argument("name", "名称、名称的一部分或 IRI", "a name, part of a name, or an IRI", required=False)
def show(store: str | None, name: str | None) -> int:
    """Show one thing."""
    place, wanted = _store_and(store, name, "NAME")
    with _open(place) as graph:
        for entity in graph.find(wanted, language=spoken()):
            print_entity(entity)
    return DONE


@command(
    "把图谱写成别的工具能读的文件，格式看扩展名：ttl、trig、nq、nt、jsonld、rdf、graphml、gexf。",
    "Write the graph for other tools, in the format of the extension: ttl, trig, nq, nt, jsonld, rdf, graphml, gexf.",
    "xuntu export -o 图谱.ttl",
    "xuntu export 通报.store -o 图谱.graphml",
)
@store_argument
@option("-o", "--output", zh="写到哪个文件", en="the file to write", metavar="FILE", required=True)
@option(
    "--format", "form", zh="格式，扩展名说不清时用", en="the format, where the extension does not tell", metavar="EXT"
)
def export(store: str | None, output: str, form: str | None) -> int:
    """Write the graph for other tools."""
    with _open(store) as graph:
        note(say("写好了 ", "wrote ") + str(graph.export(output, form=form)))
    return DONE


@command(
    "画成一个网页：不联网也能打开，可以搜索，点开能看到原句。",
    "Draw the graph as one web page that opens without a network, can be searched, and shows the sentences.",
    "xuntu view -o 图谱.html",
    "xuntu view 通报.store --unit 水务局 -o 水务局.html",
)
@store_argument
@unit_option
@output_option("xuntu.html")
def view(store: str | None, unit: str | None, output: str) -> int:
    """Draw the graph as one web page."""
    with _open(store) as graph:
        note(say("写好了 ", "wrote ") + str(graph.view(output, unit=unit, language=spoken())))
    return DONE


@command(
    "写成整改台账（Excel）：问题、措施、责任、时限、状态、出处，另有反复问题和核对两张表。",
    "Write the ledger of rectification (Excel): findings, measures, who answers, deadlines, statuses and sources.",
    "xuntu ledger -o 台账.xlsx",
    "xuntu ledger 通报.store --unit 水务局 -o 水务局.xlsx",
)
@store_argument
@unit_option
@output_option("xuntu.xlsx")
def ledger(store: str | None, unit: str | None, output: str) -> int:
    """Write the ledger."""
    with _open(store) as graph:
        note(say("写好了 ", "wrote ") + str(graph.ledger(output, unit=unit)))
    return DONE


@command(
    "开一个本机的工作台和 SPARQL 端点：浏览器打开，不联网，谁也改不了库。Ctrl-C 停止。",
    "Serve a workbench and a SPARQL endpoint on this machine, for a browser; nothing can be changed. Ctrl-C stops.",
    "xuntu serve",
    "xuntu serve 通报.store --port 8001",
    "xuntu serve 通报.store --timeout 60 --jobs 8",
)
@store_argument
@option(
    "--host", zh="听哪个地址（默认只有本机；别的须有令牌）", metavar="HOST", default="127.0.0.1",
    en="the address to listen at (by default this machine only; any other needs a token)",
)  # fmt: skip
@option(
    "--port", zh="端口；0 是随便一个空的", en="the port; 0 is any that is free", type=click.IntRange(0, 65535),
    default=8000, metavar="N",
)  # fmt: skip
@option(
    "--timeout", zh="一个查询至多几秒", en="seconds that a query may take", type=click.FloatRange(min=0.1),
    default=30.0, metavar="SECONDS",
)  # fmt: skip
@option(
    "-j", "--jobs", zh="几个进程同时答（默认 8）", en="how many processes answer (by default 8)",
    type=click.IntRange(min=2), default=8, metavar="N",
)  # fmt: skip
@option(
    "--token", zh="令牌：有了它，什么都要先出示；用环境变量 XUNTU_SERVE_TOKEN 更好，别人看不见", metavar="TOKEN",
    en="a token that everyone must show; the environment's XUNTU_SERVE_TOKEN is better, as others cannot see it",
)  # fmt: skip
@option(
    "--allow-host", "hosts", zh="别的机器用什么名字来找它，可写多个", metavar="NAME", multiple=True,
    en="a name by which other machines may address it; may be repeated",
)  # fmt: skip
@option(
    "--cors", "origins", zh="允许哪个网站的网页来问，如 https://某站，可写多个", metavar="ORIGIN", multiple=True,
    en="a site whose pages may ask, as https://example.org; may be repeated",
)  # fmt: skip
@option(
    "--root-path",
    zh="代理把它放在哪个路径下，如 /xuntu",
    en="the path at which a proxy has it, as /xuntu",
    metavar="PATH",
    default="",
)
@option(
    "--writable", zh="允许用令牌更新（SPARQL Update），须同时给令牌", is_flag=True,
    en="allow updates (SPARQL Update) by who shows the token, which must be given",
)  # fmt: skip
@option("--open/--no-open", "shown", zh="在浏览器里打开", en="open it in a browser", default=False)
def serve(
    store: str | None,
    host: str,
    port: int,
    timeout: float,
    jobs: int,
    token: str | None,
    hosts: tuple[str, ...],
    origins: tuple[str, ...],
    root_path: str,
    writable: bool,
    shown: bool,
) -> int:
    """Serve a workbench and a SPARQL endpoint."""
    from xuntu.api import serve as serve_store

    def ready(address: str) -> None:
        note(
            say(
                f"工作台 {address}　SPARQL 端点 {address}sparql　Ctrl-C 停止",
                f"workbench {address}  SPARQL endpoint {address}sparql  Ctrl-C stops",
            )
        )
        if shown:
            click.launch(address)

    serve_store(
        _place(store),
        host=host,
        port=port,
        timeout=timeout,
        jobs=jobs,
        token=token,
        hosts=hosts,
        origins=origins,
        root_path=root_path,
        writable=writable,
        language=spoken(),
        ready=ready,
    )
    return DONE


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
    _write_rows(Rows(CROSSWALK, rows), None, output)


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


def main() -> None:
    """Run the command line and exit with its code."""
    xuntu.main()
