"""Eight short documents of one county, made by hand, and the links between them, stated by hand.

    启动公告 2019   十三届云岭县委第4轮：水利局、财政局由第一巡察组，粮食局由第二巡察组专项巡察粮食购销
    水利 2019       水利局（2020年1月15日更名水务局）：招标、学习、接待三个问题
    水务 2021       水务局：招标又出现（文中明示）、水费（审计指出过）、学习又出现
    水务 2023       市委巡察：招标第三次出现
    财政 2021       财政局：报销、采购
    财政 2022       同一次巡察再通报一次：报销倒退，采购进展
    供水 2023       水务局下属公司：水费问题在上级发现过

Nothing here depends on how well texts are read or linked: what those do is stated, so that the answers are known.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from types import SimpleNamespace

import pytest

from xuntu.graph.store import Store
from xuntu.graph.vocabulary import load_vocabulary
from xuntu.ontology import (
    DCTERMS,
    GRAPH,
    ID_NAMESPACE,
    ORG,
    RDF,
    XSD,
    XT,
    XTC,
    Assignment,
    Date,
    Declared,
    EarlierInspection,
    Extraction,
    Finding,
    Heading,
    Inspection,
    Measure,
    Organisation,
    Passage,
    Period,
    PolicyDocument,
    ProblemType,
    Quantity,
    Repeat,
    Report,
    Round,
    Status,
    Wording,
    document_iri,
    recurrence_iri,
    report_iri,
)

PLACE = "530199"


@dataclass(frozen=True)
class Corpus:
    """The store and the IRIs of its findings, by document and number: ``corpus["水务2021", 1]``."""

    store: Store
    reports: dict[str, str]

    def __getitem__(self, key: tuple[str, int | str]) -> str:
        name, number = key
        return f"{self.reports[name]}/f{number}"


@dataclass(frozen=True)
class Told:
    """A finding to be written: its statement, type and status, and what else the text says of it."""

    statement: str
    kind: str
    status: str | None = None
    measures: tuple[tuple[str, str], ...] = ()
    deadline: str | None = None
    repeats: tuple[str, int, str] | None = None


def unit(name: str, *also: str, parent: str | None = None) -> Organisation:
    """Return a unit of the county."""
    return Organisation(name, also, PLACE, parent)


def report(
    samples: SimpleNamespace,
    of: Organisation,
    told: Iterable[Told],
    *,
    issued: str,
    start: str,
    end: str | None = None,
    feedback: str,
    team: str = "县委第一巡察组",
    level: str = "county",
    ordinal: int | None = None,
    declared: tuple[Declared, ...] = (),
) -> Extraction:
    """Return the report of a unit on one inspection."""
    page = samples.Page()
    title = page.write(f"{of.name}关于巡察整改进展情况的通报（{issued}）")
    heading = page.write("（一）落实全面从严治党战略部署方面")
    findings = [finding(page, str(number), each, heading) for number, each in enumerate(told, 1)]
    body = f"云岭{team[0]}委"
    inspection = Inspection(
        units=(of,),
        body=body,
        body_division=PLACE,
        team=team,
        role="巡察",
        level=level,  # type: ignore[arg-type]
        round=Round("十三届", ordinal) if ordinal else None,
        types=("常规",),
        period=Period(Date(start), Date(end) if end else None),
        feedback=Date(feedback),
    )
    made = Report(
        "rectification_report",
        Passage(0, len(page.text)),
        title=title,
        issuer=of,
        published=Date(issued),
        inspection=inspection,
        declared=tuple(Declared(each.kind, each.value, each.unit, title.passage) for each in declared),
        findings=tuple(findings),
    )
    extraction: Extraction = page.to_extraction(f"{of.name}{issued}.txt", made)
    return extraction


def finding(page: "SimpleNamespace", number: str, told: Told, heading: Wording) -> Finding:
    """Write a finding on the page and return it."""
    statement = page.write(f"{number}.{told.statement}")
    words = Wording(told.statement, Passage(statement.passage.start + len(number) + 1, statement.passage.end))
    deadline = page.write(f"时限：{told.deadline}") if told.deadline else None
    measures = tuple(measure(page, kind, text) for kind, text in told.measures)
    status = page.write(f"整改状态：{told.status}") if told.status else None
    repeat = None
    if told.repeats:
        mention, year, oversight = told.repeats
        earlier = EarlierInspection(mention, words.passage, year=year, kind=oversight)  # type: ignore[arg-type]
        repeat = Repeat("uncured", words, (earlier,), ())
    return Finding(
        number,
        words,
        headings=(Heading("（一）", heading.text, 1, heading.passage),),
        statuses=(Status(told.status, told.status, "label", status.passage),) if told.status and status else (),  # type: ignore[arg-type]
        problem_types=(ProblemType(told.kind, ()),),
        measures=measures,
        deadline=Wording(told.deadline, deadline.passage) if told.deadline and deadline else None,
        repeat=repeat,
    )


def measure(page: "SimpleNamespace", kind: str, text: str) -> Measure:
    """Write a measure: what it makes stands in 《》, what it brings as “追缴20000元” or “批评教育3人”."""
    clause = page.write(text) if text not in page.text else Wording(text, page.find(text))
    rules = {"修订": "revised", "起草": "drafted", "出台": "made"}
    role = next((role for word, role in rules.items() if word in text), None)
    policies = ()
    if role:
        title = text[text.index("《") : text.index("》") + 1]
        policies = (PolicyDocument(title, role, page.find(title)),)  # type: ignore[arg-type]
    money, people = [], []
    for word in ("追缴", "退还", "兑现"):
        if word in text:
            digits = text.partition(word)[2].partition("元")[0]
            money.append(Quantity(word, Decimal(digits), "元", f"{digits}元", page.find(f"{word}{digits}元")))
    for word in ("批评教育", "诫勉"):
        if word in text:
            digits = text.partition(word)[2].partition("人")[0]
            people.append(Quantity(word, Decimal(digits), "人", f"{digits}人", page.find(f"{word}{digits}人")))
    promised = "拟于" in text
    due = (
        Date(text.partition("拟于")[2].partition("底前")[0].replace("年", "-").replace("月", "")) if promised else None
    )
    return Measure(
        text,
        clause.passage,
        (kind,),  # type: ignore[arg-type]
        "promised" if promised else "done",
        Date(due.iso, clause.passage) if due else None,
        policy_documents=policies,
        amounts=tuple(money),
        people=tuple(people),
    )


def launch(samples: SimpleNamespace) -> Extraction:
    """Return the notice of the round of 2019."""
    page = samples.Page()
    title = page.write("十三届云岭县委第四轮巡察进驻公告")
    teams = (
        Assignment((unit("云岭县水利局"), unit("云岭县财政局")), "县委第一巡察组"),
        Assignment((unit("云岭县粮食局"),), "县委第二巡察组", ("专项",), "粮食购销"),
    )
    inspection = Inspection(
        body="云岭县委", body_division=PLACE, role="巡察", level="county", round=Round("十三届", 4), types=("常规",),
        assignments=teams,
    )  # fmt: skip
    made = Report("launch_notice", Passage(0, len(page.text)), title, inspection=inspection)
    extraction: Extraction = page.to_extraction("公告2019.txt", made)
    return extraction


def corpus_of(samples: SimpleNamespace) -> dict[str, Extraction]:
    """Return the documents by name."""
    rate = Declared("completion_rate", Decimal(100), "%", Passage(0, 1))
    done = Declared("completed", Decimal(1), "个", Passage(0, 1))
    fees = Told("水费收缴管理不严", "C05.01", "完成", (("rule", "一是修订《水务局水费管理办法》"), ("money", "二是追缴5000元")),
                repeats=("2020年审计", 2020, "audit"))  # fmt: skip
    return {
        "公告2019": launch(samples),
        "水利2019": report(
            samples, unit("云岭县水利局"),
            [
                Told("饮水工程招标不规范", "C04.02", "完成", (("rule", "出台《水利局招标管理办法》"), ("money", "追缴30000元"))),
                Told("学习不深入", "C01.01", "完成", (("meeting", "召开会议部署"), ("study", "组织集中学习"))),
                Told("公务接待超标准", "C12.01", "未完成", (("money", "退还2000元"), ("account", "诫勉2人")), "2020年6月底前"),
            ],
            issued="2019-12-20", start="2019-03-01", end="2019-04-02", feedback="2019-05-06", ordinal=4,
            declared=(rate, Declared("completed", Decimal(2), "个", Passage(0, 1))),
        ),
        "水务2021": report(
            samples, unit("云岭县水务局"),
            [
                Told("饮水工程招标仍不规范", "C04.02", "正在整改", (("rule", "拟于2022年6月底前起草《工程招标细则》"),),
                     repeats=("2019年县委巡察", 2019, "inspection")),
                fees,
                Told("学习仍不深入", "C01.01", "长期坚持", (("study", "开展轮训"), ("check", "开展督查"))),
            ],
            issued="2021-12-30", start="2021-03-10", end="2021-04-20", feedback="2021-06-01", team="县委第二巡察组", ordinal=6,
        ),
        "水务2023": report(
            samples, unit("云岭县水务局"), [Told("饮水工程招标问题屡禁不止", "C04.02", "未完成")],
            issued="2023-11-01", start="2023-02", end="2023-03-30", feedback="2023-05-10", team="市委第三巡察组", level="city",
        ),
        "财政2021": report(
            samples, unit("云岭县财政局", "县财政局"),
            [
                Told("财务报销不规范", "C05.01", "完成",
                     (("rule", "修订《财政局报销办法》"), ("money", "追缴20000元，兑现8000元"), ("account", "批评教育3人"))),
                Told("采购程序不规范", "C04.02", "阶段性完成", (("money", "追缴20000元，兑现8000元"),)),
            ],
            issued="2021-12-20", start="2021-03-10", end="2021-04-20", feedback="2021-05-20", ordinal=6, declared=(done,),
        ),
        "财政2022": report(
            samples, unit("云岭县财政局"),
            [
                Told("财务报销不规范，手续不全", "C05.01", "未完成", (("money", "追缴20000元"),)),
                Told("采购程序不够规范", "C04.02", "完成", (("check", "开展检查"),)),
            ],
            issued="2022-03-01", start="2021-03-10", end="2021-04-20", feedback="2021-05-20", ordinal=6,
        ),
        "供水2023": report(
            samples, unit("云岭县供水公司", parent="云岭县水务局"),
            [Told("水费收缴不严", "C05.01", None, (("rule", "出台《供水公司水费收缴办法》"),))],
            issued="2023-12-01", start="2023-03-01", end="2023-04", feedback="2023-04-11",
        ),
    }  # fmt: skip


def say(subject: str, predicate: str, value: str) -> str:
    """Return one line of the inferred graph; *value* is an IRI, or a term as text."""
    term = value if value.startswith(('"', "<")) else f"<{value}>"
    return f"<{subject}> <{predicate}> {term} <{GRAPH.inferred}> .\n"


def recur(later: str, earlier: str, basis: str, kind: str) -> list[str]:
    """Return a recurrence."""
    place = recurrence_iri(later, earlier)
    return [
        say(place, RDF.type, XT.Recurrence), say(place, XT.recurringFinding, later), say(place, XT.priorFinding, earlier),
        say(place, XT.basis, basis), say(place, DCTERMS.type, kind),
    ]  # fmt: skip


def links_of(store: Store, at: "Corpus") -> list[str]:
    """Return what the rules of links would say of the corpus, worked out by hand."""
    inspections = {str(label): str(iri) for iri, label in store.query(
        "SELECT ?i ?l { ?i a xt:Inspection ; rdfs:label ?l }").rows}  # fmt: skip
    units = {str(label): str(iri) for iri, label in store.query("SELECT ?u ?l { ?u a xt:Unit ; rdfs:label ?l }").rows}
    tender, fees, study = f"{ID_NAMESPACE}chain/招标", f"{ID_NAMESPACE}chain/水费", f"{ID_NAMESPACE}chain/学习"
    resolved = at["水务2021", "1-p1"]
    same = {
        resolved: at["水利2019", 1],
        inspections["2019年县委巡察"]: inspections["县委第一巡察组巡察云岭县水利局（2019）"],
        inspections["县委第一巡察组巡察云岭县水利局"]: inspections["县委第一巡察组巡察云岭县水利局（2019）"],
        at["财政2022", 1]: at["财政2021", 1],
        at["财政2022", 2]: at["财政2021", 2],
    }
    things = [str(thing) for (thing,) in store.query(
        "SELECT DISTINCT ?x { { VALUES ?c { xt:Unit xt:Inspection xt:InspectionRound } ?x a ?c } "
        "UNION { ?x xt:findingLevel xtc:level-issue } }").rows]  # fmt: skip
    lines = [say(thing, XT.canonical, same.get(thing, thing)) for thing in things]
    for f, i, u in store.query(
        "SELECT DISTINCT ?f ?i ?u { ?f xt:findingLevel xtc:level-issue ; xt:foundIn ?i MINUS { ?i xt:mentionedAs ?m } "
        "OPTIONAL { ?i xt:inspects ?u } }").rows:  # fmt: skip
        if str(f) not in same:
            lines += [say(str(f), XT.ofInspection, same.get(str(i), str(i)))]
            lines += [say(str(f), XT.ofUnit, str(u))] if u else []
    lines += [say(str(f), XT.currentStatus, str(s)) for f, s in store.query(
        "SELECT DISTINCT ?f ?s { ?s xt:statusOf ?f }").rows]  # fmt: skip
    lines += recur(at["水务2021", 1], at["水利2019", 1], XTC.basis_stated, XTC.recur_unresolved)
    lines += recur(at["水务2023", 1], at["水务2021", 1], XTC.basis_inferred, XTC.recur_like)
    lines += recur(at["水务2021", 3], at["水利2019", 2], XTC.basis_inferred, XTC.recur_like)
    lines += recur(at["供水2023", 1], at["水务2021", 2], XTC.basis_inferred, XTC.recur_like)
    lines += [say(at[key], XT.inChain, tender) for key in (("水利2019", 1), ("水务2021", 1), ("水务2023", 1))]
    lines += [say(at[key], XT.inChain, fees) for key in (("水务2021", 2), ("供水2023", 1), ("水务2021", "2-p1"))]
    lines += [say(at[key], XT.inChain, study) for key in (("水利2019", 2), ("水务2021", 3))]
    for number in (1, 2):
        one, other = at["财政2021", number], at["财政2022", number]
        lines += [say(one, XT.restates, other), say(other, XT.restates, one)]
    old, new, event = units["云岭县水利局"], units["云岭县水务局"], f"{ID_NAMESPACE}change/水利局"
    lines += [
        say(new, XT.succeeds, old), say(event, RDF.type, ORG.ChangeEvent), say(event, ORG.originalOrganization, old),
        say(event, ORG.resultingOrganization, new), say(event, DCTERMS.type, XTC.change_renamed),
        say(event, DCTERMS.date, f'"2020-01-15"^^<{XSD.date}>'),
    ]  # fmt: skip
    return lines


@pytest.fixture(scope="package")
def corpus(samples: SimpleNamespace) -> Corpus:
    """Return the corpus in a store, with vocabulary and links."""
    documents = corpus_of(samples)
    store: Store = samples.to_store(*documents.values())
    reports = {
        name: report_iri(document_iri(hashlib.sha256(each.document.text.encode()).hexdigest()), 0)
        for name, each in documents.items()
    }
    made = Corpus(store, reports)
    store.replace_all(load_vocabulary())
    store.replace(GRAPH.inferred, "".join(sorted(links_of(store, made))))
    return made
