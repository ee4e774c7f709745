"""Reports written to files, in the format that the extension names."""

from datetime import date
from pathlib import Path
from typing import Final

from xuntu.graph import Store, save
from xuntu.ontology import QueryError, StoreError
from xuntu.reports.html import to_html
from xuntu.reports.model import Report
from xuntu.reports.round import report_on_round
from xuntu.reports.unit import report_on_unit

FORMS: Final = ("html", "docx", "pdf")
"""What a report can be written as, by extension."""


def write_report(
    store: Store,
    path: str | Path,
    *,
    unit: str | None = None,
    round_: str | None = None,
    today: str | date | None = None,
    browser: str | None = None,
) -> Path:
    """Write the report on one *unit* or one *round_* as of *today*, and return the path.

    *today* is by default the latest day that is told in the documents; *browser* prints a PDF. Raises QueryError where
    not just one of both is told, or none or several are called so; StoreError for another extension, and where the file
    cannot be written.
    """
    extension = Path(path).suffix.removeprefix(".").lower()
    if extension not in FORMS:
        raise StoreError(f"{path}：报告可以写成 {'、'.join(f'.{form}' for form in FORMS)}；请换一个扩展名")
    if (unit is None) == (round_ is None):
        raise QueryError("报告写一个单位或一个轮次：--unit 名称，或 --round 名称")
    report = make_report(store, unit=unit, round_=round_, today=today)
    return save(path, to_bytes(report, extension, browser=browser))


def to_bytes(report: Report, form: str, *, browser: str | None = None) -> bytes:
    """Return a report in one of the ``FORMS``; raises StoreError where a PDF cannot be printed."""
    from xuntu.reports.word import to_docx

    page = to_html(report).encode() if form != "docx" else b""
    if form == "html":
        return page
    document = to_docx(report)
    if form == "docx":
        return document
    from xuntu.reports.printing import print_page

    return print_page(page, document, browser=browser)


def make_report(
    store: Store, *, unit: str | None = None, round_: str | None = None, today: str | date | None = None
) -> Report:
    """Return the report on one unit or one round as records."""
    day = _read_day(today) if isinstance(today, str) else today
    if unit is not None:
        return report_on_unit(store, unit, today=day)
    return report_on_round(store, round_ or "", today=day)


def _read_day(told: str) -> date:
    try:
        return date.fromisoformat(told)
    except ValueError as error:
        raise QueryError(f"--today 不是日期：{told}；写成 2024-12-31") from error
