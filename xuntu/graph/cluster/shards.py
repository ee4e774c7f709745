"""Shards from many documents, by an engine: looked at first, then cut into parts, then read where no part has them."""

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from typing import Final, TypeAlias

from xuntu.graph.cluster.engine import Engine, Result, Task
from xuntu.graph.cluster.manifest import MANIFEST, Input, write_manifest
from xuntu.graph.cluster.parts import (
    PREFIX,
    Document,
    Order,
    Part,
    Slip,
    cut,
    find_slips,
    give_up,
    part_size,
    write_part,
)
from xuntu.graph.cluster.storage import Folder
from xuntu.graph.cluster.tables import Piece
from xuntu.graph.jobs import LIMIT, MAPPING, Extract, Progress
from xuntu.graph.plan import Failure
from xuntu.graph.sources import Source
from xuntu.ontology import DocumentError, StoreError

_BATCH: Final = 256
_KILLS: Final = "读它的机器或进程两次退出，没有读（多半是内存不够）"

Batch: TypeAlias = "tuple[Source, ...] | Piece"


@dataclass(frozen=True, slots=True)
class Shards:
    """What a build of shards did, in documents; ``parts`` were written by it, of ``all_parts`` that there are."""

    documents: int
    read: int
    parts: int
    all_parts: int
    failed: tuple[Failure, ...]


@dataclass(frozen=True, slots=True)
class _Seen:
    source: Source
    sha256: str
    size: int
    fault: str = ""


def build_shards(
    inputs: Iterable[Source | Piece],
    folder: Folder,
    extract: Extract,
    *,
    read_version: Callable[[], str],
    engine: Engine,
    limit: float = LIMIT,
    progress: Progress | None = None,
) -> Shards:
    """Write the shards of all *inputs* into *folder*, by *engine*, with a manifest, and return what was done.

    Parts that an earlier run has finished are kept where all of their documents are as they were; what could not be
    read is tried again, unless that run was broken off. *extract* and *read_version*, the version of whoever runs it,
    are functions of modules. *progress* is called when parts are done, with the documents that are, and all there are.

    Raises ``StoreError`` where the folder cannot be written, or the workers are of another version.
    """
    engine.check(read_version)
    seen = _look_at(inputs, engine)
    documents = _group(seen)
    order = Order(extract, f"{read_version()}/{MAPPING}", read_version, folder, engine.workers(), limit)
    with _explained(folder):
        kept = _find_kept(folder, documents, order.version)
        done = {key for slip in kept for key in _settled(slip, again=MANIFEST in folder.sizes())}
        waiting = [document for document in documents if document.sha256 not in done]
        parts = cut(waiting, order, size=part_size(len(documents)))
        written = list(_write(parts, engine, _Told(progress, len(documents) - len(waiting), len(documents))))
        slips = {slip.name: slip for slip in (*kept, *written)}
        write_manifest(folder, order.version, _inputs(seen), slips.values())
        _tidy(folder, set(slips))
    held = {digest for slip in slips.values() for digest, _ in slip.documents}
    return Shards(
        documents=len(held),
        read=sum(len(slip.documents) for slip in written),
        parts=len(written),
        all_parts=len(slips),
        failed=tuple(_failures(seen, slips.values(), held)),
    )


def _look_at(inputs: Iterable[Source | Piece], engine: Engine) -> list[_Seen]:
    """Return every file with its digest, sorted by its place, each place once."""
    places, lost = dict[str, _Seen](), list[Source]()
    for batch, found in engine.run(_look, _batches(inputs)):
        if found is None and not isinstance(batch, tuple):
            raise StoreError(f"{batch.place}：读这张表的机器两次退出（多半是内存不够）；请把表分小")
        if found is None and isinstance(batch, tuple):
            lost += batch
        places |= {each.source.place: each for each in found or ()}
    for source, seen in _one_by_one(engine, _see, lost):
        places[source.place] = seen or _Seen(source, "", 0, f"{source.name}：{_KILLS}")
    return [places[place] for place in sorted(places)]


def _batches(inputs: Iterable[Source | Piece]) -> Iterator[Batch]:
    batch = list[Source]()
    for each in inputs:
        if not isinstance(each, Source):
            yield each
            continue
        batch.append(each)
        if len(batch) == _BATCH:
            yield tuple(batch)
            batch = []
    if batch:
        yield tuple(batch)


def _look(batch: Batch) -> list[_Seen]:
    return [_see(source) for source in (batch if isinstance(batch, tuple) else batch.rows())]


def _see(source: Source) -> _Seen:
    try:
        content = source.read()
    except DocumentError as error:
        return _Seen(source, "", 0, str(error))
    return _Seen(source, sha256(content).hexdigest(), len(content))


def _group(seen: Iterable[_Seen]) -> list[Document]:
    """Return the documents in the order of their places: of the same bytes under several names is made one."""
    names, first = dict[str, set[str]](), dict[str, _Seen]()
    for each in seen:
        if not each.fault:
            names.setdefault(each.sha256, set()).add(each.source.name)
            first.setdefault(each.sha256, each)
    keys = dict[str, str]()
    for digest, each in first.items():
        other = keys.setdefault(digest[:16], digest)
        if other != digest:
            raise StoreError(f"{each.source.name}：与 {first[other].source.name} 标识相同，不能放进同一个库")
    return [Document(digest, tuple(sorted(names[digest])), one.source, one.size) for digest, one in first.items()]


def _find_kept(folder: Folder, documents: Iterable[Document], version: str) -> list[Slip]:
    """Return the finished parts that still hold: by this version, with all documents as they are now, each once."""
    now, kept, held = {(each.sha256, each.names) for each in documents}, list[Slip](), set[str]()
    for slip in find_slips(folder):
        known = {*slip.documents, *((one.sha256, one.names) for one in slip.failed)}
        digests = {digest for digest, _ in slip.documents}
        if slip.version == version and known <= now and held.isdisjoint(digests):
            kept.append(slip)
            held |= digests
    return kept


def _settled(slip: Slip, *, again: bool) -> Iterator[str]:
    """Yield the documents of a part that need no reading; where all is run *again*, those that failed do."""
    yield from (digest for digest, _ in slip.documents)
    if not again:
        yield from (one.sha256 for one in slip.failed)


@dataclass(slots=True)
class _Told:
    progress: Progress | None
    done: int
    total: int

    def tell(self, number: int, name: str) -> None:
        self.done += number
        if self.progress:
            self.progress(self.done, self.total, name)


def _write(parts: Iterable[Part], engine: Engine, told: _Told) -> Iterator[Slip]:
    """Yield the slips of parts as they are written; a part whose workers die is tried in halves, down to one."""
    told.tell(0, "")
    while True:
        lost = list[Part]()
        for part, slip in engine.run(write_part, parts):
            if slip is None:
                lost.append(part)
                continue
            told.tell(len(part.documents), part.documents[-1].names[0])
            yield slip
        for part, slip in _one_by_one(engine, write_part, [part for part in lost if len(part.documents) == 1]):
            told.tell(1, part.documents[0].names[0])
            yield slip or give_up(part, _KILLS)
        parts = [half for part in lost if len(part.documents) > 1 for half in part.halves()]
        if not parts:
            return


def _one_by_one(
    engine: Engine, function: Callable[[Task], Result], tasks: Iterable[Task]
) -> Iterator[tuple[Task, Result | None]]:
    """Do tasks alone that workers died of, as it may have been another that killed them."""
    for task in tasks:
        yield from engine.run(function, [task])


def _inputs(seen: Iterable[_Seen]) -> Iterator[Input]:
    for each in seen:
        yield Input(each.source.place, each.source.name, each.sha256[:16] or None, each.fault)


def _failures(seen: Iterable[_Seen], slips: Iterable[Slip], held: set[str]) -> Iterator[Failure]:
    yield from (Failure(each.source.name, each.fault) for each in seen if each.fault)
    failed = {one.sha256: one for slip in slips for one in slip.failed if one.sha256 not in held}
    yield from (Failure(one.names[0], one.message) for _, one in sorted(failed.items()))


def _tidy(folder: Folder, names: set[str]) -> None:
    """Remove the parts that the manifest does not name, and what a killed run left."""
    for name in folder.sizes():
        stem = name.partition(".")[0]
        if (name.startswith(PREFIX) and stem not in names) or name.startswith(f".{PREFIX}"):
            folder.remove(name)


@contextmanager
def _explained(folder: Folder) -> Generator[None]:
    try:
        yield
    except OSError as error:
        if isinstance(error, StoreError):
            raise
        raise StoreError(f"{folder.place}：无法读写分片（{error}）；请检查地址、权限和磁盘空间") from error
