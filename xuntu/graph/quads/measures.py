"""Measures and what they yield: rules, meetings, money, sanctions, figures."""

import calendar
import re

from xuntu.graph.quads.bodies import share_policy
from xuntu.graph.quads.headlines import headline
from xuntu.graph.quads.literals import chinese, day, iri, is_day, number, plain
from xuntu.graph.quads.shard import Draft
from xuntu.ontology import (
    DCTERMS,
    FUNDS_KIND,
    MEASURE_STATE,
    MEASURE_TYPE,
    POLICY_ROLE,
    RDFS,
    SANCTION_KIND,
    SCHEMA,
    XT,
    XTC,
    Finding,
    Measure,
    Quantity,
    measure_iri,
    outcome_iri,
)

_PRINTED_DAY = re.compile(r"((?:19|20)\d{2})\s*(?:年|-|\.|/)(?:\s*(\d{1,2})\s*(?:月|-|\.|/)?(?:\s*(\d{1,2})\s*日?)?)?")


def say_measures(
    draft: Draft, finding: Finding, place: str, *, division: str | None, about: str | None, made: frozenset[str]
) -> None:
    """Add the measures of the finding at *place* (an IRI) with their outcomes.

    *division* is that of the unit *about* (an IRI), and of the policy documents whose titles are *made* by it.
    """
    for index, measure in enumerate(finding.measures, 1):
        clause = measure_iri(place, index)
        _say_clause(draft, measure, clause)
        draft.say(clause, XT.addresses, iri(place))
        for document in measure.policy_documents:
            policy = share_policy(
                draft, document.title, division=division if document.title in made else None, reference=document.number
            )
            draft.say(clause, POLICY_ROLE[document.role], iri(policy))
            if document.role != "cited":
                draft.say(clause, XT.yields, iri(policy))
        _say_outcomes(draft, measure, clause, about)


def last_day(text: str) -> str | None:
    """Return the last day of the date that *text* opens with or holds, or ``None``.

    >>> last_day("2024年7月底前"), last_day("2024-12"), last_day("2025年"), last_day("长期坚持")
    ('2024-07-31', '2024-12-31', '2025-12-31', None)
    """
    found = _PRINTED_DAY.search(text) or re.fullmatch(r"(\d{4})()()", text.strip())
    if not found:
        return None
    year, month = int(found[1]), int(found[2] or 12)
    if not 1 <= month <= 12:
        return None
    last = calendar.monthrange(year, month)[1]
    iso = f"{year}-{month:02}-{int(found[3] or last):02}"
    return iso if is_day(iso) else None


def _say_clause(draft: Draft, measure: Measure, clause: str) -> None:
    draft.say_type(clause, XT.Measure)
    draft.say(clause, RDFS.label, chinese(headline(measure.text)))
    for kind in measure.types or ("other",):
        draft.say(clause, XT.measureType, iri(MEASURE_TYPE[kind]))
    draft.say(clause, XT.measureState, iri(MEASURE_STATE[measure.state]))
    draft.say_evidence(clause, measure.passage)
    if measure.deadline:
        due = last_day(measure.deadline.iso)
        if due:
            draft.say(clause, XT.deadline, day(due))
        if measure.deadline.passage:
            draft.say(clause, XT.deadlineText, plain(measure.deadline.passage.of(draft.text)))


def _say_outcomes(draft: Draft, measure: Measure, clause: str, about: str | None) -> None:
    outcomes = [
        *((XT.FundsMovement, FUNDS_KIND, amount) for amount in measure.amounts),
        *((XT.Sanction, SANCTION_KIND, people) for people in measure.people),
        *((XT.Meeting, None, meeting) for meeting in measure.meetings),
    ]
    taken: set[str] = set()
    for kind, concepts, quantity in outcomes:
        outcome = outcome_iri(clause, quantity.passage.start)
        if outcome in taken:
            outcome = f"{outcome}-{len(taken)}"
        taken.add(outcome)
        draft.say(clause, XT.yields, iri(outcome))
        concept = _kind_of(quantity.what, concepts)
        if concepts and not concept and quantity.value is not None and about:
            _say_figure(draft, outcome, about)
        else:
            draft.say_type(outcome, kind)
            if concept:
                draft.say(outcome, DCTERMS.type, iri(concept))
        _say_quantity(draft, outcome, quantity)


def _say_figure(draft: Draft, outcome: str, about: str) -> None:
    """Add an amount or a head count that is neither money put right nor a sanction: what the work came to."""
    draft.say_type(outcome, XT.IndicatorValue)
    draft.say(outcome, XT.indicator, iri(XTC.indicator_business))
    draft.say(outcome, SCHEMA.observationAbout, iri(about))


def _say_quantity(draft: Draft, outcome: str, quantity: Quantity) -> None:
    draft.say(outcome, RDFS.label, chinese(quantity.what or quantity.raw))
    draft.say(outcome, XT.what, plain(quantity.what))
    draft.say(outcome, XT.valueText, plain(quantity.raw))
    if quantity.value is not None:
        draft.say(outcome, SCHEMA.value, number(quantity.value))
        draft.say(outcome, SCHEMA.unitText, plain(quantity.unit or ""))
    draft.say_evidence(outcome, quantity.passage)


def _kind_of(what: str, concepts: dict[str, str] | None) -> str | None:
    """Return the concept of the longest known deed that *what* names."""
    known = [deed for deed in concepts or {} if deed in what]
    return concepts[max(known, key=len)] if concepts and known else None
