"""How the lines of a report nest: the sequence of levels to which the evidence adds up best.

A marked line may hang below any node on the path to the line before it: as the next of its siblings, as the first of a
new level, or in place of another style. Each choice has a score: how the numbers go on, how the genre ranks the styles,
what the same style did earlier in this report, and whether the line can be part of measures. A beam keeps the best few
readings, so that a choice that only later lines can settle stays open until they come. No list of schemes stands here.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from types import MappingProxyType
from typing import Literal, NamedTuple

from xuntu.extractors.hints import OF_PROBLEMS, Hints, read_hints
from xuntu.extractors.labels import label_at
from xuntu.extractors.lines import SENTENCE_END, Line, is_aspect
from xuntu.extractors.marks import CHAPTERS, RANK, Mark, Style, read_mark

_WIDTH = 4  # readings kept at a time
_BEHIND = 4.0  # a reading so far behind the best is given up

# the next of its siblings
_NEXT, _SKIPS, _FAR, _SAME, _RESTARTS, _STEPS_BACK = 3.0, 1.0, 0.0, -0.5, -1.5, -1.5
_UNNUMBERED = 1.0  # a sibling where numbers say nothing
_LIKE_LABELLED, _UNLIKE_LABELLED = 1.0, -2.0  # labels stand below it as below its sibling; or not
# the first of a level
_FIRST, _RUNS_ON, _NOT_FIRST = 1.5, 2.0, -1.0
_RANKED, _INVERTED, _SAME_STYLE = 0.5, -3.0, -3.0
_ENDS_FINER, _ENDS_COARSER = 1.0, -1.5  # in place of another style
_AS_BEFORE, _UNLIKE_BEFORE = 1.0, -1.0  # the style stood below that style earlier in the report
# below the label of measures
_LABELS_INSIDE, _DEED_INSIDE, _LACK_INSIDE, _RIGHT_BEHIND, _PROBLEM_INSIDE = -4.0, 1.0, -1.0, 1.5, -4.0

# a line without a mark: a heading for sure; before a label; with the words of a problem, of a deed; below a problem
_SURE, _BEFORE_LABEL, _LACK_BARE, _DEED_BARE, _BELOW_PROBLEM = 4.0, 1.0, 1.0, -2.0, -3.0
_BULLET = 0.0  # a short line with a bullet
_BARE_HEADING, _STATES_IN_PROSE = -0.5, 2.0  # a short line above a paragraph; a paragraph that begins with a problem
_LONGEST_BARE = 40
_LONGEST_HEADING = 60

_BODY_NAME = re.compile(
    r"^(?:中共)?[一-鿿()、]{2,30}(?:委员会|党委|党组|党工委|工委|党总支|党支部|局|委|办公室|公司|中心|医院|学校|大学|学院|镇|乡|街道|村|社区|小组|管委会|县委|市委|区委)$"
)
# a paragraph that tells a problem and what was done about it: 巡察指出,…。我局…
_TOLD = re.compile(r"^(?:巡[视察](?:组|反馈)?|反馈(?:意见)?)(?:中)?(?:指出|提出|发现|认为)[,:]\s*")


class Level(NamedTuple):
    """A node on the path to the last line, as far as the next line's place depends on it."""

    style: Style | None
    value: int | None
    asked: bool  # the mark says 问题
    problem: bool = False  # its words are those of a problem
    measured: bool = False  # has a label of measures
    stated: bool = False  # has a label of status
    filled: bool = False  # text follows the last label


class Step(NamedTuple):
    """What becomes of a line.

    ``open``: it heads a node below the node at ``depth`` of the path; ``label``: a label, with a number of its own or
    none, said of the node at ``depth``; ``text``: it belongs to the last node; ``close``: to the closing matter.
    """

    kind: Literal["open", "label", "text", "close"]
    depth: int = 0
    mark: Mark | None = None


class _Chain(NamedTuple):
    """Steps, the last first."""

    step: Step
    before: "_Chain | None"


class _State(NamedTuple):
    """A reading of the lines so far: its score, the path to the last line, and the steps that led here."""

    score: float
    path: tuple[Level, ...]
    steps: _Chain | None = None
    counted: tuple[Style, int] | None = None  # the last label with a number, and the depth of the node it tells of
    closed: bool = False  # the closing matter of the report takes lines until the next mark
    last: Mapping[Style, int | None] = MappingProxyType({})  # the last number of each style
    below: Mapping[Style, Style | None] = MappingProxyType({})  # the style that stood above each style


def nest(lines: Sequence[Line]) -> list[Step]:
    r"""Return what becomes of each of *lines*.

    >>> [step.depth for step in nest([Line(0, "(一)学习方面"), Line(8, "1.学习不深。"), Line(16, "(二)作风方面")])]
    [0, 1, 0]
    """
    states = [_State(0.0, (Level(None, None, asked=False),))]
    for words, following in read_hints(lines):
        reached = [state for before in states for state in _advance(before, words, following)]
        states = _best(reached)
    steps: list[Step] = []
    chain = states[0].steps
    while chain:
        steps.append(chain.step)
        chain = chain.before
    return steps[::-1]


def _best(states: list[_State]) -> list[_State]:
    """Return the best readings, one for each path."""
    if len(states) == 1:
        return states
    kept: dict[tuple[Level, ...], _State] = {}
    for state in sorted(states, key=lambda state: -state.score):
        kept.setdefault(state.path, state)
    best = list(kept.values())[:_WIDTH]
    return [state for state in best if state.score > best[0].score - _BEHIND]


def _advance(state: _State, words: Hints, following: Line | None) -> Iterator[_State]:
    """Yield the readings to which a line leads."""
    if words.counts_label and (depth := _told_of(state, words)) is not None and words.mark:
        path = _with_labels(state.path[: depth + 1], words)
        yield state._replace(
            path=path,
            counted=(words.mark.style, depth),
            steps=_Chain(Step("label", depth, words.mark), state.steps),
        )
        return
    if words.mark:
        yield from _open(state, words.mark, words)
        return
    if (owner := _owner(state.path, words)) is not None:
        path = _with_labels(state.path[: owner + 1], words)
        yield state._replace(path=path, closed=False, steps=_Chain(Step("label", owner), state.steps))
        return
    heading = _unnumbered(state.path[-1], words, following)
    if heading:
        mark, score = heading
        yield from _open(state._replace(score=state.score + score), mark, words)
        if score >= _SURE:
            return
    if state.closed or words.closing:
        step = Step("close") if len(state.path) > 1 else Step("text")
        yield state._replace(closed=len(state.path) > 1, steps=_Chain(step, state.steps))
    else:
        yield state._replace(path=_with_labels(state.path, words), steps=_Chain(Step("text"), state.steps))


def _owner(path: tuple[Level, ...], words: Hints) -> int | None:
    """Return the depth of the problem to which a label line goes back after the list of its measures: 整改时限:…."""
    if not words.labels or words.labels[0] == "measure" or words.label is None:
        return None
    top = path[-1]
    if top.measured or top.stated:
        return None
    return next((depth for depth in range(len(path) - 2, 0, -1) if path[depth].measured), None)


def _told_of(state: _State, words: Hints) -> int | None:
    """Return the depth of the problem of which a numbered label tells: 1、整改目标:… 2、整改措施:…."""
    mark = words.mark
    if mark is None:
        return None
    if state.counted and mark.value != 1 and state.counted[0] == mark.style and state.counted[1] < len(state.path):
        return state.counted[1]
    top = state.path[-1]
    return None if top.style is None or (top.style == mark.style and not top.asked) else len(state.path) - 1


def _with_labels(path: tuple[Level, ...], words: Hints, *, headed: bool = False) -> tuple[Level, ...]:
    """Return the path after the text of a line has been handed to its last node."""
    top = path[-1]
    if words.labels:
        measured = top.measured or "measure" in words.labels or "effect" in words.labels
        stated = top.stated or "status" in words.labels
        return (*path[:-1], top._replace(measured=measured, stated=stated, filled=words.filled))
    if (top.measured or top.stated) and not top.filled and not headed:
        return (*path[:-1], top._replace(filled=True))
    return path


def _unnumbered(top: Level, words: Hints, following: Line | None) -> tuple[Mark, float] | None:
    """Return a mark for a line that may head something without one, by its form and what follows, and how likely."""
    text = words.line.text.strip("[]<>*# ")
    if words.labels and (words.label or label_at(text)):
        return None
    grouping = top.style in ("一、", "方面", "单位", "•", None)
    if (told := _TOLD.match(words.line.text)) and (grouping or top.style == "…") and top.style is not None:
        return Mark("…", None, None, None, True, told.end()), _SURE
    plain = len(text) <= _LONGEST_HEADING and not SENTENCE_END.search(text[:-1])
    if words.boxed and words.told:
        return _bare("•"), _SURE
    if words.line.bulleted and words.told and not words.deed and words.next_label:
        return _bare("•"), _SURE
    if plain and words.line.bulleted and words.told and not words.deed:
        return _bare("•"), _SURE if is_aspect(text) else _BULLET + (_LACK_BARE if words.lacks else 0)
    if plain and len(text) <= 45 and is_aspect(text):
        return _bare("方面"), _SURE
    if following is None:
        return _told_in_prose(top, words, None)
    if words.next_label in (*OF_PROBLEMS, "goal") and (((top.measured or top.stated) and top.filled) or grouping):
        score = _BEFORE_LABEL + (_LACK_BARE if words.lacks else 0) + (_DEED_BARE if words.deed else 0)
        return _bare("…"), score + (_BELOW_PROBLEM if top.problem and grouping else 0)
    if plain and _BODY_NAME.match(text) and (read_mark(following.text) or following.text.startswith("问题")):
        return _bare("单位"), _SURE
    return _told_in_prose(top, words, following)


def _told_in_prose(top: Level, words: Hints, following: Line | None) -> tuple[Mark, float] | None:
    """Return a mark for a bare line above paragraphs, or a paragraph that states a problem, without labels or marks."""
    if not words.prose or not words.told:
        return None
    text = words.line.text
    above = following is not None and "。" in following.text and len(following.text) > len(text)
    heads = above and "。" not in text and len(text) <= _LONGEST_BARE
    if heads and following and not read_mark(following.text) and top.style in ("方面", "…", None):
        return _bare("方面"), _BARE_HEADING + (_LACK_BARE if words.lacks else 0)
    if top.style in ("方面", "…", "•") and words.states and len(text) > _LONGEST_BARE:
        return _bare("…"), _STATES_IN_PROSE
    return None


def _bare(style: Style) -> Mark:
    return Mark(style, None, None, None, labelled=False, length=0)


def _open(state: _State, mark: Mark, words: Hints) -> Iterator[_State]:
    """Yield the readings in which *mark* heads a node, below each node of the path where that is not hopeless."""
    scores = [
        _fit(state, mark, words, parent=parent, ended=ended)
        for parent, ended in zip_longest(state.path, state.path[1:])
    ]
    least = max(scores) - _BEHIND
    level = Level(mark.style, mark.value, mark.labelled, problem=mark.labelled or words.problem)
    for depth, (parent, score) in enumerate(zip(state.path, scores, strict=True)):
        if score <= least:
            continue
        inside = _takes_parts(parent)
        above = parent._replace(filled=True) if inside and not parent.filled else parent
        path = (*state.path[:depth], above, level)
        as_before = inside or state.below.get(mark.style, "") == parent.style
        yield _State(
            score=state.score + score,
            path=_with_labels(path, words, headed=True) if words.labels else path,
            steps=_Chain(Step("open", depth, mark), state.steps),
            counted=state.counted if state.counted and state.counted[1] <= depth else None,
            last={**state.last, mark.style: mark.value},
            below=state.below if as_before else {**state.below, mark.style: parent.style},
        )


def _takes_parts(level: Level) -> bool:
    """Tell whether what stands below a node belongs to its measures."""
    return level.measured or (level.stated and level.style is not None)


def _fit(state: _State, mark: Mark, words: Hints, *, parent: Level, ended: Level | None) -> float:
    """Return how well a marked line stands below *parent*, where *ended* is the child of it that the line ends."""
    score = _rank(mark, parent)
    inside = _takes_parts(parent)
    last = {} if inside else state.last
    if ended is None:
        score += _begins(mark, last)
    elif ended.style == mark.style:
        score += _goes_on(mark, ended) + _labelled_alike(words, ended)
    else:
        score += _ENDS_FINER if RANK[mark.style] < RANK[ended.style or "…"] else _ENDS_COARSER
        score += min(0.0, _begins(mark, last))
    if inside:
        return score + _inside(mark, words, parent=parent, ended=ended)
    if mark.style in state.below:
        score += _AS_BEFORE if state.below[mark.style] == parent.style else _UNLIKE_BEFORE
    return score


def _goes_on(mark: Mark, sibling: Level) -> float:
    """Return how well the number follows that of the sibling before."""
    if mark.value is None or sibling.value is None:
        return _UNNUMBERED
    step = mark.value - sibling.value
    if step == 1:
        return _NEXT
    if step == 0:
        return _SAME
    if mark.value == 1:
        return _RESTARTS
    if step < 0:
        return _STEPS_BACK
    return _SKIPS if step <= 3 else _FAR


def _labelled_alike(words: Hints, sibling: Level) -> float:
    if not _takes_parts(sibling) or (sibling.style in CHAPTERS and not words.labelled and not words.lacks):
        return 0.0  # the chapter after the last problem has no labels
    return _LIKE_LABELLED if words.labelled else _UNLIKE_LABELLED


def _begins(mark: Mark, last: Mapping[Style, int | None]) -> float:
    """Return how well a number opens a level: by 1, or where the same style left off elsewhere."""
    if mark.value in (None, 1):
        return _FIRST
    before = last.get(mark.style)
    return _RUNS_ON if before is not None and mark.value == before + 1 else _NOT_FIRST


def _rank(mark: Mark, parent: Level) -> float:
    if parent.style is None:
        return 0.0
    if parent.style == mark.style:
        # a list that starts at 1 right behind a label is a list of measures, whatever its style
        return 0.0 if parent.measured and mark.value == 1 else _SAME_STYLE
    if RANK[mark.style] > RANK[parent.style]:
        return _RANKED
    return 0.0 if parent.measured and mark.value is not None and not mark.labelled else _INVERTED


def _inside(mark: Mark, words: Hints, *, parent: Level, ended: Level | None) -> float:
    """Return how well a line stands among the measures below a label."""
    score = 0.0
    if mark.labelled:
        score += _PROBLEM_INSIDE
    divided = _takes_parts(ended) if ended else not parent.filled  # the measures are told part by part
    # a label of status below a list of measures may be that of the problem itself
    own = words.measured or (words.labelled and parent.stated)
    if parent.measured and own and not divided:
        score += _LABELS_INSIDE
    if words.deed:
        score += _DEED_INSIDE
    elif words.lacks:
        score += _LACK_INSIDE
    if mark.value == 1 and not parent.filled:
        score += _RIGHT_BEHIND
    return score
