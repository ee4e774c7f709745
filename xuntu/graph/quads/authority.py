"""The authority graph: what all documents together say about the entities they share."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from xuntu.ontology import DCTERMS, RDFS, SKOS

_ONE_NAME: Final = (f"<{RDFS.label}>", f"<{DCTERMS.title}>")
_OTHER_NAME: Final = f"<{SKOS.altLabel}>"


def merge_authority(shards: Iterable[str]) -> str:
    """Return the union of the documents' shared lines, sorted, with one name for each entity.

    Merging is set union, so that no order matters; where documents write one entity's name differently (brackets,
    white space), the shortest, then first, is its label and the others are its other names.
    """
    lines = {line for shard in shards for line in split_lines(shard)}
    return "".join(f"{line}\n" for line in merge_sorted(sorted(lines)))


def split_lines(text: str) -> list[str]:
    r"""Return the lines of N-Quads, without their ends; a line separator within a literal is a character of it.

    >>> split_lines('<a> <b> "c\x85d" <g> .\n<a> <b> <e> <g> .\n')
    ['<a> <b> "c\x85d" <g> .', '<a> <b> <e> <g> .']
    """
    return text.removesuffix("\n").split("\n") if text else []


def merge_sorted(lines: Iterable[str]) -> Iterator[str]:
    """Yield the authority graph of sorted, distinct lines, sorted too; holds the lines of one subject at a time."""
    for _, told in groupby(lines, key=_subject):
        yield from merge_names(list(told))


def merge_names(lines: list[str]) -> list[str]:
    """Return the lines of one subject, sorted, with one ``rdfs:label`` and one ``dcterms:title``.

    >>> label = "<http://www.w3.org/2000/01/rdf-schema#label>"
    >>> for line in merge_names([f'<a> {label} "云岭县 人大"@zh <g> .', f'<a> {label} "云岭县人大"@zh <g> .']):
    ...     print(line)
    <a> <http://www.w3.org/2000/01/rdf-schema#label> "云岭县人大"@zh <g> .
    <a> <http://www.w3.org/2004/02/skos/core#altLabel> "云岭县 人大"@zh <g> .
    """
    for predicate in _ONE_NAME:
        head = f"{_subject(lines[0])} {predicate} "
        names = [line for line in lines if line.startswith(head)]
        if len(names) > 1:
            name = min(names, key=lambda line: (len(line), line))
            others = {f"{_subject(line)} {_OTHER_NAME} {line.removeprefix(head)}" for line in names if line != name}
            lines = sorted({*lines, *others}.difference(names) | {name})
    return lines


def _subject(line: str) -> str:
    return line[: line.index(" ")]
