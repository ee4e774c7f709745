"""Policy documents that were made against findings, each with the words that say so."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from xuntu.graph.legend import Language
from xuntu.graph.profiles.facts import Named, Quote, read_facts, read_inward, read_names, read_quotes
from xuntu.graph.store import Store
from xuntu.ontology import XT

_ROLES: Final = (XT.issues, XT.revises, XT.drafts)


@dataclass(frozen=True, slots=True)
class Deed:
    """A policy document that a measure against a finding made: ``role`` is issues, revises or drafts."""

    role: str
    policy: Named
    numbers: tuple[str, ...]
    finding: str
    quote: Quote | None


def read_deeds(store: Store, findings: Iterable[str], language: Language = "zh") -> tuple[Deed, ...]:
    """Return the policy documents that measures against *findings* issued, revised or drafted, by their titles."""
    measures = {source: finding for source, _, finding in read_inward(store, findings, XT.addresses)}
    facts = read_facts(store, measures, *_ROLES, XT.evidence)
    made = [
        (role, policy, measure)
        for measure in facts.things()
        for role in _ROLES
        for policy in facts.all(measure, role)
    ]  # fmt: skip
    quotes = read_quotes(store, facts, {measure for _, _, measure in made})
    policies = read_facts(store, {policy for _, policy, _ in made}, XT.documentNumber)
    names = read_names(store, {policy for _, policy, _ in made}, language)
    deeds = {
        Deed(
            role.rpartition("#")[2],
            Named(policy, names[policy]),
            policies.all(policy, XT.documentNumber),
            measures[measure],
            next(iter(quotes[measure]), None),
        )
        for role, policy, measure in made
    }
    return tuple(
        sorted(
            deeds, key=lambda each: (each.policy.label, each.role, each.finding, each.quote.iri if each.quote else "")
        )
    )
