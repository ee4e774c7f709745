"""What it costs to write records as quads, beside what a store makes of them: `make bench`; `--full` for a million.

The quads are those that the made-up corpus says in its documents' own graphs. All rows are worked in one process, in
turns, and the least CPU seconds of a few turns count. What means something on another machine too are the ratios: to
the loader that takes the text, and to rdflib's own `Dataset.add` of the same quads.
"""

import zlib
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from tempfile import TemporaryDirectory
from time import process_time

import pyoxigraph as ox
import rdflib

from benchmarks.corpus import write_corpus
from xuntu.graph.quads import Shard, to_quads
from xuntu.ontology import Extraction

QUICK, FULL = 20, 200
"""Units of the corpus; each has about 4,800 quads."""

_TURNS = 3
_OURS, _PACKED, _LOADED, _PEER = "to_quads", "zlib, level 1", "pyoxigraph, bulk_load to disk", "rdflib, Dataset.add"


def measure(works: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Return the CPU seconds of each work, the least of a few turns in which all are done."""
    seconds = dict.fromkeys(works, float("inf"))
    for _ in range(_TURNS):
        for name, work in works.items():
            start = process_time()
            work()
            seconds[name] = min(seconds[name], process_time() - start)
    return seconds


def run(extractions: list[Extraction], shards: list[Shard]) -> dict[str, float]:
    """Return the CPU seconds of writing, compressing, loading and, with rdflib, adding the same quads."""
    text = "".join(shard.own for shard in shards).encode()
    quads = to_rdflib(text)
    return measure(
        {
            _OURS: lambda: [to_quads(extraction) for extraction in extractions],
            _PACKED: lambda: [zlib.compress(shard.own.encode(), 1) for shard in shards],
            "pyoxigraph, parse": lambda: sum(1 for _ in ox.parse(text, ox.RdfFormat.TRIG)),
            "pyoxigraph, bulk_load to memory": lambda: ox.Store().bulk_load(text, ox.RdfFormat.TRIG),
            _LOADED: lambda: load(text),
            _PEER: lambda: add(quads),
        }
    )


def load(text: bytes) -> None:
    """Load the text into a new store on disk."""
    with TemporaryDirectory() as folder:
        ox.Store(folder).bulk_load(text, ox.RdfFormat.TRIG)


Quad = tuple[rdflib.URIRef, rdflib.URIRef, rdflib.URIRef | rdflib.Literal, rdflib.URIRef]


def to_rdflib(text: bytes) -> list[Quad]:
    """Return the quads of a text as terms of rdflib; not timed."""
    return [
        (_name(quad.subject), _name(quad.predicate), _term(quad.object), _name(quad.graph_name))
        for quad in ox.parse(text, ox.RdfFormat.TRIG)
    ]


def _name(term: object) -> rdflib.URIRef:
    assert isinstance(term, ox.NamedNode)
    return rdflib.URIRef(term.value)


def _term(term: object) -> rdflib.URIRef | rdflib.Literal:
    if not isinstance(term, ox.Literal):
        return _name(term)
    datatype = None if term.language else rdflib.URIRef(term.datatype.value)
    return rdflib.Literal(term.value, lang=term.language, datatype=datatype)


def add(quads: list[Quad]) -> None:
    """Add the quads to a dataset of rdflib, one by one, as its users do."""
    dataset = rdflib.Dataset()
    graphs = {name: dataset.graph(name) for name in {quad[3] for quad in quads}}
    for subject, predicate, value, name in quads:
        dataset.add((subject, predicate, value, graphs[name]))


def table(shards: list[Shard], seconds: dict[str, float]) -> Iterator[str]:
    """Yield the lines of a Markdown table."""
    quads = sum(shard.quads for shard in shards)
    texts = [shard.own.encode() for shard in shards]
    size, packed = (sum(map(len, each)) / quads for each in (texts, [zlib.compress(text, 1) for text in texts]))
    yield f"{len(shards):,} documents, {quads:,} quads, {size:.1f} bytes a quad, {packed:.1f} compressed"
    yield ""
    yield "| | CPU s | µs a quad | quads a CPU s | of the loader | rdflib : this |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: |"
    ours = {"to_quads and zlib": seconds[_OURS] + seconds[_PACKED]}
    ours["to_quads, zlib and bulk_load"] = ours["to_quads and zlib"] + seconds[_LOADED]
    for name, each in (seconds | ours).items():
        cells = (
            name, f"{each:.2f}", f"{1e6 * each / quads:.2f}", f"{quads / each:,.0f}", f"{each / seconds[_LOADED]:.2f}",
            f"{seconds[_PEER] / each:.1f}",
        )  # fmt: skip
        yield f"| {' | '.join(cells)} |"


def main() -> None:
    """Print the table."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--full", action="store_true", help="a million quads")
    extractions = list(write_corpus(FULL if parser.parse_args().full else QUICK))
    shards = [to_quads(extraction) for extraction in extractions]
    print("\n".join(table(shards, run(extractions, shards))))


if __name__ == "__main__":
    main()
