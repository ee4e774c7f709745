"""Documents and reports: what was read, what it reports on, what it declares about itself."""

from collections.abc import Iterable

from xuntu.graph.quads.bodies import share_mention, share_policy, share_unit
from xuntu.graph.quads.findings import Setting, say_findings
from xuntu.graph.quads.headlines import headline
from xuntu.graph.quads.inspections import say_inspection
from xuntu.graph.quads.literals import is_day
from xuntu.graph.quads.shard import Draft, Shard
from xuntu.graph.quads.trig import bare, dated, quoted, short, zh
from xuntu.ontology import (
    CHANGE_KIND,
    DECLARED,
    REPORT_KIND,
    Declared,
    Document,
    Extraction,
    Figure,
    Note,
    Organisation,
    Report,
    Succession,
    change_iri,
    declared_iri,
    figure_iri,
    note_iri,
    report_iri,
)


def to_quads(extraction: Extraction, *, names: Iterable[str] = ()) -> Shard:
    """Return everything that *extraction* holds as the quads of one document.

    *names* are the base names under which the same bytes were found, where there are more than the document's own.
    """
    document = extraction.document
    draft = Draft(document)
    title = next((report.title.text for report in extraction.reports if report.title), None)
    _say_document(draft, document, document.title or title or document.name)
    draft.say(draft.document, f"xt:fileName {quoted(document.name)}")
    draft.say(draft.document, *[f"dcterms:identifier {quoted(name)}" for name in {document.name, *names}])
    for note in (*document.notes, *extraction.notes):
        _say_note(draft, note, draft.document)
    for index, report in enumerate(extraction.reports):
        _say_report(draft, report, report_iri(draft.document, index), document)
    return draft.to_shard()


def _say_document(draft: Draft, document: Document, title: str) -> None:
    draft.say(
        draft.document,
        "a xt:Document",
        f"dcterms:format {quoted(document.media_type)}",
        f"dcterms:title {zh(' '.join(title.split()))}",
        f"xt:sha256 {quoted(document.sha256)}^^xsd:hexBinary",
    )
    if document.publisher:
        draft.say(draft.document, f"dcterms:publisher <{share_unit(draft, Organisation(document.publisher))}>")
    if document.published:
        draft.say(draft.document, f"dcterms:issued {dated(document.published)}")


def _say_report(draft: Draft, report: Report, place: str, document: Document) -> None:
    draft.settle(report.places)
    title = " ".join((report.title.text if report.title else document.title or document.name).split())
    draft.say(
        place,
        "a xt:Report",
        f"dcterms:isPartOf <{draft.document}>",
        f"dcterms:title {zh(title)}",
        f"dcterms:type {short(REPORT_KIND[report.kind])}",
        f"rdfs:label {zh(headline(title))}",
    )
    draft.say_evidence(place, report.title.passage if report.title else None)
    issuer = share_unit(draft, report.issuer) if report.issuer else None
    if issuer:
        draft.say(place, f"dcterms:creator <{issuer}>")
    if report.publisher:
        draft.say(place, f"dcterms:publisher <{share_unit(draft, report.publisher)}>")
    if report.published:
        draft.say(place, f"dcterms:issued {dated(report.published.iso)}")
    examined = say_inspection(draft, place, report)
    if examined.about:
        draft.say(place, f"xt:reportsOn <{examined.about}>")
    published = report.published.iso if report.published and is_day(report.published.iso) else None
    made = {d.title for f in report.findings for m in f.measures for d in m.policy_documents if d.role != "cited"}
    units = report.inspection.units if report.inspection else ()
    bodies = {name: unit for unit in units for name in (unit.name, *unit.also)}
    teller = issuer or examined.unit
    setting = Setting(place, examined, examined.first or place, teller, published, frozenset(made), bodies)
    headings = say_findings(draft, setting, report)
    for declared in report.declared:
        _say_declared(draft, declared, place, headings)
    for figure in report.figures:
        _say_figure(draft, figure, place)
    for wording in report.policy_documents:
        division = examined.division if wording.text in made else None
        draft.say(place, f"dcterms:references <{share_policy(draft, wording.text, division=division)}>")
    for told in report.successions:
        _say_succession(draft, told, place, examined.division)
    for body in report.bodies:
        draft.say(place, f"xt:mentions <{share_mention(draft, body)}>")
    for note in report.notes:
        _say_note(draft, note, place)


def _say_declared(draft: Draft, declared: Declared, report: str, headings: dict[str, str]) -> None:
    figure = declared_iri(report, declared.kind, declared.passage.start)
    draft.say(
        figure,
        "a xt:DeclaredFigure",
        f"schema:observationAbout <{report}>",
        f"schema:unitText {quoted(declared.unit)}",
        f"schema:value {bare(declared.value)}",
        f"xt:indicator {short(DECLARED[declared.kind])}",
    )
    if declared.as_of:
        draft.say(figure, f"schema:observationDate {dated(declared.as_of.iso)}")
    if declared.about:
        draft.say(figure, f"xt:what {quoted(declared.about)}")
        if declared.about in headings:
            draft.say(figure, f"xt:declaredFor <{headings[declared.about]}>")
    draft.say_evidence(figure, declared.passage)


def _say_figure(draft: Draft, figure: Figure, report: str) -> None:
    place = figure_iri(report, figure.passage.start)
    draft.say(
        place,
        "a xt:Figure",
        f"schema:observationAbout <{report}>",
        f"schema:unitText {quoted(figure.unit)}",
        f"schema:value {bare(figure.value)}",
    )
    if figure.what:
        draft.say(place, f"xt:what {quoted(figure.what)}")
    draft.say_evidence(place, figure.passage)


def _say_succession(draft: Draft, told: Succession, report: str, division: str | None) -> None:
    """Add the change that *told* is, one for each pair of an old and a new unit."""
    pairs = ((old, new) for old in told.old for new in told.new)
    for index, (old, new) in enumerate(pairs, 1):
        change = change_iri(report, told.passage.start, index)
        before, after = (share_unit(draft, Organisation(name, division=division)) for name in (old, new))
        draft.say(
            change,
            "a org:ChangeEvent",
            f"dcterms:type {short(CHANGE_KIND[told.kind])}",
            f"org:originalOrganization <{before}>",
            f"org:resultingOrganization <{after}>",
        )
        if told.date:
            draft.say(change, f"dcterms:date {dated(told.date.iso)}")
        draft.say_evidence(change, told.passage)


def _say_note(draft: Draft, note: Note, of: str) -> None:
    place = note_iri(of, note.stage, note.message, note.passage.start if note.passage else None)
    draft.say(
        place,
        "a xt:Note",
        f"dcterms:isPartOf <{of}>",
        f"xt:message {quoted(note.message)}",
        f"xt:stage {quoted(note.stage)}",
    )
    draft.say_evidence(place, note.passage)
