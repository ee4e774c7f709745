"""Where the statement of a problem ends and what was done about it begins, in a node's own text."""

import re

from xuntu.extractors.cues import problem_before_deeds, wrapped_problem
from xuntu.extractors.folding import fold
from xuntu.extractors.lines import ACTION, LACKING
from xuntu.extractors.measures import enumerated
from xuntu.extractors.outline import Node
from xuntu.extractors.statuses import from_heading
from xuntu.ontology import Passage

_OF_CORRECTION = re.compile(
    r"(?:(?:的|(?<=问题))整改(?:落实|进展|完成)?(?:情况|工作)?|整改(?:落实|进展|完成)?情况|(?<=问题)的?(?:落实)?情况)[。:;]*$"
)
_SENTENCES = re.compile(r"[^。!?]*(?:[。!?](?!”)|[。!?]”|$)")
# what tells a deed
_DONE = re.compile(
    r"《|已|了|目前|通过|[一二三四五六]是|制定|修订|出台|印发|召开|开展|完成|建立|追缴|收回|清退|整改|约谈|处分"
    r"|清理|压减|至|提升|增长|下降|落实到|整治|督促|组织"
)
# a problem as a title in the line of what was done: 违建拆后又建 已彻底拆除并复绿。
_TITLED = re.compile(r"^(?P<name>[^。;:\s]{4,40})(?<![,、])\s+(?=[^。]{6,}。)")
_NOT_DONE = re.compile(r"(?:未|没有|没|不|无)[一-鿿]{1,5}")  # 未建立台账 is no deed


def divide(node: Node, text: str, *, feedback: bool) -> tuple[list[Passage], list[Passage]]:
    """Split a problem's own text into what states it and what was done about it."""
    details = node.told("detail")
    deeds = node.told("measure")
    if feedback or node.has("measure", "goal"):
        return [_named(node.head, text), *node.body, *details], deeds
    if node.has("status", "deadline") and not _tells_deeds(node, text):
        return [_named(node.head, text), *node.body, *details], deeds
    head, rest = _split_head(node, text)
    return [_named(head, text), *details], [*rest, *node.body, *deeds]


def _tells_deeds(node: Node, text: str) -> bool:
    """Tell whether the lines between a problem and its label of status say what was done, and not what is wrong."""
    lines = [fold(passage.of(text)) for passage in node.body]
    return any(enumerated(line) or _tells_deed(line) for line in lines)


def _tells_deed(words: str) -> bool:
    return bool(ACTION.match(words) or _DONE.search(_NOT_DONE.sub("", words)))


def _split_head(node: Node, text: str) -> tuple[Passage, list[Passage]]:
    """Split the head of a problem without labels: its first sentence, or what precedes 一是, states it."""
    folded = fold(node.head.of(text))
    if before := problem_before_deeds(folded):
        inner = Passage(node.head.start + before.start("inner"), node.head.start + before.end("inner"))
        return inner, [Passage(node.head.start + before.end(), node.head.end)]
    if node.style == "…" and (titled := _TITLED.match(folded)):
        return Passage(node.head.start, node.head.start + titled.end("name")), [
            Passage(node.head.start + titled.end(), node.head.end)
        ]
    starts = enumerated(folded)
    border = starts[0] if starts and starts[0] > 0 else len(folded)
    stated = _end_of_statement(folded[:border], told_below=bool(node.body))
    if stated >= len(folded):
        return node.head, []
    middle = node.head.start + stated
    return Passage(node.head.start, middle), [Passage(middle, node.head.end)]


def _end_of_statement(folded: str, *, told_below: bool) -> int:
    """Return where the statement at the head of *folded* ends: behind its first sentence and those that go on with it.

    A further sentence goes on with it where it tells instances of a deficiency and no deed. Where the deeds stand in
    lines of their own below, all that tells no deed goes on.

    >>> _end_of_statement("换届不及时。2020年以来未研究此项工作。督促换届4个。", told_below=False)
    21
    """
    end = 0
    for match in _SENTENCES.finditer(folded):
        sentence = match[0].strip()
        goes_on = not _tells_deed(sentence) and (told_below or bool(LACKING.search(sentence)))
        if end and not goes_on:
            break
        end = match.end()
    return end or len(folded)


def _named(head: Passage, text: str) -> Passage:
    """Return the problem in a heading: without a status in brackets, 关于…的问题, quotation marks, 的整改."""
    if said := from_heading(head, text):
        head = said[1]
    folded = fold(head.of(text))
    match = wrapped_problem(folded)
    if match:
        return Passage(head.start + match.start("inner"), head.start + match.end("inner"))
    if len(folded) <= 80 and (tail := _OF_CORRECTION.search(folded)) and tail.start() > 3:
        return Passage(head.start, head.start + tail.start())
    return head
