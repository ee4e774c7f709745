"""The graph as files for others: RDF in six syntaxes, and networks for Gephi and the like."""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import BinaryIO, Final, TypeAlias

from xuntu.graph.saving import save
from xuntu.graph.store import Store, serialise, triple_of
from xuntu.ontology import StoreError

# An escaped backslash is matched first, so that the text \\u000B is not taken for the character.
_FORBIDDEN = re.compile(r"\\\\|\\u(?:000[0-8BCEF]|001[0-9A-F]|FFF[EF])")

Exporter: TypeAlias = Callable[[Store, BinaryIO], None]


def write_nquads(store: Store, output: BinaryIO) -> None:
    """Write every quad, one a line, sorted."""
    output.writelines(line.encode() for line in store.nquads())


def write_ntriples(store: Store, output: BinaryIO) -> None:
    """Write every triple once, one a line, sorted, without its graph."""
    output.writelines(line.encode() for line in _triples(store.nquads()))


def write_trig(store: Store, output: BinaryIO) -> None:
    """Write every graph in TriG, graphs and triples sorted."""
    serialise(store.nquads(), output, "trig")


def write_turtle(store: Store, output: BinaryIO) -> None:
    """Write the union of all graphs in Turtle, sorted."""
    serialise(_triples(store.nquads()), output, "ttl")


def write_rdfxml(store: Store, output: BinaryIO) -> None:
    """Write the union of all graphs in RDF/XML, sorted; characters that XML cannot hold become U+FFFD."""
    serialise((_for_xml(line) for line in _triples(store.nquads())), output, "rdf")


def write_jsonld(store: Store, output: BinaryIO) -> None:
    """Write every graph in JSON-LD, sorted."""
    serialise(_by_graph(store), output, "jsonld")


def write_graphml(store: Store, output: BinaryIO) -> None:
    """Write the network of entities in GraphML."""
    from networkx import write_graphml_lxml

    from xuntu.graph.network import to_networkx

    write_graphml_lxml(to_networkx(store), output, named_key_ids=True)


def write_gexf(store: Store, output: BinaryIO) -> None:
    """Write the network of entities in GEXF."""
    from networkx import generate_gexf

    from xuntu.graph.network import to_networkx

    for line in generate_gexf(to_networkx(store)):
        output.write(f"{line}\n".encode())


EXPORTERS: Final[dict[str, Exporter]] = {
    "ttl": write_turtle,
    "trig": write_trig,
    "nq": write_nquads,
    "nt": write_ntriples,
    "jsonld": write_jsonld,
    "rdf": write_rdfxml,
    "graphml": write_graphml,
    "gexf": write_gexf,
}
"""What writes each format, by file name extension."""


def export(store: Store, path: str | os.PathLike[str], *, form: str | None = None) -> None:
    """Write the graph to a file, in the format of its extension or in *form*; whole or not at all.

    Raises ``StoreError`` for a format that is not known and where the file cannot be written.
    """
    place = Path(path)
    extension = (form or place.suffix.removeprefix(".")).lower()
    exporter = EXPORTERS.get(extension)
    if exporter is None:
        raise StoreError(f"{place}：不认识的格式 {extension or '（无扩展名）'}；可用：{'、'.join(EXPORTERS)}")
    output = BytesIO()
    exporter(store, output)
    save(place, output.getvalue())


def _triples(nquads: Iterable[str]) -> Iterator[str]:
    """Yield the lines without their graphs, sorted, each once."""
    lines = sorted(map(triple_of, nquads))
    return (line for line, _ in groupby(lines))


def _for_xml(line: str) -> str:
    r"""Return an N-Triples line without the characters that XML 1.0 forbids.

    >>> _for_xml(r'<a> <b> "一\u000B二" .')
    '<a> <b> "一�二" .'
    """
    return _FORBIDDEN.sub(lambda found: found[0] if found[0] == "\\\\" else "\ufffd", line)


def _by_graph(store: Store) -> Iterator[str]:
    for graph in store.graphs():
        yield from store.nquads(graph)
