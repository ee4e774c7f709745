"""Documents and reports: what was read, what it reports on, what it declares about itself."""

from collections.abc import Iterable

from xuntu.graph.quads.bodies import share_mention, share_policy, share_unit
from xuntu.graph.quads.findings import Setting, say_findings
from xuntu.graph.quads.headlines import headline
from xuntu.graph.quads.inspections import say_inspection
from xuntu.graph.quads.literals import chinese, day, iri, is_day, number, plain, typed
from xuntu.graph.quads.shard import Draft, Shard
from xuntu.ontology import (
    CHANGE_KIND,
    DCTERMS,
    DECLARED,
    ORG,
    RDFS,
    REPORT_KIND,
    SCHEMA,
    XSD,
    XT,
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
    draft.say(draft.document, XT.fileName, plain(document.name))
    for name in {document.name, *names}:
        draft.say(draft.document, DCTERMS.identifier, plain(name))
    for note in (*document.notes, *extraction.notes):
        _say_note(draft, note, draft.document)
    for index, report in enumerate(extraction.reports):
        _say_report(draft, report, report_iri(draft.document, index), document)
    return draft.to_shard()


def _say_document(draft: Draft, document: Document, title: str) -> None:
    draft.say_type(draft.document, XT.Document)
    draft.say(draft.document, XT.sha256, typed(document.sha256, XSD.hexBinary))
    draft.say(draft.document, DCTERMS.title, chinese(" ".join(title.split())))
    draft.say(draft.document, DCTERMS.format, plain(document.media_type))
    if document.publisher:
        draft.say(draft.document, DCTERMS.publisher, iri(share_unit(draft, Organisation(document.publisher))))
    if document.published:
        draft.say(draft.document, DCTERMS.issued, day(document.published))


def _say_report(draft: Draft, report: Report, place: str, document: Document) -> None:
    draft.places = {place[-1]: place for place in reversed(report.places)}
    draft.say_type(place, XT.Report)
    draft.say(place, DCTERMS.isPartOf, iri(draft.document))
    draft.say(place, DCTERMS.type, iri(REPORT_KIND[report.kind]))
    title = " ".join((report.title.text if report.title else document.title or document.name).split())
    draft.say(place, DCTERMS.title, chinese(title))
    draft.say(place, RDFS.label, chinese(headline(title)))
    draft.say_evidence(place, report.title.passage if report.title else None)
    issuer = share_unit(draft, report.issuer) if report.issuer else None
    if issuer:
        draft.say(place, DCTERMS.creator, iri(issuer))
    if report.publisher:
        draft.say(place, DCTERMS.publisher, iri(share_unit(draft, report.publisher)))
    if report.published:
        draft.say(place, DCTERMS.issued, day(report.published.iso))
    examined = say_inspection(draft, place, report)
    if examined.about:
        draft.say(place, XT.reportsOn, iri(examined.about))
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
        draft.say(place, DCTERMS.references, iri(share_policy(draft, wording.text, division=division)))
    for told in report.successions:
        _say_succession(draft, told, place, examined.division)
    for body in report.bodies:
        mentioned = share_mention(draft, body)
        draft.say(place, XT.mentions, iri(mentioned))
    for note in report.notes:
        _say_note(draft, note, place)


def _say_declared(draft: Draft, declared: Declared, report: str, headings: dict[str, str]) -> None:
    figure = declared_iri(report, declared.kind, declared.passage.start)
    draft.say_type(figure, XT.DeclaredFigure)
    draft.say(figure, XT.indicator, iri(DECLARED[declared.kind]))
    draft.say(figure, SCHEMA.observationAbout, iri(report))
    draft.say(figure, SCHEMA.value, number(declared.value))
    draft.say(figure, SCHEMA.unitText, plain(declared.unit))
    if declared.as_of:
        draft.say(figure, SCHEMA.observationDate, day(declared.as_of.iso))
    if declared.about:
        draft.say(figure, XT.what, plain(declared.about))
        if declared.about in headings:
            draft.say(figure, XT.declaredFor, iri(headings[declared.about]))
    draft.say_evidence(figure, declared.passage)


def _say_figure(draft: Draft, figure: Figure, report: str) -> None:
    place = figure_iri(report, figure.passage.start)
    draft.say_type(place, XT.Figure)
    draft.say(place, SCHEMA.observationAbout, iri(report))
    draft.say(place, SCHEMA.value, number(figure.value))
    draft.say(place, SCHEMA.unitText, plain(figure.unit))
    if figure.what:
        draft.say(place, XT.what, plain(figure.what))
    draft.say_evidence(place, figure.passage)


def _say_succession(draft: Draft, told: Succession, report: str, division: str | None) -> None:
    """Add the change that *told* is, one for each pair of an old and a new unit."""
    pairs = ((old, new) for old in told.old for new in told.new)
    for index, (old, new) in enumerate(pairs, 1):
        change = change_iri(report, told.passage.start, index)
        draft.say_type(change, ORG.ChangeEvent)
        draft.say(change, DCTERMS.type, iri(CHANGE_KIND[told.kind]))
        for predicate, name in ((ORG.originalOrganization, old), (ORG.resultingOrganization, new)):
            draft.say(change, predicate, iri(share_unit(draft, Organisation(name, division=division))))
        if told.date:
            draft.say(change, DCTERMS.date, day(told.date.iso))
        draft.say_evidence(change, told.passage)


def _say_note(draft: Draft, note: Note, of: str) -> None:
    place = note_iri(of, note.stage, note.message, note.passage.start if note.passage else None)
    draft.say_type(place, XT.Note)
    draft.say(place, DCTERMS.isPartOf, iri(of))
    draft.say(place, XT.stage, plain(note.stage))
    draft.say(place, XT.message, plain(note.message))
    draft.say_evidence(place, note.passage)
