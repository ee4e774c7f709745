"""Findings: the problems of an outline with their statements, statuses and measures."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from xuntu.extractors.folding import fold
from xuntu.extractors.measures import enumerated, read_measure, read_measures
from xuntu.extractors.mentions.organisations import is_body_name
from xuntu.extractors.mentions.policies import find_policies
from xuntu.extractors.outline import Field, Node
from xuntu.extractors.pairing import join_lists
from xuntu.extractors.problem_types import classify_all
from xuntu.extractors.repeats import read_cell, read_listed, read_repeat
from xuntu.extractors.roles import Judgement, judge_outline
from xuntu.extractors.statements import divide
from xuntu.extractors.statuses import (
    from_closing_words,
    from_document,
    from_group_line,
    from_heading,
    from_label,
    from_listing,
    from_opening_words,
    from_section,
    in_label,
    is_status_only,
)
from xuntu.extractors.tallies import complete
from xuntu.ontology import (
    Finding,
    Heading,
    Measure,
    Passage,
    PolicyDocument,
    Repeat,
    Responsible,
    Status,
    Wording,
)

# counts behind a heading: 财政管理方面:4个问题,已全部整改
_COUNTED = re.compile(r"(?<=.)[:：，,。（(]\s*(?:共|涉及|查出|反馈|发现|指出|有)*\s*\d+\s*[个项条].{0,60}$")
_POST = re.compile(
    r"书记|主任|局长|负责同志|院长|校长|县长|市长|区长|镇长|乡长|部长|主席|委员|领导|负责人|经理|董事长|科长|股长|处长|组长|所长|站长"
)
_POST_PART = re.compile(r"[^\s()（）,，;；:：]+")
_NAME_AFTER_POST = re.compile(r"(?<=[长记任席员理])[:：\s]*[一-鿿]{2,3}(?:同志)?$")


def read_findings(
    root: Node, text: str, *, feedback: bool = False, judged: Iterable[Judgement] | None = None
) -> tuple[Finding, ...]:
    """Return the findings of an outline in the order of the text.

    ``feedback`` tells that the report only states problems: all the text of a finding is its statement. *judged* are
    the nodes with their roles, where they are known.
    """
    judged = judge_outline(root, text) if judged is None else judged
    problems = [judgement for judgement in judged if judgement.role == "problem"]
    general = _general_status(root, text, problems)
    numbers = _numbers([judgement.named_by or judgement.node for judgement in problems])
    found = typed(
        [
            _finding(judgement, text, general, number=number, feedback=feedback)
            for judgement, number in zip(problems, numbers, strict=True)
        ]
    )
    if not feedback:
        found = _with_listings(problems, found, text)
        problems, found = join_lists(problems, found)
        found = _with_tallies(problems, found, root, text)
    listed = [
        (finding, *_listed_again(judgement.node, finding, text))
        for judgement, finding in zip(problems, found, strict=True)
    ]
    return tuple(finding for each in listed for finding in each if finding.statement.text)


def read_leaves(root: Node, text: str) -> tuple[Finding, ...]:
    """Return each node of an outline that nothing stands below as a problem, untyped: the outline lists no more."""
    leaves = [node for node in root.walk() if node.mark and not node.children]
    problems = [Judgement(node, "problem", _above(node), _above(node)) for node in leaves]
    numbers = _numbers([judgement.node for judgement in problems])
    found = [
        _finding(judgement, text, None, number=number, feedback=True)
        for judgement, number in zip(problems, numbers, strict=True)
    ]
    return tuple(finding for finding in found if finding.statement.text)


def typed(found: Sequence[Finding]) -> list[Finding]:
    """Return findings with their problem types: those of a document are judged together, which is far cheaper."""
    types = classify_all([(finding.statement.text, finding.headings) for finding in found])
    return [replace(finding, problem_types=each) for finding, each in zip(found, types, strict=True)]


def _above(node: Node) -> tuple[Node, ...]:
    """Return the marked nodes above a node, outermost first."""
    if node.parent is None or node.parent.mark is None:
        return ()
    return (*_above(node.parent), node.parent)


def _with_listings(problems: Sequence[Judgement], found: Sequence[Finding], text: str) -> list[Finding]:
    """Give old problems that a line lists by their codes the status of their list: 已完成整改4个,分别是:1-2,…."""
    told: list[Finding] = []
    above: Finding | None = None
    for judgement, finding in zip(problems, found, strict=True):
        node = judgement.node
        if node.style == "1-1" and above:
            status = from_listing(Passage(above.statement.passage.end, node.start), text)
            if status:
                told.append(_listed_under(above, replace(finding, statuses=finding.statuses or (status,))))
                continue
        told.append(finding)
        above = finding
    return told


def _with_tallies(problems: Sequence[Judgement], found: Sequence[Finding], root: Node, text: str) -> list[Finding]:
    """Give findings without a status the one that the counts of their group, else of the report, leave for them."""
    told: list[Finding] = []
    pairs = zip(problems, found, strict=True)
    for _, group in groupby(pairs, key=lambda pair: id(pair[0].groups[-1]) if pair[0].groups else None):
        members = list(group)
        above = members[0][0].groups[-1:]
        passages = [passage for heading in above for passage in (heading.head, *heading.body)]
        told += complete([finding for _, finding in members], passages, text)
    inside = {id(judgement.node) for judgement in problems}
    return list(complete(told, _said_of_all(root, inside), text))


def _listed_again(node: Node, above: Finding, text: str) -> Iterator[Finding]:
    """Yield the old problems that a problem's measures list by their codes, with what was done about each."""
    for part in node.parts:
        for each in (part, *part.children, *part.parts):
            if each.style == "1-1" and each.has("measure"):
                told = from_listing(Passage(node.start, each.start), text)
                number = each.mark.number if each.mark else None
                [old] = typed([_finding(Judgement(each, "problem"), text, told, number=number, feedback=False)])
                yield _listed_under(above, old)


def _listed_under(above: Finding, old: Finding) -> Finding:
    """Return an old problem as listed again by *above*: a repeat of what the same inspection found."""
    repeat = read_listed(old.statement, above.repeat) if above.repeat else old.repeat
    return replace(old, listed_under=above.number, repeat=repeat)


def _finding(judgement: Judgement, text: str, general: Status | None, *, number: str | None, feedback: bool) -> Finding:
    """Return a finding without its problem types, which are found for all at once."""
    node = judgement.node
    statement_passages, deeds = divide(node, text, feedback=feedback)
    statement = _wording(statement_passages, text)
    measures = () if feedback else _measures(node, deeds, text)
    headings = tuple(_headings(judgement.groups, text))
    return Finding(
        number=number,
        statement=statement,
        headings=headings,
        unit=next((name for above in reversed(judgement.headings) if (name := _body_of(above, text))), None),
        statuses=tuple(_statuses(node, judgement.headings, deeds, text, general)),
        measures=measures,
        policy_documents=policies_of(statement, measures),
        responsible=_responsible(node, text),
        deadline=_field_wording(node, "deadline", text),
        repeat=_repeat(judgement, statement, deeds, text),
    )


def _repeat(judgement: Judgement, statement: Wording, deeds: Sequence[Passage], text: str) -> Repeat | None:
    """Return what is said of earlier findings: by the problem, its deeds or headings, else by a label of its own."""
    node = judgement.node
    groups, above = ([each.head for each in nodes] for nodes in (judgement.groups, judgement.headings))
    told = read_repeat(statement, text, groups=groups, above=above, deeds=deeds)
    if told and told.earlier:
        return told
    cells = ((passage, each.label) for each in node.fields if each.role == "earlier" for passage in each.passages)
    return next((repeat for cell, head in cells if (repeat := read_cell(cell, text, head))), told)


def _body_of(heading: Node, text: str) -> str | None:
    """Return the body that a heading names and nothing else: 一、云坞镇党委."""
    words = re.sub(r"^.*组向|反馈(?:情况|意见)?$", "", heading.head.of(text).strip())
    names_body = heading.style == "单位" or (len(words) <= 20 and is_body_name(words) and heading.style == "一、")
    return words if names_body and not re.search(r"[,，。;；]|方面|情况|问题|整改", words) else None


def policies_of(statement: Wording, measures: Iterable[Measure]) -> tuple[PolicyDocument, ...]:
    """Return the documents named in a statement and its measures, one a title, in the order of the text."""
    found = list(find_policies(statement.text, offset=statement.passage.start))
    found += [document for measure in measures for document in measure.policy_documents]
    best: dict[str, PolicyDocument] = {}
    for document in found:
        key = re.sub(r"[\W_]", "", document.title)
        known = best.get(key)
        if known is None or (known.role == "cited" and document.role != "cited"):
            best[key] = document
    return tuple(best.values())


def _wording(passages: Sequence[Passage], text: str) -> Wording:
    kept = [passage for passage in passages if passage.start < passage.end]
    if not kept:
        start = passages[0].start if passages else 0
        return Wording("", Passage(start, start))
    words = "".join(passage.of(text) for passage in kept)
    return Wording(words, Passage(kept[0].start, kept[-1].end))


def _measures(node: Node, deeds: Sequence[Passage], text: str) -> tuple[Measure, ...]:
    """Return the measures in a problem's own text and in what stands below it, without bare statuses behind them."""
    measures = _all_measures(node, deeds, text)
    measures = tuple(m for m in measures if not is_status_only(m.text)) or measures
    effects = read_measures(node.told("effect"), text)
    return (*measures[:-1], _with_effects(measures[-1], effects)) if measures else effects


def _with_effects(measure: Measure, effects: Sequence[Measure]) -> Measure:
    """Return the last measure with what a label of results, 整改成效:, says that the measures yielded."""
    if not effects:
        return measure
    return replace(
        measure,
        policy_documents=(*measure.policy_documents, *(each for effect in effects for each in effect.policy_documents)),
        amounts=(*measure.amounts, *(each for effect in effects for each in effect.amounts)),
        people=(*measure.people, *(each for effect in effects for each in effect.people)),
        meetings=(*measure.meetings, *(each for effect in effects for each in effect.meetings)),
    )


def _all_measures(node: Node, deeds: Sequence[Passage], text: str) -> tuple[Measure, ...]:
    below = [*node.parts, *([] if node.has("measure", "status") else node.children)]
    if not below:
        return read_measures(deeds, text)
    own = [passage for passage in deeds if not fold(passage.of(text)).rstrip().endswith(":")]
    measures = list(read_measures(own, text))
    for part in below:
        if part.style == "1-1" and part.has("measure"):
            continue  # an old problem listed again, with measures of its own
        labelled = [passage for each in part.walk() for passage in each.told("measure")]
        if labelled:
            measures += read_measures(labelled, text)
        elif part.head.start < part.end:
            run_on = enumerated(fold(text[part.start : part.end]))[:1] == [0]  # 1.督查。2.约谈。 in one line
            whole = Passage(part.start if run_on else part.head.start, part.end)
            measures += read_measures([whole], text) if run_on else [read_measure(whole, text)]
    return tuple(measures)


def _statuses(
    node: Node, above: Sequence[Node], deeds: Sequence[Passage], text: str, general: Status | None
) -> Iterator[Status]:
    """Yield what is said of the problem itself; else what the nearest of group, section and report say of all."""
    own = [
        status
        for each in (node, *node.parts)
        for field in each.fields
        if field.role == "status" or (field.role in ("measure", "effect") and _is_status(field, text))
        if (status := from_label(field.passages, text))
    ]
    own += [status for field in node.fields if (status := in_label(field.label, text))]
    if said := from_heading(node.head, text):
        own.append(said[0])
    last = [
        *deeds,
        *node.told("effect"),
        *([Passage(node.parts[-1].start, node.parts[-1].end)] if node.parts else []),
    ]
    if opening := from_opening_words(deeds, text):
        own.append(opening)
    elif closing := from_closing_words(last, text):
        own.append(closing)
    if own:
        yield from own
        return
    inherited = [from_group_line(group, text) for group in reversed(above)]
    inherited += [from_section(section, text) for section in reversed(above)]
    yield from [status for status in (*inherited, general) if status][:1]


def _is_status(field: Field, text: str) -> bool:
    """Tell whether a label of measures holds a bare status, as in 整改进展情况:已完成整改."""
    return len(field.passages) == 1 and is_status_only(field.passages[0].of(text))


def _general_status(root: Node, text: str, problems: Sequence[Judgement]) -> Status | None:
    """Return what the report says of all its problems: in its lead, its sections' first lines, its organising part."""
    inside = {id(judgement.node) for judgement in problems}
    return from_document(_said_of_all(root, inside), text)


def _said_of_all(root: Node, inside: set[int]) -> list[Passage]:
    """Return what the report says outside of its problems, whose nodes are *inside*."""
    passages = list(root.body)
    for child in root.children:
        if id(child) not in inside:
            passages += [*child.body]
            passages += [child.head] if not child.children else []
            passages += [p for each in child.children if not _holds(each, inside) for p in (each.head, *each.body)]
    return passages


def _holds(node: Node, problems: set[int]) -> bool:
    return any(id(each) in problems for each in node.walk())


def _headings(groups: Sequence[Node], text: str) -> Iterator[Heading]:
    for level, node in enumerate(groups, start=1):
        words = _COUNTED.sub("", node.head.of(text).strip("[]【】")).rstrip("。；;：: 】]")
        number = node.mark.number if node.mark else None
        start = node.head.start + node.head.of(text).index(words)
        yield Heading(number, words, level, Passage(start, start + len(words)))


def _numbers(nodes: Sequence[Node]) -> list[str | None]:
    """Return the printed numbers: a bracketed child of a numbered parent as 1(2), the running one of two marks."""
    outer = [_outer_number(node) for node in nodes]
    asked = [node.mark.question if node.mark else None for node in nodes]
    repeated, repeated_question = Counter(outer), Counter(asked)
    numbers: list[str | None] = []
    for node, number, question in zip(nodes, outer, asked, strict=True):
        if question and (node.style != "(一)" or (repeated[number] > 1 and repeated_question[question] == 1)):
            numbers.append(question)
        else:
            numbers.append(number)
    return numbers


def _outer_number(node: Node) -> str | None:
    if node.mark is None or node.mark.number is None:
        return None
    parent = node.parent
    if node.style == "(1)" and parent and parent.style == "1." and parent.mark:
        return f"{parent.mark.number}{node.mark.number}"
    return node.mark.number


def _field_wording(node: Node, role: str, text: str) -> Wording | None:
    passage = next(iter(node.told(role)), None)
    words = passage.of(text).rstrip("。；;，, ") if passage else ""
    return Wording(words, Passage(passage.start, passage.start + len(words))) if passage and words else None


def _responsible(node: Node, text: str) -> Responsible | None:
    leader, unit = _field_wording(node, "leader", text), _field_wording(node, "unit", text)
    post = post_of(leader) if leader else None
    return Responsible(post, unit) if post or unit else None


def post_of(printed: Wording) -> Wording | None:
    """Return the post in a printed 责任领导, without any person's name; ``None`` where only a name stands.

    >>> post_of(Wording("党组书记、局长王某某", Passage(0, 10))).text
    '党组书记、局长'
    >>> post_of(Wording("王某某（局长）", Passage(0, 7))).text
    '局长'
    >>> post_of(Wording("王某某", Passage(0, 3))) is None
    True
    """
    post = next((part for part in _POST_PART.finditer(printed.text) if _POST.search(part[0])), None)
    if post is None:
        return None
    words = _NAME_AFTER_POST.sub("", post[0])
    start = printed.passage.start + post.start()
    return Wording(words, Passage(start, start + len(words)))
