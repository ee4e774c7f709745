"""Findings in tables: columns known by their heads, rows by what stands in the problem column."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from xuntu.extractors.findings import policies_of, post_of, typed
from xuntu.extractors.folding import fold
from xuntu.extractors.measures import read_measures
from xuntu.extractors.repeats import read_cell, read_repeat
from xuntu.extractors.statuses import from_label, normal_of
from xuntu.ontology import Finding, Heading, Passage, Repeat, Responsible, Table, Wording

Column = Literal[
    "number",
    "problem",
    "detail",
    "measure",
    "status",
    "deadline",
    "leader",
    "unit",
    "category",
    "goal",
    "body",
    "earlier",
]

# the first that fits a head names the column
_HEADS: tuple[tuple[Column, re.Pattern[str]], ...] = (
    ("number", re.compile(r"^(?:序号|编号|问题序号|问题编号|No\.?)$")),
    (
        "earlier",
        re.compile(
            r"^是否.{0,6}(?:上|前|往|历次|重复|反复|再次|老问题|以往|此前|屡)|^(?:问题)?(?:来源|出处)$|^(?:上一?轮|上次|前次|此前|往年|历次|以往)"
            r"(?:巡视巡察|巡视|巡察|审计|督察)?(?:是否)?(?:反馈|指出|发现|提出|整改)|^(?:重复|反复|屡查屡犯)(?:出现)?(?:问题|情况|发现)?$"
        ),
    ),
    ("detail", re.compile(r"具体表现|表现形式|问题表现|主要表现")),
    (
        "status",
        re.compile(
            r"^(?:整改)?(?:状态|结果|完成状态|完成情况|是否完成|是否整改到位|销号情况|整改完成情况|整改状况|进度|办理状态|整改进度)$"
        ),
    ),
    ("deadline", re.compile(r"时限|期限|完成时间|整改时间")),
    ("leader", re.compile(r"责任领导|责任人|牵头领导|分管领导|责任.*领导|包抓领导")),
    ("unit", re.compile(r"责任(?:单位|部门|科室|股室|处室|主体)|牵头(?:单位|部门)|主责")),
    ("body", re.compile(r"^(?:被巡察|被巡视|所属|问题)?(?:单位|单位名称|被巡察单位|被巡视单位|被巡察党组织)$")),
    ("goal", re.compile(r"目标")),
    ("category", re.compile(r"^(?:问题)?(?:类别|大类|类型|分类|方面|所属方面|问题方面|维度)$")),
    ("problem", re.compile(r"问题|反馈意见|整改事项|事项")),
    ("measure", re.compile(r"措施|整改情况|落实情况|进展|成效|举措|做法|整改")),
)


def read_table(table: Table, text: str) -> tuple[Finding, ...]:
    """Return the findings of a table that has a column of problems and one of measures or statuses; else none."""
    columns, rows = _head(table, text)
    if not columns:
        return ()
    earlier = _earlier_head(table, columns, text)
    return tuple(typed(list(_rows(rows, columns, text, earlier=earlier))))


def _earlier_head(table: Table, columns: dict[Column, list[int]], text: str) -> Passage | None:
    """Return the head of the column that tells whether a problem was found before."""
    cells = (row[at] for at in columns.get("earlier", ()) for row in table.rows[:4] if at < len(row))
    return next((cell for cell in cells if len(cell.of(text).strip()) > 1), None)


def find_columns(table: Table, text: str) -> tuple[Column, ...]:
    """Return what the columns of a table of findings hold, from left to right; none where it is no such table."""
    columns, _ = _head(table, text)
    named: dict[int, Column] = {position: column for column, positions in columns.items() for position in positions}
    return tuple(named[position] for position in sorted(named))


def _head(table: Table, text: str) -> tuple[dict[Column, list[int]], Sequence[Sequence[Passage]]]:
    """Return the columns that the head of a table names, and the rows below it."""
    for position, row in enumerate(table.rows[:4]):
        columns = _columns(row, text)
        if "problem" in columns and ({"measure", "status", "deadline", "unit"} & set(columns)):
            rows = table.rows[position + 1 :]
            if rows and _cells(rows[:1], columns, "problem", text) and _repeats(rows[0], row, columns["problem"], text):
                columns, rows = _columns(rows[0], text), rows[1:]
            return _with_status(columns, rows, text), rows
    return {}, ()


def _repeats(row: Sequence[Passage], above: Sequence[Passage], positions: Sequence[int], text: str) -> bool:
    """Tell whether a row says again what the head says: the second line of a head whose cells span two."""
    return all(at < len(row) and row[at].of(text).strip() == above[at].of(text).strip() for at in positions)


def _with_status(
    columns: dict[Column, list[int]], rows: Sequence[Sequence[Passage]], text: str
) -> dict[Column, list[int]]:
    """Take as the column of statuses, of those headed 完成情况, 进展 and the like, the one whose cells are statuses."""
    candidates = [*columns.get("status", []), *reversed(columns.get("measure", []))]
    shares = {position: _share_of_statuses(rows, position, text) for position in candidates}
    best = max(candidates, key=lambda position: shares[position], default=None)
    if best is None or (shares[best] <= 0.5 and len(columns.get("status", [])) < 2):
        return columns
    rest = sorted(position for position in candidates if position != best)
    return {**columns, "measure": rest, "status": [best]}


def _share_of_statuses(rows: Sequence[Sequence[Passage]], position: int, text: str) -> float:
    cells = [fold(row[position].of(text)).strip() for row in rows if position < len(row)]
    words = [cell for cell in cells if cell]
    return sum(len(word) <= 12 and normal_of(word) is not None for word in words) / max(1, len(words))


def _columns(head: Sequence[Passage], text: str) -> dict[Column, list[int]]:
    columns: dict[Column, list[int]] = {}
    for position, cell in enumerate(head):
        name = re.sub(r"\s", "", fold(cell.of(text)))
        if 0 < len(name) <= 14:
            column: Column | None = next((each for each, pattern in _HEADS if pattern.search(name)), None)
            if column:
                columns.setdefault(column, []).append(position)
    return columns


def _rows(
    rows: Sequence[Sequence[Passage]], columns: dict[Column, list[int]], text: str, *, earlier: Passage | None
) -> Iterator[Finding]:
    """Yield one finding a problem cell; rows that repeat the cell above (a span) add their measures to it."""
    grouped: list[list[Sequence[Passage]]] = []
    heading: Passage | None = None
    above: list[Passage | None] = []
    for row in rows:
        problem = _cell(row, columns, "problem", text)
        filled = {cell.of(text).strip() for cell in row if cell.of(text).strip()}
        if len(filled) == 1 and len(row) > 2:
            heading = next(cell for cell in row if cell.of(text).strip())  # a row of one spanning cell heads a group
            continue
        if problem is None:
            continue
        last = grouped[-1][0] if grouped else None
        same = (
            last is not None
            and (before := _cell(last, columns, "problem", text)) is not None
            and (before.of(text) == problem.of(text) and _number(last, columns, text) == _number(row, columns, text))
        )
        if same:
            grouped[-1].append(row)
        else:
            grouped.append([row])
            above.append(heading)
    for group, head in zip(grouped, above, strict=True):
        found = _finding(group, columns, head, text)
        yield (
            found
            if found.repeat and found.repeat.earlier
            else replace(found, repeat=_told_in_cell(group[0], columns, earlier, text) or found.repeat)
        )


def _finding(
    rows: Sequence[Sequence[Passage]], columns: dict[Column, list[int]], head: Passage | None, text: str
) -> Finding:
    row = rows[0]
    parts = [cell for column in ("problem", "detail") for cell in _cells(rows[:1], columns, column, text)]
    statement = Wording("".join(part.of(text) for part in parts), Passage(parts[0].start, parts[0].end))
    measures = read_measures(_cells(rows, columns, "measure", text), text)
    category = _cell(row, columns, "category", text) or head
    headings = (_heading(category, text),) if category else ()
    status = from_label(_cells(rows[-1:], columns, "status", text), text, cell=True)
    leader, unit = _wording(row, columns, "leader", text), _wording(row, columns, "unit", text)
    post = post_of(leader) if leader else None
    body = _cell(row, columns, "body", text)
    return Finding(
        number=_number(row, columns, text),
        statement=statement,
        headings=headings,
        unit=body.of(text).strip() if body else None,
        statuses=(status,) if status else (),
        measures=measures,
        policy_documents=policies_of(statement, measures),
        responsible=Responsible(post, unit) if post or unit else None,
        deadline=_wording(row, columns, "deadline", text),
        repeat=read_repeat(
            statement,
            text,
            groups=[heading.passage for heading in headings],
            above=[heading.passage for heading in headings],
            deeds=_cells(rows, columns, "measure", text),
        ),
    )


def _told_in_cell(
    row: Sequence[Passage], columns: dict[Column, list[int]], head: Passage | None, text: str
) -> Repeat | None:
    """Return what the column on earlier inspections says of a row."""
    cells = _cells([row], columns, "earlier", text)
    return next((repeat for cell in cells if (repeat := read_cell(cell, text, head))), None)


def _heading(cell: Passage, text: str) -> Heading:
    words = cell.of(text).strip()
    numbered = re.match(r"^[(（]?[一二三四五六七八九十\d]+[)）]?[、.．]?", words)
    cut = numbered.end() if numbered else 0
    return Heading(words[:cut].rstrip("、.．") or None, words[cut:], 1, Passage(cell.start + cut, cell.end))


def _cells(
    rows: Sequence[Sequence[Passage]], columns: dict[Column, list[int]], column: Column, text: str
) -> list[Passage]:
    found: list[Passage] = []
    for row in rows:
        for position in columns.get(column, ()):
            if (
                position < len(row)
                and row[position].of(text).strip()
                and row[position].of(text) not in [p.of(text) for p in found]
            ):
                found.append(row[position])
    return found


def _cell(row: Sequence[Passage], columns: dict[Column, list[int]], column: Column, text: str) -> Passage | None:
    return next(iter(_cells([row], columns, column, text)), None)


def _wording(row: Sequence[Passage], columns: dict[Column, list[int]], column: Column, text: str) -> Wording | None:
    cell = _cell(row, columns, column, text)
    return Wording(cell.of(text).strip(), cell) if cell else None


def _number(row: Sequence[Passage], columns: dict[Column, list[int]], text: str) -> str | None:
    cell = _cell(row, columns, "number", text)
    return fold(cell.of(text)).strip().rstrip(".、") if cell else None
