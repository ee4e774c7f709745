"""The graphs that all documents share: vocabulary, authority, links and manifest, written where they changed."""

from collections.abc import Iterable, Mapping

from xuntu.graph.index import Contents, digest
from xuntu.graph.link import link_with, read_authority
from xuntu.graph.quads import merge_authority
from xuntu.graph.quads.literals import iri, number, plain
from xuntu.graph.store import Store
from xuntu.graph.vocabulary import load_vocabulary
from xuntu.ontology import GRAPH, PROV, SCHEMA, VOID, document_graph_iri, document_iri


def put_shared(store: Store, contents: Contents, shared: Iterable[str], *, fresh: bool) -> tuple[str, ...]:
    """Write the graphs that all documents share, where they changed: vocabulary, authority, links, manifest.

    Return what the store's authority file says that could not be applied.
    """
    said = read_authority(contents["authority"])
    authority = merge_authority(shared)
    _put(store, contents, load_vocabulary() | {GRAPH.authority: authority}, fresh=fresh)
    inferred, warnings = link_with(store, said)
    _put(store, contents, {GRAPH.inferred: inferred}, fresh=fresh)
    sizes = {GRAPH.authority: authority.count("\n"), GRAPH.inferred: inferred.count("\n")}
    _put(store, contents, {GRAPH.manifest: _manifest(contents, sizes)}, fresh=fresh)
    return warnings


def _put(store: Store, contents: Contents, graphs: Mapping[str, str], *, fresh: bool) -> None:
    changed = {graph: text for graph, text in graphs.items() if contents["graphs"].get(graph) != digest(text)}
    if fresh:
        store.load(changed.values())
    else:
        store.replace_all(changed)
    contents["graphs"] |= {graph: digest(text) for graph, text in changed.items()}


def _manifest(contents: Contents, sizes: Mapping[str, int]) -> str:
    """Return what the graphs are made from, how large they are and the digests of their texts.

    No time of day, so that builds are equal. A server is brought up to date by these digests.
    """
    digests = {graph: text for graph, text in contents["graphs"].items() if graph != GRAPH.manifest}
    lines = [f"<{graph}> <{VOID.triples}> {number(size)}" for graph, size in sizes.items()]
    for entry in contents["documents"].values():
        graph = document_graph_iri(entry["sha256"])
        lines.append(f"<{graph}> <{PROV.wasDerivedFrom}> {iri(document_iri(entry['sha256']))}")
        lines.append(f"<{graph}> <{VOID.triples}> {number(entry['counts']['quads'])}")
        if found := entry["counts"].get("digest"):
            digests[graph] = found
    lines += [f"<{graph}> <{SCHEMA.sha256}> {plain(found)}" for graph, found in digests.items()]
    return "".join(sorted(f"{line} <{GRAPH.manifest}> .\n" for line in lines))
