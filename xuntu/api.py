"""What Python users call: build a graph from files, open one that was built, ask it, take it away.

The rooms behind are loaded by the first call that needs them, so that ``import xuntu`` costs nothing.
"""

import os
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeAlias

from xuntu.ontology import AuthorityError, DocumentError, QueryError, StoreError
from xuntu.sources import Sources, find_sources

if TYPE_CHECKING:
    from networkx import MultiDiGraph
    from rdflib import Dataset

    from xuntu.account import Account
    from xuntu.graph import (
        CheckResult,
        Entity,
        Explanation,
        Language,
        Progress,
        RecurrenceLink,
        Rows,
        Source,
        Store,
        Summary,
        UnitEntry,
    )
    from xuntu.ontology import Extraction

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

    def export(self, path: StrPath, *, form: str | None = None) -> Path:
        """Write the graph in the format that *form* or the extension of *path* names, and return the path.

        Formats: ttl, trig, nq, nt, jsonld, rdf, graphml, gexf. Raises StoreError for any other.
        """
        from xuntu.graph import export

        export(self.store, path, form=form)
        return Path(path)

    def view(self, path: StrPath, *, unit: str | None = None, language: "Language" = "zh") -> Path:
        """Write one HTML page that works without a network, of one *unit* or of all, and return its path."""
        from xuntu.graph import write_view

        return write_view(self.store, Path(path), unit=unit, language=language)

    def ledger(self, path: StrPath, *, unit: str | None = None) -> Path:
        """Write the Excel ledger of the findings of one *unit* or of all, and return its path."""
        from xuntu.graph import write_ledger

        return write_ledger(self.store, Path(path), unit=unit)

    def check(self, *, shapes: bool = True) -> "list[CheckResult]":
        """Return every count that a document declares beside what was read, then what the shapes complain of."""
        from xuntu.graph import check

        return check(self.store, shapes=shapes)

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
) -> Graph:
    """Return the graph of the documents at *paths* (files and folders), in memory or in a *store* on disk.

    A store that is there is brought up to date: what has changed is read again, what has not is not. Documents that
    cannot be read are told in ``summary.failed``. Raises DocumentError for a path that does not exist, and StoreError
    where the store cannot be opened or written.

    With *report* an HTML page is written there that tells of all the documents at *paths*, changed or not, what was
    read of each, what was not, and what needs another look.

    *authority* is an authority file (docs/units.md), which the store keeps for later builds; ``"none"`` drops it.
    Raises AuthorityError where it is wrong.
    """
    several = [paths] if isinstance(paths, str | os.PathLike) else paths
    return build_sources(find_sources(several), store, progress=progress, report=report, authority=authority)


def build_sources(
    found: Sources,
    store: StrPath | None,
    *,
    progress: "Progress | None" = None,
    report: StrPath | None = None,
    authority: StrPath | None = None,
    language: "Language" = "zh",
) -> Graph:
    """Return the graph of *found* documents, and write their report, as :func:`build` does."""
    from xuntu.graph import Source

    sources = [
        Source(one.place, one.short_name, load=one.read) if one.path else Source(one.name, one.name, one.read())
        for one in found.sources
    ]
    said = None if authority is None else _read_authority(authority)
    if report is None:
        return _build(sources, store, progress, said)
    from xuntu.account import Account

    if any(one.path and one.path.resolve() == Path(report).resolve() for one in found.sources):
        raise StoreError(f"{report}：也在要读的文件之中；请把报告写到别处，或先移走它")
    with Account(report, language=language) as account, ExitStack() as undo:
        graph = _build(sources, store, progress, said)
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
        raise AuthorityError(f"{file}：不能读取规范文件（{error}）；请核对路径，并存为 UTF-8") from error
    read_authority(text, str(file))
    return text


def _build(sources: "list[Source]", store: StrPath | None, progress: "Progress | None", authority: str | None) -> Graph:
    from xuntu.extractors import extract as read
    from xuntu.graph import Store, build_in_memory
    from xuntu.graph import build as build_store

    if store is None:
        return Graph(*build_in_memory(sources, read, progress=progress, authority=authority or ""))
    summary = build_store(sources, store, read, version=_version_of_reading(), progress=progress, authority=authority)
    return Graph(Store.open(store) if summary.documents else Store.in_memory(), summary)


def _account_for(account: "Account", sources: "Mapping[str, Source]", progress: "Progress | None") -> None:
    """Read every source for *account*, whether the store knew it or not; the keys are the names that a user gave."""
    from xuntu.extractors import extract as read

    for place, (name, source) in enumerate(sources.items()):
        if progress:
            progress(place, len(sources), name)
        try:
            content = source.read()
            if not account.knows(content, name):
                account.add(read(content, name), name)
        except DocumentError as error:
            account.fail(name, str(error))


def open(store: StrPath = "xuntu.store") -> Graph:  # noqa: A001 (as gzip.open: always called by its module's name)
    """Return the graph that ``xuntu build`` or :func:`build` left at *store*, for reading.

    Raises StoreError where there is no store.
    """
    from xuntu.graph import Store

    return Graph(Store.open(store))


def extract(path: StrPath) -> "Extraction":
    """Return all that the document at *path* says, as records.

    Raises DocumentError where it cannot be read.
    """
    from xuntu.extractors import extract as read

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
        raise QueryError(f"{question}：不能读取查询文件（{error}）；请核对路径") from error


def _version_of_reading() -> str:
    """Return a digest of the code and the words that read: a document is read again when they have changed.

    So it is when pictures can be read that could not be read before.
    """
    rooms = [Path(__file__).with_name(room) for room in _WHAT_READS]
    files = sorted(file for room in rooms for file in room.rglob("*") if file.suffix in _READ_BY)
    pictures = b"ocr" if find_spec("rapidocr") else b""
    return sha256(b"".join([*(file.read_bytes() for file in files), pictures])).hexdigest()[:16]
