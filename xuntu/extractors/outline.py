"""The outline of a report: its lines as a tree, levels inferred from the sequence of marks.

How the lines nest is for ``nesting`` to say; here the tree is made, and the text handed to heads, bodies and labels.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from xuntu.extractors.labels import labels_of
from xuntu.extractors.lines import Line
from xuntu.extractors.marks import Mark, Style
from xuntu.extractors.nesting import nest
from xuntu.ontology import Passage

_OF_ONE_LINE = ("status", "deadline", "leader", "unit")


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
        """Tell whether one of the node's own labels has one of *roles*; one of effects is one of measures too."""
        told = {each.role for each in self.fields} if self.fields else frozenset[str]()  # most nodes have none
        return not told.isdisjoint(roles) or ("measure" in roles and "effect" in told)

    def told(self, role: str) -> list[Passage]:
        """Return what stands behind the node's labels of *role*; effects are its measures where no label has others."""
        if role in ("measure", "effect") and not any(each.role == "measure" for each in self.fields):
            role = "effect" if role == "measure" else ""
        return [passage for each in self.fields if each.role == role for passage in each.passages]

    def walk(self) -> Iterator["Node"]:
        """Yield the node and all below it, in the order of the text."""
        ahead: list[Node] = [self]
        while ahead:
            node = ahead.pop()
            yield node
            ahead += reversed(node.children)

    @property
    def end(self) -> int:
        """The end of the last passage of the node and all below it."""
        ends = [self.head.end, *(p.end for p in self.body)]
        ends += [p.end for each in self.fields for p in (each.label, *each.passages)]
        return max(ends + [child.end for child in (*self.children, *self.parts)])


def read_outline(lines: Sequence[Line]) -> Node:
    r"""Return the tree of *lines*: a root without a mark whose body holds the lines before the first mark.

    >>> from xuntu.extractors.lines import split_lines
    >>> text = "(一)学习方面\n1.学习不深。\n整改情况:一是学。\n2.走过场。\n整改情况:二是改。"
    >>> root = read_outline(split_lines(text, Passage(0, len(text))))
    >>> [(n.mark.number, [f.role for f in n.fields]) for n in root.walk() if n.mark]
    [('(一)', []), ('1', ['measure']), ('2', ['measure'])]
    """
    start = lines[0].start if lines else 0
    root = Node(None, None, start, Passage(start, start))
    path = [root]
    for line, step in zip(lines, nest(lines), strict=True):
        if step.kind == "close":
            continue
        if step.kind != "text":
            del path[step.depth + 1 :]
        if step.kind == "open" and step.mark:
            path.append(_open(path[-1], step.mark, line))
        else:
            length = step.mark.length if step.mark else 0
            _add(path[-1], Line(line.start + length, line.text[length:]), 0)
    return root


def _open(parent: Node, mark: Mark, line: Line) -> Node:
    """Hang a node below *parent*: among its measures where its label has come, else among its children."""
    node = Node(mark.style, mark, line.start, Passage(line.start + mark.length, line.end), parent=parent)
    inside = parent.has("measure") or (parent.has("status") and parent.mark is not None)
    (parent.parts if inside else parent.children).append(node)
    _add(node, line, mark.length, headed=True)
    return node


def _add(node: Node, line: Line, offset: int, *, headed: bool = False) -> None:
    """Hand the text of *line* from *offset* on to the fields of the node, label by label."""
    position, first = offset, headed
    labels = labels_of(line.text, offset)
    if not headed and not (labels and labels[0][0] == offset):
        _go_on_with_measures(node, line)
    for start, stop, role in labels:
        _place(node, line, position, start, first=first)
        node.fields.append(Field(role, Passage(line.start + start, line.start + stop)))
        position, first = stop, False
    _place(node, line, position, len(line.text), first=first)


def _go_on_with_measures(node: Node, line: Line) -> None:
    """Let a line of its own behind 整改结果:完成 or 责任单位:… speak of measures: such labels take one line only."""
    last = node.fields[-1] if node.fields else None
    if last and last.role in _OF_ONE_LINE and last.passages and not node.has("measure"):
        node.fields.append(Field("measure", Passage(line.start, line.start)))


def _place(node: Node, line: Line, start: int, end: int, *, first: bool) -> None:
    passage = _trim(line, start, end)
    if first:
        node.head = passage
    elif passage.start < passage.end:
        (node.fields[-1].passages if node.fields else node.body).append(passage)


def _trim(line: Line, start: int, end: int) -> Passage:
    text = line.text[start:end]
    left = len(text) - len(text.lstrip())
    return Passage(line.start + start + left, line.start + start + max(left, len(text.rstrip())))
