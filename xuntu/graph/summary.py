"""What a build did and what the store holds after it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from xuntu.graph.index import Contents
from xuntu.graph.plan import Failure, Plan


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


def summarise(before: Contents, after: Contents, plan: Plan, warnings: tuple[str, ...] = ()) -> Summary:
    """Return the summary of a build that followed *plan* and led from *before* to *after*."""
    read = set(plan.changed) & set(after["documents"]) - plan.unread
    gone = {place: key for key in plan.removed for place in before["documents"][key]["sources"]}
    renewed = {key: {gone[place] for place in plan.sources[key] if place in gone} for key in read}
    replaced = {key for key in read if renewed[key] or key in before["documents"]}
    counts = [entry["counts"] for entry in after["documents"].values()]
    return Summary(
        added=len(read - replaced),
        replaced=len(replaced),
        removed=len(set(plan.removed) - {old for olds in renewed.values() for old in olds}),
        skipped=len(set(plan.readable) - set(plan.changed)),
        failed=tuple(plan.failed),
        documents=len(counts),
        reports=_added(count["reports"] for count in counts),
        units=len({unit for count in counts for unit in count["units"]}),
        findings=sum(count["findings"] for count in counts),
        statuses=_added(count["statuses"] for count in counts),
        notes=sum(count["notes"] for count in counts),
        warnings=warnings,
    )


def _added(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for count in counts:
        total.update(count)
    return dict(sorted(total.items()))
