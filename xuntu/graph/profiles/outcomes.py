"""What measures brought about: money, sanctions, meetings, figures."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from xuntu.graph.legend import Language
from xuntu.graph.profiles.facts import Quote, read_facts, read_inward, read_names, read_quotes
from xuntu.graph.store import Store
from xuntu.ontology import DCTERMS, RDF, RDFS, SCHEMA, XT

KINDS = {XT.FundsMovement: "money", XT.Sanction: "sanction", XT.Meeting: "meeting", XT.IndicatorValue: "figure"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """One result of a measure: ``kind`` is money, sanction, meeting or figure, ``type`` its concept's name.

    ``value`` is in ``unit`` (money in 元); ``words`` as printed.
    """

    iri: str
    kind: str
    type: str
    what: str
    value: int | Decimal | None
    unit: str | None
    words: str | None
    measure: str
    quote: Quote | None


def read_outcomes(store: Store, measures: Iterable[str], language: Language = "zh") -> dict[str, tuple[Outcome, ...]]:
    """Return the results of *measures*, each measure's in the order of the text; policies are told elsewhere."""
    yields = read_facts(store, measures, XT.yields)
    owners = {each: measure for measure in yields.things() for each in yields.all(measure, XT.yields)}
    facts = read_facts(store, [each for each in owners if "/doc/" in each])
    found = [each for each in facts.things() if set(facts.all(each, RDF.type)) & set(KINDS)]
    quotes = read_quotes(store, facts, found)
    names = read_names(store, [kind for each in found for kind in facts.all(each, DCTERMS.type)], language)
    told: defaultdict[str, list[Outcome]] = defaultdict(list)
    for each in sorted(found, key=lambda one: (quotes[one][0].start if quotes[one] else 0, one)):
        kind = next(KINDS[name] for name in facts.all(each, RDF.type) if name in KINDS)
        concept = facts.first(each, DCTERMS.type)
        what = facts.first(each, XT.what) or facts.first(each, RDFS.label) or ""
        told[owners[each]].append(
            Outcome(
                each, kind, names[concept] if concept else what, what, facts.number(each, SCHEMA.value),
                facts.first(each, SCHEMA.unitText), facts.first(each, XT.valueText), owners[each],
                next(iter(quotes[each]), None),
            )
        )  # fmt: skip
    return {measure: tuple(outcomes) for measure, outcomes in told.items()}


def read_outcomes_of(
    store: Store, findings: Iterable[str], language: Language = "zh"
) -> tuple[tuple[str, Outcome], ...]:
    """Return the results of the measures against *findings*, each with its finding."""
    measures = {source: finding for source, _, finding in read_inward(store, findings, XT.addresses)}
    told = read_outcomes(store, measures, language)
    return tuple((measures[measure], outcome) for measure in sorted(told) for outcome in told[measure])
