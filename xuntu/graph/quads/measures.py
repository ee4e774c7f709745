"""Measures and what they yield: rules, meetings, money, sanctions, figures."""

import calendar
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, Literal, TypeAlias

from xuntu.graph.quads.bodies import share_policy
from xuntu.graph.quads.headlines import headline
from xuntu.graph.quads.literals import is_day
from xuntu.graph.quads.shard import Draft
from xuntu.graph.quads.trig import bare, dated, quoted, shortened, zh
from xuntu.ontology import (
    FUNDS_KIND,
    MEASURE_STATE,
    MEASURE_TYPE,
    POLICY_ROLE,
    SANCTION_KIND,
    Date,
    Finding,
    Measure,
    MeasureState,
    MeasureType,
    Quantity,
    measure_iri,
    outcome_iri,
)

_Outcome: TypeAlias = Literal["xt:FundsMovement", "xt:Sanction", "xt:Meeting"]

_ROLE, _STATE, _TYPE = shortened(POLICY_ROLE), shortened(MEASURE_STATE), shortened(MEASURE_TYPE)
_DEEDS: Final[dict[_Outcome, dict[str, str]]] = {
    "xt:FundsMovement": shortened(FUNDS_KIND),
    "xt:Sanction": shortened(SANCTION_KIND),
    "xt:Meeting": {},
}
_PRINTED_DAY = re.compile(r"((?:19|20)\d{2})\s*(?:年|-|\.|/)(?:\s*(\d{1,2})\s*(?:月|-|\.|/)?(?:\s*(\d{1,2})\s*日?)?)?")


def say_measures(
    draft: Draft, finding: Finding, place: str, *, division: str | None, about: str | None, made: frozenset[str]
) -> None:
    """Add the measures of the finding at *place* (an IRI) with their outcomes.

    *division* is that of the unit *about* (an IRI), and of the policy documents whose titles are *made* by it.
    """
    for index, measure in enumerate(finding.measures, 1):
        clause = measure_iri(place, index)
        told = (
            f"a xt:Measure;\n\trdfs:label {zh(headline(measure.text))};\n\txt:addresses <{place}>",
            *draft.evidence(measure.passage),
            _nature(measure.state, measure.types or ("other",)),
        )
        more = [
            *(_deadline(draft, measure.deadline) if measure.deadline else ()),
            *(_policies(draft, measure, division, made) if measure.policy_documents else ()),
            *(
                _say_outcomes(draft, measure, clause, about)
                if measure.amounts or measure.people or measure.meetings
                else ()
            ),
        ]
        draft.tell(clause, *sorted({*told, *more}) if more else told)


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


def _deadline(draft: Draft, deadline: Date) -> Iterator[str]:
    due = last_day(deadline.iso)
    if due:
        yield f"xt:deadline {dated(due)}"
    if deadline.passage:
        yield f"xt:deadlineText {quoted(deadline.passage.of(draft.text))}"


def _policies(draft: Draft, measure: Measure, division: str | None, made: frozenset[str]) -> Iterator[str]:
    """Share the policy documents of a measure and yield what it does to them."""
    for document in measure.policy_documents:
        issuer = division if document.title in made else None
        policy = share_policy(draft, document.title, division=issuer, reference=document.number)
        yield f"{_ROLE[document.role]} <{policy}>"
        if document.role != "cited":
            yield f"xt:yields <{policy}>"


@lru_cache(1024)
def _nature(state: MeasureState, types: tuple[MeasureType, ...]) -> str:
    """Return what kind of work a measure is and how far it has come, in one piece."""
    return ";\n\t".join(
        [f"xt:measureState {_STATE[state]}", *sorted({f"xt:measureType {_TYPE[kind]}" for kind in types})]
    )


def _say_outcomes(draft: Draft, measure: Measure, clause: str, about: str | None) -> Iterator[str]:
    """Add what a measure yields, and yield the statements that say so."""
    outcomes: list[tuple[_Outcome, Quantity]] = [
        *(("xt:FundsMovement", amount) for amount in measure.amounts),
        *(("xt:Sanction", people) for people in measure.people),
        *(("xt:Meeting", meeting) for meeting in measure.meetings),
    ]
    taken: set[str] = set()
    for kind, quantity in outcomes:
        outcome = outcome_iri(clause, quantity.passage.start)
        if outcome in taken:
            outcome = f"{outcome}-{len(taken)}"
        taken.add(outcome)
        yield f"xt:yields <{outcome}>"
        concept = _kind_of(quantity.what, kind)
        if concept:
            draft.say(outcome, f"a {kind}", f"dcterms:type {concept}")
        elif _DEEDS[kind] and quantity.value is not None and about:
            _say_figure(draft, outcome, about)
        else:
            draft.say(outcome, f"a {kind}")
        _say_quantity(draft, outcome, quantity)


def _say_figure(draft: Draft, outcome: str, about: str) -> None:
    """Add an amount or a head count that is neither money put right nor a sanction: what the work came to."""
    draft.say(
        outcome, "a xt:IndicatorValue", "xt:indicator xtc:indicator-business", f"schema:observationAbout <{about}>"
    )


def _say_quantity(draft: Draft, outcome: str, quantity: Quantity) -> None:
    draft.say(
        outcome,
        f"rdfs:label {zh(quantity.what or quantity.raw)}",
        f"xt:valueText {quoted(quantity.raw)};\n\txt:what {quoted(quantity.what)}",
    )
    if quantity.value is not None:
        draft.say(outcome, f"schema:unitText {quoted(quantity.unit or '')};\n\tschema:value {bare(quantity.value)}")
    draft.say_evidence(outcome, quantity.passage)


@lru_cache(1024)
def _kind_of(what: str, kind: _Outcome) -> str | None:
    """Return the concept of the longest known deed that *what* names."""
    deeds = _DEEDS[kind]
    known = [deed for deed in deeds if deed in what]
    return deeds[max(known, key=len)] if known else None
