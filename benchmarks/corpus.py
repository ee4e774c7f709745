"""A made-up corpus of any size: departments of counties, inspected four times each, twenty-five findings a time.

Nothing in it is drawn by chance: the same size gives the same bytes. Statements are the written ones of the problem
types with other places and figures; a part of them comes back at a later inspection in other words, some of those with
the text saying so. Every third county tells its last inspections twice, in a notice of feedback and in a report.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from random import Random

from xuntu.graph.quads import merge_authority, to_quads
from xuntu.graph.store import Store
from xuntu.ontology import (
    Date,
    Document,
    EarlierInspection,
    Extraction,
    Finding,
    Inspection,
    Measure,
    Organisation,
    Passage,
    Period,
    ProblemType,
    Repeat,
    Report,
    Status,
    Wording,
)

INSPECTIONS, FINDINGS = 4, 25
"""Inspections of a unit, and findings of an inspection."""

_CHUNK = 500  # documents to a bulk load
_PER_COUNTY, _PER_CITY = 10, 8
_YEARS = (2014, 2017, 2020, 2023)
_REFORM = 2019
_DEPARTMENTS = (  # before and after the reform; the first is the county itself
    ("", ""),
    ("卫生和计划生育局", "卫生健康局"),
    ("国土资源局", "自然资源局"),
    ("环境保护局", "生态环境局"),
    ("财政局", "财政局"),
    ("教育局", "教育局"),
    ("民政局", "民政局"),
    ("住房和城乡建设局", "住房和城乡建设局"),
    ("人力资源和社会保障局", "人力资源和社会保障局"),
    ("农业局", "农业农村局"),
)
_FIRST = "云青石榕清明远临泉松柏竹溪湖江河凤龙鹤雁枫梅兰桂安宁和永庆丰"
_SECOND = "岭川山原台浦陵阳津港湾岩谷峰源泽塘洲坪坡"
_OTHER_WORDS = (
    ("不到位", "没有到位"), ("不规范", "不够规范"), ("不严", "不够严格"), ("不力", "力度不够"), ("不足", "欠缺"),
    ("不够", "不甚"), ("不完善", "不健全"), ("滞后", "缓慢"), ("缺乏", "缺少"), ("落实", "执行"), ("问题", "现象"),
)  # fmt: skip
_TAILS = ("涉及{place}{count}个项目、资金{sum}万元", "{place}有{count}户未纳入", "抽查{count}份档案，{place}占{share}%")
_MEASURES = (
    "制定{place}专项整改方案，召开会议{count}次，明确责任人{share}名",
    "组织{place}开展自查，发现并纠正{count}处，追缴资金{sum}万元",
    "修订管理办法，对{place}{count}名负责人进行谈话提醒",
)
_REPEATED, _STATED, _TWICE = 0.2, 0.15, 3


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem of a unit: its type, its words and what the text says of an earlier inspection."""

    code: str
    words: str
    detail: str
    before: int | None = None
    quote: str = ""


def findings_of(units: int) -> int:
    """Return how many findings the corpus on so many units tells.

    >>> findings_of(2_000)
    200000
    """
    return units * INSPECTIONS * FINDINGS


def write_corpus(units: int, findings: int = FINDINGS) -> Iterator[Extraction]:
    """Yield the documents on the first *units* units, unit by unit, each in order of time.

    *findings* is the number of findings of each inspection.
    """
    statements = _load_statements()
    for index in range(units):
        yield from _tell_unit(index, findings, statements)


def load_extractions(store: Store, extractions: Iterable[Extraction]) -> None:
    """Load documents into a new store, with what they share, without links."""
    shared: list[str] = []
    waiting: list[str] = []
    for extraction in extractions:
        shard = to_quads(extraction)
        shared.append(shard.shared)
        waiting.append(shard.own)
        if len(waiting) == _CHUNK:
            store.load(["".join(waiting)], "trig")
            waiting.clear()
    store.load(["".join(waiting)], "trig")
    store.load([merge_authority(shared)])


def _load_statements() -> list[tuple[str, str]]:
    folder = files("xuntu.extractors.types") / "statements"
    tables = sorted((each for each in folder.iterdir() if each.name.endswith(".tsv")), key=lambda each: each.name)
    lines = [line for table in tables for line in table.read_text("utf-8").splitlines()]
    return [(code, words) for code, _, words in (line.partition("\t") for line in lines) if words]


def _tell_unit(index: int, findings: int, statements: list[tuple[str, str]]) -> Iterator[Extraction]:
    chance = Random(index)
    county = index // _PER_COUNTY
    told: list[list[Problem]] = []
    for visit, year in enumerate(_YEARS):
        told.append([_find(chance, statements, told, visit) for _ in range(findings)])
        organisation = _organisation(index, year)
        inspection = _inspection(index, year)
        if visit == INSPECTIONS - 1 and county % _TWICE == 0:
            half = findings // 2
            yield _write(f"{index}-{year}a", "feedback_notice", organisation, inspection, told[-1][:half])
            again = [_reworded(each) for each in told[-1][: half + 1]]
            yield _write(f"{index}-{year}b", "rectification_report", organisation, inspection, again)
        else:
            yield _write(f"{index}-{year}", "rectification_report", organisation, inspection, told[-1])


def _find(chance: Random, statements: list[tuple[str, str]], told: list[list[Problem]], visit: int) -> Problem:
    detail = _fill(chance.choice(_TAILS), chance)
    if told and chance.random() < _REPEATED:
        old = chance.choice(told[-1])
        stated = chance.random() < _STATED
        before = _YEARS[visit - 1] if stated else None
        return Problem(old.code, _reworded(old).words, detail, before, old.words if stated else "")
    code, words = chance.choice(statements)
    return Problem(code, words.rstrip("。"), detail)


def _reworded(problem: Problem) -> Problem:
    words = problem.words
    for one, other in _OTHER_WORDS:
        words = words.replace(one, other)
    return Problem(problem.code, words, problem.detail, problem.before, problem.quote)


def _fill(words: str, chance: Random) -> str:
    place = f"{chance.choice(_FIRST)}{chance.choice(_SECOND)}{chance.choice('镇乡村')}"
    return words.format(
        place=place, count=chance.randint(2, 60), sum=f"{chance.uniform(1, 900):.2f}", share=chance.randint(3, 90)
    )


def _place(number: int, ending: str) -> str:
    """Return the name of a county or city; those of counties and cities differ in their first characters."""
    first, second = (_FIRST, _SECOND) if ending == "县" else (_SECOND, _FIRST)
    number, low = divmod(number, len(second))
    high, middle = divmod(number, len(first))
    return f"{first[middle]}{second[low]}{second[high - 1] if high else ''}{ending}"


def _organisation(index: int, year: int) -> Organisation:
    county = _place(index // _PER_COUNTY, "县")
    city = _place(index // _PER_COUNTY // _PER_CITY, "市")
    name = _DEPARTMENTS[index % _PER_COUNTY][year > _REFORM]
    if not name:
        return Organisation(f"中共{county}委", parent=f"中共{city}委")
    return Organisation(f"{county}{name}", also=(f"中共{county}{name}党组",), parent=f"中共{county}委")


def _inspection(index: int, year: int) -> Inspection:
    by_city = index % _PER_COUNTY == 0
    county, city = _place(index // _PER_COUNTY, "县"), _place(index // _PER_COUNTY // _PER_CITY, "市")
    month = 3 + index % 3
    return Inspection(
        units=(_organisation(index, year),),
        body=f"{city if by_city else county}委",
        team=f"{'市' if by_city else '县'}委第{'一二三四五'[index % 5]}巡察组",
        role="巡察",
        level="city" if by_city else "county",
        types=("常规",),
        period=Period(Date(f"{year}-{month:02}-0{1 + index % 9}"), Date(f"{year}-{month + 2:02}-10")),
        feedback=Date(f"{year}-{month + 4:02}-0{1 + index % 9}"),
    )


class _Page:
    """A text that grows, so that every passage is true."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0

    def write(self, words: str) -> Wording:
        self._parts.append(words)
        start, self._length = self._length, self._length + len(words) + 1
        return Wording(words, Passage(start, start + len(words)))

    @property
    def text(self) -> str:
        return "\n".join(self._parts)


def _write(name: str, kind: str, unit: Organisation, inspection: Inspection, problems: list[Problem]) -> Extraction:
    page, chance = _Page(), Random(name)
    year = int(inspection.feedback.iso[:4]) if inspection.feedback else 0
    title = page.write(f"{unit.name}关于{year}年巡察的通报（{name}）")
    told = kind == "rectification_report"
    findings = tuple(_finding(page, chance, number, each, told) for number, each in enumerate(problems, 1))
    report = Report(
        "rectification_report" if told else "feedback_notice",
        Passage(0, len(page.text)),
        title=title,
        issuer=unit,
        published=Date(f"{year + told}-0{2 if told else 9}-15"),
        inspection=inspection,
        findings=findings,
    )
    digest = hashlib.sha256(page.text.encode()).hexdigest()
    return Extraction(Document(f"{name}.txt", digest, "text/plain", page.text), (report,))


def _finding(page: _Page, chance: Random, number: int, problem: Problem, told: bool) -> Finding:
    statement = page.write(f"{problem.words}，{problem.detail}。")
    repeat = None
    if problem.before:
        name = f"{problem.before}年县委巡察"
        mention, quote = page.write(name), page.write(problem.quote)
        cue = page.write("上次巡察指出的问题仍未整改到位")
        earlier = EarlierInspection(name, mention.passage, year=problem.before)
        repeat = Repeat("uncured", cue, (earlier,), (quote,))
    measures = [page.write(_fill(chance.choice(_MEASURES), chance)) for _ in range(2)] if told else []
    status = page.write("整改状态：已完成") if told else None
    return Finding(
        str(number),
        statement,
        problem_types=(ProblemType(problem.code, (problem.words[:4],)),),
        measures=tuple(Measure(each.text, each.passage, ("action",)) for each in measures),
        statuses=(Status("已完成", "完成", "label", status.passage),) if status else (),
        repeat=repeat,
    )
