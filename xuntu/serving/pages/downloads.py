"""A table as a file: CSV that Excel opens rightly, an Excel workbook, JSON. No text of it becomes a formula."""

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final
from urllib.parse import quote

from xuntu.graph import Question, to_bytes
from xuntu.serving.pages.forms import speak
from xuntu.serving.pages.page import Page
from xuntu.serving.pages.tables import Table

FORMS: Final[Mapping[str, str]] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json; charset=utf-8",
}
_FORBIDDEN: Final = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|\ud800-\udfff\u202a-\u202e\u2066-\u2069]+")
_LONGEST: Final = 60


def to_file(table: Table, question: Question, told: Mapping[str, str], form: str, *, truncated: bool) -> Page:
    """Return a table as a file to save, named after the question and what it was told."""
    name = name_file(question, told, table, truncated=truncated)
    if form == "json":
        body = _to_json(table, question, told, truncated=truncated)
    else:
        body = to_bytes(table.in_words(), form, mark=True)
    plain = f'attachment; filename="{question.name}.{form}"'
    headers = {"Content-Disposition": f"{plain}; filename*=UTF-8''{quote(f'{name}.{form}', safe='')}"}
    return Page(body, media_type=FORMS[form], headers=headers)


def name_file(question: Question, told: Mapping[str, str], table: Table, *, truncated: bool = False) -> str:
    """Return the name of the file, without its extension: the question, what it was told, whether it was cut."""
    asked = re.split("[：，]", speak(f"{question.chinese} / {question.english}", table.language))[0]
    cut = ("已截断" if table.language == "zh" else "truncated",) if truncated else ()
    return _FORBIDDEN.sub("_", "-".join((asked, *told.values(), *cut)))[:_LONGEST]


def _to_json(table: Table, question: Question, told: Mapping[str, str], *, truncated: bool) -> bytes:
    answer = {
        "question": question.name,
        "asks": speak(f"{question.chinese} / {question.english}", table.language),
        "parameters": dict(told),
        "columns": [{"name": head.name, "meaning": head.meaning} for head in table.heads],
        "truncated": truncated,
        "rows": table.rows.to_dicts(),
    }
    return (json.dumps(answer, ensure_ascii=False, indent=1, default=_to_number) + "\n").encode()


def _to_number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
