"""Many documents to one store: what is new or changed is read, the rest stays as it is.

Two builds from the same files, in whatever order and in however many steps, hold the same quads.
"""

import logging
import os
import shutil
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, TypeAlias

from xuntu.graph.index import Contents, Counts, Entry, no_contents, read_contents, write_contents
from xuntu.graph.plan import Failure, Plan, is_stale, keep_unread, make_plan
from xuntu.graph.quads import Shard, to_quads
from xuntu.graph.shards import count, read_own, read_shared, sweep_shards, write_shard
from xuntu.graph.shared import put_shared
from xuntu.graph.sources import Source
from xuntu.graph.store import INDEX, Store
from xuntu.graph.summary import Summary, summarise
from xuntu.ontology import DocumentError, Extraction, StoreError, document_graph_iri

_LOG = logging.getLogger(__name__)

MAPPING: Final = "3"
"""Version of the mapping from records to quads; raising it makes the next build read every document again."""

Extract: TypeAlias = Callable[[bytes, str], Extraction]
Progress: TypeAlias = Callable[[int, int, str], None]

_CHUNK = 8_000_000


def build(
    sources: Iterable[Source],
    place: str | os.PathLike[str],
    extract: Extract,
    *,
    version: str,
    prune: bool = False,
    progress: Progress | None = None,
    authority: str | None = None,
) -> Summary:
    """Bring the store at *place* up to date with *sources* and return what was done; makes the store if need be.

    *version* is that of *extract*: a document that another version has read is read again. With *prune*, documents
    that are not among *sources* leave the store. *progress* is called before each document that is read, with its
    place in the row (from 0), their number and its name. *authority* is the text of an authority file, which the store
    keeps; ``None`` leaves the one that it has, an empty text drops it.
    A document that cannot be read is told in the summary, and what it would replace stays. Where all fail, or anything
    else goes wrong, an existing store keeps what it had and a new one is not made. Raises ``StoreError`` where the
    store cannot be opened or written.
    """
    path, given, mapping = Path(place), list(sources), f"{version}/{MAPPING}"
    is_new = not path.exists() or (path.is_dir() and not any(path.iterdir()))
    before = no_contents() if is_new else read_contents(path)
    plan = make_plan(before, given, mapping, prune=prune)
    same = authority is None or authority == before["authority"]
    if same and not plan.changed and not plan.removed and not is_stale(before, plan):
        return summarise(before, before, plan)
    with _explained(path):
        if is_new:
            return _create(path, plan, extract, version=mapping, progress=progress, authority=authority or "")
        with Store.open(path, writable=True) as store:
            before = read_contents(path)
            plan = make_plan(before, given, mapping, prune=prune)
            before["authority"] = before["authority"] if authority is None else authority
            return _update(path, store, before, plan, extract, version=mapping, progress=progress)


def build_in_memory(
    sources: Iterable[Source], extract: Extract, *, progress: Progress | None = None, authority: str = ""
) -> tuple[Store, Summary]:
    """Return a store in memory that holds *sources*, linked as the *authority* file's text says, and what was read."""
    plan = make_plan(no_contents(), list(sources), "", prune=False)
    contents, shards = no_contents(), list[Shard]()
    contents["authority"] = authority
    for key, shard, counts in _read(plan, extract, progress):
        shards.append(shard)
        contents["documents"][key] = _entry(plan, key, "", "", counts)
    store = Store.in_memory()
    store.load(_chunks(shard.own for shard in shards), "trig")
    warnings = put_shared(store, contents, (shard.shared for shard in shards), fresh=True)
    return store, summarise(no_contents(), contents, plan, warnings)


def _create(
    path: Path, plan: Plan, extract: Extract, *, version: str, progress: Progress | None, authority: str
) -> Summary:
    """Build beside the place, and rename when all is done."""
    draft = path.with_name(f"{path.name}.building")
    _clear(draft)
    contents = no_contents()
    contents["authority"] = authority
    try:
        with Store.create(draft) as store:
            for key, shard, counts in _read(plan, extract, progress):
                contents["documents"][key] = _entry(plan, key, write_shard(draft, shard), version, counts)
            if not contents["documents"]:
                return summarise(contents, contents, plan)
            keys = sorted(contents["documents"])
            store.load(_chunks(read_own(draft, contents["documents"][key]) for key in keys), "trig")
            warnings = put_shared(store, contents, read_shared(draft, contents), fresh=True)
            store.flush()
            write_contents(draft, contents)
        if path.exists():
            path.rmdir()
        draft.rename(path)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return summarise(no_contents(), contents, plan, warnings)


def _update(
    path: Path,
    store: Store,
    before: Contents,
    plan: Plan,
    extract: Extract,
    *,
    version: str,
    progress: Progress | None,
) -> Summary:
    """Read everything first, then replace graph by graph, then write the index.

    An interrupted build is done again by the next one, as the index does not know of it.
    """
    after = Contents(
        format=before["format"],
        documents=dict(before["documents"]),
        graphs=dict(before["graphs"]),
        authority=before["authority"],
    )
    written: dict[str, Entry] = {}
    for key, shard, counts in _read(plan, extract, progress):
        written[key] = _entry(plan, key, write_shard(path, shard), version, counts)
    if plan.unread and not written:
        sweep_shards(path, before)
        return summarise(before, before, plan)
    keep_unread(plan, before)
    for key, entry in written.items():
        store.change(documents={document_graph_iri(entry["sha256"]): read_own(path, entry)})
        after["documents"][key] = entry
    for key in plan.removed:
        store.replace(document_graph_iri(after["documents"].pop(key)["sha256"]), "")
    for key, entry in after["documents"].items():
        after["documents"][key] = Entry({**entry, "sources": plan.sources[key]})
    warnings = put_shared(store, after, read_shared(path, after), fresh=False)
    store.flush()
    write_contents(path, after)
    sweep_shards(path, after)
    return summarise(before, after, plan, warnings)


def _read(plan: Plan, extract: Extract, progress: Progress | None) -> Iterator[tuple[str, Shard, Counts]]:
    """Yield the quads and counts of each document that has to be read; the plan notes those that fail."""
    for index, key in enumerate(plan.changed):
        names = sorted(set(plan.sources[key].values()))
        if progress:
            progress(index, len(plan.changed), names[0])
        try:
            extraction = extract(plan.readable[key].read(), names[0])
        except DocumentError as error:
            _LOG.info("%s: %s", names[0], error)
            plan.failed.append(Failure(names[0], str(error)))
            plan.unread.add(key)
        else:
            shard = to_quads(extraction, names=names)
            yield key, shard, count(extraction, shard)


def _entry(plan: Plan, key: str, shard: str, version: str, counts: Counts) -> Entry:
    return Entry(sha256=plan.digests[key], sources=plan.sources[key], shard=shard, version=version, counts=counts)


def _chunks(texts: Iterable[str]) -> Iterator[str]:
    """Yield the texts joined to pieces that are worth a bulk load."""
    waiting: list[str] = []
    size = 0
    for text in texts:
        waiting.append(text)
        size += len(text)
        if size >= _CHUNK:
            yield "".join(waiting)
            waiting, size = [], 0
    if waiting:
        yield "".join(waiting)


def _clear(draft: Path) -> None:
    """Remove what a killed build left; raises ``StoreError`` where that build is still running."""
    if (draft / INDEX).exists():
        Store.open(draft, writable=True).close()
    if draft.exists():
        shutil.rmtree(draft)


@contextmanager
def _explained(path: Path) -> Generator[None, None, None]:
    try:
        yield
    except OSError as error:
        if isinstance(error, StoreError):
            raise
        raise StoreError(f"{path}：无法写入（{error.strerror or error}）；请检查目录权限和磁盘空间") from error
