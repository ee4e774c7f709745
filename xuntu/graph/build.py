"""Many documents to one store: what is new or changed is read, the rest stays as it is.

Two builds from the same files, in whatever order, in however many steps and by however many processes, hold the same
quads. What was read is packed at once and noted: a build that is stopped, or killed, goes on where it was.
"""

import os
import shutil
import sqlite3
from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from xuntu.graph.index import Entry, Index, tally
from xuntu.graph.jobs import LIMIT, MAPPING, Done, Extract, Job, Progress, do
from xuntu.graph.loading import Loader
from xuntu.graph.packs import OWN, Packed, Packs, Place, read_packs, unpack
from xuntu.graph.plan import Failure, Given, Plan, look_at, make_plan, plan_again
from xuntu.graph.shared import forget_links, is_stale, load_shared, manifest_of, renew_shared
from xuntu.graph.sources import Source
from xuntu.graph.store import INDEX, SHARDS, TABLES, Store, read_index, write_index
from xuntu.graph.summary import Deeds, Summary, summarise
from xuntu.graph.undo import finish, has_broken_off, prepare_rebuild, prepare_update, read_undo
from xuntu.ontology import DocumentError, Extraction, StoreError, document_graph_iri

_FEW = 48
"""Documents that are read sooner by this process than by others that have to be started."""
_NOTED = 2.0
"""Seconds of work that a killed build loses."""
_SHARE = 3
"""Where more than one document of so many changes, loading all anew is quicker than replacing graph by graph.

Measured on 966,000 quads of 1,740 documents: 11.2 s against 17 ms for each replaced graph of 555 quads.
"""
_MANY = 2000
"""Documents whose links are made sooner by several processes than by one."""
_BATCH = 4_000_000
"""Characters of TriG to a transaction."""
_LINES = 50_000
_SMALL = 1 << 20
"""Bytes of a pack that are not worth writing anew."""


@dataclass(frozen=True, slots=True)
class _Order:
    """How to build: what reads and in which version, and what else was asked for."""

    extract: Extract
    version: str
    prune: bool
    progress: Progress | None
    authority: str | None
    jobs: int | None
    limit: float


@dataclass(frozen=True, slots=True)
class _Site:
    """Where is built: the folder of the store, its index and its packs; ``authority`` is what its links obey."""

    path: Path
    index: Index
    packs: Packs
    authority: str


def build(
    sources: Iterable[Source],
    place: str | os.PathLike[str],
    extract: Extract,
    *,
    version: str,
    prune: bool = False,
    progress: Progress | None = None,
    authority: str | None = None,
    jobs: int | None = 0,
    limit: float = LIMIT,
) -> Summary:
    """Bring the store at *place* up to date with *sources* and return what was done; makes the store if need be.

    *version* is that of *extract*: a document that another version has read is read again. With *prune*, documents
    that are not among *sources* leave the store. *progress* is called before each document that is read, with its
    place in the row (from 0), their number and its name, and once more when all are read. *authority* is the text of
    an authority file, which the store keeps; ``None`` leaves the one that it has, an empty text drops it.

    *jobs* is how many processes read: 0 is this one alone, ``None`` as many as there are processors where there is
    much to read; then *extract* is a function of a module, and a document may take *limit* seconds.

    A document that cannot be read is told in the summary, and what it would replace stays. Where all fail, or anything
    else goes wrong, an existing store keeps what it had and a new one is not made; what was read is kept for the next
    time. Raises ``StoreError`` where the store cannot be opened or written.
    """
    path, given = Path(place), look_at(sources)
    order = _Order(extract, f"{version}/{MAPPING}", prune, progress, authority, jobs, limit)
    with _explained(path):
        if not path.exists() or (path.is_dir() and not any(path.iterdir())):
            return _create(path, given, order)
        kept = str(read_index(path)["authority"])
        with Index(path) as index:
            plan = make_plan(index, given, order.version, prune=prune)
            if not (plan.changed or plan.removed or plan.touched or is_stale(index) or has_broken_off(path)) and (
                authority is None or authority == kept
            ):
                return summarise(index, Deeds(skipped=len(given.readable)), given.failed)
        with Store.open(path, writable=True) as store, Index(path) as index, Packs(path / SHARDS) as packs:
            site = _Site(path, index, packs, kept if authority is None else authority)
            return _bring_up_to_date(site, store, given, order)


def build_in_memory(
    sources: Iterable[Source], extract: Extract, *, progress: Progress | None = None, authority: str = ""
) -> tuple[Store, Summary]:
    """Return a store in memory that holds *sources*, linked as the *authority* file's text says, and what was read."""
    given, store = look_at(sources), Store.in_memory()
    order = _Order(extract, "", False, progress, None, 0, LIMIT)
    with Index() as index, Loader(store) as loader:
        plan = make_plan(index, given, "", prune=False)
        added = 0
        for done in _tell(_jobs(index, given, plan.changed, order), len(plan.changed), order):
            if done.packed is None:
                given.failed.append(Failure(_name(given, done.key), done.fault))
                continue
            index.put_draft(done.packed.header, None)
            index.take_draft(done.key)
            index.count_lines(tally([unpack(done.packed.shared)[1]]))
            loader.put(unpack(done.packed.own)[1])
            added += 1
        loader.wait()
        warnings = load_shared(store, index, authority)
        return store, summarise(index, Deeds(added=added, warnings=warnings), given.failed)


def add_shard(packed: Packed, source: Source, place: str | os.PathLike[str]) -> Summary:
    """Add a shard that was made without a reader to the store at *place*, as the document *source*.

    Later builds keep it as they keep any document that they are not given. Raises ``StoreError`` where the store
    cannot be opened or written.
    """

    def refuse(content: bytes, name: str) -> Extraction:
        raise DocumentError(f"{name}：不能再读（{len(content)} 字节）")

    path, given = Path(place), look_at([source])
    order = _Order(refuse, packed.header.version, False, None, None, 0, LIMIT)
    with _explained(path):
        kept = str(read_index(path)["authority"])
        with Store.open(path, writable=True) as store, Index(path) as index, Packs(path / SHARDS) as packs:
            packs.begin(index.ends())
            index.put_draft(packed.header, packs.append(packed))
            packs.flush()
            return _bring_up_to_date(_Site(path, index, packs, kept), store, given, order)


def load_packs(
    folders: Iterable[str | os.PathLike[str]], place: str | os.PathLike[str], *, authority: str = ""
) -> Summary:
    """Make a store at *place* from packed shards alone, without reading a document, and return what it holds.

    Each of *folders* is a folder of packs, or a store, of which only the documents that it holds are taken. Of a
    document that several hold, the first shard counts. *authority* is the text of an authority file. Raises
    ``StoreError`` where something is at *place* already, and where a pack is damaged or there is none; where a folder
    has a manifest, all that it tells must be there.
    """
    from xuntu.graph.cluster.manifest import MANIFEST

    path = Path(place)
    homes = [Path(folder) for folder in folders]
    for home in homes:
        if (
            not (home / MANIFEST).exists()
            and not any(home.glob(f"*{OWN}"))
            and not any((home / SHARDS).glob(f"*{OWN}"))
        ):
            raise StoreError(f"{home}：没有分片（*{OWN}）；请指明库，或放分片的目录")
    with _explained(path):
        if path.exists() and (path.is_file() or any(path.iterdir())):
            raise StoreError(f"{path}：已有内容，不能在此新建库；请换一个目录")
        draft = path.with_name(f"{path.name}.loading")
        shutil.rmtree(draft, ignore_errors=True)
        try:
            with Store.create(draft) as store, Index(draft) as index, Packs(draft / SHARDS) as packs:
                summary = _load(_Site(draft, index, packs, authority), store, homes)
            if path.exists():
                path.rmdir()
            draft.rename(path)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    return summary


def _load(site: _Site, store: Store, homes: Sequence[Path]) -> Summary:
    index, packs, lines = site.index, site.packs, Counter[str]()
    with Loader(store) as loader:
        for packed, sources in (each for home in homes for each in _shards_of(home)):
            key = packed.header.key
            if index.entry(key):
                continue
            index.put_draft(packed.header, packs.append(packed))
            index.take_draft(key)
            index.set_sources(key, sources)
            lines.update(tally([unpack(packed.shared)[1]]))
            if len(lines) > _LINES:
                index.count_lines(lines)
                lines.clear()
            loader.put(unpack(packed.own)[1])
        index.count_lines(lines)
        packs.flush()
    deeds = Deeds(added=len(index), warnings=load_shared(store, index, site.authority, place=site.path))
    store.flush()
    _commit(site, store)
    return summarise(index, deeds, ())


def _shards_of(home: Path) -> Iterator[tuple[Packed, dict[str, str]]]:
    """Yield the shards of a store or a folder of packs, each with the places and names of its document's files."""
    if not (home / TABLES).exists():
        from xuntu.graph.cluster.manifest import check_manifest

        folder = home / SHARDS if (home / SHARDS).is_dir() else home
        for packed in read_packs(folder, check_manifest(folder)):
            yield packed, {f"{packed.header.key}/{name}": name for name in packed.header.names}
        return
    with Index(home) as index, Packs(home / SHARDS) as packs:
        for entry in index.entries():
            if entry.place:
                yield packs.take(entry.header, entry.place), index.sources(entry.header.key)


def _create(path: Path, given: Given, order: _Order) -> Summary:
    """Build beside the place, and rename when all is done; what an earlier try has read is taken over."""
    draft = path.with_name(f"{path.name}.building")
    try:
        with _lock(draft) as store, Index(draft) as index, Packs(draft / SHARDS) as packs:
            site = _Site(draft, index, packs, order.authority or "")
            summary = _bring_up_to_date(site, store, given, order)
    finally:
        _clear(draft)
    if summary.documents:
        if path.exists():
            path.rmdir()
        draft.rename(path)
    return summary


def _lock(draft: Path) -> Store:
    """Hold the place of a store that is being made; raises ``StoreError`` where another build is making it."""
    if not (draft / INDEX).exists():
        shutil.rmtree(draft, ignore_errors=True)
        return Store.create(draft)
    return Store.open(draft, writable=True)


def _clear(draft: Path) -> None:
    """Remove a store that is being made and has nothing in it that would have to be read again."""
    with suppress(OSError, StoreError):
        Store.open(draft, writable=True).close()  # another build may be at it
        with Index(draft) as index:
            empty = not len(index) and not index.has_drafts()
        if empty:
            shutil.rmtree(draft)


def _bring_up_to_date(site: _Site, store: Store, given: Given, order: _Order) -> Summary:
    """Read everything first, then write, then say in the index that it is written."""
    index = site.index
    redo = _mend(site, store)
    plan = make_plan(index, given, order.version, prune=order.prune)
    skipped = len(set(given.readable) - set(plan.changed))
    much = _SHARE * (len(plan.changed) + len(plan.removed)) >= len(index)
    write = _rebuild if redo or much else _update
    deeds = write(site, store, given, plan, order)
    deeds.skipped = skipped
    return summarise(index, deeds, given.failed)


def _mend(site: _Site, store: Store) -> bool:
    """Undo what a killed build left half done; tell whether that takes building the engine anew."""
    if not has_broken_off(site.path):
        return False
    undo = read_undo(site.path)
    if undo is None:
        return True
    graphs, removed, added = undo
    entries = {graph: site.index.entry(graph.rpartition("/")[2]) for graph in graphs}
    blocks = {graph: site.packs.read_own(each.place) if each and each.place else "" for graph, each in entries.items()}
    store.change(documents=blocks, removed=added, added=removed)
    forget_links(store, site.index)
    store.flush()
    site.index.count_change()
    site.index.commit()
    finish(site.path)
    return False


def _rebuild(site: _Site, store: Store, given: Given, plan: Plan, order: _Order) -> Deeds:
    """Load all documents into a new engine while the changed ones are read, and put it in the place of the old one."""
    index, packs = site.index, site.packs
    engine = Store.renew(site.path) if store.graphs() else store
    leaving = {*plan.changed, *plan.removed}
    with Loader(engine) as loader:
        for entry in index.entries():
            if entry.header.key not in leaving and entry.place:
                loader.put(packs.read_own(entry.place))
        read = set[str]()
        for key, place in _read(site, given, plan, order):
            loader.put(packs.read_own(place))
            read.add(key)
        if not read and not len(index):
            return Deeds()
        plan = _without_unread(index, given, order, plan, read)
        for entry in _entries(index, sorted(leaving - read - set(plan.removed))):
            if entry.place:
                loader.put(packs.read_own(entry.place))
        deeds, lines = _settle(site, plan, order, read, most=_LINES)
        index.count_lines(lines)
    deeds.warnings = load_shared(engine, index, site.authority, place=site.path, jobs=_linkers(order.jobs, index))
    engine.flush()
    prepare_rebuild(site.path)
    _commit(site, engine)
    if engine is not store:
        engine.adopt()
        engine.close()
    finish(site.path)
    return deeds


def _update(site: _Site, store: Store, given: Given, plan: Plan, order: _Order) -> Deeds:
    """Replace the graphs of the documents that have changed, and change the lines of the graphs that all share."""
    index, packs = site.index, site.packs
    read = {key for key, _ in _read(site, given, plan, order)}
    if plan.changed and not read:
        return Deeds()
    plan = _without_unread(index, given, order, plan, read)
    before = _entries(index, (*plan.removed, *plan.changed))
    deeds, lines = _settle(site, plan, order, read)
    lost, gained = index.change_authority(lines)
    after = _entries(index, plan.changed)
    removed = [*lost, *(line for entry in before for line in manifest_of(entry))]
    added = [*gained, *(line for entry in after for line in manifest_of(entry))]
    graphs = {document_graph_iri(entry.header.sha256): "" for entry in before}
    graphs |= {document_graph_iri(entry.header.sha256): "" for entry in after}
    prepare_update(site.path, graphs, removed, added)
    places = {document_graph_iri(entry.header.sha256): entry.place for entry in after}
    for batch in _batches(graphs, places, packs):
        store.change(documents=batch)
    store.change(removed=removed, added=added)
    deeds.warnings = renew_shared(
        store, index, site.authority, lost, gained, place=site.path, jobs=_linkers(order.jobs, index)
    )
    store.flush()
    _commit(site, store)
    finish(site.path)
    _compact(site)
    return deeds


def _entries(index: Index, keys: Iterable[str]) -> list[Entry]:
    return [entry for entry in map(index.entry, keys) if entry]


def _batches(graphs: Iterable[str], places: Mapping[str, Place | None], packs: Packs) -> Iterator[dict[str, str]]:
    """Yield the new blocks of documents' graphs, as many at once as make a transaction of a reasonable size."""
    batch, size = dict[str, str](), 0
    for graph in sorted(graphs):
        place = places.get(graph)
        batch[graph] = packs.read_own(place) if place else ""
        size += len(batch[graph])
        if size >= _BATCH:
            yield batch
            batch, size = {}, 0
    if batch:
        yield batch


def _linkers(jobs: int | None, index: Index) -> int:
    """Return how many processes make links: other ones where others read, and there is enough to do."""
    return max(1, jobs if jobs is not None else (os.cpu_count() or 1) if len(index) >= _MANY else 1)


def _commit(site: _Site, store: Store) -> None:
    site.index.drop_drafts()
    site.index.count_change()
    site.index.commit()
    assert store.path  # noqa: S101 (of a store on disk)
    told = read_index(store.path)
    if told["authority"] != site.authority:
        write_index(store.path, told | {"authority": site.authority})


def _compact(site: _Site) -> None:
    """Write the packs anew where most of what they hold is of documents that have left."""
    number, end, _ = site.index.ends()
    if (number == 1 and end < _SMALL) or site.packs.size() < 2 * site.index.packed():
        return
    first = number + 1
    site.packs.begin((first, 0, 0))
    for entry in site.index.entries():
        if entry.place:
            site.index.move(entry.header.key, site.packs.copy(entry.place))
    site.packs.flush()
    site.index.commit()
    site.packs.remove_before(first)


def _read(site: _Site, given: Given, plan: Plan, order: _Order) -> Iterator[tuple[str, Place]]:
    """Yield key and shard's place of each changed document: first those that a killed build read, then the others.

    Each is packed and noted as it comes; those that cannot be read are told in *given*.
    """
    index, packs = site.index, site.packs
    jobs, known = list[Job](), list[tuple[str, Place]]()
    for job in _jobs(index, given, plan.changed, order):
        draft = index.entry(job.key, draft=True)
        if draft and draft.place and draft.header.version == order.version and draft.header.names == job.names:
            known.append((job.key, draft.place))
        else:
            jobs.append(job)
    packs.begin(index.ends())
    yield from known
    noted = monotonic()
    try:
        for done in _tell(jobs, len(jobs), order):
            if done.packed is None:
                given.failed.append(Failure(_name(given, done.key), done.fault))
                continue
            place = packs.append(done.packed)
            index.put_draft(done.packed.header, place)
            if monotonic() - noted > _NOTED:
                packs.flush()
                index.commit()
                noted = monotonic()
            yield done.key, place
    finally:
        packs.flush()
        index.commit()


def _jobs(index: Index, given: Given, keys: Iterable[str], order: _Order) -> Iterator[Job]:
    for key in keys:
        names = sorted(set(index.sources_after(key, prune=order.prune).values()))
        yield Job(key, tuple(names), given.readable[key], order.version)


def _tell(jobs: Iterable[Job], number: int, order: _Order) -> Iterator[Done]:
    """Read *number* documents, telling of each before it is read, and when all are."""
    workers = order.jobs if order.jobs is not None else (os.cpu_count() or 1) * (number >= _FEW)
    waiting = list(jobs)
    if workers:
        from xuntu.graph.pool import read_all

        results = read_all(waiting, order.extract, workers=workers, limit=order.limit)
    else:
        results = (do(job, order.extract) for job in waiting)
    for place, job in enumerate(waiting):
        if order.progress:
            order.progress(place, number, job.names[0])
        yield next(results)
    if order.progress and number:
        order.progress(number, number, "")


def _without_unread(index: Index, given: Given, order: _Order, plan: Plan, read: set[str]) -> Plan:
    """Return the plan without documents that could not be read; what they would replace stays."""
    lost = [place for key in plan.changed if key not in read for place in index.places(key)]
    if not lost:
        return plan
    index.cannot_read(lost)
    return plan_again(index, given, order.version, prune=order.prune)


def _settle(
    site: _Site, plan: Plan, order: _Order, read: set[str], *, most: int | None = None
) -> tuple[Deeds, Counter[str]]:
    """Make the index say what the store will hold; return what is done, and how the numbers of shared lines change.

    Where these are more than *most*, they are counted at once, and only the rest is returned.
    """
    index, lines = site.index, Counter[str]()
    sources = {key: index.sources_after(key, prune=order.prune) for key in {*plan.touched, *plan.changed}}
    left = {place: key for key in plan.removed for place in index.sources(key)}
    renewed = {key: {left[place] for place in index.places(key) if place in left} for key in plan.changed}
    replaced = {key for key in plan.changed if renewed[key] or index.entry(key)}
    for key in plan.removed:
        lines.subtract(_said(site, key))
        index.drop(key)
    for key in plan.changed:
        lines.subtract(_said(site, key))
        index.take_draft(key)
        lines.update(_said(site, key))
        if most and len(lines) > most:
            index.count_lines(lines)
            lines.clear()
    for key, places in sources.items():
        if index.entry(key):
            index.set_sources(key, places)
    gone = set(plan.removed) - {old for olds in renewed.values() for old in olds}
    return Deeds(added=len(read - replaced), replaced=len(replaced), removed=len(gone)), lines


def _said(site: _Site, key: str) -> Counter[str]:
    """Return the lines that a document of the store has in the authority graph, each once."""
    entry = site.index.entry(key)
    return tally([site.packs.read_shared(entry.place)]) if entry and entry.place else Counter()


def _name(given: Given, key: str) -> str:
    return given.readable[key].name


@contextmanager
def _explained(path: Path) -> Generator[None, None, None]:
    try:
        yield
    except OSError as error:
        if isinstance(error, StoreError):
            raise
        raise StoreError(f"{path}：无法写入（{error.strerror or error}）；请检查目录权限和磁盘空间") from error
    except sqlite3.Error as error:
        raise StoreError(f"{path}：索引出错（{error}）；请检查目录权限和磁盘空间") from error
