"""Units, divisions, teams, posts, rounds and policy documents: entities that many documents name."""

import re
from itertools import pairwise

from xuntu.graph.quads.headlines import headline
from xuntu.graph.quads.literals import chinese, iri, number, plain
from xuntu.graph.quads.shard import Draft
from xuntu.ontology import (
    DCTERMS,
    ORG,
    RDFS,
    SCHEMA,
    SKOS,
    XT,
    Inspection,
    Organisation,
    Round,
    accountable_name,
    division_iri,
    division_path,
    policy_iri,
    post_iri,
    round_iri,
    team_iri,
    team_name,
    term_number,
    unit_iri,
)

_PRINTED = re.compile(r"^[向由对及和](?=原)")  # what the cut of a name took with it


def share_unit(draft: Draft, body: Organisation) -> str:
    """Add a unit with its names, place and parent, and return its IRI."""
    return draft.known.get(body) or draft.know(body, _share_unit(draft, body))


def _share_unit(draft: Draft, body: Organisation) -> str:
    own = accountable_name(body.name, body.place or draft.place_of(body.name))
    unit = unit_iri(own, body.division)
    draft.share_type(unit, XT.Unit)
    draft.share(unit, RDFS.label, chinese(own))
    for name in dict.fromkeys(_PRINTED.sub("", name) for name in (body.name, *body.also)):
        if name != own:
            draft.share(unit, SKOS.altLabel, chinese(name))
    if body.division:
        draft.share(unit, XT.inDivision, iri(share_division(draft, body.division)))
    if body.parent and accountable_name(body.parent, body.place or draft.place_of(body.parent)) != own:
        draft.share(
            unit, ORG.subOrganizationOf, iri(share_unit(draft, Organisation(body.parent, division=body.division)))
        )
    return unit


def share_mention(draft: Draft, body: Organisation) -> str:
    """Add a body that running text names, with the words that it uses, and return its IRI."""
    own = accountable_name(body.name, body.place)
    unit = unit_iri(own, body.division)
    draft.share_type(unit, XT.MentionedUnit)
    draft.share(unit, RDFS.label, chinese(own))
    for words in body.also:
        draft.share(unit, XT.calledAs, plain(words))
    return unit


def share_division(draft: Draft, code: str) -> str:
    """Add a division and those it lies in, and return its IRI; a code that no table knows is its own name."""
    path = division_path(code)
    for place in path:
        draft.share_type(division_iri(place.code), XT.Division)
        draft.share(division_iri(place.code), RDFS.label, chinese(place.name))
    for outer, place in pairwise(path):
        draft.share(division_iri(place.code), SCHEMA.containedInPlace, iri(division_iri(outer.code)))
    if not path:
        draft.share_type(division_iri(code), XT.Division)
        draft.share(division_iri(code), RDFS.label, chinese(code))
    return division_iri(code)


def share_team(draft: Draft, inspection: Inspection, *, body: str | None) -> str | None:
    """Add the team of an inspection under the unit *body* (an IRI) that sends it, and return its IRI."""
    if inspection.team is None:
        return None
    name = team_name(inspection.team, inspection.body, inspection.body_place)
    team = team_iri(name, inspection.body_division or inspection.body_place)
    draft.share_type(team, XT.InspectionTeam)
    draft.share(team, RDFS.label, chinese(inspection.team))
    if body:
        draft.share(team, ORG.subOrganizationOf, iri(body))
    return team


def share_post(draft: Draft, title: str, unit: str) -> str:
    """Add a post of a unit (an IRI) and return its IRI."""
    post = post_iri(title, unit)
    draft.share_type(post, ORG.Post)
    draft.share(post, RDFS.label, chinese(title))
    draft.share(post, ORG.postIn, iri(unit))
    return post


def share_round(draft: Draft, of: Round, *, name: str, launcher: str | None, key: str | None) -> str | None:
    """Add a round launched by the unit *launcher* (an IRI), and return its IRI.

    *key* tells the launching committee in the IRI: its division, its place or its name. ``None`` where the round has
    neither number nor year, and so nothing to know it by.
    """
    if of.ordinal is None and of.batch is None and of.year is None:
        return None
    place = round_iri(of, key)
    term = term_number(of.term) if of.term else None
    draft.share_type(place, XT.InspectionRound)
    draft.share(place, RDFS.label, chinese(name))
    if launcher:
        draft.share(place, XT.launchedBy, iri(launcher))
    for predicate, value in ((XT.term, term), (XT.roundNumber, of.ordinal), (XT.year, of.year), (XT.batch, of.batch)):
        if value is not None:
            draft.share(place, predicate, number(value))
    return place


def share_policy(draft: Draft, title: str, *, division: str | None, reference: str | None = None) -> str:
    """Add a policy document by its title, with its 文号 (*reference*) where printed, and return its IRI."""
    key = (title, division, reference)
    return draft.known.get(key) or draft.know(key, _share_policy(draft, title, division, reference))


def _share_policy(draft: Draft, title: str, division: str | None, reference: str | None) -> str:
    name = title.strip().removeprefix("《").removesuffix("》").replace("《", "〈").replace("》", "〉") or title
    policy = policy_iri(title, division)
    draft.share_type(policy, XT.PolicyDocument)
    draft.share(policy, DCTERMS.title, chinese(name))
    draft.share(policy, RDFS.label, chinese(headline(name)))
    if reference:
        draft.share(policy, XT.documentNumber, plain(reference))
    return policy
