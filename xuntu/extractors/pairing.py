"""Two lists told one after the other: the problems, then under the same numbers what was done about each."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from xuntu.extractors.roles import Judgement
from xuntu.ontology import Finding


def join_lists(problems: Sequence[Judgement], found: Sequence[Finding]) -> tuple[list[Judgement], list[Finding]]:
    """Return the problems with the measures of a later list that has the same numbers and no problems of its own.

    The first list must tell no measures at all, and the second must run through the same numbers in the same order.
    """
    lists = [
        list(pairs)
        for _, pairs in groupby(
            zip(problems, found, strict=True), key=lambda pair: id(pair[0].headings[0]) if pair[0].headings else None
        )
    ]
    if len(lists) == 2 and _answers(lists[0], lists[1]):
        joined = [_joined(finding, deeds) for (_, finding), (_, deeds) in zip(*lists, strict=True)]
        return [judgement for judgement, _ in lists[0]], joined
    return list(problems), list(found)


def _answers(first: Sequence[tuple[Judgement, Finding]], second: Sequence[tuple[Judgement, Finding]]) -> bool:
    same = [finding.number for _, finding in first] == [finding.number for _, finding in second]
    numbered = all(finding.number for _, finding in first)
    bare = not any(finding.measures or judgement.node.fields for judgement, finding in first)
    told = all(finding.measures for _, finding in second)
    return len(first) > 1 and same and numbered and bare and told


def _joined(finding: Finding, deeds: Finding) -> Finding:
    return replace(
        finding,
        measures=deeds.measures,
        statuses=deeds.statuses,
        policy_documents=(*finding.policy_documents, *deeds.policy_documents),
        responsible=finding.responsible or deeds.responsible,
        deadline=finding.deadline or deeds.deadline,
    )
