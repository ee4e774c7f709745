"""What a page is about: the part of the network that it holds, the picture that it opens, and where in it."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from xuntu.graph.network import Network, around_unit, find_unit, local_name, part_of
from xuntu.graph.viewing.chains import Chain, list_chains
from xuntu.graph.viewing.links import Links
from xuntu.graph.viewing.policies import list_answers
from xuntu.ontology import QueryError, to_number

Sight: TypeAlias = Literal["unit", "round", "type", "chain", "policy", "org", "overview"]


@dataclass(frozen=True, slots=True)
class Focus:
    """What is to be seen: a kind of picture, and the name of what it shows (``None``: all that there is)."""

    sight: Sight
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the network, the tab that shows it first, and the node there (``""``: none)."""

    graph: Network
    tab: str
    node: str = ""


_NOUNS: Final = {
    "round": "轮次",
    "problem_type": "问题类型",
    "policy": "制度文件",
    "unit": "单位",
    "finding": "反复出现的问题",
}
_ORDINAL: Final = re.compile("(?<=第)[一二三四五六七八九十]+(?=轮)")
_AROUND: Final = (
    "foundIn", "inspects", "inRound", "conductedBy", "launchedBy", "inspectingBody", "withinFinding", "problemType",
    "status", "broader", "subOrganizationOf", "concerns", "creator", "responsibleUnit", "responsiblePost", "inDivision",
    "exactMatch", "containedInPlace",
)  # fmt: skip
_ANSWERING: Final = ("yields", "issues", "drafts", "revises", "cites", "references")
_TOLD: Final = ("recurringFinding", "priorFinding")


def cut(graph: Network, links: Links, focus: Focus) -> Part:
    """Return the part of *graph* that *focus* is about.

    Raises ``QueryError`` where nothing has the name, or several things have.
    """
    return _CUTS[focus.sight](graph, links, focus.name)


def _cut_unit(graph: Network, links: Links, name: str | None) -> Part:
    unit = find_unit(graph, name or "")
    kept = links.closure(around_unit(graph, unit), out=["broader"])  # what says whether a status is closed
    return Part(part_of(graph, kept), "graph", unit)


def _cut_round(graph: Network, links: Links, name: str | None) -> Part:
    told = _find(graph, "round", name)
    inspections = links.to(told, "inRound")
    findings = [one for inspection in inspections for one in links.to(inspection, "foundIn")]
    return Part(_keep(graph, links, findings, [told, *inspections]), "overview", told)


def _cut_type(graph: Network, links: Links, name: str | None) -> Part:
    told = _find(graph, "problem_type", name)
    narrower = links.closure([told], back=["broader"])
    findings = [one for each in narrower for one in links.to(each, "problemType")]
    return Part(_keep(graph, links, findings, narrower), "overview", told)


def _cut_chain(graph: Network, links: Links, name: str | None) -> Part:
    chains = list_chains(graph, links)
    node = ""
    if name is not None:
        chains = _chains_called(graph, chains, name)
        node = chains[0].findings[0] if len(chains) == 1 else ""
    findings = [finding for chain in chains for finding in chain.findings]
    return Part(_keep(graph, links, findings), "chains", node)


def _cut_policy(graph: Network, links: Links, name: str | None) -> Part:
    told = _find(graph, "policy", name)
    answers = [one for one in list_answers(graph, links) if one.policy == told]
    findings = [finding for one in answers for finding in one.findings]
    return Part(_keep(graph, links, findings, [told, *(one.by for one in answers)]), "policies", told)


def _cut_org(graph: Network, links: Links, name: str | None) -> Part:
    if name is None:
        return Part(graph, "org")
    told = find_unit(graph, name)
    units = links.closure([told], back=["subOrganizationOf"])
    inspections = [one for unit in units for one in links.to(unit, "inspects")]
    findings = [one for inspection in inspections for one in links.to(inspection, "foundIn")]
    return Part(_keep(graph, links, findings, [*units, *inspections]), "org", told)


def _cut_nothing(graph: Network, links: Links, name: str | None) -> Part:  # noqa: ARG001 (as the others)
    return Part(graph, "overview")


_CUTS: Final[dict[Sight, Callable[[Network, Links, str | None], Part]]] = {
    "unit": _cut_unit,
    "round": _cut_round,
    "type": _cut_type,
    "chain": _cut_chain,
    "policy": _cut_policy,
    "org": _cut_org,
    "overview": _cut_nothing,
}


def _find(graph: Network, kind: str, name: str | None) -> str:
    """Return the one node of *kind* called *name*: by IRI, code, or name, else by the one that has it in its name."""
    noun = _NOUNS[kind]
    words = _folded((name or "").strip())
    if not words:
        raise QueryError(f"{noun}的名称是空的；请写全称或其中一段")
    names = {node: _names(node, facts) for node, facts in graph.nodes(data=True) if facts["type"] == kind}
    exact = [node for node, called in names.items() if words in called]
    found = exact or [node for node, called in names.items() if any(words in one for one in called)]
    if len(found) == 1:
        return found[0]
    known = sorted(names[node][1] for node in (found or names))
    some = "、".join(known[:8]) + (f" 等 {len(known)} 个" if len(known) > 8 else "")
    if found:
        raise QueryError(f"{noun}“{words}”不止一个：{some}；请写全称或编号")
    raise QueryError(f"图里没有{noun}“{words}”；图里有：{some or '一个也没有'}")


def _names(node: str, facts: dict[str, object]) -> tuple[str, ...]:
    """Return what a node is called: its IRI, label, full title, other names, and the code of a concept."""
    also = [str(facts[key]) for key in ("title", "document_number") if key in facts]
    code = local_name(node).removeprefix("problem-")
    return node, _folded(str(facts["label"])), *also, *str(facts.get("also", "")).split("；"), code


def _folded(name: str) -> str:
    """Return a name with the ordinals of rounds in figures.

    >>> _folded("三届市委第十二轮巡察")
    '三届市委第12轮巡察'
    """
    return _ORDINAL.sub(lambda found: str(to_number(found[0]) or found[0]), name)


def _chains_called(graph: Network, chains: list[Chain], name: str) -> list[Chain]:
    """Return the chains in which a finding, its recurrence or its unit is called *name*, or has it in its words."""
    words = name.strip()
    if not words:
        raise QueryError("反复问题的名称是空的；请写问题或单位名称中的几个字")
    found = [chain for chain in chains if any(words in one for one in _words_of(graph, chain))]
    if found:
        return found
    known = "、".join(str(graph.nodes[chain.findings[-1]]["label"])[:20] for chain in chains[:5])
    raise QueryError(f"图里没有反复出现的问题“{words}”；反复最多的是：{known or '一个也没有'}")


def _words_of(graph: Network, chain: Chain) -> Iterable[str]:
    for finding in chain.findings:
        facts = graph.nodes[finding]
        yield from (finding, str(facts["label"]), str(facts.get("statement", "")), str(facts.get("unit", "")))
    yield from (tie.recurrence for tie in chain.ties)


def _keep(graph: Network, links: Links, findings: Iterable[str], others: Iterable[str] = ()) -> Network:
    """Return the part of *graph* around *findings* and *others*: what they stand in, what answers them, what came back.

    What they came back from is kept with where it stands, not with what answered it.
    """
    begun = {*findings, *others}
    answers = {one for finding in begun for one in links.to(finding, "addresses")}
    told = {one for finding in begun for one in links.to(finding, *_TOLD)}
    tied = {one for recurrence in told for one in links.of(recurrence, *_TOLD)}
    made = {one for each in begun | answers for one in links.of(each, *_ANSWERING)}
    kept = links.closure(begun | answers | told | tied | made, out=_AROUND)
    kept |= {
        report for one in kept for report in links.to(one, "reportsOn") if graph.nodes[one]["type"] == "inspection"
    }
    return part_of(graph, kept)
