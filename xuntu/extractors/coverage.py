"""What reads each stretch of a document's text: a record, or none, and then a guess what the text is."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final, Literal, TypeAlias

from xuntu.extractors.folding import fold
from xuntu.extractors.labels import ROLE_OF
from xuntu.extractors.lexicons import alternatives, load_words
from xuntu.extractors.lines import CLOSING, SECTIONS
from xuntu.extractors.mentions.dates import is_date_line
from xuntu.ontology import Document, Finding, Inspection, Note, Passage, Report, Table

Reading: TypeAlias = Literal[
    "title", "signature", "statement", "status", "duty", "measure", "heading", "declared", "header", "figure", "table",
    "label",
]  # fmt: skip
Region: TypeAlias = Literal["introduction", "organising", "outlook", "contacts", "body", "grid", "unknown"]

READINGS: Final[tuple[Reading, ...]] = (
    "title", "signature", "statement", "status", "duty", "measure", "heading", "declared", "header", "figure", "table",
    "label",
)  # fmt: skip
"""What reads a stretch, the strongest first: the statement of a finding may state a count as well."""
REGIONS: Final[tuple[Region, ...]] = (
    "introduction", "organising", "outlook", "contacts", "body", "grid", "unknown",
)  # fmt: skip
"""What text that belongs to no record seems to be."""

_OUTLINE = load_words("outline")
_LABELS = [*ROLE_OF, *load_words("labels")["problem"]]
_LABELLED = re.compile(rf"(?:^|(?<=[\s。;)]))(?:{alternatives(_LABELS)}):", re.MULTILINE)
_WEAK: Final = frozenset({"问题", "存在", "突出", "困难", "反弹", "长期", "没有"})  # words of plans as well
_DEFICIENCY = re.compile(
    alternatives(word for word in _OUTLINE["cues"]["deficiency"] if len(word) > 1 and word not in _WEAK)
)
_NUMBERED = re.compile(r"^[ \t]*[(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[).、].*", re.MULTILINE)
_CHAPTER = re.compile(r"^[ \t]*[一二三四五六七八九十]{1,3}、", re.MULTILINE)
# what stands around a record and says nothing by itself: marks, labels, 关于“…”问题的整改落实情况
_AROUND = (
    rf"{alternatives(_LABELS)}|针对|关于|反馈|指出|问题|整改|落实|进展|完成|情况|方面|工作|存在"
    r"|附件|该项|此项|该|此|是|在|的|[一二三四五六七八九十]+|[\d\W_]+"
)
_SENTENCE = re.compile(r"[^。!?\n]*[。!?]?")
_CONTACT = re.compile(
    r"欢迎.{0,24}(?:监督|意见)|(?:联系|监督|举报|咨询)(?:电话|方式)|(?:邮政|电子|举报)?(?:信箱|邮箱)[:是为]"
)
_ANNOUNCED = re.compile(r"现(?:将|予|就|按|把)|(?:公布|公开|通报|报告|公告)如下|予以(?:公布|公开|通报)")
_SAYS_NOTHING = re.compile(rf"(?:{_AROUND})*+")
_GAP = re.compile(rb"\x00+")
_BLANK: Final = b"\xff"
_RUN = re.compile(rb"([^\xff])(?:\1++|\xff++)*+", re.DOTALL)
_LEAST_SKIPPED: Final = 20
_LONGEST_HEADING: Final = 60
_OPENING: Final = 24


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of text that one thing reads, or that nothing reads; ``size`` counts its characters without white space."""

    role: Reading | Region
    passage: Passage
    size: int

    @property
    def is_read(self) -> bool:
        """Whether a record holds this text."""
        return self.role in READINGS


@dataclass(frozen=True, slots=True)
class Coverage:
    """All of a document's text, in order, as stretches."""

    stretches: tuple[Stretch, ...]

    @property
    def unread(self) -> tuple[Stretch, ...]:
        """The regions that belong to no record."""
        return tuple(stretch for stretch in self.stretches if not stretch.is_read)

    @property
    def share(self) -> float:
        """The part of the characters that records hold, from 0 to 1; 1 for a document without text."""
        whole = sum(stretch.size for stretch in self.stretches)
        return sum(stretch.size for stretch in self.stretches if stretch.is_read) / whole if whole else 1.0

    def size_of(self, *roles: Reading | Region) -> int:
        """Return how many characters stretches of *roles* have."""
        return sum(stretch.size for stretch in self.stretches if stretch.role in roles)


def cover(document: Document, reports: Sequence[Report]) -> Coverage:
    r"""Return what reads each stretch of a document of which *reports* were read.

    >>> document = Document("a.txt", "", "text/plain", "关于整改的通报\n现予公布。")
    >>> found = cover(document, [Report("other", Passage(0, 13), notes=())])
    >>> [(stretch.role, stretch.size) for stretch in found.stretches], found.share
    ([('body', 12)], 0.0)
    """
    text = document.text
    paint = bytearray(len(text))
    for report in reports:
        for role, passage in _readings(report, document):
            _fill(paint, role, passage)
    folded = fold(text)
    _paint_labels(paint, folded)
    _paint_regions(paint, folded, document, reports)
    return Coverage(tuple(_stretches(paint, text)))


def find_skipped(document: Document, reports: Sequence[Report]) -> Iterator[Note]:
    """Yield a note for each region of some length that belongs to no record, and of which nothing else is known."""
    for stretch in cover(document, reports).unread:
        if stretch.role in ("unknown", "grid") and stretch.size >= _LEAST_SKIPPED:
            yield Note("coverage", f"此处{stretch.size}字没有归入任何记录", stretch.passage)


def _readings(report: Report, document: Document) -> Iterator[tuple[Reading, Passage]]:
    """Yield what the records of a report read, the strongest reading first."""
    places = _places(report, document.text)
    found: list[tuple[Reading, Passage]] = [(role, passage) for role, passage in places if passage]
    rows: list[tuple[Reading, Passage]] = [
        ("table", row) for each in document.tables for row in _read_rows(each, found)
    ]
    order = {reading: place for place, reading in enumerate(READINGS)}
    yield from sorted((*found, *rows), key=lambda pair: order[pair[0]])


def _read_rows(table: Table, found: Sequence[tuple[Reading, Passage]]) -> Iterator[Passage]:
    """Yield the rows in which records stand, and those of the head above them."""
    rows = [Passage(row[0].start, row[-1].end) for row in table.rows if row]
    starts = [passage.start for _, passage in found]
    read = [any(row.start <= start <= row.end for start in starts) for row in rows]
    if any(read):
        head = read.index(True)
        yield from (row for place, row in enumerate(rows) if read[place] or place < head)


def _places(report: Report, text: str) -> Iterator[tuple[Reading, Passage | None]]:
    yield "title", report.title.passage if report.title else None
    for signed in (report.issuer and report.issuer.passage, report.published and report.published.passage):
        yield "signature", _line(signed, text) if signed else None
    for finding in report.findings:
        yield from _of_finding(finding)
    for declared in report.declared:
        yield "declared", _sentence(declared.passage, text)
    for passage in _of_inspection(report.inspection):
        yield "header", _sentence(passage, text)
    for task in report.inspection.assignments if report.inspection else ():
        yield "header", _clause(task.passage, text) if task.passage else None
    for passage in (*(f.passage for f in report.figures), *(named.passage for named in report.policy_documents)):
        yield "figure", _sentence(passage, text)


def _of_finding(finding: Finding) -> Iterator[tuple[Reading, Passage | None]]:
    yield "statement", finding.statement.passage
    for status in finding.statuses:
        yield "status", status.passage
    for measure in finding.measures:
        yield "measure", measure.passage
    for heading in finding.headings:
        yield "heading", heading.passage
    duties = finding.responsible
    for wording in (finding.deadline, duties and duties.leader, duties and duties.unit):
        yield "duty", wording.passage if wording else None


def _of_inspection(inspection: Inspection | None) -> Iterator[Passage]:
    """Yield where the facts of the header stand."""
    if inspection is None:
        return
    tasks = inspection.assignments
    units = (*inspection.units, *(unit for task in tasks for unit in task.units))
    for record in (inspection, inspection.feedback, inspection.period, inspection.round, *units):
        if record and record.passage:
            yield record.passage


def _line(passage: Passage, text: str) -> Passage:
    end = text.find("\n", passage.end)
    return Passage(text.rfind("\n", 0, passage.start) + 1, end if end >= 0 else len(text))


def _sentence(passage: Passage, text: str) -> Passage:
    """Return the sentences that *passage* touches."""
    line = _line(Passage(passage.start, max(passage.start, passage.end - 1)), text)
    whole = [Passage(line.start + m.start(), line.start + m.end()) for m in _SENTENCE.finditer(line.of(text))]
    touched = [each for each in whole if each.start < max(passage.end, passage.start + 1) and passage.start < each.end]
    return Passage(touched[0].start, touched[-1].end) if touched else passage


def _clause(passage: Passage, text: str) -> Passage:
    """Return the first words of *passage*, up to its first colon or full stop."""
    first = re.match(r"[^:：。\n]*[:：。]?", passage.of(text))
    return Passage(passage.start, passage.start + (first.end() if first else 0))


def _fill(paint: bytearray, role: Reading | Region, passage: Passage) -> None:
    """Give *role* to what is still without one."""
    if passage.start < passage.end:
        part = paint[passage.start : passage.end]
        paint[passage.start : passage.end] = part.translate(_brush(_ROLES.index(role) + 1))


@cache
def _brush(colour: int) -> bytes:
    return bytes([colour, *range(1, 256)])


_ROLES: Final[tuple[Reading | Region, ...]] = (*READINGS, *REGIONS)


def _gaps(paint: bytearray, within: Passage) -> Iterator[Passage]:
    yield from (Passage(*match.span()) for match in _GAP.finditer(paint, within.start, within.end))


def _lines(text: str, within: Passage) -> Iterator[Passage]:
    start = within.start
    while start < within.end:
        end = text.find("\n", start, within.end)
        end = end if end >= 0 else within.end
        if not text[start:end].isspace() and start < end:
            yield Passage(start, end)
        start = end + 1


def _paint_labels(paint: bytearray, folded: str) -> None:
    """Give what stands around a record in its line, or labels a line of its own, to the record."""
    for line in _lines(folded, Passage(0, len(folded))):
        has_record = any(paint[line.start : line.end])
        for gap in _gaps(paint, line):
            words = folded[gap.start : gap.end]
            if (has_record or _LABELLED.match(words.strip() + ":")) and _SAYS_NOTHING.fullmatch(words):
                _fill(paint, "label", gap)


def _paint_regions(paint: bytearray, folded: str, document: Document, reports: Sequence[Report]) -> None:
    """Give every line, or part of one, that no record holds the name of what it seems to be."""
    for table in document.tables:
        _fill(paint, "grid", table.passage)
    for report in reports:
        places = sorted(finding.statement.passage.start for finding in report.findings)
        for chapter in _chapters(report.passage, folded):
            guess = _guess(chapter, places, report, folded)
            for line in _lines(folded, chapter):
                heads = line.start == chapter.start and _holds(chapter, places)
                guess, own = _of_line(line.of(folded), line, guess, places, report, heads=heads)
                for gap in _gaps(paint, line):
                    _fill(paint, own, gap)
    _fill(paint, "unknown", Passage(0, len(folded)))


def _of_line(
    words: str, line: Passage, guess: Region, places: Sequence[int], report: Report, *, heads: bool
) -> tuple[Region, Reading | Region]:
    """Return what a line makes of the rest of its chapter, and what it is itself."""
    last = places[-1] if places else report.passage.end - (report.passage.end - report.passage.start) // 4
    if line.start > last and (CLOSING.match(words.lstrip()) or _CONTACT.search(words) or is_date_line(words)):
        return "contacts", "contacts"
    if guess != "unknown":
        return guess, guess
    if places and line.start > last and SECTIONS["outlook"].search(words[:_OPENING]) and not _states_problem(words):
        return "outlook", "outlook"
    if heads and _CHAPTER.match(words) and len(words) <= _LONGEST_HEADING and not _states_problem(words):
        return guess, "heading"
    if places and line.start < places[0] and (_ANNOUNCED.search(words) or _is_before_title(line, report)):
        return guess, "introduction"
    return guess, guess


def _is_before_title(line: Passage, report: Report) -> bool:
    return report.title is not None and line.end <= report.title.passage.start


def _chapters(whole: Passage, folded: str) -> Iterator[Passage]:
    """Yield the text before the first 一、, then each part up to the next such mark."""
    starts = [whole.start + match.start() for match in _CHAPTER.finditer(whole.of(folded))]
    bounds = [whole.start, *starts, whole.end]
    yield from (Passage(left, right) for left, right in pairwise(bounds) if left < right)


def _guess(chapter: Passage, places: Sequence[int], report: Report, folded: str) -> Region:
    """Guess what the text of a chapter is where no record holds it, by its heading and by where the problems stand."""
    if not places:
        return "body" if report.kind in ("news", "other", "launch_notice") else "unknown"
    words = chapter.of(folded).lstrip()
    heading = words.split("\n", 1)[0][:_LONGEST_HEADING]
    if _holds(chapter, places) or (SECTIONS["problem"].search(heading) and _LABELLED.search(words)):
        return "unknown"
    if SECTIONS["outlook"].search(heading) and chapter.start > places[-1] and not _states_problem(heading):
        return "outlook"
    if chapter.start == report.passage.start:
        return "introduction"
    numbered = sum(_states_problem(line[0]) for line in _NUMBERED.finditer(words))
    if _LABELLED.search(words) or _states_problem(heading) or numbered > 1 or places[0] < chapter.start < places[-1]:
        return "unknown"
    return "organising" if chapter.start < places[0] else "outlook"


def _holds(chapter: Passage, places: Sequence[int]) -> bool:
    return any(chapter.start <= place < chapter.end for place in places)


def _states_problem(words: str) -> bool:
    """Tell whether the first sentence of a folded line has a word of deficiency.

    >>> _states_problem("1.学习不深入。加强学习。"), _states_problem("1.加强学习。学习不深入。")
    (True, False)
    """
    return bool(_DEFICIENCY.search(re.split("[。;]", words, maxsplit=1)[0]))


def _stretches(paint: bytearray, text: str) -> Iterator[Stretch]:
    """Yield the runs of one role; white space between two runs belongs to neither."""
    for blank in re.finditer(r"\s+", text):
        paint[blank.start() : blank.end()] = _BLANK * len(blank[0])
    for run in _RUN.finditer(paint):
        words = run[0].rstrip(_BLANK)
        passage = Passage(run.start(), run.start() + len(words))
        yield Stretch(_ROLES[run[0][0] - 1], passage, len(words) - words.count(_BLANK))
