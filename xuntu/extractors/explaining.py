"""An outline as it was understood: every heading with its role and the cues that decided, for people to check."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from xuntu.extractors.cues import Cue, Role
from xuntu.extractors.outline import Node, read_outline
from xuntu.extractors.roles import Judgement, judge_outline
from xuntu.extractors.splitting import Part, split_document
from xuntu.extractors.tables import find_columns
from xuntu.ontology import Document, Passage, Table

Kind = Role | Literal["notice", "label", "table", "text"]


@dataclass(frozen=True, slots=True)
class Explained:
    """A heading, label, table or stretch of plain text of a document, with what it was taken for and why.

    ``depth`` counts from 0, a notice's title; ``number`` is as printed; ``role`` of a label or of the columns of a
    table is what stands behind it; ``margin`` is how far the role of a heading is ahead of the next best, 0 where none
    was judged.
    """

    depth: int
    kind: Kind
    number: str | None
    passage: Passage
    role: str = ""
    cues: tuple[Cue, ...] = ()
    margin: float = 0.0


def explain_outline(document: Document) -> Iterator[Explained]:
    r"""Yield the parts of a document in the order of its text.

    >>> from xuntu.extractors.readers import read_document
    >>> data = "某局关于巡察整改情况的通报\n(一)关于学习不深的问题\n整改情况:一是学。".encode()
    >>> [(each.depth, each.kind, each.role) for each in explain_outline(read_document(data, "a.txt"))]
    [(0, 'notice', ''), (1, 'problem', ''), (2, 'label', 'measure')]
    """
    parts = split_document(document)
    ends = [*(part.passage.start for part in parts[1:]), len(document.text)]
    for part, end in zip(parts, ends, strict=True):
        start = part.passage.start if part is not parts[0] else 0
        yield from _notice(part, [each for each in document.tables if start <= each.passage.start < end], document.text)


def _notice(part: Part, tables: list[Table], text: str) -> Iterator[Explained]:
    outline = read_outline(part.lines)
    if part.title:
        yield Explained(0, "notice", None, Passage(part.title[0].start, part.title[-1].end))
    else:
        yield Explained(0, "notice", None, Passage(part.passage.start, part.passage.start))
    judged = {id(judgement.node): judgement for judgement in judge_outline(outline, text, why=True)}
    found = [*_nodes(outline, judged, 0), *(each for table in tables for each in _table(table, text))]
    yield from sorted(found, key=lambda each: each.passage.start)


def _nodes(node: Node, judged: Mapping[int, Judgement], depth: int, *, above: Kind = "section") -> Iterator[Explained]:
    """Yield a node and what hangs on it; one not judged is a deed below a problem, else of its parent's kind."""
    kind: Kind = "deed" if above in ("problem", "deed") else "outside" if above == "outside" else "section"
    judgement = judged.get(id(node))
    if judgement:
        kind = judgement.role
    if node.mark:
        cues, margin = (judgement.cues, judgement.margin) if judgement else ((), 0.0)
        number = node.mark.number or node.mark.question
        yield Explained(depth, kind, number, node.head, cues=cues, margin=margin)
    yield from (Explained(depth + 1, "text", None, passage) for passage in node.body)
    for field in node.fields:
        yield Explained(depth + 1, "label", None, field.label, role=field.role)
    for child in node.children:
        yield from _nodes(child, judged, depth + 1, above=kind)
    for part in node.parts:
        yield from _nodes(part, judged, depth + 2, above="deed")


def _table(table: Table, text: str) -> Iterator[Explained]:
    columns = find_columns(table, text)
    yield Explained(1, "table", None, table.passage, role=" ".join(columns))
