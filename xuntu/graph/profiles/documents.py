"""Documents: a list of them, and one with its text and all passages that something was read from."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from xuntu.graph.asking import ask_own
from xuntu.graph.legend import Language
from xuntu.graph.profiles.facts import (
    Facts,
    Listing,
    Named,
    read_facts,
    read_inward,
    read_names,
    tail_of,
    to_named,
)
from xuntu.graph.profiles.figures import DeclaredRow, read_declared
from xuntu.graph.profiles.findings import order_of
from xuntu.graph.profiles.kept import keep
from xuntu.graph.sparql import Iri
from xuntu.graph.store import Store
from xuntu.graph.texts import read_text
from xuntu.ontology import (
    DCTERMS,
    GRAPH_NAMESPACE,
    ID_NAMESPACE,
    RDF,
    RDFS,
    XT,
    XTC,
    document_graph_iri,
)

KINDS: Final[dict[str, str]] = {
    XT.Finding: "finding",
    XT.Measure: "measure",
    XT.StatusRecord: "status",
    XT.Recurrence: "recurrence",
    XT.FundsMovement: "money",
    XT.Sanction: "sanction",
    XT.Meeting: "meeting",
    XT.IndicatorValue: "figure",
    XT.Figure: "figure",
    XT.DeclaredFigure: "declared",
    XT.Report: "header",
    XT.Inspection: "header",
    XT.InspectionRound: "header",
    XT.Note: "note",
}
"""What a passage is marked as, by the class of what was read from it."""

ORDER: Final = (
    "heading", "finding", "measure", "status", "recurrence", "money", "sanction", "meeting", "figure", "declared",
    "header", "policy", "unit", "note", "passage",
)  # fmt: skip
"""All kinds of marks, in the order in which they are told."""

_NAMES: Final = 400
"""So many names of units are looked for in a text, the longest first."""


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document as a line of a list."""

    iri: str
    title: str
    file: str
    kinds: tuple[str, ...]
    units: tuple[Named, ...]
    day: str | None
    findings: int
    notes: int


@dataclass(frozen=True, slots=True)
class Marked:
    """Something that was read from a passage: which thing, of what kind, and what to say of it."""

    thing: str
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A part of a text from which something was read; ``is_passage`` is false for names that were looked up in it."""

    start: int
    end: int
    words: str
    marked: tuple[Marked, ...]
    is_passage: bool = True

    @property
    def kind(self) -> str:
        """The first of its kinds."""
        return min((each.kind for each in self.marked), key=ORDER.index, default="passage")


@dataclass(frozen=True, slots=True)
class ReportPart:
    """A report within a document."""

    iri: str
    title: str
    kind: str | None
    about: tuple[Named, ...]
    units: tuple[Named, ...]
    creators: tuple[Named, ...]
    publishers: tuple[Named, ...]
    issued: str | None


@dataclass(frozen=True, slots=True)
class FindingEntry:
    """A finding or heading in the order of the text; ``status`` is the end of its concept, ``place`` its passage."""

    iri: str
    number: str | None
    label: str
    is_heading: bool
    depth: int
    status: str | None
    status_label: str | None
    place: str | None


@dataclass(frozen=True, slots=True)
class NoteEntry:
    """What was noted of the reading."""

    iri: str
    stage: str
    message: str
    place: str | None


@dataclass(frozen=True, slots=True)
class DocumentProfile:
    """A document; ``text`` is ``None`` where the store keeps none: then there are only the words of the marks."""

    iri: str
    title: str
    file: str
    format: str | None
    sha256: str | None
    issued: str | None
    publishers: tuple[Named, ...]
    text: str | None
    marks: tuple[Mark, ...]
    reports: tuple[ReportPart, ...]
    findings: tuple[FindingEntry, ...]
    notes: tuple[NoteEntry, ...]
    declared: tuple[DeclaredRow, ...]


def list_document_rows(
    store: Store, *, words: str = "", start: int = 0, size: int = 50, language: Language = "zh"
) -> Listing[DocumentRow]:
    """Return a part of the list of documents, by the names of their files; *words* stand in these or in the titles."""
    files = keep(store, "pages/files", lambda: _read_files(store))
    if words:
        titled = {str(row[0]) for row in ask_own(store, "pages/titled", {"wanted": words}).rows}
        files = {document: file for document, file in files.items() if words in file or document in titled}
    ordered = sorted(files, key=lambda document: (files[document], document))
    page = ordered[start : start + size]
    facts = read_facts(store, page, DCTERMS.title, DCTERMS.issued)
    inward = read_inward(store, page, DCTERMS.isPartOf)
    parts = {document: [source for source, _, thing in inward if thing == document] for document in page}
    reports = [each for document in page for each in parts[document]]
    facts.add(read_facts(store, reports, RDF.type, DCTERMS.type, DCTERMS.issued, XT.reportsOn))
    about = read_facts(
        store, {each for one in reports for each in facts.all(one, XT.reportsOn)}, XT.inspects, XT.canonical
    )
    own = read_facts(store, {unit for one in about.things() for unit in about.all(one, XT.inspects)}, XT.canonical)
    units = {
        unit: own.first(unit, XT.canonical) or unit for one in about.things() for unit in about.all(one, XT.inspects)
    }
    names = read_names(
        store, {*units.values(), *(each for one in reports for each in facts.all(one, DCTERMS.type))}, language
    )
    counts = _counts(store, page)
    rows: list[DocumentRow] = []
    for document in page:
        mine = [each for each in parts[document] if XT.Report in facts.all(each, RDF.type)]
        inspected = {
            units[unit]
            for one in mine
            for each in facts.all(one, XT.reportsOn)
            for unit in about.all(each, XT.inspects)
        }
        days = [day for one in (document, *mine) for day in facts.all(one, DCTERMS.issued)]
        rows.append(
            DocumentRow(
                document,
                facts.first(document, DCTERMS.title) or files[document],
                files[document],
                tuple(sorted({names[kind] for one in mine for kind in facts.all(one, DCTERMS.type)})),
                to_named(names, inspected),
                min(days, default=None),
                *counts.get(document, (0, 0)),
            )
        )
    return Listing(tuple(rows), start, len(ordered))


def _read_files(store: Store) -> dict[str, str]:
    return {str(document): str(file) for document, file in ask_own(store, "pages/files").rows}


def _counts(store: Store, documents: Iterable[str]) -> dict[str, tuple[int, int]]:
    """Return how many issues and notes each document has."""
    graphs = {document_graph_iri(tail_of(document)): document for document in documents}
    if not graphs:
        return {}
    rows = ask_own(store, "pages/document-counts", {"graph": tuple(map(Iri, sorted(graphs)))}).rows
    return {graphs[str(graph)]: (int(str(findings)), int(str(notes))) for graph, findings, notes in rows}


def describe_document(store: Store, iri: str, language: Language = "zh") -> DocumentProfile | None:
    """Return a document with its text and marks; ``None`` where the graph has no such document."""
    document = iri.partition("#")[0]
    graph = Iri(GRAPH_NAMESPACE + document.removeprefix(ID_NAMESPACE))
    facts = Facts(ask_own(store, "pages/document", {"document": graph}).rows)
    if XT.Document not in facts.all(document, RDF.type):
        return None
    text = read_text(store, document)
    current = read_facts(
        store, [one for one in facts.things() if _is(facts, one, XT.Finding)], XT.currentStatus, XT.ofUnit
    )
    names = _read_names(store, facts, document, language)
    passages = [
        (str(passage), int(str(start)), int(str(end)), str(words))
        for passage, start, end, words in ask_own(store, "pages/passages", {"document": graph}).rows
    ]
    figures = [one for one in facts.things() if _is(facts, one, XT.DeclaredFigure)]
    marks = list(_to_marks(facts, names, passages))
    if text is not None:
        marks += _find_names(facts, names, text)
    return DocumentProfile(
        document,
        facts.first(document, DCTERMS.title) or "",
        facts.first(document, XT.fileName) or "",
        facts.first(document, DCTERMS.format),
        facts.first(document, XT.sha256),
        facts.first(document, DCTERMS.issued),
        to_named(names, facts.all(document, DCTERMS.publisher)),
        text,
        tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end, not mark.is_passage))),
        tuple(_to_reports(store, facts, names, language)),
        tuple(_to_findings(facts, current, names)),
        tuple(_to_notes(facts)),
        read_declared(store, figures, language),
    )


def _is(facts: Facts, thing: str, kind: str) -> bool:
    return kind in facts.all(thing, RDF.type)


def _read_names(store: Store, facts: Facts, document: str, language: Language) -> dict[str, str]:
    linked = (
        XT.status, XT.measureState, DCTERMS.type, DCTERMS.creator, DCTERMS.publisher, XT.reportsOn, XT.indicator,
        XT.mentions, XT.issues, XT.drafts, XT.revises, XT.cites, DCTERMS.references,
    )  # fmt: skip
    things = facts.things()
    return read_names(store, {each for one in things for each in facts.all(one, *linked)} | {document}, language)


def _to_marks(facts: Facts, names: dict[str, str], passages: list[tuple[str, int, int, str]]) -> Iterator[Mark]:
    proved: dict[str, list[str]] = {}
    for thing in facts.things():
        for passage in facts.all(thing, XT.evidence):
            proved.setdefault(passage, []).append(thing)
    for passage, start, end, words in passages:
        marked = [_to_marked(facts, names, thing) for thing in proved.get(passage, ())]
        yield Mark(start, end, words, tuple(sorted(marked, key=lambda each: (ORDER.index(each.kind), each.thing))))


def _to_marked(facts: Facts, names: dict[str, str], thing: str) -> Marked:
    classes = facts.all(thing, RDF.type)
    kind = next((KINDS[each] for each in KINDS if each in classes), None)
    if kind is None:
        kind = "header" if re.match(rf"{ID_NAMESPACE}(inspection|cited|round)/", thing) else "passage"
    if kind == "finding":
        kind = "recurrence" if _is_told_again(thing) else "finding" if _is_issue(facts, thing) else "heading"
    told = [
        facts.first(thing, XT.number) if kind in ("finding", "heading") else None,
        names.get(facts.first(thing, XT.status) or ""),
        names.get(facts.first(thing, XT.measureState) or "") if kind == "measure" else None,
        names.get(facts.first(thing, XT.indicator) or "") if kind == "declared" else None,
        facts.first(thing, XT.what) if kind in ("money", "sanction", "meeting", "figure") else None,
        facts.first(thing, XT.message) if kind == "note" else None,
        tail_of(thing) if "/inspection/" in thing or "/round/" in thing or "/cited/" in thing else None,
    ]
    return Marked(thing, kind, " ".join(each for each in told if each))


def _is_told_again(finding: str) -> bool:
    """Tell whether a finding is an old one that another finding names."""
    return re.search(r"-p\d+$", finding) is not None


def _is_issue(facts: Facts, finding: str) -> bool:
    return XTC.level_issue in facts.all(finding, XT.findingLevel)


def _find_names(facts: Facts, names: dict[str, str], text: str) -> Iterator[Mark]:
    """Yield where the text prints the policy documents and units that it names; both are told without a place."""
    wanted: dict[str, Marked] = {}
    for thing in facts.things():
        for unit in facts.all(thing, XT.mentions):
            wanted[names[unit]] = Marked(unit, "unit", names[unit])
        for policy in facts.all(thing, XT.issues, XT.drafts, XT.revises, XT.cites, DCTERMS.references):
            wanted[f"《{names[policy]}》"] = Marked(policy, "policy", names[policy])
    told = sorted((name for name in wanted if len(name) > 1), key=len, reverse=True)[:_NAMES]
    if told:
        for found in re.finditer("|".join(map(re.escape, told)), text):
            yield Mark(*found.span(), found[0], (wanted[found[0]],), is_passage=False)


def _to_reports(store: Store, facts: Facts, names: dict[str, str], language: Language) -> Iterator[ReportPart]:
    reports = [one for one in facts.things() if _is(facts, one, XT.Report)]
    about = read_facts(
        store, {each for one in reports for each in facts.all(one, XT.reportsOn)}, XT.inspects, XT.canonical
    )
    inspected = {unit for one in about.things() for unit in about.all(one, XT.inspects)}
    own = read_facts(store, inspected, XT.canonical)
    canonical = {unit: own.first(unit, XT.canonical) or unit for unit in inspected}
    called = read_names(store, canonical.values(), language)
    for report in sorted(reports, key=order_of):
        units = {canonical[unit] for each in facts.all(report, XT.reportsOn) for unit in about.all(each, XT.inspects)}
        yield ReportPart(
            report,
            facts.first(report, DCTERMS.title) or "",
            names.get(facts.first(report, DCTERMS.type) or ""),
            to_named(names, facts.all(report, XT.reportsOn)),
            to_named(called, units),
            to_named(names, facts.all(report, DCTERMS.creator)),
            to_named(names, facts.all(report, DCTERMS.publisher)),
            facts.first(report, DCTERMS.issued),
        )


def _to_findings(facts: Facts, current: Facts, names: dict[str, str]) -> Iterator[FindingEntry]:
    """Yield the findings and headings of the reports in the order of the text, but for old ones told within others."""
    found = [one for one in facts.things() if _is(facts, one, XT.Finding) and facts.all(one, XT.evidence)]
    quoted = [(_start(facts, one), one) for one in found if not _is_told_again(one)]
    for _, one in sorted(quoted):
        record = current.first(one, XT.currentStatus)
        status = facts.first(record, XT.status) if record else None
        yield FindingEntry(
            one,
            facts.first(one, XT.number),
            facts.first(one, RDFS.label) or "",
            not _is_issue(facts, one),
            _depth(facts, one),
            status.rpartition("status-")[2] if status else None,
            names.get(status) if status else None,
            facts.first(one, XT.evidence),
        )


def _start(facts: Facts, thing: str) -> int:
    return min(int(each.rpartition("=")[2].partition(",")[0]) for each in facts.all(thing, XT.evidence))


def _depth(facts: Facts, finding: str) -> int:
    above, depth = facts.first(finding, XT.withinFinding), 0
    while above and depth < 6:
        above, depth = facts.first(above, XT.withinFinding), depth + 1
    return depth


def _to_notes(facts: Facts) -> Iterator[NoteEntry]:
    for one in facts.things():
        if _is(facts, one, XT.Note):
            place = facts.first(one, XT.evidence)
            yield NoteEntry(one, facts.first(one, XT.stage) or "", facts.first(one, XT.message) or "", place)
