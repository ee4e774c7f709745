"""What a build did and what the store holds after it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from xuntu.graph.index import Index
from xuntu.graph.plan import Failure


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build did (``added`` … ``failed``), and what the store holds after it (the rest).

    ``reports`` counts by kind, ``statuses`` by normal form; ``units`` are those inspected; ``warnings`` tell what an
    authority file says that could not be applied.
    """

    added: int = 0
    replaced: int = 0
    removed: int = 0
    skipped: int = 0
    failed: tuple[Failure, ...] = ()
    documents: int = 0
    reports: Mapping[str, int] = field(default_factory=dict[str, int])
    units: int = 0
    findings: int = 0
    statuses: Mapping[str, int] = field(default_factory=dict[str, int])
    notes: int = 0
    warnings: tuple[str, ...] = ()


@dataclass(slots=True)
class Deeds:
    """What a build did: numbers of documents, and those that could not be read."""

    added: int = 0
    replaced: int = 0
    removed: int = 0
    skipped: int = 0
    warnings: tuple[str, ...] = ()


def summarise(index: Index, deeds: Deeds, failed: Sequence[Failure]) -> Summary:
    """Return what was done, with the sums of the *index* after it."""
    return Summary(
        added=deeds.added,
        replaced=deeds.replaced,
        removed=deeds.removed,
        skipped=deeds.skipped,
        failed=tuple(failed),
        documents=len(index),
        reports=index.total("report"),
        units=index.units(),
        findings=index.total("findings").get("", 0),
        statuses=index.total("status"),
        notes=index.total("notes").get("", 0),
        warnings=deeds.warnings,
    )
