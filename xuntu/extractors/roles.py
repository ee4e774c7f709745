"""Which nodes of an outline state problems: the reading of the whole tree to which its cues add up best.

Every node may have every role. A reading's score is the sum of the cues' weights for the roles that it gives, less
what breaks the order of the genre: parts hold groups, groups hold problems, problems hold deeds, and headings that
stand side by side in one style are of one kind. The best reading is found by dynamic programming, from the leaves up.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import itemgetter
from typing import TypeAlias

from xuntu.extractors.cues import LABELS, ROLES, Cue, Role, find_cues, quoted_problem, title_of, weigh
from xuntu.extractors.marks import CHAPTERS
from xuntu.extractors.outline import Node

# what may stand below what; what it costs where it is unusual
_ORDER: Mapping[Role | None, Mapping[Role, float]] = {
    None: {"outside": 0, "section": 0, "group": 0, "problem": 0},
    "outside": {"outside": 0, "deed": 0},
    "section": {"section": -1, "group": 0, "problem": 0},
    "group": {"group": 0, "problem": 0},
    "problem": {"deed": 0, "problem": -5},
    "deed": {"deed": 0},
}
_UNLIKE = 1.5  # what it costs to be of another kind than one's siblings of the same style


@dataclass(frozen=True, slots=True)
class Judgement:
    """A node with its role, the headings above it (outermost first), and why.

    ``groups`` are those headings that group problems; ``cues`` what speaks for the role, the strongest first, and
    ``margin`` how far it is ahead of the next best, where this was asked for. ``named_by`` is the heading that names
    the same problem, where a label below it states the problem at length.
    """

    node: Node
    role: Role
    headings: tuple[Node, ...] = ()
    groups: tuple[Node, ...] = ()
    cues: tuple[Cue, ...] = ()
    margin: float = 0.0
    named_by: Node | None = None


def judge_outline(root: Node, text: str, *, why: bool = False) -> Iterator[Judgement]:
    """Yield each node of the outline with its role, in the order of the text; with *why* what speaks for it.

    Nodes below a problem or outside of the problems are not yielded.
    """
    tops = [root, *root.children] if root.has(*LABELS) else root.children
    reading = _Reading(text, _cues_of(tops, text), why)
    roles = reading.best_roles(tops, None)
    for top in tops:
        yield from _judge(reading, top, roles[id(top)], (), ())


def _cues_of(tops: Sequence[Node], text: str) -> dict[int, tuple[Cue, ...]]:
    """Return the cues of every node; those of a top hold how its part compares with the part of the surest problems."""
    parts = {id(top): list(top.walk()) for top in tops}
    heads = _above_labels(node for part in parts.values() for node in part)
    cues = {id(each): find_cues(each, text, above_labels=id(each) in heads) for part in parts.values() for each in part}
    evidence = {id(top): _evidence(parts[id(top)], cues) for top in tops}
    strongest = max(evidence.values(), default=0.0)
    for position, top in enumerate(tops):
        compared = list(cues[id(top)])
        if len(tops) > 1 and position in (0, len(tops) - 1):
            compared.append(Cue("edge"))
        if strongest >= 2 > evidence[id(top)]:
            compared.append(Cue("unlabelled_part"))
        if strongest >= 1 > evidence[id(top)]:
            compared.append(Cue("bare_part", min(2.0, strongest - evidence[id(top)])))
        cues[id(top)] = tuple(compared)
    return cues


def _above_labels(nodes: Iterable[Node]) -> set[int]:
    """Return the ids of the nodes below which a label of a problem's own stands."""
    heads: set[int] = set()
    for node in nodes:
        above = node.parent if node.fields and node.has(*LABELS) else None
        while above and id(above) not in heads:
            heads.add(id(above))
            above = above.parent
    return heads


def _evidence(part: Iterable[Node], cues: Mapping[int, tuple[Cue, ...]]) -> float:
    """Return how plainly problems stand in a part: 2 labelled, 1.5 named as such, 1 by aspects, 0 not."""
    best = 0.0
    for each in part:
        said = {cue.name for cue in cues[id(each)]}
        if "own_label" in said:
            return 2.0
        if "quoted" in said or ("named" in said and not _is_chapter_of_parts(each)):
            best = 1.5
        elif "aspect" in said and (each.children or each.style != "一、"):
            best = max(best, 1.0)
    return best


def _is_chapter_of_parts(node: Node) -> bool:
    return node.style in CHAPTERS and bool(node.children)


_Scores: TypeAlias = tuple[float, ...]  # in the order of ROLES
# the best score of a node and its role, by the kind that its siblings are of
_ByKind: TypeAlias = Mapping[Role, tuple[float, Role]]


@dataclass(slots=True)
class _Reading:
    """The cues of a tree, and the best scores of its nodes, each worked out once."""

    text: str
    cues: Mapping[int, tuple[Cue, ...]]
    why: bool = False
    scores: dict[int, _Scores] = field(default_factory=dict)

    def score(self, node: Node) -> _Scores:
        """Return the best score of *node* and all below it, by the role that *node* has."""
        if id(node) not in self.scores:
            scores = weigh(self.cues[id(node)])
            if node.children:
                families = self._scores_of(node.children)
                scores = tuple(
                    own + sum(_best(family, role)[0] for family in families)
                    for own, role in zip(scores, ROLES, strict=True)
                )
            self.scores[id(node)] = scores
        return self.scores[id(node)]

    def best_roles(self, nodes: Sequence[Node], above: Role | None) -> dict[int, Role]:
        """Return the role of each of *nodes*, by id, below a node with the role *above*."""
        roles: dict[int, Role] = {}
        for family, scores in zip(_families(nodes), self._scores_of(nodes), strict=True):
            _, kind = _best(scores, above)
            roles.update((id(node), _by_kind(each, above)[kind][1]) for node, each in zip(family, scores, strict=True))
        return roles

    def _scores_of(self, nodes: Iterable[Node]) -> list[list[_Scores]]:
        return [[self.score(node) for node in family] for family in _families(nodes)]


def _best(family: Sequence[_Scores], above: Role | None) -> tuple[float, Role]:
    """Return the best score of siblings of one style, and the kind that they are of as a rule."""
    options = [_by_kind(scores, above) for scores in family]
    kinds = _ORDER[above]
    totals = {kind: sum((option[kind][0] for option in options), 0.0) for kind in kinds}
    kind = max(kinds, key=totals.__getitem__)
    return totals[kind], kind


@lru_cache(maxsize=8192)  # most nodes have the scores of many others, in this notice and elsewhere
def _by_kind(scores: _Scores, above: Role | None) -> _ByKind:
    """Return what is best for a node, where any role but the kind of its siblings costs more; of equals the first."""
    costs = _ORDER[above]
    options: list[tuple[float, Role]] = [
        (score + cost, role) for score, role in zip(scores, ROLES, strict=True) if (cost := costs.get(role)) is not None
    ]
    return {
        kind: max(((score - (_UNLIKE if role != kind else 0), role) for score, role in options), key=itemgetter(0))
        for kind in costs
    }


def _families(nodes: Iterable[Node]) -> list[list[Node]]:
    """Return siblings by their style."""
    families: dict[str | None, list[Node]] = defaultdict(list)
    for node in nodes:
        families[node.style].append(node)
    return list(families.values())


def _judge(
    reading: _Reading, node: Node, role: Role, headings: tuple[Node, ...], groups: tuple[Node, ...]
) -> Iterator[Judgement]:
    decisive, margin = _why(reading, node, role) if reading.why else ((), 0.0)
    stated = _stated_below(node, reading.text) if role in ("group", "problem") else None
    if stated:
        yield Judgement(stated, "problem", headings, groups, decisive, margin, named_by=node)
        return
    yield Judgement(node, role, headings, groups, decisive, margin)
    below = reading.best_roles(node.children, role) if node.children else {}
    grouped = (*groups, node) if role == "group" else groups
    above = headings if role == "problem" else (*headings, node)
    for child in node.children:
        if below[id(child)] not in ("outside", "deed"):
            yield from _judge(reading, child, below[id(child)], above, grouped)


def _why(reading: _Reading, node: Node, role: Role) -> tuple[tuple[Cue, ...], float]:
    """Return the cues that speak for the role of a node, the strongest first, and how far it is ahead."""
    speaking = [(weight, cue) for cue in reading.cues[id(node)] if (weight := cue.weight(role)) > 0]
    decisive = tuple(cue for _, cue in sorted(speaking, key=itemgetter(0), reverse=True))
    scores = dict(zip(ROLES, reading.score(node), strict=True))
    return decisive, scores[role] - max(scores[other] for other in ROLES if other not in (role, "deed"))


def _stated_below(node: Node, text: str) -> Node | None:
    """Return the only child, where it says 反馈问题: under a heading that is that problem in quotation marks."""
    if len(node.children) != 1 or (node.mark and node.mark.labelled) or not quoted_problem(title_of(node, text)):
        return None
    only = node.children[0]
    return only if only.mark and only.mark.labelled and not only.mark.question and not only.children else None
