"""Which nodes of an outline state problems: cues add up to a score, siblings and sections decide the rest."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from xuntu.extractors.folding import fold
from xuntu.extractors.lexicons import alternatives, load_words
from xuntu.extractors.outline import DEFICIENCY, Node, is_aspect

Role = Literal["outside", "section", "group", "problem"]

_WORDS = load_words("outline")
_SECTIONS: dict[str, re.Pattern[str]] = {
    key: re.compile(alternatives(words)) for key, words in _WORDS["sections"].items()
}
_ACTION = re.compile(rf"(?:关于)?(?:{alternatives(_WORDS['cues']['action'])})")
_ABOUT = re.compile(r"^(?:针对|关于|对于|对)?.{0,12}(?:关于|针对)?.*问题(?:的)?(?:整改|落实|情况|方面)*[。:]?$")
_OF_CORRECTION = re.compile(
    r"(?:的整改(?:落实|进展|完成)?(?:情况)?|问题(?:的)?整改(?:落实|进展|完成)?(?:情况)?|的问题)[。:]?$"
)
_QUOTED = re.compile(
    r"^(?:针对|关于|对于|对|在)?(?:反馈|指出|提出|巡察|巡视|组|的)*“(?P<inner>.+)”(?:等)?(?:的)?(?:方面)?(?:存在)?(?:的)?(?:问题|不足)?(?:的)?(?:整改|落实|进展|完成|情况|方面)*[。:]?$"
)
_TITLE_END = re.compile(r"[。!?]")


@dataclass(frozen=True, slots=True)
class Judgement:
    """A node with its role, the headings above it (outermost first) and the cues that decided.

    ``named_by`` is the heading that names the same problem, where a label below it states the problem at length.
    """

    node: Node
    role: Role
    headings: tuple[Node, ...]
    cues: tuple[str, ...]
    named_by: Node | None = None


def title_of(node: Node, text: str) -> str:
    """Return the folded first sentence of a node's head."""
    return _TITLE_END.split(fold(node.head.of(text)), maxsplit=1)[0]


def quoted_problem(title: str) -> re.Match[str] | None:
    """Match a heading that is a problem in quotation marks and nothing else, as ``inner``.

    >>> quoted_problem("关于“学习不深入”问题的整改")["inner"]
    '学习不深入'
    >>> quoted_problem("“三转不到位”问题仍然存在") is None
    True
    """
    return _QUOTED.match(title)


def score_problem(node: Node, text: str) -> tuple[float, tuple[str, ...]]:
    """Return how strongly a node states a problem by itself, and the cues that say so; below 0 it states a deed."""
    title = title_of(node, text)
    cues: list[tuple[float, str]] = []
    if node.has("measure", "status"):
        cues.append((4, "own label"))
    if node.mark and node.mark.labelled:
        cues.append((3, "problem label"))
    if quoted_problem(title):
        cues.append((3, "problem in quotation marks"))
    elif (_ABOUT.match(title) or _OF_CORRECTION.search(title)) and not _ACTION.match(title):
        cues.append((2, "…问题 or …的整改"))
    short = title[:80]
    lacks = min(2, len(set(DEFICIENCY.findall(short))))
    if lacks:
        cues.append((lacks * 0.75, "words of deficiency"))
    if _ACTION.match(short):
        cues.append((-1.5 if lacks < 2 else -0.5, "begins with a deed"))
    return sum(weight for weight, _ in cues), tuple(name for _, name in cues)


def judge_outline(root: Node, text: str) -> Iterator[Judgement]:
    """Yield each node of the outline with its role, in the order of the text.

    Nodes below a problem are not yielded: they are its measures.
    """
    tops = [root, *root.children] if root.has("measure", "status") else root.children
    evidence = {id(top): _evidence(top, text) for top in tops}
    strongest = max(evidence.values(), default=0)
    for position, top in enumerate(tops):
        weight = _section_weight(title_of(top, text), position, len(tops))
        outside = _is_outside(evidence[id(top)], strongest, weight)
        yield from _judge(top, text, (), outside=outside)


def is_section(node: Node, text: str) -> bool:
    """Tell whether a heading names a part of the report (整改落实情况) and not a group of problems."""
    if node.style not in ("一、", "第一", "方面", "单位") and node.parent is not None and node.parent.style is not None:
        return False
    title = title_of(node, text)
    if is_aspect(title) or quoted_problem(title):
        return False
    return bool(_SECTIONS["problem"].search(title) or _SECTIONS["open"].search(title))


def _evidence(node: Node, text: str) -> float:
    """2 where labels stand below, 1.5 for problems named as such, 1 for groups of aspects, 0 for none."""
    best = 0.0
    for each in node.walk():
        title = title_of(each, text)
        if each.has("measure", "status"):
            return 2.0
        named = _OF_CORRECTION.search(title) and not _ACTION.match(title)
        chapter = each.style in ("一、", "第一")
        if quoted_problem(title) or (named and (not chapter or _is_lone_problem(each, title))):
            best = max(best, 1.5)
        elif is_aspect(title) and (each.children or each.style != "一、"):
            best = max(best, 1.0)
    return best


def _is_lone_problem(node: Node, title: str) -> bool:
    """Tell whether a chapter without parts is a problem of its own: 三、关于选人用人不规范的问题."""
    return not node.children and bool(node.body) and bool(set(DEFICIENCY.findall(title)) - {"问题", "存在"})


def _section_weight(title: str, position: int, count: int) -> float:
    weight = 0.0
    weight += 1.0 * len(set(_SECTIONS["problem"].findall(title))) + 1.5 * len(set(_SECTIONS["open"].findall(title)))
    weight -= 1.0 * len(set(_SECTIONS["organising"].findall(title)))
    weight -= 1.0 * len(set(_SECTIONS["outlook"].findall(title)))
    if count > 1:
        weight -= 0.25 if position in (0, count - 1) else 0
    return weight


def _is_outside(evidence: float, strongest: float, weight: float) -> bool:
    if evidence >= 2 or (evidence >= 1.5 and (strongest < 2 or weight >= 0)):
        return False
    if strongest >= 1.5:
        return evidence < 1 or weight < 0
    if evidence >= 1:
        return weight <= -1
    return strongest >= 1 or weight < 0


def _judge(node: Node, text: str, headings: tuple[Node, ...], *, outside: bool) -> Iterator[Judgement]:
    score, cues = score_problem(node, text)
    if outside:
        yield Judgement(node, "outside", headings, ("no problem is named here",))
        return
    if node.has("measure", "status"):
        yield Judgement(node, "problem", headings, cues)
        yield from _judge_children(node, text, headings)
    elif stated := _stated_below(node, text):
        yield Judgement(stated, "problem", headings, (*cues, "stated at length by the label below"), named_by=node)
    elif not node.children:
        alone = node.style in ("一、", "第一", "单位", "方面") and not headings and score < 1
        yield Judgement(node, "outside" if alone else "problem", headings, cues)
    elif score >= 1.5 and not is_section(node, text) and not _children_state_problems(node, text):
        yield Judgement(node, "problem", headings, (*cues, "what stands below are deeds"))
    else:
        yield Judgement(node, "section" if is_section(node, text) else "group", headings, cues)
        yield from _judge_children(node, text, (*headings, node))


def _stated_below(node: Node, text: str) -> Node | None:
    """Return the only child, where it says 反馈问题: under a heading that is that problem in quotation marks."""
    if len(node.children) != 1 or (node.mark and node.mark.labelled) or not quoted_problem(title_of(node, text)):
        return None
    only = node.children[0]
    return only if only.mark and only.mark.labelled and not only.mark.question and not only.children else None


def _judge_children(node: Node, text: str, headings: tuple[Node, ...]) -> Iterator[Judgement]:
    for child in node.children:
        yield from _judge(child, text, headings, outside=False)


def _children_state_problems(node: Node, text: str) -> bool:
    if any(each.has("measure", "status", "goal") for child in node.children for each in child.walk()):
        return True
    stated = [score_problem(child, text)[0] >= 0.75 for child in node.children]
    return sum(stated) * 2 > len(stated)
