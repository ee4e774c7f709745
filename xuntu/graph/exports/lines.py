"""All quads of a store as sorted lines of N-Quads, however many they are: what does not fit lies in temporary files."""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from heapq import merge
from itertools import groupby, islice
from tempfile import TemporaryFile
from typing import IO, Final

from xuntu.graph.store import Store

_TOGETHER: Final = 200_000
"""Lines that are sorted at a time: some 60 MB."""

# An escaped backslash is matched first, so that the text \\u000B is not taken for the character.
_FORBIDDEN: Final = re.compile(rb"\\\\|\\u(?:000[0-8BCEF]|001[0-9A-F]|FFF[EF])|\xef\xbf[\xbe\xbf]")


def read_quads(store: Store) -> Iterator[bytes]:
    """Yield every quad as a line of N-Quads, sorted."""
    return sort_lines(_dump(store))


def read_by_graph(store: Store) -> Iterator[bytes]:
    """Yield every quad as a line of N-Quads, graph by graph, sorted."""
    for line in sort_lines(graph_of(line) + b"\t" + line for line in _dump(store)):
        yield line.partition(b"\t")[2]


def read_triples(store: Store) -> Iterator[bytes]:
    """Yield the union of all graphs as lines of N-Triples, sorted, each once."""
    return sort_lines(map(to_triple, _dump(store)))


def read_by_subject(store: Store, keeps: Callable[[bytes], bool]) -> Iterator[bytes]:
    """Yield the union of the graphs of the quads that *keeps* keeps, as ``read_triples`` does."""
    return sort_lines(to_triple(line) for line in _dump(store) if keeps(line))


def sort_lines(lines: Iterable[bytes], *, together: int = _TOGETHER) -> Iterator[bytes]:
    r"""Yield *lines* sorted, each once; of more than *together* the sorted runs lie in temporary files.

    >>> list(sort_lines([b"c\n", b"a\n", b"b\n", b"a\n"], together=2))
    [b'a\n', b'b\n', b'c\n']
    """
    remaining = iter(lines)
    first = sorted(islice(remaining, together))
    with ExitStack() as until_done:
        runs: list[Iterable[bytes]] = [first]
        while run := sorted(islice(remaining, together)):
            file: IO[bytes] = until_done.enter_context(TemporaryFile())
            file.writelines(run)
            file.seek(0)
            runs.append(file)
        yield from (line for line, _ in groupby(merge(*runs) if len(runs) > 1 else first))


def graph_of(nquad: bytes) -> bytes:
    r"""Return the graph of a line of N-Quads.

    >>> graph_of(b'<a> <b> "x <y> ." <g> .\n')
    b'<g>'
    """
    return nquad.rsplit(b" ", 2)[1]


def to_triple(nquad: bytes) -> bytes:
    r"""Return a line of N-Quads without its graph.

    >>> to_triple(b'<a> <b> "x" <g> .\n')
    b'<a> <b> "x" .\n'
    """
    return nquad.rsplit(b" ", 2)[0] + b" .\n"


def for_xml(line: bytes) -> bytes:
    r"""Return a line without the characters that XML 1.0 forbids; U+FFFD stands for each.

    >>> for_xml(rb'<a> <b> "\u000B\\u000B" .').decode()
    '<a> <b> "\ufffd\\\\u000B" .'
    """
    return _FORBIDDEN.sub(lambda found: found[0] if found[0] == b"\\\\" else b"\xef\xbf\xbd", line)


def _dump(store: Store) -> Iterator[bytes]:
    with TemporaryFile() as file:
        store.dump(file)
        file.seek(0)
        yield from file
