"""What speaks for the role of a heading: cues found in its words and in what stands below it, with weights."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from operator import add
from typing import Final, Literal, get_args

from xuntu.extractors.folding import fold
from xuntu.extractors.lexicons import load_words
from xuntu.extractors.lines import ACTION, DEFICIENCY, SECTIONS, is_aspect
from xuntu.extractors.marks import CHAPTERS
from xuntu.extractors.measures import enumerated
from xuntu.extractors.mentions.organisations import is_body_name
from xuntu.extractors.outline import Node

Role = Literal["outside", "section", "group", "problem", "deed"]
ROLES: Final[tuple[Role, ...]] = get_args(Role)

_WEIGHTS: Mapping[str, Mapping[str, float]] = load_words("cues")
_BY_ROLE = {name: tuple(float(weights.get(role, 0)) for role in ROLES) for name, weights in _WEIGHTS.items()}
_NOTHING = (0.0,) * len(ROLES)
_ABOUT = re.compile(r"^(?:针对|关于|对于|对)?.{0,12}(?:关于|针对)?.*问题(?:的)?(?:整改|落实|情况|方面)*[。:]?$")
_OF_CORRECTION = re.compile(
    r"(?:的整改(?:落实|进展|完成)?(?:情况)?|问题(?:的)?整改(?:落实|进展|完成)?(?:情况)?|的问题)[。:]?$"
)
_QUOTED = re.compile(
    r"^(?:针对|关于|对于|对|在)?(?:反馈|指出|提出|巡察|巡视|组|的)*“(?P<inner>.+)”(?:等)?(?:的)?(?:方面)?(?:存在)?(?:的)?(?:问题|不足)?(?:的)?(?:整改|落实|进展|完成|情况|方面)*[。:]?$"
)
# what wraps a problem in a heading: 关于…的问题, 针对…问题的整改
_WRAPPED = re.compile(
    r"^(?:关于|针对)(?:反馈|指出|提出|巡察|巡视|组(?!织)|的)*(?P<inner>[^:]{3,}?)等?的?问题(?:的?整改(?:落实|进展|完成)?(?:情况|工作)?|的?(?:落实)?情况)?[。:;]?$"
)
# … before the deeds in the same sentence: 针对资金沉淀的问题,我局…
_WRAPPED_BEFORE = re.compile(r"^(?:针对|关于)(?P<inner>[^。:;]{3,120}?)等?的?问题,")
_TITLE_END = re.compile(r"[。!?]")
LABELS = ("measure", "status")  # of a problem's own; effects are measures here
_OF_PROBLEMS = frozenset({"own_label", "problem_label", "quoted", "named", "deficiency", "mild_deed"})
_HIGH = frozenset({*CHAPTERS, "方面", "单位", "•"})
_LONGEST_NAME = 30


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue by its name in ``lexicons/cues.toml``, and how often it is there."""

    name: str
    strength: float = 1.0

    def weight(self, role: Role) -> float:
        """Return how much the cue speaks for *role*; below 0 it speaks against it.

        >>> Cue("own_label").weight("problem"), Cue("deficiency", 2).weight("problem"), Cue("deed").weight("problem")
        (4.0, 1.5, -1.5)
        """
        return self.strength * _WEIGHTS[self.name].get(role, 0)

    def words(self, language: str) -> str:
        """Return what the cue is called in *language*, ``zh`` or ``en``."""
        return str(_WEIGHTS[self.name][language])


def weigh(cues: Iterable[Cue]) -> tuple[float, ...]:
    """Return how much *cues* speak for each role, in the order of ``ROLES``.

    >>> weigh([Cue("own_label"), Cue("deficiency", 2)])
    (-6.0, -5.0, -3.5, 5.5, -2.5)
    """
    total: Iterable[float] = _NOTHING
    for cue in cues:
        weights = _BY_ROLE[cue.name]
        total = map(add, total, weights if cue.strength == 1 else [cue.strength * weight for weight in weights])
    return tuple(total)


def title_of(node: Node, text: str) -> str:
    """Return the folded first sentence of a node's head."""
    head = fold(node.head.of(text))
    end = _TITLE_END.search(head)
    return head[: end.start()] if end else head


def quoted_problem(title: str) -> re.Match[str] | None:
    """Match a heading that is a problem in quotation marks and nothing else, as ``inner``.

    >>> quoted_problem("关于“学习不深入”问题的整改")["inner"]
    '学习不深入'
    >>> quoted_problem("“三转不到位”问题仍然存在") is None
    True
    """
    return _QUOTED.match(title) if "“" in title else None


def wrapped_problem(title: str) -> re.Match[str] | None:
    """Match a heading that wraps a problem in words, quoted or not, as ``inner``.

    >>> wrapped_problem("关于学习不深入的问题")["inner"], wrapped_problem("针对“作风不实”问题的整改")["inner"]
    ('学习不深入', '作风不实')
    """
    return quoted_problem(title) or _WRAPPED.match(title)


def problem_before_deeds(sentence: str) -> re.Match[str] | None:
    """Match the problem at the head of a sentence that goes on with deeds, as ``inner``.

    >>> problem_before_deeds("针对资金沉淀的问题,修订办法2项。")["inner"]
    '资金沉淀'
    """
    return _WRAPPED_BEFORE.match(sentence)


def names_problem(title: str) -> bool:
    """Tell whether a heading calls itself a problem or its correction: …问题, …的整改情况."""
    if "问题" not in title and "整改" not in title:
        return False
    if _WRAPPED.match(title):
        return True  # 关于举一反三不够的问题 begins with a deed's words, and is a problem
    return bool(_ABOUT.match(title) or _OF_CORRECTION.search(title)) and not ACTION.match(title)


def find_cues(node: Node, text: str, *, above_labels: bool) -> tuple[Cue, ...]:
    """Return what the words of *node* and what hangs on it say about its role.

    *above_labels* tells that a label of measures or status of its own stands at a node below it.
    """
    title = title_of(node, text)
    labelled = node.has(*LABELS)
    quoted = quoted_problem(title) is not None
    aspect = is_aspect(title)
    names = [
        *_marked(node, labelled=labelled),
        *(["quoted"] if quoted else ["named"] if names_problem(title) else []),
        *_of_a_group(node, title, aspect=aspect),
        "parent" if node.children else "childless",
        *(["labels_below"] if above_labels else []),
    ]
    cues = [*map(_cue, names), *_worded(title)]
    if not aspect and not quoted and _stands_high(node):
        cues += _parts(title)
    if node.style in CHAPTERS:
        cues.append(_cue("chapter"))
    if not node.children and _OF_PROBLEMS.isdisjoint([cue.name for cue in cues]):
        cues.append(_cue("plain"))
    if not labelled and not node.children and _tells_deeds(node, text):
        cues.append(_cue("told"))
    return tuple(cues)


@cache
def _cue(name: str, strength: float = 1.0) -> Cue:
    return Cue(name, strength)


def _marked(node: Node, *, labelled: bool) -> list[str]:
    names = ["own_label"] if labelled else []
    return [*names, "problem_label"] if node.mark and node.mark.labelled else names


def _of_a_group(node: Node, title: str, *, aspect: bool) -> list[str]:
    if aspect:
        return ["aspect", "aspect_of_parts"] if node.children else ["aspect"]
    short = node.children and node.head.end - node.head.start <= _LONGEST_NAME
    return ["body"] if short and is_body_name(title) else []


def _worded(title: str) -> list[Cue]:
    short = title[:80]
    lacks = min(2, len(set(DEFICIENCY.findall(short))))
    cues = [_cue("deficiency", lacks)] if lacks else []
    if ACTION.match(short):
        cues.append(_cue("deed" if lacks < 2 else "mild_deed"))
    return cues


def _parts(title: str) -> list[Cue]:
    names = {"of_problems": "problem", "of_open": "open", "of_organising": "organising", "of_outlook": "outlook"}
    counts = {name: len(set(SECTIONS[key].findall(title))) for name, key in names.items()}
    return [_cue(name, min(2, count)) for name, count in counts.items() if count]


def _stands_high(node: Node) -> bool:
    """Tell whether a heading stands high enough to name a part of the report."""
    return node.style in _HIGH or node.parent is None or node.parent.style is None


def _tells_deeds(node: Node, text: str) -> bool:
    if any(ACTION.match(fold(each.of(text))) for each in node.body):
        return True
    return bool(enumerated(fold("".join(each.of(text) for each in (node.head, *node.body)))))
