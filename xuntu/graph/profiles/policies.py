"""Policy documents: a list of them, and one with who made it and where it is named."""

from collections.abc import Iterable
from dataclasses import dataclass

from xuntu.graph.asking import ask_own
from xuntu.graph.legend import Language
from xuntu.graph.profiles.facts import (
    Listing,
    Named,
    Quote,
    document_of,
    read_facts,
    read_inward,
    read_names,
    read_quotes,
    to_named,
)
from xuntu.graph.profiles.findings import FindingRow, read_finding_rows
from xuntu.graph.profiles.kept import keep
from xuntu.graph.store import Store
from xuntu.ontology import DCTERMS, RDF, XT

_ROLES = (XT.issues, XT.revises, XT.drafts, XT.cites, DCTERMS.references)
_MADE = (XT.issues, XT.revises, XT.drafts)


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """A policy document as a line of a list; ``roles`` say how it is named: issues, revises, drafts, cites …"""

    iri: str
    title: str
    numbers: tuple[str, ...]
    roles: tuple[str, ...]
    documents: int


@dataclass(frozen=True, slots=True)
class Naming:
    """A place that names a policy document: what names it, its sentence, and the finding that it is about."""

    thing: str
    role: str
    quote: Quote | None
    finding: FindingRow | None
    document: Named


@dataclass(frozen=True, slots=True)
class PolicyProfile:
    """A policy document; ``makers`` are the units whose findings it answers."""

    row: PolicyRow
    makers: tuple[Named, ...]
    namings: tuple[Naming, ...]


def list_policy_rows(
    store: Store, *, words: str = "", start: int = 0, size: int = 50, language: Language = "zh"
) -> Listing[PolicyRow]:
    """Return a part of the list of policy documents; *words* stand in the titles."""
    ordered = (
        sorted({str(policy) for (policy,) in ask_own(store, "pages/policies-titled", {"wanted": words}).rows})
        if words
        else keep(store, "pages/policies", lambda: _read_policies(store))
    )
    return Listing(_to_rows(store, ordered[start : start + size], language), start, len(ordered))


def _read_policies(store: Store) -> list[str]:
    return sorted({str(policy) for (policy,) in ask_own(store, "pages/policies").rows})


def describe_policy(store: Store, iri: str, language: Language = "zh") -> PolicyProfile | None:
    """Return a policy document with where it is named; ``None`` where the graph has no such document."""
    if XT.PolicyDocument not in read_facts(store, [iri], RDF.type).all(iri, RDF.type):
        return None
    [row] = _to_rows(store, [iri], language)
    roles: dict[str, str] = {}
    for role in reversed(_ROLES):
        roles |= {source: role for source, name, _ in read_inward(store, [iri], *_ROLES) if name == role}
    facts = read_facts(store, roles, XT.addresses, XT.evidence, RDF.type)
    # what a measure says is not told again as the reference of its finding
    answered = {finding for thing in roles for finding in facts.all(thing, XT.addresses)}
    kept = [thing for thing in roles if not (roles[thing] == DCTERMS.references and thing in answered)]
    targets = {thing: _finding_of(facts.all(thing, XT.addresses), facts.all(thing, RDF.type), thing) for thing in kept}
    found = {each.iri: each for each in read_finding_rows(store, [each for each in targets.values() if each], language)}
    quotes = read_quotes(store, facts, kept)
    documents = read_names(store, {document_of(thing) for thing in kept}, language)
    namings = [
        Naming(
            thing,
            _end(roles[thing]),
            next(iter(quotes[thing]), None),
            found.get(targets[thing] or ""),
            Named(document_of(thing), documents[document_of(thing)]),
        )
        for thing in kept
    ]
    makers = {
        each.finding.unit: None
        for each in namings
        if each.role in map(_end, _MADE) and each.finding and each.finding.unit
    }
    order = [_end(role) for role in _ROLES]
    return PolicyProfile(
        row,
        to_named({one.iri: one.label for one in makers}, [one.iri for one in makers]),
        tuple(
            sorted(
                namings,
                key=lambda each: (order.index(each.role), each.document.iri, each.quote.start if each.quote else 0),
            )
        ),
    )


def _finding_of(addressed: tuple[str, ...], classes: tuple[str, ...], thing: str) -> str | None:
    return addressed[0] if addressed else thing if XT.Finding in classes else None


def _end(role: str) -> str:
    return role.rpartition("#")[2].rpartition("/")[2]


def _to_rows(store: Store, policies: Iterable[str], language: Language) -> tuple[PolicyRow, ...]:
    wanted = list(policies)
    facts = read_facts(store, wanted, XT.documentNumber)
    names = read_names(store, wanted, language)
    links = read_inward(store, wanted, *_ROLES)
    roles = {policy: {name for _, name, thing in links if thing == policy} for policy in wanted}
    return tuple(
        PolicyRow(
            policy,
            names[policy],
            facts.all(policy, XT.documentNumber),
            tuple(
                _end(role)
                for role in _ROLES
                if role in roles[policy] and (role != DCTERMS.references or len(roles[policy]) == 1)
            ),
            len({document_of(source) for source, _, thing in links if thing == policy}),
        )
        for policy in wanted
    )
