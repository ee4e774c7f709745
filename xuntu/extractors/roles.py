"""Which nodes of an outline state problems: the reading of the whole tree to which its cues add up best.

Every node may have every role. A reading's score is the sum of the cues' weights for the roles that it gives, less
what breaks the order of the genre: parts hold groups, groups hold problems, problems hold deeds, and headings that
stand side by side in one style are of one kind. The best reading is found by dynamic programming, from the leaves up.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from xuntu.extractors.cues import LABELS, ROLES, Cue, Role, find_cues, names_problem, quoted_problem, title_of
from xuntu.extractors.lines import is_aspect
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

    ``groups`` are those headings that group problems; ``cues`` what speaks for the role, the strongest first;
    ``margin`` how far the role is ahead of the next best. ``named_by`` is the heading that names the same problem,
    where a label below it states the problem at length.
    """

    node: Node
    role: Role
    headings: tuple[Node, ...] = ()
    groups: tuple[Node, ...] = ()
    cues: tuple[Cue, ...] = ()
    margin: float = 0.0
    named_by: Node | None = None


def judge_outline(root: Node, text: str) -> Iterator[Judgement]:
    """Yield each node of the outline with its role, in the order of the text.

    Nodes below a problem or outside of the problems are not yielded.
    """
    tops = [root, *root.children] if root.has(*LABELS) else root.children
    reading = _Reading(text, _cues_of(tops, text))
    roles = reading.best_roles(tops, None)
    for top in tops:
        yield from _judge(reading, top, roles[id(top)], (), ())


def _cues_of(tops: Sequence[Node], text: str) -> dict[int, tuple[Cue, ...]]:
    """Return the cues of every node; those of a top hold how its part compares with the part of the surest problems."""
    cues = {id(each): find_cues(each, text) for top in tops for each in top.walk()}
    evidence = {id(top): _evidence(top, text) for top in tops}
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


def _evidence(node: Node, text: str) -> float:
    """Return how plainly problems stand at or below a node: 2 labelled, 1.5 named as such, 1 by aspects, 0 not."""
    best = 0.0
    for each in node.walk():
        if each.has(*LABELS):
            return 2.0
        title = title_of(each, text)
        if quoted_problem(title) or (names_problem(title) and not _is_chapter_of_parts(each)):
            best = 1.5
        elif is_aspect(title) and (each.children or each.style != "一、"):
            best = max(best, 1.0)
    return best


def _is_chapter_of_parts(node: Node) -> bool:
    return node.style in CHAPTERS and bool(node.children)


@dataclass(slots=True)
class _Reading:
    """The cues of a tree, and the best scores of its nodes by role, each worked out once."""

    text: str
    cues: Mapping[int, tuple[Cue, ...]]
    scores: dict[tuple[int, Role], float] = field(default_factory=dict)

    def score(self, node: Node, role: Role) -> float:
        """Return the best score of *node* and all below it where *node* has *role*."""
        key = (id(node), role)
        if key not in self.scores:
            own = sum(cue.weight(role) for cue in self.cues[id(node)])
            self.scores[key] = own + sum(best for best, _ in self._families(node.children, role))
        return self.scores[key]

    def best_roles(self, nodes: Sequence[Node], above: Role | None) -> dict[int, Role]:
        """Return the role of each of *nodes*, by id, below a node with the role *above*."""
        return {key: role for _, roles in self._families(nodes, above) for key, role in roles.items()}

    def _families(self, nodes: Sequence[Node], above: Role | None) -> Iterator[tuple[float, dict[int, Role]]]:
        """Yield the best score and the roles of each set of siblings of one style, which are of one kind as a rule."""
        families: dict[str | None, list[Node]] = defaultdict(list)
        for node in nodes:
            families[node.style].append(node)
        for family in families.values():
            yield max((self._as_kind(family, kind, above) for kind in _ORDER[above]), key=lambda reading: reading[0])

    def _as_kind(self, family: Sequence[Node], kind: Role, above: Role | None) -> tuple[float, dict[int, Role]]:
        total = 0.0
        roles: dict[int, Role] = {}
        for node in family:
            options: list[tuple[float, Role]] = [
                (self.score(node, role) + cost - (_UNLIKE if role != kind else 0), role)
                for role, cost in _ORDER[above].items()
            ]
            best, role = max(options, key=lambda option: (option[0], -ROLES.index(option[1])))
            total += best
            roles[id(node)] = role
        return total, roles


def _judge(
    reading: _Reading, node: Node, role: Role, headings: tuple[Node, ...], groups: tuple[Node, ...]
) -> Iterator[Judgement]:
    cues = reading.cues[id(node)]
    decisive = tuple(sorted((cue for cue in cues if cue.weight(role) > 0), key=lambda cue: -cue.weight(role)))
    others = [reading.score(node, other) for other in ROLES if other not in (role, "deed")]
    margin = reading.score(node, role) - max(others)
    stated = _stated_below(node, reading.text) if role in ("group", "problem") else None
    if stated:
        yield Judgement(stated, "problem", headings, groups, decisive, margin, named_by=node)
        return
    yield Judgement(node, role, headings, groups, decisive, margin)
    below = reading.best_roles(node.children, role)
    grouped = (*groups, node) if role == "group" else groups
    above = headings if role == "problem" else (*headings, node)
    for child in node.children:
        if below[id(child)] not in ("outside", "deed"):
            yield from _judge(reading, child, below[id(child)], above, grouped)


def _stated_below(node: Node, text: str) -> Node | None:
    """Return the only child, where it says 反馈问题: under a heading that is that problem in quotation marks."""
    if len(node.children) != 1 or (node.mark and node.mark.labelled) or not quoted_problem(title_of(node, text)):
        return None
    only = node.children[0]
    return only if only.mark and only.mark.labelled and not only.mark.question and not only.children else None
