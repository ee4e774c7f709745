"""What needs another look is noted, with the place that it is about."""

import pytest

from xuntu.extractors import extract
from xuntu.ontology import Extraction, Note

LEAD = "2023年3月1日至4月30日，县委第二巡察组对云岭县水务局党组开展了常规巡察。2023年6月15日，县委巡察组反馈了意见。"
FIRST = "1.学习不深入。\n整改情况：一是制定《学习制度》。\n整改结果：已完成。"
SECOND = "2.河道管护不落实。\n整改情况：一是明确责任人。\n整改结果：已完成。"
THIRD = "3.资金监管不到位。\n整改情况：一是清理账目。\n整改结果：已完成。"
SIGNED = "中共云岭县水务局党组\n2023年12月20日"


def notice(lead: str = LEAD, *problems: str, signed: str = SIGNED) -> Extraction:
    text = "\n".join(
        ["云岭县水务局党组关于县委巡察整改进展情况的通报", lead, *(problems or (FIRST, SECOND, THIRD)), signed]
    )
    return extract(text.encode(), "通报.txt")


def notes(extraction: Extraction) -> list[Note]:
    return [note for report in extraction.reports for note in report.notes]


def quoted(extraction: Extraction, message: str) -> str | None:
    """Return the words that the note with this message is about."""
    [note] = [note for note in notes(extraction) if note.message == message]
    return note.passage.of(extraction.document.text) if note.passage else None


def test_a_notice_in_order_has_no_notes() -> None:
    """All days with their years, all problems with measures and statuses: there is nothing to say."""
    assert notes(notice()) == []


@pytest.mark.parametrize(
    ("lead", "message", "words"),
    [
        (LEAD.replace("2023年6月", "6月"), "反馈日期2023-06-15的年份按巡察时间推断", "6月15日"),
        (LEAD.replace("2023年3月", "3月"), "巡察开始日期2023-03-01的年份按反馈日期推断", "3月1日至4月30日"),
        (LEAD.replace("2023年", ""), "反馈日期2023-06-15的年份按公布日期推断", "6月15日"),
        (LEAD.replace("2023年6月", "2023年4月"), "反馈日期2023-04-15早于巡察结束日期2023-04-30", "2023年4月15日"),
        (LEAD.replace("2023年6月", "2024年6月"), "公布日期2023-12-20早于反馈日期2024-06-15", "2023年12月20日"),
        (LEAD.replace("至4月", "至2023年2月"), "巡察结束日期2023-02-30早于巡察开始日期2023-03-01", "2023年3月1日至2023年2月30日"),
        (LEAD.replace("第二巡", "第巡"), "组号残缺：县委第巡察组", "县委第巡察组"),
        (LEAD.replace("云岭县水务局党组", "某局党组"), "单位“某局党组”是匿名的，不与别处的单位相认", "某局党组"),
        (LEAD.replace("云岭县水务局党组", "我局"), "单位“我局”按署名补全为“中共云岭县水务局党组”", "我局"),
        (LEAD + "反馈了3个方面5个问题。", "自报问题5个，读出3个", "5个问题"),
        (LEAD + "反馈3个问题，已完成整改2个。", "自报完成2个，状态为完成的3个、基本完成的0个", "已完成整改2个"),
    ],
)  # fmt: skip
def test_doubts_of_the_lead_are_noted_at_their_words(lead: str, message: str, words: str | None) -> None:
    """Years taken from elsewhere, days out of order, lost numbers, names that are none, counts that differ."""
    found = notice(lead)
    printed = quoted(found, message)
    assert words is None or printed == words


@pytest.mark.parametrize(
    ("problem", "message", "words"),
    [
        (THIRD.replace("整改情况：一是清理账目。\n", ""), "问题3没有读出整改措施", "资金监管不到位。"),
        (THIRD.replace("已完成", "另行报告"), "状态“另行报告”不在已知的说法之中，没有归类", "另行报告"),
        (THIRD.replace("\n整改结果：已完成。", ""), "问题3没有读出整改状态", "资金监管不到位。"),
        (THIRD.replace("清理账目", "出台《账目办法，清理账目"), "书名号没有合上：“《账目办法，清理账目。”", "《账目办法，清理账目。"),
        ("2" + THIRD[1:], "编号2重复，另一处是“河道管护不落实。”", "资金监管不到位。"),
        ("5" + THIRD[1:], "编号由2跳到5", "资金监管不到位。"),
    ],
)  # fmt: skip
def test_doubts_of_a_problem_are_noted_at_their_words(problem: str, message: str, words: str) -> None:
    """What the other problems have and this one lacks, words that mean nothing known, marks left open."""
    assert quoted(notice(LEAD, FIRST, SECOND, problem), message) == words


def test_a_label_without_text_is_noted() -> None:
    """The measures of the first problem are lost between two labels."""
    first = "反馈问题：学习不深入。\n整改情况："
    second = "反馈问题：河道管护不落实。\n整改情况：一是明确责任人。"
    assert quoted(notice(LEAD, first, second), "“整改情况”之后没有文字") == "整改情况"


def test_a_unit_that_only_signs_is_an_inference() -> None:
    """Where no sentence names the unit, the hand that signs stands for it, and the note points there."""
    lead = "根据县委部署，2023年3月1日至4月30日，县委第二巡察组开展了常规巡察。"
    found = notice(lead)
    assert quoted(found, "被巡单位按署名推断为“中共云岭县水务局党组”") == "中共云岭县水务局党组"


def test_statuses_told_of_many_are_told_once() -> None:
    """One note for the sentence that stands for all, not one for each problem."""
    bare = [problem.split("\n整改结果")[0] for problem in (FIRST, SECOND, THIRD)]
    found = notice(LEAD + "反馈的3个问题已全部完成整改。", *bare)
    message = "3个问题没有各自的状态，按全文说明记为“完成”"
    assert quoted(found, message) == "反馈的3个问题已全部完成整改"
    assert {note.stage for note in notes(found)} == {"inferred"}


def test_a_count_that_begins_again_is_no_duplicate() -> None:
    """A second part of a report may count from 1; two 2 in a row may not."""
    text = "二、已完成的问题\n{}\n{}\n三、未完成的问题\n{}".format(FIRST, SECOND, "1" + THIRD[1:])
    assert not [note for note in notes(notice(LEAD, text)) if "重复" in note.message]


def test_a_table_that_gives_no_record_is_noted() -> None:
    """A table of something else is not passed over in silence; skipped numbers in a table of problems are told."""
    page = (
        "<html><body><h1>云岭县水务局党组关于巡察整改情况的通报</h1><p>{}</p><table>"
        "<tr><th>序号</th><th>问题</th><th>整改措施</th><th>整改状态</th></tr>"
        "<tr><td>1</td><td>学习不深入</td><td>制定制度</td><td>已完成</td></tr>"
        "<tr><td>3</td><td>管护不落实</td><td>明确责任人</td><td>已完成</td></tr></table><p>附表如下。</p>"
        "<table><tr><td>河道</td><td>长度</td></tr><tr><td>柳河</td><td>12公里</td></tr></table></body></html>"
    )
    found = extract(page.format(LEAD).encode(), "通报.html")
    assert quoted(found, "编号由1跳到3") == "管护不落实"
    assert quoted(found, "表格（2行）没有读出记录") == "河道\t长度\n柳河\t12公里"
