"""The ledger as an Excel workbook: its sheets filled side by side while the problems go by."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from xuntu.graph.ledger.asides import check_lines, recurrence_lines
from xuntu.graph.ledger.choice import Chosen, Filters, choose, find_last_day
from xuntu.graph.ledger.columns import (
    CHECKS,
    DUTIES,
    FULL,
    FULL_NAME,
    LEDGER,
    LEDGER_NAME,
    PROBLEMS,
    RECURRENCES,
    SOURCES,
    TASKS,
)
from xuntu.graph.ledger.entries import Entry, read_entries
from xuntu.graph.ledger.lines import (
    Bands,
    Duties,
    full_line,
    ledger_line,
    problem_line,
    source_lines,
    task_line,
)
from xuntu.graph.ledger.stamp import head_lines, stamp_of_entry, stamp_of_task
from xuntu.graph.saving import save
from xuntu.graph.sheet import Book, Page, Plain, Sheet
from xuntu.graph.store import Store
from xuntu.ontology import LEDGER_SHEET


def write_ledger(
    store: Store,
    path: str | Path,
    *,
    unit: str | None = None,
    round: str | None = None,  # noqa: A002 (what questions call it)
    status: str | None = None,
    type: str | None = None,  # noqa: A002
    today: date | None = None,
) -> Path:
    """Write the ledger of all problems, or of those of a *unit*, *round*, *status* or *type*, and return its path.

    *status* is a word such as 未完成, or 已办结, 未办结. What is overdue *today* is red; without a day it is as of the
    last day on which the graph says that something was told. The same graph gives the same bytes. Raises
    ``QueryError`` for an unknown unit, round, status or type, ``StoreError`` where the file cannot be written or there
    is more than a sheet holds.
    """
    filters = Filters(unit, round, status, type)
    chosen = choose(store, filters)
    as_of = today or find_last_day(store)
    with Book() as book:
        _fill(book, store, chosen, as_of=as_of, filters=filters)
        return save(path, book.to_bytes())


@dataclass(slots=True)
class _Sheets:
    """The sheets that are filled problem by problem."""

    ledger: Page
    full: Page
    problems: Page
    tasks: Page
    duties: Page
    checks: Page
    recurrences: Page
    sources: Page
    stamp: Plain


def _fill(book: Book, store: Store, chosen: Sequence[Chosen], *, as_of: date | None, filters: Filters) -> None:
    pages = _begin(book, as_of=as_of, filters=filters)
    for row in head_lines(store, as_of, filters):
        pages.stamp.write(row)
    bands, duties, tasks = Bands(), Duties(), 0
    for number, entry in enumerate(read_entries(store, chosen), 1):
        for band in bands.before(entry):
            pages.ledger.write(band)
        tasks = _write_entry(pages, number, entry, as_of=as_of, tasks=tasks)
        duties.note(number, entry, as_of)
    for line in duties.lines():
        pages.duties.write(line)
    for line in check_lines(store, chosen):
        pages.checks.write(line)
    for line in recurrence_lines(store, chosen):
        pages.recurrences.write(line)


def _write_entry(pages: _Sheets, number: int, entry: Entry, *, as_of: date | None, tasks: int) -> int:
    """Write a problem on all sheets that list it, and return how many measures there are by now."""
    pages.ledger.write(ledger_line(number, entry, as_of))
    pages.full.write(full_line(number, entry, as_of))
    pages.problems.write(problem_line(number, entry))
    pages.stamp.write(stamp_of_entry(entry))
    for task in entry.tasks:
        tasks += 1
        pages.tasks.write(task_line(tasks, number, entry, task, as_of))
        pages.stamp.write(stamp_of_task(task))
    for line in source_lines(number, entry):
        pages.sources.write(line)
    return tasks


def _begin(book: Book, *, as_of: date | None, filters: Filters) -> _Sheets:
    whose = "".join(filter(None, [filters.round, filters.unit]))
    narrowed = "、".join(filter(None, [filters.type, filters.status]))
    about = f"{whose}巡视巡察反馈问题" + (f"（{narrowed}）" if narrowed else "")
    late = f"（逾期以 {as_of} 为准）" if as_of else ""
    return _Sheets(
        ledger=book.add(Sheet(LEDGER_NAME, f"{about}整改台账", LEDGER)),
        full=book.add(Sheet(FULL_NAME, f"{about}整改台账总表{late}", FULL, pages=2)),
        problems=book.add(Sheet("问题清单", f"{about}清单", PROBLEMS)),
        tasks=book.add(Sheet("任务清单", f"{about}整改任务清单{late}", TASKS)),
        duties=book.add(Sheet("责任清单", f"{about}整改责任清单{late}", DUTIES)),
        checks=book.add(Sheet("核对", "自报数与抽取数核对", CHECKS)),
        recurrences=book.add(Sheet("反复问题", "反复出现的问题", RECURRENCES)),
        sources=book.add(Sheet("出处", "原文出处", SOURCES)),
        stamp=book.hide(LEDGER_SHEET),
    )
