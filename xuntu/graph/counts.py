"""What documents contribute to the counts of a store, and the sums of that."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Self, cast

from xuntu.graph.quads import Shard
from xuntu.ontology import Extraction


@dataclass(frozen=True, slots=True)
class Counts:
    """What one document holds: reports by kind, inspected units, findings, statuses by normal form, notes, quads.

    ``digest`` is the SHA-256 of the text of its graph.
    """

    reports: Mapping[str, int] = field(default_factory=dict[str, int])
    units: tuple[str, ...] = ()
    findings: int = 0
    statuses: Mapping[str, int] = field(default_factory=dict[str, int])
    notes: int = 0
    quads: int = 0
    digest: str = ""

    @classmethod
    def of(cls, told: Mapping[str, object]) -> Self:
        """Return the counts that a JSON object tells."""
        return cls(
            cast("dict[str, int]", told["reports"]),
            tuple(cast("list[str]", told["units"])),
            cast("int", told["findings"]),
            cast("dict[str, int]", told["statuses"]),
            cast("int", told["notes"]),
            cast("int", told["quads"]),
            cast("str", told["digest"]),
        )

    def to_totals(self) -> Counter[tuple[str, str]]:
        """Return the counts as they are added up over a store: what, and of which kind."""
        totals = Counter({("findings", ""): self.findings, ("notes", ""): self.notes, ("documents", ""): 1})
        totals.update({("report", kind): count for kind, count in self.reports.items()})
        totals.update({("status", normal): count for normal, count in self.statuses.items()})
        totals.update({("unit", unit): 1 for unit in self.units})
        return totals


def count(extraction: Extraction, shard: Shard) -> Counts:
    """Return what a document contributes to the counts of a store."""
    findings = [finding for report in extraction.reports for finding in report.findings]
    notes = {*extraction.document.notes, *extraction.notes}
    return Counts(
        reports=_tally(report.kind for report in extraction.reports),
        units=shard.units,
        findings=len(findings),
        statuses=_tally(finding.status.normal for finding in findings if finding.status),
        notes=len(notes) + sum(len(report.notes) for report in extraction.reports),
        quads=shard.quads,
        digest=sha256(shard.own.encode()).hexdigest(),
    )


def _tally(words: Iterator[str]) -> dict[str, int]:
    return dict(sorted(Counter(words).items()))
