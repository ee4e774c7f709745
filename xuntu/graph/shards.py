"""The shards of a store: each document's quads as canonical text, the truth from which the engine's files follow."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from xuntu.graph.index import Contents, Counts, Entry, digest
from xuntu.graph.quads import Shard
from xuntu.graph.store import SHARDS, write_file
from xuntu.ontology import XT, Extraction


def write_shard(place: Path, shard: Shard) -> str:
    """Write a shard under a name that tells its document and its content, and return its path within the store."""
    name = f"{SHARDS}/{shard.document.rpartition('/')[2]}-{digest(shard.own + shard.shared)[:12]}.trig"
    write_file(place / name, shard.own)
    write_file(place / name.replace(".trig", ".nq"), shard.shared)
    return name


def read_own(place: Path, entry: Entry) -> str:
    """Return the block of the document's own graph."""
    return (place / entry["shard"]).read_bytes().decode()


def read_shared(place: Path, contents: Contents) -> Iterator[str]:
    """Yield the lines that each document has in the authority graph."""
    for key in sorted(contents["documents"]):
        yield (place / contents["documents"][key]["shard"].replace(".trig", ".nq")).read_bytes().decode()


def sweep_shards(place: Path, contents: Contents) -> None:
    """Remove the shards that no document of the index has."""
    kept = {entry["shard"] for entry in contents["documents"].values()}
    for file in (place / SHARDS).iterdir():
        if f"{SHARDS}/{file.stem}.trig" not in kept:
            file.unlink()


def count(extraction: Extraction, shard: Shard) -> Counts:
    """Return what a document contributes to the counts of a store."""
    findings = [finding for report in extraction.reports for finding in report.findings]
    inspected = {line.split(" ", 3)[2][1:-1] for line in shard.shared.split("\n") if _INSPECTS in line}
    cited = {line.split(" ", 1)[0] for line in shard.shared.split("\n") if _MENTIONED in line}
    of_cited = {
        line.split(" ", 3)[2][1:-1]
        for line in shard.shared.split("\n")
        if _INSPECTS in line and line.split(" ", 1)[0] in cited
    }
    notes = len({*extraction.document.notes, *extraction.notes}) + sum(
        len(report.notes) for report in extraction.reports
    )
    return Counts(
        reports=_tally(report.kind for report in extraction.reports),
        units=sorted(inspected - of_cited),
        findings=len(findings),
        statuses=_tally(finding.status.normal for finding in findings if finding.status),
        notes=notes,
        quads=shard.quads,
        digest=digest(shard.own),
    )


_INSPECTS = f" <{XT.inspects}> "
_MENTIONED = f" <{XT.mentionedAs}> "


def _tally(words: Iterator[str]) -> dict[str, int]:
    return dict(sorted(Counter(words).items()))
