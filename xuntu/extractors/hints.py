"""What the words of a line say about its place in the outline, before that place is known."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from xuntu.extractors.labels import ROLE_OF, label_at, labels_of
from xuntu.extractors.lines import ACTION, DEFICIENCY, LACKING, Line, is_aspect, is_closing, names_part
from xuntu.extractors.marks import CHAPTERS, Mark, read_mark
from xuntu.extractors.measures import enumerated

OF_PROBLEMS = ("measure", "effect", "status")  # roles of labels that stand below problems
_BOXED = re.compile(r"^\[[^\[\]]{4,40}\]$")
_FIRST_SENTENCE = re.compile(r"[。!?]|\s{1,}(?=\S{8})")
_TELLS_DEEDS = re.compile(r"^[^。]{8,}。.*(?:一是|此项|该问题|该项)")
_LONGEST_LABEL = 30
_MARKS_OF_PROSE = 10
_OF_MEASURES = ("measure", "effect")


class Hints(NamedTuple):
    """What the words of a line say before its place is known."""

    line: Line
    mark: Mark | None
    labels: tuple[str, ...]
    filled: bool  # text follows the last label
    counts_label: bool  # a number before a label
    closing: bool
    labelled: bool  # a label stands in the line or below it, before the next mark
    measured: bool  # a label of measures does
    lacks: bool
    deed: bool
    problem: bool  # the words of a problem, and not those of an aspect or of a part of the report
    told: bool  # a sentence stands before it; what comes earlier is the page's head
    label: str | None  # the role of the label that opens the line
    next_label: str | None  # … the line below it
    boxed: bool  # the whole line stands in brackets, and is no label
    states: bool  # in prose: its first sentence tells a deficiency
    prose: bool  # the notice has neither labels nor marks to speak of


def read_hints(lines: Sequence[Line]) -> Iterator[tuple[Hints, Line | None]]:
    """Yield what the words of each line say, with the line that follows it."""
    marks = [_mark_of(line) for line in lines]
    counts = [bool(mark and _counts_label(mark, line.text)) for mark, line in zip(marks, lines, strict=True)]
    found = [labels_of(line.text, mark.length if mark else 0) for mark, line in zip(marks, lines, strict=True)]
    labels = [tuple(role for _, _, role in each) for each in found]
    labelled = _labelled(marks, counts, labels, OF_PROBLEMS)
    measured = _labelled(marks, counts, labels, _OF_MEASURES)
    prose = not any(labelled) and sum(mark is not None for mark in marks) * _MARKS_OF_PROSE < len(lines)
    opens = [*map(_label_of, lines, marks, found), None]
    told = False
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else None
        mark = marks[index]
        start = line.text[mark.length if mark else 0 :][:80]
        lacks = DEFICIENCY.search(start) is not None
        told = told or (index > 0 and _tells(lines[index - 1].text))
        yield (
            Hints(
                line, mark, labels[index], bool(found[index]) and found[index][-1][1] < len(line.text), counts[index],
                closing=mark is None and is_closing(line, following),
                labelled=labelled[index],
                measured=measured[index],
                lacks=lacks, deed=bool(ACTION.match(start)),
                problem=lacks and not is_aspect(start) and not names_part(start),
                told=told,
                label=opens[index],
                next_label=opens[index + 1],
                boxed=opens[index] is None and bool(_BOXED.match(line.text)),
                states=prose and (_states_problem(line.text) or bool(_TELLS_DEEDS.search(line.text))),
                prose=prose,
            ),
            following,
        )  # fmt: skip


def _tells(text: str) -> bool:
    return "。" in text or (text.endswith(":") and len(text) > _LONGEST_LABEL)


def _states_problem(text: str) -> bool:
    if ACTION.match(text):
        return False
    end = _FIRST_SENTENCE.search(text)
    return bool(LACKING.search(text, 0, end.start() if end else len(text)))


def _mark_of(line: Line) -> Mark | None:
    """Return the mark of a line; none where its number is the first of several in it, as in 1.督查。2.约谈。."""
    mark = read_mark(line.text)
    if mark and mark.value == 1 and not mark.labelled and enumerated(line.text)[:1] == [0]:
        return None
    return mark


def _label_of(line: Line, mark: Mark | None, found: Sequence[tuple[int, int, str]]) -> str | None:
    """Return the role of the label that opens a line; a mark may be part of one."""
    if mark:
        return label_at(line.text)
    return found[0][2] if found and found[0][0] == 0 else None


def _labelled(
    marks: Sequence[Mark | None], counts: Sequence[bool], labels: Sequence[tuple[str, ...]], roles: tuple[str, ...]
) -> list[bool]:
    """Tell of each line whether a label of one of *roles* stands in it or below it, before the next mark.

    A label with a number above 1 speaks of the line with the number before it, whatever is listed between them.
    """
    labelled = [False] * len(marks)
    below, awaited = False, None
    for index in range(len(marks) - 1, -1, -1):
        mark = marks[index]
        if awaited and mark and (mark.style, mark.value) == awaited:
            below, awaited = True, None
        below = below or not set(roles).isdisjoint(labels[index])
        labelled[index] = below and not awaited
        if mark and counts[index] and mark.value and mark.value > 1:
            below, awaited = False, (mark.style, mark.value - 1)
        elif mark and not counts[index]:
            below = False
    return labelled


def _counts_label(mark: Mark, text: str) -> bool:
    """Tell whether a numbered line is a label with its text: 2、整改措施:…."""
    words = text[mark.length :]
    return not mark.labelled and mark.style not in CHAPTERS and words not in ROLE_OF and label_at(words) is not None
