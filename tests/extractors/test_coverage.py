"""Every stretch of a text is read by a record, or told as unread with a guess what it is."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from xuntu.extractors import cover, extract
from xuntu.ontology import Document, Extraction

ROOT = Path(__file__).parents[2]
FOLDERS = ("examples/documents", "tests/evaluation/schemes/documents")

NOTICE = """县水务局党组关于县委巡察整改情况的通报
2023年3月1日至4月30日，县委第二巡察组对云岭县水务局党组开展了常规巡察。现将整改情况公布如下。
一、组织整改情况
局党组召开会议5次，成立领导小组。
二、反馈问题整改情况
（一）学习方面
1.学习不深入。
整改情况：一是制定《学习制度》。二是交流研讨3次。
整改结果：已完成。
2.河道管护不落实。
整改情况：一是明确责任人。
整改结果：已完成。
三、下一步打算
局党组将巩固成果，防止反弹。
欢迎群众监督。联系电话：0123-456789。
云岭县水务局党组
2023年12月20日
"""


def roles(extraction: Extraction) -> list[tuple[str, str]]:
    text = extraction.document.text
    covered = cover(extraction.document, extraction.reports)
    return [(stretch.role, " ".join(stretch.passage.of(text).split())) for stretch in covered.stretches]


def test_every_stretch_of_a_notice_has_its_reader() -> None:
    """Title, lead, headings, labels, statements, measures, statuses, signature; the rest by what it seems to be."""
    assert roles(extract(NOTICE.encode(), "通报.txt")) == [
        ("title", "县水务局党组关于县委巡察整改情况的通报"),
        ("header", "2023年3月1日至4月30日，县委第二巡察组对云岭县水务局党组开展了常规巡察。"),
        ("introduction", "现将整改情况公布如下。"),
        ("organising", "一、组织整改情况 局党组召开会议5次，成立领导小组。"),
        ("heading", "二、反馈问题整改情况"),
        ("label", "（一）"),
        ("heading", "学习方面"),
        ("label", "1."),
        ("statement", "学习不深入。"),
        ("label", "整改情况："),
        ("measure", "一是制定《学习制度》。二是交流研讨3次。"),
        ("label", "整改结果："),
        ("status", "已完成"),
        ("label", "。 2."),
        ("statement", "河道管护不落实。"),
        ("label", "整改情况："),
        ("measure", "一是明确责任人。"),
        ("label", "整改结果："),
        ("status", "已完成"),
        ("label", "。"),
        ("outlook", "三、下一步打算 局党组将巩固成果，防止反弹。"),
        ("contacts", "欢迎群众监督。联系电话：0123-456789。"),
        ("signature", "云岭县水务局党组 2023年12月20日"),
    ]


def test_stretches_are_the_whole_text() -> None:
    """Nothing is counted twice or left out: the sizes add up to all characters but white space."""
    found = extract(NOTICE.encode(), "通报.txt")
    covered = cover(found.document, found.reports)
    assert sum(stretch.size for stretch in covered.stretches) == len("".join(found.document.text.split()))
    ends = [stretch.passage.end for stretch in covered.stretches]
    assert all(end <= later.passage.start for end, later in zip(ends, covered.stretches[1:], strict=False))
    unread = {role: covered.size_of(role) for role in ("introduction", "organising", "outlook", "contacts")}
    assert unread == {"introduction": 11, "organising": 25, "outlook": 21, "contacts": 24}
    assert round(covered.share, 2) == round(1 - 81 / sum(stretch.size for stretch in covered.stretches), 2)


def test_a_paragraph_that_no_record_holds_is_noted_with_its_place() -> None:
    """Between two problems stands something else: it is told, not lost."""
    lost = "以上情况已经县委督查室会同县财政局逐一现场复核并存档备查。"
    found = extract(NOTICE.replace("（一）学习方面", f"{lost}\n（一）学习方面").encode(), "通报.txt")
    [note] = [note for note in found.notes if note.stage == "coverage"]
    assert note.passage is not None
    assert note.passage.of(found.document.text) == lost
    assert note.message == f"此处{len(lost)}字没有归入任何记录"


def test_news_is_body_and_figures() -> None:
    """What a kind of document is not read for is told as its body, and gives no note."""
    found = extract("专项督导组帮企业解忧\n督导组走访了园区。累计查处案件5件8人。".encode(), "新闻.txt")
    assert roles(found)[0] == ("body", "专项督导组帮企业解忧 督导组走访了园区。")
    assert [note for note in found.notes if note.stage == "coverage"] == []


def test_a_document_without_reports_is_all_unknown() -> None:
    """Nothing claims to have read it."""
    covered = cover(Document("a.txt", "", "text/plain", "甲乙\n丙"), [])
    assert [(stretch.role, stretch.size) for stretch in covered.stretches] == [("unknown", 3)]
    assert covered.share == 0.0
    assert cover(Document("a.txt", "", "text/plain", ""), []).share == 1.0


def test_a_chapter_of_problems_that_no_record_holds_is_unknown() -> None:
    """Work of organising and plans are told as such; numbered deficiencies are not taken for them."""
    lost = "一、有关情况\n1.财务管理不规范。后已整改。\n2.采购程序不严格。后已整改。\n"
    page = NOTICE.replace("一、组织整改情况", lost + "二、组织整改情况").replace("\n二、反馈", "\n三、反馈")
    found = extract(page.encode(), "通报.txt")
    assert ("unknown", lost.strip().replace("\n", " ")) in roles(found)


@pytest.mark.slow
def test_a_problem_that_is_lost_shows_as_text_that_belongs_to_nothing() -> None:
    """Each finding of each document is left out in turn: its statement is then told as unread, not explained away."""
    told: Counter[bool] = Counter()
    for file in (file for folder in FOLDERS for file in sorted((ROOT / folder).iterdir())):
        extraction = extract(file.read_bytes(), file.name)
        for place, report in enumerate(extraction.reports):
            for finding in report.findings:
                without = replace(report, findings=tuple(each for each in report.findings if each is not finding))
                reports = [*extraction.reports[:place], without, *extraction.reports[place + 1 :]]
                middle = (finding.statement.passage.start + finding.statement.passage.end) // 2
                regions = cover(extraction.document, reports).unread
                told[
                    any(r.passage.start <= middle < r.passage.end and r.role in ("unknown", "grid") for r in regions)
                ] += 1
    assert told[True] > 380
    assert told[False] <= 4
