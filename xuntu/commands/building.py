"""Commands that make a graph: from documents, from shards, on a server."""

import os
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from xuntu.commands.frame import (
    STORE_EN,
    STORE_ZH,
    argument,
    command,
    find_sources_of,
    open_graph,
    option,
    place_of,
    store_and,
)
from xuntu.terminal.display import moving_bar, note
from xuntu.terminal.entry import DONE, FINDINGS, STORE, complain
from xuntu.terminal.language import say, spoken
from xuntu.terminal.summary import to_summary_lines

if TYPE_CHECKING:
    from xuntu.api import Graph
    from xuntu.graph import Summary


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
    found, place = find_sources_of(paths), place_of(store)
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
@argument("store", STORE_ZH, STORE_EN, required=False)
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
    place, address = store_and(store, url, "URL")
    with open_graph(place) as graph:
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
    _load(*shards, store=place_of(store), authority=authority)
    return DONE


COMMANDS = (build, push, load)
