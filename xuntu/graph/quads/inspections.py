"""Inspections and rounds: who examined whom, when, by whose order."""

from dataclasses import dataclass, replace

from xuntu.graph.quads.bodies import share_round, share_team, share_unit
from xuntu.graph.quads.literals import chinese, day, iri, is_day
from xuntu.graph.quads.shard import Draft
from xuntu.graph.quads.trig import dated, quoted, short
from xuntu.ontology import (
    INSPECTION_KIND,
    LEVEL,
    RDFS,
    ROLE,
    SCHEMA,
    XT,
    XTC,
    Assignment,
    Date,
    Inspection,
    Organisation,
    Period,
    Report,
    Round,
    accountable_name,
    committee_name,
    inspection_iri,
    name_key,
    round_inspection_iri,
    team_name,
)


@dataclass(frozen=True, slots=True)
class Examined:
    """What a report is about: its inspections by unit, in the order of the text, and the IRI it reports on."""

    about: str | None
    inspections: dict[str | None, str]
    division: str | None

    @property
    def first(self) -> str | None:
        """The IRI of the first inspection, or ``None`` where there is none."""
        return next(iter(self.inspections.values()), None)

    @property
    def unit(self) -> str | None:
        """The IRI of the first unit examined, or ``None`` where none is named."""
        return next(iter(self.inspections), None)


@dataclass(frozen=True, slots=True)
class _Sender:
    """The committee that inspects and what is known of its round."""

    body: str | None
    team: str | None
    round: str | None


def say_inspection(draft: Draft, report: str, record: Report) -> Examined:
    """Add the inspection, or the round with its inspections, that *report* (an IRI) is about."""
    inspection = record.inspection or (Inspection() if record.findings else None)
    if inspection is None:
        return Examined(None, {}, None)
    sender = _say_sender(draft, inspection)
    launches = record.kind == "launch_notice" or bool(inspection.assignments)
    inspections: dict[str | None, str] = {}
    for assignment in inspection.assignments:
        own = _narrowed(inspection, assignment)
        for body in assignment.units:
            unit = share_unit(draft, body)
            place = _say_one(draft, report, own, _say_sender(draft, own), unit, body, again=unit in inspections)
            draft.say_evidence(place, body.passage or assignment.passage)
            inspections.setdefault(unit, place)
    for body in inspection.units:
        unit = share_unit(draft, body)
        if unit not in inspections:
            inspections[unit] = _say_one(draft, report, inspection, sender, unit, body)
    if sender.round:
        _say_round(draft, sender.round, inspection)
    alike = len(inspection.assignments) > 1 and any(finding.unit is None for finding in record.findings)
    if alike or (not inspections and (record.findings or not sender.round)):
        inspections[None] = _say_one(draft, report, inspection, sender, None, None)
    is_round = sender.round and (launches or not any(inspections))
    about = sender.round if is_round else next(iter(inspections.values()))
    division = next((body.division for body in inspection.units if body.division), inspection.body_division)
    return Examined(about, inspections, division)


def _say_sender(draft: Draft, inspection: Inspection) -> _Sender:
    named = inspection.body and committee_name(inspection.body, inspection.body_place)
    body = named and share_unit(draft, Organisation(named, division=inspection.body_division))
    seat = inspection.body_division or inspection.body_place
    team = share_team(draft, inspection, body=body)
    if inspection.round is None:
        return _Sender(body, team, None)
    name = round_name(inspection.round, named, inspection.role)
    key = seat or inspection.body
    return _Sender(body, team, share_round(draft, inspection.round, name=name, launcher=body, key=key))


def _say_round(draft: Draft, place: str, inspection: Inspection) -> None:
    if inspection.round:
        draft.say_evidence(place, inspection.round.passage)
    if not inspection.units:
        _say_period(draft, place, inspection.period)


def _say_one(
    draft: Draft,
    report: str,
    inspection: Inspection,
    sender: _Sender,
    unit: str | None,
    body: Organisation | None,
    *,
    again: bool = False,
) -> str:
    """Add one inspection of one unit and return its IRI; *again* where a round sends two teams to the unit."""
    start = _start(inspection.period)
    key = _key(report, inspection, sender, body, start)
    if again:
        key = f"{key}-{name_key(inspection.team or inspection.subject or ''.join(inspection.types) or '又')}"
    draft.share_type(key, XT.Inspection)
    if start:
        draft.share(key, SCHEMA.startDate, day(start.iso))
    draft.share(key, RDFS.label, chinese(_name(inspection, body, start or inspection.feedback)))
    if unit:
        draft.share(key, XT.inspects, iri(unit))
        draft.inspected.add(unit)
    if sender.team:
        draft.share(key, XT.conductedBy, iri(sender.team))
    if sender.body:
        draft.share(key, XT.inspectingBody, iri(sender.body))
    if sender.round:
        draft.say(key, f"xt:inRound <{sender.round}>")
    draft.say(key, *[f"xt:inspectionKind {short(concept)}" for concept in _kinds(inspection)])
    if inspection.level:
        draft.say(key, f"xt:level {short(LEVEL[inspection.level])}")
    if inspection.subject:
        draft.say(key, f"xt:subject {quoted(inspection.subject)}")
    _say_period(draft, key, inspection.period, known=start)
    if inspection.feedback and is_day(inspection.feedback.iso):
        draft.say(key, f"xt:feedbackDate {dated(inspection.feedback.iso)}")
        draft.say_evidence(key, inspection.feedback.passage)
    draft.say_evidence(key, inspection.passage)
    return key


def _key(report: str, inspection: Inspection, sender: _Sender, body: Organisation | None, start: Date | None) -> str:
    """Return the IRI: by unit, inspector and start; else by its round; else by the day of feedback; else by report."""
    if body is None:
        return f"{report}/inspection"
    inspector = team_name(inspection.team or inspection.body or "", inspection.body, inspection.body_place)
    own = accountable_name(body.name, body.place)
    if start:
        return inspection_iri(inspector, own, start.iso, division=body.division)
    if sender.round:
        return round_inspection_iri(sender.round, own)
    if inspection.feedback and is_day(inspection.feedback.iso):
        told = f"{inspection.feedback.iso}反馈"
        return inspection_iri(inspector, own, told, division=body.division)
    return f"{report}/inspection-{inspection_iri(None, own, None, division=body.division).rsplit('/', 1)[-1]}"


def _start(period: Period | None) -> Date | None:
    """Return the first day, month or year, unless its year is not known."""
    start = period.start if period else None
    return start if start and len(start.iso) != len("04-19") else None


def _say_period(draft: Draft, subject: str, period: Period | None, *, known: Date | None = None) -> None:
    if period is None:
        return
    for predicate, stated in (("schema:startDate", period.start), ("schema:endDate", period.end)):
        if stated and stated is not known:
            draft.say(subject, f"{predicate} {dated(stated.iso)}")
    draft.say_evidence(subject, period.passage)


def _kinds(inspection: Inspection) -> list[str]:
    kinds = [ROLE[inspection.role]] if inspection.role else [XTC.kind_inspection]
    return kinds + [INSPECTION_KIND[name] for name in inspection.types if name in INSPECTION_KIND]


def _name(inspection: Inspection, body: Organisation | None, when: Date | None) -> str:
    year = f"（{when.iso[:4]}）" if when else ""
    inspector = inspection.team or inspection.body or ""
    examined = accountable_name(body.name, body.place) if body else "（被巡单位未载明）"
    return f"{inspector}{inspection.role or '巡视巡察'}{examined}{year}"


def round_name(of: Round, body: str | None, role: str | None) -> str:
    """Return the name of a round as the genre writes it.

    >>> round_name(Round(term="十二届", ordinal=8), "云岭市委", "巡察")
    '十二届云岭市委第8轮巡察'
    """
    year = f"{of.year}年" if of.year else ""
    ordinal = f"第{of.ordinal}轮" if of.ordinal else ""
    batch = f"第{of.batch}批" if of.batch else ""
    return f"{of.term or ''}{body or ''}{year}{ordinal}{batch}{role or '巡视巡察'}"


def _narrowed(inspection: Inspection, assignment: Assignment) -> Inspection:
    """Return the inspection as one assignment of its round has it."""
    return replace(
        inspection,
        team=assignment.team or inspection.team,
        types=assignment.types or inspection.types,
        subject=assignment.subject or inspection.subject,
        feedback=assignment.feedback or inspection.feedback,
        period=assignment.period or inspection.period,
    )
