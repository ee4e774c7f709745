"""The outline of a report: its lines as a tree, levels inferred from the sequence of marks.

No list of schemes stands here. A line opens with a mark, a label, or neither; marks of one style are
siblings, a style not met yet opens a level below, and the numbers tell a restart from a step back.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from xuntu.extractors.folding import fold
from xuntu.extractors.lexicons import alternatives, load_words
from xuntu.extractors.marks import RANK, Mark, Style, read_mark
from xuntu.extractors.mentions.dates import is_date_line
from xuntu.ontology import Passage

_LABELS = load_words("labels")
_ROLES = ("measure", "status", "goal", "deadline", "leader", "unit", "evidence", "detail")
_ROLE_OF = {word: role for role in reversed(_ROLES) for word in _LABELS[role]}
_WORDS = alternatives(_ROLE_OF)
_LABEL = re.compile(
    rf"(?:^|(?<=[。;!?)\]”.:,\s]))\s*[*]*(?:\[(?P<boxed>{_WORDS})\][:]?|(?P<word>{_WORDS})[*]*\s*:|(?P<alone>^(?:{_WORDS})[*]*$))\s*"
)
_OUTLINE = load_words("outline")
_ASPECT = re.compile(rf"(?:{alternatives(_OUTLINE['cues']['aspect'])})[。:;]?$")
_CLOSING = re.compile(rf"^(?:{alternatives(map(fold, _OUTLINE['cues']['closing']))})")
# an old problem listed again by its code inside a line: 分别是:1-4,水电站未整改。整改情况:…
_OLD_CODE = re.compile(rf"(?<=[。:;])\s*(?=\d{{1,2}}-\d{{1,2}}[,、][^。]{{2,80}}。\s*(?:{_WORDS})[:])")
_PLEDGE = re.compile(
    r"^(?:下一步|下一阶段|今后|接下来|下步)[,，]?|^[^,。;:“”]{0,14}?(?:将(?:持续|继续|坚持|以|一如既往|进一步|不断|持之以恒|认真|严格|始终|深入|切实)|坚持目标不变)"
)
_BODY_NAME = re.compile(
    r"^(?:中共)?[一-鿿()、]{2,30}(?:委员会|党委|党组|党工委|工委|党总支|党支部|局|委|办公室|公司|中心|医院|学校|大学|学院|镇|乡|街道|村|社区|小组|管委会|县委|市委|区委)$"
)
_SENTENCE = re.compile(r"[。;!?]")
_INSIDE = re.compile(r"(?<=。)\s*\((?P<n>\d{1,2})\)")
DEFICIENCY = re.compile(alternatives(_OUTLINE["cues"]["deficiency"]))
_BULLETS = " \t\u3000★☆●■◆◇▲△►▶※•·➢✓√◎□—-"
# a paragraph that tells a problem and what was done about it: 巡察指出,…。我局…
_TOLD = re.compile(r"^(?:巡[视察](?:组|反馈)?|反馈(?:意见)?)(?:中)?(?:指出|提出|发现|认为)[,:]\s*")


@dataclass(slots=True)
class Field:
    """What stands behind a label: its role, the label's place and the passages of text after it."""

    role: str
    label: Passage
    passages: list[Passage] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Node:
    """A marked line and all that hangs on it.

    ``head`` is the text of the line behind the mark and before the first label; ``body`` the plain lines
    that follow it; ``fields`` what its labels hold; ``parts`` are children met after its own label, which
    belong to its measures and not to the outline.
    """

    style: Style | None
    mark: Mark | None
    start: int
    head: Passage
    body: list[Passage] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)
    children: list["Node"] = field(default_factory=list)
    parts: list["Node"] = field(default_factory=list)
    parent: "Node | None" = None

    def has(self, *roles: str) -> bool:
        """Tell whether one of the node's own labels has one of *roles*."""
        return any(each.role in roles for each in self.fields)

    def walk(self) -> Iterator["Node"]:
        """Yield the node and all below it, in the order of the text."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def end(self) -> int:
        """The end of the last passage of the node and all below it."""
        ends = [self.head.end, *(p.end for p in self.body)]
        ends += [p.end for each in self.fields for p in (each.label, *each.passages)]
        return max(ends + [child.end for child in (*self.children, *self.parts)])


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the report with its folded text; ``start`` counts from the document's first character."""

    start: int
    text: str

    @property
    def end(self) -> int:
        """The offset behind the line's last character."""
        return self.start + len(self.text)


def split_lines(text: str, within: Passage, *, skip: Sequence[Passage] = ()) -> list[Line]:
    """Return the folded, non-empty lines of *text* in *within*, without those that *skip* covers."""
    lines = []
    for match in re.finditer(r"[^\n]+", text[within.start : within.end]):
        start, end = within.start + match.start(), within.start + match.end()
        if any(each.start <= start < each.end for each in skip):
            continue
        folded = fold(text[start:end])
        cuts = [0, *(code.start() for code in _OLD_CODE.finditer(folded)), *_problems_inside(folded), len(folded)]
        for left, right in pairwise(cuts):
            stripped = folded[left:right].lstrip(_BULLETS)
            if stripped.strip():
                lines.append(Line(start + right - len(stripped), stripped.rstrip()))
    return lines


def _problems_inside(folded: str) -> Iterator[int]:
    """Yield where the problems begin that one line counts, each followed by what was done.

    >>> list(_problems_inside("1.监管不力。(1)绩效不严。修订办法。(2)采购有漏洞。处罚4家。"))
    [7, 20]
    """
    marks = list(_INSIDE.finditer(folded))
    if [int(mark["n"]) for mark in marks] != list(range(1, len(marks) + 1)) or len(marks) < 2:
        return
    ends = [mark.start() for mark in marks[1:]] + [len(folded)]
    heads = [folded[mark.end() : end].split("。") for mark, end in zip(marks, ends, strict=True)]
    if all(len(head) > 2 and len(head[0]) <= 40 and DEFICIENCY.search(head[0]) for head in heads):
        yield from (mark.start() for mark in marks)


def read_outline(lines: Sequence[Line]) -> Node:
    r"""Return the tree of *lines*: a root without a mark whose body holds the lines before the first mark.

    >>> text = "(一)学习方面\n1.学习不深。\n整改情况:一是学。\n2.走过场。\n整改情况:二是改。"
    >>> root = read_outline(split_lines(text, Passage(0, len(text))))
    >>> [(n.mark.number, [f.role for f in n.fields]) for n in root.walk() if n.mark]
    [('(一)', []), ('1', ['measure']), ('2', ['measure'])]
    """
    start = lines[0].start if lines else 0
    root = Node(None, None, start, Passage(start, start))
    growth = _Growth(root)
    for index, line in enumerate(lines):
        growth.take(line, lines[index + 1] if index + 1 < len(lines) else None)
    return root


class _Growth:
    """The state of reading: the path from the root to the node that takes the next line."""

    def __init__(self, root: Node) -> None:
        self.path: list[Node] = [root]
        self.counted: tuple[Mark, Node] | None = None  # the last label with a number, and the problem it tells of
        self.closed = False  # the closing matter of the report takes lines until the next mark

    def take(self, line: Line, following: Line | None) -> None:
        mark = read_mark(line.text)
        if mark is None:
            mark = self._unnumbered(line, following)
        elif holder := self._counts_labels(mark, line):
            del self.path[self.path.index(holder) + 1 :]
            self.counted = (mark, holder)
            self._add(Line(line.start + mark.length, line.text[mark.length :]), 0)
            return
        if mark is not None:
            self.closed = False
            self._open(mark, line)
        elif self.closed or is_closing(line, following):
            self.closed = len(self.path) > 1
            if not self.closed:
                self.path[0].body.append(Passage(line.start, line.end))
        else:
            self._add(line, 0)

    def _unnumbered(self, line: Line, following: Line | None) -> Mark | None:
        """Return a mark for a line that heads something without one: by its form and by what follows it."""
        node, text = self.path[-1], line.text.strip("[]<>*# ")
        if label_at(text):
            return None
        if (told := _TOLD.match(line.text)) and (_heads_a_group(node) or node.style == "…") and node.mark:
            return Mark("…", None, None, None, True, told.end())
        plain = not _SENTENCE.search(text[:-1]) and len(text) <= 60
        style: Style | None = None
        if plain and _ASPECT.search(text) and len(text) <= 45:
            style = "方面"
        elif following is None:
            return None
        else:
            label = label_at(following.text)
            if label in ("status", "measure", "goal") and (
                (node.has("measure", "status") and _text_follows(node)) or _heads_a_group(node)
            ):
                style = "…"
            elif plain and _BODY_NAME.match(text) and (read_mark(following.text) or following.text.startswith("问题")):
                style = "单位"
        return Mark(style, None, None, None, False, 0) if style else None

    def _open(self, mark: Mark, line: Line) -> None:
        self._climb(mark)
        parent = self.path[-1]
        node = Node(mark.style, mark, line.start, Passage(line.start + mark.length, line.end), parent=parent)
        inside = parent.has("measure") or (parent.has("status") and parent.mark is not None)
        (parent.parts if inside else parent.children).append(node)
        self.path.append(node)
        self._add(line, mark.length, headed=True)

    def _climb(self, mark: Mark) -> None:
        """Leave the levels that *mark* ends: back to its siblings, or to what may stand above it."""
        depth = next((d for d in range(len(self.path) - 1, 0, -1) if self.path[d].style == mark.style), None)
        if depth is not None:
            if not self._restarts_inside(mark, self.path[depth]):
                del self.path[depth:]
            return
        while len(self.path) > 1 and self._outranks(mark, self.path[-1]):
            self.path.pop()

    def _outranks(self, mark: Mark, node: Node) -> bool:
        if node.style is None or RANK[mark.style] > RANK[node.style]:
            return False
        # a list that starts at 1 behind a label is a list of measures, whatever its style
        return not (mark.value == 1 and node.has("measure") and not mark.labelled)

    def _restarts_inside(self, mark: Mark, sibling: Node) -> bool:
        """Tell whether a second 1. right behind the label of 1. or 2. counts measures."""
        open_label = sibling is self.path[-1] and sibling.has("measure") and not _text_follows(sibling)
        return bool(open_label and mark.value == 1 and not mark.labelled and sibling.mark and sibling.mark.value)

    def _counts_labels(self, mark: Mark, line: Line) -> Node | None:
        """Return the problem of which a numbered line tells: 1、整改目标:… 2、整改措施:… below its heading."""
        words = line.text[mark.length :]
        if mark.labelled or mark.style in ("一、", "第一") or label_at(words) is None or words in _ROLE_OF:
            return None
        last, holder = self.counted or (mark, self.path[-1])
        if self.counted and mark.value != 1 and last.style == mark.style and holder in self.path:
            return holder
        node = self.path[-1]
        if node.mark is None or (node.style == mark.style and not node.mark.labelled):
            return None
        return node

    def _add(self, line: Line, offset: int, *, headed: bool = False) -> None:
        """Hand the text of *line* from *offset* on to the fields of the node, label by label."""
        node = self.path[-1]
        position, first = offset, headed
        for start, stop, role in find_labels(line.text, offset):
            self._place(node, line, position, start, first=first)
            node.fields.append(Field(role, Passage(line.start + start, line.start + stop)))
            position, first = stop, False
        self._place(node, line, position, len(line.text), first=first)

    def _place(self, node: Node, line: Line, start: int, end: int, *, first: bool) -> None:
        passage = _trim(line, start, end)
        if first:
            node.head = passage
        elif passage.start < passage.end:
            (node.fields[-1].passages if node.fields else node.body).append(passage)


def find_labels(text: str, position: int = 0) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and role of each label of a folded line from *position* on.

    >>> list(find_labels("学习不深。整改情况:一是学。"))
    [(5, 10, 'measure')]
    """
    for match in _LABEL.finditer(text, position):
        word = match["boxed"] or match["word"] or match["alone"]
        if word is None:
            continue
        yield match.start() + (len(match[0]) - len(match[0].lstrip())), match.end(), _ROLE_OF[word.strip("*")]


def label_at(text: str) -> str | None:
    """Return the role of the label that opens a folded line, or ``None``."""
    first = next(find_labels(text), None)
    return first[2] if first and first[0] == 0 else None


def is_closing(line: Line, following: Line | None) -> bool:
    """Tell whether *line* begins the closing matter: contacts, signature and date, attachments."""
    if _CLOSING.match(line.text) or _PLEDGE.match(line.text) or is_date_line(line.text):
        return True
    signed = following is not None and is_date_line(following.text)
    return bool(signed and len(line.text) <= 40 and not _SENTENCE.search(line.text))


def is_aspect(text: str) -> bool:
    """Tell whether a folded heading names a group of problems by its ending."""
    return bool(_ASPECT.search(text))


def _heads_a_group(node: Node) -> bool:
    return node.style in ("一、", "方面", "单位", None)


def _text_follows(node: Node) -> bool:
    return bool(node.fields and node.fields[-1].passages) or bool(node.parts)


def _trim(line: Line, start: int, end: int) -> Passage:
    text = line.text[start:end]
    left = len(text) - len(text.lstrip())
    return Passage(line.start + start + left, line.start + start + max(left, len(text.rstrip())))
