"""What questions ask for and the corpus of `benchmarks/corpus.py` does not tell, drawn by the name of each document.

Rounds, divisions, headings, money put right, people held to account, rules, deadlines, statuses that change, counts
that the report declares, figures: so that every question has something to answer. Passages are those of the corpus.
"""

from dataclasses import replace
from decimal import Decimal
from random import Random

from xuntu.ontology import (
    Date,
    Declared,
    EarlierInspection,
    Extraction,
    Figure,
    Finding,
    Heading,
    Inspection,
    Measure,
    Organisation,
    Passage,
    PolicyDocument,
    Quantity,
    Repeat,
    Report,
    Responsible,
    Round,
    Status,
    StatusNormal,
    Wording,
    load_divisions,
)

_TYPES = ("rule", "meeting", "study", "action", "check", "money", "account", "organise", "system")
_HEADINGS = ("聚焦贯彻落实党的路线方针政策", "聚焦群众身边腐败问题", "聚焦基层党组织软弱涣散", "聚焦整改落实")
_MONEY = ("追缴", "退还", "收缴", "兑现")
_SANCTIONS = ("谈话", "诫勉", "批评教育", "通报批评")
_RULES = ("财务管理办法", "招标采购办法", "公务接待细则", "议事决策规则", "档案管理制度", "考核办法")
_OPEN: tuple[StatusNormal, ...] = ("基本完成", "阶段性完成", "长期坚持", "正在整改", "未完成")
_COUNTIES = sorted(code for code in load_divisions() if not code.endswith("00"))


def dress(extraction: Extraction) -> Extraction:
    """Return the extraction with what questions ask for."""
    chance = Random(extraction.document.name)
    unit = int(extraction.document.name.partition("-")[0])
    return replace(extraction, reports=tuple(_dress_report(report, chance, unit) for report in extraction.reports))


def _dress_report(report: Report, chance: Random, unit: int) -> Report:
    title = report.title.passage if report.title else report.passage
    headings = [Heading(f"{n}", words, 1, Passage(n, n + 2)) for n, words in enumerate(_HEADINGS, 1)]
    told = report.kind == "rectification_report"
    findings = tuple(
        _dress_finding(each, headings[n * len(headings) // len(report.findings)], report, chance)
        for n, each in enumerate(report.findings)
    )
    done = sum(any(status.normal == "完成" for status in each.statuses[-1:]) for each in findings)
    declared = (
        Declared("problems", Decimal(len(findings) + (chance.random() < 0.1)), "个", title),
        Declared("completed", Decimal(done), "个", title),
        Declared("measures", Decimal(2 * len(findings)), "项", title),
    )
    return replace(
        report,
        inspection=report.inspection and _dress_inspection(report.inspection, chance, unit),
        findings=findings,
        declared=declared if told else (),
        figures=(Figure(Decimal(chance.randint(1, 900)), "万元", "投资额", title),) if chance.random() < 0.2 else (),
    )


def _dress_inspection(inspection: Inspection, chance: Random, unit: int) -> Inspection:
    code = _COUNTIES[unit // 10 % len(_COUNTIES)]
    year = int(inspection.feedback.iso[:4]) if inspection.feedback else 0
    special = chance.random() < 0.1
    return replace(
        inspection,
        units=tuple(replace(body, division=code) for body in inspection.units),
        round=Round(term="十三届", ordinal=(year - 2011) // 3),
        types=("专项",) if special else inspection.types,
        subject="乡村振兴领域" if special else None,
    )


def _dress_finding(finding: Finding, heading: Heading, report: Report, chance: Random) -> Finding:
    at = finding.statement.passage
    post = Responsible(leader=Wording("党组书记、局长", at)) if chance.random() < 0.3 else None
    due = Wording(f"{report.published.iso[:4]}年12月底前", at) if report.published and chance.random() < 0.1 else None
    return replace(
        finding,
        headings=(heading,),
        measures=tuple(_dress_measure(each, report.issuer, chance) for each in finding.measures),
        statuses=_statuses(finding, report, chance),
        responsible=post,
        deadline=due,
        repeat=finding.repeat or (_audited(finding, chance) if chance.random() < 0.02 else None),
    )


def _audited(finding: Finding, chance: Random) -> Repeat:
    at = finding.statement.passage
    year = chance.randint(2012, 2022)
    return Repeat(
        "uncured", Wording("审计指出", at), (EarlierInspection(f"{year}年审计", at, kind="audit", year=year),)
    )


def _statuses(finding: Finding, report: Report, chance: Random) -> tuple[Status, ...]:
    if not finding.statuses:
        return ()
    [status] = finding.statuses
    if chance.random() < 0.2:
        return ()
    if chance.random() < 0.3:
        status = replace(status, text="未完成", normal=chance.choice(_OPEN))
    if chance.random() < 0.1 and report.inspection:
        earlier = replace(status, text="正在整改", normal="正在整改", date=report.inspection.feedback)
        return (earlier, status)
    return (status,)


def _dress_measure(measure: Measure, issuer: Organisation | None, chance: Random) -> Measure:
    at, draw = measure.passage, chance.random()
    promised = chance.random() < 0.1
    amounts, people, rules = (), (), ()
    if draw < 0.15:
        sum_ = chance.randint(1, 9_000_000)
        amounts = (Quantity(chance.choice(_MONEY), Decimal(sum_), "元", f"{sum_}元", at),)
    elif draw < 0.25:
        people = (Quantity(chance.choice(_SANCTIONS), Decimal(chance.randint(1, 9)), "人", "若干人", at),)
    elif draw < 0.45:
        name = f"{issuer.name if issuer else ''}{chance.choice(_RULES)}"
        rules = (PolicyDocument(name, chance.choice(("made", "made", "revised", "drafted")), at),)
    return replace(
        measure,
        types=(chance.choice(_TYPES),),
        state="promised" if promised else "done",
        deadline=Date(f"{chance.randint(2015, 2026)}-12") if promised else None,
        amounts=amounts,
        people=people,
        policy_documents=rules,
    )
