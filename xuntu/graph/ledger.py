"""The rectification ledger (整改台账) as an Excel workbook, to be printed on A3 and to be worked on.

Four sheets: the ledger itself, what reports declare against what was read (核对), problems that came back (反复问题)
and the sentence behind every line (出处). What the graph does not know stays empty.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Final

from xuntu.graph.network import Network, clean_text, to_networkx
from xuntu.graph.rows import Value
from xuntu.graph.saving import save
from xuntu.graph.sheet import Band, Cell, Column, Line, Sheet, to_workbook
from xuntu.graph.store import Store
from xuntu.graph.validate import compare_declared

_STATUSES: Final = ("完成", "基本完成", "阶段性完成", "长期坚持", "正在整改", "未完成")
_JUDGED: Final = {True: "一致", False: "不一致", None: "不核对"}
_DEEDS: Final = {"issues": "出台", "revises": "修订", "drafts": "起草"}
_SENTENCE_ENDS: Final = "。；;！？"

_LEDGER: Final = (
    Column("序号", 7),
    Column("反馈问题", 26),
    Column("具体表现", 34),
    Column("整改目标", 14),
    Column("整改措施", 52),
    Column("责任领导", 12),
    Column("责任单位", 14),
    Column("整改时限", 13),
    Column("整改进展", 20),
    Column("整改状态", 12, _STATUSES),
    Column("佐证材料", 24),
    Column("出处", 20),
)
_RECURRENCES: Final = (
    Column("序号", 7),
    Column("单位", 24),
    Column("反复问题", 44),
    Column("此前巡视巡察", 30),
    Column("此前问题", 44),
    Column("情形", 14),
    Column("依据", 12),
    Column("分值", 8),
    Column("原文", 60),
    Column("出处", 26),
)
_SOURCES: Final = (
    Column("序号", 7),
    Column("类别", 12),
    Column("内容", 44),
    Column("文件", 36),
    Column("起", 9),
    Column("止", 9),
    Column("原句", 90),
)


_CHECKS: Final = (
    Column("序号", 7),
    Column("通报", 44),
    Column("自报事项", 16),
    Column("范围", 30),
    Column("自报", 12),
    Column("抽取", 12),
    Column("核对", 12, ("一致", "不一致", "不核对")),
    Column("原文", 60),
    Column("出处", 26),
)


@dataclass(frozen=True, slots=True)
class _Problem:
    """One finding of the ledger with its number there, and the measures against it."""

    number: int
    node: str
    measures: tuple[str, ...]


def write_ledger(store: Store, path: str | Path, *, unit: str | None = None) -> Path:
    """Write the ledger of all findings, or of one *unit*, as an Excel workbook, and return its path.

    The same graph gives the same bytes. Raises ``QueryError`` for an unknown unit, ``StoreError`` where the file cannot
    be written.
    """
    graph = to_networkx(store, unit=unit)
    problems = _problems(graph)
    sheets = [
        Sheet("台账", f"{unit or ''}巡视巡察反馈问题整改台账", _LEDGER, list(_ledger_lines(graph, problems))),
        Sheet("核对", "自报数与抽取数核对", _CHECKS, list(_check_lines(graph, store))),
        Sheet("反复问题", "反复出现的问题", _RECURRENCES, list(_recurrence_lines(graph))),
        Sheet("出处", "原文出处", _SOURCES, list(_source_lines(graph, problems))),
    ]
    return save(path, to_workbook(sheets))


def _problems(graph: Network) -> list[_Problem]:
    """Return the findings told by reports, by unit, then inspection, then in the order of the text."""
    place = {node: index for index, node in enumerate(graph)}
    findings = [node for node, at in graph.nodes(data=True) if at["type"] == "finding" and not at.get("by_mention")]
    findings.sort(key=lambda node: (*_group(graph, node), place[node]))
    return [
        _Problem(number, node, tuple(sorted(_to(graph, node, "addresses"), key=place.__getitem__)))
        for number, node in enumerate(findings, 1)
    ]


def _group(graph: Network, finding: str) -> tuple[str, str, str]:
    """Return what a finding is listed under: its unit, the day the inspection began, the inspection."""
    inspection = next(iter(_from(graph, finding, "foundIn")), "")
    at = graph.nodes[inspection] if inspection else {}
    return _text(graph, finding, "unit"), str(at.get("start_date", at.get("feedback_date", ""))), inspection


def _ledger_lines(graph: Network, problems: list[_Problem]) -> Iterator[Line]:
    group: tuple[str, ...] = ()
    headings: list[str] = []
    for problem in problems:
        if group != (group := _group(graph, problem.node)):
            headings = []
            yield Band(_group_title(graph, group), 1)
        if headings != (headings := _headings(graph, problem.node)) and headings:
            yield Band("　".join(_numbered(graph, heading) for heading in headings), 2)
        yield _ledger_line(graph, problem, headings)


def _group_title(graph: Network, group: tuple[str, ...]) -> str:
    unit, _, inspection = group
    at = graph.nodes[inspection] if inspection else {}
    days = [str(at[key]) for key in ("start_date", "end_date") if key in at]
    feedback = f"{at['feedback_date']} 反馈" if "feedback_date" in at else ""
    told = [str(at.get("label", "")), " 至 ".join(days), feedback]
    return "　".join(part for part in [unit or "（被巡单位未载明）", *told] if part)


def _ledger_line(graph: Network, problem: _Problem, headings: list[str]) -> Line:
    node = problem.node
    problem_text, details = _split_statement(_statement(graph, node))
    number = _text(graph, node, "number")
    printed = problem_text if problem_text.startswith(number) else f"{number} {problem_text}"
    answering = [node, *reversed(headings)]
    return [
        problem.number,
        printed,
        details,
        "",
        "\n".join(f"{index}. {_statement(graph, one)}" for index, one in enumerate(problem.measures, 1)),
        _nearest(graph, answering, "responsiblePost"),
        _nearest(graph, answering, "responsibleUnit"),
        _deadlines(graph, problem),
        _progress(graph, problem),
        _text(graph, node, "status"),
        "\n".join(_papers(graph, problem)),
        _place(graph, node),
    ]


def _headings(graph: Network, node: str) -> list[str]:
    """Return the headings above a finding, outermost first."""
    above: list[str] = []
    while (parent := next(iter(_from(graph, node, "withinFinding")), None)) and parent not in above:
        above.insert(0, parent)
        node = parent
    return above


def _numbered(graph: Network, node: str) -> str:
    return f"{_text(graph, node, 'number')} {_text(graph, node, 'label')}".strip()


def _split_statement(statement: str) -> tuple[str, str]:
    """Return the first sentence, which names the problem, and the rest, which shows it.

    >>> _split_statement("财务管理不规范。2021年有3笔支出无票据。")
    ('财务管理不规范。', '2021年有3笔支出无票据。')
    """
    end = min((at for mark in _SENTENCE_ENDS if (at := statement.find(mark)) >= 0), default=len(statement))
    return statement[: end + 1].strip(), statement[end + 1 :].strip()


def _nearest(graph: Network, nodes: list[str], relation: str) -> str:
    """Return who answers for the first of *nodes* of which that is known."""
    known = ([_text(graph, one, "label") for one in _from(graph, node, relation)] for node in nodes)
    return "、".join(next((names for names in known if names), []))


def _deadlines(graph: Network, problem: _Problem) -> str:
    own = _text(graph, problem.node, "deadline_text") or _text(graph, problem.node, "deadline")
    of_measures = [
        f"措施{index}：{due}"
        for index, one in enumerate(problem.measures, 1)
        if (due := _text(graph, one, "deadline_text") or _text(graph, one, "deadline")) and due != own
    ]
    return "\n".join([own, *of_measures] if own else of_measures)


def _progress(graph: Network, problem: _Problem) -> str:
    """Return the statuses as printed, by date, and how far the measures are."""
    told = [
        f"{at.get('date', '')} {at.get('wording', graph.nodes[status]['label'])}".strip()
        for _, status, at in sorted(_status_edges(graph, problem.node), key=lambda edge: str(edge[2].get("date", "")))
    ]
    states = [_text(graph, one, "state") for one in problem.measures]
    counts = "，".join(f"{state} {states.count(state)}" for state in dict.fromkeys(states) if state)
    return "\n".join([*told, f"措施 {len(states)} 条：{counts}"] if counts else told)


def _papers(graph: Network, problem: _Problem) -> Iterator[str]:
    """Yield the policy documents that the measures made, changed or drafted, each once."""
    seen: set[str] = set()
    for measure in problem.measures:
        for relation, deed in _DEEDS.items():
            for paper in _from(graph, measure, relation):
                if paper not in seen:
                    seen.add(paper)
                    number = _text(graph, paper, "document_number")
                    yield f"{deed}《{_text(graph, paper, 'label')}》{f'（{number}）' if number else ''}"


def _recurrence_lines(graph: Network) -> Iterator[Line]:
    recurrences = [node for node, at in graph.nodes(data=True) if at["type"] == "recurrence" and "superseded" not in at]
    later_of = {node: next(iter(_from(graph, node, "recurringFinding")), "") for node in recurrences}
    recurrences.sort(key=lambda node: _text(graph, later_of[node], "unit"))
    for number, node in enumerate(recurrences, 1):
        later = later_of[node]
        prior = next(iter(_from(graph, node, "priorFinding")), "")
        score = graph.nodes[node].get("score", "")
        told = later if score else node  # what is inferred has no words of its own: those of the finding stand for it
        yield [
            number,
            _text(graph, later, "unit"),
            _statement(graph, later),
            _text(graph, node, "earlier"),
            _statement(graph, prior),
            _text(graph, node, "kind"),
            _text(graph, node, "basis"),
            score,
            _text(graph, told, "quote"),
            _place(graph, told),
        ]


def _source_lines(graph: Network, problems: list[_Problem]) -> Iterator[Line]:
    for problem in problems:
        at = graph.nodes[problem.node]
        yield _source_line(problem.number, "反馈问题", str(at["label"]), at)
        for measure in problem.measures:
            yield _source_line(problem.number, "整改措施", _text(graph, measure, "label"), graph.nodes[measure])
        for _, status, told in _status_edges(graph, problem.node):
            yield _source_line(problem.number, "整改状态", _text(graph, status, "label"), told)


def _source_line(number: int, kind: str, label: str, at: Mapping[str, Cell]) -> Line:
    return [number, kind, label, *(at.get(key, "") for key in ("file", "start", "end", "quote"))]


def _check_lines(graph: Network, store: Store) -> Iterator[Line]:
    """Yield every count that the reports of the graph declare, judged as ``xuntu check`` judges it."""
    reports = {
        _text(graph, node, "title") or at["label"] for node, at in graph.nodes(data=True) if at["type"] == "report"
    }
    counts = [count for count in compare_declared(store) if count.report in reports]
    for number, each in enumerate(counts, 1):
        told = (each.report, each.what, each.under, each.declared, each.extracted, _JUDGED[each.agrees], each.sentence)
        start, length = each.start or 0, len(each.sentence or "")
        yield [number, *map(_cell, told), f"{each.file}\n第 {start}–{start + length} 字"]


def _cell(value: Value) -> Cell:
    if value is None:
        return ""
    return float(value) if isinstance(value, int | Decimal) else clean_text(value)


def _from(graph: Network, node: str, relation: str) -> list[str]:
    if node not in graph:
        return []
    return [target for _, target, at in graph.out_edges(node, data=True) if at["relation"] == relation]


def _to(graph: Network, node: str, relation: str) -> list[str]:
    return [source for source, _, at in graph.in_edges(node, data=True) if at["relation"] == relation]


def _status_edges(graph: Network, node: str) -> list[tuple[str, str, dict[str, Cell]]]:
    return [edge for edge in graph.out_edges(node, data=True) if edge[2]["relation"] == "status"]


def _text(graph: Network, node: str, key: str) -> str:
    return str(graph.nodes[node].get(key, "")) if node in graph else ""


def _statement(graph: Network, node: str) -> str:
    return _text(graph, node, "statement") or _text(graph, node, "label")


def _place(graph: Network, node: str) -> str:
    at = graph.nodes[node] if node in graph else {}
    return f"{at['file']}\n第 {at['start']}–{at['end']} 字" if "file" in at else ""
