"""What a text itself says of an earlier inspection: the same problem was found before."""

from xuntu.graph.quads.bodies import share_unit
from xuntu.graph.quads.headlines import headline
from xuntu.graph.quads.literals import chinese, day, iri, plain, typed
from xuntu.graph.quads.shard import Draft
from xuntu.graph.quads.trig import quoted, short, shortened, zh
from xuntu.ontology import (
    EARLIER_KIND,
    RDFS,
    REPEAT_KIND,
    SCHEMA,
    XSD,
    XT,
    XTC,
    EarlierInspection,
    Finding,
    Organisation,
    Repeat,
    Wording,
    cited_finding_iri,
    cited_inspection_iri,
    problem_iri,
    recurrence_iri,
)

_KIND = shortened(REPEAT_KIND)
_UNNAMED = "此前巡视巡察"
_JOINED = 2  # characters between two mentions: 、 or 以及


def say_recurrences(
    draft: Draft, finding: Finding, repeat: Repeat, place: str, *, inspection: str, unit: str | None
) -> None:
    """Add one recurrence of the finding at *place* (an IRI) for each earlier inspection that *repeat* names.

    Where it names none, the earlier inspection is one of *unit* (an IRI) of which nothing else is known.
    """
    earlier = repeat.earlier or (EarlierInspection(_UNNAMED, repeat.cue.passage, relative=True),)
    quotes, topics = (_by_mention(earlier, words) for words in (repeat.quotes, repeat.topics))
    for index, mention in enumerate(earlier, 1):
        cited = _say_cited(draft, mention, inspection=inspection, unit=unit)
        prior = cited_finding_iri(place, index)
        words = quotes[index - 1]
        named = words or topics[index - 1]
        _say_prior(draft, finding, prior, cited, named or [finding.statement])
        draft.say_evidence(prior, named[0].passage if named else mention.passage)
        recurrence = recurrence_iri(place, prior)
        draft.say(
            recurrence,
            "a xt:Recurrence",
            f"dcterms:type {_KIND[repeat.kind]}",
            f"rdfs:label {zh(headline(f'{mention.text}已指出：{headline(finding.statement.text)}'))}",
            "xt:basis xtc:basis-stated",
            f"xt:priorFinding <{prior}>",
            f"xt:recurringFinding <{place}>",
            *[f"xt:quotes {quoted(quote.text)}" for quote in words],
        )
        draft.say_evidence(recurrence, repeat.cue.passage)


def _say_cited(draft: Draft, mention: EarlierInspection, *, inspection: str, unit: str | None) -> str:
    """Add the earlier inspection as the text names it, and return its IRI."""
    examined = mention.unit and share_unit(draft, Organisation(mention.unit))
    cited = cited_inspection_iri(mention.text, inspection if mention.relative else examined or unit or inspection)
    draft.share_type(cited, XT.Inspection)
    draft.share(cited, RDFS.label, chinese(mention.text))
    draft.share(cited, XT.inspectionKind, iri(EARLIER_KIND[mention.kind]))
    for word, concept in (("巡视", XTC.kind_xunshi), ("巡察", XTC.kind_xuncha)):
        if word in mention.text and mention.text != _UNNAMED:
            draft.share(cited, XT.inspectionKind, iri(concept))
    if mention.year:
        draft.share(cited, SCHEMA.startDate, day(str(mention.year)))
    draft.share(cited, XT.relative, typed("true" if mention.relative else "false", XSD.boolean))
    draft.share(cited, XT.mentionedAs, plain(mention.text))
    if examined:
        draft.share(cited, XT.inspects, iri(examined))
        draft.cited.add(examined)
    draft.say_evidence(cited, mention.passage)
    draft.say(inspection, f"xt:followsUp <{cited}>")
    return cited


def _say_prior(draft: Draft, finding: Finding, prior: str, cited: str, words: list[Wording]) -> None:
    draft.say(
        prior,
        "a xt:Finding",
        f"rdfs:label {zh(headline('；'.join(word.text.rstrip('。') for word in words)))}",
        "xt:findingLevel xtc:level-issue",
        f"xt:foundIn <{cited}>",
        *[f"xt:problemType {short(problem_iri(kind.code))}" for kind in finding.problem_types],
    )


def _by_mention(earlier: tuple[EarlierInspection, ...], wordings: tuple[Wording, ...]) -> list[list[Wording]]:
    """Return the old wordings of each mention: a wording belongs to the last mention before it.

    Mentions that are joined, as in 2019年、2021年市委巡察均指出, have them in common.
    """
    groups: list[list[Wording]] = [[] for _ in earlier]
    for quote in wordings:
        before = [i for i, mention in enumerate(earlier) if mention.passage.start <= quote.passage.start]
        groups[before[-1] if before else 0].append(quote)
    for i in range(len(earlier) - 2, -1, -1):
        if not groups[i] and earlier[i + 1].passage.start - earlier[i].passage.end <= _JOINED:
            groups[i] = groups[i + 1]
    return groups
