"""What the page says of one document: plain values for the template, made from records."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from typing import Final, Literal, TypeAlias

from xuntu.extractors import Comparison, Coverage, Stretch, compare_declared, completed_from
from xuntu.ontology import (
    Date,
    Extraction,
    Finding,
    Inspection,
    Note,
    Organisation,
    Passage,
    Report,
    Round,
    load_problems,
)

Language: TypeAlias = Literal["zh", "en"]
Band: TypeAlias = Literal["read", "aside", "unread"]

STAGES: Final = (
    "reading", "cleaning", "header", "outline", "declared", "statuses", "measures", "tables", "inferred",
)  # fmt: skip
"""The order in which a document's notes are told."""
# How much a note of each stage asks for a look. What was cleaned away, and what was inferred, is in order.
_WEIGHTS: Final = {"reading": 1, "cleaning": 0, "inferred": 0}
_WEIGHT: Final = 3
_CHARACTERS_A_POINT: Final = 40
_LOST: Final = ("unknown", "grid")
_QUOTED: Final = 60
_STATED: Final = 70


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: its line, its first and last character, and the first of its words."""

    line: int
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of the header, and by what it was inferred where it is not as printed."""

    name: str
    value: str
    basis: str | None = None


@dataclass(frozen=True, slots=True)
class Noted:
    """A note with its place."""

    message: str
    place: Place | None


@dataclass(frozen=True, slots=True)
class Count:
    """A declared count beside the extracted one."""

    kind: str
    about: str | None
    declared: str
    extracted: int | None
    agrees: bool | None
    place: Place


@dataclass(frozen=True, slots=True)
class Row:
    """A finding in a line."""

    number: str | None
    statement: str
    status: str | None
    source: str | None
    measures: int
    types: tuple[tuple[str, bool], ...]
    place: Place


@dataclass(frozen=True, slots=True)
class ReportView:
    """One report of a document."""

    kind: str
    title: str | None
    facts: tuple[Fact, ...]
    counts: tuple[Count, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """A region of text that no record holds, with a guess what it is."""

    role: str
    size: int
    place: Place


@dataclass(frozen=True, slots=True)
class DocumentView:
    """All that the page says of a document below its heading."""

    media_type: str
    publisher: str | None
    reports: tuple[ReportView, ...]
    notes: tuple[tuple[str, tuple[Noted, ...]], ...]
    bar: tuple[tuple[Band, float, float], ...]
    sizes: tuple[tuple[str, int], ...]
    lost: tuple[Region, ...]
    aside: tuple[Region, ...]


@dataclass(slots=True)
class Entry:
    """What the head of the page keeps of a document; copies of a document share one, with all ``names``."""

    sha256: str
    names: list[str]
    kinds: tuple[str, ...]
    units: tuple[str, ...]
    findings: int
    statuses: Counter[str]
    with_status: int
    differing: int
    doubts: int
    notes: int
    share: float
    lost: int
    attention: int
    span: tuple[int, int] = field(default=(0, 0))


def to_entry(extraction: Extraction, coverage: Coverage, name: str) -> Entry:
    """Return what the head of the page says of a document; ``attention`` grows with what needs a look."""
    reports = extraction.reports
    findings = [finding for report in reports for finding in report.findings]
    notes = list(_notes(extraction))
    weights = [_WEIGHTS.get(note.stage, _WEIGHT) for note in notes]
    lost = coverage.size_of("unknown", "grid")
    units = dict.fromkeys(u.name for r in reports if r.inspection for u in r.inspection.units)
    return Entry(
        sha256=extraction.document.sha256,
        names=[name],
        kinds=tuple(dict.fromkeys(report.kind for report in reports)),
        units=tuple(units),
        findings=len(findings),
        statuses=Counter(finding.status.normal for finding in findings if finding.status),
        with_status=sum(finding.status is not None for finding in findings),
        differing=sum(each.agrees is False for report in reports for each in compare_declared(report)),
        doubts=sum(weight > 0 for weight in weights),
        notes=len(notes),
        share=coverage.share,
        lost=lost,
        attention=sum(weights) + lost // _CHARACTERS_A_POINT,
    )


def to_view(extraction: Extraction, coverage: Coverage, *, language: Language) -> DocumentView:
    """Return what the page says of a document below its heading."""
    document = extraction.document
    places = _Places(document.text)
    notes = sorted(_notes(extraction), key=_order)
    told = (note for note in notes if note.stage != "coverage")  # these are told as regions
    groups = groupby(told, key=lambda note: note.stage)
    regions = [Region(each.role, each.size, places.at(each.passage)) for each in coverage.unread]
    return DocumentView(
        media_type=document.media_type,
        publisher=document.publisher,
        reports=tuple(_report(report, places, language) for report in extraction.reports),
        notes=tuple((stage, tuple(map(places.noted, group))) for stage, group in groups),
        bar=tuple(_bar(coverage)),
        sizes=tuple(_sizes(coverage)),
        lost=tuple(region for region in regions if region.role in _LOST),
        aside=tuple(region for region in regions if region.role not in _LOST),
    )


class _Places:
    """The lines of a text, to tell places in it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0, *(place + 1 for place, mark in enumerate(text) if mark == "\n")]

    def at(self, passage: Passage) -> Place:
        """Return the place of a passage."""
        words = " ".join(passage.of(self.text)[: _QUOTED * 2].split())
        shown = words if len(words) <= _QUOTED else words[:_QUOTED] + "…"
        return Place(bisect_right(self._starts, passage.start), passage.start, passage.end, shown)

    def sentence(self, passage: Passage) -> Place:
        """Return the place of a passage, with the words of the clause around it."""
        left = max(self.text.rfind(mark, 0, passage.start) for mark in "。;；\n") + 1
        ends = [end for mark in "。;；\n" if (end := self.text.find(mark, passage.end)) >= 0]
        around = self.at(Passage(left, min(ends, default=len(self.text))))
        return Place(around.line, passage.start, passage.end, around.words)

    def noted(self, note: Note) -> Noted:
        """Return a note with its place."""
        return Noted(note.message, self.at(note.passage) if note.passage else None)


def _notes(extraction: Extraction) -> Iterator[Note]:
    yield from dict.fromkeys((*extraction.document.notes, *extraction.notes))
    for report in extraction.reports:
        yield from report.notes


def _order(note: Note) -> tuple[int, int]:
    stage = STAGES.index(note.stage) if note.stage in STAGES else len(STAGES)
    return stage, note.passage.start if note.passage else -1


def _report(report: Report, places: _Places, language: Language) -> ReportView:
    return ReportView(
        kind=report.kind,
        title="".join(report.title.text.split("\n")) if report.title else None,
        facts=tuple(_facts(report, places.text)),
        counts=tuple(_count(each, places) for each in compare_declared(report)),
        rows=tuple(_row(finding, places, language) for finding in report.findings),
    )


def _facts(report: Report, text: str) -> Iterator[Fact]:
    """Yield the facts of the header that were read, in the order in which one asks for them."""
    inspection = report.inspection
    if inspection:
        for unit in inspection.units:
            yield Fact("unit", unit.name, _unit_basis(unit, text))
        yield from _facts_of(inspection)
    if report.published:
        yield Fact("published", report.published.iso, _date_basis(report.published, places_of="page"))
    if report.issuer:
        yield Fact("issuer", report.issuer.name)


def _facts_of(inspection: Inspection) -> Iterator[Fact]:
    if inspection.team or inspection.body:
        yield Fact("team", inspection.team or inspection.body or "")
    found = inspection.round
    if found:
        yield Fact("round", "".join(_round_words(found)))
    if inspection.types:
        yield Fact("types", "、".join(inspection.types))
    if inspection.subject:
        yield Fact("subject", inspection.subject)
    period = inspection.period
    if period:
        days = [date for date in (period.start, period.end) if date]
        basis = next((basis for date in days if (basis := _date_basis(date))), None)
        yield Fact("period", " — ".join(date.iso if date else "?" for date in (period.start, period.end)), basis)
    if inspection.feedback:
        yield Fact("feedback", inspection.feedback.iso, _date_basis(inspection.feedback))


def _round_words(found: Round) -> Iterator[str]:
    if found.year:
        yield f"{found.year}年"
    yield found.term or ""
    if found.ordinal:
        yield f"第{found.ordinal}轮"
    if found.batch:
        yield f"第{found.batch}批"


def _unit_basis(unit: Organisation, text: str) -> str | None:
    if unit.passage is None:
        return "signer"
    return "completed" if completed_from(unit, text) else None


def _date_basis(date: Date, *, places_of: str | None = None) -> str | None:
    if date.inferred and date.year_from:
        return date.year_from
    return places_of if date.passage is None else None


def _count(each: Comparison, places: _Places) -> Count:
    declared = each.declared
    return Count(
        declared.kind,
        declared.about,
        f"{declared.value.normalize():f}{declared.unit}",
        each.extracted,
        each.agrees,
        places.sentence(declared.passage),
    )


def _row(finding: Finding, places: _Places, language: Language) -> Row:
    status, words = finding.status, " ".join(finding.statement.text.split())
    names = _problem_names(language)
    return Row(
        number=finding.number,
        statement=words if len(words) <= _STATED else words[:_STATED] + "…",
        status=status.normal if status else None,
        source=status.source if status else None,
        measures=len(finding.measures),
        types=tuple((names.get(each.code, each.code), each.inherited) for each in finding.problem_types),
        place=places.at(finding.statement.passage),
    )


@cache
def _problem_names(language: Language) -> dict[str, str]:
    return {each.code: each.label_en if language == "en" else each.label_zh for each in load_problems()}


def _band(stretch: Stretch) -> Band:
    return "read" if stretch.is_read else "unread" if stretch.role in _LOST else "aside"


def _bar(coverage: Coverage) -> Iterator[tuple[Band, float, float]]:
    """Yield the bands of the bar in the order of the text: where each begins and how long it is, in per mille."""
    whole = sum(stretch.size for stretch in coverage.stretches) or 1
    position = 0
    for band, group in groupby(coverage.stretches, key=_band):
        size = sum(stretch.size for stretch in group)
        yield band, round(position * 1000 / whole, 1), round(size * 1000 / whole, 1)
        position += size


def _sizes(coverage: Coverage) -> Sequence[tuple[str, int]]:
    sizes: Counter[str] = Counter()
    for stretch in coverage.stretches:
        sizes[stretch.role] += stretch.size
    return sizes.most_common()
