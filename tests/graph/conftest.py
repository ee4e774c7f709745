"""Small extractions of fictional documents, made by hand."""

import hashlib
from dataclasses import dataclass, field, replace
from decimal import Decimal
from types import SimpleNamespace

import pytest

from xuntu.graph.quads import merge_authority, to_quads
from xuntu.graph.store import Store
from xuntu.ontology import (
    GRAPH,
    Assignment,
    Date,
    Declared,
    Document,
    EarlierInspection,
    Extraction,
    Figure,
    Finding,
    Heading,
    Inspection,
    Measure,
    Note,
    Organisation,
    Passage,
    Period,
    PolicyDocument,
    ProblemType,
    Quantity,
    Repeat,
    Report,
    Responsible,
    Round,
    Status,
    Wording,
)


@dataclass
class Page:
    """A text that grows as words are put on it, so that every passage is true."""

    text: str = ""
    parts: list[str] = field(default_factory=list)

    def write(self, words: str, *, end: str = "\n") -> Wording:
        """Put *words* at the end of the page and return them with their place."""
        start = len(self.text)
        self.text += words + end
        return Wording(words, Passage(start, start + len(words)))

    def find(self, words: str) -> Passage:
        """Return the last place of *words* on the page."""
        start = self.text.rindex(words)
        return Passage(start, start + len(words))

    def to_extraction(self, name: str, *reports: Report, notes: tuple[Note, ...] = ()) -> Extraction:
        """Return the page as a document with *reports*."""
        digest = hashlib.sha256(self.text.encode()).hexdigest()
        return Extraction(Document(name, digest, "text/plain", self.text), reports, notes)


FINANCE = Organisation("云岭县财政局", ("中共云岭县财政局党组", "县财政局"), "530199", "中共云岭县委")


def rectification(
    year: int = 2021,
    *,
    unit: Organisation = FINANCE,
    statements: tuple[str, ...] = ("财务管理不规范。公务卡使用率低。", "学习不深入。"),
    repeat: bool = False,
) -> Extraction:
    """Return a report of a county's finance bureau on an inspection in *year*, with everything a report can hold."""
    page = Page()
    title = page.write(f"中共{unit.name}党组关于{year}年巡察整改进展情况的通报")
    opening = page.write(f"{year}年3月1日至4月2日，县委第一巡察组对{unit.name}开展了常规巡察。反馈2大类3个问题。")
    category = page.write("（一）落实全面从严治党责任不到位方面")
    findings = [
        _finding(page, str(number), statement, category, year=year, repeat=repeat and number == 1)
        for number, statement in enumerate(statements, 1)
    ]
    inspection = Inspection(
        units=(unit,),
        body="云岭县委",
        body_division="530199",
        team="县委第一巡察组",
        role="巡察",
        level="county",
        round=Round("十三届", 4, passage=opening.passage),
        types=("常规",),
        period=Period(Date(f"{year}-03-01"), Date(f"{year}-04-02"), opening.passage),
        feedback=Date(f"{year}-05-06"),
        passage=opening.passage,
    )
    declared = (
        Declared("categories", Decimal(1), "大类", page.find("2大类")),
        Declared("problems", Decimal(len(statements)), "个", page.find("3个问题")),
    )
    report = Report(
        "rectification_report",
        Passage(0, len(page.text)),
        title=title,
        issuer=unit,
        publisher=Organisation("云岭县人民政府"),
        published=Date(f"{year}-12-20"),
        inspection=inspection,
        declared=declared,
        findings=tuple(findings),
        notes=(Note("declared", f"写明3个问题，找到{len(statements)}个", page.find("3个问题")),),
    )
    return page.to_extraction(f"{unit.name}{year}.txt", report)


def _finding(page: Page, number: str, statement: str, category: Wording, *, year: int, repeat: bool) -> Finding:
    again = page.write(f"{year - 2}年县委巡察指出“公务卡使用率低”，本轮仍然存在。") if repeat else None
    told = page.write(f"{number}.{statement}")
    clause = page.write("一是修订《云岭县财政局财务管理办法》，追缴资金1.92万元，给予2人批评教育，召开党组会议3次。")
    promise = page.write(f"二是拟于{year + 1}年6月底前出台《公务卡管理细则》。")
    status = page.write("整改状态：阶段性完成")
    made = PolicyDocument(
        "《云岭县财政局财务管理办法》", "revised", page.find("《云岭县财政局财务管理办法》"), "云财〔2021〕7号"
    )
    drafted = PolicyDocument("《公务卡管理细则》", "drafted", page.find("《公务卡管理细则》"))
    return Finding(
        number,
        Wording(statement, Passage(told.passage.start + len(number) + 1, told.passage.end)),
        headings=(Heading("（一）", category.text, 1, category.passage),),
        statuses=(Status("阶段性完成", "阶段性完成", "label", status.passage),),
        problem_types=(ProblemType("C05.01", ("财务管理",)), ProblemType("C11", ("从严治党",), inherited=True)),
        measures=(
            Measure(
                clause.text,
                clause.passage,
                ("rule", "money"),
                policy_documents=(made,),
                amounts=(Quantity("追缴", Decimal("19200"), "元", "1.92万元", page.find("追缴资金1.92万元")),),
                people=(Quantity("批评教育", Decimal(2), "人", "2人", page.find("2人批评教育")),),
                meetings=(Quantity("党组会议", Decimal(3), "次", "3次", page.find("党组会议3次")),),
            ),
            Measure(
                promise.text,
                promise.passage,
                ("rule",),
                "promised",
                Date(f"{year + 1}-06", page.find("6月底前")),
                policy_documents=(drafted,),
            ),
        ),
        policy_documents=(made, drafted),
        responsible=Responsible(Wording("党组书记、局长", told.passage), None),
        repeat=_repeat(page, again, year) if again else None,
    )


def _repeat(page: Page, again: Wording, year: int) -> Repeat:
    name = f"{year - 2}年县委巡察"
    quote = Wording("公务卡使用率低", page.find("“公务卡使用率低”"))
    return Repeat("uncured", again, (EarlierInspection(name, page.find(name), year=year - 2, body="县委"),), (quote,))


def launch() -> Extraction:
    """Return the notice of a round: two teams, three units."""
    page = Page()
    title = page.write("十三届云岭县委第四轮巡察进驻公告")
    units = tuple(
        Organisation(name, division="530199", passage=page.write(name).passage)
        for name in ("云岭县财政局", "云岭县审计局", "云岭县档案馆")
    )
    inspection = Inspection(
        body="云岭县委",
        body_division="530199",
        role="巡察",
        level="county",
        round=Round("十三届", 4, passage=title.passage),
        types=("常规",),
        assignments=(
            Assignment(units[:2], "县委第一巡察组"),
            Assignment(units[2:], "县委第二巡察组", ("专项",), "档案工作"),
        ),
        passage=title.passage,
    )
    declared = (Declared("teams", Decimal(2), "个", title.passage), Declared("units", Decimal(3), "个", title.passage))
    report = Report("launch_notice", Passage(0, len(page.text)), title, inspection=inspection, declared=declared)
    return page.to_extraction("公告.txt", report)


def news() -> Extraction:
    """Return a story that reports no finding: a figure and a note."""
    page = Page()
    title = page.write("云岭县推进项目建设")
    page.write("全县开工项目12个。")
    figure = Figure(Decimal(12), "个", "开工项目", page.find("12个"))
    report = Report("news", Passage(0, len(page.text)), title, figures=(figure,))
    return page.to_extraction("新闻.txt", report, notes=(Note("cleaning", "略过页尾导航"),))


def outline() -> Extraction:
    """Return a report with headings of two levels, where one issue stands right under its category."""
    page = Page()
    first, second = page.write("（一）大类一"), page.write("（二）大类二")
    aspect = page.write("1.方面一")
    one, two = Heading("（一）", "大类一", 1, first.passage), Heading("（二）", "大类二", 1, second.passage)
    inner = Heading("1.", "方面一", 2, aspect.passage)
    findings = (
        Finding("1(1)", page.write("甲不到位"), (one, inner)),
        Finding("1(2)", page.write("乙不到位"), (one, inner)),
        Finding("2", page.write("丙不到位"), (two,)),
    )
    unit = Organisation("云岭县档案馆", division="530199")
    inspection = Inspection(units=(unit,), role="巡察", period=Period(Date("2022-03"), None))
    declared = (
        Declared("categories", Decimal(2), "大类", first.passage),
        Declared("aspects", Decimal(2), "个方面", first.passage),
        Declared("problems", Decimal(4), "个", first.passage),
        Declared("problems", Decimal(2), "个", second.passage, about="大类一"),
    )
    report = Report("rectification_report", Passage(0, len(page.text)), inspection=inspection, findings=findings)
    return page.to_extraction("档案馆.txt", replace(report, declared=declared))


def to_store(*extractions: Extraction) -> Store:
    """Return a store in memory that holds *extractions*, without vocabulary and links."""
    store = Store.in_memory()
    shards = [to_quads(extraction) for extraction in extractions]
    store.change(documents={shard.graph: shard.own for shard in shards})
    store.replace(GRAPH.authority, merge_authority(shard.shared for shard in shards))
    return store


@pytest.fixture(scope="session")
def samples() -> SimpleNamespace:
    """Return the makers of this file: ``samples.rectification(2021)``, ``samples.to_store(…)`` …."""
    return SimpleNamespace(
        rectification=rectification, launch=launch, news=news, outline=outline, to_store=to_store, Page=Page
    )
