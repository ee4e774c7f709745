"""The authority graph: what all documents together say about the entities they share."""

from collections.abc import Iterable
from typing import Final

from xuntu.ontology import DCTERMS, RDFS, SKOS

_ONE_NAME: Final = (RDFS.label, DCTERMS.title)


def merge_authority(shards: Iterable[str]) -> str:
    """Return the union of the documents' shared lines, sorted, with one name for each entity.

    Merging is set union, so that no order matters; where documents write one entity's name differently (brackets,
    white space), the shortest, then first, is its label and the others are its other names.
    """
    lines = {line for shard in shards for line in shard.split("\n") if line}
    names: dict[str, list[str]] = {}
    for line in lines:
        subject, predicate, _ = line.split(" ", 2)
        if predicate[1:-1] in _ONE_NAME:
            names.setdefault(f"{subject} {predicate} ", []).append(line)
    for head, variants in names.items():
        for other in sorted(variants, key=lambda line: (len(line), line))[1:]:
            lines.remove(other)
            subject = head.split(" ", 1)[0]
            lines.add(f"{subject} <{SKOS.altLabel}> {other.removeprefix(head)}")
    return "".join(f"{line}\n" for line in sorted(lines))
