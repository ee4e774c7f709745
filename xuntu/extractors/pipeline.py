"""The order of the stages: bytes to document, document to notices, each notice to a report."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest

from xuntu.extractors.coverage import find_skipped
from xuntu.extractors.dating import date_repeats
from xuntu.extractors.declared import find_declared, find_group_counts
from xuntu.extractors.doubts import find_doubts
from xuntu.extractors.figures import find_figures
from xuntu.extractors.findings import read_findings
from xuntu.extractors.folding import fold
from xuntu.extractors.header import read_inspection
from xuntu.extractors.kinds import kind_of
from xuntu.extractors.launch import read_assignments, read_task_table
from xuntu.extractors.lead import Lead, placed
from xuntu.extractors.lines import ACTION, Line, is_closing
from xuntu.extractors.localities import with_place, with_places
from xuntu.extractors.losses import find_losses
from xuntu.extractors.measures import enumerated
from xuntu.extractors.mentions.organisations import is_full_name
from xuntu.extractors.mentions.places import local_places, place_of
from xuntu.extractors.mentions.policies import find_policies
from xuntu.extractors.mentions.teams import find_teams
from xuntu.extractors.named import find_named
from xuntu.extractors.outline import Node, read_outline
from xuntu.extractors.periods import read_period
from xuntu.extractors.prose import find_advice, read_common, read_prose, read_share
from xuntu.extractors.roles import Judgement, judge_outline
from xuntu.extractors.rounds import with_term
from xuntu.extractors.shares import Share, find_shares, read_shares
from xuntu.extractors.signature import read_issuer, read_publication
from xuntu.extractors.splitting import Part, split_document
from xuntu.extractors.successions import find_successions
from xuntu.extractors.tables import read_table
from xuntu.ontology import (
    Date,
    Declared,
    Document,
    Extraction,
    Finding,
    Inspection,
    Note,
    Organisation,
    Passage,
    Report,
    ReportKind,
    Succession,
    Table,
    Wording,
)

_WITH_FINDINGS: frozenset[ReportKind] = frozenset(
    {"rectification_report", "feedback_notice", "audit_rectification", "environment_inspection_rectification"}
)
_OFFICE = re.compile(r"巡[视察]|纪委|纪律检查|办公室")
_OPENING = 400  # characters that open a page: what they say of its place holds for all its notices
# links to other notices of the page
_LINK = re.compile(r"^\W{0,4}(?:相关(?:链接|阅读|文章|新闻|报道|稿件)|延伸阅读|推荐阅读|关闭窗口|[上下]一?[篇条页则])")


def extract(data: bytes, name: str) -> Extraction:
    """Return all that the file *data*, called *name*, says.

    Pure: the same bytes under the same name give the same records. Raises ``DocumentError`` where the bytes
    are not a document.

    >>> found = extract("县委第一巡察组对县农业局党组开展了巡察。".encode(), "a.txt")
    >>> found.reports[0].inspection.team
    '县委第一巡察组'
    """
    from xuntu.extractors.readers import read_document

    return extract_document(read_document(data, name))


def extract_document(document: Document) -> Extraction:
    """Return all that a document, once read, says."""
    parts = split_document(document)
    reports = _with_parents([_report(part, parts[position + 1 :], document) for position, part in enumerate(parts)])
    return Extraction(document, reports, (*document.notes, *find_skipped(document, reports)))


def _with_parents(reports: Sequence[Report]) -> tuple[Report, ...]:
    """Return the reports of a document; a unit to which the inspection of the first one's was extended is below it."""
    main = reports[0].inspection if reports else None
    if main is None or len(main.units) != 1:
        return tuple(reports)
    above = main.units[0].name
    return tuple(
        replace(
            report,
            inspection=replace(
                report.inspection,
                units=tuple(replace(unit, parent=unit.parent or above) for unit in report.inspection.units),
            ),
        )
        if position and report.inspection and "延伸" in report.inspection.types and report.inspection.team == main.team
        else report
        for position, report in enumerate(reports)
    )


def _report(part: Part, later: Sequence[Part], document: Document) -> Report:
    text = document.text
    passage = Passage(
        part.passage.start, later[0].passage.start if later else max(part.passage.end, _table_end(document))
    )
    outline = read_outline(part.lines)
    lead = _lead(part, outline, document)
    issuer, issued_at = read_issuer(lead)
    tables = [table for table in document.tables if passage.holds(table.passage)]
    tabled = [finding for table in tables for finding in read_table(table, text)]
    judged = tuple(judge_outline(outline, text))
    stated = [judgement for judgement in judged if judgement.role == "problem"]
    measured = sum(judgement.node.has("measure", "status") for judgement in stated) + len(tabled)
    measured = measured or _with_deeds([judgement.node for judgement in stated], text)
    body = fold(passage.of(text))
    opening = "\n".join(words for _, words in lead.lines)
    kind = kind_of(lead.title, opening, body, problems=len(stated) + len(tabled), measured=measured)
    head = placed(tuple(Passage(line.start, line.end) for line in part.lines[:12]), text)
    published, publisher = read_publication(lead, head)
    if published is None and document.published and not later:
        published = Date(document.published)
    shares = _shares(part, tables, lead, text, published) if kind == "feedback_notice" else ()
    findings = _findings(kind, outline, part, tabled, text, shares=shares, judged=judged)
    if kind == "feedback_notice" and issuer in {finding.unit for finding in findings}:
        issuer, issued_at = None, None  # the heading of a unit, not the hand that signs
    inspection = read_inspection(_before(shares, _with_organising(lead, outline, text)), issuer, published)
    inspection = _of_kind(kind, inspection, part, tables, text=text, shares=shares)
    inspection = _of_several(inspection, findings, kind)
    named = [lead.title, *(words for _, words in (*lead.lines, *lead.ending)), issuer or "", document.publisher or ""]
    inspection = with_term(inspection, body) if inspection else None
    around = f"{fold(text[:_OPENING])}\n{body}"
    inspection = with_places(inspection, named, around) if inspection else None
    places = local_places(named)
    declared = tuple(_declared(judged, lead, text)) if kind not in ("news", "other") else ()
    title = _title(part, document)
    report = Report(
        kind=kind,
        passage=passage,
        title=title,
        issuer=_organisation(issuer, places, issued_at),
        publisher=_organisation(publisher or document.publisher, places),
        published=published,
        inspection=inspection,
        declared=declared,
        findings=findings,
        policy_documents=_cited_outside(kind, part, text),
        figures=tuple(find_figures([passage], text)) if kind == "news" else (),
        successions=tuple(_successions(part, inspection, issuer, text)),
        places=tuple(places.values()),
    )
    report = replace(report, findings=date_repeats(findings, report, text), bodies=find_named(report, text))
    losses = find_losses(lead, tables=bool(tables))
    return replace(report, notes=(*losses, *_skipped_numbers(outline), *find_doubts(report, document)))


def _lead(part: Part, outline: Node, document: Document) -> Lead:
    """Return the title, the lines before the outline, and the last lines of the notice."""
    title = "".join(line.text for line in part.title)
    if not title and document.title:
        title = fold(document.title)
    text = document.text
    tail = tuple(Passage(line.start, line.end) for line in part.lines[-8:])
    first = outline.children[0] if outline.children else None
    organising = fold(text[first.start : first.end]) if first else ""
    lines = tuple(each for each in placed(tuple(outline.body), text) if not _LINK.match(each[1]))
    return Lead(re.sub(r"\s", "", title), lines, placed(tail, text), organising)


def _with_organising(lead: Lead, outline: Node, text: str) -> Lead:
    """Return the lead with the first part's own lines, where the lines before it name no team: 一、总体情况 does."""
    first = outline.children[0] if outline.children else None
    if first is None or first.fields or any(next(find_teams(words), None) for _, words in lead.lines):
        return lead
    return replace(lead, lines=(*lead.lines, *placed((first.head, *first.body), text)))


def _with_deeds(nodes: Sequence[Node], text: str) -> int:
    """Count the problems without labels that deeds follow: enumerated, in a list, or told in lines of their own."""
    return sum(
        bool(node.children)
        or bool(enumerated(fold("".join(each.of(text) for each in (node.head, *node.body)))))
        or any(ACTION.match(fold(each.of(text))) for each in node.body)
        for node in nodes
    )


def _shares(part: Part, tables: Sequence[Table], lead: Lead, text: str, published: Date | None) -> tuple[Share, ...]:
    """Return what a feedback notice on several units tells of each."""
    lines = [line for line, following in zip_longest(part.lines, part.lines[1:]) if not is_closing(line, following)]
    period, _ = read_period(lead, published)
    passages = [Passage(line.start, line.end) for line in lines]
    tabled = tuple(share for table in tables for share in read_shares(table, text, published=published, period=period))
    return tabled or find_shares(passages, text, published=published, period=period)


def _before(shares: Sequence[Share], lead: Lead) -> Lead:
    """Return the lead without what stands under the units' heads."""
    first = min((share.passage.start for share in shares), default=None)
    if first is None:
        return lead
    return replace(lead, lines=tuple(line for line in lead.lines if line[0].end <= first))


def _findings(
    kind: ReportKind,
    outline: Node,
    part: Part,
    tabled: Sequence[Finding],
    text: str,
    *,
    shares: Sequence[Share],
    judged: Sequence[Judgement],
) -> tuple[Finding, ...]:
    if kind not in _WITH_FINDINGS:
        return ()
    if kind == "feedback_notice":
        found = _fed_back(outline, part, text, shares, judged=judged)
    else:
        found = read_findings(outline, text, judged=judged)
    return tuple(sorted((*found, *tabled), key=lambda finding: finding.statement.passage.start))


def _fed_back(
    outline: Node, part: Part, text: str, shares: Sequence[Share], *, judged: Sequence[Judgement]
) -> tuple[Finding, ...]:
    """Return the problems of a feedback notice: those under each unit's head, or all that it tells."""
    lines = [line for line, following in zip_longest(part.lines, part.lines[1:]) if not is_closing(line, following)]
    passages = [Passage(line.start, line.end) for line in lines]
    shared = [finding for share in shares for finding in read_share(share, text)]
    if shared:
        first = min(share.passage.start for share in shares)
        return (*read_common([each for each in passages if each.end <= first], text), *shared)
    prose = read_prose(passages, text)
    advice = find_advice(passages, text)
    outlined = read_findings(outline, text, feedback=True, judged=judged)
    outlined = tuple(each for each in outlined if advice is None or each.statement.passage.start < advice)
    return prose if len(prose) >= len(outlined) else outlined


def _of_kind(
    kind: ReportKind,
    inspection: Inspection | None,
    part: Part,
    tables: Sequence[Table],
    text: str,
    shares: Sequence[Share],
) -> Inspection | None:
    """Return the inspection with the tasks of its round, where the notice launches one or tells of several units.

    News tells an inspection only where it names both the team and the unit.
    """
    if inspection and kind in ("news", "other") and not (inspection.team and inspection.units):
        return None
    passages = [Passage(line.start, line.end) for line in part.lines]
    if inspection and kind == "feedback_notice":
        return _of_feedback(inspection, passages, text, shares)
    if inspection is None or kind != "launch_notice":
        return inspection
    tabled = tuple(task for table in tables for task in read_task_table(table, text))
    assignments = tabled or read_assignments(passages, text)
    named = {unit.name: unit for task in assignments for unit in task.units}
    types = tuple(dict.fromkeys([*inspection.types, *(word for task in assignments for word in task.types)]))
    subject = inspection.subject or next((task.subject for task in assignments if task.subject), None)
    alone = len({task.team for task in assignments}) <= 1
    return replace(
        inspection,
        team=inspection.team if alone else None,
        units=tuple(named.values()) or inspection.units,
        types=types,
        subject=subject,
        assignments=assignments,
    )


def _of_feedback(inspection: Inspection, passages: Sequence[Passage], text: str, shares: Sequence[Share]) -> Inspection:
    """Return the inspection with the period that stands under the units' heads, and each unit's own team and day."""
    if inspection.period is None:
        inspection = replace(inspection, period=read_period(Lead("", placed(tuple(passages), text)))[0])
    if not shares:
        return inspection
    tasks = tuple(share.task for share in shares)
    teams = {task.team for task in tasks if task.team}
    days = {task.feedback.iso for task in tasks if task.feedback}
    bodies = {team.body for name in teams for team in find_teams(name)}
    return replace(
        inspection,
        body=next(iter(bodies)) if len(bodies) == 1 and inspection.team is None else inspection.body,
        team=inspection.team if not teams else next(iter(teams)) if len(teams) == 1 else None,
        feedback=inspection.feedback if not days else None,
        assignments=tasks,
        units=inspection.units or tuple(unit for task in tasks for unit in task.units),
    )


def _of_several(inspection: Inspection | None, findings: Sequence[Finding], kind: ReportKind) -> Inspection | None:
    """Return the inspection with all the units under which a joint feedback lists its problems."""
    names = dict.fromkeys(finding.unit for finding in findings if finding.unit)
    if inspection is None or kind != "feedback_notice" or len(names) < 2:
        return inspection
    known = {unit.name: unit for unit in inspection.units}
    headed = {unit.name: unit.passage for task in inspection.assignments for unit in task.units}
    units = (known.get(name) or _known_as(name, inspection.units, headed.get(name)) for name in names)
    return replace(inspection, units=tuple(units))


def _successions(part: Part, inspection: Inspection | None, issuer: str | None, text: str) -> Iterator[Succession]:
    """Yield what the notice tells of bodies that carry others on; those of no other name are its own unit."""
    units = inspection.units if inspection else ()
    signed = issuer if issuer and not _OFFICE.search(issuer) else None
    own = (signed or units[0].name) if len(units) == 1 else signed
    return find_successions(placed(tuple(Passage(line.start, line.end) for line in part.lines), text), own)


def _known_as(name: str, listed: Sequence[Organisation], passage: Passage | None) -> Organisation:
    """Return the unit of a heading, with the name that the lead lists it under: 市国土局党组, 市国土资源局."""
    also = (each.name for each in listed if is_full_name(each.name, name) or is_full_name(name, each.name))
    return Organisation(name, tuple(also), division=place_of(name), passage=passage)


def _declared(judged: Sequence[Judgement], lead: Lead, text: str) -> list[Declared]:
    """Return the counts of the lead and of all that is not a problem; those under a heading are about it."""
    passages: list[Passage] = []
    found: list[Declared] = []
    for judgement in judged:
        node = judgement.node
        if judgement.role == "group":
            found += find_group_counts(node, text)
        elif judgement.role in ("outside", "section"):
            inner = [node.head, *node.body, *(p for each in node.fields for p in each.passages)]
            passages += inner
            if judgement.role == "outside":
                passages += [p for child in node.walk() if child is not node for p in (child.head, *child.body)]
    return [
        *find_declared([passage for passage, _ in lead.lines], text, of_lead=True),
        *find_declared(passages, text),
        *found,
    ]


def _title(part: Part, document: Document) -> Wording | None:
    if part.title:
        first, last = part.title[0], part.title[-1]
        return Wording("".join(line_text(line, document.text) for line in part.title), Passage(first.start, last.end))
    return Wording(document.title, Passage(part.passage.start, part.passage.start)) if document.title else None


def line_text(line: Line, text: str) -> str:
    """Return the words of a line as they stand in *text*."""
    return text[line.start : line.end]


def _organisation(name: str | None, places: Mapping[str, str], passage: Passage | None = None) -> Organisation | None:
    return with_place(Organisation(name, division=place_of(name), passage=passage), places) if name else None


def _cited_outside(kind: ReportKind, part: Part, text: str) -> tuple[Wording, ...]:
    if kind in _WITH_FINDINGS:
        return ()
    found: dict[str, Wording] = {}
    for line in part.lines:
        for document in find_policies(text[line.start : line.end], offset=line.start):
            found.setdefault(document.title, Wording(document.title, document.passage))
    return tuple(found.values())


def _skipped_numbers(outline: Node) -> Iterator[Note]:
    """Yield a note for each mark of the outline whose number is not the next."""
    last: dict[str, int] = {}
    for node in outline.walk():
        if node.mark is None or node.mark.value is None or node.parent is None:
            continue
        key = f"{id(node.parent)}{node.style}"
        expected = last.get(key, 0) + 1
        if node.mark.value > expected and key in last:
            yield Note("outline", f"编号由{expected - 1}跳到{node.mark.value}", node.head)
        last[key] = node.mark.value


def _table_end(document: Document) -> int:
    return max((table.passage.end for table in document.tables), default=0)
