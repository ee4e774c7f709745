"""What a build has to do: which documents are new, which have changed, which are gone."""

from dataclasses import dataclass, field

from xuntu.graph.index import Contents, Entry, digest
from xuntu.graph.sources import Source
from xuntu.graph.vocabulary import load_vocabulary
from xuntu.ontology import DocumentError, StoreError


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be read, and why."""

    name: str
    message: str


@dataclass(slots=True)
class Plan:
    """What there is to do, by the first 16 digits of each document's digest.

    ``sources`` tells every document's places and names after the build, ``readable`` where the given ones can be read;
    ``changed`` are to be read, ``removed`` to be dropped. Reading adds to ``failed`` and ``unread``.
    """

    sources: dict[str, dict[str, str]]
    readable: dict[str, Source]
    digests: dict[str, str]
    changed: list[str]
    removed: list[str]
    failed: list[Failure] = field(default_factory=list[Failure])
    unread: set[str] = field(default_factory=set[str])


def make_plan(contents: Contents, given: list[Source], version: str, *, prune: bool) -> Plan:
    """Compare the *given* files with what a store contains; with *prune* the store keeps nothing else.

    Raises ``StoreError`` where two documents cannot be told apart.
    """
    known = contents["documents"]
    plan = Plan({}, {}, {}, [], [])
    places = _digest_all(plan, sorted(given, key=lambda source: (source.name, source.place)))
    for key, entry in known.items():
        if plan.digests.setdefault(key, entry["sha256"]) != entry["sha256"]:
            raise StoreError(f"{plan.readable[key].name}：与库中另一文件的摘要前16位相同；请另建一个库")
        kept = {place: name for place, name in entry["sources"].items() if not prune and place not in places}
        if kept:
            plan.sources[key] = kept | plan.sources.get(key, {})
    plan.changed = [key for key in sorted(plan.readable) if _is_changed(known.get(key), plan.sources[key], version)]
    plan.removed = sorted(set(known) - set(plan.sources))
    return plan


def is_stale(contents: Contents, plan: Plan) -> bool:
    """Tell whether a store without changed documents still has to be written.

    It has where its vocabulary is another than ours, or where a document is now known by another place.
    """
    documents = contents["documents"]
    if any(plan.sources[key] != entry["sources"] for key, entry in documents.items() if key in plan.sources):
        return True
    graphs = contents["graphs"]
    return bool(documents) and any(graphs.get(graph) != digest(text) for graph, text in load_vocabulary().items())


def keep_unread(plan: Plan, contents: Contents) -> None:
    """Leave in the store what a document that could not be read would have replaced."""
    for key in sorted(plan.unread):
        lost = plan.sources.pop(key)
        for old, entry in contents["documents"].items():
            again = {place: name for place, name in entry["sources"].items() if place in lost}
            if again:
                plan.sources[old] = plan.sources.get(old, {}) | again
    plan.removed = [key for key in plan.removed if key not in plan.sources]


def _digest_all(plan: Plan, given: list[Source]) -> set[str]:
    """Put the files that can be read into the plan and return their places."""
    places: set[str] = set()
    for source in given:
        try:
            found = source.digest()
        except DocumentError as error:
            plan.failed.append(Failure(source.name, str(error)))
            continue
        key = found[:16]
        if plan.digests.setdefault(key, found) != found:
            raise StoreError(f"{source.name}：与另一文件的摘要前16位相同；请分两个库")
        plan.readable.setdefault(key, source)
        plan.sources.setdefault(key, {})[source.place] = source.name
        places.add(source.place)
    return places


def _is_changed(entry: Entry | None, sources: dict[str, str], version: str) -> bool:
    return entry is None or entry["version"] != version or set(entry["sources"].values()) != set(sources.values())
