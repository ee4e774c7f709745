"""The lines of a ledger's sheets, made of its problems."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from xuntu.graph.ledger.columns import OVERDUE
from xuntu.graph.ledger.entries import Entry, Origin, Task
from xuntu.graph.ledger.told import closed_of, progress_of, proof_of
from xuntu.graph.sheet import Band, Cell, Line

_SENTENCE_ENDS: Final = "。；;！？"
_UNKNOWN_UNIT: Final = "（被巡单位未载明）"
_SHORT: Final = 40
_INSPECTED: Final = "被反馈单位"


def code_of(iri: str) -> str:
    """Return the code by which a row of the ledger is known again."""
    return hashlib.sha256(iri.encode()).hexdigest()[:12]


@dataclass(slots=True)
class Bands:
    """What stands above the lines of the printed sheet: unit with inspection, then headings, each said once."""

    group: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()

    def before(self, entry: Entry) -> Iterator[Band]:
        """Yield the bands that a problem begins."""
        group = entry.unit, entry.inspection.iri if entry.inspection else ""
        if group != self.group:
            self.group, self.headings = group, ()
            yield Band(_title_of(entry), 1)
        if entry.headings != self.headings:
            self.headings = entry.headings
            if entry.headings:
                yield Band("　".join(entry.headings), 2)


def _title_of(entry: Entry) -> str:
    told = [entry.unit or _UNKNOWN_UNIT]
    if visit := entry.inspection:
        days = [day for day in (visit.start, visit.end) if day]
        told += [visit.label, " 至 ".join(days), f"{visit.feedback} 反馈" if visit.feedback else ""]
    return "　".join(filter(None, told))


def ledger_line(number: int, entry: Entry, today: date | None) -> Line:
    """Return a problem as a line of the printed sheet."""
    problem, details = split_statement(entry.text)
    return [
        number,
        problem if problem.startswith(entry.number) else f"{entry.number} {problem}",
        details,
        "",
        _measures(entry),
        "、".join(entry.posts),
        "、".join(entry.units),
        _deadlines(entry),
        progress_of(entry),
        entry.status,
        proof_of(entry),
        _place(entry.origin),
        OVERDUE if entry.is_overdue(today) else "",
        code_of(entry.iri),
    ]


def full_line(number: int, entry: Entry, today: date | None) -> Line:
    """Return a problem as a line of the full sheet."""
    problem, details = split_statement(entry.text)
    due = entry.due or min((task.due for task in entry.tasks if task.due), default=None)
    return [
        number,
        entry.number,
        "、".join(each.label for each in entry.inspection.rounds) if entry.inspection else "",
        entry.unit,
        entry.inspection.label if entry.inspection else "",
        "\n".join(entry.headings),
        problem,
        details,
        "、".join(entry.types),
        entry.kind,
        "",
        _measures(entry),
        "、".join(entry.posts),
        "、".join(entry.units),
        _deadlines(entry),
        due.isoformat() if due else "",
        OVERDUE if entry.is_overdue(today) else "",
        progress_of(entry),
        entry.status,
        entry.now.day if entry.now else "",
        closed_of(entry),
        proof_of(entry),
        "\n".join(entry.guesses),
        _place(entry.origin),
        code_of(entry.iri),
    ]


def problem_line(number: int, entry: Entry) -> Line:
    """Return a problem as a line of the list of problems."""
    visit = entry.inspection.label if entry.inspection else ""
    types = "、".join(entry.types)
    place = _place(entry.origin)
    return [
        number, entry.unit, visit, "\n".join(entry.headings), entry.number, entry.text, types, entry.status, place,
    ]  # fmt: skip


def task_line(number: int, of: int, entry: Entry, task: Task, today: date | None) -> Line:
    """Return a measure as a line of the list of tasks; who answers for the problem answers for it."""
    due = task.due or entry.due
    is_late = due is not None and today is not None and due < today and entry.status != "完成" and task.state != "已做"
    return [
        number,
        of,
        entry.unit,
        split_statement(entry.text)[0],
        task.text,
        "、".join(task.posts or entry.posts),
        "、".join(task.units or entry.units),
        task.deadline or entry.deadline,
        OVERDUE if is_late else "",
        task.state,
        _place(task.origin),
    ]


def source_lines(number: int, entry: Entry) -> Iterator[Line]:
    """Yield the sentences behind a problem: its own, those of its measures and of its statuses."""
    yield _source_line(number, "反馈问题", split_statement(entry.text)[0], entry.origin)
    for task in entry.tasks:
        yield _source_line(number, "整改措施", task.text, task.origin)
    for state in entry.states:
        yield _source_line(number, "整改状态", state.status, state.origin)


def _source_line(number: int, kind: str, text: str, origin: Origin | None) -> Line:
    if origin is None:
        return [number, kind, text, "", "", "", ""]
    return [number, kind, text, origin.file, origin.start, origin.end, origin.words]


@dataclass(slots=True)
class _Duty:
    unit: str
    problems: list[str] = field(default_factory=list[str])
    open: int = 0
    overdue: int = 0


@dataclass(slots=True)
class Duties:
    """Who answers for what: units and posts, gathered while the problems go by."""

    of: dict[tuple[str, str, str], _Duty] = field(default_factory=dict[tuple[str, str, str], _Duty])

    def note(self, number: int, entry: Entry, today: date | None) -> None:
        """Note who answers for a problem: as it is told, else the unit that was inspected."""
        told = [("责任岗位", name) for name in entry.posts] + [("责任单位", name) for name in entry.units]
        inspected = [(_INSPECTED, entry.unit or _UNKNOWN_UNIT)]
        late = entry.is_overdue(today)
        words = [f"{number}. {_short(split_statement(entry.text)[0])}", entry.deadline.replace("\n", " ")]
        line = "　".join(filter(None, [*words, entry.status, OVERDUE if late else ""]))
        for kind, name in told or inspected:
            duty = self.of.setdefault((entry.unit, name, kind), _Duty(entry.unit))
            duty.problems.append(line)
            duty.open += entry.status not in ("", "完成")
            duty.overdue += late

    def lines(self) -> Iterator[Line]:
        """Yield a line for each unit and post that answers for something, by the unit that was inspected."""
        for number, ((unit, name, kind), duty) in enumerate(sorted(self.of.items(), key=_rank_of_duty), 1):
            told: list[Cell] = [number, name, kind, unit, len(duty.problems), duty.open, duty.overdue]
            yield [*told, "\n".join(duty.problems)]


def _rank_of_duty(duty: tuple[tuple[str, str, str], _Duty]) -> tuple[str, bool, str, str]:
    (unit, name, kind), _ = duty
    return unit, kind != _INSPECTED, kind, name


def split_statement(statement: str) -> tuple[str, str]:
    """Return the first sentence, which names the problem, and the rest, which shows it.

    >>> split_statement("财务管理不规范。2021年有3笔支出无票据。")
    ('财务管理不规范。', '2021年有3笔支出无票据。')
    """
    end = min((at for mark in _SENTENCE_ENDS if (at := statement.find(mark)) >= 0), default=len(statement))
    return statement[: end + 1].strip(), statement[end + 1 :].strip()


def _measures(entry: Entry) -> str:
    return "\n".join(f"{index}. {task.text}" for index, task in enumerate(entry.tasks, 1))


def _deadlines(entry: Entry) -> str:
    of_tasks = [
        f"措施{index}：{task.deadline}"
        for index, task in enumerate(entry.tasks, 1)
        if task.deadline and task.deadline != entry.deadline
    ]
    return "\n".join(filter(None, [entry.deadline, *of_tasks]))


def _place(origin: Origin | None) -> str:
    return origin.place if origin else ""


def _short(text: str) -> str:
    return text if len(text) <= _SHORT else f"{text[: _SHORT - 1]}…"
