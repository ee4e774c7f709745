"""The graph in the syntaxes of RDF: sorted, so that the same graph is the same file, and written as it is read."""

from collections.abc import Iterable
from tempfile import TemporaryFile
from typing import BinaryIO

from xuntu.graph.exports.lines import for_xml, read_by_graph, read_quads, read_triples
from xuntu.graph.store import Store, serialise


def write_nquads(store: Store, output: BinaryIO) -> None:
    """Write every quad, one a line, sorted."""
    output.writelines(read_quads(store))


def write_ntriples(store: Store, output: BinaryIO) -> None:
    """Write every triple once, one a line, sorted, without its graph."""
    output.writelines(read_triples(store))


def write_trig(store: Store, output: BinaryIO) -> None:
    """Write every graph in TriG, graphs and triples sorted."""
    _serialise(read_by_graph(store), output, "trig")


def write_turtle(store: Store, output: BinaryIO) -> None:
    """Write the union of all graphs in Turtle, sorted."""
    _serialise(read_triples(store), output, "ttl")


def write_rdfxml(store: Store, output: BinaryIO) -> None:
    """Write the union of all graphs in RDF/XML, sorted; characters that XML cannot hold become U+FFFD."""
    _serialise(map(for_xml, read_triples(store)), output, "rdf")


def _serialise(lines: Iterable[bytes], output: BinaryIO, extension: str) -> None:
    with TemporaryFile() as file:
        file.writelines(lines)
        file.seek(0)
        serialise(file, output, extension)
