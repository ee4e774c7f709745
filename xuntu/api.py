"""What Python users call: build a graph from files, open one that was built, ask it, take it away.

The rooms behind are loaded by the first call that needs them, so that ``import xuntu`` costs nothing.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeAlias, Unpack

if TYPE_CHECKING:
    from networkx import MultiDiGraph
    from rdflib import Dataset

    from xuntu.account import Account
    from xuntu.graph import (
        CheckResult,
        Entity,
        Explanation,
        Language,
        LedgerImport,
        Progress,
        Protocol,
        Pushed,
        RecurrenceLink,
        Rows,
        Sight,
        Source,
        Store,
        Summary,
        UnitEntry,
    )
    from xuntu.graph.cluster import Piece, Shards
    from xuntu.ontology import Extraction
    from xuntu.serving.opening import Application, Settings
    from xuntu.sources import Sources

StrPath: TypeAlias = str | os.PathLike[str]

_WHAT_READS = ("ontology", "extractors")
_SPARQL_MARKS = set("{<? ")  # no name of a question has them
_READ_BY = {".py", ".toml", ".ttl", ".csv"}


class Graph:
    """A graph to ask, from :func:`build` or :func:`open`; a context manager that closes its store.

    ``summary`` tells what the build did, and is ``None`` for a graph that was opened.
    """

    def __init__(self, store: "Store", summary: "Summary | None" = None) -> None:
        self.store = store
        self.summary = summary

    def query(self, question: str, *, limit: int | None = None, **parameters: str) -> "Rows":
        """Return the rows that answer *question*: the name of a question, a ``.rq`` file, or SPARQL text.

        Only the first *limit* rows where one is given. *parameters* are those of the question; in SPARQL they fill its
        ``VALUES ?name { UNDEF }`` lines. Raises QueryError for an unknown question or
        parameter, and for SPARQL that does not parse.
        """
        from xuntu.graph import ask

        sparql = _read_sparql(question)
        if sparql is not None:
            return self.store.query(sparql, parameters).head(limit)
        return ask(self.store, question, limit=limit, **parameters)

    def explain(self, question: str, **parameters: str) -> "Explanation":
        """Ask, and tell what became of the query: its text, the graphs, what each pattern matches, the time it took.

        Raises QueryError as ``query`` does.
        """
        from xuntu.graph import explain, explain_question

        sparql = _read_sparql(question)
        if sparql is not None:
            return explain(self.store, sparql, parameters)
        return explain_question(self.store, question, parameters)

    def find(self, name: str, *, language: "Language" = "zh") -> "list[Entity]":
        """Return the units, findings, policies, rounds … called *name*, by IRI, name, or a part of the name.

        Raises QueryError where there is none, or too many.
        """
        from xuntu.graph import find_entities

        return find_entities(self.store, name, language=language)

    def units(self) -> "list[UnitEntry]":
        """Return every accountable body, by name: one entry for all names under which documents know it."""
        from xuntu.graph import list_units

        return list_units(self.store)

    def recurrences(self) -> "list[RecurrenceLink]":
        """Return what came back, stated and inferred, then what is told twice, each with both places and the words."""
        from xuntu.graph import list_links

        return list_links(self.store)

    def candidates(self) -> "list[RecurrenceLink]":
        """Return pairs that come near to a recurrence, for a person to judge in the authority file."""
        from xuntu.graph import list_candidates

        return list_candidates(self.store)

    def to_networkx(self, *, unit: str | None = None) -> "MultiDiGraph[str]":
        """Return the entities and their links as a networkx graph, of one *unit* or of all."""
        from xuntu.graph import to_networkx

        return to_networkx(self.store, unit=unit)

    def to_rdflib(self) -> "Dataset":
        """Return a copy as an rdflib Dataset, with a graph for each document."""
        from xuntu.graph import to_rdflib

        return to_rdflib(self.store)

    def export(
        self,
        path: StrPath,
        *,
        form: str | None = None,
        framed: bool = False,
        unit: str | None = None,
        round: str | None = None,  # noqa: A002 (the word of the field)
        question: str | None = None,
        parameters: "Mapping[str, str] | None" = None,
    ) -> Path:
        """Write the graph in the format that *form* or the extension of *path* names, and return the path.

        Only the part about a *unit*, a *round*, or what the rows of a *question* with *parameters* name, where one is
        given. With *framed* JSON-LD is a tree for each document. Raises StoreError for a format that is not known and
        where the path cannot be written, QueryError for a part that is not there.
        """
        from xuntu.graph import export, select_part

        is_whole = unit is None and round is None and question is None
        part = (
            None
            if is_whole
            else select_part(self.store, unit=unit, round=round, question=question, parameters=parameters)
        )
        return export(part or self.store, path, form=form, framed=framed)

    def view(
        self,
        path: StrPath,
        *,
        unit: str | None = None,
        sight: "tuple[Sight, str | None] | None" = None,
        tab: str | None = None,
        language: "Language" = "zh",
        offline_sparql: bool = False,
    ) -> Path:
        """Write one HTML page that works without a network, of one *unit* or of all, and return its path.

        *sight* is another thing to be seen than a unit: a pair such as ``("round", "三届市委第六轮")``, ``("type",
        "C11.06")``, ``("chain", None)`` for all recurrences, ``("policy", …)``, ``("org", …)``, ``("overview", None)``.
        *tab* is the picture that is opened, where that is another than the usual: ``graph``, ``chains``, ``overview``,
        ``org``, ``policies``. With *offline_sparql* the page holds the whole graph and an engine too, and answers the
        named questions and SPARQL by itself. Raises QueryError for an unknown name, and StoreError where the graph is
        too large for *offline_sparql*.
        """
        from xuntu.graph import Focus, write_view

        focus = Focus(*sight) if sight else Focus("unit", unit) if unit is not None else None
        return write_view(self.store, Path(path), focus, tab=tab, language=language, offline_sparql=offline_sparql)

    def ledger(
        self,
        path: StrPath,
        *,
        unit: str | None = None,
        round: str | None = None,  # noqa: A002 (what questions call it)
        status: str | None = None,
        type: str | None = None,  # noqa: A002
        today: date | None = None,
    ) -> Path:
        """Write the Excel ledger of all findings, or of a *unit*, *round*, *status* or *type*, and return its path.

        *status* is a word such as 未完成, or 已办结, 未办结. What is overdue *today* is red; without a day, on the last
        day of which the graph tells. Raises QueryError for a unit, round, status or type that there is not.
        """
        from xuntu.graph import write_ledger

        return write_ledger(self.store, Path(path), unit=unit, round=round, status=status, type=type, today=today)

    def check(self, *, shapes: bool = True) -> "list[CheckResult]":
        """Return every count that a document declares beside what was read, then what the shapes complain of."""
        from xuntu.graph import check

        return check(self.store, shapes=shapes)

    def push(
        self,
        address: str,
        *,
        protocol: "Protocol | None" = None,
        update: str | None = None,
        data: str | None = None,
        connections: int = 2,
        timeout: float = 300.0,
        progress: "Progress | None" = None,
    ) -> "Pushed":
        """Bring the SPARQL server at *address* up to date: only graphs that differ are sent.

        *protocol* is ``update`` or ``gsp`` (Graph Store Protocol); *update* and *data* are the addresses for either,
        where they do not follow from *address*. As whom is told by the address, by ``XUNTU_REMOTE_…`` of the
        environment, or by ``~/.netrc``. Raises StoreError where the server refuses; a push that was cut off is
        completed by the next one.
        """
        from xuntu.graph import find_access, push

        access = find_access(
            address, os.environ, protocol=protocol, update=update, data=data, connections=connections, timeout=timeout
        )
        return push(self.store, access, progress=progress)

    def __repr__(self) -> str:
        """Return where the graph is and what it holds."""
        told = "，".join(f"{name} {count:,}" for name, count in self._count())
        return f"<xuntu.Graph {self.store.path or '内存'}：{told}>"

    def _repr_html_(self) -> str:
        """Return what the graph holds, as a small table for a notebook."""
        cells = (f"<tr><th>{name}</th><td>{count:,}</td></tr>" for name, count in self._count())
        return f"<table><caption>{escape(str(self.store.path or '内存'))}</caption>{''.join(cells)}</table>"

    def _count(self) -> list[tuple[str, int]]:
        from xuntu.graph import measure

        held = measure(self.store)
        known = (("文件", held.documents), ("单位", held.units), ("问题", held.findings), ("四元组", held.quads))
        return [(name, count) for name, count in known if count]

    def close(self) -> None:
        """Release the store; a second call does nothing."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def build(
    paths: StrPath | Iterable[StrPath],
    store: StrPath | None = None,
    *,
    progress: "Progress | None" = None,
    report: StrPath | None = None,
    authority: StrPath | None = None,
    jobs: int | None = 0,
    limit: float | None = None,
) -> Graph:
    """Return the graph of the documents at *paths* (files and folders), in memory or in a *store* on disk.

    A store that is there is brought up to date: what has changed is read again, what has not is not. Documents that
    cannot be read are told in ``summary.failed``. Raises DocumentError for a path that does not exist, and StoreError
    where the store cannot be opened or written.

    With *report* an HTML page is written there that tells of all the documents at *paths*, changed or not, what was
    read of each, what was not, and what needs another look.

    *authority* is an authority file (docs/units.md), which the store keeps for later builds; ``"none"`` drops it.
    Raises AuthorityError where it is wrong.

    *jobs* processes read what goes into a *store* on disk (``None``: as many as there are processors, where there is
    much to read); 0 is this process alone. A script that asks for them guards its own start by
    ``if __name__ == "__main__":``, as for :mod:`multiprocessing`. There a document may take *limit* seconds (600).
    """
    from xuntu.sources import find_sources

    several = [paths] if isinstance(paths, str | os.PathLike) else paths
    return build_sources(
        find_sources(several), store, progress=progress, report=report, authority=authority, jobs=jobs, limit=limit
    )


def build_sources(
    found: "Sources",
    store: StrPath | None,
    *,
    progress: "Progress | None" = None,
    report: StrPath | None = None,
    authority: StrPath | None = None,
    language: "Language" = "zh",
    jobs: int | None = 0,
    limit: float | None = None,
) -> Graph:
    """Return the graph of *found* documents, and write their report, as :func:`build` does."""
    sources = _to_sources(found)
    said = None if authority is None else _read_authority(authority)
    ways = _Ways(progress, said, jobs, limit)
    if report is None:
        return _build(sources, store, ways)
    from xuntu.account import Account

    if any(one.path and one.path.resolve() == Path(report).resolve() for one in found.sources):
        from xuntu.ontology import StoreError

        raise StoreError(f"{report}：也在要读的文件之中；请把报告写到别处，或先移走它")
    with Account(report, language=language) as account, ExitStack() as undo:
        graph = _build(sources, store, ways)
        undo.callback(graph.close)
        _account_for(account, {one.name: source for one, source in zip(found.sources, sources, strict=True)}, progress)
        account.write()
        undo.pop_all()
    return graph


def _read_authority(file: StrPath) -> str:
    """Return the text of an authority file that is right; ``""`` for ``none``, where there is no file of that name."""
    from xuntu.graph import read_authority

    if str(file) == "none" and not Path(file).exists():
        return ""
    try:
        text = Path(file).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        from xuntu.ontology import AuthorityError

        raise AuthorityError(f"{file}：不能读取规范文件（{error}）；请核对路径，并存为 UTF-8") from error
    read_authority(text, str(file))
    return text


@dataclass(frozen=True, slots=True)
class _Ways:
    progress: "Progress | None"
    authority: str | None
    jobs: int | None
    limit: float | None


def _build(sources: "list[Source]", store: StrPath | None, ways: _Ways) -> Graph:
    from xuntu.extractors import extract as read
    from xuntu.graph import LIMIT, Store, build_in_memory, is_address, mask
    from xuntu.graph import build as build_store
    from xuntu.ontology import StoreError

    if store is None:
        return Graph(*build_in_memory(sources, read, progress=ways.progress, authority=ways.authority or ""))
    if is_address(store):
        from xuntu.ontology import StoreError

        raise StoreError(
            f"{mask(str(store))}：建库先要一个本地的目录（-o），再推送到服务器（build --to，或 xuntu push）"
        )
    summary = build_store(
        sources,
        store,
        read,
        version=_version_of_reading(),
        progress=ways.progress,
        authority=ways.authority,
        jobs=ways.jobs,
        limit=ways.limit or LIMIT,
    )
    return Graph(Store.open(store) if summary.documents else Store.in_memory(), summary)


def _account_for(account: "Account", sources: "Mapping[str, Source]", progress: "Progress | None") -> None:
    """Read every source for *account*, whether the store knew it or not; the keys are the names that a user gave."""
    from xuntu.extractors import extract as read
    from xuntu.ontology import DocumentError

    for place, (name, source) in enumerate(sources.items()):
        if progress:
            progress(place, len(sources), name)
        try:
            content = source.read()
            if not account.knows(content, name):
                account.add(read(content, name), name)
        except DocumentError as error:
            account.fail(name, str(error))


def build_shards(
    paths: StrPath | Iterable[StrPath],
    shards: StrPath,
    *,
    engine: str = "local",
    address: str | None = None,
    jobs: int | None = None,
    limit: float | None = None,
    columns: str | None = None,
    progress: "Progress | None" = None,
) -> "Shards":
    """Write the packed shards of the documents at *paths* into the folder *shards*, and return what was done.

    *paths* are files, folders, archives, tables (Parquet, JSON lines), and addresses that fsspec knows, as the folder
    may be one. *columns* names those of tables: name, then content. *engine* is ``local``, or ``dask``: the cluster at
    *address*, or *jobs* worker processes of this machine. What an earlier run has finished is not read again. Raises
    StoreError where the shards cannot be written or the cluster does not answer, DocumentError where nothing is there.
    """
    from xuntu.extractors import extract as read
    from xuntu.graph import LIMIT
    from xuntu.graph.cluster import Dask, Here, open_folder
    from xuntu.graph.cluster import build_shards as build

    several = [paths] if isinstance(paths, str | os.PathLike) else paths
    inputs = list(_find_inputs(several, columns))
    processes = (os.cpu_count() or 1) if jobs is None else jobs
    with ExitStack() as until_done:
        return build(
            inputs,
            open_folder(os.fspath(shards)),
            read,
            read_version=_version_of_reading,
            engine=until_done.enter_context(Dask(address, processes=max(1, processes)))
            if engine == "dask"
            else Here(processes),
            limit=limit or LIMIT,
            progress=progress,
        )


def _find_inputs(paths: Iterable[StrPath], columns: str | None) -> "Iterator[Source | Piece]":
    from xuntu.graph.cluster import Columns, is_table, is_url, list_pieces, to_sources
    from xuntu.sources import EXTENSIONS, find_sources

    files = list[str]()
    for each in paths:
        path = os.fspath(each)
        if is_table(path):
            yield from list_pieces(path, Columns.of(columns or ""))
        elif is_url(path):
            yield from to_sources(path, EXTENSIONS)
        else:
            files.append(path)
    if files:
        yield from _to_sources(find_sources(files))


def _to_sources(found: "Sources") -> "list[Source]":
    from xuntu.graph import Source

    return [
        Source(one.place, one.short_name, load=one.read) if one.path else Source(one.name, one.name, one.read())
        for one in found.sources
    ]


def load(
    shards: StrPath | Iterable[StrPath], store: StrPath = "xuntu.store", *, authority: StrPath | None = None
) -> Graph:
    """Return the graph of packed *shards* (of a store, or of folders of packs), in a new *store* on disk.

    No document is read again. Shards at an address are copied here first. Raises StoreError where there are no shards,
    where some are missing or damaged, or something is at *store* already.
    """
    from xuntu.graph import Store, load_packs
    from xuntu.graph.cluster import fetch, is_url

    several = [shards] if isinstance(shards, str | os.PathLike) else shards
    said = "" if authority is None else _read_authority(authority)
    with ExitStack() as until_done:
        folders = list[StrPath]()
        for folder in several:
            if not is_url(os.fspath(folder)):
                folders.append(folder)
                continue
            here = until_done.enter_context(TemporaryDirectory(dir=Path(store).resolve().parent))
            fetch(os.fspath(folder), Path(here))
            folders.append(here)
        summary = load_packs(folders, store, authority=said)
    return Graph(Store.open(store), summary)


def import_ledger(
    file: StrPath, store: StrPath = "xuntu.store", *, date: date | None = None, dry_run: bool = False
) -> "LedgerImport":
    """Take back the ledger *file* that people edited into *store*: statuses, progress, proof, days of striking off.

    Only what was changed since it was written is taken, as status records of *date*, or of the day on which the file
    was saved last. The same file a second time changes nothing. With *dry_run* it is only told what would change.
    Raises QueryError that says which cells have to be mended, and then takes nothing; DocumentError where the file
    cannot be read.
    """
    from xuntu.extractors import read_sheets
    from xuntu.graph import LEDGER_SHEETS, is_address, mask
    from xuntu.graph import import_ledger as take
    from xuntu.ontology import LEDGER_SHEET, DocumentError, StoreError

    if is_address(store):
        raise StoreError(f"{mask(str(store))}：台账要导入本地的库（目录），再用 xuntu push 推送到服务器")
    path = Path(file)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DocumentError(f"{path.name}：读不出文件（{error.strerror}）；请检查路径和权限") from error
    read = read_sheets(content, path.name, lambda name: name in (*LEDGER_SHEETS, LEDGER_SHEET))
    return take(store, path.name, content, read.cells, modified=read.modified, day=date, dry=dry_run)


def open(store: StrPath = "xuntu.store") -> Graph:  # noqa: A001 (as gzip.open: always called by its module's name)
    """Return the graph that ``xuntu build`` or :func:`build` left at *store*, for reading.

    *store* may be the address of a SPARQL server that :meth:`Graph.push` filled. Raises StoreError where there is no
    store.
    """
    from xuntu.graph import open_store

    return Graph(open_store(store, os.environ))


def serve(
    graph: "Graph | StrPath",
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    ready: "Callable[[str], None] | None" = None,
    root_path: str = "",
    **settings: "Unpack[Settings]",
) -> None:
    """Serve a workbench and a SPARQL endpoint of *graph*, or of the store at a path, until Ctrl-C.

    *ready* is called with the address once it listens; port 0 is any that is free; *root_path* is where a proxy has
    it. The *settings* are those of :func:`make_app`. Raises StoreError where the address cannot be listened at, and
    where others than this machine could reach it without a token.
    """
    from xuntu.ontology import StoreError
    from xuntu.serving.server import is_loopback, run

    if not is_loopback(host) and not settings.get("token"):
        raise StoreError(
            f"{host}：别的机器也到得了，须有令牌（--token，或环境变量 XUNTU_SERVE_TOKEN）；只给本机用就不写 --host"
        )
    settings["hosts"] = (*settings.get("hosts", ()), host)
    run(make_app(graph, **settings), host, port, ready=ready, root_path=root_path)


def make_app(graph: "Graph | StrPath", **settings: "Unpack[Settings]") -> "Application":
    """Return the ASGI application that serves *graph*, or the store at a path, to be run or mounted elsewhere.

    *settings*: ``timeout``, seconds that a query may take (30); ``jobs``, how many processes answer (8); ``token``,
    what everyone must show; ``hosts``, names of the server beside those of this machine; ``origins``, sites whose pages
    may ask; ``writable``, whether who shows the token may update; ``language``, ``zh`` or ``en``. Raises StoreError
    where there is no store, and for ``writable`` without a token.
    """
    from xuntu.serving.opening import open_app

    return open_app(graph.store if isinstance(graph, Graph) else graph, **settings)


def extract(path: StrPath) -> "Extraction":
    """Return all that the document at *path* says, as records.

    Raises DocumentError where it cannot be read.
    """
    from xuntu.extractors import extract as read
    from xuntu.ontology import DocumentError
    from xuntu.sources import find_sources

    source, *others = find_sources([path]).sources
    if others:
        raise DocumentError(f"{path}：里面有 {len(others) + 1} 份文件；一次读一份，或用 xuntu.build")
    return read(source.read(), source.name)


def _read_sparql(question: str) -> str | None:
    """Return the SPARQL that *question* is or names as a file; ``None`` where it is the name of a question."""
    if not question.endswith(".rq"):
        return question if _SPARQL_MARKS & set(question) else None
    try:
        return Path(question).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        from xuntu.ontology import QueryError

        raise QueryError(f"{question}：不能读取查询文件（{error}）；请核对路径") from error


def _version_of_reading() -> str:
    """Return a digest of the code and the words that read: a document is read again when they have changed.

    So it is when pictures can be read that could not be read before.
    """
    from hashlib import sha256
    from importlib.util import find_spec

    rooms = [Path(__file__).with_name(room) for room in _WHAT_READS]
    files = sorted(file for room in rooms for file in room.rglob("*") if file.suffix in _READ_BY)
    pictures = b"ocr" if find_spec("rapidocr") else b""
    return sha256(b"".join([*(file.read_bytes() for file in files), pictures])).hexdigest()[:16]
