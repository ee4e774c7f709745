"""What a reader should look at again in a finished report: gaps, contradictions, guesses. A table of checks.

Each check looks at one thing and yields notes with the place that they are about. To add one, write it and add a line
to ``_CHECKS``.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import TypeAlias

from xuntu.extractors.comparisons import compare_declared
from xuntu.extractors.folding import fold
from xuntu.extractors.lexicons import alternatives, load_words
from xuntu.extractors.statuses import normal_of
from xuntu.ontology import Date, Document, Finding, Note, Organisation, Passage, Report, StatusSource, YearSource

Check: TypeAlias = Callable[[Report, Document], Iterator[Note]]

_LABELS = load_words("labels")
_STATUS_LABEL = re.compile(
    rf"(?:^|(?<=[。;\s]))(?:[(（]?\d{{0,2}}[)）.、])?(?:{alternatives(_LABELS['status'])}):[ \t]*(?P<words>[^\n。;:]*)",
    re.MULTILINE,
)
_STATUS_WORD = re.compile(rf"(?:{alternatives(_LABELS['status'])}):")
_LONGEST_NUMBER = 4  # (12) before a label
_EMPTY_LABEL = re.compile(
    rf"^(?P<label>{alternatives([*_LABELS['status'], *_LABELS['measure']])}):[ \t]*(?=\s*\Z"
    rf"|\n+[ \t]*(?:\S{{1,5}}[)）.、])?(?:{alternatives(_LABELS['problem'])})\d*:|\n+[ \t]*(?P=label):)",
    re.MULTILINE,
)
_SELF = re.compile(
    r"[我本该]\S{0,5}|(?:局|厅|委|部|院|校|公司|集团|中心|学校|医院|镇|乡|街道|县|市|区)?(?:机关)?(?:党组|党委|党工委)"
)
_TITLE_MARK = re.compile("[《》]")
_NAMELESS = re.compile(r"某|[×*]{1,}|[XxＸ]{2,}")
_FIRST = re.compile(r"(?:问题)?[(]?(?:1|一)[)]?")
_LONGEST_STATUS = 30
_SHOWN = 24
_WITH_PROBLEMS = frozenset({"rectification_report", "audit_rectification", "environment_inspection_rectification"})
_OWN_STATUS: frozenset[StatusSource] = frozenset({"label", "cell", "closing_words"})
_YEAR_FROM: dict[YearSource, str] = {
    "period_start": "巡察开始日期",
    "period": "巡察时间",
    "feedback": "反馈日期",
    "publication": "公布日期",
    "round": "轮次的年份",
    "sentence": "同句前文",
    "caller": "上文",
}
_SOURCES: dict[StatusSource, str] = {
    "label": "标签", "cell": "表格", "closing_words": "结尾的话", "group_line": "分组说明", "section": "所在部分的标题",
    "document": "全文说明",
}  # fmt: skip
_COUNTED = {"categories": ("类", "大类"), "aspects": ("个", "方面"), "problems": ("个", "问题")}


def find_doubts(report: Report, document: Document) -> Iterator[Note]:
    """Yield every note that a finished *report* gives rise to, check by check.

    >>> from xuntu.ontology import Inspection
    >>> words = "县委第二巡察组开展了巡察。"
    >>> named = Inspection(team="县委第二巡察组", passage=Passage(0, 7))
    >>> report = Report("rectification_report", Passage(0, len(words)), inspection=named)
    >>> [note.message for note in find_doubts(report, Document("a.txt", "", "text/plain", words))][0]
    '没有读出被巡单位'
    """
    for check in _CHECKS:
        yield from check(report, document)


def explain_year(date: Date) -> str | None:
    """Return whence the year of an inferred date was taken, in words; ``None`` where the date is as printed.

    >>> explain_year(Date("2021-10-28", inferred=True, year_from="period"))
    '年份按巡察时间推断'
    """
    return f"年份按{_YEAR_FROM[date.year_from]}推断" if date.inferred and date.year_from else None


def completed_from(unit: Organisation, text: str) -> str | None:
    """Return the printed name of a unit that is known by a fuller one; ``None`` where it is as printed, save 中共.

    >>> completed_from(Organisation("中共甲县水务局党组", also=("我局",), passage=Passage(0, 2)), "我局组织学习。")
    '我局'
    """
    bare = unit.name.removeprefix("中共")
    words = re.sub(r"\s|\([^)]*\)", "", fold(unit.passage.of(text))) if unit.passage else bare
    printed = max((name for name in (bare, *unit.also) if name in words), key=len, default=bare)
    return None if printed == bare else printed


def _units(report: Report, document: Document) -> Iterator[Note]:
    """Look for units that are missing, nameless, unresolved, or known by another name than the printed one."""
    units = report.inspection.units if report.inspection else ()
    if report.kind in _WITH_PROBLEMS and not units:
        yield Note("header", "没有读出被巡单位", report.title.passage if report.title else report.passage)
    for unit in units:
        if _NAMELESS.search(unit.name):
            yield Note("header", f"单位“{unit.name}”是匿名的，不与别处的单位相认", unit.passage)
        elif _SELF.fullmatch(unit.name):
            yield Note("header", f"单位“{unit.name}”是自称，没有查到全称", unit.passage)
        elif unit.passage is None:
            signed = (report.issuer and report.issuer.passage) or (
                report.title.passage if report.title else report.passage
            )
            yield Note("inferred", f"被巡单位按署名推断为“{unit.name}”", signed)
        elif printed := completed_from(unit, document.text):
            yield Note("inferred", f"单位“{printed}”按署名补全为“{unit.name}”", unit.passage)
    for name, findings in groupby(report.findings, key=lambda finding: finding.unit):
        if name and _NAMELESS.search(name):
            where = next(findings).statement.passage
            yield Note("header", f"单位“{name}”是匿名的，不与别处的单位相认", where)


def _years(report: Report, document: Document) -> Iterator[Note]:  # noqa: ARG001
    """Look for days whose year was taken from elsewhere, or is not known; one year stands for both days of a span."""
    for name, date in _dates(report):
        how = explain_year(date)
        if how and date.year_from != "period_start":
            yield Note("inferred", f"{name}{date.iso}的{how}", date.passage)
        elif len(date.iso) == len("04-19"):
            yield Note("header", f"{name}{date.iso}没有年份，也推断不出", date.passage)


def _order(report: Report, document: Document) -> Iterator[Note]:  # noqa: ARG001
    """Look for days that come before what they must follow; a launch is published before the work ends."""
    dated = [(name, date) for name, date in _dates(report) if len(date.iso) > len("04-19")]
    for (earlier, first), (later, last) in pairwise(dated):
        precision = min(len(first.iso), len(last.iso))
        if last.iso[:precision] < first.iso[:precision]:
            place = last.passage or first.passage
            yield Note("header", f"{later}{last.iso}早于{earlier}{first.iso}", place)


def _dates(report: Report) -> list[tuple[str, Date]]:
    inspection = report.inspection
    period = inspection.period if inspection else None
    named = [
        ("巡察开始日期", period.start if period else None),
        ("巡察结束日期", period.end if period else None),
        ("反馈日期", inspection.feedback if inspection else None),
        ("公布日期", report.published if report.kind != "launch_notice" else None),
    ]
    return [(name, date) for name, date in named if date]


def _counts(report: Report, document: Document) -> Iterator[Note]:  # noqa: ARG001
    """Look for declared counts that no reading agrees with, of the whole or under a heading."""
    judged = [each for each in compare_declared(report) if each.agrees is not None] if report.findings else []
    kinds = dict.fromkeys((each.declared.kind, each.declared.about) for each in judged)
    for kind, about in kinds:
        alike = [each for each in judged if (each.declared.kind, each.declared.about) == (kind, about)]
        if not any(each.agrees for each in alike):
            unit, what = _COUNTED[kind]
            first = alike[0]
            under = f"“{_short(about)}”下" if about else ""
            message = f"{under}自报{what}{first.declared.value}{unit}，读出{first.extracted}{unit}"
            yield Note("declared", message, first.declared.passage)


def _completed(report: Report, document: Document) -> Iterator[Note]:  # noqa: ARG001
    """Look for a declared number of problems done that the problems' own statuses do not add up to."""
    counted = [finding for finding in report.findings if finding.listed_under is None]
    normals = [f.status.normal for f in counted if f.status and f.status.source in _OWN_STATUS]
    told = [each for each in report.declared if each.kind == "completed" and each.about is None]
    if not told or len(normals) < len(counted):
        return
    done, mostly = normals.count("完成"), normals.count("基本完成")
    if not any(int(each.value) in (done, done + mostly) for each in told):
        most = max(told, key=lambda each: each.value)
        yield Note("declared", f"自报完成{most.value}个，状态为完成的{done}个、基本完成的{mostly}个", most.passage)


def _nothing_read(report: Report, document: Document) -> Iterator[Note]:  # noqa: ARG001
    if report.kind in {*_WITH_PROBLEMS, "feedback_notice"} and not report.findings:
        yield Note("outline", "未读出任何问题，请核对原文的标题层次", report.title.passage if report.title else None)


def _numbers(report: Report, document: Document) -> Iterator[Note]:  # noqa: ARG001
    """Look for numbers that two problems under one heading share; a count may begin again at its first number."""
    seen: dict[tuple[object, ...], Finding] = {}
    last: str | None = None
    for finding in report.findings:
        if finding.number is None or finding.listed_under:
            continue
        if _FIRST.fullmatch(fold(finding.number)) and finding.number != last:
            seen.clear()
        last = finding.number
        key = (finding.number, finding.unit, *(heading.passage.start for heading in finding.headings))
        if (known := seen.setdefault(key, finding)) is not finding:
            message = f"编号{finding.number}重复，另一处是“{_short(known.statement.text)}”"
            yield Note("outline", message, finding.statement.passage)


def _row_numbers(report: Report, document: Document) -> Iterator[Note]:
    """Look for numbers that the rows of a table skip."""
    for table in document.tables:
        rows = [f for f in report.findings if table.passage.holds(f.statement.passage)]
        counted = [(int(f.number), f) for f in rows if f.number and f.number.isdecimal()]
        for (number, _), (following, finding) in pairwise(counted):
            if following > number + 1:
                yield Note("tables", f"编号由{number}跳到{following}", finding.statement.passage)


def _measures(report: Report, document: Document) -> Iterator[Note]:  # noqa: ARG001
    """Look for problems without measures, where most of the others have them."""
    without = [finding for finding in report.findings if not finding.measures]
    if report.kind in _WITH_PROBLEMS and len(without) * 2 < len(report.findings):
        for finding in without:
            yield Note("measures", f"{_name(finding)}没有读出整改措施", finding.statement.passage)


def _statuses(report: Report, document: Document) -> Iterator[Note]:  # noqa: ARG001
    """Look for problems without any status, where most of the others have one of their own."""
    without = [f for f in report.findings if not f.status or f.status.source not in _OWN_STATUS]
    if len(without) * 2 < len(report.findings):
        for finding in without:
            if finding.status is None:
                yield Note("statuses", f"{_name(finding)}没有读出整改状态", finding.statement.passage)


def _inherited(report: Report, document: Document) -> Iterator[Note]:  # noqa: ARG001
    """Tell the statuses that were said of several problems at once, and taken for each."""
    taken = Counter(
        finding.status
        for finding in report.findings
        if finding.status and finding.status.source not in _OWN_STATUS
    )  # fmt: skip
    for status, count in taken.items():
        message = f"{count}个问题没有各自的状态，按{_SOURCES[status.source]}记为“{status.normal}”"
        yield Note("inferred", message, status.passage)


def _unknown_statuses(report: Report, document: Document) -> Iterator[Note]:
    """Look for words behind a label of statuses that mean none that is known."""
    for match in _status_labels(fold(report.passage.of(document.text))):
        words = match["words"].strip(" ,、")
        if words and len(words) <= _LONGEST_STATUS and normal_of(words) is None:
            yield Note("statuses", f"状态“{words}”不在已知的说法之中，没有归类", _at(report, match, "words"))


def _status_labels(folded: str) -> Iterator[re.Match[str]]:
    """Yield the labels of statuses: only where their words stand are the signs before them looked at."""
    end = 0
    for word in _STATUS_WORD.finditer(folded):
        match = _STATUS_LABEL.search(folded, max(end, word.start() - _LONGEST_NUMBER), word.end())
        match = match and _STATUS_LABEL.match(folded, match.start())
        if match:
            end = match.end()
            yield match


def _empty_labels(report: Report, document: Document) -> Iterator[Note]:
    if report.kind in _WITH_PROBLEMS:
        for match in _EMPTY_LABEL.finditer(fold(report.passage.of(document.text))):
            yield Note("outline", f"“{match['label']}”之后没有文字", _at(report, match, "label"))


def _open_titles(report: Report, document: Document) -> Iterator[Note]:
    """Look for titles in 《》 that are opened and not closed within their line."""
    position = report.passage.start
    for line in report.passage.of(document.text).split("\n"):
        opened = _left_open(line) if "《" in line else None
        if opened is not None:
            words = line[opened : opened + _SHOWN]
            where = Passage(position + opened, position + opened + len(words))
            yield Note("measures", f"书名号没有合上：“{words}”", where)
        position += len(line) + 1


def _left_open(line: str) -> int | None:
    """Return where the outermost title begins that the line does not close.

    >>> _left_open("修订《甲办法》和《乙《丙》"), _left_open("》《甲》")
    (8, None)
    """
    depth, opened = 0, 0
    for mark in _TITLE_MARK.finditer(line):
        if mark[0] == "《":
            depth, opened = depth + 1, mark.start() if depth == 0 else opened
        else:
            depth = max(0, depth - 1)
    return opened if depth else None


def _unread_tables(report: Report, document: Document) -> Iterator[Note]:
    for table in document.tables:
        inside = report.passage.holds(table.passage) and len(table.rows) > 1
        tasks = report.inspection.assignments if report.inspection else ()
        places = [*(f.statement.passage for f in report.findings), *(task.passage for task in tasks)]
        units = [unit.passage for task in tasks for unit in task.units]
        if inside and not any(place and table.passage.holds(place) for place in (*places, *units)):
            yield Note("tables", f"表格（{len(table.rows)}行）没有读出记录", table.passage)


def _name(finding: Finding) -> str:
    number = finding.number or ""
    return f"问题{number.removeprefix('问题')}" if number else f"问题“{_short(finding.statement.text)}”"


def _short(words: str) -> str:
    return words if len(words) <= _SHOWN else words[:_SHOWN] + "…"


def _at(report: Report, match: re.Match[str], group: str) -> Passage:
    return Passage(report.passage.start + match.start(group), report.passage.start + match.end(group))


_CHECKS: Sequence[Check] = (
    _units,
    _years,
    _order,
    _counts,
    _completed,
    _nothing_read,
    _numbers,
    _row_numbers,
    _measures,
    _statuses,
    _inherited,
    _unknown_statuses,
    _empty_labels,
    _open_titles,
    _unread_tables,
)
