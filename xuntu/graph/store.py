"""The one door to the triple store.

A store on disk is a directory: ``index.json`` (that it is a store, and which engine's files count), ``index.sqlite``
(which documents, from which files), ``shards/`` (the canonical text of every document's quads, the truth) and
``oxigraph/`` (the engine's own files, rebuildable from the shards).
"""

import json
import os
import re
import shutil
from collections import defaultdict
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from time import process_time
from types import TracebackType
from typing import IO, Final, Protocol, Self, TypeAlias, cast

import pyoxigraph as ox

from xuntu.graph.quads import split_lines
from xuntu.graph.rows import Rows, Value
from xuntu.graph.sparql import Slot, bind, check_limits
from xuntu.ontology import PREFIXES, XSD, QueryError, StoreError, XuntuError

FORMAT: Final = "xuntu-store/2"
INDEX: Final = "index.json"
TABLES: Final = "index.sqlite"
SHARDS: Final = "shards"
_ENGINE: Final = "oxigraph"
_SHOWN: Final = 20

_PREFIX = re.compile(r"^PREFIX .*\n", re.MULTILINE)

Quad: TypeAlias = ox.Quad
Results: TypeAlias = ox.QuerySolutions | ox.QueryBoolean | Iterable[ox.Triple]
Index: TypeAlias = dict[str, object]

_INTEGERS = frozenset(
    PREFIXES["xsd"] + name
    for name in ("integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger", "unsignedInt")
)
_DECIMALS = frozenset(PREFIXES["xsd"] + name for name in ("decimal", "double", "float"))


Selection: TypeAlias = tuple[tuple[str, ...], tuple[str, ...]]
"""Of which graphs a dataset is made: those whose union is the default graph, and those that ``GRAPH`` finds."""

ALL: Final[Selection] = (("*",), ("*",))
"""All graphs, as both."""


class Engine(Protocol):
    """What keeps the quads that a store reads: pyoxigraph's own store, or a server (``remote.server``)."""

    def query(
        self, query: str, *, use_default_graph_as_union: bool = False, prefixes: dict[str, str] | None = None
    ) -> Results:
        """Return the answer to a query; raises ``SyntaxError`` with its place where it does not parse."""
        ...

    def quads_for_pattern(
        self, subject: None, predicate: None, value: None, graph_name: ox.NamedNode | None = None, /
    ) -> Iterator[ox.Quad]:
        """Yield the quads of one graph, or of all named ones."""
        ...

    def named_graphs(self) -> Iterator[ox.NamedNode | ox.BlankNode]:
        """Yield the names of the graphs."""
        ...

    def contains_named_graph(self, graph_name: ox.NamedNode, /) -> bool:
        """Tell whether there is a graph of that name."""
        ...

    def dump(self, output: IO[bytes], format: ox.RdfFormat, *, prefixes: dict[str, str] | None = None) -> object:  # noqa: A002 (pyoxigraph's name)
        """Write every graph."""
        ...

    def __len__(self) -> int: ...


class Store:
    """A set of named graphs that can be asked, and whose graphs can be replaced one by one.

    Use ``Store.in_memory()``, ``Store.create(path)`` or ``Store.open(path)``; a store is a context manager.
    """

    def __init__(
        self, engine: Engine, *, path: Path | None = None, writable: bool = True, files: str = _ENGINE
    ) -> None:
        self._engine: Engine | None = engine
        self._files = files
        self.path = path
        self.writable = writable

    @classmethod
    def in_memory(cls) -> Self:
        """Return an empty store that lives as long as the process."""
        return cls(ox.Store())

    @classmethod
    def create(cls, path: str | os.PathLike[str]) -> Self:
        """Make an empty store in a new or empty directory and open it for writing.

        Raises ``StoreError`` where something is there already, or the place cannot be written.
        """
        place = Path(path)
        if place.is_file() or (place.is_dir() and any(place.iterdir())):
            raise StoreError(f"{place}：已有内容，不能在此新建库；请换一个目录")
        try:
            (place / SHARDS).mkdir(parents=True, exist_ok=True)
            engine = ox.Store(str(place / _ENGINE))
            write_index(place, {"format": FORMAT, "engine": _ENGINE, "authority": ""})
        except OSError as error:
            raise StoreError(f"{place}：无法写入（{_reason(error)}）；请检查目录权限和磁盘空间") from error
        return cls(engine, path=place)

    @classmethod
    def open(cls, path: str | os.PathLike[str], *, writable: bool = False) -> Self:
        """Open a store on disk, for reading unless *writable*.

        Any number of processes may read; one may write. A reader sees the store as it was when it was opened.
        Raises ``StoreError`` where there is no store, where the path is something else, or where it is locked.
        """
        place = Path(path)
        files = place / str(read_index(place)["engine"])
        try:
            engine = ox.Store(str(files)) if writable else ox.Store.read_only(str(files))
        except OSError as error:
            raise StoreError(_why_closed(place, error)) from error
        return cls(engine, path=place, writable=writable)

    @classmethod
    def renew(cls, path: str | os.PathLike[str]) -> Self:
        """Open an empty engine beside that of the store at *path*, which counts once it is ``adopt``ed.

        Only who holds the store open for writing may do so. Raises ``StoreError`` where the place cannot be written.
        """
        place = Path(path)
        used = str(read_index(place)["engine"])
        _sweep_engines(place, used)
        number = int(used.removeprefix(_ENGINE).removeprefix("-") or "1") + 1
        try:
            engine = ox.Store(str(place / f"{_ENGINE}-{number}"))
        except OSError as error:
            raise StoreError(f"{place}：无法写入（{_reason(error)}）；请检查目录权限和磁盘空间") from error
        return cls(engine, path=place, files=f"{_ENGINE}-{number}")

    def adopt(self) -> None:
        """Make a renewed engine the store's own; who has the one before open goes on reading it."""
        assert self.path  # noqa: S101 (of a store on disk)
        write_index(self.path, read_index(self.path) | {"engine": self._files})
        _sweep_engines(self.path, self._files)

    def query(self, sparql: str, bindings: Mapping[str, Slot] | None = None) -> Rows:
        """Ask the union of all named graphs; the usual prefixes need no declaration.

        *bindings* fill the query's ``VALUES ?name { UNDEF }`` lines. ASK gives one row of one ``bool`` in the column
        ``answer``; CONSTRUCT and DESCRIBE give the columns ``subject``, ``predicate``, ``object``.
        Raises ``QueryError`` with line and column where the text does not parse.
        """
        check_limits(sparql)
        results = self.results(bind(sparql, bindings or {}))
        with explained():
            if isinstance(results, ox.QueryBoolean):
                return Rows(("answer",), ((bool(results),),))
            if isinstance(results, ox.QuerySolutions):
                columns = tuple(variable.value for variable in results.variables)
                return Rows(columns, tuple(tuple(to_plain(term) for term in solution) for solution in results))
            triples = sorted((str(t.subject), str(t.predicate), str(t.object), t) for t in results)
            plain = [(to_plain(t.subject), to_plain(t.predicate), to_plain(t.object)) for *_, t in triples]
            return Rows(("subject", "predicate", "object"), tuple(dict.fromkeys(plain)))

    def time(self, sparql: str, bindings: Mapping[str, Slot] | None = None) -> tuple[float | None, float, int]:
        """Ask, and return the CPU milliseconds to the first row, to all of them, and how many they are.

        Rows are read as ``query`` reads them. ``None`` where there is no row. Raises ``QueryError`` as ``query`` does.
        """
        check_limits(sparql)
        start, first, rows = process_time(), None, 0
        results = self.results(bind(sparql, bindings or {}))
        try:
            for row in (results,) if isinstance(results, ox.QueryBoolean) else results:
                first = first or 1000 * (process_time() - start)
                rows += 1
                if isinstance(row, ox.QuerySolution):
                    tuple(map(to_plain, row))
        except (RuntimeError, ValueError) as error:
            raise QueryError(f"查询无法求值：{_one_line(error)}") from error
        return first, 1000 * (process_time() - start), rows

    def results(self, sparql: str, selection: Selection | None = ALL) -> Results:
        """Return the engine's own results, for who writes them as they come.

        ``None`` for *selection* leaves it to FROM and FROM NAMED of the query. The text is handed on as it is: who
        calls has checked it. Raises ``QueryError`` as ``query`` does.
        """
        with explained():
            try:
                if selection == ALL:
                    return self._reader().query(sparql, use_default_graph_as_union=True, prefixes=PREFIXES)
                reader = cast("ox.Store", self._reader())
                if selection is None:
                    return cast("Results", reader.query(sparql, prefixes=PREFIXES))
                default, named = ([ox.NamedNode(graph) for graph in graphs or ()] for graphs in selection)
                return cast(
                    "Results", reader.query(sparql, prefixes=PREFIXES, default_graph=[*default], named_graphs=[*named])
                )
            except SyntaxError as error:
                raise QueryError(_where(error, sparql)) from error

    def terms(self, sparql: str, bindings: Mapping[str, Slot] | None = None) -> Iterator[tuple[str, ...]]:
        """Yield the rows of a SELECT with their terms as N-Triples writes them, in no order but the query's."""
        results = self.results(bind(sparql, bindings or {}))
        with explained():
            for row in cast("ox.QuerySolutions", results):
                yield tuple(str(term) for term in row)

    def replace(self, graph: str, nquads: str) -> None:
        """Put *nquads*, all of them in *graph*, in the place of what the graph held; all or nothing."""
        self.replace_all({graph: nquads})

    def replace_all(self, graphs: Mapping[str, str]) -> None:
        """Replace several graphs (IRI → N-Quads) in one transaction; an empty text removes its graph."""
        self._update([_replacement(graph, nquads) for graph, nquads in graphs.items()])

    def change(
        self, *, documents: Mapping[str, str] | None = None, removed: Iterable[str] = (), added: Iterable[str] = ()
    ) -> None:
        """Replace the graphs of documents (IRI → its block of TriG) and change lines of others, in one transaction.

        An empty block removes its graph; a prefix means the same in all blocks. *removed* and *added* are N-Quads
        lines; what is both stays.
        """
        prefixes = {
            line: None
            for block in (documents or {}).values()
            for line in _PREFIX.findall(block.partition("GRAPH <")[0])
        }
        steps = [_put(graph, block) for graph, block in (documents or {}).items()]
        for verb, lines in (("DELETE", removed), ("INSERT", added)):
            if data := _blocks(lines):
                steps.append(f"{verb} DATA {{\n{data}}}")
        self._update(steps, "".join(prefixes))

    def update(self, sparql: str) -> None:
        """Do an update that was checked, all of it or nothing; raises ``QueryError`` where it does not parse."""
        try:
            self._writer().update(sparql, prefixes=PREFIXES)
        except SyntaxError as error:
            raise QueryError(_where(error, sparql)) from error
        except (RuntimeError, ValueError) as error:
            raise QueryError(f"更新无法执行：{_one_line(error)}；原有内容未动") from error
        except OSError as error:
            raise StoreError(f"写库出错：{_one_line(error)}；原有内容未动") from error

    def _update(self, steps: Sequence[str], prefixes: str = "") -> None:
        if not steps:
            return
        try:
            self._writer().update(prefixes + ";\n".join(steps))
        except SyntaxError as error:
            raise StoreError(f"要写入的四元组不合语法：{_one_line(error)}") from error
        except OSError as error:
            raise StoreError(f"写库出错：{_one_line(error)}；原有内容未动") from error

    def load(self, texts: Iterable[str | bytes], extension: str = "nq") -> None:
        """Add N-Quads or TriG by the bulk loader: fast, meant for a new store; each text is a transaction of its own.

        The loader lets other threads run: two threads that load at once overlap.
        """
        form = ox.RdfFormat.TRIG if extension == "trig" else ox.RdfFormat.N_QUADS
        try:
            for text in texts:
                self._writer().bulk_load(text, form)
        except SyntaxError as error:
            raise StoreError(f"要写入的四元组不合语法：{_one_line(error)}") from error
        except OSError as error:
            raise StoreError(f"写库出错：{_one_line(error)}") from error

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        """Yield the quads of one graph, or of all, in no particular order."""
        named = None if graph is None else ox.NamedNode(graph)
        return self._reader().quads_for_pattern(None, None, None, named)

    def nquads(self, graph: str | None = None) -> list[str]:
        """Return the N-Quads lines of one graph, or of all, sorted."""
        return sorted(f"{quad} .\n" for quad in self.quads(graph))

    def graphs(self) -> tuple[str, ...]:
        """Return the IRIs of the named graphs, sorted."""
        return tuple(sorted(cast("ox.NamedNode", name).value for name in self._reader().named_graphs()))

    def __contains__(self, graph: str) -> bool:
        return self._reader().contains_named_graph(ox.NamedNode(graph))

    def __len__(self) -> int:
        """Return the number of quads; on disk this reads them all."""
        return len(self._reader())

    def dump(self, output: IO[bytes], extension: str = "nq") -> None:
        """Write every graph as ``nq`` or ``trig``, streaming, in the engine's order."""
        form = ox.RdfFormat.from_extension(extension)
        if form is None or not form.supports_datasets:
            raise StoreError(f"不能整库写成 {extension}；可用 nq、trig")
        self._reader().dump(output, form, prefixes=PREFIXES)

    def back_up(self, place: Path) -> None:
        """Copy the engine's files to a new directory, as they are now; where the system can, by hard links.

        A reader may do so beside a writer; what the writer is at may then be cut off, or its files be gone meanwhile.
        """
        try:
            cast("ox.Store", self._reader()).backup(str(place))
        except OSError as error:
            raise StoreError(f"{place}：不能留存库的副本（{_one_line(error)}）；请检查目录权限和磁盘空间") from error

    def flush(self) -> None:
        """Make everything written so far survive a power cut."""
        if self.path is not None:
            self._writer().flush()

    def close(self) -> None:
        """Release the store; a second call does nothing."""
        self._engine = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _reader(self) -> Engine:
        if self._engine is None:
            raise StoreError("库已关闭；请重新打开")
        return self._engine

    def _writer(self) -> ox.Store:
        if not self.writable:
            raise StoreError(f"{self.path}：库以只读方式打开，不能写入")
        return cast("ox.Store", self._reader())


@contextmanager
def explained() -> Generator[None, None, None]:
    """Tell in our words what the engine complains of while it evaluates; what is ours already stays as it is."""
    try:
        yield
    except XuntuError:
        raise
    except (RuntimeError, ValueError) as error:
        raise QueryError(f"查询无法求值：{_one_line(error)}") from error
    except (OSError, SyntaxError) as error:
        raise StoreError(f"读库出错：{_one_line(error)}；如库刚被改写，请重新打开") from error


def to_plain(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> Value:
    """Return an RDF term as a plain value: numbers as numbers, everything else as text."""
    if not isinstance(term, ox.Literal):
        return None if term is None else str(term) if isinstance(term, ox.BlankNode | ox.Triple) else term.value
    kind = term.datatype.value
    if kind in _INTEGERS:
        return int(term.value)
    if kind in _DECIMALS:
        return Decimal(term.value)
    return term.value in ("true", "1") if kind == XSD.boolean else term.value


def to_nquads(turtle: bytes, graph: str) -> str:
    """Return the triples of a Turtle file as N-Quads of *graph*, sorted, but for those that hold a blank node."""
    name = ox.NamedNode(graph)
    triples = [
        ox.Quad(quad.subject, quad.predicate, quad.object, name)
        for quad in ox.parse(turtle, ox.RdfFormat.TURTLE)
        if not isinstance(quad.subject, ox.BlankNode) and not isinstance(quad.object, ox.BlankNode)
    ]
    return "".join(sorted({f"{quad} .\n" for quad in triples}))


def expand(block: str) -> str:
    """Return a document's block of TriG as N-Quads lines, sorted."""
    return "".join(sorted(f"{quad} .\n" for quad in ox.parse(block, ox.RdfFormat.TRIG)))


def read_block(block: str) -> Iterator[tuple[str, str, str]]:
    """Yield subject, predicate and value of each quad of a document's block of TriG, in its order."""
    for quad in ox.parse(block, ox.RdfFormat.TRIG):
        yield cast("ox.NamedNode", quad.subject).value, quad.predicate.value, cast("ox.NamedNode", quad.object).value


def triple_of(nquad: str) -> str:
    r"""Return an N-Quads line without its graph, as an N-Triples line.

    >>> triple_of('<a> <b> "云岭 县"@zh <g> .')
    '<a> <b> "云岭 县"@zh .\n'
    """
    return f"{nquad.rsplit(' ', 2)[0]} .\n"


def serialise(lines: IO[bytes], output: IO[bytes], extension: str) -> None:
    """Write a file of N-Triples or N-Quads in the syntax of *extension* (``ttl``, ``trig``, ``rdf``), as it is read."""
    form = ox.RdfFormat.from_extension(extension)
    if form is None:
        raise StoreError(f"不认识的 RDF 格式 {extension}")
    quads = ox.parse(lines, ox.RdfFormat.N_QUADS)
    ox.serialize(quads if form.supports_datasets else (q.triple for q in quads), output, form, prefixes=PREFIXES)


def read_index(place: Path) -> Index:
    """Return the index of the store at *place*; raises ``StoreError`` where there is none or it is not ours."""
    try:
        index = json.loads((place / INDEX).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        if not place.exists():
            raise StoreError(f"{place}：没有这个库；请先运行 xuntu build，或用路径指明库在哪里") from error
        raise StoreError(f"{place}：不是巡图的库（缺 {INDEX}）；请指明 xuntu build 建成的目录") from error
    except NotADirectoryError as error:
        raise StoreError(f"{place}：是文件，不是库；库是 xuntu build 建成的目录") from error
    except (OSError, ValueError) as error:
        raise StoreError(f"{place}：读不出 {INDEX}（{_one_line(error)}）；请重新建库") from error
    if not isinstance(index, dict) or index.get("format") != FORMAT:
        raise StoreError(f"{place}：不是本版巡图的库（{INDEX} 的 format 不是 {FORMAT}）；请重新建库")
    return cast("Index", index)


def write_index(place: Path, index: Index) -> None:
    """Write the index of the store at *place* in one step."""
    write_file(place / INDEX, json.dumps(index, ensure_ascii=False, indent=1, sort_keys=True) + "\n")


def _sweep_engines(place: Path, used: str) -> None:
    """Remove what builds that were killed left of other engines, as far as it can be removed."""
    for path in place.glob(f"{_ENGINE}*"):
        if path.name != used:
            shutil.rmtree(path, ignore_errors=True)


def write_file(path: Path, text: str) -> None:
    """Write *text* under a temporary name, make it durable, and rename it into place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(path.name + ".part")
    with draft.open("w", encoding="utf-8", newline="\n") as output:
        output.write(text)
        output.flush()
        os.fsync(output.fileno())
    draft.replace(path)


def _replacement(graph: str, nquads: str) -> str:
    ending = f" <{graph}> ."
    lines = split_lines(nquads)
    for line in lines:
        if not line.endswith(ending):
            raise StoreError(f"四元组不在图 {graph} 中：{line[:120]}")
    drop = f"DROP SILENT GRAPH <{graph}>"
    triples = "\n".join(line.removesuffix(ending) + " ." for line in lines)
    return f"{drop};\nINSERT DATA {{ GRAPH <{graph}> {{\n{triples}\n}} }}" if lines else drop


def _put(graph: str, block: str) -> str:
    drop = f"DROP SILENT GRAPH <{graph}>"
    if not block:
        return drop
    _, start, data = block.partition(f"GRAPH <{graph}> {{")
    if not start:
        raise StoreError(f"四元组不在图 {graph} 中：{block[:120]}")
    return f"{drop};\nINSERT DATA {{ {start}{data}}}"


def _blocks(lines: Iterable[str]) -> str:
    """Return N-Quads lines as the blocks of an update, one for each graph."""
    graphs: defaultdict[str, list[str]] = defaultdict(list)
    for line in lines:
        triple, graph, _ = line.rsplit(" ", 2)
        graphs[graph].append(f"{triple} .\n")
    return "".join(f"GRAPH {graph} {{\n{''.join(triples)}}}\n" for graph, triples in graphs.items())


def _why_closed(place: Path, error: OSError) -> str:
    if "lock" in str(error).lower():
        return f"{place}：库正被另一个进程写入；请等它结束后再试"
    return f"{place}：库打不开（{_reason(error)}）；可由 {SHARDS}/ 重新建库"


def _reason(error: OSError) -> str:
    return error.strerror or _one_line(error)


def _where(error: SyntaxError, sparql: str) -> str:
    # What the engine expected is a list of hundreds of characters, often not the cause: its place is what helps.
    place = re.match(r"error at (\d+):(\d+):", str(error))
    if not place:
        return f"SPARQL 有误：{_one_line(error)}"
    line, column = int(place[1]), int(place[2])
    before = "".join(sparql.split("\n")[line - 1 : line])[: column - 1].strip()[-_SHOWN:]
    shown = f"，在“{before}”之后" if before else ""
    return f"SPARQL 第 {line} 行第 {column} 列{shown}有误；请核对括号是否成对、前缀是否声明、变量是否以 ? 开头"


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())
